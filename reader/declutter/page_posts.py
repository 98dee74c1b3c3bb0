"""Posts of a live blog: boxes made alike that hold its paragraphs and a time each. The times, the
headlines and the short sentences there are the story's own, though by themselves they are like
those of players and teasers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import Block, Document, Kind, Label
from reader.declutter import page_kinds
from reader.declutter.page_said import ended
from reader.declutter.page_survey import Page

_POSTS: Final = 3
"""Boxes of one parent from which they are posts."""
_INNER: Final = 4
"""Boxes around a block that are looked at, from the innermost."""
_WORDS: Final = 2
_LONGEST: Final = 16
"""Characters of a time."""
_CLAIMED: Final[frozenset[Kind]] = frozenset({"navigation", "teaser", "control"})
_APART: Final = frozenset({"nav", "aside", "button", "form", "footer", "figure"})
_UNSEEN: Final = frozenset("sr visually visuallyhidden screenreader offscreen invisible".split())  # noqa: SIM905
"""Class words of what is there to be heard alone."""
_TIME: Final = re.compile(
    r"\W*\d{1,2}\s?(?:[:.h]\s?\d\d)?(?:\s?(?:Uhr|h|hrs?|[ap]\.?m\.?))?(?:\s[A-Z]{2,4})?\W*",
    re.IGNORECASE,
)
_SIGN: Final = re.compile(r"\d[:.h]\s?\d|Uhr|\d\s?[ap]\.?m", re.IGNORECASE)


def posts(document: Document, labels: list[Label], said: NDArray[np.float32], page: Page) -> None:
    """Show what stands in posts: times as such, headlines and sentences that no wording speaks
    against. `said` is how strongly each block's wording speaks for each kind."""
    found = _boxes(document, labels, page)
    if not found:
        return
    against = page_kinds.against(said)
    for number, (block, label) in enumerate(zip(document.blocks, labels, strict=True)):
        seen = block.evidence
        if (
            label.kind not in _CLAIMED
            or seen.hidden
            or seen.link_share > 0
            or found.isdisjoint(seen.containers)
            or not _APART.isdisjoint(seen.path)
            or not _UNSEEN.isdisjoint(seen.words)
        ):
            continue
        if _is_time(block.text):
            labels[number] = Label("byline", "the time of one of the story's posts", 0.6)
        elif (
            against[number] < page_kinds.PHRASE and page.sizes[number] >= _WORDS and _is_told(block)
        ):
            labels[number] = Label("article", "stands in one of the story's posts", 0.5)


def _is_time(text: str) -> bool:
    return (
        len(text) <= _LONGEST
        and _TIME.fullmatch(text) is not None
        and _SIGN.search(text) is not None
    )


def _is_told(block: Block) -> bool:
    return block.shape == "heading" or ended(block.text)


def _boxes(document: Document, labels: list[Label], page: Page) -> set[int]:
    """The containers that are posts: three or more of one parent and one tag that hold a time, most
    of them also a sentence of the story."""
    timed = [number for number, text in enumerate(page.plain) if _is_time(text)]
    if len(timed) < _POSTS:
        return set()
    told = [
        number for number, label in enumerate(labels)
        if label.kind == "article" and ended(page.plain[number])
    ]  # fmt: skip
    story = _held(document.blocks, told)
    return {
        box
        for among, boxes in _held(document.blocks, timed).items()
        if len(boxes) >= _POSTS and 2 * len(boxes & story[among]) >= len(boxes)
        for box in boxes
    }


def _held(blocks: Sequence[Block], numbers: list[int]) -> dict[tuple[int, str], set[int]]:
    """The boxes around these blocks, by the box that each lies in and its tag."""
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for number in numbers:
        seen = blocks[number].evidence
        for level in range(max(1, len(seen.path) - _INNER), len(seen.path)):
            found[seen.containers[level - 1], seen.path[level]].add(seen.containers[level])
    return found
