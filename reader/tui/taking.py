"""Taking in sources while one reads: a thread with its own library, progress, failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.worker import get_current_worker

from reader.core.errors import ReaderError
from reader.core.model import Outcome, Progress, Taken
from reader.core.text import plural, squeeze
from reader.tui import following, lists, showing
from reader.tui.layout.wrap import fit

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.tui.screens.main import MainScreen

_EVERY: Final = 0.15
"""Seconds between two reports of progress."""
_TOASTS: Final = 3
"""Failures that are told as they happen; the rest are only counted."""


@dataclass(slots=True)
class _Job:
    """What became of the sources of one call; `failed` gets the messages of those that failed."""

    sources: list[str]
    failed: list[str]
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    stored: int | None = None
    """The first article that is in the library now."""
    problem: str = ""
    """Why the first of those failed that did."""
    message: str = ""
    """What was said of it."""
    note: str = ""
    """What is said of it though all went well."""
    feeds: list[str] = field(default_factory=list)
    """Those of the sources that are feeds."""
    settle: following.Settle | None = None
    """What is told whether the one source was taken in, in place of a toast."""


def take(
    screen: MainScreen,
    sources: Sequence[str],
    failed: list[str] | None = None,
    settle: following.Settle | None = None,
) -> None:
    """Take in `sources`; a single one is opened in the reader when it is there. Feeds are
    followed. What failed is told, and kept in `failed`; `settle` is told of the one source for
    which a prompt waits."""
    job = _Job(list(sources), [] if failed is None else failed, settle=settle)
    screen.state.progress = Progress(0, len(sources), "")
    screen.tell()
    screen.run_worker(lambda: _work(screen, job), thread=True, group="take", exit_on_error=False)


def _work(screen: MainScreen, job: _Job) -> None:
    """The thread: everything it tells goes through the app's own thread."""
    worker = get_current_worker()
    call = screen.app.call_from_thread
    told = 0.0

    def progress(at: Progress) -> None:
        nonlocal told
        if monotonic() - told >= _EVERY and not worker.is_cancelled:
            told = monotonic()
            call(_progress, screen, worker, at)

    try:
        with screen.open_library() as library:
            for taken in library.take_in(job.sources, progress, lambda: worker.is_cancelled):
                if worker.is_cancelled:
                    break
                call(_took, screen, worker, job, taken)
    except ReaderError as error:
        if not worker.is_cancelled:
            call(_failed, screen, job, str(error))
    finally:
        if screen.app.is_running and not worker.is_cancelled:
            call(_finished, screen, worker, job)


def _progress(screen: MainScreen, worker: Worker[None], at: Progress) -> None:
    """Show how far it is, unless it was stopped while this was on its way: nothing would take it
    away again."""
    if not worker.is_cancelled:
        screen.state.progress = at
        screen.tell()


def _took(screen: MainScreen, worker: Worker[None], job: _Job, taken: Taken) -> None:
    if worker.is_cancelled:
        return
    if taken.is_feed:
        job.feeds.append(taken.source)
        return
    if taken.outcome == "failed":
        _failed(screen, job, taken.message or f"{fit(taken.source, 40)} was not taken in")
        return
    job.outcomes[taken.outcome] += 1
    if job.stored is None and taken.article_id is not None:
        job.stored, job.message, job.note = taken.article_id, taken.message, taken.note


def _failed(screen: MainScreen, job: _Job, message: str) -> None:
    job.outcomes["failed"] += 1
    job.problem = job.problem or message
    job.failed.append(message)
    if job.settle is None and job.outcomes["failed"] <= _TOASTS:
        screen.say(message, wrong=True)


def _finished(screen: MainScreen, worker: Worker[None], job: _Job) -> None:
    """Sum up; open the one article there is, or select the first of several."""
    if worker.is_cancelled:
        return
    screen.state.progress = None
    screen.tell()
    if job.feeds:
        following.follow(screen, job.feeds, job.failed, job.settle)
        if not job.outcomes:
            return
    elif job.settle is not None:
        job.settle(job.problem)
        if job.problem:
            return
    single = len(job.sources) == 1 and job.outcomes.total() == 1
    stored = job.stored
    if not single:
        none = job.outcomes.total() == job.outcomes["failed"]
        screen.say(summary(job.outcomes, job.problem), wrong=none)
    else:
        known = not job.outcomes["new"] and not job.outcomes["changed"]
        if said := " · ".join(filter(None, (job.message if known else "", job.note))):
            screen.say(said)
    if stored is None:
        lists.reload_soon(screen)
    elif single:
        lists.reload_soon(screen, lambda: open_article(screen, stored))
    else:
        lists.reload_soon(screen, lambda: _select(screen, stored))


def summary(outcomes: Counter[Outcome], problem: str = "") -> str:
    """ "3 taken in · 2 unchanged · 1 failed: no such file: a.txt", where the `problem` of the first
    that failed is known."""
    counted = (
        (outcomes["new"] + outcomes["changed"], "taken in", "taken in"),
        (outcomes["unchanged"], "unchanged", "unchanged"),
        (outcomes["duplicate"], "duplicate", "duplicates"),
        (outcomes["failed"], "failed", "failed"),
    )
    said = [plural(count, one, many) for count, one, many in counted if count]
    told = " · ".join(said) or "nothing was found to take in"
    return f"{told}: {problem}" if problem else told


def _select(screen: MainScreen, article_id: int) -> None:
    """Select an article in the list, unless somebody is reading another."""
    index = lists.row_of(screen, article_id) if screen.place == "list" else None
    if index is not None:
        screen.headlines.select(index)


def open_article(screen: MainScreen, article_id: int) -> None:
    """Select an article that may just have arrived, and read it."""
    index = lists.row_of(screen, article_id)
    if index is not None:
        screen.headlines.select(index)
    if index is not None and screen.headlines.article == article_id:
        showing.read(screen)
    else:
        showing.visit(screen, screen.library.article(article_id))


def cancel(screen: MainScreen) -> None:
    """Stop taking in; what is in stays."""
    screen.workers.cancel_group(screen, "take")
    screen.state.progress = None
    screen.say("stopped; what was taken in stays")
    lists.reload_soon(screen)
    screen.tell()


def progress_text(at: Progress) -> str:
    """ "taking in 3 of 12 · Esc stops · feed.xml"."""
    said = (
        f"taking in {min(at.done + 1, at.total):,} of {at.total:,}" if at.total > 1 else "taking in"
    )
    label = squeeze(at.label).rstrip("/").rpartition("/")[2]
    return " · ".join(part for part in (said, "Esc stops", label) if part)
