"""Rows of neighbours: what stands before and behind a block, as columns of its own row; and the
sums of stretches of rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


def shift(values: Matrix, offset: int, beyond: float = -1.0) -> Matrix:
    """Row i holds what row i + offset held; `beyond` where there is none."""
    moved = np.full_like(values, beyond)
    if abs(offset) >= len(values):
        return moved
    if offset > 0:
        moved[:-offset] = values[offset:]
    else:
        moved[-offset:] = values[:offset]
    return moved


def summed(rows: NDArray[Any], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """The sums of stretches of so many rows each, which are all the rows."""
    closed = np.zeros((len(rows) + 1, rows.shape[1]))
    closed[:-1] = rows  # cast first: numpy takes twice as long to cast while it adds
    found: NDArray[np.float64] = np.add.reduceat(closed, np.cumsum(sizes) - sizes, axis=0)
    found[sizes == 0] = 0.0  # numpy gives an empty stretch the row behind it
    return found
