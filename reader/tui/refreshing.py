"""Refreshing feeds while one reads: a thread that waits for the refresh's own process.

Nothing of it is done in the app, so that a key never waits for an article to be written; what
arrived is read into the list as what any other process brings (`lists.watch`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.worker import get_current_worker

from reader.core.errors import ReaderError
from reader.core.text import cells, plural, shorten, squeeze
from reader.tui import changing, lists

if TYPE_CHECKING:
    from reader.core.following import Feed, Refreshed, RefreshProgress
    from reader.tui.screens.main import MainScreen

_EVERY: Final = 0.4
"""Seconds between two looks at how far it is: each repaint costs keys time, and a refresh tells
of many feeds a moment. What it told last is always looked at, however long the next takes."""
NONE: Final = "no feed is followed yet · ^O with the address of one follows it"


def refresh(screen: MainScreen) -> None:
    """Refresh the feeds of the list that is shown, or those that brought the article."""
    feeds = _meant(screen)
    if feeds:
        start(screen, feeds)
    else:
        followed = screen.library.feeds.all()
        screen.say("this came by no feed that is followed · R asks all" if followed else NONE)


def refresh_all(screen: MainScreen) -> None:
    """Refresh all feeds but those that are paused."""
    followed = screen.library.feeds.all()
    asked = [feed for feed in followed if not feed.paused]
    if asked:
        start(screen, asked)
    else:
        screen.say("all feeds are paused" if followed else NONE)


def _meant(screen: MainScreen) -> list[Feed]:
    listed = screen.state.listing.query.feeds
    if screen.place == "list" and listed is not None:
        return [feed for feed in screen.library.feeds.all() if feed.id in listed]
    article_id = changing.of_pane(screen)
    return [] if article_id is None else screen.library.feeds.of(article_id)


def start(
    screen: MainScreen, feeds: Sequence[Feed], told: str = "", *, first: bool = False
) -> None:
    """Ask these feeds now, whether they are due or not; one refresh goes on at a time. What was
    `told` of them is said again with what comes, which takes its place. `first` is as in
    `Feeds.refresh`."""
    if screen.state.refresh is not None:
        screen.say(_joined(told, "a refresh goes on · Esc stops it"))
        return
    from reader.core.following import RefreshProgress  # noqa: PLC0415 - not before the first paint

    screen.state.refresh = RefreshProgress(0, len(feeds))
    screen.tell()
    reached: deque[RefreshProgress] = deque(maxlen=1)
    worker = screen.run_worker(
        lambda: _work(screen, feeds, told, reached, first=first),
        thread=True,
        group="refresh",
        exit_on_error=False,
    )

    def look() -> None:
        if worker.is_cancelled or worker.is_finished:
            looking.stop()
        elif reached:
            screen.state.refresh = reached.pop()
            screen.tell()

    looking = screen.set_interval(_EVERY, look)


def _joined(*said: str) -> str:
    return " · ".join(one for one in said if one)


def _work(
    screen: MainScreen,
    feeds: Sequence[Feed],
    told: str,
    reached: deque[RefreshProgress],
    *,
    first: bool,
) -> None:
    """The thread: how far it is it leaves in `reached`, all else goes through the app's own
    thread."""
    worker = get_current_worker()
    call = screen.app.call_from_thread
    outcomes: list[Refreshed] = []
    try:
        with screen.open_library() as library:
            outcomes.extend(
                library.feeds.refresh_apart(
                    feeds, reached.append, lambda: worker.is_cancelled, first=first
                )
            )
    except ReaderError as error:
        if not worker.is_cancelled:
            call(screen.say, str(error), wrong=True)
    finally:
        if screen.app.is_running and not worker.is_cancelled:
            call(_finished, screen, outcomes, told)


def _finished(screen: MainScreen, outcomes: Sequence[Refreshed], told: str) -> None:
    """Sum up in one toast."""
    screen.state.refresh = None
    if outcomes:
        failed = any(one.outcome in {"failed", "gone"} for one in outcomes)
        screen.say(_joined(told, summary(outcomes)), wrong=failed)
    lists.reload_soon(screen)
    screen.tell()


def cancel(screen: MainScreen) -> None:
    """Stop a refresh; what came stays."""
    screen.workers.cancel_group(screen, "refresh")
    screen.state.refresh = None
    screen.say("stopped; what came stays")
    lists.reload_soon(screen)
    screen.tell()


def summary(outcomes: Sequence[Refreshed]) -> str:
    """ "31 new articles from 12 feeds · 1 failed: Example Gazette, no answer in 30 s"."""
    new, changed = sum(one.new for one in outcomes), sum(one.changed for one in outcomes)
    failed = [one for one in outcomes if one.outcome in {"failed", "gone"}]
    waiting = [one for one in outcomes if one.outcome == "waiting"]
    answered = len(outcomes) - len(failed) - len(waiting)
    parts = []
    if new:
        fresh = plural(sum(1 for one in outcomes if one.new), "feed")
        parts.append(f"{plural(new, 'new article')} from {fresh}")
    elif answered:
        parts.append(f"nothing new in {plural(answered, 'feed')}")
    if changed:
        parts.append(f"{changed:,} changed")
    if expired := sum(one.expired for one in outcomes):
        parts.append(f"{plural(expired, 'read article')} taken out, kept long enough")
    for some, what in ((failed, "failed"), (waiting, "not asked")):
        if some:
            first = f"{short(some[0].name)}, {squeeze(some[0].message)}"
            parts.append(f"{len(some):,} {what}: {first}")
    return " · ".join(parts)


def short(name: str) -> str:
    """A feed's name as a toast says it."""
    return shorten(squeeze(name), 40)


def progress_text(at: RefreshProgress, width: int) -> str:
    """ "feeds 12 of 200 · 31 new · 1 failed · Esc stops", the last where there is room."""
    facts = (
        f"feeds {at.done:,} of {at.total:,}",
        f"{at.new:,} new" if at.new else "",
        f"{at.failed:,} failed" if at.failed else "",
        plural(at.pages, "page") if at.pages else "",
    )
    said = _joined(*facts)
    whole = f"{said} · Esc stops"
    return whole if cells(whole) <= width else said
