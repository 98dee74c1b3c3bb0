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

from reader.core.model import KINDS, Document
from reader.declutter import page_links
from reader.declutter.neighbours import summed
from reader.declutter.page_survey import Matrix, Page

COLUMNS: Final = [f"{what}_{kind}" for what in ("name", "lead") for kind in KINDS]
"""Columns of `table`: by a block's class names, by where its link leads."""
NAMES: Final = 6
"""Class words of the enclosing elements that are looked at, besides the block's own."""
SCALE: Final = 40.0
"""Log odds are kept as whole fortieths, between -3 and 3: a byte each."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Row numbers of words in class names and in addresses, and their odds times SCALE, a
    column per kind. Row 0 is that of words nobody knows: nought."""

    names: dict[str, int]
    leads: dict[str, int]
    name_odds: NDArray[np.int8]
    lead_odds: NDArray[np.int8]


def table(document: Document, page: Page, held: Vocabulary) -> Matrix:
    """One row of `COLUMNS` per block: the mean odds of its words, drawn towards nought where
    few are known."""
    names, leads = held.names, held.leads
    named = [[names.get(name, 0) for name in near[: own + NAMES]] for _, near, own in page.places]
    counts = [nearness(len(row), own) for row, (_, _, own) in zip(named, page.places, strict=True)]
    led = [[leads.get(word, 0) for word in found] for found in page_links.words(document, page)]
    return np.hstack([
        _means(named, counts, held.name_odds, 0.7)[page.place],
        _means(led, [(1.0,) * len(one) for one in led], held.lead_odds, 1.0)[page.lead],
    ])  # fmt: skip


@lru_cache(maxsize=512)
def nearness(count: int, own: int) -> tuple[float, ...]:
    """How much each of so many class words counts: 1 for the block's own, less further out."""
    return tuple(1.0 if at < own else 0.7 / (1.0 + 0.3 * (at - own)) for at in range(count))


def _means(
    rows: list[list[int]], weights: list[tuple[float, ...]], odds: NDArray[np.int8], prior: float
) -> Matrix:
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    flat = np.array(list(chain.from_iterable(rows)), dtype=np.int64)
    weight = np.array(list(chain.from_iterable(weights)), dtype=np.float32)
    known = flat > 0
    owner, flat, weight = owner[known], flat[known], weight[known]
    told = odds.take(flat, axis=0) * weight[:, None]
    total = summed(told, np.bincount(owner, minlength=len(rows)))
    amount = np.bincount(owner, weight, len(rows)) + prior
    found: Matrix = (total / (SCALE * amount[:, None])).astype(np.float32)
    return found
