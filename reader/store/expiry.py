"""Articles whose time in the lists is over: a feed's settings may say how long it keeps those that
are read.

What was taken out so is told from what a person removed, so that it can come back by itself when
the time is made longer; what a person brought back with undo is not taken out again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from reader.store.database import Database

STAYS: Final = 0
TAKEN_OUT: Final = 1
SPARED: Final = 2
"""What `statuses.expired` says: nothing happened, taken out, brought back by a person."""


def ripe(db: Database, feed_id: int, before: datetime) -> list[int]:
    """A feed's articles that came before this moment, are read and bear no star, and that no other
    feed has."""
    rows = db.execute(
        """SELECT f.article_id FROM feed_articles f JOIN articles a ON a.id = f.article_id
        JOIN statuses s ON s.article_id = f.article_id
        WHERE f.feed_id = ?1 AND a.fetched_at < ?2
        AND s.read AND NOT s.starred AND NOT s.removed AND s.expired = 0
        AND NOT EXISTS (SELECT 1 FROM feed_articles o
                        WHERE o.article_id = f.article_id AND o.feed_id <> ?1)""",
        (feed_id, before.isoformat()),
    )
    return [article_id for (article_id,) in rows]


def taken_out(db: Database, feed_id: int, since: datetime | None = None) -> list[int]:
    """A feed's articles that were taken out, all of them or those that came `since` a moment."""
    rows = db.execute(
        """SELECT f.article_id FROM feed_articles f JOIN articles a ON a.id = f.article_id
        JOIN statuses s ON s.article_id = f.article_id
        WHERE f.feed_id = ? AND s.removed AND s.expired = 1 AND a.fetched_at >= ?""",
        (feed_id, since.isoformat() if since else ""),
    )
    return [article_id for (article_id,) in rows]


def settle(db: Database, ids: Iterable[int], expired: int) -> None:
    """Take articles out, or bring them back. Inside a transaction."""
    db.executemany(
        "UPDATE statuses SET removed = ?, expired = ? WHERE article_id = ?",
        [(expired == TAKEN_OUT, expired, article_id) for article_id in ids],
    )
