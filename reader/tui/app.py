"""The app: themes, the safety net under every painted line, and the one screen."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App

from reader.config import Settings
from reader.core.errors import UsageError
from reader.core.model import Article
from reader.core.text import clean
from reader.core.when import Clock, now
from reader.tui.helping import manual_pages
from reader.tui.keys import check_keymap
from reader.tui.net import SafetyNet
from reader.tui.screens.main import MainScreen
from reader.tui.themes import DEFAULT_VARIABLES, THEMES
from reader.tui.widgets.column import MEASURE

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen

    from reader.library.library import Library


_DEFAULTS: Final = Settings()


def _commands() -> type[Provider]:
    """The palette's commands, imported when somebody asks for them."""
    from reader.tui.commands import Commands  # noqa: PLC0415 - not before the first paint

    return Commands


class NewsReader(App[None]):
    """`open_library` opens the library anew for every thread."""

    CSS_PATH = "app.tcss"
    TITLE = "newsreader"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}

    def __init__(
        self,
        open_library: Callable[[], Library],
        sources: Sequence[str] = (),
        *,
        opened: Sequence[int] = (),
        clock: Clock = now,
        theme: str = "newsreader-dark",
        measure: int = MEASURE,
        keymap: Mapping[str, str] | None = None,
        read_manual: Callable[[], list[Article]] = manual_pages,
    ) -> None:
        super().__init__()
        check_keymap(keymap or {})
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme if theme in {known.name for known in THEMES} else THEMES[0].name
        self._filters.append(SafetyNet())
        if keymap:
            self.set_keymap(dict(keymap))
        self.library = open_library()
        self._main = MainScreen(
            self.library, open_library, clock, list(sources), list(opened), read_manual
        )
        self._main.article.usual = self._main.article.measure = measure

    def on_ready(self) -> None:
        """What start-up made stays, so the collector, off until now, need not look at it."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _fatal_error(self) -> None:
        """End without Textual's traceback, whose locals hold what others wrote: `run` raises
        what happened, and the command logs it."""
        self._close_messages_no_wait()

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        return self._main

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The style sheet's own colours."""
        return DEFAULT_VARIABLES

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text` (OSC 52), cleaned once more."""
        super().copy_to_clipboard(clean(text, lines=True))


def run(
    path: Path,
    sources: Sequence[str] = (),
    *,
    opened: Sequence[int] = (),
    clock: Clock = now,
    settings: Settings = _DEFAULTS,
) -> int:
    """Open the library at `path` on the screen and take in `sources`; gives the exit status.
    A single source, or the one article of `opened`, is shown in the reader.
    Raises UsageError without a terminal and StoreError for a library that cannot be opened."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the screen needs a terminal", "newsreader list and show do not")

    from reader.library.library import Library  # noqa: PLC0415 - a test's library needs none of it

    def open_library() -> Library:
        return Library(path, clock=clock, allow_private=settings.allow_private)

    app = NewsReader(
        open_library,
        sources,
        opened=opened,
        clock=clock,
        theme=settings.theme,
        measure=settings.width,
    )
    try:
        app.run()
    finally:
        gc.enable()
        app.library.close()
    if app._exception is not None:  # noqa: SLF001 -- Textual has no public name for it
        raise app._exception  # noqa: SLF001
    return app.return_code or 0
