"""The list of places over the screen: what is followed, how it is doing, and what one does with it.

Enter leads to the articles of the selected place; everything else is done here, so that one can
go through the feeds that need a look.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from reader.core.following import Feed
from reader.core.text import plural
from reader.tui import changing, following, lists, places, refreshing, shelving, starting, taking
from reader.tui.keys import Place, bindings
from reader.tui.places import Shelf
from reader.tui.screens.board import Board
from reader.tui.widgets.answer import Answered
from reader.tui.widgets.moves import MOVES

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class PlacesScreen(Board[Shelf | None]):
    """Gives back the place whose articles are to be listed, None where one goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(["places"])]

    place: ClassVar[Place] = "places"
    below: ClassVar[int] = 4

    def __init__(self, main: MainScreen) -> None:
        super().__init__(main)
        self.feeds: list[Feed] = []
        self.rows: list[Shelf] = []
        self.typed = ""
        self._read()

    def on_mount(self) -> None:
        """Begin at the place that is listed."""
        listed = lists.listed(self.main, self.rows)
        self.renew(listed.key if listed is not None else None)

    def _read(self) -> None:
        self.feeds = self.main.library.feeds.all()
        unread = self.main.library.counts().unread
        self.rows = shelving.rows(self, unread)

    def renew(self, key: tuple[str, ...] | None = None) -> None:
        """Read the feeds anew; the selection stays, or goes to the row with this key."""
        at, selected = self.menu.at, self.selected
        self._read()
        keys = [row.key for row in self.rows]
        key = key or (selected.key if selected is not None else None)
        self._show(keys.index(key) if key in keys else at)

    @property
    def selected(self) -> Shelf | None:
        """The selected row."""
        return self.rows[self.menu.at] if self.menu.at < len(self.rows) else None

    def paint(self) -> None:
        """The rows, as wide as they may be."""
        self._show(self.menu.at)

    def _show(self, at: int) -> None:
        columns = places.columns(self.rows)
        self.menu.show([places.line(row, self.room - 1, *columns) for row in self.rows], at)
        self.tell()

    def tell(self) -> None:
        """How many feeds there are; what is known of the selected row."""
        ill = sum(map(places.needs_look, self.feeds))
        facts = [plural(len(self.feeds), "feed")] if self.feeds else []
        facts += [f"{plural(ill, 'needs', 'need')} a look"] if ill else []
        if self.main.state.refresh is not None:
            facts = [refreshing.progress_text(self.main.state.refresh, self.app.size.width - 14)]
        if self.selected is not None:
            told = places.told(self.selected, len(self.feeds), self.main.clock())
        else:
            told = [places.NONE_SO]
        self.head("Places", facts, told)

    def press(self, action_id: str) -> None:
        """Do what a key does."""
        ACTIONS[action_id](self)

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.dismiss(self.selected)

    def ask_address(self) -> None:
        """Ask for the address of a feed to follow."""
        self.ask("follow", lambda _: shelving.FOLLOW_HINT)

    def ask_words(self) -> None:
        """Ask for words to narrow the places to."""
        shelving.narrow(self, "")
        self.ask("narrow", partial(shelving.narrow, self))

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        address = event.text.strip()
        if event.mode == "undo":
            self.close_prompt()
            changing.undo_now(self.main)
        elif address and event.mode == "follow":
            following.follow(self.main, [address], settle=following.hold(self, address))
        else:
            self.close_prompt()


def _escape(screen: PlacesScreen) -> None:
    """Close the prompt, show all again, stop a refresh, or go back: the first of these that there
    is to do."""
    if screen.prompt is not None:
        if screen.prompt.waiting:
            taking.cancel(screen.main)
        screen.close_prompt()
        shelving.narrow(screen, "")
    elif screen.typed:
        shelving.narrow(screen, "")
    elif screen.main.state.refresh is not None:
        refreshing.cancel(screen.main)
    else:
        screen.dismiss(None)


def _open(screen: PlacesScreen) -> None:
    screen.dismiss(screen.selected)


def _back(screen: PlacesScreen) -> None:
    screen.dismiss(None)


ACTIONS: Final[dict[str, Callable[[PlacesScreen], None]]] = {
    **{how: partial(lambda how, screen: screen.move(how), how) for how in MOVES},
    **shelving.ACTIONS,
    "place_open": _open,
    "folder_open": lambda screen: shelving.open_folder(screen, partial(_open, screen)),
    "places": _back,
    "starters": lambda screen: starting.offer(screen.main),
    "refresh_all": lambda screen: refreshing.refresh_all(screen.main),
    "refresh_due": lambda screen: refreshing.refresh_due(screen.main),
    "undo": lambda screen: changing.undo(screen.main),
    "redo": lambda screen: changing.redo(screen.main),
    "palette": lambda screen: screen.app.action_command_palette(),
    "help": lambda screen: screen.help(),
    "close": _back,
    "escape": _escape,
    "quit": lambda screen: screen.app.exit(),
}
"""What the keys of this place do, by their ids."""
