"""A column of parts that paints its own lines: wrapping, scrolling, the bar, the width."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.layout.layout import Layout
from reader.tui.layout.paint import overlay, row_segments
from reader.tui.layout.rows import Part
from reader.tui.themes import Inks, inks
from reader.tui.widgets.moves import Move, moved

MEASURE: Final = 72
_LEAST, _MOST, _STEP = 40, 120, 4
_KEPT: Final = 4000
"""Painted lines kept before the cache starts anew."""
_SLICE: Final = 0.008
"""Seconds of wrapping ahead between two looks at the keyboard."""

Key = tuple[str, int]
"""Names a part whatever is folded: its block, its fold, or its look."""


class Column(ScrollView, can_focus=True, inherit_bindings=False):
    """Parts, the bar at one of them, and how wide they are set. What the parts are, where they
    lead and what is marked in them, an heir says."""

    ALLOW_SELECT: ClassVar[bool] = True

    class PlaceMoved(Message):
        """The bar is at another block, or a fold was opened or closed."""

        def can_replace(self, message: Message) -> bool:
            """Only the last of several matters."""
            return isinstance(message, Column.PlaceMoved)

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.usual = MEASURE
        """The measure where none was chosen for the article."""
        self.measure = MEASURE
        self.current = 0
        """The part at the bar."""
        self._layout = Layout((), MEASURE)
        self._slack = 0
        self._quiet = False
        self._seen = 0
        """The height at the last resize: a scroll before the next one only keeps within it."""
        self._painted: dict[tuple[int, bool], Strip] = {}
        self._inks: Inks | None = None

    def make_parts(self) -> list[Part]:
        """The parts to show."""
        return []

    def link_numbers(self) -> dict[str, int]:
        """The number of every link that can be chosen."""
        return {}

    def marks(self, part: Part, paint: Inks) -> Sequence[tuple[int, int, Style]]:  # noqa: ARG002
        """What is marked in a part's text: from, to, how."""
        return ()

    def sign(self, part: Part) -> str:  # noqa: ARG002
        """A character before the bar that says something of a part, or none."""
        return ""

    # -- rows

    def _set_parts(self, *, again: bool = False) -> None:
        """Lay the parts out; `again` where they are the same ones, folded otherwise."""
        width = self._column()[1]
        known = self._layout.known if again and width == self._layout.width else {}
        self._layout = Layout(self.make_parts(), width, known)
        self._painted.clear()
        self._layout.reach(self.scroll_offset.y + self.size.height * 2)
        self._resize_rows()
        if not self._layout.done:
            self.set_timer(0.05, self._wrap_ahead)
        self.refresh()

    def _wrap_ahead(self) -> None:
        """Wrap a little more while nobody types; the rows shown stay where they are."""
        layout, until = self._layout, monotonic() + _SLICE
        while not layout.done and monotonic() < until:
            layout.reach(len(layout.rows) + 20)
        if layout.done:
            self._resize_rows()
        else:
            self.set_timer(0.02, self._wrap_ahead)

    def _resize_rows(self) -> None:
        self.virtual_size = Size(self.size.width, self._layout.height() + 1 + self._slack)

    def _column(self) -> tuple[int, int]:
        """Where the text's column begins, and how wide it is."""
        room = self.scrollable_content_region.width
        width = min(self.measure, max(room - 4, 10))
        return max((room - width) // 2, min(3, room)), width

    # -- the bar

    @property
    def part(self) -> Part | None:
        """The part at the bar."""
        found = self._layout.parts
        return found[self.current] if self.current < len(found) else None

    def _key(self, part: Part) -> Key:
        if part.block >= 0:
            return ("block", part.block)
        return ("fold", part.fold) if part.fold >= 0 else (part.look, 0)

    def _find_part(self, key: Key) -> int:
        for number, part in enumerate(self._layout.parts):
            if self._key(part) == key:
                return number
        return 0

    def _first_visible(self) -> int:
        """The first part below the top edge that begins on the screen, headline aside; the one
        across the edge where none begins."""
        top, layout = self.scroll_offset.y, self._layout
        layout.reach(top + self.size.height)
        number = layout.part_at(top)
        bottom = top + self.size.height
        for later in range(number, len(layout.starts)):
            start = layout.starts[later]
            if start >= bottom:
                break
            if start >= top and layout.parts[later].look not in {"title", "meta"}:
                return later
        return number

    def _go(self, number: int) -> None:
        """Put the bar at a part."""
        if number == self.current:
            return
        for part in (self.current, number):
            if part < len(self._layout.starts):
                start = self._layout.starts[part]
                self.refresh_lines(start, self._layout.end(part) - start)
        self.current = number
        self._changed()

    def _changed(self) -> None:
        self.post_message(self.PlaceMoved())

    # -- moving

    def move(self, how: Move) -> None:
        """Scroll; where there is nothing left to scroll, move the bar alone."""
        page = self.size.height
        if how == "bottom":
            self._layout.finish()
            self._resize_rows()
        top = self.scroll_offset.y
        to = moved(top, how, page, int(self.max_scroll_y))
        if to == top:
            self._go(self._neighbour(how))
        else:
            self.scroll_to(y=to, animate=False)
            if how == "bottom":
                self._go(self._neighbour("bottom"))

    def _neighbour(self, how: Move) -> int:
        last = len(self._layout.parts) - 1
        if how in {"bottom", "page_down", "half_down"}:
            return last
        if how == "down":
            return min(self.current + 1, last)
        first = self._first_visible()
        return max(self.current - 1, first) if how == "up" else first

    @property
    def at_end(self) -> bool:
        """Whether nothing is left below."""
        return self._layout.done and self.scroll_offset.y >= self.max_scroll_y

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolling moves the bar to the first visible block."""
        super().watch_scroll_y(old_value, new_value)
        if self._slack and not self._quiet and new_value < old_value:
            self._slack = max(0, self._slack - round(old_value - new_value))
            self._resize_rows()
        followed = not self._quiet and self._seen == self.size.height
        if followed and round(old_value) != round(new_value):
            self._go(self._first_visible())

    def _scroll(self, row: int) -> None:
        """Scroll without moving the bar."""
        self._quiet = True
        self.scroll_to(y=max(row, 0), animate=False, force=True)
        self._quiet = False

    @property
    def screen_row(self) -> int:
        """The row of the screen where the part at the bar begins; below 0 above its edge."""
        if self.current >= len(self._layout.parts):
            return 0
        return self._layout.reach_part(self.current) - self.scroll_offset.y

    def _place(self, number: int, row: int) -> None:
        """Put the bar at a part, which begins in `row` of the screen."""
        to = max(self._layout.reach_part(number) - row, 0)
        self._layout.reach(to + self.size.height)
        self._slack = max(0, to + self.size.height - self._layout.height() - 1)
        self._resize_rows()
        self._scroll(to)
        self.current = number

    def _into_view(self, number: int) -> None:
        start = self._layout.reach_part(number)
        end = self._layout.end(number)
        self._resize_rows()
        top, height = self.scroll_offset.y, self.size.height
        if start < top or min(end, start + height) > top + height:
            self._scroll(start - height // 3)

    # -- width

    def widen(self, step: int) -> int:
        """Wider or narrower by `step`; 0 gives the usual width. The new width comes back."""
        measure = max(_LEAST, min(_MOST, self.measure + step * _STEP)) if step else self.usual
        if measure != self.measure:
            self.measure = measure
            self._relayout()
        return self.measure

    def _relayout(self) -> None:
        if not self._layout.parts:
            return
        start = self._layout.reach_part(self.current)
        screen_row = start - self.scroll_offset.y
        self._set_parts()
        self._scroll(self._layout.reach_part(self.current) - max(screen_row, 0))

    def on_resize(self) -> None:
        """Another width wraps other lines; what is read stays on the screen."""
        if self._column()[1] != self._layout.width:
            self._relayout()
        else:
            self._painted.clear()
            self._resize_rows()
        if self.part is not None and self.part.look in {"title", "meta"}:
            self._go(self._first_visible())  # there was no screen to see it on before
        self._seen = self.size.height
        if self.current < len(self._layout.starts):
            self._into_view(self.current)  # a panel or prompt may have come over it

    # -- painting

    def notify_style_update(self) -> None:
        """Another theme, other inks."""
        super().notify_style_update()
        self._painted.clear()
        self._inks = None

    def render_line(self, y: int) -> Strip:
        """One screen line."""
        row = y + self.scroll_offset.y
        self._layout.reach(row)
        number = self._layout.part_at(row) if self._layout.starts else 0
        here = number == self.current
        strip = self._painted.get((row, here))
        if strip is None:
            if len(self._painted) > _KEPT:
                self._painted.clear()
            strip = self._painted[row, here] = self._paint(row, number, here=here)
        return strip

    def _paint(self, row: int, number: int, *, here: bool) -> Strip:
        if self._inks is None:
            self._inks = inks(self.app.theme_variables)
        paint, (pad, width) = self._inks, self._column()
        bits = self._layout.rows[row] if row < len(self._layout.rows) else ()
        segments = [Segment(" " * pad, paint.ground)]
        if bits:
            part = self._layout.parts[number]
            bar, sign = "▎ " if here else "", self.sign(part)
            if sign:
                bar = sign + (bar or "  ")
            if bar:
                segments = [
                    Segment(" " * (pad - len(bar)), paint.ground),
                    Segment(bar, paint.mark),
                ]
            segments += row_segments(
                part, bits, paint, self.link_numbers(), self.marks(part, paint)
            )
            if part.look == "code":
                used = Strip(segments).cell_length - pad
                segments.append(Segment(" " * max(width - used, 0), paint.bar))
        selection = self.text_selection
        span = selection.get_span(row) if selection else None
        if bits and span is not None:
            ground = self.screen.get_component_rich_style("screen--selection")
            segments = overlay(segments, max(span[0], pad), span[1], Style(bgcolor=ground.bgcolor))
        strip = Strip(segments)
        return strip.adjust_cell_length(self.size.width, paint.ground).apply_offsets(0, row)
