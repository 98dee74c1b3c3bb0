"""Two compared reports as lines: side by side, or one after the other where that is too narrow.

Every paragraph stands once. What only one report says is marked in the margin: a line beside a
whole paragraph, a dashed one beside sentences of a paragraph that both have. What both say is
dimmed: it is what one looks past.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal

from rich.cells import cell_len

from reader.core.model import DIMMED, Block, Label
from reader.library.comparing import Comparison
from reader.stories.arrange import Row as Abreast
from reader.stories.tokens import Span
from reader.tui.layout.parts import LOOKS
from reader.tui.layout.rows import DECOR, Part, Row, part_rows

Alone = Literal["", "whole", "some"]
"""Whether only one report says what a row says: its paragraph, or sentences of it."""

MARGIN: Final = 3
"""Cells before the text: the bar of the paragraph one is at, the line of what is only here."""
GAP: Final = 2
"""Cells after the text."""
_TWO: Final = 81
"""Cells from which two columns fit."""
_WIDEST: Final = 64
"""Cells of a column's text."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a report: its headline, its facts, and the short name that it is called by
    where one report stands under the other."""

    title: str
    facts: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of one report. `number` is its paragraph's, -1 for what was not compared; `spans`
    are the stretches of the part's text that only this report says."""

    part: Part
    row: Row
    side: int
    number: int = -1
    alone: Alone = ""
    spans: tuple[Span, ...] = ()


Line = tuple[Cell | None, ...]
"""A line of the screen: a cell for each column, None where that is blank."""
Band = tuple[list[Cell | None], list[Cell | None]]
"""What stands side by side: the rows of both reports, None between two paragraphs."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A paragraph one can be at: its report, its number, its lines, and whether only that report
    has it."""

    side: int
    number: int
    start: int
    end: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Two reports laid out in so many `columns`, each with `width` cells of text; `stops` are in
    the order of their lines."""

    lines: list[Line]
    stops: list[Stop]
    columns: int
    width: int


def beside(found: Comparison, heads: tuple[Head, Head], room: int) -> Beside:
    """Lay a comparison out in `room` cells."""
    columns = 2 if room >= _TWO else 1
    width = max(min(_WIDEST, (room - columns + 1) // columns - MARGIN - GAP), 8)
    both = (_Cells(found, 0, width), _Cells(found, 1, width))
    bands: list[Band] = [(_head(heads[0], 0, width), _head(heads[1], 1, width))]
    bands += _bands(_rows(found, columns), both)
    lines = list(_side_by_side(bands) if columns == 2 else _in_turn(bands, heads, width))
    return Beside(lines, _stops(lines, found), columns, width)


def _head(head: Head, side: int, width: int) -> list[Cell | None]:
    facts = head.facts
    if cell_len(facts) > width:  # the last fact on a line of its own, whole
        facts = " ·\n".join(facts.rsplit(" · ", 1))
    parts = (Part("title", head.title), Part("meta", facts, quiet=True))
    return [Cell(part, row, side) for part in parts if part.text for row in part_rows(part, width)]


def _rows(found: Comparison, columns: int) -> Sequence[Abreast]:
    """What stands beside what. Two reports that cannot be compared stand side by side from the
    top, in one column one after the other."""
    if found.alignment.comparable:
        return found.rows
    ours, theirs = range(len(found.a.blocks)), range(len(found.b.blocks))
    if columns == 1:
        return [*map(Abreast, ours), *(Abreast(None, (b,)) for b in theirs)]
    both = zip_longest(ours, theirs)
    return [Abreast(a, () if b is None else (b,)) for a, b in both]


def _bands(rows: Sequence[Abreast], both: tuple[_Cells, _Cells]) -> Iterator[Band]:
    """What stands side by side, from the top: paragraphs, and before them what stood before them
    and was not compared."""
    at = {b: number for number, row in enumerate(rows) for b in row.b}
    for number, row in enumerate(rows):
        own = [] if row.a is None else [row.a]
        yield both[0].before(own), both[1].before(row.b)
        right = both[1].paragraphs(row.b)
        if row.elsewhere is not None:
            further = "↓ further down" if at[row.elsewhere] > number else "↑ further up"
            right = both[1].note(further)
        yield both[0].paragraphs(own), right
    yield both[0].end(), both[1].end()


def _side_by_side(bands: Sequence[Band]) -> Iterator[Line]:
    yield ()
    for left, right in bands:
        if left or right:
            yield from zip_longest(left, right)
            yield ()


def _in_turn(bands: Sequence[Band], heads: tuple[Head, Head], width: int) -> Iterator[Line]:
    """One report under the other, its name above wherever the other one's text came before."""
    last = -1
    for band in bands:
        for cells in band:
            first = next((cell for cell in cells if cell is not None), None)
            if first is None:
                continue
            yield ()
            if first.part.look == "title":
                last = -1
            elif first.side != last:
                name = Part("meta", heads[first.side].name, quiet=True)
                yield from ((Cell(name, row, first.side),) for row in part_rows(name, width))
                last = first.side
            yield from ((cell,) for cell in cells)


