"""What the second stage of the page model sees besides page_features: what the first stage
thought of the neighbours, of the containers and of the blocks that look alike."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import Document
from reader.declutter.neighbours import shift
from reader.declutter.page_survey import Matrix, Page, Vector
from reader.declutter.spoken import Numbers

REACH: Final = 4
"""Blocks from a doubtful one within which the second stage looks."""
_HOPE: Final = 0.03
AGAIN: Final[list[str]] = [
    "p", *(f"p{offset:+d}" for offset in (-3, -2, -1, 1, 2, 3)), "p_win2", "p_win5",
    "p_box1", "p_box2", "p_box3", "p_box4", "p_alike", "p_before", "p_after", "p_page",
    "p_head", "p_next_text",
]  # fmt: skip
"""Columns of `again`."""


def near(first: NDArray[np.float64], reach: int = REACH) -> NDArray[np.bool_]:
    """Blocks within `reach` of one that the first stage gives some hope. The others are menus
    and footers, half of a page, and sure at once."""
    hope = np.cumsum(np.concatenate([np.zeros(reach + 1), first > _HOPE, np.zeros(reach)]))
    found: NDArray[np.bool_] = hope[2 * reach + 1 :] > hope[: -2 * reach - 1]
    return found


def again(document: Document, page: Page, first: NDArray[np.float64]) -> Matrix:
    """What the first stage's probabilities say of each block's surroundings."""
    count = len(first)
    weight = np.sqrt(page.sizes + 1.0)
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
    rest = [*_others(page.inner, mass, weight).T, *_others(page.alike[:, None] + 1, mass, weight).T]
    edges = np.stack([sums[:-1] / total, 1 - sums[1:] / total], axis=1).astype(np.float32)
    overall = np.full((count, 1), total / float(weights[-1] or 1.0), dtype=np.float32)
    heads = _heads(document, first)
    made: Matrix = np.hstack([*parts, np.stack(rest, axis=1), edges, overall, heads]).astype(
        np.float32
    )
    return made


def _others(groups: Numbers, mass: Vector, weight: Vector) -> Vector:
    """Mean probability of the other blocks in each of a block's groups, a column per group; -1
    for a block alone in it, or in none (0)."""
    flat, times = groups.ravel(), groups.shape[1]
    total = np.bincount(flat, np.repeat(mass, times))[groups] - mass[:, None]
    size = np.bincount(flat, np.repeat(weight, times))[groups] - weight[:, None]
    alone = (groups == 0) | (size < 1e-6)
    found: Vector = np.where(alone, -1.0, total / np.where(alone, 1.0, size))
    return found


def _heads(document: Document, first: NDArray[np.float64]) -> Matrix:
    """The probability of the heading before a block and of the first text behind it."""
    count = len(first)
    heading = np.array([block.shape == "heading" for block in document.blocks], dtype=bool)
    here = np.arange(count)
    known = np.concatenate([first, [-1.0]])
    last = np.maximum.accumulate(np.where(heading, here, -1))
    before = np.concatenate([[-1], last[:-1]])
    coming = np.minimum.accumulate(np.where(heading, count, here)[::-1])[::-1]
    behind = np.concatenate([coming[1:], [count]])
    return np.stack([known[before], known[behind]], axis=1).astype(np.float32)
