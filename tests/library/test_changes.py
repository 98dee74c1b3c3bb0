"""An article that changed since it was read, over the real store."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from reader import store
from reader.library.library import Library
from reader.store import database, schema
from tests.store import samples

FIRST = """Ferry late again

The ferry to Skarsey left four hours late on Monday, skipper Runa Holt said at the quay.

The yard promised a new engine for the spring, which the council doubts.

Passengers were given tea and a blanket while they waited for the tide.
"""
SECOND = FIRST.replace("four hours", "five hours").replace(
    "Passengers were given tea and a blanket while they waited for the tide.\n", ""
)


class Day:
    def __init__(self):
        self.now = datetime(2023, 6, 26, 9, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def day():
    return Day()


@pytest.fixture
def library(tmp_path, day):
    with Library(tmp_path / "library.db", clock=day) as opened:
        yield opened


@pytest.fixture
def take(library, tmp_path, day):
    def taken(text):
        day.now += timedelta(days=1)
        (tmp_path / "ferry.txt").write_text(text)
        (found,) = library.take_in([str(tmp_path / "ferry.txt")])
        return found.article_id

    return taken


def row(library, article_id):
    return library.headlines([article_id])[0]


def pieces(changes):
    marks = {"same": "{}", "removed": "[-{}]", "added": "[+{}]"}
    return [
        "".join(marks[piece.change].format(piece.text) for piece in paragraph.pieces)
        for paragraph in changes.paragraphs
        if paragraph.changed
    ]


def test_one_version_is_said_to_be_one(library, take):
    article_id = take(FIRST)
    library.mark([article_id], read=True)
    assert library.changes(article_id).sentence == "this article has one version"
    assert not row(library, article_id).changed


def test_a_change_is_told_until_the_new_version_is_read_and_shown_after_that(library, take):
    article_id = take(FIRST)
    library.mark([article_id], read=True)
    take(SECOND)
    assert row(library, article_id).changed
    assert row(library, article_id).read
    assert library.changed_since(article_id).at == datetime(2023, 6, 27, 9, tzinfo=UTC)
    library.note_read(article_id)
    assert not row(library, article_id).changed
    assert library.changed_since(article_id) is None
    changes = library.changes(article_id)
    assert changes.sentence == "2 paragraphs changed since you read it (27 Jun 2023)"
    assert pieces(changes)[0] == (
        "The ferry to Skarsey left[- four][+ five] hours late on Monday, skipper Runa Holt said "
        "at the quay."
    )
    assert pieces(changes)[1].startswith("[-Passengers were given tea")


def test_an_unread_article_has_not_changed_since_it_was_read(library, take):
    article_id = take(FIRST)
    take(SECOND)
    assert not row(library, article_id).changed
    assert not row(library, article_id).read
    changes = library.changes(article_id)
    assert changes.sentence == "2 paragraphs changed since the version before (27 Jun 2023)"


def test_what_surrounds_the_story_is_no_change_of_it(library, take):
    article_id = take(FIRST)
    library.mark([article_id], read=True)
    take(FIRST + "\nSign up for our free newsletter\nEnter your email address.\n")
    assert library.article(article_id).version == 2
    assert not row(library, article_id).changed
    assert library.changes(article_id).sentence == "unchanged since you read it (27 Jun 2023)"


def test_a_new_headline_is_a_change(library, take):
    article_id = take(FIRST)
    library.mark([article_id], read=True)
    take(FIRST.replace("Ferry late again", "Ferry five hours late"))
    assert row(library, article_id).changed
    assert pieces(library.changes(article_id)) == ["Ferry[+ five hours] late[- again]"]


def test_taking_a_read_mark_back_leaves_what_was_read(library, take):
    article_id = take(FIRST)
    library.mark([article_id], read=True)
    library.undo()
    take(SECOND)
    assert not row(library, article_id).read
    assert library.changes(article_id).read


def test_articles_read_before_versions_were_remembered(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    at = schema.MIGRATIONS.index(schema._READ_VERSION)
    monkeypatch.setattr(database, "MIGRATIONS", schema.MIGRATIONS[:at])
    old = store.connect(path)
    for name in ("heron", "ferry"):
        samples.add(old, samples.entry(name))
    with store.transaction(old):
        old.execute("UPDATE statuses SET read = 1 WHERE article_id = 1")
    old.close()
    monkeypatch.undo()
    store.connect(path).close()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT * FROM readings").fetchall() == [(1, 1, None)]
    db.close()


def test_what_one_looked_at_is_not_what_undo_takes_back(library, take):
    first = take(FIRST)
    library.mark([first], starred=True)
    assert library.note_read(first)
    assert not library.note_read(first)
    assert library.status(first).read
    assert library.undo() == "starred “Ferry late again”"
    assert library.status(first).read
