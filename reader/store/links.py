"""What linking keeps: profiles, the index of their terms, and the links found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from reader.core.model import Level, Link
from reader.store.database import Database
from reader.store.parts import parts

_POSTINGS: Final = 200
"""Articles looked at under one term, the newest: what bounds the time in a large library."""
_SCALE: Final = 1000
"""Steps of a term's weight."""


def index(
    db: Database,
    article_id: int,
    profile: bytes,
    keys: Iterable[tuple[int, float]],
    terms: Iterable[int],
) -> None:
    """Keep an article's profile, the weighted keys candidates are found by, and count its
    terms. Inside a transaction; `forget` first where it was indexed."""
    db.execute("INSERT INTO profiles VALUES (?, ?)", (article_id, profile))
    db.executemany(
        "INSERT OR REPLACE INTO story_terms VALUES (?, ?, ?)",
        ((term, article_id, round(weight * _SCALE)) for term, weight in keys),
    )
    db.executemany(
        "INSERT INTO term_counts VALUES (?, 1) ON CONFLICT DO UPDATE SET articles = articles + 1",
        ((term,) for term in terms),
    )


def forget(db: Database, article_id: int, terms: Sequence[int]) -> None:
    """Take back what `index` kept, and the article's links both ways. Inside a transaction."""
    db.execute("DELETE FROM profiles WHERE article_id = ?", (article_id,))
    db.executemany(
        "DELETE FROM story_terms WHERE term = ? AND article_id = ?",
        ((term, article_id) for term in terms),
    )
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
    return int(db.execute("SELECT count(*) FROM profiles").fetchone()[0])


def frequencies(db: Database, terms: Sequence[int]) -> dict[int, int]:
    """In how many articles each of these terms stands; terms in none are left out."""
    return {
        term: number
        for part, marks in parts(terms)
        for term, number in db.execute(
            f"SELECT term, articles FROM term_counts WHERE term IN ({marks})", part
        )
    }


def candidates(
    db: Database, keys: Sequence[tuple[int, float]], limit: int, but: int | None = None
) -> list[tuple[int, bytes]]:
    """Id and profile of the `limit` articles whose keys share the most weight with these, among
    the newest under each; removed ones and the article `but` are left out."""
    if not keys:
        return []
    one = f"""SELECT * FROM (SELECT article_id, weight * ? AS part FROM story_terms
        WHERE term = ? ORDER BY article_id DESC LIMIT {_POSTINGS})"""
    rows = db.execute(
        f"""SELECT t.article_id, p.data FROM
        (SELECT article_id, sum(part) AS shared FROM ({" UNION ALL ".join([one] * len(keys))})
         GROUP BY article_id ORDER BY shared DESC, article_id DESC LIMIT ?) t
        JOIN profiles p ON p.article_id = t.article_id
        JOIN statuses s ON s.article_id = t.article_id
        WHERE NOT s.removed AND t.article_id IS NOT ?""",
        (*(value for term, weight in keys for value in (weight, term)), limit, but),
    )
    return rows.fetchall()


def profile(db: Database, article_id: int) -> bytes | None:
    """The article's profile, None where it has none."""
    row = db.execute("SELECT data FROM profiles WHERE article_id = ?", (article_id,)).fetchone()
    return bytes(row[0]) if row else None


def profiles(db: Database, articles: Sequence[int]) -> dict[int, bytes]:
    """The profiles of these articles; those that have none are left out."""
    return {
        article_id: bytes(data)
        for part, marks in parts(articles)
        for article_id, data in db.execute(
            f"SELECT article_id, data FROM profiles WHERE article_id IN ({marks})", part
        )
    }


def unlinked(db: Database, limit: int) -> list[int]:
    """Articles that were stored before they could be linked as they are now, newest first."""
    rows = db.execute("SELECT article_id FROM unlinked ORDER BY article_id DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]


def linked(db: Database, article_id: int) -> None:
    """The article is linked. Inside a transaction."""
    db.execute("DELETE FROM unlinked WHERE article_id = ?", (article_id,))


def connect(db: Database, article_id: int, link: Link) -> None:
    """Keep that `article_id` leads to `link.article_id`. Inside a transaction."""
    db.execute(
        "INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?, ?)",
        (article_id, link.article_id, link.level, link.reason, link.score, link.copied),
    )


def links(db: Database, article_id: int) -> list[Link]:
    """The article's links to articles that are not removed, best first."""
    rows = db.execute(
        """SELECT l.other_id, l.level, l.reason, l.score, l.copied FROM links l
        JOIN statuses s ON s.article_id = l.other_id
        WHERE l.article_id = ? AND NOT s.removed ORDER BY l.score DESC, l.other_id""",
        (article_id,),
    )
    return [Link(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]


def outlets(db: Database, articles: Sequence[int]) -> set[str]:
    """The outlets of what these articles lead to, and of the stories that are told by what they
    lead to as the same or possibly the same."""
    return {
        site
        for part, marks in parts(articles)
        for (site,) in db.execute(
            f"""SELECT a.site FROM links l JOIN articles a ON a.id = l.other_id
            WHERE l.article_id IN ({marks}) AND a.site IS NOT NULL
            UNION SELECT a.site FROM links l JOIN members m ON m.article_id = l.other_id
            JOIN members o ON o.story_id = m.story_id JOIN articles a ON a.id = o.article_id
            WHERE l.article_id IN ({marks}) AND l.level <> 'follow-up' AND a.site IS NOT NULL""",
            (*part, *part),
        )
    }


def weak(db: Database, articles: Sequence[int], most: float) -> list[tuple[int, int, Level, float]]:
    """The links from these articles that count no more than `most`: from which article to which,
    its level and how much it counts."""
    return [
        row
        for part, marks in parts(articles)
        for row in db.execute(
            f"""SELECT article_id, other_id, level, score FROM links
            WHERE article_id IN ({marks}) AND score <= ?""",
            (*part, most),
        )
    ]


def copies(db: Database, articles: Sequence[int]) -> dict[int, frozenset[int]]:
    """Which articles have the same text as each of these."""
    found: dict[int, set[int]] = {}
    for part, marks in parts(articles):
        for one, other in db.execute(
            f"SELECT article_id, other_id FROM links WHERE copied AND article_id IN ({marks})", part
        ):
            found.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in found.items()}


def near(db: Database, articles: Sequence[int]) -> dict[int, dict[int, float]]:
    """To which others each of these articles is linked, and how strongly."""
    found: dict[int, dict[int, float]] = {}
    for part, marks in parts(articles):
        for one, other, score in db.execute(
            f"SELECT article_id, other_id, score FROM links WHERE article_id IN ({marks})", part
        ):
            found.setdefault(one, {})[other] = score
    return found
