"""Taking in sources while one reads: a thread with its own library, progress, failures."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.worker import get_current_worker

from reader.core.errors import ReaderError
from reader.core.model import Progress, Taken
from reader.core.text import plural, squeeze
from reader.tui import changing, showing
from reader.tui.layout.wrap import fit

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

_EVERY: Final = 0.15
"""Seconds between two reports of progress."""
_RELOAD: Final = 1.0
"""Seconds between two looks at what has arrived."""
_TOASTS: Final = 3
"""Failures that are told one by one; the rest are counted."""


def take(screen: MainScreen, sources: Sequence[str]) -> None:
    """Take in `sources`; a single one is opened in the reader when it is there."""
    screen.state.failures = 0
    screen.state.progress = Progress(0, len(sources), "")
    screen.tell()
    screen.run_worker(
        lambda: _work(screen, list(sources)), thread=True, group="take", exit_on_error=False
    )


def _work(screen: MainScreen, sources: list[str]) -> None:
    """The thread: everything it tells goes through the app's own thread."""
    worker = get_current_worker()
    call = screen.app.call_from_thread
    told = reloaded = 0.0

    def progress(at: Progress) -> None:
        nonlocal told
        if monotonic() - told >= _EVERY and not worker.is_cancelled:
            told = monotonic()
            call(_progress, screen, at)

    last: Taken | None = None
    count = 0
    try:
        with screen.open_library() as library:
            for taken in library.take_in(sources, progress, lambda: worker.is_cancelled):
                if worker.is_cancelled:
                    break
                last, count = taken, count + 1
                call(_took, screen, taken)
                if taken.article_id is not None and monotonic() - reloaded >= _RELOAD:
                    reloaded = monotonic()
                    call(changing.reload_soon, screen)
    except ReaderError as error:
        if not worker.is_cancelled:
            call(screen.say, str(error), wrong=True)
    finally:
        if screen.app.is_running and not worker.is_cancelled:
            call(_finished, screen, last if count == 1 and len(sources) == 1 else None)


def _progress(screen: MainScreen, at: Progress) -> None:
    screen.state.progress = at
    screen.tell()


def _took(screen: MainScreen, taken: Taken) -> None:
    if taken.outcome != "failed":
        return
    screen.state.failures += 1
    if screen.state.failures <= _TOASTS:
        screen.say(taken.message or f"{fit(taken.source, 40)} was not taken in", wrong=True)


def _finished(screen: MainScreen, single: Taken | None) -> None:
    more = screen.state.failures - _TOASTS
    if more > 0:
        screen.say(f"{plural(more, 'more source')} failed", wrong=True)
    screen.state.progress = None
    screen.tell()
    if single is None or single.article_id is None:
        changing.reload_soon(screen)
        return
    if single.outcome in {"unchanged", "duplicate"} and single.message:
        screen.say(single.message)
    article_id = single.article_id
    changing.reload_soon(screen, lambda: open_article(screen, article_id))


def open_article(screen: MainScreen, article_id: int) -> None:
    """Select an article that may just have arrived, and read it."""
    try:
        index = screen.headlines.ids.index(article_id)
    except ValueError:
        showing.visit(screen, screen.library.article(article_id))
        return
    screen.headlines.select(index)
    showing.read(screen)


def cancel(screen: MainScreen) -> None:
    """Stop taking in; what is in stays."""
    screen.workers.cancel_group(screen, "take")
    screen.state.progress = None
    screen.say("stopped; what was taken in stays")
    changing.reload_soon(screen)
    screen.tell()


def progress_text(at: Progress) -> str:
    """ "taking in 3 of 12 · Esc stops · feed.xml"."""
    said = (
        f"taking in {min(at.done + 1, at.total):,} of {at.total:,}" if at.total > 1 else "taking in"
    )
    label = squeeze(at.label).rstrip("/").rpartition("/")[2]
    return " · ".join(part for part in (said, "Esc stops", label) if part)
