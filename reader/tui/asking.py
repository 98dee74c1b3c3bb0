"""What is asked in the prompt: search, find, links, what to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from reader.core.errors import UsageError
from reader.core.text import cells, plural, squeeze
from reader.tui import (
    changing,
    correcting,
    following,
    helping,
    hosts,
    lists,
    paths,
    showing,
    timeline,
    verdicts,
)
from reader.tui.layout.wrap import fit

if TYPE_CHECKING:
    from reader.tui.places import Shelf
    from reader.tui.screens.main import MainScreen

_MOST: Final = 200
"""Links that are listed; the link prompt knows them all."""


_ELSEWHERE: Final = {"correct": correcting.answer, "tells": verdicts.answer}
"""What is answered where it is asked."""


def ask_search(screen: MainScreen) -> None:
    """Search the library; Up brings back what was searched last."""
    screen.ask("search", before=screen.state.searched)


def ask_find(screen: MainScreen) -> None:
    """Find in the article."""
    screen.ask("find", screen.state.finding)


def ask_open(screen: MainScreen) -> None:
    """Open a file, a folder or a URL."""
    screen.ask("open", hint=paths.offer, completed=paths.completed)


def ask_link(screen: MainScreen, digit: str) -> None:
    """Open a link, or a report of a timeline, by its number."""
    if timeline.in_front(screen):
        screen.ask("link", digit, hint=lambda text: timeline.hint(screen, text))
        return
    count = len(screen.article.links)
    if not count:
        screen.say("this article has no links")
        return
    screen.ask("link", digit, hint=lambda text: _link_hint(screen, text))


def ask_url(screen: MainScreen, url: str) -> None:
    """Confirm one address before it is opened outside."""
    screen.pending = hosts.target(url)
    asked = "open {} in the browser? Enter opens"
    link = screen.pending.shown(screen.app.size.width - len(asked))
    screen.ask("confirm", hint=lambda _: asked.format(link))


def ask_browser(screen: MainScreen) -> None:
    """Open the article's own address outside."""
    url = _url(screen)
    if url is None:
        return
    if not url.startswith(("http://", "https://")):
        screen.say("this article is a file, not a web page; y copies where it is")
        return
    ask_url(screen, url)


def _open_outside(screen: MainScreen, link: hosts.Target) -> None:
    """Open a link in the browser, in a thread: it takes a moment to know whether one starts."""
    screen.say(f"opening {link.host} in the browser")
    screen.in_thread(lambda _: hosts.open_outside(link), lambda _: None, "browser")


def copy_url(screen: MainScreen) -> None:
    """Copy the article's address."""
    url = _url(screen)
    if url is not None:
        screen.app.copy_to_clipboard(squeeze(url))
        screen.say(f"copied {fit(squeeze(url), 60)}")


def copy_text(screen: MainScreen) -> None:
    """Copy the article's text as it is shown."""
    if screen.article.article is not None:
        text = screen.article.text
        screen.app.copy_to_clipboard(text)
        screen.say(f"copied {plural(len(text.split()), 'word')}")


def list_links(screen: MainScreen) -> None:
    """The article's links with their numbers and hosts; in the manual, its pages."""
    if showing.in_manual(screen):
        helping.choose_page(screen)
        return
    from reader.tui.screens.choosing import ChoosingScreen  # noqa: PLC0415 - when it is asked for

    links = screen.article.links[:_MOST]
    if not links:
        screen.say("this article has no links")
        return

    def chosen(number: int | None) -> None:
        if number is not None:
            screen.try_to(lambda: ask_url(screen, links[number][1]))

    shown = screen.article.shown_links
    hidden = len(screen.article.links) - shown
    head = f"Links · {shown:,}" + (f" · {hidden:,} in hidden places" if hidden else "")
    rows = [_link_row(number, *link, hidden=number > shown) for number, link in enumerate(links, 1)]
    screen.app.push_screen(ChoosingScreen(head, rows), chosen)


