"""A table's text (tabs between cells, newlines between rows) set in columns.

Where the columns do not fit, the widest are narrowed and their cells wrapped; below a few cells
a column, every cell takes its own lines instead.
"""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len

from reader.tui.layout.wrap import Span, wrap

_GAP: Final = 2
_LEAST: Final = 6
"""Cells below which a column is no longer readable."""

Piece = tuple[str, int]
"""Text and its offset; -1 for padding."""


def table_rows(text: str, width: int) -> list[list[Piece]]:
    """The screen rows of a table, each a list of pieces from left to right."""
    cells: list[list[Span]] = []
    start = 0
    for line in text.split("\n"):
        spans: list[Span] = []
        for cell in line.split("\t"):
            spans.append((start, start + len(cell)))
            start += len(cell) + 1
        cells.append(spans)
    columns = max(len(row) for row in cells)
    sizes = [
        max((cell_len(text[a:b]) for row in cells for a, b in row[at : at + 1]), default=0)
        for at in range(columns)
    ]
    sizes = _narrow(sizes, width - _GAP * (columns - 1))
    if columns > 1 and sum(sizes) + _GAP * (columns - 1) > width:
        return _stacked(text, cells, width)
    return [line for row in cells for line in _set(text, row, sizes)]


def _narrow(sizes: list[int], room: int) -> list[int]:
    """`sizes` with the widest cut down until they fit into `room`, none below the least."""
    sizes = list(sizes)
    while sum(sizes) > room:
        widest = max(sizes)
        if widest <= _LEAST:
            break
        second = max((size for size in sizes if size < widest), default=_LEAST)
        count = sizes.count(widest)
        over = sum(sizes) - room
        down = max(widest - max(second, _LEAST), 1)
        step = min(down, max(over // count, 1))
        sizes = [size - step if size == widest else size for size in sizes]
    return sizes


def _set(text: str, row: list[Span], sizes: list[int]) -> list[list[Piece]]:
    """One table row as as many screen rows as its tallest cell needs."""
    wrapped = [
        [(start + a, start + b) for a, b in wrap(text[start:end], sizes[at])] or [(start, start)]
        for at, (start, end) in enumerate(row)
    ]
    lines: list[list[Piece]] = []
    for number in range(max(len(cell) for cell in wrapped)):
        pieces: list[Piece] = []
        gap = 0
        for at, cell in enumerate(wrapped):
            start, end = cell[number] if number < len(cell) else (-1, -1)
            shown = text[start:end] if start >= 0 else ""
            if shown:
                if gap:
                    pieces.append((" " * gap, -1))
                pieces.append((shown, start))
                gap = 0
            gap += sizes[at] - cell_len(shown) + _GAP
        lines.append(pieces)
    return lines


def _stacked(text: str, cells: list[list[Span]], width: int) -> list[list[Piece]]:
    """Every cell on lines of its own, the first of a row at the margin, the others indented."""
    lines: list[list[Piece]] = []
    for row in cells:
        for number, (start, end) in enumerate(row):
            indent = 2 if number else 0
            lines.extend(
                [
                    *([(" " * indent, -1)] if indent else []),
                    (text[start + a : start + b], start + a),
                ]
                for a, b in wrap(text[start:end], width - indent)
            )
    return lines
