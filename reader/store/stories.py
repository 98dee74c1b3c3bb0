"""What linking keeps: fingerprints, the index of their terms, and the links found."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

from reader.core.model import Link
from reader.store.database import Database

_CHUNK: Final = 500


def index(
    db: Database,
    article_id: int,
    fingerprint: str,
    keys: Iterable[tuple[str, float]],
    terms: Iterable[str],
) -> None:
    """Keep an article's fingerprint (JSON), the weighted keys candidates are found by, and
    count its terms. Inside a transaction; `forget` first where it was indexed."""
    db.execute(
        "INSERT INTO fingerprints VALUES (?, ?)", (article_id, zlib.compress(fingerprint.encode()))
    )
    db.executemany(
        "INSERT INTO story_terms VALUES (?, ?, ?)",
        ((term, article_id, weight) for term, weight in keys),
    )
    db.executemany(
        "INSERT INTO term_counts VALUES (?, 1) ON CONFLICT DO UPDATE SET articles = articles + 1",
        ((term,) for term in terms),
    )


def forget(db: Database, article_id: int, terms: Iterable[str]) -> None:
    """Take back what `index` kept, and the article's links both ways. Inside a transaction."""
    db.execute("DELETE FROM fingerprints WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM story_terms WHERE article_id = ?", (article_id,))
    db.executemany(
        "UPDATE term_counts SET articles = articles - 1 WHERE term = ?",
        ((term,) for term in terms),
    )
    others = db.execute("SELECT other_id FROM links WHERE article_id = ?", (article_id,)).fetchall()
    db.executemany(
        "DELETE FROM links WHERE article_id = ? AND other_id = ?",
        ((other, article_id) for (other,) in others),
    )
    db.execute("DELETE FROM links WHERE article_id = ?", (article_id,))


def count(db: Database) -> int:
    """How many articles are indexed."""
    return int(db.execute("SELECT count(*) FROM fingerprints").fetchone()[0])


def frequencies(db: Database, terms: Sequence[str]) -> dict[str, int]:
    """In how many articles each of these terms stands; terms in none are left out."""
    return {
        term: number
        for part, marks in _parts(terms)
        for term, number in db.execute(
            f"SELECT term, articles FROM term_counts WHERE term IN ({marks})", part
        )
    }


def candidates(
    db: Database, terms: Sequence[str], limit: int, but: int | None = None
) -> list[tuple[int, str]]:
    """Id and fingerprint (JSON) of the `limit` articles whose keys share the most weight with
    these terms; removed ones and the article `but` are left out."""
    if not terms:
        return []
    marks = ",".join("?" * len(terms))
    rows = db.execute(
        f"""SELECT t.article_id, f.data FROM
        (SELECT article_id, sum(weight) AS shared FROM story_terms
         WHERE term IN ({marks}) GROUP BY article_id ORDER BY shared DESC LIMIT ?) t
        JOIN fingerprints f ON f.article_id = t.article_id
        JOIN statuses s ON s.article_id = t.article_id
        WHERE NOT s.removed AND t.article_id IS NOT ?""",
        (*terms, limit, but),
    )
    return [(row[0], zlib.decompress(row[1]).decode()) for row in rows]


def fingerprint(db: Database, article_id: int) -> str | None:
    """The article's fingerprint (JSON), None where it has none."""
    row = db.execute("SELECT data FROM fingerprints WHERE article_id = ?", (article_id,)).fetchone()
    return zlib.decompress(row[0]).decode() if row else None


def connect(db: Database, article_id: int, link: Link) -> None:
    """Keep that `article_id` leads to `link.article_id`. Inside a transaction."""
    db.execute(
        "INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?)",
        (article_id, link.article_id, link.level, link.reason, link.score),
    )


def links(db: Database, article_id: int) -> list[Link]:
    """The article's links to articles that are not removed, best first."""
    rows = db.execute(
        """SELECT l.other_id, l.level, l.reason, l.score FROM links l
        JOIN statuses s ON s.article_id = l.other_id
        WHERE l.article_id = ? AND NOT s.removed ORDER BY l.score DESC, l.other_id""",
        (article_id,),
    )
    return [Link(*row) for row in rows]


def _parts(values: Sequence[str]) -> Iterable[tuple[Any, str]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield list(part), ",".join("?" * len(part))
