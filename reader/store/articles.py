"""Articles: kept, found, and listed a window at a time."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from reader.core import codec
from reader.core.errors import UsageError
from reader.core.model import Article, Counts, Document, Headline, Label, Payload, Query, Status
from reader.core.site import site_of
from reader.store import naming
from reader.store.database import Database

_CHUNK: Final = 500
"""Values per statement: far below SQLite's old limit of 999."""


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is written for one article: `digest` is that of its shown text, `raw_digest`
    that of the source's bytes, both hexadecimal SHA-256."""

    payload: Payload
    document: Document
    labels: tuple[Label, ...]
    title: str
    body: str
    words: int
    digest: str
    raw_digest: str
    labeller: int
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What the library already holds of a source."""

    article_id: int
    version: int
    raw_digest: str
    labeller: int
    removed: bool
    alias: bool


def known(db: Database, source: str) -> Known | None:
    """The article of this identity, or the one it is another place of."""
    row = db.execute(
        """SELECT a.id, a.version, v.raw_digest, v.labeller, s.removed, 0
        FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version
        JOIN statuses s ON s.article_id = a.id WHERE a.source = ?1
        UNION ALL
        SELECT a.id, a.version, l.raw_digest, v.labeller, s.removed, 1
        FROM aliases l JOIN articles a ON a.id = l.article_id
        JOIN versions v ON v.article_id = a.id AND v.version = a.version
        JOIN statuses s ON s.article_id = a.id WHERE l.source = ?1""",
        (source,),
    ).fetchone()
    if row is None:
        return None
    article_id, version, raw_digest, labeller, removed, alias = row
    return Known(article_id, version, raw_digest, labeller, bool(removed), bool(alias))


def twin(db: Database, digest: str, site: str | None) -> tuple[int, str, str] | None:
    """Id, source and title of a stored article with the same shown text, unless both outlets
    are known and differ: that is shared copy, not a duplicate."""
    row = db.execute(
        """SELECT a.id, a.source, a.title FROM articles a JOIN statuses s ON s.article_id = a.id
        WHERE a.digest = ?1 AND NOT s.removed
        AND (a.site IS NULL OR ?2 IS NULL OR a.site = ?2) ORDER BY a.id LIMIT 1""",
        (digest, site),
    ).fetchone()
    return (row[0], row[1], row[2]) if row else None


def add(db: Database, entry: Entry) -> int:
    """Write a new article; gives its id. Inside a transaction."""
    cursor = db.execute(
        """INSERT INTO articles
        (source, site_key, version, title, site, published, fetched_at, sorted_at, words, digest)
        VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)""",
        (entry.payload.url, _site(entry), *_row(entry)),
    )
    article_id = cursor.lastrowid or 0
    db.execute("INSERT INTO statuses (article_id) VALUES (?)", (article_id,))
    _write_version(db, article_id, 1, entry)
    return article_id


def add_version(db: Database, article_id: int, entry: Entry, *, changed: bool) -> int:
    """Write what the source says now, `changed` where its text is another; gives the version's
    number. Without a date it stays in the list where it came first. Inside a transaction."""
    (newest,) = db.execute(
        "SELECT max(version) FROM versions WHERE article_id = ?", (article_id,)
    ).fetchone()
    db.execute(
        """UPDATE articles SET site_key = ?1, version = ?2, title = ?3, site = ?4, published = ?5,
        fetched_at = ?6, words = ?8, digest = ?9, sorted_at =
            CASE WHEN published IS NULL AND ?5 IS NULL THEN sorted_at ELSE ?7 END
        WHERE id = ?10""",
        (_site(entry), newest + 1, *_row(entry), article_id),
    )
    if changed:
        db.execute("UPDATE articles SET text_version = version WHERE id = ?", (article_id,))
    _write_version(db, article_id, newest + 1, entry)
    return int(newest + 1)


def relabel(db: Database, article_id: int, version: int, entry: Entry) -> None:
    """Replace the labels of a stored version, its source unchanged. Inside a transaction."""
    db.execute(
        """UPDATE versions SET labeller = ?, document = ? WHERE article_id = ? AND version = ?""",
        (entry.labeller, _document(entry), article_id, version),
    )
    title, site, published, _, _, words, digest = _row(entry)
    db.execute(
        """UPDATE articles SET site_key = ?, title = ?, site = ?, published = ?, words = ?,
        digest = ? WHERE id = ? AND version = ?""",
        (_site(entry), title, site, published, words, digest, article_id, version),
    )


def overlay(
    db: Database,
    article_id: int,
    version: int,
    document: Document,
    labels: Sequence[Label],
    words: int,
) -> None:
    """Replace the labels of a stored version where something but the labeller changed them;
    `words` are those shown now. Inside a transaction."""
    db.execute(
        "UPDATE versions SET document = ? WHERE article_id = ? AND version = ?",
        (_packed(document, labels), article_id, version),
    )
    db.execute("UPDATE articles SET words = ? WHERE id = ?", (words, article_id))


def stale(db: Database, labeller: int) -> list[int]:
    """The articles that another version of the labeller labelled."""
    rows = db.execute(
        """SELECT a.id FROM articles a
        JOIN versions v ON v.article_id = a.id AND v.version = a.version
        WHERE v.labeller <> ? ORDER BY a.id""",
        (labeller,),
    )
    return [row[0] for row in rows]


def add_alias(db: Database, article_id: int, entry: Entry) -> None:
    """Remember another place of the same text, with its source. Inside a transaction."""
    db.execute(
        "INSERT OR REPLACE INTO aliases VALUES (?, ?, ?, ?, ?, ?)",
        (
            entry.payload.url,
            article_id,
            entry.fetched_at.isoformat(),
            entry.raw_digest,
            entry.payload.media_type,
            zlib.compress(entry.payload.data),
        ),
    )


def _row(entry: Entry) -> tuple[Any, ...]:
    """The columns a list row needs. An article without a date sorts by its arrival, as newsboat and
    mail readers do; so does one dated ahead of the clock, so that a wrong date cannot sit on top
    for ever."""
    published = entry.document.published
    moment = min(published, entry.fetched_at) if published else entry.fetched_at
    return (
        entry.title,
        entry.document.site,
        published.isoformat() if published else None,
        entry.fetched_at.isoformat(),
        int(moment.timestamp()),
        entry.words,
        entry.digest,
    )


def _site(entry: Entry) -> str | None:
    return site_of(entry.document.url, entry.document.site)


def _document(entry: Entry) -> bytes:
    return _packed(entry.document, entry.labels)


def _packed(document: Document, labels: Sequence[Label]) -> bytes:
    return zlib.compress(codec.encode(document, labels).encode())


def _write_version(db: Database, article_id: int, version: int, entry: Entry) -> None:
    db.execute(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article_id,
            version,
            entry.fetched_at.isoformat(),
            entry.raw_digest,
            entry.payload.media_type,
            zlib.compress(entry.payload.data),
            entry.labeller,
            _document(entry),
        ),
    )


def load(db: Database, article_id: int) -> Article:
    """The article as it stands. Raises UsageError for an id that is not stored."""
    row = db.execute(
        """SELECT a.version, v.document, v.fetched_at FROM articles a
        JOIN versions v ON v.article_id = a.id AND v.version = a.version WHERE a.id = ?""",
        (article_id,),
    ).fetchone()
    if row is None:
        raise UsageError(f"no article {article_id} is stored")
    document, labels = codec.decode(zlib.decompress(row[1]).decode())
    return Article(article_id, row[0], document, labels, datetime.fromisoformat(row[2]))


def of_site(db: Database, site: str, after: int, limit: int) -> list[tuple[int, bytes]]:
    """The id and the packed text of the next articles of a site after the id `after`, removed
    ones too: see `unpacked`."""
    return db.execute(
        """SELECT a.id, v.document FROM articles a
        JOIN versions v ON v.article_id = a.id AND v.version = a.version
        WHERE a.site_key = ? AND a.id > ? ORDER BY a.id LIMIT ?""",
        (site, after, limit),
    ).fetchall()


def unpacked(packed: bytes) -> str:
    """The JSON of a stored document: see `codec.decode`. Apart, because a search through
    thousands need not decode those that cannot hold what is sought."""
    return zlib.decompress(packed).decode()


def source(db: Database, article_id: int) -> str:
    """The identity of an article. Raises UsageError for an unknown id."""
    row = db.execute("SELECT source FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise UsageError(f"no article {article_id} is stored")
    return str(row[0])


def removed(db: Database) -> set[int]:
    """The articles that were removed."""
    return {row[0] for row in db.execute("SELECT article_id FROM statuses WHERE removed")}


def payload(db: Database, article_id: int) -> Payload:
    """The raw source of the article as it stands."""
    row = db.execute(
        """SELECT v.raw, a.source, v.media_type FROM articles a
        JOIN versions v ON v.article_id = a.id AND v.version = a.version WHERE a.id = ?""",
        (article_id,),
    ).fetchone()
    if row is None:
        raise UsageError(f"no article {article_id} is stored")
    return Payload(zlib.decompress(row[0]), row[1], row[2])


def ids(db: Database, query: Query, limit: int | None = None) -> array[int]:
    """The ids of all articles that `query` asks for, newest first; `query.text` is not looked
    at (see `search.ids`). 8 bytes an article, so a million fit in 8 MB."""
    rows = db.execute(
        f"""SELECT a.id FROM articles a JOIN statuses s ON s.article_id = a.id
        WHERE NOT s.removed{_condition(query)} ORDER BY a.sorted_at DESC, a.id DESC LIMIT ?""",
        (-1 if limit is None else limit,),
    )
    return array("q", (row[0] for row in rows))


def _condition(query: Query) -> str:
    state = " AND NOT s.read" * query.unread + " AND s.starred" * query.starred
    return state + of_feeds(query, "a.id")


def of_feeds(query: Query, column: str) -> str:
    """The condition that an article came by one of the query's feeds; empty where it has none."""
    if query.feeds is None:
        return ""
    numbers = ",".join(str(int(one)) for one in query.feeds)
    return f" AND {column} IN (SELECT article_id FROM feed_articles WHERE feed_id IN ({numbers}))"


