"""The stories that articles were put into, and what a person said of pairs of articles.

A story has an id that outlives its articles coming and going, and counts that are kept with it:
the front page of a library of 100,000 is one walk through an index.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from reader.store.database import Database
from reader.store.parts import parts
from reader.store.schema_stories import RECOUNT


def say(db: Database, one: int, other: int, *, same: bool) -> int:
    """Keep that two articles tell, or do not tell, one story; gives the verdict's number, which
    `journal.switch_verdict` puts into force. Inside a transaction."""
    cursor = db.execute(
        "INSERT INTO story_verdicts (one, other, same, active) VALUES (?, ?, ?, 0)",
        (min(one, other), max(one, other), same),
    )
    return cursor.lastrowid or 0


def verdicts(db: Database, one: int, other: int) -> list[int]:
    """The numbers of what is in force about this pair."""
    rows = db.execute(
        "SELECT id FROM story_verdicts WHERE active AND one = ? AND other = ?",
        (min(one, other), max(one, other)),
    )
    return [row[0] for row in rows]


def said(db: Database, articles: Sequence[int]) -> list[tuple[frozenset[int], bool]]:
    """The pairs with one of these articles of which a person said whether they tell one story."""
    found: dict[int, tuple[frozenset[int], bool]] = {}
    for part, marks in parts(articles):
        for number, one, other, same in db.execute(
            f"""SELECT id, one, other, same FROM story_verdicts
            WHERE active AND (one IN ({marks}) OR other IN ({marks}))""",
            (*part, *part),
        ):
            found[number] = (frozenset((one, other)), bool(same))
    return list(found.values())


def unsorted(db: Database) -> list[int]:
    """Articles of whose story something was said, or taken back, that is not followed yet."""
    return [row[0] for row in db.execute("SELECT DISTINCT article_id FROM unsorted")]


def sorted_out(db: Database) -> None:
    """All of it is. Inside a transaction."""
    db.execute("DELETE FROM unsorted")


def stories_of(db: Database, articles: Sequence[int]) -> dict[int, int]:
    """The story of each of these articles; those in none are left out."""
    return {
        article_id: story
        for part, marks in parts(articles)
        for article_id, story in db.execute(
            f"SELECT article_id, story_id FROM members WHERE article_id IN ({marks})", part
        )
    }


def members(db: Database, stories: Sequence[int]) -> dict[int, list[int]]:
    """The articles of each of these stories that are not removed, by their numbers."""
    found: dict[int, list[int]] = {}
    for part, marks in parts(stories):
        for article_id, story in db.execute(
            f"""SELECT m.article_id, m.story_id FROM members m
            JOIN statuses s ON s.article_id = m.article_id
            WHERE m.story_id IN ({marks}) AND NOT s.removed ORDER BY m.article_id""",
            part,
        ):
            found.setdefault(story, []).append(article_id)
    return found


def sizes(db: Database, stories: Sequence[int]) -> dict[int, int]:
    """How many articles each of these stories has."""
    return {
        story: size
        for part, marks in parts(stories)
        for story, size in db.execute(
            f"SELECT id, articles FROM stories WHERE id IN ({marks})", part
        )
    }


def enter(db: Database, article_id: int, story: int | None) -> int:
    """Put an article into a story; into one of its own for None: the one it is in, where nobody
    else is. Gives the story. Inside a transaction."""
    old = stories_of(db, [article_id]).get(article_id)
    if story is None and old is not None:
        others = "SELECT 1 FROM members WHERE story_id = ? AND article_id <> ? LIMIT 1"
        story = None if db.execute(others, (old, article_id)).fetchone() else old
    if story is None:
        made = db.execute("INSERT INTO stories (articles, outlets, rank) VALUES (0, 0, 0)")
        story = made.lastrowid or 0
    if old is None:
        db.execute("INSERT INTO members VALUES (?, ?)", (article_id, story))
    elif old != story:
        db.execute("UPDATE members SET story_id = ? WHERE article_id = ?", (story, article_id))
        db.execute(RECOUNT.format("?1"), (old,))
    db.execute(RECOUNT.format("?1"), (story,))
    return story


# -- the front page ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story: `moment` is what it sorts by, in seconds since 1970, `drawn` the
    sum of its links to the others."""

    article_id: int
    story: int
    title: str
    site: str | None
    source: str
    published: str | None
    moment: int
    read: bool
    drawn: float


def front_page(db: Database, limit: int | None = None) -> array[int]:
    """The ids of all stories, those first that many tell and that are fresh."""
    rows = db.execute(
        "SELECT id FROM stories WHERE articles > 0 ORDER BY rank DESC, id DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return array("q", (row[0] for row in rows))


def since(db: Database, moment: int) -> array[int]:
    """As `front_page`, those with a report from this moment (seconds since 1970) on."""
    rows = db.execute(
        """SELECT id FROM stories WHERE articles > 0 AND rank >= ?1 AND EXISTS (
            SELECT 1 FROM members m JOIN articles a ON a.id = m.article_id
            JOIN statuses s ON s.article_id = a.id
            WHERE m.story_id = stories.id AND NOT s.removed AND a.sorted_at >= ?1)
        ORDER BY rank DESC, id DESC""",
        (moment,),
    )
    return array("q", (row[0] for row in rows))


def told(db: Database, stories: Sequence[int]) -> dict[int, list[Member]]:
    """The articles of these stories that are not removed, in order of time."""
    found: dict[int, list[Member]] = {}
    for part, marks in parts(stories):
        rows = db.execute(
            f"""SELECT a.id, m.story_id, a.title, a.site, a.source, a.published, a.sorted_at,
            s.read, coalesce((SELECT sum(l.score) FROM links l
                JOIN members o ON o.article_id = l.other_id
                WHERE l.article_id = a.id AND o.story_id = m.story_id), 0)
            FROM members m JOIN articles a ON a.id = m.article_id
            JOIN statuses s ON s.article_id = a.id
            WHERE m.story_id IN ({marks}) AND NOT s.removed ORDER BY a.sorted_at, a.id""",
            part,
        )
        for row in rows:
            found.setdefault(row[1], []).append(Member(*row))
    return found


def outlets(db: Database, first: int, last: int) -> list[str]:
    """The outlets of which articles between two moments are stored, those with most first;
    looked for among the newest 20,000 of them."""
    rows = db.execute(
        """SELECT site FROM (SELECT a.site FROM articles a
            JOIN statuses s ON s.article_id = a.id
            WHERE a.sorted_at BETWEEN ? AND ? AND a.site IS NOT NULL AND NOT s.removed
            ORDER BY a.sorted_at DESC LIMIT 20000) GROUP BY site ORDER BY count(*) DESC, site""",
        (first, last),
    )
    return [row[0] for row in rows]
