"""The starter set on the screen: its rows, narrowing it, following what is marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content

from reader.core.text import plural
from reader.tui import refreshing
from reader.tui.layout.wrap import fit

if TYPE_CHECKING:
    from reader.core.following import Starter
    from reader.library.following import Offered
    from reader.tui.screens.main import MainScreen

_TOPIC: Final = 13
_LANGUAGE: Final = 12
_WIDE: Final = 56
"""Cells from which a row has room for the topic and the language's name."""
_WORD: Final = re.compile(r"\w+")


def offer(screen: MainScreen) -> None:
    """Show the starter set; follow what is marked there."""
    from reader.library.following import offered  # noqa: PLC0415 - when it is asked for
    from reader.tui.screens.starters import StartersScreen  # noqa: PLC0415 - see above

    def chosen(marked: Sequence[Starter] | None) -> None:
        if marked:
            screen.try_to(lambda: begin(screen, marked))

    found = offered(feeds=screen.library.feeds.all())
    screen.app.push_screen(StartersScreen(screen, found), chosen)


def begin(screen: MainScreen, marked: Sequence[Starter]) -> None:
    """Follow these feeds, in one change, and ask them."""
    new = screen.library.feeds.begin(marked)
    told = f"following {plural(len(new), 'feed')} · u takes it back"
    screen.say(told)
    screen.changed()
    refreshing.start(screen, new, told)


def narrowed(offered: Sequence[Offered], typed: str) -> list[Offered]:
    """Those that have a word which begins so for each word that was typed: in the title, the
    topic, the language or its code."""
    wanted = typed.casefold().split()
    return [one for one in offered if all(_begins(one, word) for word in wanted)]


def _begins(one: Offered, wanted: str) -> bool:
    starter = one.starter
    return begins(f"{starter.title} {starter.topic} {one.language} {starter.language}", wanted)


def begins(said: str, wanted: str) -> bool:
    """Whether a word of what is said begins with the one that is wanted."""
    said, wanted = said.casefold(), wanted.casefold()
    if not wanted.isascii():  # Chinese and Japanese write no spaces
        return wanted in said
    return any(word.startswith(wanted) for word in _WORD.findall(said))


def line(one: Offered, width: int, *, marked: bool, first: bool) -> Content:
    """A row: the topic where it is the `first` one of it, whether it is followed or marked, its
    title, its language."""
    wide = width >= _WIDE
    sign, ink = ("✓", "$quiet") if one.followed else ("●", "$mark") if marked else ("○", "$quiet")
    topic = (one.starter.topic if first else "").ljust(_TOPIC) if wide else ""
    language = one.language if wide else one.starter.language
    room = width - len(topic) - 3 - (_LANGUAGE if wide else 3)
    title = fit(one.starter.title, room)
    style = "$quiet" if one.followed else "bold $ink" if marked else "$ink"
    return Content.assemble(
        (topic, "bold $quiet"),
        (f"{sign}  ", ink),
        (title + " " * (room - cell_len(title) + 1), style),
        (language, "$quiet"),
    )


def lines(found: Sequence[Offered], marked: Sequence[str], width: int) -> list[Content]:
    """The rows of these, those with a `marked` address marked."""
    topics = [one.starter.topic for one in found]
    return [
        line(one, width, marked=one.starter.url in marked, first=topic != before)
        for one, topic, before in zip(found, topics, ["", *topics], strict=False)
    ]


def told(one: Offered) -> list[str]:
    """What is known of the selected one."""
    facts = (one.starter.topic, one.language, "followed" if one.followed else "")
    return [" · ".join(fact for fact in facts if fact), one.starter.site, one.starter.url]
