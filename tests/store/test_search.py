"""Search over what a reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import store
from reader.core.model import Query
from reader.store import search
from tests.store.samples import add, change, entry


@pytest.fixture
def library(db):
    texts = {
        "bridge": "The bridge over the river is open again.",
        "river": "A river of people crossed it.",
        "tokyo": "東京都知事は会見で述べた。",
        "cafe": "Ein Café an der Straße.",
    }
    return db, {name: add(db, entry(name, body)) for name, body in texts.items()}


def found(library, text, **state):
    db, ids = library
    names = {number: name for name, number in ids.items()}
    return [names[number] for number in store.search.ids(db, Query(text, **state))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("bridge", ["bridge"]),
        ("river", ["river", "bridge"]),
        ("river people", ["river"]),
        ('"open again"', ["bridge"]),
        ('"again open"', []),
        ("brid*", ["bridge"]),
        ("brid", []),
        ("cafe strasse", []),
        ("cafe", ["cafe"]),
        ("知事", ["tokyo"]),
        ("事知", []),
        ("newsletter", []),
        ("", []),
    ],
)
def test_all_words_must_be_there_and_a_title_counts_more(library, text, names):
    assert found(library, text) == names


def test_removed_articles_are_not_found_and_state_narrows(library):
    db, ids = library
    change(db, "read", [ids["river"]], value=True)
    assert found(library, "river", unread=True) == ["bridge"]
    change(db, "removed", [ids["bridge"]], value=True)
    assert found(library, "river") == ["river"]


def test_a_new_text_replaces_the_old_one_in_the_index(library):
    db, ids = library
    with store.transaction(db):
        store.search.index(db, ids["river"], "River", "Nothing crossed it.")
    assert found(library, "people") == []
    assert found(library, "nothing") == ["river"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_whatever_is_typed_is_a_valid_search(tmp_path_factory, text):
    db = _shared(tmp_path_factory)
    assert list(search.ids(db, Query(text))) == []


_OPEN = []


def _shared(factory):
    if not _OPEN:
        _OPEN.append(store.connect(factory.mktemp("search") / "library.db"))
    return _OPEN[0]


def test_an_outlet_is_found_by_the_words_of_its_name_after_what_tells_of_it(db):
    texts = {
        "tides": ("The Kestrel", "Tides rose by a hand."),
        "bird": ("Northport Courier", "A kestrel nests on the mast."),
        "mast": ("the kestrel", "A mast fell."),
        "cafe": ("Le Café du Matin", "Coffee is dearer."),
    }
    ids = {name: add(db, entry(name, body, site=site)) for name, (site, body) in texts.items()}
    assert found((db, ids), "Kestrel") == ["bird", "mast", "tides"]
    assert found((db, ids), "kest*") == ["bird", "mast", "tides"]
    assert found((db, ids), "kest") == []
    assert found((db, ids), "the kestrel tides") == []
    assert found((db, ids), "cafe matin") == ["cafe"]
    change(db, "read", [ids["mast"]], value=True)
    change(db, "removed", [ids["bird"]], value=True)
    assert found((db, ids), "kestrel", unread=True) == ["tides"]
    assert list(store.search.ids(db, Query("kestrel"), newest=None)) == [ids["mast"], ids["tides"]]