class _Cells:
    """The rows of one report's paragraphs, and of what was not compared between them."""

    def __init__(self, found: Comparison, side: int, width: int) -> None:
        self._side, self._width = side, width
        own = (found.a, found.b)[side]
        alignment = found.alignment
        self._only = (alignment.only_a, alignment.only_b)[side]
        self._alone = frozenset((found.only_a, found.only_b)[side])
        self._comparable = alignment.comparable
        self._places = own.blocks
        self._pairs = list(zip(own.article.document.blocks, own.article.labels, strict=True))

    def before(self, numbers: Sequence[int]) -> list[Cell | None]:
        """What stands before the first of these paragraphs."""
        return self._spaced(self._asides(numbers[0])) if numbers else []

    def paragraphs(self, numbers: Sequence[int]) -> list[Cell | None]:
        """The rows of these paragraphs, and of what stands between them."""
        found: list[list[Cell]] = []
        for number in numbers:
            found += [*(self._asides(number) if found else ()), self._paragraph(number)]
        return self._spaced(found)

    def end(self) -> list[Cell | None]:
        """What stands after the last paragraph."""
        return self._spaced(self._asides(len(self._places)))

    def note(self, sentence: str) -> list[Cell | None]:
        """A line that says where a paragraph of this report stands."""
        part = Part("meta", sentence, quiet=True)
        return [Cell(part, row, self._side) for row in part_rows(part, self._width)]

    def _spaced(self, found: Iterable[list[Cell]]) -> list[Cell | None]:
        """Rows with a blank one between two of them."""
        rows: list[Cell | None] = []
        for cells in found:
            rows += [None, *cells] if rows else cells
        return rows

    def _paragraph(self, number: int) -> list[Cell]:
        block, _ = self._pairs[self._places[number]]
        alone = self._comparable and number in self._alone
        spans = () if alone or not self._comparable else self._only[number]
        part = _part(block, quiet=self._comparable and not alone)
        rows = part_rows(part, self._width)
        return [
            Cell(part, row, self._side, number, _mark(row, spans, alone), spans) for row in rows
        ]

    def _asides(self, number: int) -> Iterator[list[Cell]]:
        """What stands before a paragraph, or after the last: headings, captions, code."""
        places = self._places
        start = places[number - 1] + 1 if number else 0
        end = places[number] if number < len(places) else len(self._pairs)
        for block, label in self._pairs[start:end]:
            if _aside(label):
                part = _part(block, quiet=label.kind in DIMMED or block.shape == "figure")
                yield [Cell(part, row, self._side) for row in part_rows(part, self._width)]


def _aside(label: Label) -> bool:
    """Whether a block that was not compared is shown: not the headline and the byline, which
    stand above, and nothing hidden."""
    return not label.hidden and label.kind not in {"title", "byline"}


def _part(block: Block, *, quiet: bool) -> Part:
    """A block as a part of its own: without its number, dimmed text would be set as a caption."""
    return Part(
        LOOKS[block.shape], block.text, block.runs, -1, -1, block.level, block.marker, quiet
    )


def _mark(row: Row, spans: Sequence[Span], alone: bool) -> Alone:  # noqa: FBT001
    """What stands in the margin of a row."""
    if alone:
        return "whole"
    for bit in row:
        end = bit.start + len(bit.text)
        if bit.start != DECOR and any(left < end and right > bit.start for left, right in spans):
            return "some"
    return ""


def _stops(lines: Sequence[Line], found: Comparison) -> list[Stop]:
    """Where each paragraph's lines begin and end."""
    alone = {*((0, n) for n in found.only_a), *((1, n) for n in found.only_b)}
    places: dict[tuple[int, int], tuple[int, int]] = {}
    for number, line in enumerate(lines):
        for cell in line:
            if cell is not None and cell.number >= 0:
                key = (cell.side, cell.number)
                start, _ = places.get(key, (number, number))
                places[key] = (start, number + 1)
    ordered = sorted(places.items(), key=lambda item: (item[1], item[0]))
    return [Stop(*key, *span, key in alone) for key, span in ordered]
