"""The pane beside the reader: other articles of the story, and why we think so."""

from __future__ import annotations

import re
from collections.abc import Sequence
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

from reader.core.model import Headline, Level, Related
from reader.core.text import plural, squeeze
from reader.core.when import Clock, age, timed
from reader.tui.layout.wrap import balance, fit, wrap
from reader.tui.outlet import outlet
from reader.tui.themes import inks
from reader.tui.widgets.moves import Move, moved

_TITLES: Final[dict[Level, str]] = {
    "same": "Same story",
    "possible": "Possibly the same",
    "follow-up": "Before and after",
}
_LINES: Final = 3
"""Lines a headline or a reason may take."""
_BETWEEN: Final = re.compile(r"same day|\d+ (?:h|days?) apart")
"""How a reason says the time between (`stories.match`)."""


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    ink: str
    item: int = -1


def apart(moment: datetime | None, other: datetime | None) -> str:
    """How far a moment is from another: "2 h later", "35 min earlier", "3 d later"; in days where
    one of them is only a day."""
    if moment is None or other is None:
        return ""
    seconds = (moment - other).total_seconds()
    way = "later" if seconds > 0 else "earlier"
    minutes = int(abs(seconds) // 60)
    if not (timed(moment) and timed(other)):
        days = abs((moment.date() - other.date()).days)
        return f"{days} d {way}" if days else "the same day"
    if minutes < 1:
        return "at the same time"
    if minutes < 60:
        return f"{minutes} min {way}"
    if minutes < 36 * 60:
        return f"{minutes // 60} h {way}"
    return f"{round(minutes / 1440)} d {way}"


class Sidebar(ScrollView, can_focus=True, inherit_bindings=False):
    """Related articles in three sections, the reason under every one in the accent."""

    ALLOW_SELECT: ClassVar[bool] = False

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        article_id: int

    def __init__(self, clock: Clock) -> None:
        super().__init__(id="sidebar")
        self.clock = clock
        self.related: Sequence[Related] = ()
        self.index = 0
        self._note = ""
        self._about = 0
        self._than: datetime | None = None
        self._rows: list[_Row] = []

    @property
    def selected(self) -> int | None:
        """The selected article's id."""
        return self.related[self.index].headline.id if self.related else None

    def show(
        self,
        related: Sequence[Related],
        than: datetime | None,
        note: str,
        about: int = 0,
        selected: int = 0,
    ) -> None:
        """Show these, with times told from `than`; `note` where there are none. Of the article
        that they were `about` before, the selected one stays selected, or the next one; else it is
        the first, or that with the id `selected`."""
        ids = [one.headline.id for one in related]
        same, held = about == self._about, selected or self.selected
        at = self.index if same else 0
        if held in ids and (same or selected):
            at = ids.index(held)
        self.related, self._than, self._note, self._about = related, than, note, about
        self.index = max(min(at, len(ids) - 1), 0)
        self._build()
        if not same:
            self.scroll_to(y=0, animate=False)
        self._into_view()

    def move(self, how: Move) -> None:
        """Move the selection."""
        if self.related:
            self.index = moved(self.index, how, 4, len(self.related) - 1)
            self._into_view()
            self.refresh()

    def _into_view(self) -> None:
        rows = [number for number, row in enumerate(self._rows) if row.item == self.index]
        top, height = self.scroll_offset.y, self.size.height
        if self.index == 0:
            self.scroll_to(y=0, animate=False)
        elif rows and rows[0] < top:
            self.scroll_to(y=rows[0], animate=False)
        elif rows and rows[-1] >= top + height:
            self.scroll_to(y=rows[-1] + 1 - height, animate=False)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._build()

    def on_click(self, event: events.Click) -> None:
        """A click selects; a click on the selected row opens."""
        number = event.y + self.scroll_offset.y
        item = self._rows[number].item if number < len(self._rows) else -1
        if item < 0:
            return
        if item == self.index:
            self.post_message(self.Chosen(self.related[item].headline.id))
        self.index = item
        self.refresh()

    # -- rows

    def _build(self) -> None:
        width = max(self.scrollable_content_region.width - 3, 8)
        rows: list[_Row] = []
        if not self.related:
            rows.append(_Row("Same story", "head"))
            rows.append(_Row("", "ink"))
            rows.extend(_Row(line, "quiet") for line in _lines(self._note, width))
        level: Level | None = None
        for item, related in enumerate(self.related):
            if related.link.level != level:
                level = related.link.level
                count = sum(other.link.level == level for other in self.related)
                rows.append(_Row(f"{_TITLES[level]} · {count:,}", "head"))
                rows.append(_Row("", "ink"))
            if related.twin is not None:
                rows[-1:] = self._twin(item, related, width)
            else:
                rows.extend(self._item(item, related, width))
                copies = sum(other.twin == related.headline.id for other in self.related)
                if copies:
                    if not related.link.copied:  # else the reason says it
                        rows += [_Row(line, "mark", item) for line in _lines(related.own, width)]
                    rows.append(_Row(f"same text in {plural(copies, 'other')}:", "quiet", item))
            rows.append(_Row("", "ink"))
        self._rows = rows
        self.virtual_size = Size(self.size.width, len(rows))
        self.refresh()

    def _item(self, item: int, related: Related, width: int) -> list[_Row]:
        row = related.headline
        ink = "ink" if row.read else "strong"
        return [
            *(_Row(line, ink, item) for line in _lines(row.title, width, even=True)),
            *(_Row(line, "quiet", item) for line in self._facts(row, width)),
            *(_Row(line, "mark", item) for line in self._why(related, width)),
        ]

    def _twin(self, item: int, related: Related, width: int) -> list[_Row]:
        """A report with the text of the one above: its outlet, and what it has of its own."""
        row = related.headline
        before, ink = ("  ", "ink") if row.read else ("● ", "strong")
        said = _told(outlet(row.site, row.url), self._when(row), width - 4)
        rows = [
            _Row(f"  {sign}{line}", ink, item)
            for sign, line in zip([before, *["  "] * len(said)], said, strict=False)
        ]
        if related.own:
            rows += [_Row(f"    {part}", "mark", item) for part in _lines(related.own, width - 4)]
        return rows

    def _facts(self, row: Headline, width: int) -> list[str]:
        """Whether it is unread, its outlet, when, whether it is starred."""
        before = "" if row.read else "● "
        after = " ★" if row.starred else ""
        room = width - len(before) - len(after)
        first, *rest = _told(outlet(row.site, row.url), self._when(row), room) or [""]
        return [before + first + after, *(" " * len(before) + line for line in rest)]

    def _why(self, related: Related, width: int) -> list[str]:
        """The reason, without the time between where the line above has it to the minute."""
        reason = related.link.reason
        if apart(related.headline.published, self._than):
            kept = [part for part in reason.split(" · ") if not _BETWEEN.fullmatch(part)]
            reason = " · ".join(kept) or reason
        return _reason(reason, width)

    def _when(self, row: Headline) -> str:
        when = apart(row.published, self._than)
        if not when and row.published:
            when = age(row.published, self.clock())
        return when

    def render_line(self, y: int) -> Strip:
        """One screen line."""
        number, width = y + self.scroll_offset.y, self.size.width
        paint = inks(self.app.theme_variables)
        if number >= len(self._rows):
            return Strip.blank(width, paint.ground)
        row = self._rows[number]
        styles = {
            "head": paint.quiet + Style(bold=True),
            "ink": paint.ink,
            "strong": paint.strong,
            "quiet": paint.quiet,
            "mark": paint.mark,
        }
        here = row.item >= 0 and row.item == self.index and self.has_focus
        ground = paint.cursor if here else paint.ground
        bar = Segment("▌ " if here else "  ", paint.mark + ground)
        strip = Strip([bar, Segment(row.text, styles[row.ink] + ground)])
        return strip.adjust_cell_length(width, ground)


def _lines(text: str, width: int, *, even: bool = False) -> list[str]:
    """`text` in at most three lines."""
    text = squeeze(text)
    spans = (balance if even else wrap)(text, width)
    if even and len(spans) > _LINES:
        spans = wrap(text, width)
    lines = [text[start:end] for start, end in spans]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], fit(text[spans[_LINES - 1][0] :], width)]
    return lines


def _told(name: str, when: str, width: int) -> list[str]:
    """Who told it and when: in one line, or the time below the outlet, which keeps its name."""
    both = " · ".join(fact for fact in (name, when) if fact)
    if cell_len(both) <= width:
        return [both] if both else []
    lines = _lines(name, width)
    return [*lines, fit(when, width)] if when else lines


def _reason(reason: str, width: int) -> list[str]:
    """A reason in one line, or each of its parts from the start of a line."""
    if cell_len(reason) <= width:
        return [squeeze(reason)]
    return [line for part in reason.split(" · ") for line in _lines(part, width)][:_LINES]


def none_tells(stored: int) -> str:
    """What the sidebar says where there is nothing to show."""
    if stored <= 1:
        return "no other article is stored yet"
    return f"none of {plural(stored, 'stored article')} tells this story"
