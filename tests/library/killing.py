"""Refreshes killed with SIGKILL at random moments, and what must hold after each."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time

from tests.library.feed_site import feed
from tests.web.feed_host import hosting

FEEDS = 3
EACH = 20
"""Entries that come to each feed between two kills."""


def rounds(path, number, rng):
    """Follow feeds into the library at `path`, kill `number` refreshes of ever more entries, then
    let one end; gives how many of them died with something half done."""
    with hosting() as host:
        urls = [f"{host.url}/{name}" for name in range(FEEDS)]
        _say(host, 1)
        assert run(path, "add", "--feed", *urls).wait() == 0
        assert run(path, "feeds", "set", *urls, "--full-text", "never").wait() == 0
        halfway = 0
        longest = 4.0
        for turn in range(number):
            _say(host, turn + 2)
            process = run(path, "refresh", "--all")
            began = time.monotonic()
            try:
                process.wait(rng.uniform(0.2, longest))
                longest = time.monotonic() - began
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
            halfway += check(path, turn + 2, whole=False)
        assert run(path, "refresh", "--all").wait() == 0
        check(path, number + 1, whole=True)
        return halfway


def run(path, *words):
    return subprocess.Popen(
        [sys.executable, "-m", "reader", "--db", str(path), *words],
        stdout=subprocess.DEVNULL,
        env=os.environ | {"NEWSREADER_HOME": str(path.parent / "home")},
    )


def _say(host, turns):
    """Every feed has its entries of all turns, newest first, and a validator that says so."""
    for name in range(FEEDS):
        numbers = [name * 10_000 + one for one in range(turns * EACH, 0, -1)]
        host.say(f"/{name}", feed(*numbers, title=f"Feed {name}", etag=f'"{turns}"'))


def check(path, turns, *, whole):
    """Nothing doubled, nothing without its article, no validator without its entries; with
    `whole`, nothing missing. True where some feed is half way."""
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (doubled,) = db.execute("SELECT count(*) - count(DISTINCT guid) FROM entries").fetchone()
        assert doubled == 0
        (lone,) = db.execute(
            """SELECT count(*) FROM entries e LEFT JOIN shown s USING (article_id)
            LEFT JOIN feed_articles f USING (feed_id, article_id)
            WHERE s.title IS NULL OR f.feed_id IS NULL"""
        ).fetchone()
        assert lone == 0
        half = False
        assert db.execute("SELECT count(*) FROM feeds").fetchone() == (FEEDS,)
        for name, (feed_id, articles, tag) in enumerate(
            db.execute(
                "SELECT id, articles, json_extract(state, '$.etag') FROM feeds ORDER BY id"
            ).fetchall()
        ):
            (entries,) = db.execute(
                "SELECT count(*) FROM entries WHERE feed_id = ?", (feed_id,)
            ).fetchone()
            assert articles == entries, name
            kept = int(tag.strip('"')) * EACH if tag else 0
            assert entries >= kept, name
            half |= entries % EACH != 0
            assert not whole or entries == turns * EACH
        return half
    finally:
        db.close()
