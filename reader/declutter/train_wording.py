"""Makes the wording model: multinomial logistic regression over the grams of labelled texts.

A gram counts where enough sites have it, so that no site's own names win; a page's blocks count
together as the root of their number. The invented texts (`train_texts.txt`, 20,149 in 30
languages) are there for what pages show seldom: appeals, notes about authors, consent and offers,
and whatever stands around stories in languages with few pages; sentences of news that use the
same words; and plain news, without which a language of few pages would itself speak for the rest.

Tried, by the share of other folds' texts (pages' blocks; texts) whose kind their words speak for
most: grams of three sites, 24,000, .692; .43, of two, .692; .46, 60,000 of two .696; .48, with
parts of words .703; .56. Parts of three, five or of several lengths are no better, nor are 120,000.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from importlib import resources
from typing import Final, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from reader.core.model import KINDS, Kind
from reader.core.text import lower_words
from reader.declutter.page_survey import Page
from reader.declutter.spoken import spoken
from reader.declutter.train_data import Sample
from reader.declutter.wording import NOBODY, OPENING, SCALE, Wording, grams

FILE: Final = "train_texts.txt"
_SITES: Final = 2
"""Sites that a gram stands on before it counts; invented texts are a site each."""
_MOST: Final = 64_000
"""Grams that are kept, those of most sites first."""
_WRITTEN: Final = 2.0
"""What a written text counts beside a block of a page, of which there are seven times as many
(tried: 1.3, 2, 3, 4; from 3 on the kinds of pages' own blocks suffer)."""
_STRENGTH: Final = 1.0
_BALANCE: Final = 0.4


class Told(NamedTuple):
    """A labelled text: where it stands, its words, its kind, how much it counts."""

    site: str
    words: tuple[str, ...]
    kind: str
    weight: float


class Text(NamedTuple):
    """A text written for training."""

    language: str
    kind: Kind
    text: str


def invented() -> list[Text]:
    """The texts that were written for training."""
    lines = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8").splitlines()
    kinds: dict[str, Kind] = {kind: kind for kind in KINDS}
    split = (line.split("\t") for line in lines)
    return [Text(language, kinds[kind], text) for language, kind, text in split]


def told_by_text(text: Text) -> Told:
    """A written text as it is learned from."""
    return Told(text.text, tuple(lower_words(text.text)[:OPENING]), text.kind, _WRITTEN)


def told_by_page(sample: Sample, page: Page) -> list[Told]:
    """A page's labelled blocks as texts; one that stands there twice counts once."""
    found = {
        (tuple(words[:OPENING]), kind)
        for words, kind in zip(page.words, sample.kinds, strict=True)
        if kind and words
    }
    weight = 1.0 / math.sqrt(max(len(found), 20) / 40)
    return [Told(sample.site, words, kind, weight) for words, kind in sorted(found)]


def train_wording(told: Sequence[Told]) -> Wording:
    """The model of these texts. Deterministic."""
    held = _known(told)
    nothing = np.zeros((len(held), len(KINDS)), np.int8)
    rows, sizes = Wording(held, nothing, NOBODY.bias).found(spoken([one.words for one in told]))
    values = np.repeat(1.0 / np.sqrt(sizes + 1.0), sizes)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    seen = csr_matrix((values, rows, ends), shape=(len(told), len(held)), dtype=np.float64)
    kinds = np.array([KINDS.index(one.kind) for one in told])
    weight = np.array([one.weight for one in told])
    totals = np.bincount(kinds, weight, len(KINDS))
    weight = weight * (totals.sum() / np.maximum(totals[kinds], 20)) ** _BALANCE
    fitted = LogisticRegression(C=_STRENGTH, max_iter=80, tol=1e-3).fit(
        seen, kinds, weight / weight.mean()
    )
    weights = np.zeros((len(held), len(KINDS)))
    bias = np.full(len(KINDS), -4.0, dtype=np.float32)  # kinds nobody showed us
    weights[:, fitted.classes_] = fitted.coef_.T
    bias[fitted.classes_] = fitted.intercept_
    scaled = np.clip(weights * SCALE, -127, 127).round().astype(np.int8)
    return Wording(held, scaled, bias)


def _known(told: Sequence[Told]) -> dict[str, int]:
    """The grams that enough sites have, numbered."""
    sites: dict[str, set[str]] = defaultdict(set)
    for one in told:
        for gram in grams(one.words):
            sites[gram].add(one.site)
    counts = Counter({gram: len(held) for gram, held in sites.items() if len(held) >= _SITES})
    best = sorted(counts, key=lambda gram: (-counts[gram], gram))[:_MOST]
    return {gram: row for row, gram in enumerate(sorted(best))}
