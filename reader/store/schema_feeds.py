"""The migration that brought feeds: see `schema`."""

from __future__ import annotations

from typing import Final

FEEDS: Final = (
    """CREATE TABLE feeds (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        title TEXT,
        link TEXT,
        added_at TEXT NOT NULL,
        trusted INTEGER NOT NULL,
        removed INTEGER NOT NULL DEFAULT 0,
        settings TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT '{}',
        articles INTEGER NOT NULL DEFAULT 0,
        unread INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE entries (
        id INTEGER PRIMARY KEY,
        feed_id INTEGER NOT NULL REFERENCES feeds (id),
        article_id INTEGER NOT NULL REFERENCES articles (id),
        guid TEXT,
        url TEXT,
        title TEXT NOT NULL,
        content TEXT NOT NULL,
        published TEXT,
        seen_at TEXT NOT NULL,
        made INTEGER NOT NULL,
        page INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX entries_feed ON entries (feed_id, seen_at)",
    "CREATE INDEX entries_article ON entries (article_id)",
    "CREATE INDEX entries_page ON entries (page) WHERE page = 1",
    """CREATE TABLE feed_articles (
        feed_id INTEGER NOT NULL REFERENCES feeds (id),
        article_id INTEGER NOT NULL REFERENCES articles (id),
        PRIMARY KEY (feed_id, article_id)) WITHOUT ROWID""",
    "CREATE INDEX feed_articles_article ON feed_articles (article_id)",
    """CREATE TRIGGER feed_articles_added AFTER INSERT ON feed_articles BEGIN
        UPDATE feeds SET (articles, unread) = (
            SELECT articles + (NOT removed), unread + (NOT removed AND NOT read)
            FROM statuses WHERE article_id = new.article_id)
        WHERE id = new.feed_id;
    END""",
    """CREATE TRIGGER statuses_of_feeds AFTER UPDATE OF read, removed ON statuses
    WHEN old.read <> new.read OR old.removed <> new.removed BEGIN
        UPDATE feeds SET
            articles = articles + (NOT new.removed) - (NOT old.removed),
            unread = unread + (NOT new.removed AND NOT new.read)
                            - (NOT old.removed AND NOT old.read)
        WHERE id IN (SELECT feed_id FROM feed_articles WHERE article_id = new.article_id);
    END""",
)
