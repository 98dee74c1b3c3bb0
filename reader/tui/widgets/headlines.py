"""The list of articles: any number of rows, of which only those on the screen are read."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.core.model import Headline
from reader.core.text import plural, squeeze
from reader.core.when import Clock, age
from reader.tui.layout.wrap import fit, fit_facts, wrap
from reader.tui.outlet import outlet
from reader.tui.themes import Inks, inks
from reader.tui.widgets.moves import Move, moved

_KEPT: Final = 2000
"""Rows and strips kept before the caches start anew."""


class Headlines(ScrollView, can_focus=True, inherit_bindings=False):
    """One row an article: its headline, then outlet, age and outlets of the story."""

    ALLOW_SELECT: ClassVar[bool] = False

    @dataclass
    class Moved(Message):
        """The selection is on another article."""

        article_id: int

        def can_replace(self, message: Message) -> bool:
            """Only the last of several matters."""
            return isinstance(message, Headlines.Moved)

    @dataclass
    class Chosen(Message):
        """The selected row was clicked again."""

        article_id: int

    def __init__(self, clock: Clock, fetch: Callable[[Sequence[int]], list[Headline]]) -> None:
        super().__init__(id="headlines")
        self.clock = clock
        self.fetch = fetch
        self.ids: array[int] = array("q")
        self.index = 0
        self.note = ""
        """What stands in the place of the rows where there are none."""
        self._rows: dict[int, Headline] = {}
        self._painted: dict[tuple[int, int, bool], Strip] = {}
        self._inks: Inks | None = None

    # -- what it holds

    @property
    def row_height(self) -> int:
        """Screen lines a row takes: two and a blank one, where there is room."""
        return 3 if self.size.height >= 20 else 2

    @property
    def selected(self) -> int | None:
        """The selected article's id."""
        return self.ids[self.index] if self.ids else None

    def show(self, ids: array[int], note: str = "", *, keep: bool = True) -> None:
        """Show these articles; `keep` leaves the selected one selected, where it is on the
        screen, if it is still there."""
        selected = self.selected
        before = self.index * self.row_height - self.scroll_offset.y
        self.ids, self.note = ids, note
        if keep and selected is not None:
            try:
                self.index = ids.index(selected)
            except ValueError:
                self.index = min(self.index, max(len(ids) - 1, 0))
        else:
            self.index, before = 0, 0
        self._resize_rows()
        self.scroll_to(y=max(self.index * self.row_height - before, 0), animate=False)
        self._into_view()
        self.forget()

    def forget(self) -> None:
        """Read every row anew."""
        self._rows.clear()
        self._painted.clear()
        self.refresh()

    def headline(self, index: int) -> Headline | None:
        """The row at `index`; None where it is gone."""
        if not 0 <= index < len(self.ids):
            return None
        article_id = self.ids[index]
        if article_id not in self._rows:
            self._read(index)
        return self._rows.get(article_id)

    def _read(self, index: int) -> None:
        """Read the rows around `index`, a screen before and after."""
        if len(self._rows) > _KEPT:
            self._rows.clear()
        page = self.size.height // self.row_height + 2
        window = self.ids[max(index - page, 0) : index + page]
        missing = [article_id for article_id in window if article_id not in self._rows]
        self._rows.update((row.id, row) for row in self.fetch(missing))

    # -- moving

    def select(self, index: int) -> None:
        """Select the row at `index`, clamped, and say so."""
        index = max(0, min(index, len(self.ids) - 1))
        if index == self.index or not self.ids:
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
            self.scroll_to(y=top, animate=False)
        elif top + 2 > self.scroll_offset.y + height:
            over = top + 2 - height
            whole = -(-over // self.row_height) * self.row_height  # no half row at the top
            self.scroll_to(y=min(whole, top), animate=False)

    def _resize_rows(self) -> None:
        rest = self.size.height % self.row_height  # so that the end shows whole rows as well
        self.virtual_size = Size(self.size.width, len(self.ids) * self.row_height + rest)

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
        row = self.headline(index)
        bar = Segment("▌" if here and self.has_focus else " ", paint.mark + ground)
        if row is None:
            text = "removed" if line == 0 else ""
            segments = [bar, Segment(f"  {text}", paint.quiet + ground)]
        elif line == 0:
            segments = [bar, *_first_line(row, width, paint, ground)]
        else:
            text = _second_line(row, self.clock(), width - 4)
            segments = [bar, Segment(f"  {text}", paint.quiet + ground)]
        return Strip(segments).adjust_cell_length(width, ground)


def _first_line(row: Headline, width: int, paint: Inks, ground: Style) -> list[Segment]:
    star = " ★" if row.starred else ""
    room = width - 4 - len(star)
    title = fit(squeeze(row.title) or row.url, room)
    style = paint.ink if row.read else paint.strong
    return [
        Segment(" " if row.read else "●", paint.mark + ground),
        Segment(" " + title + " " * max(room - cell_len(title), 0), style + ground),
        Segment(star, paint.mark + ground),
    ]


def _second_line(row: Headline, present: datetime, width: int) -> str:
    # An unknown date is left out: the time of taking in would pass for one.
    facts = [age(row.published, present)] if row.published else []
    if row.changed:
        facts.append("changed")
    if row.outlets > 1:
        facts.append(plural(row.outlets, "outlet"))
    elif row.reports > 1:
        facts.append(plural(row.reports, "report"))
    return fit_facts(outlet(row.site, row.url), " · ".join(facts), width)
