"""Feeds: what is followed, its settings and its state.

Counts of articles and unread ones are kept by triggers, so that a list of feeds is one read of
one table.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from reader.core.errors import UsageError
from reader.core.feed_codec import (
    settings_from_json,
    settings_to_json,
    state_from_json,
    state_to_json,
)
from reader.core.feeds import LeftOut
from reader.core.following import Feed, FeedSettings, FeedState
from reader.store import journal
from reader.store.database import Database
from reader.store.parts import parts

_COLUMNS = "id, url, title, link, settings, state, articles, unread, trusted"


def all_of(db: Database) -> list[Feed]:
    """All that are followed, oldest first."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM feeds WHERE NOT removed ORDER BY id")
    return [_feed(row) for row in rows]


def of_article(db: Database, article_id: int) -> list[Feed]:
    """Those that are followed and have an entry of this article, oldest first."""
    rows = db.execute(
        f"""SELECT {_COLUMNS} FROM feeds WHERE NOT removed
        AND id IN (SELECT feed_id FROM feed_articles WHERE article_id = ?) ORDER BY id""",
        (article_id,),
    )
    return [_feed(row) for row in rows]


def unread(db: Database, ids: Sequence[int]) -> int:
    """How many articles of these feeds are unread; one of several of them counts for each."""
    total = 0
    for part, marks in parts(ids):
        row = db.execute(f"SELECT sum(unread) FROM feeds WHERE id IN ({marks})", part).fetchone()
        total += row[0] or 0
    return total


def get(db: Database, feed_id: int) -> Feed:
    """One feed, followed or not. Raises UsageError for an unknown id."""
    row = db.execute(f"SELECT {_COLUMNS} FROM feeds WHERE id = ?", (feed_id,)).fetchone()
    if row is None:
        raise UsageError(f"no feed {feed_id} is followed")
    return _feed(row)


def find(db: Database, url: str) -> tuple[int, bool] | None:
    """The id of the feed at this address, and whether it is followed; None for an unknown one."""
    row = db.execute("SELECT id, NOT removed FROM feeds WHERE url = ?", (url,)).fetchone()
    return (row[0], bool(row[1])) if row else None


def add(
    db: Database,
    entry: int,
    url: str,
    settings: FeedSettings,
    at: datetime,
    *,
    title: str | None = None,
    link: str | None = None,
    trusted: bool = True,
) -> int:
    """Follow a feed, as part of the journal's `entry`; gives its id. One that was followed once
    comes back with all that is known of its entries, and treated as it was but for what
    `settings` name. Inside a transaction."""
    known = find(db, url)
    if known:
        feed_id = known[0]
        settings = _again(get(db, feed_id).settings, settings)
    else:
        cursor = db.execute(
            """INSERT INTO feeds (url, title, link, added_at, trusted, removed, settings)
            VALUES (?, ?, ?, ?, ?, 1, ?)""",
            (url, title, link, at.isoformat(), trusted, _dumped(settings_to_json(settings))),
        )
        feed_id = cursor.lastrowid or 0
    if known:
        change(db, entry, feed_id, settings)
    journal.change_feed(db, entry, "feed removed", feed_id, value=False)
    return feed_id


def _again(kept: FeedSettings, named: FeedSettings) -> FeedSettings:
    """How a feed is treated that is followed again: it is to be asked, too."""
    return replace(
        kept,
        name=named.name or kept.name,
        folders=named.folders or kept.folders,
        tags=named.tags or kept.tags,
        paused=named.paused,
    )


def remove(db: Database, entry: int, feed_id: int) -> None:
    """Follow it no more, as part of `entry`; its articles stay. Inside a transaction."""
    journal.change_feed(db, entry, "feed removed", feed_id, value=True)


def change(db: Database, entry: int, feed_id: int, settings: FeedSettings) -> None:
    """Replace a feed's settings, as part of `entry`. Inside a transaction."""
    text = _dumped(settings_to_json(settings))
    journal.change_feed(db, entry, "feed settings", feed_id, value=text)


def keep_state(db: Database, feed_id: int, state: FeedState) -> None:
    """Replace what is remembered of its answers. Inside the transaction of its entries."""
    text = _dumped(state_to_json(state))
    db.execute("UPDATE feeds SET state = ? WHERE id = ?", (text, feed_id))


def describe(db: Database, feed_id: int, title: str | None, link: str | None) -> None:
    """What the feed says of itself now; where it is silent, what it said before stays. Inside a
    transaction."""
    db.execute(
        "UPDATE feeds SET title = coalesce(?, title), link = coalesce(?, link) WHERE id = ?",
        (title, link, feed_id),
    )


def move(db: Database, feed_id: int, url: str, *, trusted: bool) -> None:
    """Give it another address, which no feed may have. Inside a transaction."""
    db.execute("UPDATE feeds SET url = ?, trusted = ? WHERE id = ?", (url, trusted, feed_id))


def keep_aside(db: Database, lines: Sequence[LeftOut], at: datetime) -> None:
    """Keep lines of a list that are no feeds of the web, each once. Inside a transaction."""
    db.executemany(
        "INSERT OR REPLACE INTO aside VALUES (?, ?, ?)",
        [(one.line, one.reason, at.isoformat()) for one in lines if one.line],
    )


def aside(db: Database) -> list[LeftOut]:
    """Those lines, in the order of their text."""
    rows = db.execute("SELECT line, reason FROM aside ORDER BY line")
    return [LeftOut(line, reason, line) for line, reason in rows]


def _feed(row: tuple[Any, ...]) -> Feed:
    feed_id, url, title, link, settings, state, articles, unread, trusted = row
    return Feed(
        feed_id,
        url,
        title,
        link,
        settings_from_json(json.loads(settings)),
        state_from_json(json.loads(state)),
        articles,
        unread,
        bool(trusted),
    )


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
