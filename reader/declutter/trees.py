"""Gradient-boosted trees, evaluated with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees as arrays of one row per tree. Node 0 is the root; a leaf's children are itself.
    `classes` trees in a row make one round; `depth` that of the deepest. Equal to itself alone."""

    column: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    depth: int
    classes: int = 1

    def raw(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum of the trees' values: one column per class, one line per row."""
        count, width = rows.shape
        trees = len(self.column)
        roots, column, threshold, step = _flat(self)
        # At the roots all rows are asked the same.
        goes_left = rows.take(column[roots], axis=1) <= threshold[roots]
        at = step.take((roots * 2 + goes_left).ravel(), mode="clip")
        line = np.repeat(np.arange(count) * width, trees)
        values = self._down(at, line, rows, self.depth - 1).reshape(
            count, trees // self.classes, self.classes
        )
        total: NDArray[np.float64] = values.sum(axis=1, dtype=np.float64)
        return total

    def raw_of(self, rows: NDArray[np.float32], asked: Numbers) -> NDArray[np.float64]:
        """The same for some classes of each row alone: those that `asked` numbers, a line each."""
        count, width = rows.shape
        roots = _flat(self)[0].reshape(-1, self.classes).T[asked]
        line = np.repeat(np.arange(count) * width, roots[0].size)
        values = self._down(roots.ravel(), line, rows, self.depth).reshape(roots.shape)
        total: NDArray[np.float64] = values.sum(axis=2, dtype=np.float64)
        return total

    def _down(
        self, at: Numbers, line: Numbers, rows: NDArray[np.float32], times: int
    ) -> NDArray[np.float32]:
        """The values of the leaves reached from these nodes by so many steps; `line` is where
        each one's row begins."""
        flat = rows.ravel()
        _, column, threshold, step = _flat(self)
        for _ in range(times):
            # Every index is known to be in bounds: "clip" spares numpy a second pass.
            cell = column.take(at, mode="clip")
            cell += line
            goes_left = flat.take(cell, mode="clip") <= threshold.take(at, mode="clip")
            at = at + at
            at += goes_left
            at = step.take(at, mode="clip")
        found: NDArray[np.float32] = self.value.ravel().take(at, mode="clip")
        return found


@lru_cache(maxsize=16)
def _flat(forest: Forest) -> tuple[Numbers, Numbers, NDArray[np.float32], Numbers]:
    """The numbers of roots when all trees' nodes are counted, each node's column and threshold,
    and in turn the node to its right and to its left."""
    trees, nodes = forest.column.shape
    roots = np.arange(trees) * nodes
    step = np.stack([forest.right, forest.left], axis=2) + roots[:, None, None]
    return roots, forest.column.ravel().astype(np.int64), forest.threshold.ravel(), step.ravel()


def sigmoid(raw: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds as probabilities."""
    chance: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(raw, -40, 40)))
    return chance


def softmax(raw: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of scores as rows of probabilities that sum to one."""
    power = np.exp(raw - raw.max(axis=1, keepdims=True))
    whole: NDArray[np.float64] = power / power.sum(axis=1, keepdims=True)
    return whole
