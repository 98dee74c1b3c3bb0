"""Entries: what is known of each one a feed ever had, and which article it is.

Rows are never deleted: an entry that left its feed and comes back is known, whatever became of
its article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from reader.store.database import Database

NONE: Final = 0
WANTED: Final = 1
FETCHED: Final = 2
FAILED: Final = 3
"""How far an entry's page is: not wanted, wanted, merged into its article, not to be had."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: `guid`, `url`, `title`, `content` and `published` are its mark's; the id is 0
    before it is stored."""

    id: int
    article_id: int
    guid: str | None
    url: str | None
    title: str
    content: str
    published: datetime | None
    made: bool
    """Whether its article was made of it, and follows its edits."""
    page: int = NONE
    earlier: tuple[tuple[str | None, str | None], ...] = ()
    """The guids and addresses it had before, newest first."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """An entry whose page is wanted."""

    id: int
    feed_id: int
    article_id: int
    source: str
    """The identity of its article."""
    url: str
    home: str | None
    """The address of its feed, where a person named that."""


def of_feed(db: Database, feed_id: int) -> list[Row]:
    """All entries of a feed, oldest first."""
    rows = db.execute(
        """SELECT id, article_id, guid, url, title, content, published, made, page, earlier
        FROM entries WHERE feed_id = ? ORDER BY id""",
        (feed_id,),
    )
    return [_row(*row) for row in rows]


def _row(entry_id: int, article_id: int, guid: str | None, url: str | None, *rest: Any) -> Row:
    title, content, published, made, page, earlier = rest
    names = tuple((guid_, url_) for guid_, url_ in json.loads(earlier))
    moment = datetime.fromisoformat(published) if published else None
    return Row(entry_id, article_id, guid, url, title, content, moment, bool(made), page, names)


def add(db: Database, feed_id: int, row: Row, at: datetime) -> None:
    """Keep a new entry. Inside the transaction of its article."""
    db.execute(
        """INSERT INTO entries (feed_id, article_id, guid, url, title, content, published, seen_at,
        made, page) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (feed_id, row.article_id, *_mark(row), at.isoformat(), row.made, row.page),
    )
    db.execute("INSERT OR IGNORE INTO feed_articles VALUES (?, ?)", (feed_id, row.article_id))


def attach(db: Database, feed_id: int, articles: Iterable[int]) -> None:
    """Count known articles for a feed that gives them: they may have been taken from it with an
    address that was taken back. Inside a transaction."""
    db.executemany(
        "INSERT OR IGNORE INTO feed_articles VALUES (?, ?)", [(feed_id, one) for one in articles]
    )


def has(db: Database, feed_id: int, row: Row) -> bool:
    """Whether the feed has an entry with this mark, its date apart."""
    found = db.execute(
        """SELECT 1 FROM entries WHERE feed_id = ? AND guid IS ? AND url IS ? AND title = ?
        AND content = ? LIMIT 1""",
        (feed_id, row.guid, row.url, row.title, row.content),
    ).fetchone()
    return found is not None


def change(db: Database, row: Row) -> None:
    """What an entry's mark is now. Inside the transaction of its article."""
    db.execute(
        """UPDATE entries SET guid = ?, url = ?, title = ?, content = ?, published = ?, page = ?,
        earlier = ? WHERE id = ?""",
        (*_mark(row), row.page, json.dumps(row.earlier), row.id),
    )


def moments(db: Database, feed_id: int, limit: int) -> list[datetime]:
    """When the entries seen last came: their own dates, none later than we saw them."""
    rows = db.execute(
        "SELECT published, seen_at FROM entries WHERE feed_id = ? ORDER BY seen_at DESC LIMIT ?",
        (feed_id, limit),
    )
    return [
        min(datetime.fromisoformat(published or seen), datetime.fromisoformat(seen))
        for published, seen in rows
    ]


def holder(db: Database, source: str) -> tuple[int, set[int]] | None:
    """The article of this identity, and which feeds have an entry of it; None where there is
    none."""
    row = db.execute(
        """SELECT id FROM articles WHERE source = ?1
        UNION ALL SELECT article_id FROM aliases WHERE source = ?1 LIMIT 1""",
        (source,),
    ).fetchone()
    if row is None:
        return None
    rows = db.execute("SELECT feed_id FROM feed_articles WHERE article_id = ?", row)
    return row[0], {feed_id for (feed_id,) in rows}


def awaited(db: Database, feed_ids: Iterable[int], each: int, since: datetime) -> list[Awaited]:
    """Entries of these feeds whose pages are wanted, the newest `each` of every feed. Articles that
    were removed are not waited for, nor pages that could not be had since that moment."""
    found: list[Awaited] = []
    for feed_id in feed_ids:
        rows = db.execute(
            """SELECT e.id, e.feed_id, e.article_id, a.source, e.url,
            CASE WHEN f.trusted THEN f.url END FROM entries e JOIN feeds f ON f.id = e.feed_id
            JOIN articles a ON a.id = e.article_id JOIN statuses s ON s.article_id = a.id
            WHERE e.page = 1 AND e.feed_id = ? AND e.url IS NOT NULL AND NOT s.removed
            AND e.seen_at > ?
            ORDER BY a.sorted_at DESC LIMIT ?""",
            (feed_id, since.isoformat(), each),
        )
        found += [Awaited(*row) for row in rows]
    return found


def settle_page(db: Database, entry_id: int, page: int, said: str, at: datetime) -> None:
    """Note how far an entry's page is, and why it is no further. Inside a transaction."""
    db.execute(
        "UPDATE entries SET page = ?, page_said = ?, page_at = ? WHERE id = ?",
        (page, said, at.isoformat(), entry_id),
    )


def lacking(db: Database, article_id: int) -> tuple[str, datetime] | None:
    """Why the page of an article's entry could not be had, and when that was; None where it is
    there, or nobody asked for it."""
    row = db.execute(
        """SELECT page_said, page_at FROM entries WHERE article_id = ? AND page_said <> ''
        AND page_at IS NOT NULL ORDER BY page_at DESC LIMIT 1""",
        (article_id,),
    ).fetchone()
    return (row[0], datetime.fromisoformat(row[1])) if row else None


def want_page(db: Database, article_id: int, at: datetime) -> bool:
    """Let the page of an article's entry be fetched with the next refresh of its feed, as if it had
    come at this moment; False where it has none. Inside a transaction."""
    cursor = db.execute(
        """UPDATE entries SET page = 1, seen_at = ? WHERE article_id = ? AND url IS NOT NULL
        AND page <> 2""",
        (at.isoformat(), article_id),
    )
    return cursor.rowcount > 0


def _mark(row: Row) -> tuple[str | None, ...]:
    published = row.published.isoformat() if row.published else None
    return row.guid, row.url, row.title, row.content, published
