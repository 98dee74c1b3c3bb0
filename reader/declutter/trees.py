"""Gradient-boosted trees, evaluated with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as arrays of one row per tree. Node 0 is the root; a leaf's children are itself.
    `classes` trees in a row make one round; `depth` is the deepest tree's."""

    column: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    depth: int
    classes: int = 1

    def raw(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum of the trees' values: one column per class, one line per row."""
        trees, nodes = self.column.shape
        count, width = rows.shape
        base = np.arange(trees) * nodes
        at = np.tile(base, count)
        line = np.repeat(np.arange(count) * width, trees)
        column, threshold = self.column.ravel().astype(np.int64), self.threshold.ravel()
        step = (np.stack([self.right, self.left], axis=2) + base[:, None, None]).ravel()
        flat = rows.ravel()
        for _ in range(self.depth):
            # Every index is known to be in bounds: "clip" spares numpy a second pass.
            cell = column.take(at, mode="clip")
            cell += line
            goes_left = flat.take(cell, mode="clip") <= threshold.take(at, mode="clip")
            at += at
            at += goes_left
            at = step.take(at, mode="clip")
        values = self.value.ravel().take(at).reshape(count, trees // self.classes, self.classes)
        total: NDArray[np.float64] = values.sum(axis=1, dtype=np.float64)
        return total


def sigmoid(raw: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds as probabilities."""
    chance: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(raw, -40, 40)))
    return chance


def softmax(raw: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of scores as rows of probabilities that sum to one."""
    power = np.exp(raw - raw.max(axis=1, keepdims=True))
    whole: NDArray[np.float64] = power / power.sum(axis=1, keepdims=True)
    return whole
