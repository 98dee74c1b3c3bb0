"""What the second stage of the page model sees besides page_features: what the first stage
thought of the neighbours, of the containers and of the blocks that look alike."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import Document
from reader.declutter.page_features import Matrix, Page, shift, signature

AGAIN: Final[list[str]] = [
    "p", *(f"p{offset:+d}" for offset in (-3, -2, -1, 1, 2, 3)), "p_win2", "p_win5",
    "p_box1", "p_box2", "p_box3", "p_box4", "p_alike", "p_before", "p_after", "p_page",
    "p_head", "p_next_text",
]  # fmt: skip
"""Columns of `again`."""


def again(document: Document, page: Page, first: NDArray[np.float64]) -> Matrix:
    """What the first stage's probabilities say of each block's surroundings."""
    count = len(first)
    weight = np.sqrt(np.array(page.sizes, dtype=np.float64) + 1.0)
    mass = first * weight
    column = first.astype(np.float32).reshape(count, 1)
    parts = [column] + [shift(column, offset) for offset in (-3, -2, -1, 1, 2, 3)]
    sums = np.concatenate([[0.0], np.cumsum(mass)])
    weights = np.concatenate([[0.0], np.cumsum(weight)])
    here = np.arange(count)
    for reach in (2, 5):
        low, high = np.maximum(here - reach, 0), np.minimum(here + reach + 1, count)
        near = (sums[high] - sums[low] - mass) / np.maximum(
            weights[high] - weights[low] - weight, 1e-6
        )
        parts.append(near.astype(np.float32).reshape(count, 1))
    total = float(sums[-1]) or 1.0
    rest = np.array(_groups(document, mass.tolist(), weight.tolist()), dtype=np.float32)
    edges = np.stack([sums[:-1] / total, 1 - sums[1:] / total], axis=1).astype(np.float32)
    overall = np.full((count, 1), total / float(weights[-1] or 1.0), dtype=np.float32)
    heads = np.array(_heads(document, first.tolist()), dtype=np.float32)
    return np.hstack([*parts, rest.reshape(count, 5), edges, overall, heads.reshape(count, 2)])


def _groups(document: Document, mass: list[float], weight: list[float]) -> list[list[float]]:
    """Mean probability of the others in the four innermost containers, and of the alike."""
    sums: dict[Any, list[float]] = defaultdict(lambda: [0.0, 0.0])
    keys: list[list[Any]] = []
    for block, m, w in zip(document.blocks, mass, weight, strict=True):
        inner: list[Any] = [*block.evidence.containers[:-5:-1]]
        inner += [None] * (4 - len(inner))
        inner.append(signature(block))
        keys.append(inner)
        for key in inner:
            cell = sums[key]
            cell[0] += m
            cell[1] += w
    found: list[list[float]] = []
    for inner, m, w in zip(keys, mass, weight, strict=True):
        row = []
        for key in inner:
            cell = sums[key]
            row.append(-1.0 if key is None or cell[1] - w < 1e-6 else (cell[0] - m) / (cell[1] - w))
        found.append(row)
    return found


def _heads(document: Document, first: list[float]) -> list[list[float]]:
    """The probability of the heading before a block and of the first text behind it."""
    found = [[-1.0, -1.0] for _ in first]
    head = -1.0
    for index, block in enumerate(document.blocks):
        found[index][0] = head
        if block.shape == "heading":
            head = first[index]
    behind = -1.0
    for index in range(len(first) - 1, -1, -1):
        found[index][1] = behind
        if document.blocks[index].shape != "heading":
            behind = first[index]
    return found
