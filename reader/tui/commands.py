"""The palette: every action of the keymap, and the themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.tui.keys import KEYS
from reader.tui.screens.main import MainScreen
from reader.tui.themes import THEMES
from reader.tui.widgets.moves import MOVES


class Commands(Provider):
    """What can be done here, by its sentence."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, help_text, run in self._commands():
            yield DiscoveryHit(name, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """What matches `query`."""
        matcher = self.matcher(query)
        for name, help_text, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=help_text)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        screen = self.screen
        for theme in THEMES:
            name = "dark" if theme.dark else "light"
            yield f"Theme: {name}", f"The {name} theme", partial(_set_theme, self.app, theme.name)
        if not isinstance(screen, MainScreen):
            return
        for key in KEYS:
            if key.id in MOVES or key.id in {"link", "palette", "escape"}:
                continue
            if screen.check_action("press", (key.id,)):
                yield key.help, key.shown, partial(screen.action_press, key.id)


def _set_theme(app: App[object], name: str) -> None:
    app.theme = name
