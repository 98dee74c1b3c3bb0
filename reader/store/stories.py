"""The stories that articles were put into, and what a person said of pairs of articles.

A story has an id that outlives its articles coming and going, and counts that are kept with it:
the front page of a library of 100,000 is one walk through an index.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.store.database import Database
from reader.store.parts import parts
from reader.store.schema_stories import RECOUNT


class Said(NamedTuple):
    """What a person said of two articles: whether they tell one story, and the number it is kept
    by."""

    number: int
    pair: frozenset[int]
    same: bool


class Place(NamedTuple):
    """Where an article is: its story, and the part of that which the links of its language put it
    into. The two differ where links across languages or a person's word brought it there."""

    story: int
    part: int


def say(db: Database, one: int, other: int, *, same: bool) -> int:
    """Keep that two articles tell, or do not tell, one story; gives the verdict's number, which
    `journal.switch` puts into force. Inside a transaction."""
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


def said(db: Database, articles: Sequence[int]) -> list[Said]:
    """What a person said of pairs with one of these articles."""
    found: dict[int, Said] = {}
    for part, marks in parts(articles):
        for number, one, other, same in db.execute(
            f"""SELECT id, one, other, same FROM story_verdicts
            WHERE active AND (one IN ({marks}) OR other IN ({marks}))""",
            (*part, *part),
        ):
            found[number] = Said(number, frozenset((one, other)), bool(same))
    return list(found.values())


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


def places(db: Database, articles: Sequence[int]) -> dict[int, Place]:
    """Where each of these articles is; those in no story are left out."""
    return {
        article_id: Place(story, story if own is None else own)
        for part, marks in parts(articles)
        for article_id, story, own in db.execute(
            f"SELECT article_id, story_id, part FROM members WHERE article_id IN ({marks})", part
        )
    }


def sizes(db: Database, wanted: Collection[Place]) -> dict[Place, int]:
    """How many articles each of these parts of stories has."""
    stories = [*{place.story for place in wanted}]
    found = dict.fromkeys(wanted, 0)
    for some, marks in parts(stories):
        for story, size in db.execute(
            f"SELECT id, articles FROM stories WHERE id IN ({marks})", some
        ):
            found[Place(story, story)] = size
        for story, part, size in db.execute(
            f"""SELECT m.story_id, m.part, count(*) FROM members m
            JOIN statuses s ON s.article_id = m.article_id
            WHERE m.story_id IN ({marks}) AND m.part IS NOT NULL AND NOT s.removed
            GROUP BY m.story_id, m.part""",
            some,
        ):
            found[Place(story, part)] = size
            found[Place(story, story)] -= size
    return found


def enter(db: Database, article_id: int, place: Place | None) -> int:
    """Put an article into a story; into one of its own for None: the one it is in, where nobody
    else is. Gives the story. Inside a transaction."""
    old = stories_of(db, [article_id]).get(article_id)
    if place is None and old is not None:
        others = "SELECT 1 FROM members WHERE story_id = ? AND article_id <> ? LIMIT 1"
        alone = not db.execute(others, (old, article_id)).fetchone()
        place = Place(old, old) if alone else None
    if place is None:
        new = begin(db)
        place = Place(new, new)
    story, part = place
    if old is None:
        db.execute("INSERT INTO members VALUES (?1, ?2, nullif(?3, ?2))", (article_id, story, part))
    else:
        db.execute(
            "UPDATE members SET story_id = ?2, part = nullif(?3, ?2) WHERE article_id = ?1",
            (article_id, story, part),
        )
        if old != story:
            _recount(db, old)
    _recount(db, story)
    return story


def begin(db: Database) -> int:
    """A new story that nobody tells yet; gives its number. Inside a transaction."""
    made = db.execute("INSERT INTO stories (articles, outlets, rank) VALUES (0, 0, 0)")
    return made.lastrowid or 0


# A part stays what it is wherever it is brought, so that the way back is the same.
_MOVE = "UPDATE members SET part = nullif(coalesce(part, story_id), ?1), story_id = ?1 WHERE "


