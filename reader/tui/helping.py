"""Help: the keys of a place, and the manual in the app's own reader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.core.model import Article
from reader.tui import showing

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


def show_keys(screen: MainScreen) -> None:
    """The keys of this place."""
    from reader.tui.screens.help import HelpScreen  # noqa: PLC0415 - not before the first paint

    screen.app.push_screen(HelpScreen(screen.place))


def manual_pages() -> list[Article]:
    """The manual's pages, with ids below zero."""
    from reader.library.manual import pages  # noqa: PLC0415 - not before the first paint

    return [replace(page, id=-number) for number, page in enumerate(pages().values(), 1)]


def show_manual(screen: MainScreen) -> None:
    """The manual's first page; J and K turn pages, q comes back."""
    if screen.manual:
        _open(screen)
        return

    def done(pages: list[Article]) -> None:
        screen.manual = pages
        _open(screen)

    screen.in_thread(lambda _: screen.read_manual(), done, "manual")


def _open(screen: MainScreen) -> None:
    shown = screen.article.article
    if shown is not None and shown.id < 0:
        showing.show(screen, screen.manual[0])
    else:
        showing.visit(screen, screen.manual[0])
