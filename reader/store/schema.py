"""The tables, as a list of migrations: number n brings a file from schema n to n + 1.

- `articles` has one row per article with what a list row needs; `versions` each text it had,
  with the raw source and the labelled blocks as zlib-compressed bytes (blocks are only ever
  read and written together, so a row per block would cost 40 inserts and buy nothing).
- `statuses` is what the person did; it outlives a version and a removal.
- `aliases` are other places the same text came from, their raw source kept too.
- `shown` is the text a reader sees, `search` the index over it (contentless: FTS5 keeps no
  second copy).
- `profiles`, `story_terms`, `term_counts` and `links` are what linking needs: each article's
  profile, the index candidates are found by (a term's number, weights in thousandths), in how
  many articles a term stands, and the links found, one row each way. `unlinked` are articles
  from before all this.
- `stories` and `members` say which articles tell one story. A story's counts and its rank on
  the front page are kept with it. `story_verdicts` is what a person said of two articles, in
  force while `active`. `members.part` is the story that linking put an article into, where a
  person's word brought it into another; what is linked later is weighed against parts.
- `journal` and `journal_changes` are every change of a status, so that it can be taken back.
- `sites`, `imprints` and `prints` say which block stands in which articles of a site: a hash of
  the block each, 17 bytes a row; `unsettled` are articles that came or went without it.
- `counts` is one row kept by triggers: counting a million rows takes 43 ms.
- `articles.site_key` is what `core.site.site_of` makes of address and site, by which a site's
  articles are found.
- `rules` is what a person said of blocks: of a site's (`line`, as `newsreader rules` prints it)
  or, without a site, of one alone; `article_id`, `block` and `nth` name the block where the key
  was pressed. An undone one stays, not `active`. `reached` is the last article that was brought
  up to date with it, null when all are.
- `readings` says which versions of an article the person read, and when first, null where that
  was before it was kept; `articles.text_version` is the newest version whose text differs from
  that of the one before.
- `feeds` is what is followed: `settings` and `state` as JSON, since each is only ever read and
  written as a whole; `trusted` says that a person named the address. A removed one keeps its
  entries, so that nothing comes back as new; where another has its address, it has one of its own.
- `entries` is what is known of each entry a feed ever had (see `feeds.identity`); `made` says that
  its article was made of it, not found stored; `page` how far its page is (`store.entries`);
  `earlier` the guids and addresses it had before, as JSON; `page_said` why its page could not be
  had when it was asked last, at `page_at`.
- `handed` is what a server said a moment ago of an address that is about to be followed.
- `aside` are lines of imported lists that are no feeds of the web, as they came, never run.
- `feed_articles` says which feeds an article is of; triggers keep each feed's counts by it.
"""

from __future__ import annotations

from typing import Final

from reader.store.schema_entries import ENTRIES
from reader.store.schema_feeds import FEEDS
from reader.store.schema_stories import DATED, STORIES, UNITED

