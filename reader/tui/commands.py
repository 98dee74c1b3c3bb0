"""The palette: every action of the keymap, and the themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.tui.keys import KEYS
from reader.tui.screens.board import Board
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.main import MainScreen
from reader.tui.themes import THEMES
from reader.tui.widgets.moves import MOVES

_LEFT_OUT: Final = frozenset(
    {
        *MOVES,
        "page_on",
        "pane_left",
        "pane_right",
        "pane_next",
        "pane_back",
        "link",
        "palette",
        "escape",
    }
)
"""What a person who opened the palette does not look for there."""


class Commands(Provider):
    """What can be done here, by its sentence."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for shown, name, run in self._commands():
            yield DiscoveryHit(_line(shown, Content(name)), run, name)

    async def search(self, query: str) -> Hits:
        """What matches `query`."""
        matcher = self.matcher(query)
        for shown, name, run in self._commands():
            score = matcher.match(name)
            if score > 0 and _has_words(name, query):
                yield Hit(score, _line(shown, matcher.highlight(name)), run, name)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        """Key, sentence and deed of everything that can be done on the screen below."""
        screen = self.screen
        if isinstance(screen, MainScreen | CompareScreen | Board):
            for key in KEYS:
                if key.id in _LEFT_OUT or not screen.check_action("press", (key.id,)):
                    continue
                yield key.shown, key.help, partial(screen.action_press, key.id)
        for theme in THEMES:
            name = "dark" if theme.dark else "light"
            yield "", f"Theme: {name}", partial(_set_theme, self.app, theme.name)


def _has_words(name: str, query: str) -> bool:
    """Whether a sentence has each word that is typed, whole or in part: letters alone, strewn over
    it, mean nothing."""
    said = name.casefold()
    return all(word in said for word in query.casefold().split())


def _line(shown: str, name: Content) -> Content:
    return Content.assemble((shown.ljust(12), "$mark"), name)


def _set_theme(app: App[object], name: str) -> None:
    app.theme = name