def counts(db: Database) -> Counts:
    """How many articles the library holds, and how many of them are unread."""
    return Counts(*db.execute("SELECT articles, unread FROM counts").fetchone())


def headlines(db: Database, wanted: Sequence[int]) -> list[Headline]:
    """The list rows of these articles, in this order, their outlets by the names that the person
    gave them; ids that are gone are left out."""
    found: dict[int, Headline] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = list(wanted[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        rows = db.execute(
            f"""SELECT a.id, a.title, a.site, a.published, a.fetched_at, a.sorted_at, s.read,
            s.starred, coalesce(t.outlets, 1), coalesce(t.articles, 1), a.words, a.source,
            (SELECT max(r.version) FROM readings r WHERE r.article_id = a.id) < a.text_version
            FROM articles a JOIN statuses s ON s.article_id = a.id
            LEFT JOIN members m ON m.article_id = a.id LEFT JOIN stories t ON t.id = m.story_id
            WHERE NOT s.removed AND a.id IN ({marks})""",
            part,
        )
        found.update((row[0], _headline(row)) for row in rows)
    for article_id, name in naming.names(db, {key: row.site for key, row in found.items()}).items():
        found[article_id] = replace(found[article_id], site=name)
    return [found[article_id] for article_id in wanted if article_id in found]


def _headline(row: tuple[Any, ...]) -> Headline:
    article_id, title, site, published, fetched_at, sorted_at, read, starred, *rest = row
    outlets, reports, words, source, changed = rest
    return Headline(
        article_id,
        title,
        site,
        datetime.fromisoformat(published) if published else None,
        datetime.fromisoformat(fetched_at),
        datetime.fromtimestamp(sorted_at, UTC),
        bool(read),
        bool(starred),
        outlets,
        reports,
        words,
        source,
        bool(changed),
    )


def status(db: Database, article_id: int) -> Status:
    """What the person did with the article. Raises UsageError for an unknown id."""
    row = db.execute(
        "SELECT read, starred, position, width FROM statuses WHERE article_id = ?", (article_id,)
    ).fetchone()
    if row is None:
        raise UsageError(f"no article {article_id} is stored")
    return Status(article_id, bool(row[0]), bool(row[1]), row[2], row[3])


def keep_place(db: Database, article_id: int, position: int, width: int | None) -> None:
    """Remember where in the article one was, and how wide. Inside a transaction."""
    db.execute(
        "UPDATE statuses SET position = ?, width = ? WHERE article_id = ?",
        (position, width, article_id),
    )
