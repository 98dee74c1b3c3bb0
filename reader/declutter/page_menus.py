"""The middle of a long menu, which goes by its ends.

A menu's entries look alike, are short and nothing but links: what its first two and its last are
the others are as well. They are a fifth of a news page's blocks (189 news pages), and judging each
takes its time. Menus shorter than `_LONG` are judged whole: in a footer's few links one leads
to the terms of use, another to the newsletter. Measured on 27,700 hidden blocks of sites unseen in
training: .868, .895, .830 and .869 of the four sets have the right kind, .872, .896, .829 and .870
where all are judged; the story's own blocks are the same, and 4 % of a page's time is saved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from reader.core.model import Block, Label

_FIRST: Final = 2
_LAST: Final = 1
"""Entries at a menu's ends that are judged."""
_LONG: Final = 6
"""Entries from which a menu has a middle."""
_SHORT: Final = 40
"""Characters an entry has at most: headlines have more."""

Look = tuple[tuple[str, ...], tuple[str, ...], int]
"""Last tags, nearest class words, depth."""


def middles(blocks: Sequence[Block]) -> list[range]:
    """The blocks between the ends of each long menu, in order."""
    found: list[range] = []
    at = 0
    for look, run in groupby(map(_look, blocks)):
        size = sum(1 for _ in run)
        if look is not None and size >= _LONG:
            found.append(range(at + _FIRST, at + size - _LAST))
        at += size
    return found


def _look(block: Block) -> Look | None:
    """What the entries of a menu have in common; None for what is none: a link all alone, its last
    tags, nearest class words and depth."""
    shape, runs, _, _, seen, _ = block
    if shape == "heading" or len(runs) != 1 or not runs[0].href or len(runs[0].text) > _SHORT:
        return None
    return seen.path[-3:], seen.words[: seen.own + 3], len(seen.containers)


def without(blocks: Sequence[Block], left_out: Iterable[range]) -> tuple[Block, ...]:
    """The blocks that are none of those left out."""
    kept: list[Block] = []
    at = 0
    for middle in left_out:
        kept += blocks[at : middle.start]
        at = middle.stop
    return (*kept, *blocks[at:])


def completed(labels: Sequence[Label], left_out: Iterable[range]) -> tuple[Label, ...]:
    """The labels of `without`'s blocks with those of the rest: the one most of its menu's ends
    have."""
    made: list[Label] = []
    gone = 0
    for middle in left_out:
        made += labels[len(made) - gone : middle.start - gone]
        at = middle.start - gone
        ends = labels[at - _FIRST : at + _LAST]
        kind, _ = Counter(label.kind for label in ends).most_common(1)[0]
        sure = min(label.confidence for label in ends if label.kind == kind)
        count = len(middle) + _FIRST + _LAST
        made += [Label(kind, f"one of {count} links in a row that look alike", sure)] * len(middle)
        gone += len(middle)
    return (*made, *labels[len(made) - gone :])