def move(db: Database, article_id: int, story: int) -> None:
    """Bring an article into a story by a person's word. Inside a transaction."""
    old = stories_of(db, [article_id]).get(article_id)
    db.execute(f"{_MOVE} article_id = ?2", (story, article_id))
    if old is not None:
        _recount(db, old)
    _recount(db, story)


def parts_of(db: Database, story: int) -> list[int]:
    """The parts of a story: its own, and those that were brought into it."""
    rows = db.execute(
        "SELECT DISTINCT coalesce(part, story_id) FROM members WHERE story_id = ?", (story,)
    )
    return [row[0] for row in rows]


def by_part(db: Database, story: int) -> dict[Place, list[int]]:
    """The articles of each part of a story, removed ones too."""
    found: dict[Place, list[int]] = {}
    for article_id, part in db.execute(
        "SELECT article_id, coalesce(part, story_id) FROM members WHERE story_id = ?", (story,)
    ):
        found.setdefault(Place(story, part), []).append(article_id)
    return found


def unite(db: Database, part: int, before: int, after: int) -> None:
    """Bring a part of one story into another, removed articles too. Inside a transaction."""
    db.execute(f"{_MOVE} story_id = ?2 AND coalesce(part, story_id) = ?3", (after, before, part))
    _recount(db, before)
    _recount(db, after)


def worded(db: Database, story: int) -> bool:
    """Whether something that a person said is in force about one of a story's articles."""
    row = db.execute(
        """SELECT 1 FROM story_verdicts v JOIN members m ON m.article_id IN (v.one, v.other)
        WHERE v.active AND m.story_id = ? LIMIT 1""",
        (story,),
    ).fetchone()
    return row is not None


def _recount(db: Database, story: int) -> None:
    db.execute(RECOUNT.format("?1"), (story,))


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
    """As `front_page`, those with a report from this moment (seconds since 1970) on; where none
    has a date, with one that was taken in since."""
    rows = db.execute(
        """SELECT id FROM stories WHERE articles > 0 AND rank >= ?1 AND ?1 <= (
            SELECT coalesce(
                max(CASE WHEN a.published IS NOT NULL THEN a.sorted_at END), max(a.sorted_at))
            FROM members m JOIN articles a ON a.id = m.article_id
            JOIN statuses s ON s.article_id = a.id
            WHERE m.story_id = stories.id AND NOT s.removed)
        ORDER BY rank DESC, id DESC""",
        (moment,),
    )
    return array("q", (row[0] for row in rows))


def reports(db: Database, story: int) -> array[int]:
    """The articles of a story that are not removed, newest first."""
    rows = db.execute(
        """SELECT a.id FROM members m JOIN articles a ON a.id = m.article_id
        JOIN statuses s ON s.article_id = a.id
        WHERE m.story_id = ? AND NOT s.removed ORDER BY a.sorted_at DESC, a.id DESC""",
        (story,),
    )
    return array("q", (row[0] for row in rows))


def unread(db: Database) -> array[int]:
    """The stories with a report that is neither read nor removed."""
    rows = db.execute(
        """SELECT DISTINCT m.story_id FROM statuses s JOIN members m ON m.article_id = s.article_id
        WHERE NOT s.read AND NOT s.removed"""
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


def outlets(db: Database, first: int, last: int) -> dict[str, int]:
    """The outlets of which articles dated between two moments are stored, those with most first,
    with one of these articles each; looked for among the newest 20,000 of them."""
    rows = db.execute(
        """SELECT site, max(id) FROM (SELECT a.site, a.id FROM articles a
            JOIN statuses s ON s.article_id = a.id
            WHERE a.sorted_at BETWEEN ? AND ? AND a.published IS NOT NULL
            AND a.site IS NOT NULL AND NOT s.removed
            ORDER BY a.sorted_at DESC LIMIT 20000) GROUP BY site ORDER BY count(*) DESC, site""",
        (first, last),
    )
    return dict(rows.fetchall())
