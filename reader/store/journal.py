"""Every change of a status, a rule, a story or a feed, written so that it can be taken back and
made again.

An entry is one thing a person did ("marked 12 articles read"); its changes are the values
before and after, one per article (or rule, or feed) and field. Undo walks back over the
entries, redo forth; a new change drops what had been undone, as editors do. It lies in the
library's file, so it outlives the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from reader.store import expiry, stories
from reader.store import readdress as readdressing
from reader.store.database import Database

FIELDS: Final = frozenset({"read", "starred", "removed"})
"""The columns of `statuses` that may change; also the guard on what enters the SQL."""
RULE: Final = "rule"
"""The field of a change whose `article_id` is a rule's, which is active or not."""
VERDICT: Final = "verdict"
"""The field of a change whose `article_id` is a story verdict's, which is active or not."""
MOVED: Final = "moved"
"""The field of a change whose article a person's word brought from one story into another."""
UNITED: Final = "united"
"""The field of a change whose `article_id` is a part (see `stories.unite`) that a person's word
brought from one story into another, with all that has joined it since."""
EXPIRED: Final = "expired"
"""The field of a change whose article was taken out because it had been kept long enough, or came
back when that was made longer: values as in `expiry`."""
_SWITCHED: Final = {RULE: "rules", VERDICT: "story_verdicts"}
"""The tables whose rows are put into force and out of it."""
FEED_FIELDS: Final = {
    "feed removed": "removed",
    "feed settings": "settings",
    "feed trusted": "trusted",
    "feed title": "title",
}
"""Fields of a change whose `article_id` is a feed's, and their columns."""
_OTHER: Final = {"before": "after", "after": "before"}
_CHUNK: Final = 500


def change(
    db: Database, field: str, ids: Sequence[int], *, value: bool, what: str, at: datetime
) -> int:
    """Set `field` of these articles, in one entry; gives how many changed. Where none did,
    no entry is made. Inside a transaction."""
    changed = list(_differing(db, _checked(field), ids, value=value))
    if not changed:
        return 0
    record(db, open_entry(db, what, at), field, changed, value=value)
    return len(changed)


def open_entry(db: Database, what: str, at: datetime, *, asked: bool = True) -> int:
    """A new entry, to which `record` adds; drops what had been undone, unless nobody `asked` for
    it: what happens by itself takes no redo away."""
    if asked:
        db.execute("DELETE FROM journal WHERE undone")
    cursor = db.execute("INSERT INTO journal (at, what) VALUES (?, ?)", (at.isoformat(), what))
    return cursor.lastrowid or 0


def rename(db: Database, entry: int, what: str) -> None:
    """Say better what an entry was, once all of it is known."""
    db.execute("UPDATE journal SET what = ? WHERE id = ?", (what, entry))


def stands(db: Database, entry: int) -> bool:
    """Whether an entry is there and was not undone."""
    found = db.execute("SELECT 1 FROM journal WHERE id = ? AND NOT undone", (entry,)).fetchone()
    return found is not None


def record(db: Database, entry: int, field: str, ids: Iterable[int], *, value: bool) -> None:
    """Set `field` of articles that have the other value, as part of `entry`."""
    column = _checked(field)
    for article_id in ids:
        db.execute(f"UPDATE statuses SET {column} = ? WHERE article_id = ?", (value, article_id))
        if column == "removed":  # from now on that is the person's own doing
            db.execute(
                "UPDATE statuses SET expired = ? WHERE article_id = ? AND expired = ?",
                (expiry.SPARED, article_id, expiry.TAKEN_OUT),
            )
        db.execute(
            "INSERT INTO journal_changes VALUES (?, ?, ?, ?, ?)",
            (entry, article_id, column, not value, value),
        )


def expire(db: Database, entry: int, ids: Sequence[int]) -> None:
    """Take articles out that were kept long enough, as part of `entry`; whoever takes that back
    wants them to stay."""
    _settle_expiry(db, entry, ids, expiry.SPARED, expiry.TAKEN_OUT)


def unexpire(db: Database, entry: int, ids: Sequence[int]) -> None:
    """Bring such articles back, as part of `entry`, because they are kept longer."""
    _settle_expiry(db, entry, ids, expiry.TAKEN_OUT, expiry.STAYS)


def _settle_expiry(db: Database, entry: int, ids: Sequence[int], before: int, after: int) -> None:
    expiry.settle(db, ids, after)
    db.executemany(
        "INSERT INTO journal_changes VALUES (?, ?, ?, ?, ?)",
        [(entry, article_id, EXPIRED, before, after) for article_id in ids],
    )


def note_added(db: Database, entry: int, article_id: int) -> None:
    """An article that came: taking that back removes it."""
    db.execute("INSERT INTO journal_changes VALUES (?, ?, 'removed', 1, 0)", (entry, article_id))


def switch(db: Database, entry: int, field: str, number: int, *, active: bool) -> None:
    """Put a rule or a verdict into force, or out of it, as part of `entry`."""
    db.execute(f"UPDATE {_SWITCHED[field]} SET active = ? WHERE id = ?", (active, number))
    db.execute(
        "INSERT INTO journal_changes VALUES (?, ?, ?, ?, ?)",
        (entry, number, field, not active, active),
    )


def move(db: Database, entry: int, article_id: int, before: int, after: int) -> None:
    """Bring an article from one story into another, as part of `entry`."""
    stories.move(db, article_id, after)
    db.execute(
        "INSERT INTO journal_changes VALUES (?, ?, ?, ?, ?)",
        (entry, article_id, MOVED, before, after),
    )


