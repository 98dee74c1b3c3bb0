"""The reader: one article with its folds, links, matches and what is selected in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.message import Message
from textual.selection import Selection

from reader.core.folds import Fold, folds
from reader.core.meter import meter
from reader.core.model import DOUBT, Article, Meter
from reader.tui.layout.copy import Place, selected, whole
from reader.tui.layout.find import Found, find
from reader.tui.layout.links import links
from reader.tui.layout.marks import Edit, Marks, told_only
from reader.tui.layout.parts import parts
from reader.tui.layout.rows import Part, Row
from reader.tui.themes import Inks
from reader.tui.widgets.column import Column, Key

if TYPE_CHECKING:
    from reader.library.telling import OnlyHere


class ArticleView(Column):
    """Shows one article at a time; it lives as long as the screen."""

    @dataclass
    class LinkChosen(Message):
        """A link was clicked."""

        href: str

    def __init__(self) -> None:
        super().__init__(id="article")
        self.article: Article | None = None
        self.figures: Meter | None = None
        """How much of the article is shown and hidden."""
        self.folds: list[Fold] = []
        self.links: list[tuple[str, str]] = []
        """The article's links as (text, href), each once: those of the shown text in order, then
        those that only hidden places have."""
        self.shown_links = 0
        """How many of them are of the shown text."""
        self.found: list[Found] = []
        self.found_at = 0
        self._opened: set[int] = set()
        self._looked_at: set[int] = set()
        """The first blocks of the doubtful places that `]` has visited."""
        self._toured: int | None = None
        """The part at which `]` left the bar in its tour of them."""
        self._numbers: dict[str, int] = {}
        self._marks = Marks()

    # -- what it shows

    def show(
        self,
        article: Article | None,
        position: int = 0,
        width: int | None = None,
        row: int | None = None,
    ) -> None:
        """Show `article` from its block `position`, folds closed; the block begins in `row` of
        the screen where one is given."""
        self.article = article
        self.measure = width or self.usual
        self._opened.clear()
        self._looked_at.clear()
        self._toured = None
        self.found, self.found_at, self._slack = [], 0, 0
        self._marks = Marks()
        self.figures = meter(article.document, article.labels) if article else None
        self.folds = folds(article.document.blocks, article.labels) if article else []
        self.links, self.shown_links = links(article) if article else ([], 0)
        self._numbers = {href: number for number, (_, href) in enumerate(self.links)}
        self.screen.clear_selection()
        self._set_parts()
        self._scroll(0)
        self.current = self._first_visible()
        number = self._find_part(self._block_key(position))
        if position > 0 and (row is not None or number > self.current):
            self._place(number, 1 if row is None else row)
        self._changed()

    def make_parts(self) -> list[Part]:
        """The article's parts, folds open as they are."""
        if self.article is None or self.figures is None:
            return []
        return parts(self.article, self.folds, self.figures.shown, self._opened)

    def link_numbers(self) -> dict[str, int]:
        """The article's links."""
        return self._numbers

    def mark_edits(self, edits: Mapping[int, Sequence[Edit]]) -> None:
        """Mark what was added and removed in the blocks of an article that is both versions."""
        self._mark(replace(self._marks, edits=edits))

    def mark_only(self, found: Sequence[OnlyHere]) -> None:
        """Mark the sentences that no other stored report of the story has."""
        blocks = self.article.document.blocks if self.article else ()
        self._mark(replace(self._marks, only=told_only(blocks, found)))

    def _mark(self, marks: Marks) -> None:
        self._marks = marks
        self._painted.clear()
        self.refresh()

    def next_edit(self, step: int) -> bool:
        """Put the bar at the next block that was changed, or the one before; False where there is
        none."""
        parts = range(len(self._layout.parts))
        order = parts[self.current + 1 :] if step > 0 else parts[: self.current][::-1]
        for number in order:
            if self._marks.edits.get(self._layout.parts[number].block):
                self._into_view(number)
                self._go(number)
                return True
        return False

    def only_here(self, block: int) -> list[OnlyHere]:
        """Those of its sentences that are marked so."""
        return [one for _, _, one in self._marks.only.get(block, ())]

    def sign(self, part: Part, row: Row) -> str:
        """What the margin says of the block, or of a sentence in the row."""
        return self._marks.sign(part, row)

    def marks(self, part: Part, paint: Inks) -> Sequence[tuple[int, int, Style]]:
        """What was searched, the match one is at in another way; without a search, what was added
        and removed."""
        if not self.found:
            return self._marks.styles(part.block, paint)
        here = self.found[self.found_at]
        return [
            (match.start, match.end, paint.here if match is here else paint.match)
            for match in self.found
            if match.block == part.block
        ]

    @property
    def block(self) -> int:
        """The index of the block at the bar: a fold's first one, 0 at the headline."""
        part = self.part
        if part is None:
            return 0
        if part.block < 0 and part.fold >= 0:
            return self.folds[part.fold].blocks.start
        return max(part.block, 0)

    def _block_key(self, block: int) -> Key:
        for number, fold in enumerate(self.folds):
            if block in fold.blocks and number not in self._opened:
                return ("fold", number)
        return ("block", block)

    def renew(self, article: Article, row: int | None = None) -> None:
        """Show the same article with other labels: the line being read stays at its row of the
        screen, or goes to `row`; what was open stays open."""
        if self.article is None or article.document != self.article.document:
            self.show(article)
            return
        block, row = self.block, self.screen_row if row is None else row
        seen = {index for number in self._opened for index in self.folds[number].blocks}
        self.article = article
        self.figures = meter(article.document, article.labels)
        self.folds = folds(article.document.blocks, article.labels)
        self._opened = {
            number for number, fold in enumerate(self.folds) if not seen.isdisjoint(fold.blocks)
        }
        self._slack = 0
        self._set_parts()
        number = self._find_part(self._block_key(block))
        self._place(number, max(row, 0) if self._layout.parts[number].look == "fold" else row)
        self._changed()

    # -- folds

    def show_blocks(self) -> int:
        """Open the hidden place at the bar where it has several blocks, and put the bar at the one
        in doubt or the first; gives how many there are, 0 where the bar is at one block."""
        part = self.part
        if part is None or part.look not in {"fold", "open"} or self.article is None:
            return 0
        blocks, labels = self.folds[part.fold].blocks, self.article.labels
        if len(blocks) == 1:
            return 0
        doubtful = (index for index in blocks if labels[index].confidence < DOUBT)
        self._reopen(self._opened | {part.fold})
        self._into_view(number := self._find_part(("block", next(doubtful, blocks.start))))
        self._go(number)
        return len(blocks)

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
        self._set_parts(again=True)
        self.current = self._find_part(key)
        self._place(self.current, screen_row - inside)
        self._changed()

    def next_fold(self, step: int) -> bool:
        """Put the bar at a hidden place; False where there is none. Forward, those that may be
        article text come first, from the top, each once; then the others from the top; then, as
        always backward, the one that follows the bar. Inside an open place its blocks are gone
        through before."""
        number = self._beside(step)
        if number is None and step > 0:
            number = self._doubtful()
        if number is None:
            number = self._fold_from(self.current + step, step)
        if number is None:
            return False
        self._into_view(number)
        self._go(number)
        return True

    def _doubtful(self) -> int | None:
        """The next place of the second look, None where it is over: those in doubt that were not
        visited, then, from the last of them, the first of the others."""
        for number, fold in enumerate(self.folds):
            if fold.doubtful and fold.blocks.start not in self._looked_at:
                self._looked_at.add(fold.blocks.start)
                part = self._find_fold(number)
                if part != self.current:  # where the bar is already, one has looked
                    self._toured = part
                    return part
        over, self._toured = self._toured, None
        if over is None or over != self.current:
            return None
        sure = (number for number, fold in enumerate(self.folds) if not fold.doubtful)
        first = next(sure, None)
        return None if first is None else self._find_fold(first)

    def _beside(self, step: int) -> int | None:
        """The part beside the bar, where both are of one open place: the bar is inside, or at the
        line of a place that was opened by itself."""
        found, number = self._layout.parts, self.current + step
        here = self.part
        if here is None or here.fold < 0 or not 0 <= number < len(found):
            return None
        entered = here.look == "open" and step > 0 and len(self._opened) < len(self.folds)
        inside = here.block >= 0 or entered
        return number if inside and found[number].fold == here.fold else None

    def _find_fold(self, fold: int) -> int:
        """The part that is a hidden place's line, open or not."""
        for number, part in enumerate(self._layout.parts):
            if part.fold == fold and part.look in {"fold", "open"}:
                return number
        return self.current

    def _fold_from(self, number: int, step: int) -> int | None:
        found = self._layout.parts
        while 0 <= number < len(found):
            if found[number].look in {"fold", "open"}:
                return number
            number += step
        return None

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
                self._set_parts(again=True)
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
