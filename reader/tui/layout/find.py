"""Finding words in an article, hidden places included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.model import Block


@dataclass(frozen=True, slots=True)
class Found:
    """One match: the block's index and offsets into its text."""

    block: int
    start: int
    end: int


def find(blocks: Sequence[Block], words: str) -> list[Found]:
    """Where `words` stand in the blocks' text, in order. Capitals count only where `words` has
    some; any white space stands for any other."""
    parts = [re.escape(word) for word in words.split()]
    if not parts:
        return []
    flags = re.IGNORECASE if words == words.lower() else 0
    pattern = re.compile(r"\s+".join(parts), flags)
    return [
        Found(index, found.start(), found.end())
        for index, block in enumerate(blocks)
        for found in pattern.finditer(block.text)
    ]
