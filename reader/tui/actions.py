"""What each key of the keymap does, by its id."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from reader.tui import (
    asking,
    changing,
    comparing,
    correcting,
    helping,
    lists,
    panes,
    refreshing,
    shelving,
    showing,
    starting,
    timeline,
    verdicts,
    whole,
)
from reader.tui.widgets.moves import MOVES, Move

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen
    from reader.tui.widgets.rail import Rail

_UNSEEN: Final = "no text is shown here · Enter reads it"

Action = Callable[["MainScreen"], None]


def _move(how: Move, screen: MainScreen) -> None:
    """Move in the focused pane; Space at an article's end goes to the next unread one."""
    if screen.place == "reader":
        if how == "page_down" and screen.article.at_end:
            showing.step_unread(screen, 1)
            return
        screen.article.move(how)
    elif screen.place == "sidebar":
        screen.sidebar.move(how)
    elif screen.rail is not None and screen.place == "rail":
        screen.rail.move(how)
    else:
        screen.headlines.move(how)


def _pane(by: int, screen: MainScreen) -> None:
    panes.step(screen, by)


def _open_related(screen: MainScreen) -> None:
    selected = screen.sidebar.selected
    if selected is not None:
        panes.open_related(screen, selected)


def _folds(screen: MainScreen) -> None:
    """Open or close all hidden places of the text that is shown; say so where there is none."""
    if not screen.reader.display:
        screen.say(_UNSEEN)
    elif screen.article.folds:
        screen.article.toggle_all()
    else:
        screen.say("nothing hidden here")


def _why(screen: MainScreen) -> None:
    """Say why the block at the bar is shown or hidden, where a text is shown."""
    if screen.reader.display:
        panes.toggle_why(screen)
    else:
        screen.say(_UNSEEN)


def _fold(screen: MainScreen) -> None:
    """Open or close the hidden place at the bar; in a timeline, read the report there."""
    if timeline.in_front(screen):
        timeline.read(screen)
    else:
        screen.article.toggle()


def _fold_step(by: int, screen: MainScreen) -> None:
    way = "below" if by > 0 else "above"
    if screen.state.view == "changes":
        if not screen.article.next_edit(by):
            screen.say(f"no change {way}")
    elif not screen.article.next_fold(by):
        screen.say(f"no hidden place {way}")


def _next(screen: MainScreen) -> None:
    if screen.place == "reader" and screen.state.finding:
        screen.article.find_step(1)
        screen.tell()
    else:
        showing.step_unread(screen, 1)


def _find_back(screen: MainScreen) -> None:
    screen.article.find_step(-1)
    screen.tell()


def _redraw(screen: MainScreen) -> None:
    """Paint everything anew, from what the library holds now."""
    screen.app.refresh(layout=True)
    lists.reload_soon(screen, anew=True)


def _article(act: Action, screen: MainScreen) -> None:
    """Do what can be done to an article, not to the manual."""
    if showing.in_manual(screen):
        screen.say("this is the manual")
    else:
        act(screen)


def _text(act: Action, screen: MainScreen) -> None:
    """Do what can be done to an article's text, not to a page of our own."""
    if timeline.in_front(screen):
        screen.say("this is a timeline; Enter reads a report")
    else:
        _article(act, screen)


def _rail(act: Callable[[Rail], None], screen: MainScreen) -> None:
    """Do something with the place that is selected in the rail."""
    if screen.rail is not None:
        act(screen.rail)


def _refresh(screen: MainScreen) -> None:
    """Refresh what is selected in the rail, or what is meant elsewhere."""
    if screen.place == "rail":
        _rail(shelving.refresh, screen)
    else:
        refreshing.refresh(screen)


def _read_all(screen: MainScreen) -> None:
    """Mark read what came by the place selected in the rail, or what is listed."""
    if screen.place == "rail":
        _rail(shelving.read_all, screen)
    else:
        changing.read_all(screen)


def _widen(by: int, screen: MainScreen) -> None:
    screen.say(f"{screen.article.widen(by)} cells wide")
    showing.keep_place(screen)


ACTIONS: Final[dict[str, Action]] = {
    **{how: partial(_move, how) for how in MOVES},
    "page_through": partial(_move, "page_down"),
    "list_open": lists.open_row,
    "sidebar_open": _open_related,
    "pane_left": partial(_pane, -1),
    "pane_right": partial(_pane, 1),
    "pane_next": lambda screen: panes.step(screen, 1, around=True),
    "pane_back": lambda screen: panes.step(screen, -1, around=True),
    "next": lambda screen: showing.step(screen, 1),
    "previous": lambda screen: showing.step(screen, -1),
    "next_unread": _next,
    "previous_unread": lambda screen: showing.step_unread(screen, -1),
    "read": partial(_article, changing.toggle_read),
    "star": partial(_article, changing.toggle_star),
    "delete": partial(_article, changing.delete),
    "undo": changing.undo,
    "redo": changing.redo,
    "browser": partial(_article, asking.ask_browser),
    "copy_url": partial(_article, asking.copy_url),
    "copy_text": asking.copy_text,
    "folds": _folds,
    "next_fold": partial(_fold_step, 1),
    "previous_fold": partial(_fold_step, -1),
    "fold": _fold,
    "why": _why,
    "keep": partial(_text, lambda screen: correcting.ask(screen, "keep")),
    "junk": partial(_text, lambda screen: correcting.ask(screen, "junk")),
    "view": partial(_text, showing.next_view),
    "sidebar": panes.toggle_sidebar,
    "story_same": lambda screen: verdicts.say(screen, same=True),
    "story_apart": lambda screen: verdicts.say(screen, same=False),
    "story_tells": partial(_text, verdicts.ask),
    "stories": lists.toggle,
    "timeline": partial(_article, timeline.toggle),
    "compare": comparing.ask,
    "changes": partial(_text, comparing.toggle_changes),
    "find": asking.ask_find,
    "find_back": _find_back,
    "search": asking.ask_search,
    "links": asking.list_links,
    "narrow": partial(_widen, -1),
    "widen": partial(_widen, 1),
    "width": partial(_widen, 0),
    "zen": panes.toggle_zen,
    "places": panes.toggle_places,
    **{name: partial(_rail, act) for name, act in shelving.ACTIONS.items()},
    "place_open": partial(_rail, lambda rail: rail.enter()),
    "folder_open": partial(_rail, lambda rail: shelving.open_folder(rail, rail.enter)),
    "starters": starting.offer,
    "read_all": _read_all,
    "only_unread": lists.toggle_unread,
    "refresh": _refresh,
    "refresh_all": refreshing.refresh_all,
    "refresh_due": refreshing.refresh_due,
    "page": partial(_text, whole.ask),
    "open": asking.ask_open,
    "palette": lambda screen: screen.app.action_command_palette(),
    "help": helping.show_keys,
    "manual": helping.show_manual,
    "redraw": _redraw,
    "close": panes.close,
    "escape": panes.escape,
    "quit": panes.leave,
}
"""Every id of `keys.KEYS` that is meant for a pane of this screen, but `link`, which needs its
digit."""
