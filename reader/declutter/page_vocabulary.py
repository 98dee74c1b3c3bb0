"""What single words of a block's class names and of its link's address say of each kind.

Naive Bayes' log odds, learned from hand-labelled blocks: how much likelier a word is in blocks
of a kind than in any. Each site's word counts once, so that no site's own words win.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS, Document
from reader.declutter import page_links
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
    near = [(names[: own + NAMES], own) for _, names, own in page.places]
    named = [[held.names.get(name, 0) for name in names] for names, _ in near]
    counts = [[nearness(rank, own) for rank in range(len(names))] for names, own in near]
    led = [[held.leads.get(word, 0) for word in found] for found in page_links.words(document)]
    return np.hstack([
        _means(named, counts, held.name_odds, 0.7)[page.place],
        _means(led, [[1.0] * len(one) for one in led], held.lead_odds, 1.0),
    ])  # fmt: skip


def nearness(rank: int, own: int) -> float:
    """How much the class word of this rank counts: 1 for the block's own, less further out."""
    return 1.0 if rank < own else 0.7 / (1.0 + 0.3 * (rank - own))


def _means(
    rows: list[list[int]], weights: Iterable[list[float]], odds: NDArray[np.int8], prior: float
) -> Matrix:
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    flat = np.array([number for row in rows for number in row], dtype=np.int64)
    weight = np.array([value for row in weights for value in row], dtype=np.float32)
    known = flat > 0
    owner, flat, weight = owner[known], flat[known], weight[known]
    sums = np.zeros((len(flat) + 1, len(KINDS)))
    np.cumsum(odds[flat] * weight[:, None], axis=0, out=sums[1:])
    ends = np.searchsorted(owner, np.arange(len(rows) + 1))
    total = sums[ends[1:]] - sums[ends[:-1]]
    amount = np.bincount(owner, weight, len(rows)) + prior
    found: Matrix = (total / (SCALE * amount[:, None])).astype(np.float32)
    return found
