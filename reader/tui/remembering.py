"""How the screen was left: what stands beside the list, the place listed, what is folded there.

It is kept while one reads, with the place in the text: a terminal that is closed gives no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.config import Arrangement
from reader.tui import lists, panes, places

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


def restore(screen: MainScreen) -> None:
    """Begin as one left it. The same story comes back where it stands beside the text; where it
    would lie over the list, it does not. What the app was called with is among all articles."""
    left, state = screen.left, screen.state
    state.turned = set(left.turned)
    state.sidebar = left.sidebar and panes.mode(screen) == "three"
    state.rail = left.rail
    if left.place and not screen.sources and not screen.opened:
        shelf = places.find(screen.library.feeds.all(), left.place)
        if shelf is not None:
            lists.show_place(screen, shelf, enter=False)
    if left.rail:
        screen.show_rail()


def keep(screen: MainScreen) -> None:
    """Have it kept, if it is another now."""
    state = screen.state
    beside = panes.mode(screen) == "three"
    now = Arrangement(
        state.rail,
        state.sidebar if beside else screen.left.sidebar,
        lists.place(screen),
        frozenset(state.turned),
    )
    if now == screen.left:
        return
    screen.left = now
    if screen.keep_left is not None:
        try:
            screen.keep_left(now)
        except OSError as error:
            screen.say(f"how the screen is arranged is not kept: {error.strerror}", wrong=True)
