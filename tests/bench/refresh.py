"""A refresh of many feeds on as many loopback addresses: wall against the ideal, CPU, memory.

    python -m tests.bench.refresh SERVER FEEDS [MORE] [--hosts 200] [--latency 20 50]

SERVER is a script that serves a folder of feeds (FOLDER PORT --lat LOW HIGH --hosts N: on
127.0.1.1 and so on, each feed with a delay of its own, drawn by its path); FEEDS a folder with
0.xml and so on, MORE the same feeds with new items. Measured are the first refresh, one in which
every server says 304, and one of the changed feeds; each also without keeping anything, which is
asking and parsing alone. The ideal is the sum of the delays, 20 at a time.
"""

from __future__ import annotations

import argparse
import contextlib
import ipaddress
import random
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from reader import store
from reader.core.following import FeedSettings, Refreshed
from reader.library import pool, refreshing
from reader.library.library import Library
from reader.library.talking import Talk
from reader.web.many import WIDTH

ALLOWED = (ipaddress.ip_network("127.0.0.0/8"),)


@contextlib.contextmanager
def serving(script: Path, folder: Path, options: argparse.Namespace) -> Iterator[int]:
    """The server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.1.1", 0))
        port = free.getsockname()[1]
    low, high = map(str, options.latency)
    command = [sys.executable, script, folder, port, "--lat", low, high, "--hosts", options.hosts]
    process = subprocess.Popen([str(word) for word in command])
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.1.1", port)):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait()


def path(number: int) -> str:
    return f"/{number}.xml"


def follow(library: Library, port: int, hosts: int) -> None:
    """Follow all, without asking any."""
    db = library._db
    with store.transaction(db):
        entry = store.journal.open_entry(db, "bench", library.clock())
        for number in range(hosts):
            url = f"http://127.0.1.{number + 1}:{port}{path(number)}"
            store.feeds.add(db, entry, url, FeedSettings(full_text="never"), library.clock())


def move(library: Library, port: int) -> None:
    """The feeds are served on another port."""
    for feed in library.feeds.all():
        url = f"http://{feed.url.split('/')[2].partition(':')[0]}:{port}/{feed.url.split('/')[3]}"
        with store.transaction(library._db):
            store.feeds.move(library._db, feed.id, url, trusted=True)


def asking(library: Library) -> None:
    """As a refresh, but no entry is wanted and nothing is kept."""
    job = refreshing.Job(library._db, library.clock, ALLOWED, lambda _: None, lambda: False)
    feeds = {feed.id: feed for feed in library.feeds.all()}
    with Talk(job.worker(), refreshing._request(job, feeds), lambda: False) as talk:
        while "done" not in (said := talk.receive(pool.FETCH) or {"done": 1}):
            if "read" in said:
                talk.send({"want": []})


def refreshed(library: Library) -> str:
    return said(list(library.feeds.refresh(library.feeds.all())))


def said(outcomes: list[Refreshed]) -> str:
    failed = [one.message for one in outcomes if one.outcome == "failed"]
    return f"{sum(one.new for one in outcomes):6} new, {len(failed)} failed {failed[:1] or ''}"


def apart(library: Library) -> str:
    """As the app does it: in a process of its own."""
    return said(list(library.feeds.refresh_apart(library.feeds.all())))


def command(library: Library) -> str:
    """`newsreader refresh --all`, from its start to its end."""
    words = [sys.executable, "-m", "reader", "--db", str(library.path), "refresh", "--all"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def measured(name: str, work, ideal: float) -> None:
    own, children = time.process_time(), _children()
    began = time.perf_counter()
    said = work() or ""
    wall = time.perf_counter() - began
    own, children = time.process_time() - own, _children() - children
    print(
        f"{name:28} {wall:7.2f} s, {wall / ideal:6.1f}x ideal; CPU app {own:6.2f}, "
        f"worker {children:6.2f}  {said}",
        flush=True,
    )


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("server", type=Path)
    parser.add_argument("feeds", type=Path)
    parser.add_argument("more", type=Path, nargs="?")
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--latency", type=float, nargs=2, default=(20.0, 50.0))
    options = parser.parse_args()
    delays = [random.Random(path(n)).uniform(*options.latency) for n in range(options.hosts)]
    ideal = max(sum(delays) / WIDTH, *delays) / 1000
    print(f"{options.hosts} feeds, {WIDTH} at a time: ideal {ideal:.2f} s")
    with (
        tempfile.TemporaryDirectory() as folder,
        Library(Path(folder, "library.db"), allow_private=ALLOWED) as library,
    ):
        with serving(options.server, options.feeds, options) as port:
            follow(library, port, options.hosts)
            measured("first, asking and parsing", lambda: asking(library), ideal)
            measured("first, kept", lambda: refreshed(library), ideal)
            for _ in range(3):
                measured("unchanged (304)", lambda: refreshed(library), ideal)
                measured("unchanged, from the app", lambda: apart(library), ideal)
                measured("unchanged, the command", lambda: command(library), ideal)
        if options.more:
            with serving(options.server, options.more, options) as port:
                move(library, port)
                measured("changed, asking and parsing", lambda: asking(library), ideal)
                measured("changed, kept", lambda: refreshed(library), ideal)
    app = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"most memory: app {app / 1024:.0f} MB, worker {worker / 1024:.0f} MB")


if __name__ == "__main__":
    main()
