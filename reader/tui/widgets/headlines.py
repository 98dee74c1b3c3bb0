"""The list of articles or stories: any number of rows, only those on the screen are read."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.layout.wrap import wrap
from reader.tui.themes import Inks, inks
from reader.tui.widgets.moves import Move, moved
from reader.tui.widgets.row import Row, first_line, second_line

_KEPT: Final = 2000
"""Rows and strips kept before the caches start anew."""


class Headlines(ScrollView, can_focus=True, inherit_bindings=False):
    """Two lines a row: a headline, then who told it and when. `fetch` gives the rows of some
    ids; what these are the ids of, articles or stories, the widget need not know."""

    ALLOW_SELECT: ClassVar[bool] = False

    @dataclass
    class Moved(Message):
        """The selection is on another row."""

        row_id: int

        def can_replace(self, message: Message) -> bool:
            """Only the last of several matters."""
            return isinstance(message, Headlines.Moved)

    @dataclass
    class Chosen(Message):
        """The selected row was clicked again."""

        row_id: int

    class AboveChanged(Message):
        """One went up to rows that had come above those on the screen."""

    def __init__(self, fetch: Callable[[Sequence[int]], list[Row]]) -> None:
        super().__init__(id="headlines")
        self.fetch = fetch
        self.ids: array[int] = array("q")
        self.index = 0
        self.note = ""
        """What stands in the place of the rows where there are none."""
        self.above = 0
        """How many rows came above the selected one that nobody has seen yet."""
        self._least = 0
        """Lines that the rows must take so that those on the screen stay where they are."""
        self._rows: dict[int, Row] = {}
        self._painted: dict[tuple[int, int, bool], Strip] = {}
        self._inks: Inks | None = None

    # -- what it holds

    @property
    def row_height(self) -> int:
        """Screen lines a row takes: two and a blank one, where there is room."""
        return 3 if self.size.height >= 20 else 2

    @property
    def selected(self) -> int | None:
        """The selected row's id."""
        return self.ids[self.index] if self.ids else None

    @property
    def article(self) -> int | None:
        """The article that is shown of the selected row."""
        row = self.row(self.index)
        return row.article if row else None

    @property
    def line(self) -> int:
        """The line of the screen where the selected row begins."""
        return self.index * self.row_height - self.scroll_offset.y

    def show(self, ids: array[int], note: str = "", *, at: tuple[int, int] | None = None) -> None:
        """Show the rows of these ids. The selected one stays selected, where it is on the screen,
        if it is still there; or the row `at` an index is, beginning in a line of the screen, or as
        near to it as leaves no room behind the last row."""
        index, line = at or (self._kept(ids), self.line)
        if at is not None:
            self.above = 0
        self.ids, self.note = ids, note
        self.index = max(min(index, len(ids) - 1), 0)
        top = max(self.index * self.row_height - line, 0)
        self._least = top + self.size.height if top and at is None else 0
        self._resize_rows()
        self._to_line(top)
        self._into_view()
        self.forget()

    def renew(
        self, ids: array[int], note: str, *, at: tuple[int, int] | None = None, came: bool = True
    ) -> None:
        """Show the rows as they are now, and count those that came above, if any `came`."""
        selected, index = self.selected, self.index
        self.show(ids, note, at=at)
        if came and selected is not None and self.selected == selected:
            self.above += max(self.index - index, 0)
            self._see()

    def _see(self) -> None:
        """What came above and is on the screen, or below its first row, is seen."""
        left = min(self.above, self.scroll_offset.y // self.row_height)
        if left != self.above:
            self.above = left
            self.post_message(self.AboveChanged())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Going up gives back the lines that only kept the rows where they were."""
        super().watch_scroll_y(old_value, new_value)
        if new_value < old_value:
            self._least = min(self._least, round(new_value) + self.size.height)
            self._resize_rows()
            self._see()

    def _kept(self, ids: array[int]) -> int:
        """Where the selected row is among these."""
        selected = self.selected
        return ids.index(selected) if selected is not None and selected in ids else self.index

    def forget(self) -> None:
        """Read every row anew."""
        self._rows.clear()
        self._painted.clear()
        self.refresh()

    def row(self, index: int) -> Row | None:
        """The row at `index`; None where it is gone."""
        if not 0 <= index < len(self.ids):
            return None
        row_id = self.ids[index]
        if row_id not in self._rows:
            self._read(index)
        return self._rows.get(row_id)

    def _read(self, index: int) -> None:
        """Read the rows around `index`, a screen before and after."""
        if len(self._rows) > _KEPT:
            self._rows.clear()
        page = self.size.height // self.row_height + 2
        window = self.ids[max(index - page, 0) : index + page]
        missing = [row_id for row_id in window if row_id not in self._rows]
        self._rows.update((row.id, row) for row in self.fetch(missing))

    # -- moving

    def select(self, index: int) -> None:
        """Select the row at `index`, clamped, and say so."""
        index = max(0, min(index, len(self.ids) - 1))
        if index == self.index or not self.ids:
            self._into_view()  # a wheel may have moved the rows
            return
        old, self.index = self.index, index
        for row in (old, index):
            self.refresh_lines(row * self.row_height, self.row_height)
        self._into_view()
        self.post_message(self.Moved(self.ids[index]))

    def move(self, how: Move) -> None:
        """Move the selection."""
        page = max(self.size.height // self.row_height, 1)
        self.select(moved(self.index, how, page, len(self.ids) - 1))

    def _into_view(self) -> None:
        top, height = self.index * self.row_height, self.size.height
        if top < self.scroll_offset.y:
            self._to_line(top)
        elif top + 2 > self.scroll_offset.y + height:
            over = top + 2 - height
            whole = -(-over // self.row_height) * self.row_height  # no half row at the top
            self._to_line(min(whole, top))

    def _to_line(self, y: int) -> None:
        """Scroll at once: what is asked after the next refresh would undo what comes before it."""
        self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def _resize_rows(self) -> None:
        rest = self.size.height % self.row_height  # so that the end shows whole rows as well
        lines = max(len(self.ids) * self.row_height + rest, self._least)
        self.virtual_size = Size(self.size.width, lines)

    # -- events

    def on_resize(self) -> None:
        """Another width cuts other headlines."""
        self._painted.clear()
        self._resize_rows()
        self._into_view()

    def on_focus(self) -> None:
        """The selected row looks different with the focus."""
        self.refresh_lines(self.index * self.row_height, self.row_height)

    def on_blur(self) -> None:
        """See `on_focus`."""
        self.refresh_lines(self.index * self.row_height, self.row_height)

    def on_click(self, event: events.Click) -> None:
        """A click selects; a click on the selected row opens."""
        index = (event.y + self.scroll_offset.y) // self.row_height
        if index >= len(self.ids):
            return
        if index == self.index:
            self.post_message(self.Chosen(self.ids[index]))
        else:
            self.select(index)

    def notify_style_update(self) -> None:
        """Another theme, other inks."""
        super().notify_style_update()
        self._painted.clear()
        self._inks = None

    # -- painting

    def render_line(self, y: int) -> Strip:
        """One screen line."""
        if not self.ids:
            return self._note_line(y)
        index, line = divmod(y + self.scroll_offset.y, self.row_height)
        if index >= len(self.ids):
            return Strip.blank(self.size.width, self._styles().ground)
        if index == self.index:
            return self._paint(index, line)
        if len(self._painted) > _KEPT:
            self._painted.clear()
        key = (index, line, False)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = self._paint(index, line)
        return strip

    def _styles(self) -> Inks:
        if self._inks is None:
            self._inks = inks(self.app.theme_variables)
        return self._inks

    def _note_line(self, y: int) -> Strip:
        width, paint = self.size.width, self._styles()
        spans = wrap(self.note, width - 4)
        start, end = spans[y - 1] if 0 < y <= len(spans) else (0, 0)
        strip = Strip([Segment("   " + self.note[start:end], paint.quiet)])
        return strip.adjust_cell_length(width, paint.ground)

    def _paint(self, index: int, line: int) -> Strip:
        width, paint = self.size.width, self._styles()
        if line > 1:
            return Strip.blank(width, paint.ground)
        here = index == self.index
        ground = (paint.cursor if self.has_focus else paint.bar) if here else paint.ground
        row = self.row(index)
        bar = Segment("▌" if here and self.has_focus else " ", paint.mark + ground)
        if row is None:
            text = "removed" if line == 0 else ""
            segments = [bar, Segment(f"  {text}", paint.quiet + ground)]
        elif line == 0:
            segments = [bar, *first_line(row, width, paint, ground)]
        else:
            text = second_line(row, width - 4)
            segments = [bar, Segment(f"  {text}", paint.quiet + ground)]
        return Strip(segments).adjust_cell_length(width, ground)
