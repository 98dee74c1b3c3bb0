"""What a person said of blocks: kept, taken back, put in the place of what was said before."""

import sqlite3

import pytest

from reader import store
from reader.store import schema
from reader.store.rules import Kept
from tests.store.samples import NOON, add, entry

BIO = "on example.org: paragraph p in aside"


def said(line=f"junk author {BIO}", site="example.org", article_id=1, block="ada writes", nth=0):
    return Kept(0, line.split()[0], "author", site, line if site else "", article_id, block, nth)


def put(db, *kept):
    with store.transaction(db):
        number = store.journal.open_entry(db, "said it", NOON)
        return [store.rules.add(db, number, each) for each in kept]


def lines(db):
    return [kept.line for kept in store.rules.all_of(db)]


def test_what_was_said_comes_back_by_site_and_by_article(db):
    ids = put(db, said(), said(site=None, article_id=2), said(line="keep on a.org: item p",
                                                             site="a.org"))  # fmt: skip
    assert [kept.id for kept in store.rules.all_of(db)] == [ids[2], ids[0], ids[1]]
    assert [kept.id for kept in store.rules.of_article(db, "example.org", 2)] == ids[:2]
    assert [kept.id for kept in store.rules.of_article(db, None, 2)] == [ids[1]]
    assert store.rules.of_article(db, "b.org", None) == []


def test_undo_and_redo_walk_over_rules_as_over_marks(db):
    put(db, said())
    with store.transaction(db):
        assert store.journal.undo(db) == "said it"
    assert lines(db) == []
    with store.transaction(db):
        assert store.journal.redo(db) == "said it"
    assert lines(db) == [f"junk author {BIO}"]


@pytest.mark.parametrize(
    ("first", "second"),
    [(said(), said(f"keep {BIO}")), (said(site=None), said(f"keep {BIO}", site=None))],
)
def test_the_newer_stands_instead_of_the_older_and_undo_brings_that_back(db, first, second):
    (old,) = put(db, first)
    (new,) = put(db, second)
    assert [kept.id for kept in store.rules.all_of(db)] == [new]
    with store.transaction(db):
        store.journal.undo(db)
    assert [kept.id for kept in store.rules.all_of(db)] == [old]


def test_articles_are_behind_after_every_change_until_they_were_reached(db):
    (rule,) = put(db, said())
    assert (store.rules.behind(db)[0].id, store.rules.behind(db)[1]) == (rule, 0)
    store.rules.reach(db, rule, 7)
    assert store.rules.behind(db)[1] == 7
    store.rules.reach(db, rule, None)
    assert store.rules.behind(db) is None
    with store.transaction(db):
        store.journal.undo(db)
    assert store.rules.behind(db)[1] == 0


def test_the_articles_of_a_site_are_found_in_steps(db):
    ids = [add(db, entry(str(n), site="The Example" if n % 2 else None)) for n in range(7)]
    assert [row[0] for row in store.articles.of_site(db, "The Example", 0, 2)] == [ids[1], ids[3]]
    assert [row[0] for row in store.articles.of_site(db, "The Example", ids[3], 2)] == [ids[5]]


def test_a_library_of_before_gets_its_sites(tmp_path):
    path = tmp_path / "library.db"
    with sqlite3.connect(path) as old:
        for statement in schema.MIGRATIONS[0]:
            old.execute(statement)
        old.execute("PRAGMA user_version=1")
        old.executemany(
            """INSERT INTO articles (id, source, version, title, site, fetched_at, sorted_at,
            words, digest) VALUES (?, ?, 1, 'T', ?, '', 0, 0, '')""",
            [(1, "https://www.example.org/1", "The Example"), (2, "file:///a", "The Example"),
             (3, "file:///b", None)],
        )  # fmt: skip
    old.close()
    db = store.connect(path)
    found = db.execute("SELECT site_key FROM articles ORDER BY id").fetchall()
    assert found == [("example.org",), ("The Example",), (None,)]
    db.close()
