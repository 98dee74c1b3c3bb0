"""Prints in the store: found by site, counted without what was removed."""

import sqlite3

from reader import store
from reader.store import database, schema
from tests.store.samples import add, change, entry

TOPICS = frozenset({3, 2**32 - 1})


def keep(db, name, prints, site="skarsey.example"):
    article_id = add(db, entry(name))
    with store.transaction(db):
        store.repetition.index(db, article_id, site, prints, 120, TOPICS)
    return article_id


def test_a_print_is_found_in_its_own_site_alone(db):
    one, two = keep(db, "one", [5, -(2**63)]), keep(db, "two", [5, 6])
    keep(db, "three", [5], site="brekke.example")
    site_id, articles = store.repetition.site(db, "skarsey.example")
    assert articles == 2
    assert store.repetition.holders(db, site_id, [5], None, 8) == [one, two]
    assert store.repetition.holders(db, site_id, [5], one, 8) == [two]
    assert store.repetition.holders(db, site_id, [5, 6, 7], None, 1) == [one]
    assert store.repetition.holders(db, site_id, [-(2**63)], None, 8) == [one]
    assert store.repetition.count(db, site_id, [5], None, 8) == 2
    assert store.repetition.count(db, site_id, [5, 6], two, 8) == 1
    assert store.repetition.witnesses(db, [one, 99]) == {one: (120, TOPICS)}
    assert store.repetition.site(db, "lofthus.example") is None


def test_what_is_removed_is_not_counted_until_it_is_taken_back(db):
    one, two = keep(db, "one", [5]), keep(db, "two", [5])
    change(db, "removed", [two], value=True)
    site_id, articles = store.repetition.site(db, "skarsey.example")
    assert (articles, store.repetition.count(db, site_id, [5], None, 8)) == (1, 1)
    assert store.repetition.unsettled(db, 9, late=False) == [two]
    with store.transaction(db):
        store.repetition.settled(db, two)
        store.journal.undo(db)
    assert store.repetition.holders(db, site_id, [5], None, 8) == [one, two]
    assert store.repetition.site(db, "skarsey.example") == (site_id, 2)


def test_what_is_forgotten_leaves_nothing(db):
    one = keep(db, "one", [5, 6])
    with store.transaction(db):
        store.repetition.forget(db, one, [5, 6])
        store.repetition.forget(db, one, [5, 6])
    assert db.execute("SELECT count(*) FROM prints").fetchone() == (0,)
    assert store.repetition.site(db, "skarsey.example")[1] == 0
    assert not store.repetition.indexed(db, one)


def test_a_library_from_before_waits_to_be_looked_at_little_by_little(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    before = schema.MIGRATIONS.index(schema._REPETITION)
    monkeypatch.setattr(database, "MIGRATIONS", schema.MIGRATIONS[:before])
    old = store.connect(path)
    ids = [add(old, entry(name)) for name in ("one", "two")]
    old.close()
    monkeypatch.undo()
    db = store.connect(path)
    assert store.repetition.unsettled(db, 9) == ids
    assert store.repetition.unsettled(db, 1) == ids[:1]
    assert store.repetition.unsettled(db, 9, late=False) == []
    with sqlite3.connect(tmp_path / f"library.db.backup-{before}") as backup:
        assert backup.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    backup.close()
    db.close()
