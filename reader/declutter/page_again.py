"""What the second stage of the page model sees besides page_features: what the first stage
thought of the neighbours, of the containers and of the blocks that look alike."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.declutter.neighbours import shifted
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


def again(page: Page, first: NDArray[np.float64]) -> Matrix:
    """What the first stage's probabilities say of each block's surroundings."""
    count = len(first)
    weight = np.sqrt(page.sizes + 1.0)
    mass = first * weight
    sums = np.concatenate([[0.0], mass.cumsum()])
    weights = np.concatenate([[0.0], weight.cumsum()])
    here = np.arange(count)
    around: list[Vector] = []
    for reach in (2, 5):
        low, high = np.maximum(here - reach, 0), np.minimum(here + reach + 1, count)
        others = np.maximum(weights[high] - weights[low] - weight, 1e-6)
        around.append((sums[high] - sums[low] - mass) / others)
    total = float(sums[-1]) or 1.0
    made: Matrix = np.array([
        first, *shifted(first, (-3, -2, -1, 1, 2, 3)), *around,
        *_others(page.inner, mass, weight).T, *_others(page.alike[:, None] + 1, mass, weight).T,
        sums[:-1] / total, 1 - sums[1:] / total,
        np.full(count, total / float(weights[-1] or 1.0)), *_heads(page, first),
    ], dtype=np.float32)  # fmt: skip
    return made.T


def _others(groups: Numbers, mass: Vector, weight: Vector) -> Vector:
    """Mean probability of the other blocks in each of a block's groups, a column per group; -1
    for a block alone in it, or in none (0)."""
    flat, times = groups.ravel(), groups.shape[1]
    total = np.bincount(flat, mass.repeat(times))[groups] - mass[:, None]
    size = np.bincount(flat, weight.repeat(times))[groups] - weight[:, None]
    alone = (groups == 0) | (size < 1e-6)
    found: Vector = np.where(alone, -1.0, total / np.where(alone, 1.0, size))
    return found


def _heads(page: Page, first: NDArray[np.float64]) -> tuple[Vector, Vector]:
    """The probability of the heading before a block and of the first text behind it."""
    count = len(first)
    here = np.arange(count)
    known = np.concatenate([first, [-1.0]])
    last = np.maximum.accumulate(np.where(page.heading, here, -1))
    before = np.concatenate([[-1], last[:-1]])
    coming = np.minimum.accumulate(np.where(page.heading, count, here)[::-1])[::-1]
    behind = np.concatenate([coming[1:], [count]])
    return known[before], known[behind]
