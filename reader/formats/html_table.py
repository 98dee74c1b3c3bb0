"""Tables: which ones hold data, and their cells as lines of text.

A cell that spans columns or rows is followed by empty ones, so that what stands below a heading
stays below it (HTML Living Standard, 4.9.12: forming a table).
"""

from __future__ import annotations

from typing import Final

from reader.core.model import Run
from reader.core.text import squeeze
from reader.formats.html_runs import BREAK, Piece
from reader.formats.html_tree import Element

CELL: Final = "\x1e"
"""Ends a cell among a table's pieces: HTML text cannot hold it, clean() would drop it."""
ROW: Final = "\x1d"
"""Ends a row."""
_WIDER: Final = "\x1f"
"""Before a cell's end: it spans one column more."""
_TALLER: Final = "\x1c"
"""Before a cell's end: it spans one row more."""
_MOST: Final = 30
"""Columns up to which spans are followed: a page cannot make much text out of little."""
_LONGEST: Final = 400
_BLOCKS: Final = frozenset({"table", "h1", "h2", "form", "ul", "ol", "script", "article"})


def is_data(table: Element) -> bool:
    """Whether a table holds data: two rows and columns or more, cells that are short and hold
    no blocks of their own, pictures only where it has heading cells. Any other table only lays
    out the page and is walked through."""
    if table.get("role") in {"presentation", "none"}:
        return False
    lines = cells = heads = 0
    texts = pictures = 0
    for element in table.iter():
        tag = element.tag
        if tag in _BLOCKS and element is not table:
            return False
        if tag == "tr":
            lines += 1
        elif tag == "td":
            cells += 1
        elif tag == "th":
            heads += _span(element, "colspan")
        else:
            texts += tag == "p"
            pictures += tag == "img"
        if len(element.text or "") > _LONGEST:
            return False
    cells += heads
    return 2 <= lines <= cells / 2 and texts <= cells and (heads > 0 or not pictures)


def cell_end(cell: Element) -> str:
    """The piece of text that ends `cell`."""
    wider, taller = _span(cell, "colspan") - 1, _span(cell, "rowspan") - 1
    return _WIDER * wider + _TALLER * taller + CELL


def _span(cell: Element, name: str) -> int:
    given = cell.get(name)
    if given is None or not (given.isascii() and given.isdigit()) or len(given) > 5:
        return 1
    return min(max(int(given), 1), _MOST)


def rows(pieces: list[Piece]) -> tuple[Run, ...]:
    """The pieces of a table as one run: a newline ends a row, a tab a cell."""
    raw = "".join(" " if piece is BREAK else piece[0] for piece in pieces)
    below: dict[int, int] = {}
    table = [_cells(row, below) for row in raw.split(ROW)]
    lines = ["\t".join(row).rstrip("\t") for row in table if any(row)]
    return (Run("\n".join(lines)),) if lines else ()


def _cells(row: str, below: dict[int, int]) -> list[str]:
    """The cells of one row; `below` holds, by column, how many rows more a cell above takes."""
    if (not below and _WIDER not in row and _TALLER not in row) or not row.strip():
        return [squeeze(cell) for cell in row.split(CELL)]
    cells: list[str] = []
    for part in row.split(CELL):
        while len(cells) in below:
            _lower(below, len(cells))
            cells.append("")
        text = part.rstrip(_WIDER + _TALLER)
        wider, taller = (part.count(mark, len(text)) for mark in (_WIDER, _TALLER))
        first = len(cells)
        cells += [squeeze(text), *[""] * (wider if first < _MOST else 0)]
        if taller and first < _MOST:
            below.update(dict.fromkeys(range(first, len(cells)), taller))
    for column in [column for column in below if column >= len(cells)]:
        _lower(below, column)
    return cells


def _lower(below: dict[int, int], column: int) -> None:
    """One row less to go for what hangs down into `column`."""
    below[column] -= 1
    if not below[column]:
        del below[column]