_FIRST: Final = (
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL UNIQUE,
        version INTEGER NOT NULL,
        title TEXT NOT NULL,
        site TEXT,
        published TEXT,
        fetched_at TEXT NOT NULL,
        sorted_at INTEGER NOT NULL,
        words INTEGER NOT NULL,
        digest TEXT NOT NULL)""",
    "CREATE INDEX articles_newest ON articles (sorted_at DESC, id DESC)",
    "CREATE INDEX articles_digest ON articles (digest)",
    """CREATE TABLE versions (
        article_id INTEGER NOT NULL REFERENCES articles (id),
        version INTEGER NOT NULL,
        fetched_at TEXT NOT NULL,
        raw_digest TEXT NOT NULL,
        media_type TEXT,
        raw BLOB NOT NULL,
        labeller INTEGER NOT NULL,
        document BLOB NOT NULL,
        PRIMARY KEY (article_id, version))""",
    """CREATE TABLE aliases (
        source TEXT PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES articles (id),
        fetched_at TEXT NOT NULL,
        raw_digest TEXT NOT NULL,
        media_type TEXT,
        raw BLOB NOT NULL)""",
    """CREATE TABLE statuses (
        article_id INTEGER PRIMARY KEY,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        removed INTEGER NOT NULL DEFAULT 0,
        position INTEGER NOT NULL DEFAULT 0,
        width INTEGER)""",
    """CREATE TABLE shown (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id),
        title TEXT NOT NULL,
        body TEXT NOT NULL)""",
    """CREATE VIRTUAL TABLE search USING fts5 (
        title, body, content='', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TABLE fingerprints (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id),
        data BLOB NOT NULL)""",
    """CREATE TABLE story_terms (
        term TEXT NOT NULL,
        article_id INTEGER NOT NULL,
        weight REAL NOT NULL,
        PRIMARY KEY (term, article_id)) WITHOUT ROWID""",
    "CREATE INDEX story_terms_article ON story_terms (article_id)",
    "CREATE TABLE term_counts (term TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE links (
        article_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        level TEXT NOT NULL,
        reason TEXT NOT NULL,
        score REAL NOT NULL,
        PRIMARY KEY (article_id, other_id)) WITHOUT ROWID""",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        what TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE journal_changes (
        journal_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL,
        field TEXT NOT NULL,
        before INTEGER NOT NULL,
        after INTEGER NOT NULL)""",
    "CREATE INDEX journal_changes_journal ON journal_changes (journal_id)",
    "CREATE TABLE counts (articles INTEGER NOT NULL, unread INTEGER NOT NULL)",
    "INSERT INTO counts VALUES (0, 0)",
    """CREATE TRIGGER statuses_added AFTER INSERT ON statuses BEGIN
        UPDATE counts SET
            articles = articles + (NOT new.removed),
            unread = unread + (NOT new.removed AND NOT new.read);
    END""",
    """CREATE TRIGGER statuses_changed AFTER UPDATE OF read, removed ON statuses BEGIN
        UPDATE counts SET
            articles = articles + (NOT new.removed) - (NOT old.removed),
            unread = unread + (NOT new.removed AND NOT new.read)
                            - (NOT old.removed AND NOT old.read);
    END""",
)

_RULES: Final = (
    "ALTER TABLE articles ADD COLUMN site_key TEXT",
    "UPDATE articles SET site_key = site_of(source, site)",
    "CREATE INDEX articles_site_key ON articles (site_key) WHERE site_key IS NOT NULL",
    """CREATE TABLE rules (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        verdict TEXT NOT NULL,
        kind TEXT NOT NULL,
        site TEXT,
        line TEXT NOT NULL,
        article_id INTEGER,
        block TEXT NOT NULL,
        nth INTEGER NOT NULL,
        active INTEGER NOT NULL DEFAULT 0,
        reached INTEGER)""",
    "CREATE INDEX rules_site ON rules (site) WHERE active",
    "CREATE INDEX rules_article ON rules (article_id) WHERE active",
    """CREATE TRIGGER rules_changed AFTER UPDATE OF active ON rules BEGIN
        UPDATE rules SET reached = 0 WHERE id = new.id;
    END""",
)

_REPETITION: Final = (
    """CREATE TABLE sites (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        articles INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE imprints (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id),
        site_id INTEGER NOT NULL REFERENCES sites (id),
        words INTEGER NOT NULL,
        topics BLOB NOT NULL)""",
    """CREATE TABLE prints (
        site_id INTEGER NOT NULL,
        print INTEGER NOT NULL,
        article_id INTEGER NOT NULL,
        PRIMARY KEY (site_id, print, article_id)) WITHOUT ROWID""",
    """CREATE TABLE unsettled (
        late INTEGER NOT NULL,
        article_id INTEGER NOT NULL,
        PRIMARY KEY (late, article_id)) WITHOUT ROWID""",
    "INSERT INTO unsettled SELECT 1, id FROM articles",
    """CREATE TRIGGER imprints_added AFTER INSERT ON imprints BEGIN
        UPDATE sites SET articles = articles + 1 WHERE id = new.site_id
        AND (SELECT NOT removed FROM statuses WHERE article_id = new.article_id);
    END""",
    """CREATE TRIGGER imprints_gone AFTER DELETE ON imprints BEGIN
        UPDATE sites SET articles = articles - 1 WHERE id = old.site_id
        AND (SELECT NOT removed FROM statuses WHERE article_id = old.article_id);
    END""",
    """CREATE TRIGGER statuses_moved AFTER UPDATE OF removed ON statuses
    WHEN old.removed <> new.removed BEGIN
        UPDATE sites SET articles = articles + (NOT new.removed) - (NOT old.removed)
        WHERE id = (SELECT site_id FROM imprints WHERE article_id = new.article_id);
        INSERT OR IGNORE INTO unsettled
        SELECT 0, article_id FROM imprints WHERE article_id = new.article_id;
    END""",
)

_READ_VERSION: Final = (
    "ALTER TABLE articles ADD COLUMN text_version INTEGER NOT NULL DEFAULT 1",
    """CREATE TABLE readings (
        article_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        at TEXT,
        PRIMARY KEY (article_id, version)) WITHOUT ROWID""",
    # Which of several versions was read is not known.
    """INSERT INTO readings SELECT a.id, 1, NULL FROM articles a
    JOIN statuses s ON s.article_id = a.id WHERE s.read AND a.version = 1""",
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    _FIRST,
    _RULES,
    _REPETITION,
    _READ_VERSION,
    STORIES,
    FEEDS,
    ENTRIES,
    UNITED,
    DATED,
)
