"""Help: the keys of a place, and the manual in the app's own reader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

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
    """The manual's first page; J and K turn pages, q comes back. In the manual a list of them."""
    if showing.in_manual(screen):
        choose_page(screen)
        return
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


def choose_page(screen: MainScreen) -> None:
    """The manual's pages, to go to one."""
    from reader.tui.screens.choosing import ChoosingScreen  # noqa: PLC0415 - when it is asked for

    def chosen(number: int | None) -> None:
        if number is not None:
            showing.show(screen, screen.manual[number])

    shown = screen.article.article
    at = next((n for n, page in enumerate(screen.manual) if shown and page.id == shown.id), 0)
    rows = [Content.styled(page.title, "$ink") for page in screen.manual]
    screen.app.push_screen(ChoosingScreen(f"Manual · {len(rows)} pages", rows, at), chosen)
