"""Rows of neighbours: what stands before and behind a block, as columns of its own row; and the
sums of stretches of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


def shifted(
    values: NDArray[Any], offsets: Sequence[int], beyond: float = -1.0
) -> list[NDArray[Any]]:
    """For each offset the values (or rows) that stand so many places further on, `beyond` where
    there are none. They are views of one array, which nobody may write to."""
    count, reach = len(values), max(map(abs, offsets))
    padded = np.empty((count + 2 * reach, *values.shape[1:]), values.dtype)
    padded[:reach] = padded[reach + count :] = beyond
    padded[reach : reach + count] = values
    return [padded[reach + offset : reach + offset + count] for offset in offsets]


def summed(rows: NDArray[Any], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """The sums of stretches of so many rows each, which are all the rows."""
    closed = np.zeros((len(rows) + 1, rows.shape[1]))
    closed[:-1] = rows  # cast first: numpy takes twice as long to cast while it adds
    found: NDArray[np.float64] = np.add.reduceat(closed, sizes.cumsum() - sizes, axis=0)
    found[sizes == 0] = 0.0  # numpy gives an empty stretch the row behind it
    return found
