"""The app: themes, the safety net under every painted line, and the one screen."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App

from reader.config import Arrangement, Settings
from reader.core.errors import UsageError
from reader.core.model import Article
from reader.core.text import clean, squeeze
from reader.core.when import Clock, now
from reader.tui.helping import manual_pages
from reader.tui.keys import check_keymap
from reader.tui.net import SafetyNet
from reader.tui.screens.main import MainScreen
from reader.tui.themes import DEFAULT_VARIABLES, THEME_NAMES, THEMES
from reader.tui.widgets.column import MEASURE

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen

    from reader.library.library import Library


_DEFAULTS: Final = Settings()
_AT_FIRST: Final = Arrangement()


def _commands() -> type[Provider]:
    """The palette's commands, imported when somebody asks for them."""
    from reader.tui.commands import Commands  # noqa: PLC0415 - not before the first paint

    return Commands


def check_theme(name: str) -> str:
    """A theme's name, the usual one for none. Raises UsageError for one that does not exist."""
    if name and name not in THEME_NAMES:
        known = ", ".join(THEME_NAMES)
        raise UsageError(f"there is no theme “{squeeze(name)}”", f"known: {known}")
    return name or THEME_NAMES[0]


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
        theme = check_theme(theme)
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.keep_theme: Callable[[str], None] | None = None
        """What is told of a theme that somebody chose."""
        self._kept_theme = theme
        self._filters.append(SafetyNet())
        if keymap:
            self.set_keymap(dict(keymap))
        self.library = open_library()
        self._main = MainScreen(
            self.library, open_library, clock, list(sources), list(opened), read_manual
        )
        self._main.article.usual = self._main.article.measure = measure

    def remember(self, left: Arrangement, keep: Callable[[Arrangement], None]) -> None:
        """Begin as the screen was `left`; `keep` is told when that is another."""
        self._main.left, self._main.keep_left = left, keep

    def ask_due(self) -> None:
        """Ask feeds by themselves once they are due."""
        self._main.ask_due = True

    def on_ready(self) -> None:
        """What start-up made stays, so the collector, off until now, need not look at it."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    @property
    def failed(self) -> list[str]:
        """What went wrong with the sources given at the start."""
        return self._main.failed

    def watch_theme(self, theme_name: str) -> None:
        """Have a theme that was chosen on the screen kept."""
        if not self.is_running:
            return  # not all of the app is there yet
        keep = self.keep_theme
        if keep is not None and theme_name != self._kept_theme:
            self._kept_theme = theme_name
            try:
                keep(theme_name)
            except OSError as error:
                self._main.say(f"the theme is not kept: {error.strerror}", wrong=True)

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
    keep_theme: Callable[[str], None] | None = None,
    left: Arrangement = _AT_FIRST,
    keep_left: Callable[[Arrangement], None] = lambda _: None,
) -> int:
    """Open the library at `path` on the screen and take in `sources`; gives the exit status.
    A single source, or the one article of `opened`, is shown in the reader; sources that failed
    are named on standard error when the screen is gone. `keep_theme` gets a theme that is chosen,
    `keep_left` how the screen is left, which begins as it was `left`.
    Raises UsageError without a terminal or for an unknown theme, and StoreError for a library
    that cannot be opened."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the screen needs a terminal", "newsreader list and show do not")
    check_theme(settings.theme)

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
    app.keep_theme = keep_theme
    app.remember(left, keep_left)
    if settings.refresh == "due":
        app.ask_due()
    try:
        app.run()
    finally:
        gc.enable()
        app.library.close()
    if app._exception is not None:  # noqa: SLF001 -- Textual has no public name for it
        raise app._exception  # noqa: SLF001
    _report(app.failed)
    return app.return_code or int(bool(app.failed))


def _report(failed: Sequence[str]) -> None:
    """A line on standard error for every source that failed."""
    if sys.__stderr__ is not None:
        sys.__stderr__.writelines(f"newsreader: {squeeze(message)}\n" for message in failed)
        sys.__stderr__.flush()
