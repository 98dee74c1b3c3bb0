"""What is kept of repetition stays right whatever comes and goes, and for libraries from before."""

import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import store
from reader.core import codec
from reader.core.model import Query
from reader.declutter.imprint import imprint
from reader.library import overlay
from reader.library.library import Library
from reader.store import database, schema
from tests.library.site import APPEAL, NOON, STORIES, kinds, take, told

TEMPLATE = ["article"] * 4 + ["repeated"] * 3
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(sorted(STORIES)), st.integers(0, len(APPEAL))),
        st.tuples(st.just("remove"), st.integers(0, 3)),
        st.sampled_from([("undo", 0), ("redo", 0)]),
    ),
    max_size=12,
)


def follow(library, steps):
    for what, number in steps:
        if what == "remove":
            library.remove(list(library.ids())[number : number + 1])
        elif what in {"undo", "redo"}:
            getattr(library, what)()
        else:
            take(library._db, told(what, appeal=APPEAL[:number]))


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_counts_and_labels_are_what_the_stored_articles_say(steps):
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder, "library.db")) as library:
        follow(library, steps)
        assert not library.behind
        db = library._db
        live = [store.articles.load(db, article_id) for article_id in library.ids()]
        assert (store.repetition.site(db, "skarsey.example") or (0, 0))[1] == len(live)
        texts = [{block.text for block in article.document.blocks} for article in live]
        for article in live:
            read = library.article(article.id)
            assert [x.kind for x in read.labels] == [x.kind for x in article.labels]
            for block, label in zip(read.document.blocks, read.labels, strict=True):
                count = sum(block.text in text for text in texts)
                assert (label.kind == "repeated") == (block.text in APPEAL and count > 1)
                if label.kind == "repeated":
                    assert label.reason == f"in {count} of {len(live)} stored articles"


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_the_prints_kept_are_those_of_the_versions_as_they_stand(steps):
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder, "library.db")) as library:
        follow(library, steps)
        db = library._db
        kept = set(db.execute("SELECT article_id, print FROM prints"))
        wanted = set()
        for (article_id,) in db.execute("SELECT id FROM articles").fetchall():
            article = store.articles.load(db, article_id)
            mark = imprint(article.document, overlay.own(article.labels))
            wanted |= {(article_id, one) for prints in mark.blocks.values() for one in prints}
        assert kept == wanted


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A library as the first version of the schema kept it, with three stories of a site."""
    path = tmp_path / "library.db"
    monkeypatch.setattr(database, "MIGRATIONS", schema.MIGRATIONS[:1])
    db = store.connect(path)
    for number, name in enumerate(("ferry", "school", "birds"), 1):
        _insert(db, number, told(name))
    db.close()
    monkeypatch.undo()
    return path


def _insert(db, number, result):
    document, at = result.document, NOON.isoformat()
    packed = zlib.compress(codec.encode(document, result.labels).encode())
    row = (number, document.url, document.title, document.site, at, number, 90, f"text-{number}")
    db.execute("INSERT INTO articles VALUES (?, ?, 1, ?, ?, NULL, ?, ?, ?, ?)", row)
    db.execute("INSERT INTO statuses (article_id) VALUES (?)", (number,))
    raw = zlib.compress(result.payload.data)
    db.execute(
        "INSERT INTO versions VALUES (?, 1, ?, ?, 'text/html', ?, 1, ?)",
        (number, at, f"raw-{number}", raw, packed),
    )
    store.search.index(db, number, document.title, overlay.body(document, result.labels))


def test_a_library_from_before_is_brought_up_to_date_in_the_background(old):
    with Library(old) as library:
        assert library.behind
        assert "repeated" not in kinds(library._db, 1)
        assert library.catch_up() == 3
        assert not library.behind
        assert [kinds(library._db, number) for number in (1, 2, 3)] == [TEMPLATE] * 3
        assert list(library.ids(Query("crowns"))) == []
        assert library.article(1).labels[-1].reason == "in 3 of 3 stored articles"
        assert library.catch_up() == 0


def test_or_with_the_articles_that_arrive(old):
    with Library(old) as library:
        (one,) = take(library._db, told("road"))
        assert not library.behind
        assert kinds(library._db, one.article_id) == kinds(library._db, 1) == TEMPLATE
        assert library.article(1).labels[-1].reason == "in 4 of 4 stored articles"


def test_catching_up_can_be_stopped_and_goes_on(old):
    with Library(old) as library:
        library.catch_up(cancelled=lambda: True)
        assert library.behind
    with Library(old) as library:
        library.catch_up()
        assert kinds(library._db, 2) == TEMPLATE
