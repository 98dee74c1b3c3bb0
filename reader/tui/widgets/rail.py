"""The places beside the list, where there is room: what is selected there is listed at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList, Static

from reader.core.following import Feed
from reader.tui import lists, places, shelving
from reader.tui.places import Shelf
from reader.tui.widgets.menu import Menu
from reader.tui.widgets.moves import Move

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

REST: Final = 0.15
"""Seconds the selection rests before its articles are listed, as in the list itself."""


class Rail(Vertical):
    """Stays while one reads. While it has the keys, what is known of the selected row stands below,
    as it does in the list over the screen."""

    DEFAULT_CSS = """
    Rail {
        background: $ground;
        border-right: solid $line;
        height: 1fr;
        padding: 0 1;
    }
    Rail Menu, Rail Menu:focus {
        background: $ground;
        background-tint: $ground 0%;
        height: 1fr;
        padding: 0;
        scrollbar-size-vertical: 0;
    }
    Rail Menu > .option-list--option-highlighted {
        background: $bar;
    }
    Rail Menu:focus > .option-list--option-highlighted {
        background: $cursor;
    }
    Rail Static {
        height: auto;
        max-height: 50%;
        color: $quiet;
    }
    """

    def __init__(self, main: MainScreen) -> None:
        super().__init__(id="rail")
        self.main = main
        self.feeds: list[Feed] = []
        self.rows: list[Shelf] = []
        self.typed = ""
        self.menu = Menu()
        self._told = Static(markup=False)
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """The list, and what is known of the selected row."""
        yield self.menu
        yield self._told

    @property
    def selected(self) -> Shelf | None:
        """The selected row."""
        return self.rows[self.menu.at] if self.menu.at < len(self.rows) else None

    def renew(self, key: tuple[str, ...] | None = None) -> None:
        """Read the feeds anew; the selection stays, or goes to the row with this key."""
        if not self.display:
            return
        self.feeds = self.main.library.feeds.all()
        at, selected = self.menu.at, self.selected
        self.rows = shelving.rows(self, self.main.state.counts.unread)
        keys = [row.key for row in self.rows]
        wanted = key or (selected.key if selected is not None else None)
        self._show(keys.index(wanted) if wanted in keys else at)
        if key is not None:
            self._rest()

    def on_show(self) -> None:
        """What changed while there was no room for it."""
        self.renew()

    def on_resize(self) -> None:
        """Another width, other rows."""
        self._show(self.menu.at)

    def _show(self, at: int) -> None:
        if self.feeds or self.rows:
            figures, names = places.columns(self.rows)
            width = self.size.width
            rows = [places.line(row, width, figures, names, said=False) for row in self.rows]
            self.menu.show(rows, at)
            self.tell()

    def tell(self) -> None:
        """Go where the list is, unless somebody is choosing; then say what is known of the row."""
        held = self.main.focused is self.menu  # before the menu itself has heard of it
        if not held:
            self._follow_list()
        told = Content("\n".join(self._known() if held else ()))
        self._told.display = bool(told)
        if told != self._told.content:
            self._told.update(told)

    def _known(self) -> list[str]:
        """What is known of the selected row; where no feed is followed, how to follow one."""
        if not self.feeds:
            return list(places.EMPTY)
        if self.selected is None:
            return [places.NONE_SO]
        return places.told(self.selected, len(self.feeds), self.main.clock())

    def _follow_list(self) -> None:
        """Select the row whose articles are listed."""
        if self.selected is None or lists.shows(self.main, self.selected.feeds):
            return
        listed = lists.listed(self.main, self.rows)
        if listed is not None:
            self.menu.highlighted = self.rows.index(listed)

    # -- choosing

    def move(self, how: Move) -> None:
        """Move the selection; what it rests on is listed."""
        self.menu.move(how)
        self.tell()
        self._rest()

    def _rest(self) -> None:
        """List the selected place once the selection has rested."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, lambda: self.main.try_to(self.list_here))

    def list_here(self) -> None:
        """List the articles of the selected place; the keys stay here."""
        shelf = self.selected
        if shelf is not None and self.display and not lists.shows(self.main, shelf.feeds):
            lists.show_place(self.main, shelf, enter=False)

    def enter(self) -> None:
        """List them, and give the list the keys."""
        shelf = self.selected
        if shelf is not None:
            lists.show_place(self.main, shelf)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.main.try_to(self.list_here)

    def ask_address(self) -> None:
        """Ask for the address of a feed to follow."""
        self.main.ask("follow", hint=lambda _: shelving.FOLLOW_HINT)

    def ask_words(self) -> None:
        """Ask for words to narrow the places to."""
        shelving.narrow(self, "")
        self.main.ask("narrow", hint=partial(shelving.narrow, self))
