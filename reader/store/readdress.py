"""A feed's address, given by the person: another one and, with undo, the one before.

Each address stands once in the table, where feeds that are followed no more stay. One of those
gives way: its address gets a fragment (`…#unfollowed-7`), which no address that is asked has, and
it has its own again when that is free. Answers of the other address tell nothing of this one: of
the feed's state only what is its own stays.
"""

from __future__ import annotations

import json
from typing import Final

from reader.core.feed_codec import state_from_json, state_to_json
from reader.core.following import FeedState
from reader.store.database import Database

URL: Final = "feed url"
"""The field of a change whose `article_id` is a feed's, which got another address."""


def give(db: Database, feed_id: int, url: str) -> bool:
    """Give a feed this address and forget what the server of the other one said. Where another
    that is followed has it by now, by a redirect that came between, all stays as it is, which is
    False. Inside a transaction."""
    holder = db.execute(
        "SELECT id, removed FROM feeds WHERE url = ? AND id <> ?", (url, feed_id)
    ).fetchone()
    if holder and not holder[1]:
        return False
    if holder:
        _name(db, holder[0], f"{url}#unfollowed-{holder[0]}")
    before, text = db.execute("SELECT url, state FROM feeds WHERE id = ?", (feed_id,)).fetchone()
    _name(db, feed_id, url)
    state = state_from_json(json.loads(text))
    kept = FeedState(changed_at=state.changed_at, earlier=state.earlier)
    said = json.dumps(state_to_json(kept), ensure_ascii=False)
    db.execute("UPDATE feeds SET state = ? WHERE id = ?", (said, feed_id))
    db.execute(
        "UPDATE OR IGNORE feeds SET url = ?1 WHERE removed AND url = ?1 || '#unfollowed-' || id",
        (before,),
    )
    return True


def detach(db: Database, feed_id: int, since: str) -> None:
    """Count what an address brought that is taken back, `since` it was given, for the feed no more:
    the articles stay. Inside a transaction."""
    db.execute(
        """DELETE FROM feed_articles WHERE feed_id = ?1 AND article_id IN (
        SELECT article_id FROM entries WHERE feed_id = ?1 GROUP BY article_id
        HAVING min(seen_at) >= ?2)
        AND article_id IN (SELECT article_id FROM versions WHERE version = 1 AND fetched_at >= ?2)
        """,
        (feed_id, since),
    )
    _count(db, feed_id)


def attach(db: Database, feed_id: int) -> None:
    """Count for the feed all that it ever brought. Inside a transaction."""
    db.execute(
        """INSERT OR IGNORE INTO feed_articles
        SELECT DISTINCT feed_id, article_id FROM entries WHERE feed_id = ?""",
        (feed_id,),
    )


def _count(db: Database, feed_id: int) -> None:
    """The feed's counts, which no trigger keeps when an article leaves it."""
    db.execute(
        """UPDATE feeds SET (articles, unread) = (
            SELECT count(*), coalesce(sum(NOT s.read), 0) FROM feed_articles f
            JOIN statuses s ON s.article_id = f.article_id
            WHERE f.feed_id = ?1 AND NOT s.removed)
        WHERE id = ?1""",
        (feed_id,),
    )


def _name(db: Database, feed_id: int, url: str) -> None:
    db.execute("UPDATE feeds SET url = ? WHERE id = ?", (url, feed_id))
