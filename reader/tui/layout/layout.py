"""The rows of a whole article, wrapped only as far as somebody looks.

Rows are only ever added at the end, so what has been wrapped stays where it is: the screen asks
for the rows it shows (`reach`), the rest follows while nobody types.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.tui.layout.rows import Part, Row, part_rows


@dataclass(slots=True)
class Layout:
    """`parts` set in `width` cells."""

    parts: Sequence[Part]
    width: int
    known: dict[tuple[int, int, str], list[Row]] = field(default_factory=dict)
    """Rows of parts wrapped before, in the same width: folding wraps nothing anew."""
    rows: list[Row] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """The first row of each part that has been wrapped, its blank row before it not counted."""

    @property
    def done(self) -> bool:
        """Whether every part has been wrapped."""
        return len(self.starts) == len(self.parts)

    def reach(self, row: int) -> None:
        """Wrap until `row` exists or nothing is left."""
        while len(self.rows) <= row and not self.done:
            self._add()

    def reach_part(self, part: int) -> int:
        """Wrap up to `part` and give its first row."""
        while len(self.starts) <= part and not self.done:
            self._add()
        return self.starts[part]

    def finish(self) -> None:
        """Wrap everything."""
        while not self.done:
            self._add()

    def _add(self) -> None:
        part = self.parts[len(self.starts)]
        if not part.tight:
            self.rows.append(())
        self.starts.append(len(self.rows))
        key = (part.block, part.fold, part.look)
        rows = self.known.get(key)
        if rows is None:
            rows = self.known[key] = part_rows(part, self.width)
        self.rows.extend(rows)

    def height(self) -> int:
        """The number of rows; an estimate for what is not wrapped yet."""
        rest = sum(
            2 + len(part.text) // max(self.width, 1) for part in self.parts[len(self.starts) :]
        )
        return len(self.rows) + rest

    def part_at(self, row: int) -> int:
        """The part that `row` shows; the one above for a blank row."""
        return max(bisect_right(self.starts, row) - 1, 0)

    def end(self, part: int) -> int:
        """The row after the last one of a wrapped `part`."""
        if part + 1 < len(self.starts):
            following = self.starts[part + 1]
            return following if self.parts[part + 1].tight else following - 1
        return len(self.rows)
