"""Which line of the source a block comes from, and back.

Nothing ties the two together but the words: markup, entities and line breaks may stand between
any two of them. Blocks stand in the order of the source, so each is looked for after the one
before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from reader.core.model import Block

_WORD: Final = re.compile(r"[^\W_]+")
_TOKEN: Final = re.compile(r"<[!/?a-zA-Z][^<>]{0,4000}>|&[#\w]{1,12};|([^\W_]+)")
_FIRST: Final = 6
"""Words of a block that are looked for."""


def origins(blocks: Sequence[Block], lines: Sequence[Block]) -> list[int]:
    """The source line that holds the first words of each block, never going back; that of the
    block before where they are not found."""
    texts = [line.text for line in lines]
    source = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))[:-1]
    tokens = [
        (match.group(1), match.start())
        for match in _TOKEN.finditer(source, max(source.find("<body"), 0))
        if match.group(1)
    ]
    known = _known([word for word, _ in tokens])
    found: list[int] = []
    line = after = 0
    for block in blocks:
        at = _next(known, block.text, after)
        if at is not None:
            after = at + 1
            line = max(bisect_right(starts, tokens[at][1]) - 1, 0)
        found.append(line)
    return found


def _known(tokens: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    """Where one, three and all of the first words of a block might stand."""
    known: dict[tuple[str, ...], list[int]] = {}
    for number in range(len(tokens)):
        words = tuple(tokens[number : number + _FIRST])
        for size in {1, min(3, len(words)), len(words)}:
            known.setdefault(words[:size], []).append(number)
    return known


def _next(known: dict[tuple[str, ...], list[int]], text: str, after: int) -> int | None:
    """The number of the token, from `after` on, where the first words of `text` stand."""
    words = [match.group() for _, match in zip(range(_FIRST), _WORD.finditer(text), strict=False)]
    if 3 < len(words) < _FIRST:
        words = words[:3]
    elif len(words) == 2:
        words = words[:1]
    numbers = known.get(tuple(words), []) if words else []
    at = bisect_left(numbers, after)
    return numbers[at] if at < len(numbers) else None


def block_of(found: Sequence[int], line: int) -> int:
    """The last block that begins at or before a source line."""
    return max(bisect_right(found, line) - 1, 0)
