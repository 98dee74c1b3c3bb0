"""Following feeds by their addresses, or those of their sites, as `newsreader add` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from textual.worker import get_current_worker

from reader.core.errors import ReaderError
from reader.core.model import Progress
from reader.core.text import plural, squeeze
from reader.tui import lists, refreshing

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.library.following import Subscribed
    from reader.tui.screens.main import MainScreen
    from reader.tui.widgets.prompt import Prompt

Settle = Callable[[str], None]
"""Told of an answer, once, why it cannot be taken, or nothing where it is."""


class Asker(Protocol):
    """A screen with a prompt."""

    prompt: Prompt | None

    def close_prompt(self) -> None:
        """Close it, and give the keys back."""


def hold(asker: Asker, address: str) -> Settle:
    """Keep the open prompt while the address in it is asked: what is typed meanwhile must not act
    as keys, and an address that was mistyped is still there to be mended."""
    prompt = asker.prompt
    if prompt is not None:
        prompt.wait(f"asking {squeeze(address)} · Esc stops")

    def settle(problem: str) -> None:
        if prompt is None or asker.prompt is not prompt:
            return  # it was left
        if problem:
            prompt.refuse(squeeze(problem))
        else:
            asker.close_prompt()

    return settle


def follow(
    screen: MainScreen,
    urls: Sequence[str],
    failed: list[str] | None = None,
    settle: Settle | None = None,
) -> None:
    """Follow the feeds at these addresses and refresh them. What failed is told, or given to
    `settle` where a prompt waits for it, and kept in `failed`. Esc stops it as it stops taking
    in."""
    screen.state.progress = Progress(0, len(urls), urls[0])
    screen.tell()
    kept = [] if failed is None else failed
    screen.run_worker(
        lambda: _work(screen, urls, kept, settle), thread=True, group="take", exit_on_error=False
    )


def _work(
    screen: MainScreen, urls: Sequence[str], failed: list[str], settle: Settle | None
) -> None:
    """The thread: everything it tells goes through the app's own thread."""
    worker = get_current_worker()
    call = screen.app.call_from_thread
    followed: list[Subscribed] = []
    before = len(failed)
    try:
        with screen.open_library() as library:
            for url in urls:
                try:
                    found = library.feeds.subscribe(url, cancelled=lambda: worker.is_cancelled)
                except ReaderError as error:  # the others can be followed for all that
                    if worker.is_cancelled:
                        return
                    failed.append(str(error))
                    if settle is None:
                        call(screen.say, str(error), wrong=True)
                else:
                    followed.append(found)
    finally:
        if screen.app.is_running and not worker.is_cancelled:
            call(_finished, screen, worker, followed, failed[before:], settle)


def _finished(
    screen: MainScreen,
    worker: Worker[None],
    followed: Sequence[Subscribed],
    failed: Sequence[str],
    settle: Settle | None,
) -> None:
    """Say what is followed now, and ask it; and why the first of those failed that did. Among the
    places the feed is selected."""
    if worker.is_cancelled:  # Esc came first, and said so
        return
    screen.state.progress = None
    screen.tell()
    if settle is not None:
        settle(failed[0] if failed and not followed else "")
    if followed:
        places = screen.places or (screen.rail if screen.place == "rail" else None)
        if places is not None:
            places.renew(("feed", str(followed[0].feed.id)))
        problem = f" · {len(failed):,} failed: {failed[0]}" if failed else ""
        told = said(followed) + problem
        screen.say(told)
        lists.reload_soon(screen)
        refreshing.start(screen, [found.feed for found in followed], told, first=True)


def said(followed: Sequence[Subscribed]) -> str:
    """ "following Example Gazette · its site names 2 more feeds"; that it was followed before."""
    if len(followed) > 1:
        return f"following {plural(len(followed), 'feed')}"
    found = followed[0]
    name = refreshing.short(found.feed.shown)
    more = plural(len(found.others), "more feed")
    others = f" · its site names {more}: {', '.join(found.others)}" if found.others else ""
    note = f" · {found.note}" if found.note else ""
    told = f"following {name}" if found.new else f"{name} is followed already"
    return f"{told}{note}{others}"
