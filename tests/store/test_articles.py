"""What is kept of an article, and what a person did with it."""

from datetime import timedelta

import pytest

from reader import store
from reader.core.errors import UsageError
from reader.core.model import Query
from tests.store.samples import NOON, add, change, entry


def test_an_article_comes_back_as_it_was(db):
    item = entry(published=NOON - timedelta(days=1))
    article = store.articles.load(db, add(db, item))
    assert (article.document, article.labels) == (item.document, item.labels)
    assert store.articles.payload(db, article.id) == item.payload


def test_an_unknown_article_is_said(db):
    with pytest.raises(UsageError, match="no article 7"):
        store.articles.load(db, 7)


def test_a_change_of_the_source_is_a_new_version_and_the_status_stays(db):
    article_id = add(db, entry())
    change(db, "read", [article_id], value=True)
    changed = entry(body="The heron has left.")
    with store.transaction(db):
        assert store.articles.add_version(db, article_id, changed, changed=True) == 2
    assert store.articles.load(db, article_id).version == 2
    assert store.articles.status(db, article_id).read
    assert db.execute("SELECT count(*) FROM versions").fetchone() == (2,)


def test_lists_are_newest_first_and_a_date_ahead_of_the_clock_is_no_trump(db):
    old = add(db, entry("old", published=NOON - timedelta(days=3)))
    future = add(db, entry("future", published=NOON + timedelta(days=3650)))
    new = add(db, entry("new", at=NOON + timedelta(hours=1)))
    assert list(store.articles.ids(db, Query())) == [new, future, old]
    assert list(store.articles.ids(db, Query(), 1)) == [new]


def test_without_a_date_an_article_is_listed_by_when_it_first_came(db):
    undated = add(db, entry("undated"))
    later = add(db, entry("later", at=NOON + timedelta(hours=1)))
    changed = entry("undated", body="The heron has left.", at=NOON + timedelta(hours=2))
    with store.transaction(db):
        store.articles.add_version(db, undated, changed, changed=True)
    assert list(store.articles.ids(db, Query())) == [later, undated]
    (row,) = store.articles.headlines(db, [undated])
    assert (row.listed_at, row.fetched_at) == (NOON, NOON + timedelta(hours=2))
    dated = entry("undated", published=NOON - timedelta(days=3), at=NOON + timedelta(hours=3))
    with store.transaction(db):
        store.articles.add_version(db, undated, dated, changed=False)
    assert store.articles.headlines(db, [undated])[0].listed_at == NOON - timedelta(days=3)


def test_counts_follow_every_change(db):
    ids = [add(db, entry(name)) for name in ("one", "two", "three")]
    change(db, "read", ids[:2], value=True)
    change(db, "removed", ids[1:], value=True)
    assert tuple(vars_of(store.articles.counts(db))) == (1, 0)
    with store.transaction(db):
        store.journal.undo(db)
    assert tuple(vars_of(store.articles.counts(db))) == (3, 1)


def vars_of(counts):
    return counts.articles, counts.unread


def test_undo_walks_back_redo_forth_and_a_new_change_ends_redoing(db):
    one, two = add(db, entry("one")), add(db, entry("two"))
    change(db, "read", [one], value=True, what="first")
    change(db, "starred", [one, two], value=True, what="second")
    step = [store.journal.undo, store.journal.undo, store.journal.undo, store.journal.redo]
    with store.transaction(db):
        assert [do(db) for do in step] == ["second", "first", None, "first"]
    assert store.articles.status(db, one).read
    assert not store.articles.status(db, two).starred
    change(db, "starred", [two], value=True, what="third")
    with store.transaction(db):
        assert store.journal.redo(db) is None
        assert store.journal.undo(db) == "third"


def test_a_change_that_changes_nothing_leaves_no_trace(db):
    one = add(db, entry("one"))
    assert change(db, "read", [one], value=False) == 0
    with store.transaction(db):
        assert store.journal.undo(db) is None


def test_the_journal_outlives_the_program(tmp_path):
    path = tmp_path / "library.db"
    first = store.connect(path)
    article_id = add(first, entry())
    change(first, "starred", [article_id], value=True, what="starred it")
    first.close()
    again = store.connect(path)
    with store.transaction(again):
        assert store.journal.undo(again) == "starred it"
    assert not store.articles.status(again, article_id).starred
    again.close()


def test_rows_keep_the_order_asked_for_and_leave_out_what_is_gone(db):
    ids = [add(db, entry(name, site=f"{name}.example")) for name in ("one", "two", "three")]
    change(db, "removed", [ids[1]], value=True)
    rows = store.articles.headlines(db, [ids[2], 99, ids[1], ids[0]])
    assert [row.id for row in rows] == [ids[2], ids[0]]


def test_a_row_counts_the_outlets_of_its_story(db):
    one, two, three = (add(db, entry(n, site=f"{s}.example")) for n, s in
                       (("one", "a"), ("two", "b"), ("three", "b")))  # fmt: skip
    with store.transaction(db):
        story = store.stories.enter(db, one, None)
        for other in (two, three):
            store.stories.enter(db, other, store.stories.Place(story, story))
    row = store.articles.headlines(db, [one])[0]
    assert (row.outlets, row.reports) == (2, 3)
    change(db, "removed", [two, three], value=True)
    row = store.articles.headlines(db, [one])[0]
    assert (row.outlets, row.reports) == (1, 1)


def test_the_place_in_an_article_is_kept(db):
    one = add(db, entry())
    with store.transaction(db):
        store.articles.keep_place(db, one, 12, 64)
    status = store.articles.status(db, one)
    assert (status.position, status.width) == (12, 64)


def test_the_same_text_elsewhere_is_a_twin_unless_both_outlets_are_known(db):
    one = add(db, entry("one", body="Same.", site="a.example"))
    same = (one, "file:///one", "One")
    assert store.articles.twin(db, "text-Same.", None) == same
    assert store.articles.twin(db, "text-Same.", "a.example") == same
    assert store.articles.twin(db, "text-Same.", "b.example") is None
