"""The list of places over the screen: what is followed, how it is doing, and what one does with it.

Enter leads to the articles of the selected place; everything else is done here, so that one can
go through the feeds that need a look.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.core.following import Feed
from reader.core.text import plural, squeeze
from reader.tui import changing, following, places, refreshing
from reader.tui.keys import BY_ID, FOOTER, Place, bindings, footer_key
from reader.tui.places import Shelf
from reader.tui.widgets.answer import Answered, Mode
from reader.tui.widgets.footer import KeyLine
from reader.tui.widgets.moves import MOVES, Move, moved
from reader.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

_WIDTH: Final = 96
_AROUND: Final = 9
"""Lines of the panel that are not the list's."""
_ASKED: Final = 2
"""Lines of a prompt."""
_HINTS: Final[dict[Mode, str]] = {
    "follow": "the address of a feed, or of a site that names one · Enter follows · Esc cancels",
    "rename": "nothing for its own name · Enter renames · Esc cancels",
}


class PlacesScreen(ModalScreen[Shelf | None]):
    """Gives back the place whose articles are to be listed, None where one goes back."""

    CSS = """
    PlacesScreen {
        align: center middle;
        background: $ground 60%;
    }
    #places {
        height: auto;
        background: $bar;
        padding: 1 1 0 1;
    }
    #places-head {
        height: 2;
        padding: 0 1;
    }
    #places OptionList {
        height: auto;
        background: $bar;
        background-tint: $bar 0%;
        border: none;
        padding: 0 1;
        scrollbar-size-vertical: 1;
    }
    #places-told {
        height: 5;
        padding: 0 1;
        border-top: solid $line;
        color: $quiet;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(["places"])]
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"

    place: Place = "places"

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self.main = main
        self.feeds: list[Feed] = []
        self.rows: list[Shelf] = []
        self.prompt: Prompt | None = None
        self._menu = OptionList(markup=False, compact=True)
        self._head = Static(id="places-head", markup=False)
        self._told = Static(id="places-told", markup=False)
        self._panel = Vertical(id="places")
        self._key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """A heading, the list, what is known of the selected row, keys."""
        with self._panel:
            yield self._head
            yield self._menu
            yield self._told
            yield self._key_line

    def on_mount(self) -> None:
        """Begin at the place that is listed."""
        self.renew()
        listed = self.main.state.listing.query.feeds
        found = (number for number, row in enumerate(self.rows) if row.feeds == listed)
        self._menu.highlighted = next(found, 0)

    def on_resize(self) -> None:
        """Another width, other rows."""
        self._paint()

    def renew(self) -> None:
        """Read the feeds anew; the selection stays."""
        self.feeds = self.main.library.feeds.all()
        selected = self.selected
        self.rows = places.shelves(self.feeds, self.main.library.counts().unread)
        keys = [row.key for row in self.rows]
        at = self._menu.highlighted or 0
        if selected is not None and selected.key in keys:
            at = keys.index(selected.key)
        self._paint(min(at, len(keys) - 1))

    @property
    def selected(self) -> Shelf | None:
        """The selected row."""
        at = self._menu.highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def _paint(self, at: int | None = None) -> None:
        self._panel.styles.width = width = min(_WIDTH, self.app.size.width)
        self._fit()
        columns = places.columns(self.rows)
        at = self._menu.highlighted if at is None else at
        self._menu.set_options([Option(places.line(row, width - 5, *columns)) for row in self.rows])
        self._menu.highlighted = at
        self.tell()

    def _fit(self) -> None:
        """Make the list as long as there is room for it, and name the keys that count."""
        keys = [BY_ID[action_id] for action_id in FOOTER["places"]]
        named = [(key.id, footer_key(key), key.label) for key in keys]
        self._key_line.show(named if self.prompt is None else [("escape", "Esc", "cancel")])
        around = _AROUND if self.prompt is None else _AROUND + _ASKED
        self._menu.styles.max_height = max(self.app.size.height - around, 3)

    @on(OptionList.OptionHighlighted)
    def tell(self) -> None:
        """What stands above and below the list."""
        ill = sum(feed.health == "failing" or feed.state.gone for feed in self.feeds)
        facts = [plural(len(self.feeds), "feed")] if self.feeds else []
        facts += [f"{plural(ill, 'needs', 'need')} a look"] if ill else []
        if self.main.state.refresh is not None:
            facts = [refreshing.progress_text(self.main.state.refresh, self.app.size.width - 14)]
        head = Content.assemble(("Places", "bold $ink"), *((f" · {it}", "$quiet") for it in facts))
        self._head.update(head)
        if self.selected is not None:
            said = places.told(self.selected, len(self.feeds), self.main.clock())
            self._told.update(Content("\n".join(said)))

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of this place; while one types, only those that end it."""
        if action != "press":
            return super().check_action(action, parameters)
        key = BY_ID[str(parameters[0])]
        return key.id == "escape" if self.prompt is not None else self.place in key.places

    def action_press(self, action_id: str) -> None:
        """Do what a key does; say in one line why it could not be done."""
        self.main.try_to(lambda: ACTIONS[action_id](self))

    def move(self, how: Move) -> None:
        """Move the selection."""
        page = max(self._menu.size.height, 1)
        self._menu.highlighted = moved(self._menu.highlighted or 0, how, page, len(self.rows) - 1)

    @on(KeyLine.Pressed)
    def _key_clicked(self, event: KeyLine.Pressed) -> None:
        self.action_press(event.action_id)

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.dismiss(self.selected)

    # -- the prompt

    def ask(self, mode: Mode, text: str = "") -> None:
        """Open a prompt above the keys."""
        self.prompt = Prompt(mode, text, lambda _: _HINTS[mode])
        self._panel.mount(self.prompt, before=self._key_line)
        self._fit()

    def close_prompt(self) -> None:
        """Close it, and give the keys back."""
        if self.prompt is not None:
            self.prompt.remove()
            self.prompt = None
            self._fit()
            self._menu.focus()

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        self.close_prompt()
        text, feed = event.text.strip(), self.selected and self.selected.feed
        if event.mode == "follow" and text:
            following.follow(self.main, [text])
        elif event.mode == "rename" and feed:
            self.main.try_to(lambda: self.main.library.feeds.rename(feed.id, text))
            self.renew()


