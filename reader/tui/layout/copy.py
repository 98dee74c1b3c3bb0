"""Selected rows back to text, and text back to rows: both go through the bits' offsets."""

from __future__ import annotations

from dataclasses import dataclass

from reader.tui.layout.layout import Layout
from reader.tui.layout.rows import DECOR, Part, Row


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the rows: the row, and how many of its characters come before."""

    row: int
    column: int


def offset_at(row: Row, column: int) -> int | None:
    """The offset into the part's text of the character at `column` of `row`; the nearest one
    where that is decoration, None where the row holds no text."""
    before: int | None = None
    for bit in row:
        if bit.start != DECOR:
            if column <= 0:
                return bit.start
            if column < len(bit.text):
                return bit.start + column
            before = bit.start + len(bit.text)
        column -= len(bit.text)
    return before


def selected(layout: Layout, first: Place, last: Place) -> str:
    """The text from `first` up to `last`, without the breaks of wrapping: parts are a blank
    line apart, items of one list a line."""
    layout.reach(last.row)
    taken: list[tuple[Part, str]] = []
    row = max(first.row, 0)
    while row <= min(last.row, len(layout.rows) - 1):
        number = layout.part_at(row)
        part = layout.parts[number]
        row = max(row, layout.starts[number])
        end = min(layout.end(number) - 1, last.row)
        if row <= end:
            start_at = offset_at(layout.rows[row], first.column if row == first.row else 0)
            stop_at = offset_at(
                layout.rows[end],
                last.column if end == last.row else sum(len(bit.text) for bit in layout.rows[end]),
            )
            if start_at is not None and stop_at is not None and stop_at > start_at:
                taken.append((part, part.text[start_at:stop_at]))
        row = max(layout.end(number), row + 1)
    return joined(taken)


def joined(taken: list[tuple[Part, str]]) -> str:
    """Texts of parts, one after the other, as plain text."""
    text = ""
    before = ""
    for part, words in taken:
        if text:
            close = part.look == "meta" or part.look == before == "item"
            text += "\n" if close else "\n\n"
        text += words
        before = part.look
    return text


def whole(parts: list[Part]) -> str:
    """All the text of `parts` that is the article's own: fold lines left out."""
    return joined(
        [(part, part.text) for part in parts if part.look not in {"fold", "open"} and part.text]
    )
