"""Two reports in two columns that scroll together, or one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.library.comparing import Comparison
from reader.tui.layout.beside import GAP, MARGIN, Alone, Beside, Cell, Head, Line, Stop, beside
from reader.tui.layout.paint import row_segments
from reader.tui.themes import Inks, inks
from reader.tui.widgets.moves import Move, moved

At = tuple[int, int, int]
"""A report, the number of its paragraph, and the row of the screen where that begins."""
_MARKS: Final[dict[Alone, str]] = {"": " ", "whole": "┃", "some": "┆"}


class CompareView(ScrollView, can_focus=True, inherit_bindings=False):
    """The bar is at one paragraph of one report; scrolling moves it to the first visible one of
    that report."""

    ALLOW_SELECT: ClassVar[bool] = False

    @dataclass
    class Chosen(Message):
        """The paragraph at the bar was clicked again."""

    class SideChanged(Message):
        """The bar is in the other report."""

    def __init__(self, found: Comparison, heads: tuple[Head, Head], at: At | None = None) -> None:
        super().__init__(id="compare")
        self._found, self._heads = found, heads
        self._laid = Beside([], [], 1, 0)
        self._at = 0
        self._first = at
        """Where the bar is at first, in place of the top."""
        self._quiet = False
        self._seen = Size(0, 0)
        """The size that is laid out for: a scroll before that only keeps within another one."""

    # -- the bar

    @property
    def side(self) -> int:
        """The report that has the keys: 0 or 1."""
        stop = self._stop
        return stop.side if stop else 0

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The article and the block at the bar."""
        stop = self._stop
        if stop is None:
            return None
        side = (self._found.a, self._found.b)[stop.side]
        return side.article.id, side.blocks[stop.number]

    @property
    def at(self) -> At:
        """Where the bar is."""
        stop = self._stop
        return (stop.side, stop.number, stop.start - self.scroll_offset.y) if stop else (0, 0, 0)

    @property
    def _stop(self) -> Stop | None:
        stops = self._laid.stops
        return stops[self._at] if self._at < len(stops) else None

    def _go(self, number: int) -> None:
        before, self._at = self.side, number
        self.refresh()
        if self.side != before:
            self.post_message(self.SideChanged())

    def _own(self) -> list[int]:
        """The numbers of the stops of the report that has the keys."""
        return [number for number, stop in enumerate(self._laid.stops) if stop.side == self.side]

    # -- moving

    def move(self, how: Move) -> None:
        """Scroll; where there is nothing left to scroll, move the bar alone."""
        if not self._laid.stops:
            return
        top = self.scroll_offset.y
        to = moved(top, how, self.size.height, int(self.max_scroll_y))
        own = self._own()
        if to != top:
            self.scroll_to(y=to, animate=False)
            if how in {"top", "bottom"}:
                self._go(own[0 if how == "top" else -1])
            return
        index = own.index(self._at)
        steps: dict[Move, int] = {"down": index + 1, "up": index - 1}
        last = len(own) - 1
        far = last if how in {"bottom", "page_down", "half_down"} else 0
        self._go(own[max(0, min(steps.get(how, far), last))])

    def turn(self, side: int) -> None:
        """Give the keys to a report: the bar goes to its paragraph beside the one it is at."""
        here = self._stop
        stops = self._laid.stops
        if here is None or side == here.side:
            return
        others = [number for number, stop in enumerate(stops) if stop.side == side]
        if others:
            near = min(others, key=lambda number: abs(stops[number].start - here.start))
            self._go(near)
            self._into_view()

    def next_only(self, step: int) -> bool:
        """To the next paragraph that only one report has, or the one before; False where there is
        none."""
        numbers = range(len(self._laid.stops))
        order = numbers[self._at + 1 :] if step > 0 else numbers[: self._at][::-1]
        for number in order:
            if self._laid.stops[number].alone:
                self._go(number)
                self._into_view()
                return True
        return False

    def _into_view(self) -> None:
        """Scroll so far that the paragraph at the bar is seen, without moving the bar."""
        stop = self._stop
        if stop is None:
            return
        top, height = self.scroll_offset.y, self.size.height
        if stop.start < top or min(stop.end, stop.start + height) > top + height:
            self._scroll(stop.start - height // 3)

    def _scroll(self, line: int) -> None:
        self._quiet = True
        self.scroll_to(y=max(line, 0), animate=False, force=True)
        self._quiet = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolling moves the bar to the first paragraph of its report that begins on the
        screen."""
        super().watch_scroll_y(old_value, new_value)
        if self._quiet or self._seen != self.size or round(old_value) == round(new_value):
            return
        top = round(new_value)
        for number in self._own():
            stop = self._laid.stops[number]
            if stop.start >= top or stop.end > top + self.size.height:
                if stop.start < top + self.size.height:
                    self._go(number)
                return

    def on_resize(self) -> None:
        """Lay out anew; the paragraph at the bar stays at its row of the screen."""
        before = self.at if self._stop else self._first
        room = self.scrollable_content_region.width
        self._laid = beside(self._found, self._heads, room)
        self.virtual_size = Size(self.size.width, len(self._laid.lines) + 1)
        self._seen = self.size
        first = before[:2] if before else (0, 0)
        places = [(stop.side, stop.number) for stop in self._laid.stops]
        self._at = places.index(first) if first in places else 0
        if before is not None:
            self._scroll(self._laid.stops[self._at].start - max(before[2], 0))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click moves the bar; a click on the paragraph at the bar opens it."""
        laid, line = self._laid, event.y + self.scroll_offset.y
        column = int(laid.columns == 2 and event.x >= self._second())
        cells = laid.lines[line] if line < len(laid.lines) else ()
        cell = cells[column] if column < len(cells) else None
        if cell is None or cell.number < 0:
            return
        for number, stop in enumerate(laid.stops):
            if (stop.side, stop.number) == (cell.side, cell.number):
                if number == self._at:
                    self.post_message(self.Chosen())
                self._go(number)
                return

    # -- painting

    def _second(self) -> int:
        """Where the second column begins: at the line between the two."""
        return self._left() + MARGIN + self._laid.width + GAP

    def _left(self) -> int:
        """Cells before the first column, which stand in the middle of a wide screen."""
        laid = self._laid
        used = laid.columns * (MARGIN + laid.width + GAP) + laid.columns - 1
        return max((self.scrollable_content_region.width - used) // 2, 0)

    def render_line(self, y: int) -> Strip:
        """One screen line."""
        number, laid = y + self.scroll_offset.y, self._laid
        paint = inks(self.app.theme_variables)
        line: Line = laid.lines[number] if number < len(laid.lines) else ()
        segments = [Segment(" " * self._left(), paint.ground)]
        for column in range(laid.columns):
            if column:
                segments.append(Segment("│", paint.line))
            cell = line[column] if column < len(line) else None
            strip = Strip(self._cell(cell, paint))
            segments += strip.adjust_cell_length(MARGIN + laid.width + GAP, paint.ground)
        return Strip(segments).adjust_cell_length(self.size.width, paint.ground)

    def _cell(self, cell: Cell | None, paint: Inks) -> Sequence[Segment]:
        if cell is None:
            return []
        stop = self._stop
        here = stop is not None and (stop.side, stop.number) == (cell.side, cell.number)
        said = [(start, end, paint.ink) for start, end in cell.spans]
        return [
            Segment("▎" if here else " ", paint.mark),
            Segment(_MARKS[cell.alone] + " ", paint.ink),
            *row_segments(cell.part, cell.row, paint, {}, said),
        ]
