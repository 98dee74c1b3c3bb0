"""Which panes are on the screen, who has the keys, and what closing closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from textual.widget import Widget

from reader.tui import asking, lists, refreshing, shelving, showing, taking

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

Mode = Literal["three", "two", "one"]
_WIDE: Final = 120
_MIDDLE: Final = 90
_BESIDE: Final = 76
"""Cells from which the sidebar has room beside a single pane, whose text keeps its forty; where
there are fewer it lies over all of it: over a part it would cut words."""
_BARS: Final = 2
"""Lines of the screen above and below the panes."""
_TEXT: Final = 64
"""Cells of the reader beside the rail: sixty of text, the bar and the margin, two lines."""


def mode(screen: MainScreen) -> Mode:
    """How many panes fit."""
    width = screen.app.size.width
    return "three" if width >= _WIDE else "two" if width >= _MIDDLE else "one"


def arrange(screen: MainScreen) -> None:
    """Show the panes that fit, as wide as they should be."""
    width, state = screen.app.size.width, screen.state
    alone = mode(screen) == "one"
    instead = mode(screen) == "two" and state.sidebar  # the sidebar takes the list's place
    empty = not state.counts.articles and screen.article.article is None
    screen.set_class(state.zen, "-zen")
    filled = screen.empty.display and not empty
    screen.empty.display = empty
    if empty:
        feeds = [feed.id for feed in screen.library.feeds.all()]
        screen.empty.show(len(feeds), lists.kept_long_enough(screen, feeds))
    screen.headlines.display = not (empty or state.zen or (state.reading if alone else instead))
    screen.reader.display = not empty and (not alone or state.reading)
    if filled and screen.focused is None:  # the list that lost the keys by being empty
        screen.set_focus(screen.headlines)
    screen.reader.set_class(not screen.headlines.display, "-alone")
    screen.sidebar.display = state.sidebar and not (state.zen or empty)
    over = alone and width < _BESIDE
    screen.sidebar.set_class(over, "-over")
    screen.why.display = state.why and not empty
    railed = state.rail and rail_fits(screen)
    if screen.rail is not None:
        screen.rail.display = railed
        screen.rail.styles.width = _rail_width(width)
    screen.headlines.styles.width = "1fr" if alone else _list_width(width, state.sidebar or railed)
    screen.sidebar.styles.width = width if over else _sidebar_width(width, alone=alone)
    screen.tell()


def _list_width(width: int, beside: bool) -> int:  # noqa: FBT001
    """Beside the sidebar or the rail the list is narrow, so that the text keeps its sixty cells."""
    return max(29, min(46, width * (25 if beside else 30) // 100))


def _sidebar_width(width: int, *, alone: bool = False) -> int:
    if alone:  # forty cells of text, the bar, the margin, a line
        return min(34, width - 46)
    return max(26, min(38, width * 22 // 100))


def _rail_width(width: int) -> int:
    return max(24, min(32, width * 20 // 100))


def rail_fits(screen: MainScreen) -> bool:
    """Whether the places can stand beside the list so that it and the text keep their measures."""
    if mode(screen) != "three" or screen.state.zen or screen.empty.display:
        return False
    width = screen.app.size.width
    beside = _rail_width(width) + _list_width(width, beside=True)
    beside += _sidebar_width(width) if screen.state.sidebar else 0
    return width - beside >= _TEXT


def toggle_places(screen: MainScreen) -> None:
    """Show the places beside the list, with the keys, and take them away again; over the screen
    where there is no room for them."""
    if screen.rail is not None and screen.rail.display:
        screen.state.rail, screen.rail.typed = False, ""
        held = screen.place == "rail"
        arrange(screen)
        if held:
            screen.set_focus(screen.headlines)
    elif rail_fits(screen):
        screen.state.rail = True
        screen.show_rail()
        screen.call_after_refresh(to_rail, screen)
    else:
        asking.show_places(screen)


def to_rail(screen: MainScreen) -> None:
    """Give the keys to the places beside the list."""
    if screen.rail is not None:
        screen.set_focus(screen.rail.menu)


def shown(screen: MainScreen) -> list[Widget]:
    """The panes on the screen, from left to right."""
    found: list[Widget] = []
    if screen.rail is not None and screen.rail.display:
        found.append(screen.rail.menu)
    if screen.headlines.display:
        found.append(screen.headlines)
    if screen.reader.display:
        found.append(screen.article)
    if screen.sidebar.display:
        found.append(screen.sidebar)
    return found


def step(screen: MainScreen, by: int, *, around: bool = False) -> None:
    """Give the keys to another pane; going right from the list opens its row, going `around` to
    the pane after it reads what is shown of it."""
    panes = shown(screen)
    if screen.place == "list" and by > 0 and screen.headlines.selected is not None:
        (showing.read if around else lists.open_row)(screen)
        return
    if screen.place == "reader" and by < 0 and screen.headlines not in panes:
        screen.state.sidebar = False
        to_list(screen)
        return
    if not panes:
        return
    at = next((number for number, pane in enumerate(panes) if pane is screen.focused), 0)
    to = (at + by) % len(panes) if around else max(0, min(at + by, len(panes) - 1))
    panes[to].focus()


def to_list(screen: MainScreen) -> None:
    """Back to the list; neither the manual nor a timeline stays beside it."""
    showing.keep_place(screen)
    article = screen.article.article
    if article is not None and article.id <= 0:
        showing.clear(screen)
        screen.follow()
    screen.state.reading = screen.state.zen = screen.state.why = False
    arrange(screen)
    screen.set_focus(screen.headlines)


def close_reader(screen: MainScreen) -> None:
    """Nothing in the reader, the keys to the list."""
    showing.clear(screen)
    to_list(screen)


def close(screen: MainScreen) -> None:
    """q: close the topmost thing; in the list, with nothing open, quit."""
    if not _close_topmost(screen):
        leave(screen)


def escape(screen: MainScreen) -> None:
    """Esc: close the topmost thing, or stop taking in or a refresh; in the list nothing else."""
    if _all_places(screen):
        return
    asked = screen.prompt is not None or screen.state.finding
    if screen.prompt is not None and screen.prompt.waiting:
        taking.cancel(screen)
        screen.close_prompt()
    elif screen.state.progress is not None and not asked:
        taking.cancel(screen)
    elif screen.state.refresh is not None and not asked:
        refreshing.cancel(screen)
    else:
        _close_topmost(screen)


def _all_places(screen: MainScreen) -> bool:
    """List all places beside the list again; False where they were not narrowed."""
    rail, prompt = screen.rail, screen.prompt
    asked = prompt is not None and prompt.mode == "narrow"
    if rail is None or not (asked or (screen.place == "rail" and rail.typed)):
        return False
    screen.close_prompt()
    shelving.narrow(rail, "")
    return True


def _close_topmost(screen: MainScreen) -> bool:
    """Close what is topmost; False where nothing is open."""
    state = screen.state
    if screen.prompt is not None:
        screen.close_prompt()
    elif screen.place == "rail":
        toggle_places(screen)
    elif state.finding:
        asking.end_find(screen)
    elif state.why:
        toggle_why(screen)
    elif state.zen:
        toggle_zen(screen)
    elif screen.place == "reader" and state.view == "changes":
        showing.to_reader(screen)
    elif screen.place == "reader" and state.visits:
        showing.back(screen)
        arrange(screen)
    elif state.sidebar:
        toggle_sidebar(screen)
    elif screen.place == "reader":
        to_list(screen)
    else:
        return lists.close(screen)
    return True


def toggle_why(screen: MainScreen) -> None:
    """Say why the current block is shown or hidden, or stop saying it."""
    screen.state.why = not screen.state.why and screen.article.article is not None
    arrange(screen)
    explain(screen)


def explain(screen: MainScreen) -> None:
    """Fill the panel with the current block, or all blocks of the fold at the bar."""
    article, part = screen.article.article, screen.article.part
    if not screen.state.why or article is None or part is None:
        return
    indices = [screen.article.block]
    if part.look in {"fold", "open"}:
        indices = list(screen.article.folds[part.fold].blocks)
    pairs = [(article.document.blocks[at], article.labels[at]) for at in indices]
    only = screen.article.only_here(indices[0])
    room = (max(screen.article.size.width - 6, 20), screen.size.height - _BARS)
    screen.why.show(pairs, room, only)


def toggle_sidebar(screen: MainScreen) -> None:
    """Open or close the sidebar; the keys go to it and come back."""
    if not screen.state.sidebar:
        screen.stop_following()
        showing.preview_here(screen)
        if screen.article.article is None:
            screen.say(nothing_open(screen))
            return
    screen.state.sidebar = not screen.state.sidebar
    if screen.state.sidebar:
        screen.sidebar.show((), None, "looking for the story elsewhere…")
        arrange(screen)
        showing.load_related(screen)
        screen.set_focus(screen.sidebar)
        return
    arrange(screen)
    reading = screen.reader.display and (screen.state.reading or not screen.headlines.display)
    screen.set_focus(screen.article if reading else screen.headlines)  # at once: q may follow


def nothing_open(screen: MainScreen) -> str:
    """What a key says that means an article, where there is none."""
    return "no article is open here" if screen.state.counts.articles else "no article is stored yet"


def toggle_zen(screen: MainScreen) -> None:
    """Nothing but the text, and back."""
    if screen.article.article is None:
        return
    screen.state.zen = not screen.state.zen
    if screen.state.zen and not screen.state.reading:
        showing.read(screen)
        return
    arrange(screen)
    screen.article.focus()


def open_related(screen: MainScreen, article_id: int) -> None:
    """Read a related article; q comes back."""
    showing.visit(screen, screen.library.article(article_id))


def leave(screen: MainScreen) -> None:
    """Quit, the place remembered."""
    showing.keep_place(screen)
    screen.app.exit()
