"""The page of an entry that its feed gives in part: why it could not be had, and asking again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from reader.core.text import cells
from reader.tui import showing
from reader.tui.layout.wrap import fit

if TYPE_CHECKING:
    from reader.core.following import Lacking
    from reader.tui.screens.main import MainScreen

_AGAIN: Final = " · P asks again"
_ROOM: Final = 56
"""Cells in which a reason that is cut has some sense beside all the rest."""


def lacking(screen: MainScreen) -> None:
    """Say in the line above the meter why the page of the entry that is shown could not be had."""
    shown = screen.article.article
    found = screen.library.feeds.lacking(shown.id) if shown and shown.id > 0 else None
    if found is None:
        screen.meter.note("")
    else:
        screen.meter.note(f"{found}{_AGAIN}", partial(_shorter, found), "…")


def _shorter(found: Lacking, room: int) -> str:
    """Why and when in so many cells; what to do about it where that leaves the reason some."""
    tail = f" · {found.when}"
    if cells(found.short) <= room - cells(tail + _AGAIN) or room >= _ROOM:
        tail += _AGAIN
    return fit(found.short, room - cells(tail)) + tail


def ask(screen: MainScreen) -> None:
    """Fetch the page of the article that is read, now; the text is shown anew with what came."""
    shown = screen.article.article
    if shown is None or shown.id <= 0:
        return
    article_id = shown.id

    def done(lacking: Lacking | None) -> None:
        now = screen.article.article
        if now is not None and now.id == article_id:
            showing.show(screen, screen.library.article(article_id))
        screen.changed()
        screen.say(str(lacking or "its page was fetched"), wrong=lacking is not None)

    screen.say("fetching its page …")
    screen.in_thread(lambda library: library.feeds.fetch_page(article_id), done, "page")
