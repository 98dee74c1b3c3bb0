"""What is marked in an article's text: what versions added and removed, what is told only there.

Marks go by a block and offsets into its text, as what is found does, so they know nothing of
folds and of where lines are wrapped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from reader.core.difference import Change
from reader.core.model import Block
from reader.tui.layout.rows import Part, Row

if TYPE_CHECKING:
    from rich.style import Style

    from reader.library.telling import OnlyHere
    from reader.tui.themes import Inks

ONLY: Final = "◇"
"""The sign of a sentence that no other stored report has."""

Edit = tuple[int, int, Change]
"""A stretch of a block's text that was added or removed."""
Told = tuple[int, int, "OnlyHere"]
"""A stretch of a block's text that no other stored report has."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one article, by the indices of its blocks."""

    edits: Mapping[int, Sequence[Edit]] = field(default_factory=dict)
    only: Mapping[int, Sequence[Told]] = field(default_factory=dict)

    def sign(self, part: Part, row: Row) -> str:
        """Whether the block was added, removed or changed; whether a sentence in the row is told
        only here."""
        edits = self.edits.get(part.block)
        if edits:
            return _changed(edits, len(part.text))
        told = any(
            bit.start < end and bit.start + len(bit.text) > start
            for bit in row
            for start, end, _ in self.only.get(part.block, ())
            if bit.start >= 0
        )
        return ONLY if told else ""

    def styles(self, block: int, paint: Inks) -> list[tuple[int, int, Style]]:
        """How what was added and removed in a block looks, and what is told only here."""
        looks = {"added": paint.added, "removed": paint.removed}
        edited = [(start, end, looks[change]) for start, end, change in self.edits.get(block, ())]
        return edited + [(start, end, paint.told) for start, end, _ in self.only.get(block, ())]


def _changed(edits: Sequence[Edit], length: int) -> str:
    """The sign of a block of this length that was edited so."""
    kinds = {change for _, _, change in edits}
    whole = sum(end - start for start, end, _ in edits) == length
    return ("+" if kinds == {"added"} else "−") if whole and len(kinds) == 1 else "±"


def told_only(blocks: Sequence[Block], found: Sequence[OnlyHere]) -> dict[int, list[Told]]:
    """Where the sentences stand that no other stored report has; those that the blocks do not
    have, as an article in another view, are left out."""
    only: dict[int, list[Told]] = {}
    for one in found:
        start = blocks[one.block].text.find(one.sentence) if one.block < len(blocks) else -1
        if start >= 0:
            only.setdefault(one.block, []).append((start, start + len(one.sentence), one))
    return only
