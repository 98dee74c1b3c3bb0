"""Rows of neighbours: what stands before and behind a block, as columns of its own row."""

from __future__ import annotations

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
