"""Makes the kinds' model from hand-labelled blocks: `KindTrainer`; see train.py for the command
and the card.

All is split by site in the folds of train_pages. What the second look learns from is what the
first says of pages it was not trained on, as at any page it will meet.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from reader.core.model import KINDS
from reader.declutter import page_around, page_links, page_vocabulary
from reader.declutter.page_kinds import KindModel, Linear
from reader.declutter.page_survey import Matrix, Page
from reader.declutter.page_vocabulary import NAMES, SCALE, Vocabulary
from reader.declutter.train_data import Sample

_BALANCE: Final = 0.3
_STRENGTH: Final = 0.003
_PRIOR: Final = 2.0
_SITES: Final = {"names": 2, "leads": 2}
"""Sites on which a word must stand before it counts."""
_FAR: Final = 0.25
"""Weight of a block far from the story: its menus and footers are many, and soon learned."""
_MADE: Final = 0.3
"""Weight of a block that was put in: there are more of its kind than on any real page."""

Odds = dict[str, NDArray[np.float64]]


def numbers_of(kinds: list[str | None]) -> NDArray[np.int64]:
    """Kind numbers, -1 where nobody labelled the block."""
    return np.array([KINDS.index(kind) if kind in KINDS else -1 for kind in kinds], dtype=np.int64)


@dataclass(slots=True)
class Labelled:
    """A hand-labelled page: what the model sees of it before words, and what is right."""

    sample: Sample
    page: Page
    fold: int
    seen: Matrix
    kinds: NDArray[np.int64]
    near: NDArray[np.bool_]
    """Which blocks stand near something that may be its story."""
    made: NDArray[np.bool_]
    """Which blocks were written for training and put in (train_boxes)."""


@dataclass(slots=True)
class KindTrainer:
    """Trains on all folds but those left out, and remembers the parts it made on the way."""

    pages: list[Labelled]
    _words: dict[frozenset[int], Vocabulary] = field(default_factory=dict)
    _firsts: dict[frozenset[int], Linear] = field(default_factory=dict)

    def train(self, leaving: int | None) -> KindModel:
        """The model of all pages but those of one fold; None leaves none out."""
        out = frozenset() if leaving is None else frozenset({leaving})
        used = [page for page in self.pages if page.fold not in out]
        rows = []
        for page in used:
            without = out | {page.fold}
            told = self._told(page, without)
            chances = self._first(without).probabilities(told)
            rows.append(np.hstack([told, page_around.around(page.page, chances)]))
        return KindModel(self._vocabulary(out), self._first(out), _fit(used, rows))

    def _told(self, page: Labelled, without: frozenset[int]) -> Matrix:
        words = page_vocabulary.table(page.sample.document, page.page, self._vocabulary(without))
        return np.hstack([page.seen, words])

    def _vocabulary(self, without: frozenset[int]) -> Vocabulary:
        if without not in self._words:
            self._words[without] = vocabulary_of(
                [page for page in self.pages if page.fold not in without]
            )
        return self._words[without]

    def _first(self, without: frozenset[int]) -> Linear:
        if without not in self._firsts:
            used = [page for page in self.pages if page.fold not in without]
            rows = [self._told(page, without | {page.fold}) for page in used]
            self._firsts[without] = _fit(used, rows)
        return self._firsts[without]


def vocabulary_of(pages: list[Labelled]) -> Vocabulary:
    """The odds of every word that enough sites use."""
    sites: dict[tuple[str, str, str], NDArray[np.float64]] = defaultdict(
        lambda: np.zeros(len(KINDS))
    )
    for page in pages:
        site = page.sample.site
        document = page.sample.document
        led = page_links.words(document, page.page)
        for block, lead, kind in zip(
            document.blocks, page.page.lead.tolist(), page.kinds.tolist(), strict=True
        ):
            if kind < 0:
                continue
            seen = block.evidence
            for word in set(seen.words[: seen.own + NAMES]):
                sites["names", word, site][kind] += 1
            for word in led[lead]:
                sites["leads", word, site][kind] += 1
    total: dict[str, Odds] = {name: defaultdict(lambda: np.zeros(len(KINDS))) for name in _SITES}
    for (name, word, _), counts in sites.items():
        total[name][word] += counts / counts.sum()
    names, name_odds = _odds(total["names"], _SITES["names"])
    leads, lead_odds = _odds(total["leads"], _SITES["leads"])
    return Vocabulary(names, leads, name_odds, lead_odds)


def _odds(counts: Odds, least: int) -> tuple[dict[str, int], NDArray[np.int8]]:
    prior = np.sum(list(counts.values()), axis=0) + 1.0
    prior /= prior.sum()
    known = sorted(word for word, held in counts.items() if held.sum() >= least)
    rows = [np.zeros(len(KINDS))]
    for word in known:
        held = counts[word]
        rows.append(np.log((held + _PRIOR * prior) / (held.sum() + _PRIOR) / prior))
    scaled = np.clip(np.array(rows) * SCALE, -127, 127).round().astype(np.int8)
    return {word: row for row, word in enumerate(known, 1)}, scaled


def _fit(pages: list[Labelled], rows: list[Matrix]) -> Linear:
    """A multinomial logistic regression on the labelled blocks; rare kinds count more, and a
    page as the root of its blocks."""
    known = [page.kinds >= 0 for page in pages]
    x = np.vstack([row[one] for row, one in zip(rows, known, strict=True)])
    y = np.concatenate([page.kinds[one] for page, one in zip(pages, known, strict=True)])
    weight = np.concatenate([_weight(page) for page in pages])
    totals = np.bincount(y, weight, len(KINDS))
    weight = weight * (totals.sum() / np.maximum(totals[y], 20)) ** _BALANCE
    means, spread = x.mean(axis=0), x.std(axis=0) + 0.1
    fitted = LogisticRegression(C=_STRENGTH, max_iter=300).fit(
        (x - means) / spread, y, weight / weight.mean()
    )
    weights = np.zeros((x.shape[1], len(KINDS)), dtype=np.float32)
    bias = np.full(len(KINDS), -20.0, dtype=np.float32)  # kinds nobody showed us never win
    weights[:, fitted.classes_] = (fitted.coef_ / spread).T
    bias[fitted.classes_] = fitted.intercept_
    return Linear(weights, bias, means.astype(np.float32))


def _weight(page: Labelled) -> NDArray[np.float64]:
    """How much each labelled block counts: a page as the root of those near its story."""
    known = page.kinds >= 0
    whole = 1.0 / np.sqrt(max(int(page.near[known].sum()), 20) / 40)
    far, made = np.where(page.near, 1.0, _FAR), np.where(page.made, _MADE, 1.0)
    weight: NDArray[np.float64] = (whole * far * made)[known]
    return weight
