"""Choosing from the starter set: mark some, follow them at once. None is followed unasked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from reader.core.following import Starter
from reader.core.text import plural
from reader.tui import starting
from reader.tui.keys import Place, bindings
from reader.tui.layout.wrap import fit
from reader.tui.screens.board import Board
from reader.tui.widgets.answer import Answered
from reader.tui.widgets.moves import MOVES

if TYPE_CHECKING:
    from reader.library.following import Offered
    from reader.tui.screens.main import MainScreen


class StartersScreen(Board[Sequence[Starter] | None]):
    """Gives back those that are to be followed, None where one goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(["starters"])]

    place: ClassVar[Place] = "starters"
    below: ClassVar[int] = 4

    def __init__(self, main: MainScreen, offered: Sequence[Offered]) -> None:
        super().__init__(main)
        self.offered = offered
        self.found = list(offered)
        self.typed = ""
        self.marked: dict[str, Starter] = {}
        """What is marked, by its address, in the order in which it was."""
        self._asked: list[str] = []
        """What was marked when it was asked whether to drop that."""

    @property
    def selected(self) -> Offered | None:
        """The selected row."""
        return self.found[self.menu.at] if self.menu.at < len(self.found) else None

    def paint(self) -> None:
        """The rows, as wide as they may be."""
        self._show(self.menu.at)

    def _show(self, at: int) -> None:
        self.menu.show(starting.lines(self.found, list(self.marked), self.room - 1), at)
        self.tell()

    def tell(self) -> None:
        """How many there are and are marked; what is known of the selected one."""
        facts = [f"{len(self.found):,}"]
        facts += [f"{len(self.marked):,} marked"] if self.marked else []
        facts += [f"“{fit(self.typed, 20)}”"] if self.typed and self.prompt is None else []
        nothing = ["nothing begins so · Esc shows all"]
        told = nothing if self.selected is None else starting.told(self.selected)
        self.head("Well-known feeds", facts, told)

    def press(self, action_id: str) -> None:
        """Do what a key does."""
        ACTIONS[action_id](self)

    def mark(self) -> None:
        """Mark the selected one, or take its mark away, and go on to the next."""
        one = self.selected
        if one is None:
            return
        if one.followed:
            self.main.say(f"“{one.starter.title}” is followed already")
        elif self.marked.pop(one.starter.url, None) is None:
            self.marked[one.starter.url] = one.starter
        self._show(self.menu.at + 1)

    def narrow(self, typed: str) -> str:
        """List only what begins so; gives what the prompt says of it."""
        if typed != self.typed:
            self.typed = typed
            self.found = starting.narrowed(self.offered, typed)
            self._show(0)
        return f"{len(self.found):,} of {len(self.offered):,} · Enter lists them · Esc shows all"

    def ask_words(self) -> None:
        """Ask for words to narrow the list to; it follows what is typed."""
        self.narrow("")
        self.ask("narrow", self.narrow)

    @on(Answered)
    def _answered(self) -> None:
        self.close_prompt()
        self.tell()

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.mark()

    def begin(self) -> None:
        """Give back what is marked."""
        if self.marked:
            self.dismiss(list(self.marked.values()))
        else:
            self.main.say("nothing is marked · Space marks a feed")

    def back(self) -> None:
        """Go back; nothing is followed. Where something is marked, only when told so twice."""
        marked = list(self.marked)
        if marked == self._asked:
            self.dismiss(None)
            return
        self._asked = marked
        count = plural(len(marked), "feed is", "feeds are")
        self.main.say(f"{count} marked · Enter follows, q or Esc again drops the marks")

    def escape(self) -> None:
        """Show all again; where all are shown, go back."""
        if self.prompt is None and not self.typed:
            self.back()
            return
        self.close_prompt()
        self.narrow("")


ACTIONS: Final[dict[str, Callable[[StartersScreen], None]]] = {
    **{
        how: partial(lambda how, screen: screen.move(how), how)
        for how in MOVES
        if how != "page_down"
    },
    "page_on": lambda screen: screen.move("page_down"),
    "mark": StartersScreen.mark,
    "begin": StartersScreen.begin,
    "narrow_set": StartersScreen.ask_words,
    "palette": lambda screen: screen.app.action_command_palette(),
    "help": lambda screen: screen.help(),
    "close": StartersScreen.back,
    "escape": StartersScreen.escape,
    "quit": lambda screen: screen.app.exit(),
}
"""What the keys of this place do, by their ids."""