def _link_row(number: int, words: str, href: str, *, hidden: bool) -> Content:
    """A link's number, its words, and where it really leads; dimmed in a hidden place."""
    try:
        host = hosts.target(href).host
    except UsageError as error:
        host = str(error)
    return Content.assemble(
        (f"{number:>3}  ", "$mark"),
        (fit(squeeze(words), 44), "$quiet" if hidden else "$ink"),
        (f"  {host}", "$quiet"),
    )


def show_places(screen: MainScreen) -> None:
    """The places over the screen; what is chosen there is listed."""
    from reader.tui.screens.places import PlacesScreen  # noqa: PLC0415 - not before the first paint

    def chosen(shelf: Shelf | None) -> None:
        screen.places = None
        if shelf is not None:
            screen.try_to(lambda: lists.show_place(screen, shelf))

    screen.places = PlacesScreen(screen)
    screen.app.push_screen(screen.places, chosen)


def _url(screen: MainScreen) -> str | None:
    article_id = changing.of_pane(screen)
    if article_id is None:
        return None
    shown = screen.article.article
    if shown is not None and shown.id == article_id:
        return shown.document.url
    return screen.library.article(article_id).document.url


def _link_hint(screen: MainScreen, text: str) -> str:
    """Where the link with this number leads: its real host first, then its words."""
    links = screen.article.links
    if not text.strip().isdecimal() or not 1 <= int(text) <= len(links):
        return f"a number from 1 to {len(links)} · # lists the links · Esc cancels"
    words, href = links[int(text) - 1]
    try:
        link = hosts.target(href)
    except UsageError as error:
        return str(error)
    where, keys = link.shown(screen.app.size.width * 2 // 3), "Enter opens, Esc cancels"
    room = screen.app.size.width - cells(where) - len(keys) - 8
    return " · ".join([where, fit(squeeze(words), min(room, 40)), keys] if room > 4 else [where])


def problem(mode: str, text: str) -> str:
    """Why an answer cannot be taken, so that the prompt stays open; empty where it can."""
    return paths.problem(text) if mode == "open" and text.strip() else ""


def waits(mode: str, text: str) -> bool:
    """Whether the prompt stays until an address was asked."""
    return bool(text.strip()) and (mode == "follow" or (mode == "open" and paths.is_address(text)))


def answer(screen: MainScreen, mode: str, text: str) -> None:
    """Do what was asked for."""
    if mode == "search":
        screen.state.searched = squeeze(text) or screen.state.searched
        lists.search(screen, text)
        screen.headlines.focus()
    elif mode == "find":
        _find(screen, text)
    elif mode == "open" and text.strip():
        source = paths.source_of(text)
        settle = following.hold(screen, source) if waits(mode, text) else None
        screen.take([source], settle)
    elif mode == "link" and text.strip().isdecimal():
        number = int(text)
        if timeline.in_front(screen):
            timeline.read(screen, number)
        elif 1 <= number <= len(screen.article.links):
            _open_outside(screen, hosts.target(screen.article.links[number - 1][1]))
    elif mode == "follow" and text.strip():
        address = text.strip()
        following.follow(screen, [address], settle=following.hold(screen, address))
    elif mode in _ELSEWHERE:
        _ELSEWHERE[mode](screen, text)
    else:
        _confirmed(screen, mode)


def _confirmed(screen: MainScreen, mode: str) -> None:
    """Do what a question was asked about."""
    if mode == "undo":
        changing.undo_now(screen)
    elif mode == "confirm" and screen.pending is not None:
        _open_outside(screen, screen.pending)
        screen.pending = None


def _find(screen: MainScreen, words: str) -> None:
    screen.article.focus()
    if not words.strip():
        end_find(screen)
        return
    screen.state.finding = words
    if not screen.article.find(words):
        screen.state.finding = ""
        screen.say(f"“{fit(squeeze(words), 40)}” is not in this article")
    screen.tell()


def end_find(screen: MainScreen) -> None:
    """No matches any more."""
    screen.state.finding = ""
    screen.article.find_end()
    screen.tell()
