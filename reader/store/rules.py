"""What a person said of blocks, and how far the stored articles follow it.

What is said takes effect at once where an article is read; its words, its place in the search
and its links follow in small steps (`behind`, `reach`), so that a rule that changes thousands of
articles holds the file for a moment at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.store import journal
from reader.store.database import Database

_COLUMNS = "id, verdict, kind, site, line, article_id, block, nth"


@dataclass(frozen=True, slots=True)
class Kept:
    """One row: a rule of `site`, or, without one, a correction of a block alone. `article_id`,
    `block` (its text as rules compare it) and `nth` (of the blocks with this text, from 0) name
    the block where the key was pressed; a rule that was imported has none. `id` is 0 before it
    is stored."""

    id: int
    verdict: str
    kind: str
    site: str | None
    line: str
    article_id: int | None = None
    block: str = ""
    nth: int = 0


def add(db: Database, entry: int, said: Kept) -> int:
    """Put it into force, as part of the journal's `entry`; gives its id. An older one that says
    something of the same blocks (or of the same block alone) goes. Inside a transaction."""
    for old in _same(db, said):
        journal.switch(db, entry, journal.RULE, old, active=False)
    cursor = db.execute(
        """INSERT INTO rules (verdict, kind, site, line, article_id, block, nth)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (said.verdict, said.kind, said.site, said.line, said.article_id, said.block, said.nth),
    )
    rule_id = cursor.lastrowid or 0
    journal.switch(db, entry, journal.RULE, rule_id, active=True)
    return rule_id


def _same(db: Database, said: Kept) -> list[int]:
    """Those in force that the new one stands instead of."""
    if said.site is not None:
        # The line without its verdict: what it means. See declutter.rule_text.
        rows = db.execute("SELECT id, line FROM rules WHERE active AND site = ?", (said.site,))
        meant = said.line.partition(" on ")[2]
        return [row[0] for row in rows.fetchall() if row[1].partition(" on ")[2] == meant]
    rows = db.execute(
        """SELECT id FROM rules
        WHERE active AND site IS NULL AND article_id = ? AND block = ? AND nth = ?""",
        (said.article_id, said.block, said.nth),
    )
    return [row[0] for row in rows.fetchall()]


def all_of(db: Database) -> list[Kept]:
    """All in force: by site, each site's oldest first, those of one block alone at the end."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM rules WHERE active ORDER BY site IS NULL, site, id")
    return [Kept(*row) for row in rows]


def of_article(db: Database, site: str | None, article_id: int | None) -> list[Kept]:
    """Those in force for an article of `site`, oldest first."""
    rows = db.execute(
        f"""SELECT {_COLUMNS} FROM rules WHERE active AND site = ?1
        UNION SELECT {_COLUMNS} FROM rules WHERE active AND article_id = ?2 ORDER BY id""",
        (site, article_id),
    )
    return [Kept(*row) for row in rows]


def behind(db: Database) -> tuple[Kept, int] | None:
    """One of those, in force or not, that stored articles do not follow yet, and the last one
    that does; None where all do."""
    row = db.execute(
        f"SELECT {_COLUMNS}, reached FROM rules WHERE reached IS NOT NULL ORDER BY id LIMIT 1"
    ).fetchone()
    return (Kept(*row[:-1]), row[-1]) if row else None


def reach(db: Database, rule_id: int, article_id: int | None) -> None:
    """Note that articles follow it up to this one; None for all. Inside a transaction."""
    db.execute("UPDATE rules SET reached = ? WHERE id = ?", (article_id, rule_id))
