"""Columns from where a block's links lead. A story's address has a long last part, or a number
or a date in it; a section's is short; a shop, a network or a partner is another site."""

from __future__ import annotations

from typing import Final

import numpy as np

from reader.declutter import targets
from reader.declutter.page_survey import Matrix, Page, Vector

COLUMNS: Final = (
    *targets.COLUMNS, "to_twins",
    *(f"{what}_{level}" for level in (1, 2, 3) for what in ("cards", "others", "images", "times")),
)  # fmt: skip
"""Columns of `table`: what the link's target says, and how many other blocks lead there. Then of
the block's three innermost containers how many words their links' addresses have, and which share
of their blocks leads to other sites, follows an image, names a time: what lists of stories are made
of."""


def table(page: Page, times: Vector) -> Matrix:
    """One row of `COLUMNS` per block, by its longest link; `times` says which name a time."""
    rows = np.array([numbers for numbers, _ in page.targets], dtype=np.float32)
    twins = np.minimum(np.bincount(page.lead) - 1, 4) * np.fromiter(map(bool, page.leads), bool)
    made: Matrix = np.column_stack([rows, twins.astype(np.float32)])[page.lead]
    images = np.array(page.evidence["after_image"], dtype=np.float32)
    return np.concatenate([made, *_boxes(page, made, images, times)], axis=1)


def _boxes(page: Page, made: Matrix, images: Vector, times: Vector) -> list[Matrix]:
    """What the blocks of each of the three innermost containers have, as means."""
    told = np.stack([made[:, 5], made[:, 1], images, times > 0], axis=1)
    known = np.maximum(made[:, 0], 0.0)
    flat, size = page.chains.ravel(), len(page.boxes)
    wide = page.chains.shape[1]
    sums = np.stack([np.bincount(flat, one.repeat(wide), size) for one in (*told.T, known)], axis=1)
    count = np.maximum(page.boxes[:, [3]], 1.0)
    linked = np.maximum(sums[:, [4]], 1.0)
    share = np.hstack([sums[:, :2] / linked, sums[:, 2:4] / count]).astype(np.float32)
    share[0] = 0.0
    return [share[page.inner[:, level]] for level in range(3)]
