"""What is kept of entries, in libraries from before it was."""

from datetime import UTC, datetime

from reader import store
from reader.core.following import Answer, FeedSettings, Hop
from reader.store import database, entries, schema
from tests.store.samples import add, entry

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_a_library_from_before_keeps_its_entries_and_takes_the_new_facts(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    before = schema.MIGRATIONS.index(schema.ENTRIES)
    monkeypatch.setattr(database, "MIGRATIONS", schema.MIGRATIONS[:before])
    old = store.connect(path)
    article = add(old, entry("one"))
    with store.transaction(old):
        change = store.journal.open_entry(old, "followed", NOW)
        feed = store.feeds.add(old, change, "https://quay.example/feed", FeedSettings(), NOW)
        old.execute(
            "INSERT INTO entries (feed_id, article_id, guid, url, title, content, seen_at, made) "
            "VALUES (?, ?, 'g', 'https://quay.example/1', 't', 'c', ?, 1)",
            (feed, article, NOW.isoformat()),
        )
    old.close()
    monkeypatch.undo()
    db = store.connect(path)
    (row,) = entries.of_feed(db, feed)
    assert (row.guid, row.page, row.earlier) == ("g", entries.NONE, ())
    assert entries.lacking(db, article) is None
    with store.transaction(db):
        entries.settle_page(db, row.id, entries.FAILED, "no such page", NOW)
    assert entries.lacking(db, article) == ("no such page", NOW)
    db.close()


def test_an_answer_is_handed_on_for_minutes(tmp_path):
    db = store.connect(tmp_path / "library.db")
    url = "https://quay.example/feed"
    answer = Answer(3, url, 200, (Hop(302, url),), b"\xff<rss>", "text/xml", '"1"')
    with store.transaction(db):
        store.handed.keep(db, url, answer, NOW)
    assert store.handed.get(db, url, NOW.replace(minute=4)) == answer
    assert store.handed.get(db, url, NOW.replace(minute=5)) is None
    assert store.handed.get(db, url, NOW.replace(hour=11)) is None
    with store.transaction(db):
        store.handed.keep(db, "https://other.example/", answer, NOW.replace(minute=9))
    assert db.execute("SELECT count(*) FROM handed").fetchone() == (1,)
    db.close()
