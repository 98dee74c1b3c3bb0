"""Makes the kinds' model from hand-labelled blocks: `KindTrainer`; see train.py for the command
and the card.

All is split by site in the folds of train_pages. What the second look learns from is what the
first says of pages it was not trained on, as at any page it will meet.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from reader.core.model import KINDS
from reader.declutter import page_around, page_doubt, page_vocabulary
from reader.declutter.page_kinds import KindModel, Linear
from reader.declutter.page_survey import Matrix, Page
from reader.declutter.page_vocabulary import NAMES, SCALE, Vocabulary
from reader.declutter.train_data import Sample
from reader.declutter.train_pages import SEED, forest
from reader.declutter.trees import Forest

_BALANCE: Final = 0.3
_STRENGTH: Final = 0.003
_PRIOR: Final = 2.0
_SITES: Final = {"names": 2, "leads": 2}
"""Sites on which a word must stand before it counts."""
_TREES: Final[dict[str, Any]] = {
    "objective": "multiclass", "num_class": len(KINDS), "learning_rate": 0.08, "num_leaves": 15,
    "max_depth": 6, "min_data_in_leaf": 40, "feature_fraction": 0.3, "bagging_fraction": 0.7,
    "bagging_freq": 1, "lambda_l2": 10.0, "max_bin": 63, "num_threads": 1, "verbose": -1,
    "seed": SEED, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_ROUNDS: Final = 120
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
        rows, wide = [], []
        for page in used:
            without = out | {page.fold}
            told = self._told(page, without)
            chances = self._first(without).probabilities(told)
            rows.append(np.hstack([told, page_around.around(page.page, chances)]))
            at = np.flatnonzero(page.kinds >= 0)
            wide.append(np.hstack([rows[-1][at], page_doubt.context(page.page, chances, at)]))
        second, third = _fit(used, rows), _grown(used, wide)
        return KindModel(self._vocabulary(out), self._first(out), second, third)

    def _told(self, page: Labelled, without: frozenset[int]) -> Matrix:
        words = page_vocabulary.table(page.page, self._vocabulary(without))
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
        led = [words for _, words in page.page.targets]
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
    x = np.vstack([row[page.kinds >= 0] for row, page in zip(rows, pages, strict=True)])
    y, weight = _right(pages)
    means, spread = x.mean(axis=0), x.std(axis=0) + 0.1
    fitted = LogisticRegression(C=_STRENGTH, max_iter=300).fit(
        (x - means) / spread, y, weight / weight.mean()
    )
    weights = np.zeros((x.shape[1], len(KINDS)), dtype=np.float32)
    bias = np.full(len(KINDS), -20.0, dtype=np.float32)  # kinds nobody showed us never win
    weights[:, fitted.classes_] = (fitted.coef_ / spread).T
    bias[fitted.classes_] = fitted.intercept_
    return Linear(weights, bias, means.astype(np.float32))


def _grown(pages: list[Labelled], rows: list[Matrix]) -> Forest:
    """Trees for the labelled blocks, whose `rows` these are, weighed as for the linear looks."""
    kinds, weight = _right(pages)
    data = lightgbm.Dataset(np.vstack(rows), kinds, weight=weight)
    return forest(lightgbm.train(_TREES, data, _ROUNDS), len(KINDS))


def _right(pages: list[Labelled]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The kinds of the labelled blocks, and how much each counts: the rare kinds more."""
    kinds = np.concatenate([page.kinds[page.kinds >= 0] for page in pages])
    weight = np.concatenate([_weight(page) for page in pages])
    totals = np.bincount(kinds, weight, len(KINDS))
    return kinds, weight * (totals.sum() / np.maximum(totals[kinds], 20)) ** _BALANCE


def _weight(page: Labelled) -> NDArray[np.float64]:
    """How much each labelled block counts: a page as the root of those near its story."""
    known = page.kinds >= 0
    whole = 1.0 / np.sqrt(max(int(page.near[known].sum()), 20) / 40)
    far, made = np.where(page.near, 1.0, _FAR), np.where(page.made, _MADE, 1.0)
    weight: NDArray[np.float64] = (whole * far * made)[known]
    return weight