# -- what is done with a place ---------------------------------------------------------------


def _with_feed(act: Callable[[PlacesScreen, Feed], None], screen: PlacesScreen) -> None:
    """Do what is done to one feed."""
    if screen.selected is not None and screen.selected.feed is not None:
        act(screen, screen.selected.feed)
        screen.renew()
    else:
        screen.main.say("this is no feed; select one" if screen.feeds else places.EMPTY)


def _name(feed: Feed) -> str:
    return f"“{refreshing.short(feed.shown)}”"


def _pause(screen: PlacesScreen, feed: Feed) -> None:
    feeds = screen.main.library.feeds
    if feed.paused:
        feeds.resume([feed.id])
        screen.main.say(f"resumed {_name(feed)} · r asks it now")
    else:
        feeds.pause([feed.id])
        screen.main.say(f"paused {_name(feed)} · u takes it back")


def _remove(screen: PlacesScreen, feed: Feed) -> None:
    screen.main.library.feeds.remove([feed.id])
    screen.main.say(f"no longer following {_name(feed)} · its articles stay · u takes it back")


def _rename(screen: PlacesScreen, feed: Feed) -> None:
    screen.ask("rename", squeeze(feed.shown))


def _refresh(screen: PlacesScreen) -> None:
    shelf = screen.selected
    if shelf is None or shelf.feeds is None:
        refreshing.refresh_all(screen.main)
    else:
        refreshing.start(screen.main, [one for one in screen.feeds if one.id in shelf.feeds])


def _escape(screen: PlacesScreen) -> None:
    """Close the prompt, stop a refresh, or go back: the first of these that there is."""
    if screen.prompt is not None:
        screen.close_prompt()
    elif screen.main.state.refresh is not None:
        refreshing.cancel(screen.main)
    else:
        screen.dismiss(None)


def _help(screen: PlacesScreen) -> None:
    from reader.tui.screens.help import HelpScreen  # noqa: PLC0415 - when it is asked for

    screen.app.push_screen(HelpScreen(screen.place))


def _open(screen: PlacesScreen) -> None:
    screen.dismiss(screen.selected)


def _back(screen: PlacesScreen) -> None:
    screen.dismiss(None)


ACTIONS: Final[dict[str, Callable[[PlacesScreen], None]]] = {
    **{how: partial(lambda how, screen: screen.move(how), how) for how in MOVES},
    "place_open": _open,
    "places": _back,
    "follow": lambda screen: screen.ask("follow"),
    "refresh": _refresh,
    "refresh_all": lambda screen: refreshing.refresh_all(screen.main),
    "pause": partial(_with_feed, _pause),
    "rename": partial(_with_feed, _rename),
    "unfollow": partial(_with_feed, _remove),
    "undo": lambda screen: changing.undo(screen.main),
    "redo": lambda screen: changing.redo(screen.main),
    "palette": lambda screen: screen.app.action_command_palette(),
    "help": _help,
    "close": _back,
    "escape": _escape,
    "quit": lambda screen: screen.app.exit(),
}
"""What the keys of this place do, by their ids."""
