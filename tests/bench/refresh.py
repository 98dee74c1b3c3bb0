"""A refresh of many feeds on as many loopback addresses: wall against the ideal, CPU, memory.

    python -m tests.bench.refresh SERVER FEEDS [MORE] [--hosts 200] [--latency 20 50] [--newsboat]

SERVER is a script that serves a folder of feeds (FOLDER PORT --lat LOW HIGH --hosts N: on
127.0.1.1 and so on, each feed with a delay of its own, drawn by its path); FEEDS a folder with
0.xml and so on, MORE the same feeds with new items. Measured are the first refresh, one in which
every server says 304 (in a process that has loaded its own part, as the app does it, and by the
command), and one of the changed feeds; the first and the last also without keeping anything, which
is asking and parsing alone. The ideal is the sum of the delays, 20 at a time. With `--newsboat`
newsboat reloads the same feeds (`newsboat -x reload`, reload-threads 20), if it is installed.

200 feeds of 20 items of 400 words, 16 MB; ideal 0.35 s; two idle cores:

| what                      | wall, s     | x ideal   | CPU, s: app, worker |
|---------------------------|-------------|-----------|---------------------|
| unchanged                 | 0.40 - 0.41 | 1.2       | 0.05, 0.34          |
| unchanged, from the app   | 0.47 - 0.52 | 1.4 - 1.5 | 0.02, 0.50          |
| unchanged, the command    | 0.47 - 0.54 | 1.3 - 1.6 | 0.55 in all         |
| newsboat, unchanged       | 2.6         | 7.5       | 2.7 in all          |
| changed, asked and parsed | 1.4         | 4.2       | 0.03, 1.5           |
| changed, 200 items kept   | 4.0         | 12        | 1.5, 3.0            |
| newsboat, changed         | 3.5         | 10        | 3.6 in all          |
| first, 4,000 items kept   | 43          |           | 19, 30              |
| newsboat, first           | 1.6         | 4.6       | 1.6 in all          |

The parser alone takes 1.0 to 1.1 s of CPU for the 200 changed feeds; feedparser 1.1 without
sanitising and 4.4 with. Asked 20 at a time, unchanged feeds took 0.58 to 0.62 s, from the app
0.67 to 0.70, by the command 0.76 to 0.82, changed ones 2.0.

Taken in, an article costs the app 4.7 ms of CPU and the worker 7.4, a bare insert with FTS5 0.20;
100 feeds of 1,000 items, 100,000 articles in 18 minutes: 7.2, 7.4 and 0.29, with at most 89 MB
in the app and 503 in the worker. That was before an answer of more than 1 MB (here 3.7 each) waited
for room: see `reader.web.many`.

Keys while 200 feeds are taken in, beside the same app before, 480 and 400 presses, the feeds'
server and whoever presses on the same two cores: p95 9.1 ms beside 6.7 (pty_bench, 1.4x) and 7.9
beside 7.6 (1.0x, both in turns within one run), p50 1.1 to 1.2x. Before the refresh kept off one
of the processors p95 was 1.6 to 2.0x; no priority and no rarer progress changed that.
"""

from __future__ import annotations

import argparse
import contextlib
import ipaddress
import os
import random
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reader import store
from reader.core.following import FeedSettings, Refreshed
from reader.library import pool, refreshing
from reader.library.library import Library
from reader.library.talking import Talk

WIDTH = 20
"""Feeds asked at a time in the ideal: whoever asks more of them at once may come below it."""
ALLOWED = (ipaddress.ip_network("127.0.0.0/8"),)


@contextlib.contextmanager
def serving(
    script: Path, folder: Path, options: argparse.Namespace, port: int = 0
) -> Iterator[int]:
    """The server on a free port, or on this one."""
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.1.1", port))
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


def bare(library: Library, folder: Path) -> str:
    """What all articles take to insert and index with nothing else: the floor of taking in."""
    texts = library._db.execute("SELECT title, body FROM shown").fetchall()
    with contextlib.closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, title TEXT, body TEXT)")
        db.execute("CREATE VIRTUAL TABLE found USING fts5(title, body, content='texts')")
        began = time.process_time()
        for at in range(0, len(texts), 20):
            db.execute("BEGIN")
            for number, text in enumerate(texts[at : at + 20], at + 1):
                db.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, *text))
                db.execute(
                    "INSERT INTO found(rowid, title, body) VALUES (?, ?, ?)", (number, *text)
                )
            db.execute("COMMIT")
        used = time.process_time() - began
    return f"{used / len(texts) * 1000:.2f} ms of CPU an article, {len(texts)} of them"


def newsboat(folder: Path, options: argparse.Namespace, ideal: float) -> None:
    """The same feeds reloaded by newsboat, which keeps their items and does nothing else with
    them: first, unchanged, changed."""
    program = shutil.which("newsboat")
    if program is None:
        print("newsboat is not installed: nothing to compare with")
        return
    files = [folder / name for name in ("urls", "config", "cache.db")]
    command = [program, "-x", "reload"]
    for flag, file in zip(("-u", "-C", "-c"), files, strict=True):
        command += [flag, str(file)]
    files[1].write_text(f"reload-threads {WIDTH}\n")

    def reload() -> None:
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"HOME": folder})

    with serving(options.server, options.feeds, options) as port:
        urls = [f"http://127.0.1.{one + 1}:{port}{path(one)}\n" for one in range(options.hosts)]
        files[0].write_text("".join(urls))
        measured("newsboat, first", reload, ideal)
        measured("newsboat, unchanged (304)", reload, ideal)
    if options.more:
        with serving(options.server, options.more, options, port):
            measured("newsboat, changed", reload, ideal)


def measured(name: str, work: Callable[[], str | None], ideal: float) -> None:
    """Do `work`, and say what it took."""
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
    parser.add_argument("--newsboat", action="store_true", help="beside newsboat's reload")
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
        print(f"bare insert: {bare(library, Path(folder))}")
        if options.newsboat:
            newsboat(Path(folder), options, ideal)
    app = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"most memory: app {app / 1024:.0f} MB, worker {worker / 1024:.0f} MB")


if __name__ == "__main__":
    main()