def unite(db: Database, entry: int, before: int, after: int) -> None:
    """Bring all of a story into another, as part of `entry`."""
    for part in stories.parts_of(db, before):
        stories.unite(db, part, before, after)
        db.execute(
            "INSERT INTO journal_changes VALUES (?, ?, ?, ?, ?)",
            (entry, part, UNITED, before, after),
        )


def change_feed(db: Database, entry: int, field: str, feed_id: int, value: str | bool) -> None:  # noqa: FBT001
    """Set a field of a feed, as part of `entry`."""
    column = FEED_FIELDS[field]
    before = db.execute(f"SELECT {column} FROM feeds WHERE id = ?", (feed_id,)).fetchone()[0]
    db.execute(f"UPDATE feeds SET {column} = ? WHERE id = ?", (value, feed_id))
    db.execute(
        "INSERT INTO journal_changes VALUES (?, ?, ?, ?, ?)", (entry, feed_id, field, before, value)
    )


def readdress(db: Database, entry: int, feed_id: int, url: str) -> None:
    """Give a feed the address that the person named, which none that is followed has, as part of
    `entry`."""
    (before,) = db.execute("SELECT url FROM feeds WHERE id = ?", (feed_id,)).fetchone()
    readdressing.give(db, feed_id, url)
    db.execute(
        "INSERT INTO journal_changes VALUES (?, ?, ?, ?, ?)",
        (entry, feed_id, readdressing.URL, before, url),
    )
    change_feed(db, entry, "feed trusted", feed_id, value=True)
    # What it is called there is not known yet: undo brings back what it was called here.
    (title,) = db.execute("SELECT title FROM feeds WHERE id = ?", (feed_id,)).fetchone()
    if title:
        change_feed(db, entry, "feed title", feed_id, value=title)


def addresses(db: Database) -> dict[int, set[str]]:
    """The addresses that feeds had before a person gave them others, and those that were taken
    back, by feed."""
    found: dict[int, set[str]] = {}
    rows = db.execute(
        "SELECT article_id, before, after FROM journal_changes WHERE field = ?", (readdressing.URL,)
    )
    for feed_id, *both in rows:
        found.setdefault(feed_id, set()).update(both)
    return found


def undo(db: Database) -> str | None:
    """Take back the newest entry; gives what it was, None where there is none."""
    return _step(db, "undone = 0 ORDER BY id DESC", "before", undone=True)


def takes_out(db: Database) -> int:
    """How many articles `undo` would take out of the library: those that came with the newest
    entry."""
    row = db.execute(
        """SELECT count(*) FROM journal_changes WHERE field = 'removed' AND before
        AND journal_id = (SELECT id FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1)"""
    ).fetchone()
    return int(row[0])


def unfollows(db: Database) -> int:
    """How many feeds `undo` would follow no more."""
    row = db.execute(
        """SELECT count(*) FROM journal_changes WHERE field = 'feed removed' AND before
        AND journal_id = (SELECT id FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1)"""
    ).fetchone()
    return int(row[0])


def redo(db: Database) -> str | None:
    """Make the entry again that was taken back last; gives what it was."""
    return _step(db, "undone = 1 ORDER BY id", "after", undone=False)


def _step(db: Database, which: str, side: str, *, undone: bool) -> str | None:
    row = db.execute(f"SELECT id, what, at FROM journal WHERE {which} LIMIT 1").fetchone()
    if row is None:
        return None
    changes = db.execute(
        f"""SELECT field, {side}, {_OTHER[side]}, article_id FROM journal_changes
        WHERE journal_id = ?""",
        (row[0],),
    ).fetchall()
    for field, value, now, article_id in changes:
        if field == MOVED:
            stories.move(db, article_id, value)
            continue
        if field == UNITED:
            stories.unite(db, article_id, now, value)
            continue
        if field == readdressing.URL:
            _readdress(db, article_id, value, row[2], undone=undone)
            continue
        if field == EXPIRED:
            expiry.settle(db, [article_id], value)
            continue
        if field in _SWITCHED:
            table = _SWITCHED[field]
            db.execute(f"UPDATE {table} SET active = ? WHERE id = ?", (value, article_id))
            continue
        if field in FEED_FIELDS:
            db.execute(
                f"UPDATE feeds SET {FEED_FIELDS[field]} = ? WHERE id = ?", (value, article_id)
            )
            continue
        db.execute(
            f"UPDATE statuses SET {_checked(field)} = ? WHERE article_id = ?", (value, article_id)
        )
    db.execute("UPDATE journal SET undone = ? WHERE id = ?", (undone, row[0]))
    return str(row[1])


def _readdress(db: Database, feed_id: int, url: str, since: str, *, undone: bool) -> None:
    """Give a feed the one or the other of its addresses, with what came by it."""
    if not readdressing.give(db, feed_id, url):
        return
    if undone:
        readdressing.detach(db, feed_id, since)
    else:
        readdressing.attach(db, feed_id)


def _differing(db: Database, column: str, ids: Sequence[int], *, value: bool) -> Iterable[int]:
    for start in range(0, len(ids), _CHUNK):
        part = list(ids[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        for (article_id,) in db.execute(
            f"SELECT article_id FROM statuses WHERE article_id IN ({marks}) AND {column} <> ?",
            (*part, value),
        ).fetchall():
            yield article_id


def _checked(field: str) -> str:
    if field not in FIELDS:
        raise ValueError(field)
    return field
