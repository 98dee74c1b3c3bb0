"""What single words of a block's class names and of its link's address say of each kind.

Naive Bayes' log odds, learned from hand-labelled blocks: how much likelier a word is in blocks
of a kind than in any. Each site's word counts once, so that no site's own words win.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS
from reader.declutter.neighbours import summed
from reader.declutter.page_survey import Matrix, Page, Vector
from reader.declutter.spoken import Known, Numbers, hashes, known_words

COLUMNS: Final = [f"{what}_{kind}" for what in ("name", "lead") for kind in KINDS]
"""Columns of `table`: by a block's class names, by where its link leads."""
NAMES: Final = 6
"""Class words of the enclosing elements that are looked at, besides the block's own."""
SCALE: Final = 40.0
"""Log odds are kept as whole fortieths, between -3 and 3: a byte each."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Row numbers of words in class names and in addresses, and their odds times SCALE, a
    column per kind. Row 0 is that of words nobody knows: nought. Equal to itself alone."""

    names: dict[str, int]
    leads: dict[str, int]
    name_odds: NDArray[np.int8]
    lead_odds: NDArray[np.int8]


def table(page: Page, held: Vocabulary) -> Matrix:
    """One row of `COLUMNS` per block: the mean odds of its words, drawn towards nought where
    few are known."""
    near = page.outside < NAMES
    outside = page.outside[near]
    nearness = np.where(outside < 0, 1.0, 0.7 / (1.0 + 0.3 * outside)).astype(np.float32)
    names, words = _known(held)
    named = names.get(page.name_keys)[page.named[near]]
    led = [words for _, words in page.targets]
    to = words.get(hashes(list(chain.from_iterable(led))))
    leads = np.repeat(np.arange(len(led)), list(map(len, led)))
    by_name = _means(page.holder[near], named, nearness, held.name_odds, 0.7, len(page.places))
    by_lead = _means(leads, to, np.ones(len(to), np.float32), held.lead_odds, 1.0, len(led))
    return np.concatenate([by_name[page.place], by_lead[page.lead]], axis=1)


@lru_cache(maxsize=8)
def _known(held: Vocabulary) -> tuple[Known, Known]:
    return known_words(held.names, 0), known_words(held.leads, 0)


def _means(
    owner: Numbers, rows: Numbers, weight: Vector, odds: NDArray[np.int8], prior: float, count: int
) -> Matrix:
    """The mean odds of each owner's words, of which these are the rows, drawn towards nought."""
    known = rows > 0
    owner, weight = owner[known], weight[known]
    told = odds.take(rows[known], axis=0) * weight[:, None]
    total = summed(told, np.bincount(owner, minlength=count))
    amount = np.bincount(owner, weight, count) + prior
    found: Matrix = (total / (SCALE * amount[:, None])).astype(np.float32)
    return found
