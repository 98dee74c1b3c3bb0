"""Changes to articles, all of which can be undone."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from reader.core.model import Query
from reader.core.text import plural, shorten, squeeze
from reader.tui import correcting, panes
from reader.tui.layout.wrap import fit

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.screens.main import MainScreen

FIRST: Final = 200
"""Rows read before the first paint; the rest follow from a thread."""

RANKED: Final = 2000
"""A search that finds so many has ranked only the newest of them."""
_PAINTED: Final = 0.2
"""Seconds after which the first rows are on the screen."""


def of_pane(screen: MainScreen) -> int | None:
    """The article the focused pane is about; None for the manual and where there is none."""
    place = screen.place
    if place == "sidebar":
        return screen.sidebar.selected
    shown = screen.article.article
    if place == "reader" and shown is not None:
        return shown.id if shown.id > 0 else None
    return screen.headlines.selected


def toggle_read(screen: MainScreen) -> None:
    """Mark read or unread."""
    article_id = of_pane(screen)
    if article_id is not None:
        screen.library.mark([article_id], read=not screen.library.status(article_id).read)
        screen.changed()


def toggle_star(screen: MainScreen) -> None:
    """Star, or take the star away."""
    article_id = of_pane(screen)
    if article_id is not None:
        starred = not screen.library.status(article_id).starred
        screen.library.mark([article_id], starred=starred)
        screen.changed()


def delete(screen: MainScreen) -> None:
    """Delete the article, say how to get it back, and go on with the next one."""
    article_id = of_pane(screen)
    if article_id is None:
        return
    title = shorten(squeeze(screen.library.article(article_id).title), 40)
    screen.library.remove([article_id])
    screen.say(f"removed “{title}” · u brings it back")
    reload_soon(screen)
    correcting.catch_up(screen)
    shown = screen.article.article
    if shown is not None and shown.id == article_id:
        panes.close_reader(screen)


def undo(screen: MainScreen) -> None:
    """Take the last change back."""
    _replay(screen, screen.library.undo(), "undone", "nothing to undo")


def redo(screen: MainScreen) -> None:
    """Do what was undone again."""
    _replay(screen, screen.library.redo(), "done again", "nothing to do again")


def _replay(screen: MainScreen, what: str | None, did: str, nothing: str) -> None:
    if what is None:
        screen.say(nothing)
        return
    screen.say(f"{did}: {what}")
    if screen.library.behind:
        correcting.follow(screen)
    reload_soon(screen)


def load_first(screen: MainScreen) -> None:
    """The first rows at once, the rest from a thread once these are painted."""
    screen.state.counts = screen.library.counts()
    first = screen.library.ids(screen.state.query, limit=FIRST)
    screen.headlines.show(first, keep=False)
    if len(first) == FIRST:
        screen.set_timer(_PAINTED, lambda: reload_soon(screen))


def reload_soon(screen: MainScreen, then: Callable[[], None] | None = None) -> None:
    """Read the list and the counts anew, in a thread, `then` go on; the selection stays."""
    query = screen.state.query

    def job(library: Library) -> array[int]:
        return library.ids(query)

    def done(ids: array[int]) -> None:
        if screen.state.query != query:
            return
        screen.state.found = len(ids)
        screen.headlines.show(ids, note_for(screen, len(ids)))
        screen.changed()
        if screen.article.article is None:
            screen.follow()
        if then is not None:
            then()

    screen.in_thread(job, done, "list")


def note_for(screen: MainScreen, found: int) -> str:
    """What the list says where it has no rows."""
    text = screen.state.query.text
    if found or not text:
        return ""
    stored = plural(screen.state.counts.articles, "article")
    return f"none of {stored} has “{fit(squeeze(text), 20)}”"


def search(screen: MainScreen, text: str) -> None:
    """Show the articles that have all the words of `text`; all articles for none. A search with
    very many answers is ranked among the newest at once, among all of them from a thread."""
    query = screen.state.query = Query(text=squeeze(text))
    if not query.text:
        reload_soon(screen, screen.follow)
        return
    found = screen.library.ids(query)
    screen.state.found = len(found)
    screen.state.partial = len(found) >= RANKED
    screen.headlines.show(found, note_for(screen, len(found)), keep=False)
    screen.tell()
    screen.follow()
    if screen.state.partial:
        screen.in_thread(
            lambda library: library.search(query), lambda ids: _ranked(screen, query, ids), "list"
        )


def _ranked(screen: MainScreen, query: Query, ids: array[int]) -> None:
    if screen.state.query == query:
        screen.state.found, screen.state.partial = len(ids), False
        screen.headlines.show(ids)
        screen.tell()
