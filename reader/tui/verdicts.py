"""Saying that a report tells the story being read, or does not: the one selected in the sidebar, or
any other that is asked for by its number or by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from reader.core.errors import UsageError
from reader.core.model import Headline, Query
from reader.core.text import squeeze
from reader.tui.layout.wrap import fit
from reader.tui.outlet import outlet

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.screens.main import MainScreen

_ITSELF: Final = "{} is the number of the article you are reading"
_MOST: Final = 50
"""Articles with the words that are offered."""


def say(screen: MainScreen, *, same: bool) -> None:
    """Keep what the person says of the two, and show the sidebar as it is now."""
    other = screen.sidebar.selected
    if other is None:
        raise UsageError("there is no other report here of which to say it")
    _say(screen, other, same=same)


def _say(screen: MainScreen, other: int, *, same: bool) -> None:
    article = screen.article.article
    if article is None:
        return
    if article.id < 0:
        raise UsageError("this is the manual")
    what = screen.library.stories.say(article.id, other, same=same)
    screen.changed()
    screen.say(f"{what} · u takes it back")


# -- any other article ------------------------------------------------------------------------


def ask(screen: MainScreen) -> None:
    """Ask which other article tells the story."""
    if screen.article.article is not None:
        screen.ask("tells", hint=lambda text: _hint(screen, text))


def _hint(screen: MainScreen, text: str) -> str:
    """What Enter does with a number, or with words."""
    if not text.strip().isdecimal():
        return "an article's number, or words of it · Enter looks for them, Esc cancels"
    found = _numbered(screen, text)
    if found is None:
        return f"no article {text.strip()} is stored · Esc cancels"
    if found.id == _read(screen):
        return f"{_ITSELF.format(found.id)} · Esc cancels"
    title = fit(squeeze(found.title), max(screen.app.size.width - 50, 20))
    return f"{title} · Enter says that it is the same story"


def _numbered(screen: MainScreen, text: str) -> Headline | None:
    number = text.strip()
    # No article has a number that SQLite could not hold.
    rows = screen.library.headlines([int(number)]) if len(number) < 18 else []
    return rows[0] if rows else None


def _read(screen: MainScreen) -> int:
    """The number of the article that is read, 0 for none."""
    shown = screen.article.article
    return shown.id if shown is not None else 0


def answer(screen: MainScreen, text: str) -> None:
    """Say it of the article with this number; of words, offer the articles that have them."""
    if not text.strip():
        return
    if text.strip().isdecimal():
        found = _numbered(screen, text)
        if found is None:
            raise UsageError(f"no article {text.strip()} is stored")
        if found.id == _read(screen):
            raise UsageError(_ITSELF.format(found.id))
        _say(screen, found.id, same=True)
        return
    read = _read(screen)

    def job(library: Library) -> list[Headline]:
        rows = library.headlines(library.ids(Query(text), _MOST + 1))
        return [row for row in rows if row.id != read][:_MOST]

    def done(found: list[Headline]) -> None:
        if _read(screen) == read:
            _offer(screen, text, found)

    screen.in_thread(job, done, "tells")


def _offer(screen: MainScreen, text: str, found: list[Headline]) -> None:
    """Let one of these be chosen."""
    from reader.tui.screens.choosing import ChoosingScreen  # noqa: PLC0415 - when it is asked for

    if not found:
        screen.say(f"no other article has “{fit(squeeze(text), 40)}”")
        return

    def chosen(number: int | None) -> None:
        if number is not None:
            screen.try_to(lambda: _say(screen, found[number].id, same=True))

    rows = [
        Content.assemble(
            (fit(squeeze(row.title) or row.url, 54), "$ink"),
            (f"  {fit(outlet(row.site, row.url), 20)}", "$quiet"),
        )
        for row in found
    ]
    screen.app.push_screen(ChoosingScreen("Which tells the same story?", rows), chosen)
