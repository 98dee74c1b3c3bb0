"""Who tells the same story, over the real store: both sides, and as the library changes."""

import pytest

from reader.library.demo import build
from reader.library.library import Library

BRIDGE = """The Karvel Bridge reopened on Saturday, nine months after engineers found cracks in it.

Mayor Edda Lindqvist rode the first bus over the river, and chief engineer Pavel Osten said that
the third pier of the Karvel Bridge had been given a new footing at a cost of 31 million crowns.
"""
OTHER = """Buses cross the Karvel Bridge again after repairs that took nine months, the town said.

Engineer Pavel Osten defended the cost of 31 million crowns; the footing of the third pier had
been washed out. Mayor Lindqvist thanked the crew of the ferry that stood in for the bridge.
"""
RYE = """Rye forgives nothing, says baker Oda Mills, who has baked it for thirty winters in a row.

Her loaves rest overnight in a tin and bake for an hour; cut them on the second day, not before.
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build(path)
    with Library(path) as library:
        yield library


def named(library, title):
    rows = library.headlines(library.ids())
    return next(row for row in rows if title in row.title)


def related(library, title):
    return {
        item.headline.title.split(":")[0][:40]: item
        for item in library.related(named(library, title).id)
    }


@pytest.fixture
def three(tmp_path):
    ids = {}
    with Library(tmp_path / "library.db") as library:
        for name, text in (("bridge", BRIDGE), ("other", OTHER), ("rye", RYE)):
            file = tmp_path / f"{name}.txt"
            file.write_text(text)
            (taken,) = library.take_in([str(file)])
            ids[name] = taken.article_id
        yield library, ids, tmp_path


def links(library, article_id):
    return [(item.headline.id, item.link.level) for item in library.related(article_id)]


def test_two_reports_of_one_event_find_each_other_without_date_or_outlet(three):
    library, ids, _ = three
    assert links(library, ids["bridge"]) == [(ids["other"], "same")]
    assert links(library, ids["other"]) == [(ids["bridge"], "same")]
    assert links(library, ids["rye"]) == []
    (item,) = library.related(ids["bridge"])
    assert "Osten" in item.link.reason or "Karvel" in item.link.reason
    assert "day" not in item.link.reason


def test_what_is_removed_tells_no_story_and_comes_back_with_undo(three):
    library, ids, _ = three
    library.remove([ids["other"]])
    assert links(library, ids["bridge"]) == []
    library.undo()
    assert links(library, ids["bridge"]) == [(ids["other"], "same")]


def test_a_changed_text_is_linked_anew(three):
    library, ids, folder = three
    (folder / "other.txt").write_text(RYE.replace("thirty", "forty") + OTHER[:0])
    library.take_in([str(folder / "other.txt")]).__next__()
    assert links(library, ids["bridge"]) == []
    assert [other for other, _ in links(library, ids["rye"])] == [ids["other"]]


def test_a_look_relates_without_storing(three):
    library, ids, folder = three
    (folder / "third.txt").write_text(OTHER.replace("again", "once more"))
    _, found = library.relate(str(folder / "third.txt"))
    assert {item.headline.id for item in found} == {ids["bridge"], ids["other"]}
    assert library.counts().articles == 3
    _, found = library.relate(str(folder / "bridge.txt"))
    assert [item.headline.id for item in found] == [ids["other"]]


def test_the_demo_has_stories_of_two_to_four_reports_and_follow_ups(demo):
    bridge = related(demo, "Karvel Bridge reopens after nine")
    assert sum(item.link.level == "same" for item in bridge.values()) >= 2
    assert any(item.link.level == "follow-up" for item in bridge.values())
    glacier = related(demo, "Hallan glacier is melting")
    assert sum(item.link.level == "same" for item in glacier.values()) == 2
    minister = related(demo, "Transport minister Ilse Marrow resigns")
    assert minister
    harbour = related(demo, "Rat beschließt Umbau")
    assert [item.link.level for item in harbour.values()] == ["same"]
    assert related(demo, "winter rye") == {}


def test_outlets_are_counted_in_the_list(demo):
    assert named(demo, "Hallan glacier is melting").reports == 3


def test_every_article_of_the_demo_shows_and_hides_something_true(demo):
    for row in demo.headlines(demo.ids()):
        article = demo.article(row.id)
        assert sum(label.kind == "article" for label in article.labels) >= 3
        assert all(label.reason for label in article.labels)


def test_building_the_demo_again_keeps_what_was_read(tmp_path):
    path = tmp_path / "demo.db"
    build(path)
    with Library(path) as library:
        first = library.ids()[0]
        library.mark([first], read=True)
    build(path)
    with Library(path) as library:
        assert library.status(first).read
