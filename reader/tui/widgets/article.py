"""The reader: one article in one widget that paints its own lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from reader.core.model import Article
from reader.tui.layout.copy import Place, selected, whole
from reader.tui.layout.find import Found, find
from reader.tui.layout.folds import Fold, folds
from reader.tui.layout.layout import Layout
from reader.tui.layout.paint import overlay, row_segments
from reader.tui.layout.parts import parts
from reader.tui.layout.rows import Part
from reader.tui.themes import Inks, inks
from reader.tui.widgets.moves import Move, moved

MEASURE: Final = 72
_LEAST, _MOST, _STEP = 40, 120, 4
_KEPT: Final = 4000
_SLICE: Final = 0.008
"""Seconds of wrapping ahead between two looks at the keyboard."""
_LINK: Final = re.compile("https?://", re.IGNORECASE)

Key = tuple[str, int]
"""Names a part whatever is folded: its block, its fold, or its look."""


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """An article, its folds, the bar at the current block, matches, links and selection."""

    ALLOW_SELECT: ClassVar[bool] = True

    @dataclass
    class PlaceMoved(Message):
        """The bar is at another block, or a fold was opened or closed."""

        def can_replace(self, message: Message) -> bool:
            """Only the last of several matters."""
            return isinstance(message, ArticleView.PlaceMoved)

    @dataclass
    class LinkChosen(Message):
        """A link was clicked."""

        href: str

    def __init__(self) -> None:
        super().__init__(id="article")
        self.article: Article | None = None
        self.folds: list[Fold] = []
        self.links: list[tuple[str, str]] = []
        """The article's links as (text, href), in order, each once."""
        self.usual = MEASURE
        """The measure where none was chosen for the article."""
        self.measure = MEASURE
        self.found: list[Found] = []
        self.found_at = 0
        self.current = 0
        self._layout = Layout((), MEASURE)
        self._opened: set[int] = set()
        self._numbers: dict[str, int] = {}
        self._slack = 0
        self._quiet = False
        self._painted: dict[tuple[int, bool], Strip] = {}
        self._inks: Inks | None = None

    # -- what it shows

    def show(self, article: Article | None, position: int = 0, width: int | None = None) -> None:
        """Show `article` from its block `position`, folds closed."""
        self.article = article
        self.measure = width or self.usual
        self._opened.clear()
        self.found, self.found_at, self._slack = [], 0, 0
        self.folds = folds(article.document.blocks, article.labels) if article else []
        self.links = _links(article) if article else []
        self._numbers = {href: number for number, (_, href) in enumerate(self.links)}
        self.screen.clear_selection()
        self._set_parts()
        self._scroll(0)
        self.current = self._first_visible()
        if position > 0:
            number = self._find_part(self._block_key(position))
            self._scroll(self._layout.reach_part(number) - 1)
            self.current = number
        self._changed()

    def _set_parts(self) -> None:
        found = parts(self.article, self._opened) if self.article else []
        self._layout = Layout(found, self._column()[1])
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

    # -- the current block

    @property
    def part(self) -> Part | None:
        """The part at the bar."""
        found = self._layout.parts
        return found[self.current] if self.current < len(found) else None

    @property
    def block(self) -> int:
        """The index of the block at the bar: a fold's first one, 0 at the headline."""
        part = self.part
        if part is None:
            return 0
        if part.block < 0 and part.fold >= 0:
            return self.folds[part.fold].blocks.start
        return max(part.block, 0)

    def _key(self, part: Part) -> Key:
        if part.block >= 0:
            return ("block", part.block)
        return ("fold", part.fold) if part.fold >= 0 else (part.look, 0)

    def _block_key(self, block: int) -> Key:
        for number, fold in enumerate(self.folds):
            if block in fold.blocks and number not in self._opened:
                return ("fold", number)
        return ("block", block)

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
        if self._slack and new_value < old_value:
            self._slack = max(0, self._slack - round(old_value - new_value))
            self._resize_rows()
        if not self._quiet and round(old_value) != round(new_value):
            self._go(self._first_visible())

    def _scroll(self, row: int) -> None:
        """Scroll without moving the bar."""
        self._quiet = True
        self.scroll_to(y=max(row, 0), animate=False)
        self._quiet = False

    def _into_view(self, number: int) -> None:
        start = self._layout.reach_part(number)
        end = self._layout.end(number)
        self._resize_rows()
        top, height = self.scroll_offset.y, self.size.height
        if start < top or min(end, start + height) > top + height:
            self._scroll(start - height // 3)

    # -- folds

    def toggle_all(self) -> None:
        """Open every fold, or close all where all are open."""
        every = set(range(len(self.folds)))
        self._reopen(set() if self._opened == every else every)

    def toggle(self) -> None:
        """Open or close the fold at the bar."""
        if self.part is not None and self.part.fold >= 0:
            self._reopen(self._opened ^ {self.part.fold})

    def _reopen(self, opened: set[int]) -> None:
        """Another set of open folds; the line being read stays at its row of the screen."""
        part = self.part
        if part is None or opened == self._opened:
            return
        top = self.scroll_offset.y
        start = self._layout.reach_part(self.current)
        inside = max(top - start, 0)
        key = self._key(part)
        if part.fold >= 0 and part.fold not in opened:
            key, inside = ("fold", part.fold), 0
        screen_row = max(start - top, 0)
        self._opened = opened
        self._slack = 0
        self._set_parts()
        self.current = self._find_part(key)
        to = self._layout.reach_part(self.current) + inside - screen_row
        self._layout.reach(to + self.size.height)
        self._slack = max(0, to + self.size.height - self._layout.height() - 1)
        self._resize_rows()
        self._scroll(to)
        self._changed()

    def next_fold(self, step: int) -> bool:
        """Put the bar at the next hidden place, or the one before; False where there is none."""
        found = self._layout.parts
        number = self.current + step
        while 0 <= number < len(found):
            if found[number].look in {"fold", "open"}:
                self._into_view(number)
                self._go(number)
                return True
            number += step
        return False

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

    # -- find

    def find(self, words: str) -> int:
        """Show where `words` stand and go to the first match from the bar on; gives how many."""
        blocks = self.article.document.blocks if self.article else ()
        self.found = find(blocks, words)
        self._painted.clear()
        self.refresh()
        if self.found:
            here = self.block
            later = (at for at, match in enumerate(self.found) if match.block >= here)
            self.found_at = next(later, 0)
            self._show_match()
        return len(self.found)

    def find_step(self, step: int) -> None:
        """To the next match, or the one before, around the ends."""
        if self.found:
            self.found_at = (self.found_at + step) % len(self.found)
            self._painted.clear()
            self._show_match()

    def find_end(self) -> None:
        """No matches any more."""
        self.found = []
        self._painted.clear()
        self.refresh()

    def _show_match(self) -> None:
        match = self.found[self.found_at]
        for number, fold in enumerate(self.folds):
            if match.block in fold.blocks and number not in self._opened:
                self._opened = self._opened | {number}
                self._set_parts()
        number = self._find_part(("block", match.block))
        layout = self._layout
        row = layout.reach_part(number)
        for line in range(row, layout.end(number)):
            bits = [bit for bit in layout.rows[line] if bit.start >= 0]
            if bits and bits[0].start <= match.start:
                row = line
        self._resize_rows()
        if not self.scroll_offset.y <= row < self.scroll_offset.y + self.size.height - 1:
            self._scroll(row - self.size.height // 3)
        self._go(number)
        self.refresh()

    # -- copying

    @property
    def allow_select(self) -> bool:
        """The mouse may select text here."""
        return True

    @property
    def text(self) -> str:
        """The article's text as it is shown, open folds included."""
        return whole(list(self._layout.parts))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, without the breaks of wrapping."""
        pad = self._column()[0]
        start, end = selection
        if end is None:
            self._layout.finish()
        first = Place(start.y, start.x - pad) if start else Place(0, 0)
        last = Place(end.y, end.x - pad) if end else Place(len(self._layout.rows), 0)
        return selected(self._layout, first, last), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        """Paint the selection."""
        self._painted.clear()
        self.refresh()

    # -- mouse

    def on_click(self, event: events.Click) -> None:
        """A click on a link asks where to; on a fold opens it; elsewhere it moves the bar."""
        if self.screen.get_selected_text():
            return
        link = event.style.meta.get("link")
        if isinstance(link, int) and link < len(self.links):
            self.post_message(self.LinkChosen(self.links[link][1]))
            return
        row = event.y + self.scroll_offset.y
        if row >= len(self._layout.rows) or not self._layout.rows[row]:
            return
        self._go(self._layout.part_at(row))
        if self.part is not None and self.part.look in {"fold", "open"}:
            self.toggle()

    def notify_style_update(self) -> None:
        """Another theme, other inks."""
        super().notify_style_update()
        self._painted.clear()
        self._inks = None

    # -- painting

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
            if here:
                segments = [
                    Segment(" " * (pad - 2), paint.ground),
                    Segment("▎ ", paint.mark),
                ]
            segments += row_segments(part, bits, paint, self._numbers, self._matches(part, paint))
            if part.look == "code":
                used = Strip(segments).cell_length - pad
                segments.append(Segment(" " * max(width - used, 0), paint.bar))
        selection = self.text_selection
        span = selection.get_span(row) if selection else None
        if span is not None:
            ground = self.screen.get_component_rich_style("screen--selection")
            segments = overlay(segments, span[0], span[1], Style(bgcolor=ground.bgcolor))
        strip = Strip(segments)
        return strip.adjust_cell_length(self.size.width, paint.ground).apply_offsets(0, row)

    def _matches(self, part: Part, paint: Inks) -> list[tuple[int, int, Style]]:
        here = self.found[self.found_at] if self.found else None
        return [
            (match.start, match.end, paint.here if match is here else paint.match)
            for match in self.found
            if match.block == part.block
        ]


def _links(article: Article) -> list[tuple[str, str]]:
    """The links that can be opened, in order, each once."""
    found: dict[str, str] = {}
    for block in article.document.blocks:
        for run in block.runs:
            if run.href and _LINK.match(run.href):
                found.setdefault(run.href, run.text.strip() or run.href)
    return [(text, href) for href, text in found.items()]
