"""Which blocks stand in which articles of a site, and how often: see `declutter.imprint`.

A print is one row, found by site and print, so that what arrives is looked up without a look at
the articles already there. Articles that were removed keep their rows and are not counted: the
count follows when they are taken back.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from reader.store.database import Database

_CHUNK = 500


def index(
    db: Database,
    article_id: int,
    site: str,
    prints: Iterable[int],
    words: int,
    topics: Iterable[int],
) -> None:
    """Keep an article's prints, its words of article text and the names it is about. Inside a
    transaction; `forget` first where it was indexed."""
    db.execute("INSERT OR IGNORE INTO sites (name) VALUES (?)", (site,))
    (site_id,) = db.execute("SELECT id FROM sites WHERE name = ?", (site,)).fetchone()
    db.execute(
        "INSERT INTO imprints VALUES (?, ?, ?, ?)",
        (article_id, site_id, words, array("I", sorted(topics)).tobytes()),
    )
    db.executemany(
        "INSERT OR IGNORE INTO prints VALUES (?, ?, ?)",
        ((site_id, one, article_id) for one in prints),
    )


def forget(db: Database, article_id: int, prints: Iterable[int]) -> None:
    """Take back what `index` kept. Inside a transaction."""
    row = db.execute("SELECT site_id FROM imprints WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        return
    db.executemany(
        "DELETE FROM prints WHERE site_id = ? AND print = ? AND article_id = ?",
        ((row[0], one, article_id) for one in prints),
    )
    db.execute("DELETE FROM imprints WHERE article_id = ?", (article_id,))


def indexed(db: Database, article_id: int) -> bool:
    """Whether the article's prints are kept."""
    row = db.execute("SELECT 1 FROM imprints WHERE article_id = ?", (article_id,)).fetchone()
    return row is not None


def site(db: Database, name: str) -> tuple[int, int] | None:
    """A site's number and how many articles of it are stored; None where there never was one."""
    row = db.execute("SELECT id, articles FROM sites WHERE name = ?", (name,)).fetchone()
    return (row[0], row[1]) if row else None


def holders(
    db: Database, site_id: int, prints: Sequence[int], but: int | None, limit: int
) -> list[int]:
    """Up to `limit` articles of the site in which a block with one of these prints stands, the
    article `but` left out."""
    marks = ",".join("?" * len(prints))
    rows = db.execute(
        f"""SELECT DISTINCT p.article_id FROM prints p
        JOIN statuses s ON s.article_id = p.article_id
        WHERE p.site_id = ? AND p.print IN ({marks}) AND p.article_id IS NOT ? AND NOT s.removed
        LIMIT ?""",
        (site_id, *prints, but, limit),
    )
    return [row[0] for row in rows]


def count(db: Database, site_id: int, prints: Sequence[int], but: int | None, limit: int) -> int:
    """As `holders`, but only how many."""
    if len(prints) > 1:
        return len(holders(db, site_id, prints, but, limit))
    # Without DISTINCT, which costs 2 ms for a thousand articles.
    (number,) = db.execute(
        """SELECT count(*) FROM (SELECT 1 FROM prints p
        JOIN statuses s ON s.article_id = p.article_id
        WHERE p.site_id = ? AND p.print = ? AND p.article_id IS NOT ? AND NOT s.removed
        LIMIT ?)""",
        (site_id, *prints, but, limit),
    ).fetchone()
    return int(number)


def witnesses(db: Database, ids: Sequence[int]) -> dict[int, tuple[int, frozenset[int]]]:
    """The words of article text and the names of these articles."""
    found: dict[int, tuple[int, frozenset[int]]] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        for article_id, words, topics in db.execute(
            f"SELECT article_id, words, topics FROM imprints WHERE article_id IN ({marks})", part
        ):
            found[article_id] = (words, frozenset(array("I", topics)))
    return found


def unsettled(db: Database, limit: int, *, late: bool = True) -> list[int]:
    """Articles that were removed or taken back, and, where `late`, after them those stored before
    there were prints, of which nothing was made yet."""
    rows = db.execute(
        "SELECT article_id FROM unsettled WHERE late <= ? ORDER BY late, article_id LIMIT ?",
        (late, limit),
    )
    return [row[0] for row in rows]


def settled(db: Database, article_id: int) -> None:
    """Note that the article is settled. Inside a transaction."""
    db.execute("DELETE FROM unsettled WHERE late IN (0, 1) AND article_id = ?", (article_id,))
