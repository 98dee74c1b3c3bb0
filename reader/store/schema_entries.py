"""The migrations of what is kept of a feed's answers and entries beside them: see `schema`."""

from __future__ import annotations

from typing import Final

ENTRIES: Final = (
    """CREATE TABLE handed (
        url TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        answer TEXT NOT NULL,
        body BLOB NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE aside (
        line TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        at TEXT NOT NULL) WITHOUT ROWID""",
    "ALTER TABLE entries ADD COLUMN earlier TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE entries ADD COLUMN page_said TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entries ADD COLUMN page_at TEXT",
)

EXPIRED: Final = ("ALTER TABLE statuses ADD COLUMN expired INTEGER NOT NULL DEFAULT 0",)
