"""Which line of the source a block comes from, and back.

Nothing ties the two together but the words: markup, entities and line breaks may stand between
any two of them. Blocks stand in the order of the source, so each is looked for after the one
before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from reader.core.model import Block

_WORD: Final = re.compile(r"[^\W_]+")
_BETWEEN: Final = r"(?:<[^<>]{0,2000}>|&[#\w]{1,12};|[^\w<&]|_){1,400}?"
_FIRST: Final = 8
"""Words of a block that are looked for."""
_AHEAD: Final = 200_000
"""Characters of the source in which the next block is looked for."""


def line_of(blocks: Sequence[Block], index: int, lines: Sequence[Block]) -> int:
    """The source line that holds the first words of the block at `index`; that of the nearest
    block before it which is found, 0 without one."""
    return _lines(blocks[: index + 1], lines)[-1] if blocks else 0


def block_of(blocks: Sequence[Block], lines: Sequence[Block], line: int) -> int:
    """The last block that begins at or before a source line."""
    return max(bisect_right(_lines(blocks, lines), line) - 1, 0)


def _lines(blocks: Sequence[Block], lines: Sequence[Block]) -> list[int]:
    """The source line of each block, never going back."""
    texts = [line.text for line in lines]
    source = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))[:-1]
    found: list[int] = []
    begin = end = max(source.find("<body"), 0)
    for block in blocks:
        begin, end = _next(source, block.text, end) or (begin, end)
        found.append(max(bisect_right(starts, begin) - 1, 0))
    return found


def _next(source: str, text: str, start: int) -> tuple[int, int] | None:
    """Where the first words of `text` stand after `start`."""
    words = [match.group() for _, match in zip(range(_FIRST), _WORD.finditer(text), strict=False)]
    if not words:
        return None
    pattern = re.compile(r"\b" + _BETWEEN.join(re.escape(word) for word in words))
    match = pattern.search(source, start, start + _AHEAD)
    return match.span() if match else None
