"""One part of an article (title, paragraph, fold line…) as rows of bits.

A row is what one line of the screen shows: bits of text, each with its offset into the part's
own text, or none for what only decorates (bullets, rails, padding). Copying and finding go
through these offsets, so neither sees where lines were wrapped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from rich.cells import cell_len

from reader.core.model import Run
from reader.tui.layout.table import table_rows
from reader.tui.layout.wrap import Span, balance, chop, fit, wrap

Look = Literal[
    "title", "meta", "fold", "open", "text", "heading", "quote", "item", "code", "table", "figure"
]
"""How a part is set: a block's shape, or one of the lines the reader adds."""

DECOR: Final = -1
"""The offset of a bit that is not part of the text."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of one row: `start` is its offset in the part's text, or DECOR."""

    text: str
    start: int


Row = tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of the article's column. `block` is its block's index or -1, `fold` the number
    of the hidden place it belongs to or -1; `quiet` text is dimmed."""

    look: Look
    text: str
    runs: tuple[Run, ...] = ()
    block: int = -1
    fold: int = -1
    level: int = 0
    marker: str = ""
    quiet: bool = False
    railed: bool = False
    doubtful: bool = False
    """Hidden, and marked as one that may be article text."""
    tight: bool = False
    """No blank row before it."""


RAIL: Final = "┊ "
DOUBTFUL: Final = "? "
"""Stands where the rail begins."""


def part_rows(part: Part, width: int) -> list[Row]:
    """The rows of `part` in `width` cells; at least one."""
    rail = RAIL if part.railed else ""
    room = max(width - cell_len(rail), 4)
    rows = _SETTERS[part.look](part, room)
    if not rail:
        return rows
    first = DOUBTFUL if part.doubtful else rail
    return [(Bit(rail if number else first, DECOR), *row) for number, row in enumerate(rows)]


def _hung(part: Part, spans: list[Span], lead: str, hang: str) -> list[Row]:
    """Rows of `spans`, `lead` before the first and `hang` before the others."""
    rows: list[Row] = []
    for number, (start, end) in enumerate(spans or [(0, 0)]):
        before = hang if number else lead
        bit = Bit(part.text[start:end], start)
        rows.append((Bit(before, DECOR), bit) if before else (bit,))
    return rows


def _plain(part: Part, width: int) -> list[Row]:
    return _hung(part, wrap(part.text, width), "", "")


def _balanced(part: Part, width: int) -> list[Row]:
    return _hung(part, balance(part.text, width), "", "")


def _fold(part: Part, width: int) -> list[Row]:
    """One line, cut where it must be: a fold is where the text was, not text itself."""
    mark = "▾ " if part.look == "open" else "▸ "
    return [(Bit(mark + fit(part.text, width - 2), DECOR),)]


def _quote(part: Part, width: int) -> list[Row]:
    lead = "▏ " * min(max(part.level, 1), 4)
    return _hung(part, wrap(part.text, width - cell_len(lead)), lead, lead)


def _item(part: Part, width: int) -> list[Row]:
    indent = "  " * min(max(part.level - 1, 0), 6)
    lead = f"{indent}{part.marker or '•'} "
    size = cell_len(lead)
    return _hung(part, wrap(part.text, width - size), lead, " " * size)


def _figure(part: Part, width: int) -> list[Row]:
    return _hung(part, wrap(part.text, width - 2), "▨ ", "  ")


def _code(part: Part, width: int) -> list[Row]:
    """Every line of the text, cut where it is too long; what continues is marked."""
    rows: list[Row] = []
    start = 0
    for line in part.text.split("\n"):
        for number, (left, right) in enumerate(chop(line, width - 2)):
            lead = "↪ " if number else "  "
            rows.append((Bit(lead, DECOR), Bit(line[left:right], start + left)))
        start += len(line) + 1
    return rows


def _table(part: Part, width: int) -> list[Row]:
    return [
        tuple(Bit(text, start) for text, start in row) for row in table_rows(part.text, width)
    ] or [(Bit("", 0),)]


_SETTERS: Final[dict[Look, Callable[[Part, int], list[Row]]]] = {
    "title": _balanced,
    "meta": _plain,
    "fold": _fold,
    "open": _fold,
    "text": _plain,
    "heading": _balanced,
    "quote": _quote,
    "item": _item,
    "code": _code,
    "table": _table,
    "figure": _figure,
}
