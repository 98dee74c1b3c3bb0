"""The migrations that brought stories, and what a person says of them: see `schema`."""

from __future__ import annotations

from typing import Final

RECOUNT: Final = """UPDATE stories SET (articles, outlets, rank) = (
        SELECT count(*), count(DISTINCT a.site), front_rank(
            coalesce(
                max(CASE WHEN a.published IS NOT NULL THEN a.sorted_at END), max(a.sorted_at), 0),
            count(DISTINCT coalesce(a.site, 'article ' || a.id)))
        FROM members m JOIN articles a ON a.id = m.article_id
        JOIN statuses s ON s.article_id = a.id
        WHERE m.story_id = {0} AND NOT s.removed)
    WHERE id = {0}"""
"""Counts a story anew; `{0}` is its number. How fresh it is, its dated reports say; when one was
taken in says so only where none has a date."""

_COUNTED: Final = f"""CREATE TRIGGER statuses_counted AFTER UPDATE OF removed ON statuses
    WHEN old.removed <> new.removed BEGIN
        {RECOUNT.format("(SELECT story_id FROM members WHERE article_id = new.article_id)")};
    END"""

STORIES: Final = (
    "DROP TABLE fingerprints",
    "DROP TABLE story_terms",
    "DROP TABLE term_counts",
    "DROP TABLE links",
    """CREATE TABLE profiles (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id),
        data BLOB NOT NULL)""",
    """CREATE TABLE story_terms (
        term INTEGER NOT NULL,
        article_id INTEGER NOT NULL,
        weight INTEGER NOT NULL,
        PRIMARY KEY (term, article_id)) WITHOUT ROWID""",
    "CREATE TABLE term_counts (term INTEGER PRIMARY KEY, articles INTEGER NOT NULL)",
    """CREATE TABLE links (
        article_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        level TEXT NOT NULL,
        reason TEXT NOT NULL,
        score REAL NOT NULL,
        copied INTEGER NOT NULL,
        PRIMARY KEY (article_id, other_id)) WITHOUT ROWID""",
    "CREATE TABLE unlinked (article_id INTEGER PRIMARY KEY)",
    "INSERT INTO unlinked SELECT id FROM articles",
    """CREATE TABLE stories (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        articles INTEGER NOT NULL,
        outlets INTEGER NOT NULL,
        rank INTEGER NOT NULL)""",
    "CREATE INDEX stories_front ON stories (rank DESC, id DESC) WHERE articles > 0",
    """CREATE TABLE members (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id),
        story_id INTEGER NOT NULL REFERENCES stories (id))""",
    "CREATE INDEX members_story ON members (story_id)",
    _COUNTED,
    """CREATE TABLE story_verdicts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        one INTEGER NOT NULL,
        other INTEGER NOT NULL,
        same INTEGER NOT NULL,
        active INTEGER NOT NULL)""",
    "CREATE INDEX story_verdicts_one ON story_verdicts (one) WHERE active",
    "CREATE INDEX story_verdicts_other ON story_verdicts (other) WHERE active",
    "CREATE TABLE unsorted (article_id INTEGER PRIMARY KEY)",
    """CREATE TRIGGER story_verdicts_changed AFTER UPDATE OF active ON story_verdicts BEGIN
        INSERT OR IGNORE INTO unsorted VALUES (new.one);
        INSERT OR IGNORE INTO unsorted VALUES (new.other);
    END""",
)

UNITED: Final = (
    "ALTER TABLE members ADD COLUMN part INTEGER",
    "CREATE INDEX members_part ON members (story_id, part) WHERE part IS NOT NULL",
    "DROP TRIGGER story_verdicts_changed",
    "DROP TABLE unsorted",
)

DATED: Final = (
    "DROP TRIGGER statuses_counted",
    _COUNTED,
    f"""{RECOUNT.format("stories.id").rpartition("WHERE")[0]}
    WHERE id IN (SELECT m.story_id FROM members m JOIN articles a ON a.id = m.article_id
        WHERE a.published IS NULL)""",
)
