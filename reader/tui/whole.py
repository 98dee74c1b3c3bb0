"""The page of an entry that its feed gives in part: why it could not be had, and asking again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui import showing

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


def lacking(screen: MainScreen) -> None:
    """Say in the line above the meter why the page of the entry that is shown could not be had."""
    shown = screen.article.article
    said = screen.library.feeds.lacking(shown.id) if shown and shown.id > 0 else None
    short = "its page is missing · P asks again"
    screen.meter.note(f"{said} · P asks again" if said else "", short, "…")


def ask(screen: MainScreen) -> None:
    """Fetch the page of the article that is read, now; the text is shown anew with what came."""
    shown = screen.article.article
    if shown is None or shown.id <= 0:
        return
    article_id = shown.id

    def done(lacking: str | None) -> None:
        now = screen.article.article
        if now is not None and now.id == article_id:
            showing.show(screen, screen.library.article(article_id))
        screen.changed()
        screen.say(lacking or "its page was fetched", wrong=lacking is not None)

    screen.say("fetching its page …")
    screen.in_thread(lambda library: library.feeds.fetch_page(article_id), done, "page")
