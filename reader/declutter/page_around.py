"""What the second look at kinds sees besides the first: what the first thought of the block
itself, of the others in its containers, of those made alike and of its neighbours. Boxes hold
one kind of thing: a "Read more" among teasers is a teaser, in a player a button."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS
from reader.declutter.neighbours import shifted
from reader.declutter.page_survey import LEVELS, Matrix, Page

_GROUPS: Final = (*(f"box{level}" for level in range(1, LEVELS + 1)), "alike")
_OFFSETS: Final = (-2, -1, 1, 2)
COLUMNS: Final = [
    f"{what}_{kind}"
    for what in ("first", *_GROUPS, *(f"beside{offset:+d}" for offset in _OFFSETS))
    for kind in KINDS
]
"""Columns of `around`."""


def around(page: Page, first: NDArray[np.float64]) -> Matrix:
    """One row of `COLUMNS` per block, from the first look's probabilities (blocks x kinds)."""
    chances = first.astype(np.float32)
    made, alike = _others(page.inner, chances), _others(page.alike[:, None] + 1, chances)
    near = shifted(chances, _OFFSETS, beyond=0.0)
    return np.concatenate([chances, made, alike, *near], axis=1)


def _others(groups: NDArray[np.int64], chances: Matrix) -> Matrix:
    """For each column of `groups` the others' mean probabilities; 0 for a block alone in its
    group, or in none."""
    flat, times = groups.ravel(), groups.shape[1]
    members = np.bincount(flat)
    size = members[groups] - 1
    alone = (groups == 0) | (size < 1)
    # One count over pairs of group and kind is faster than a count for each kind.
    kinds = chances.shape[1]
    cells = (flat[:, None] * kinds + np.arange(kinds)).ravel()
    amounts = chances.repeat(times, axis=0).ravel()
    sums = np.bincount(cells, amounts, len(members) * kinds).reshape(-1, kinds).astype(np.float32)
    told = (sums[groups] - chances[:, None]) / np.maximum(size, 1)[:, :, None]
    told[alone] = 0.0
    return told.astype(np.float32).reshape(len(groups), -1)
