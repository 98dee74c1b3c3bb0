"""What the page model sees of each block: numbers from its text and evidence alone.

`table(...)` gives one row per block, columns named by `COLUMNS`; what the second stage sees
besides is in page_again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np

from reader.core.model import KINDS, Document
from reader.declutter import page_links, page_places, page_said
from reader.declutter.neighbours import shifted
from reader.declutter.page_survey import LEVELS, LONG, Matrix, Page, Vector
from reader.declutter.spoken import Known, Numbers, known_words
from reader.declutter.wording import NOBODY, Wording

__all__ = ["COLUMNS", "Lexicon", "Matrix", "table"]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """How much each word speaks for article text (log odds, above 0 for it): `text` for the
    words of short blocks, `names` for class words; `wording` what words say of every kind.
    Equal to itself alone."""

    text: dict[str, float] = field(default_factory=dict)
    names: dict[str, float] = field(default_factory=dict)
    wording: Wording = NOBODY


_SITE: Final = (
    "schema", "position", "described", "after_image", "level", "readability", "link_share",
    "hidden",
)  # fmt: skip
_ORDER: Final = (
    "index", "left", "to_prose", "from_prose", "prose_before", "after_title", "head_rank",
    "since_head", "common_prev", "common_next", "shared_main", "under_main", "in_main",
)  # fmt: skip
_LIKE: Final = ("alike", "alike_words", "alike_links", "alike_prose")
_SCORED: Final = ("scored", "scored_top", "scored_share")
_WHOLE: Final = ("page_words", "page_blocks", "page_prose", "page_links", "page_schema")
_BOX: Final = ("box_words", "box_links", "box_prose", "box_blocks", "box_mean")

WORDED: Final = [f"word_{kind}" for kind in KINDS]
"""Columns of what the wording model says."""
NAMES: Final[list[str]] = [
    *page_said.COLUMNS, *_SITE, *_ORDER, *_LIKE, *_SCORED, *_WHOLE, *page_places.COLUMNS,
    *(f"{what}_{level}" for level in range(1, LEVELS + 1) for what in _BOX), *page_links.COLUMNS,
    *WORDED,
]  # fmt: skip
"""Columns of one block's own row; neighbours' come behind (see `table`)."""
_TIMES: Final = page_said.COLUMNS.index("times")
_NEAR: Final = ("words", "link_share", "marks", "ends", "own_tag", "class_own", "text_score",
                "alike_prose", "hidden", "in_main", "word_article")  # fmt: skip
_NEAR_AT: Final = [NAMES.index(name) for name in _NEAR]
_OFFSETS: Final = (-2, -1, 1, 2)
COLUMNS: Final[list[str]] = NAMES + [f"{name}{offset:+d}" for offset in _OFFSETS for name in _NEAR]
"""Every column of `table`."""


def table(document: Document, lexicon: Lexicon, page: Page) -> Matrix:
    """One row of `COLUMNS` per block."""
    count = len(page.plain)
    told = float(page.sizes[page.prose].sum())
    site = _site(document, page)
    text, names = _known(lexicon)
    said = page_said.table(document, page, text)
    made = np.empty((count, len(COLUMNS)), dtype=np.float32)
    own = made[:, : len(NAMES)]
    np.concatenate([
        said,
        site,
        _order(document, page, told),
        _alike(page),
        _scores(page),
        np.broadcast_to(_whole(page, site, told), (count, len(_WHOLE))),
        page_places.table(page, names),
        *_boxes(page, told),
        page_links.table(page, said[:, _TIMES]),
        lexicon.wording.odds_of(page.spoken),
    ], axis=1, out=own, casting="same_kind")  # fmt: skip
    near = shifted(own[:, _NEAR_AT], _OFFSETS)
    np.concatenate(near, axis=1, out=made[:, len(NAMES) :])
    return made


@lru_cache(maxsize=8)
def _known(lexicon: Lexicon) -> tuple[Known, Known]:
    """The words of blocks, and class words; those that are not known are no number, or nought."""
    return known_words(lexicon.text, np.nan), known_words(lexicon.names, 0.0)


def _site(document: Document, page: Page) -> Vector:
    """What the format and the page itself say of the block; -1 where they were not asked."""
    seen = page.evidence
    made = np.array([
        seen["schema"], seen["position"], seen["described"], seen["after_image"],
        [block.level for block in document.blocks], seen["readability"], seen["link_share"],
        seen["hidden"],
    ], dtype=np.float64).T  # fmt: skip
    made[np.isnan(made)] = -1.0
    return made


def _order(document: Document, page: Page, told: float) -> Vector:
    """Where the block stands: among all, to the prose, to its heading, in the main part."""
    count = len(page.plain)
    here = np.arange(count, dtype=np.float64)
    spoken = np.where(page.prose, page.sizes, 0.0)
    chains, main = page.chains, page.main
    depth = (chains > 0).sum(axis=1)
    same = np.logical_and.accumulate((chains[1:] == chains[:-1]) & (chains[1:] > 0), axis=1)
    common = np.concatenate([[0], same.sum(axis=1), [0]])
    shared = np.logical_and.accumulate(chains[:, : len(main)] == main, axis=1).sum(axis=1)
    rank, since, titled = _heads(document, page)
    return np.array([
        here / count, (count - here) / 50.0,
        _since(page.prose[::-1])[::-1], _since(page.prose),
        (spoken.cumsum() - spoken) / (told or 1.0), titled, rank, since,
        np.minimum(6, depth - common[:-1]), np.minimum(6, depth - common[1:]),
        len(main) - shared, np.minimum(12, depth - shared), (shared == len(main)) & (len(main) > 0),
    ]).T  # fmt: skip


def _heads(document: Document, page: Page) -> tuple[Vector, Vector, Vector]:
    """Rank of the heading before, blocks since it, whether the title's heading has come."""
    count = len(page.plain)
    rank, since, titled = np.zeros(count), np.arange(count) + 1.0, np.zeros(count)
    for number in np.flatnonzero(page.heading).tolist():
        block = document.blocks[number]
        rank[number + 1 :] = block.level
        since[number + 1 :] = np.arange(1, count - number)
        found = page.words[number]
        known = sum(word in page.title for word in found)
        if block.level == 1 and found and known / len(found) > 0.9:
            titled[number:] = 1.0
    return rank, since, titled


