"""A refresh in a process of its own: asked, parsed, labelled and written outside the app.

What the app itself wrote would hold Python's lock for some 6 ms an article, and every key would
wait for it. The process (`refresher`) reads one request, then writes messages of the same form as
the worker's: {"progress": …}, {"outcome": …}, at last {"done": {"ok" | "error"}}. It may be killed
at any moment: see `refreshing` for why nothing is lost.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reader.core import errors
from reader.core.following import Refreshed, RefreshProgress
from reader.library import process, worker

if TYPE_CHECKING:
    from subprocess import Popen

    from reader.config import Network

_MODULE: Final = "reader.library.refresher"


def refresh(
    path: Path,
    feed_ids: Sequence[int] | None,
    allowed: Sequence[Network],
    progress: Callable[[RefreshProgress], None],
    cancelled: Callable[[], bool],
    *,
    first: bool = False,
) -> Iterator[Refreshed]:
    """As `Feeds.refresh`, in a process of its own. Raises StoreError where the library cannot be
    opened there."""
    running = process.start(_MODULE)
    from reader.library.talking import Talk  # noqa: PLC0415 -- the app's side only

    request = {
        "path": str(path),
        "feeds": None if feed_ids is None else list(feed_ids),
        "allowed": [str(network) for network in allowed],
        "first": first,
    }
    with Talk(running, request, cancelled) as talk:
        while (said := talk.receive(float("inf"))) is not None:
            if "progress" in said:
                progress(RefreshProgress(**said["progress"]))
            elif "outcome" in said:
                yield Refreshed(**said["outcome"])
            else:
                _ended(said["done"])
                return
    if not cancelled():
        raise errors.StoreError("the refresh ended too early", "nothing is lost; refresh again")


def _ended(said: dict[str, Any]) -> None:
    if "error" in said:
        kind, message, hint = said["error"]
        raise getattr(errors, kind, errors.ReaderError)(message, hint)


def serve(ahead: Popen[bytes]) -> None:
    """The process's side: one request, with the worker that was started `ahead` for it."""
    request, answers = worker.receive(sys.stdin.buffer), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        if request is not None:
            asked = request
            said = worker.guarded(
                lambda: _refresh(asked, ahead, lambda one: worker.send(answers, one))
            )
            worker.send(answers, {"done": said})
    finally:
        process.end(ahead)


def _refresh(
    request: dict[str, Any], ahead: Popen[bytes], send: Callable[[dict[str, Any]], None]
) -> dict[str, Any]:
    from reader.library.library import Library  # noqa: PLC0415 -- this process's side only

    allowed = tuple(ipaddress.ip_network(item) for item in request["allowed"])
    with Library(Path(request["path"]), allow_private=allowed) as library:
        wanted = request["feeds"]
        chosen = None
        if wanted is not None:
            chosen = [feed for feed in library.feeds.all() if feed.id in set(wanted)]

        def progress(step: RefreshProgress) -> None:
            send({"progress": asdict(step)})

        for outcome in library.feeds.refresh(chosen, progress, ahead=ahead, first=request["first"]):
            send({"outcome": asdict(outcome)})
    return {}
