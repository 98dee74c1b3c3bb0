"""The versions of an article, and which of them the person read."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reader.core import codec
from reader.core.model import Article
from reader.store.database import Database

_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """A version that was read, and when first; None where that was not kept yet."""

    version: int
    at: datetime | None


def numbers(db: Database, article_id: int) -> list[int]:
    """The numbers of an article's versions, oldest first."""
    rows = db.execute(
        "SELECT version FROM versions WHERE article_id = ? ORDER BY version", (article_id,)
    )
    return [row[0] for row in rows]


def load(db: Database, article_id: int, version: int) -> Article:
    """A version of an article, its labels as they were; one of `numbers`."""
    document, fetched_at = db.execute(
        "SELECT document, fetched_at FROM versions WHERE article_id = ? AND version = ?",
        (article_id, version),
    ).fetchone()
    parsed, labels = codec.decode(zlib.decompress(document).decode())
    return Article(article_id, version, parsed, labels, datetime.fromisoformat(fetched_at))


def opened(db: Database, article_id: int, at: datetime) -> None:
    """The article is read, and as it stands, with nothing of the journal. Inside a transaction."""
    db.execute("UPDATE statuses SET read = 1 WHERE article_id = ?", (article_id,))
    note_read(db, [article_id], at)


def note_read(db: Database, ids: Sequence[int], at: datetime) -> None:
    """Remember that these articles were read as they stand. Inside a transaction."""
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        db.execute(
            f"""INSERT OR IGNORE INTO readings
            SELECT id, version, ? FROM articles WHERE id IN ({marks})""",
            (at.isoformat(), *part),
        )


def is_read(db: Database, article_id: int) -> bool:
    """Whether the article was read as it stands."""
    row = db.execute(
        """SELECT 1 FROM readings r JOIN articles a ON a.id = r.article_id
        AND a.version = r.version WHERE a.id = ?""",
        (article_id,),
    ).fetchone()
    return row is not None


def readings(db: Database, article_id: int) -> list[Reading]:
    """The versions that were read, oldest first."""
    rows = db.execute(
        "SELECT version, at FROM readings WHERE article_id = ? ORDER BY version", (article_id,)
    )
    return [Reading(version, datetime.fromisoformat(at) if at else None) for version, at in rows]


def changed_since(db: Database, article_id: int) -> Reading | None:
    """The newest version that was read, where the text has changed since."""
    read = readings(db, article_id)
    (text,) = db.execute(
        "SELECT coalesce(max(text_version), 0) FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    return read[-1] if read and read[-1].version < text else None
