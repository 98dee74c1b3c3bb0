"""Answers that were just given and are still to be used: a feed that was looked at in order to be
followed is not asked again for its entries. Each is kept for some minutes at most."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Final

from reader.core.feed_codec import answer_from_json, answer_to_json
from reader.core.following import Answer
from reader.store.database import Database

_FRESH: Final = timedelta(minutes=5)


def keep(db: Database, url: str, answer: Answer, at: datetime) -> None:
    """Keep what the server of `url` said, and none that is old. Inside a transaction."""
    db.execute("DELETE FROM handed WHERE at <= ?", ((at - _FRESH).isoformat(),))
    said = json.dumps(answer_to_json(answer))
    db.execute(
        "INSERT OR REPLACE INTO handed VALUES (?, ?, ?, ?)",
        (url, at.isoformat(), said, answer.body),
    )


def get(db: Database, url: str, present: datetime) -> Answer | None:
    """What it said, where that was a moment ago."""
    row = db.execute("SELECT at, answer, body FROM handed WHERE url = ?", (url,)).fetchone()
    if row is None or not timedelta(0) <= present - datetime.fromisoformat(row[0]) < _FRESH:
        return None
    return answer_from_json(json.loads(row[1]), row[2])


def drop(db: Database, url: str) -> None:
    """Forget it: it was used. Inside a transaction."""
    db.execute("DELETE FROM handed WHERE url = ?", (url,))