def _since(flags: Numbers | np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Vector:
    """Blocks between this one and the last true flag before it, 20 at most."""
    here = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, here, -100))
    before = np.concatenate([[-100], last[:-1]])
    found: Vector = np.minimum(20.0, here - before - 1.0)
    return found


def _alike(page: Page) -> Vector:
    count, size, linked, told = page.looks[page.alike].T
    least = np.maximum(size, 1)
    return np.array([np.log1p(count), size / count, linked / least, told / least]).T


def _scores(page: Page) -> Vector:
    """What readability would think: each paragraph gives its parent points for length and
    commas, and half of them to the grandparent; links take points away (Arc90, 2009)."""
    spoken = (page.sizes >= LONG / 2) & (page.linked < page.sizes / 2)
    commas = np.array([
        min(sum(map(text.count, ",，、")), 20) if counts else 0
        for text, counts in zip(page.plain, spoken.tolist(), strict=True)
    ])  # fmt: skip
    points = np.where(spoken, 1.0 + commas + np.minimum(page.sizes / 20.0, 3.0), 0.0)
    size = len(page.boxes)
    parent, above = page.inner[:, 1], page.inner[:, 2]
    score: Vector = np.bincount(parent, points, size) + np.bincount(above, points / 2, size)
    score = score * (1.0 - page.boxes[:, 1] / np.maximum(page.boxes[:, 0], 1.0))
    score[0] = 0.0
    best = int(score.argmax())
    most = max(float(score[best]), 1.0)
    inside = (page.chains == best).any(axis=1) & (best > 0)
    mine = score[page.inner[:, 1:]].max(axis=1) / most
    share = np.full(len(mine), most / max(float(score.sum()), 1.0))
    return np.array([mine, inside, share]).T


def _whole(page: Page, site: Vector, told: float) -> Vector:
    total = float(page.sizes.sum()) or 1.0
    return np.array([
        np.log1p(total), np.log1p(len(page.plain)), told / total, float(page.linked.sum()) / total,
        float((site[:, 0] > 0.8).any()),
    ])  # fmt: skip


def _boxes(page: Page, told: float) -> list[Vector]:
    """The innermost containers' sizes, links and prose; -1 where there are fewer."""
    size, linked, prose, count = page.boxes.T
    least = np.maximum(size, 1)
    rows = np.stack([
        np.log1p(size), linked / least, prose / (told or 1.0), np.log1p(count),
        size / np.maximum(count, 1),
    ], axis=1)  # fmt: skip
    rows[0] = -1.0
    return [rows[page.inner[:, level]] for level in range(LEVELS)]
