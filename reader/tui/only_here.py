"""What an article that is read tells and no other stored report of its story does.

It is asked for in a thread, some moments after the article is shown, and nothing on the screen
moves for it: a sign in the margin, and a sentence in the blank line above the meter.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from reader.core.text import cells, plural
from reader.tui import whole

if TYPE_CHECKING:
    from reader.library.telling import OnlyHere
    from reader.tui.screens.main import MainScreen

_REST: Final = 0.3
"""Seconds an article is read before it is asked for."""


def look(screen: MainScreen) -> None:
    """Ask for it once the article shown has been read for a moment."""
    shown = screen.article.article
    if shown is not None and shown.id > 0:
        article_id = shown.id
        screen.set_timer(_REST, lambda: screen.try_to(lambda: _ask(screen, article_id)))


def _ask(screen: MainScreen, article_id: int) -> None:
    if screen.place == "list" or not _shown(screen, article_id):
        return

    def done(found: list[OnlyHere]) -> None:
        screen.state.only = (article_id, found)
        if _shown(screen, article_id):
            mark(screen)

    screen.in_thread(lambda library: library.stories.only_here(article_id), done, "only here")


def _shown(screen: MainScreen, article_id: int) -> bool:
    shown = screen.article.article
    return shown is not None and shown.id == article_id


def _shorter(count: str, found: OnlyHere, room: int) -> str:
    """The note in so many cells: in fewer words, but never without what it holds of."""
    number, own = f"{found.others:,}", " in its language" if found.abroad else ""
    forms = (
        f"{count} not found in {number} other stored reports{own}",
        f"{count} not in {number} other stored reports{own}",
        f"{count} not in {number} stored reports{own}",
        f"{count} not in {number} reports{own}",
        f"not in {number} stored reports{own}",
        f"not in {number} reports{own}",
    )
    return next((form for form in forms if cells(form) <= room), forms[-1])


def mark(screen: MainScreen) -> None:
    """Mark what is known of the article shown, in the reader's view of it."""
    article_id, found = screen.state.only
    if screen.state.view != "reader" or not _shown(screen, article_id):
        return
    screen.article.mark_only(found)
    if found:
        count = plural(len(found), "sentence")
        screen.meter.note(
            f"only here: {count} {found[0].claim}", partial(_shorter, count, found[0])
        )
    else:
        whole.lacking(screen)
