"""What is done with a place, in the list of places over the screen and in the rail beside the list.

Both hold the feeds and know which row is selected; what they do not share are their own keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from reader.core.model import Query
from reader.core.text import squeeze
from reader.tui import changing, places, refreshing, starting
from reader.tui.state import Listing

if TYPE_CHECKING:
    from reader.core.following import Feed
    from reader.tui.places import Shelf
    from reader.tui.screens.main import MainScreen
    from reader.tui.widgets.menu import Menu

FOLLOW_HINT: Final = (
    "the address of a feed, or of a site that names one · Enter follows · Esc cancels"
)


class Keeper(Protocol):
    """Who shows the places."""

    main: MainScreen
    feeds: list[Feed]
    rows: list[Shelf]
    menu: Menu
    typed: str
    """What the rows are narrowed to; all are listed for nothing."""

    @property
    def selected(self) -> Shelf | None:
        """The selected row."""

    def renew(self, key: tuple[str, ...] | None = None) -> None:
        """Read the feeds anew; the selection stays, or goes to the row with this key."""

    def ask_address(self) -> None:
        """Ask for the address of a feed to follow."""

    def ask_words(self) -> None:
        """Ask for words to narrow the places to; the list follows what is typed."""


def rows(keeper: Keeper, unread: int) -> list[Shelf]:
    """The rows of all places, or of those that have words which begin as was typed: each feed
    once, whether its folder is closed or not."""
    if not keeper.typed:
        return places.shelves(keeper.feeds, unread, keeper.main.state.turned)
    words = keeper.typed.split()
    return [
        replace(row, depth=0)
        for row in places.shelves(keeper.feeds, unread)
        if all(starting.begins(row.name, word) for word in words)
    ]


def narrow(keeper: Keeper, typed: str) -> str:
    """List only the places that have words which begin so; gives what the prompt says of it."""
    if typed != keeper.typed:
        keeper.typed, was = typed, keeper.selected
        keeper.renew()
        if keeper.rows and (was is None or was.key not in {row.key for row in keeper.rows}):
            keeper.menu.highlighted = 0
    return f"{len(keeper.rows):,} found · Enter keeps to them · Esc shows all"


def _with_feed(act: Callable[[Keeper, Feed], None], keeper: Keeper) -> None:
    """Do what is done to one feed."""
    if keeper.selected is not None and keeper.selected.feed is not None:
        act(keeper, keeper.selected.feed)
        keeper.renew()
    else:
        keeper.main.say("this is no feed; select one" if keeper.feeds else places.EMPTY[0])


def _name(feed: Feed) -> str:
    return f"“{refreshing.short(feed.shown)}”"


def _pause(keeper: Keeper, feed: Feed) -> None:
    feeds = keeper.main.library.feeds
    if feed.paused:
        feeds.resume([feed.id])
        keeper.main.say(f"resumed {_name(feed)} · r asks it now")
    else:
        feeds.pause([feed.id])
        keeper.main.say(f"paused {_name(feed)} · u takes it back")


def _remove(keeper: Keeper, feed: Feed) -> None:
    keeper.main.library.feeds.remove([feed.id])
    keeper.main.say(f"no longer following {_name(feed)} · its articles stay · u takes it back")


def _settings(keeper: Keeper, feed: Feed) -> None:
    from reader.core.following import FROM_NOW_ON  # noqa: PLC0415 - when it is asked for
    from reader.tui.screens.settings import SettingsScreen  # noqa: PLC0415 - see above

    def saved(name: str | None) -> None:
        if name is not None:
            whole = keeper.main.library.feeds.get(feed.id).settings.full_text == "always"
            begun = f" · {FROM_NOW_ON}" if whole and feed.settings.full_text != "always" else ""
            keeper.main.say(f"changed “{squeeze(name)}”{begun} · u takes it back")
            keeper.main.changed()

    keeper.main.app.push_screen(SettingsScreen(keeper.main, feed), saved)


def refresh(keeper: Keeper) -> None:
    """Refresh the selected feed, all of a folder or a tag, or all."""
    shelf = keeper.selected
    if shelf is None or shelf.feeds is None:
        refreshing.refresh_all(keeper.main)
    else:
        refreshing.start(keeper.main, [one for one in keeper.feeds if one.id in shelf.feeds])


def read_all(keeper: Keeper) -> None:
    """Mark read all that came by the selected feed, or those of a folder or a tag; or all."""
    if keeper.selected is not None:
        changing.read_all(keeper.main, Listing(query=Query(feeds=keeper.selected.feeds)))


def open_folder(keeper: Keeper, otherwise: Callable[[], None]) -> None:
    """Open the selected folder or tag; where it is open, or none, do what is done `otherwise`."""
    shelf = keeper.selected
    if shelf is None or shelf.open is not False:
        otherwise()
        return
    keeper.main.state.turned ^= {shelf.key}
    keeper.renew()


def close_folder(keeper: Keeper) -> None:
    """Close the selected folder or tag, or the one that the selected row is in, which is selected
    then."""
    shelf = keeper.selected
    if shelf is None:
        return
    key = shelf.key if shelf.open else shelf.inside
    if key is not None:
        keeper.main.state.turned ^= {key}
        keeper.renew(key)


ACTIONS: Final[dict[str, Callable[[Keeper], None]]] = {
    "folder_close": close_folder,
    "narrow_set": lambda keeper: keeper.ask_words(),
    "follow": lambda keeper: keeper.ask_address(),
    "refresh": refresh,
    "read_all": read_all,
    "pause": partial(_with_feed, _pause),
    "settings": partial(_with_feed, _settings),
    "unfollow": partial(_with_feed, _remove),
}
"""What the keys of both do, by their ids."""
