"""Who tells the same story, over the real store: both sides, and as the library changes."""

from datetime import UTC, datetime, timedelta

import pytest

from reader.core.errors import UsageError
from reader.core.model import Link
from reader.library import beside
from reader.library.demo import build
from reader.library.library import Library
from tests.stories.test_novelty import FERRY, FERRY_AGAIN, FERRY_THIRD

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
    assert bridge["Karvelbrücke nach neun Monaten wieder of"].link.level == "possible"
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


# -- stories ----------------------------------------------------------------------------------


def story(library, *ids):
    return {library.stories.of(one) for one in ids}


def test_reports_of_one_event_are_one_story_and_it_keeps_its_number(three):
    library, ids, folder = three
    (number,) = story(library, ids["bridge"], ids["other"])
    assert story(library, ids["rye"]) != {number}
    (row,) = library.stories.rows([number])
    assert (row.articles, row.unread, row.read) == (2, 2, 0)
    library.mark([ids["bridge"]], read=True)
    (row,) = library.stories.rows([number])
    assert (row.unread, row.read) == (1, 1)
    (folder / "bridge.txt").write_text(
        BRIDGE + "\nThe bridge will be painted in May, Osten said.\n"
    )
    list(library.take_in([str(folder / "bridge.txt")]))
    assert story(library, ids["bridge"], ids["other"]) == {number}


def test_the_front_page_has_every_story_once_those_first_that_many_tell(three):
    library, ids, _ = three
    bridge, rye = library.stories.of(ids["bridge"]), library.stories.of(ids["rye"])
    assert list(library.stories.front_page()) == [bridge, rye]
    assert list(library.stories.front_page(limit=1)) == [bridge]
    library.remove([ids["other"], ids["bridge"]])
    assert list(library.stories.front_page()) == [rye]
    assert library.stories.rows([bridge]) == []
    library.undo()
    assert list(library.stories.front_page()) == [bridge, rye]


def test_not_the_same_story_holds_and_can_be_taken_back(three):
    library, ids, folder = three
    said = library.stories.say(ids["bridge"], ids["other"], same=False)
    assert said.startswith("said that “")
    assert links(library, ids["bridge"]) == links(library, ids["other"]) == []
    assert len(story(library, ids["bridge"], ids["other"])) == 2
    # Also when the text changes, or another report comes.
    (folder / "other.txt").write_text(OTHER + "\nThe Karvel Bridge opened at noon.\n")
    list(library.take_in([str(folder / "other.txt")]))
    assert len(story(library, ids["bridge"], ids["other"])) == 2
    assert library.undo() == said
    assert links(library, ids["bridge"]) == [(ids["other"], "same")]
    assert len(story(library, ids["bridge"], ids["other"])) == 1


def test_the_same_story_by_a_persons_word(three):
    library, ids, _ = three
    (kept,) = story(library, ids["bridge"], ids["other"])
    library.stories.say(ids["rye"], ids["bridge"], same=True)
    assert (ids["rye"], "same") in links(library, ids["bridge"])
    reasons = {item.headline.id: item.link.reason for item in library.related(ids["rye"])}
    assert reasons == {
        ids["bridge"]: "you said so",
        ids["other"]: "you said so of another report",
    }
    assert story(library, *ids.values()) == {kept}
    library.stories.say(ids["bridge"], ids["rye"], same=False)
    assert links(library, ids["rye"]) == []
    library.undo()
    assert story(library, *ids.values()) == {kept}
    library.undo()
    assert links(library, ids["rye"]) == []
    assert story(library, ids["bridge"], ids["other"]) == {kept}
    assert library.redo() is not None
    assert story(library, *ids.values()) == {kept}


def test_an_article_is_not_compared_with_itself(three):
    library, ids, _ = three
    with pytest.raises(UsageError, match="same article"):
        library.stories.say(ids["rye"], ids["rye"], same=True)


def test_a_timeline_goes_from_first_to_last_and_says_who_is_silent(demo):
    number = demo.stories.of(named(demo, "Hallan glacier is melting").id)
    found = demo.stories.timeline(number)
    dates = [report.headline.published for report in found.reports]
    dated = [date for date in dates if date]
    assert dated == sorted(dated)
    assert dates[: len(dated)] == dated
    bridge = demo.stories.timeline(demo.stories.of(named(demo, "Karvel Bridge reopens").id))
    assert "Küstenblatt" not in bridge.silent  # it tells the story too, in German
    minister = demo.stories.timeline(demo.stories.of(named(demo, "Marrow quits").id))
    # Told in German, too, so that who writes in German could have run it.
    assert minister.silent == ("Küstenblatt", "The Tidewater Gazette", "saltmarsh.example")
    with pytest.raises(UsageError, match="no story 999"):
        demo.stories.timeline(999)


WIRE = (
    "The ferry Anna Tweel ran aground off Sandhaven before dawn on Tuesday with 61 people aboard.",
    (
        "Lifeboats from Sandhaven and Ostrup brought all of them ashore within two hours, the "
        "harbour master, Jens Tweel, told the agency."
    ),
    (
        "Divers are to look at the hull at low tide. A tug from Ostrup stands by, the coast guard "
        "said, and the line to the islands is closed until Thursday."
    ),
)


def page(outlet, *paragraphs, published=""):
    meta = f'<meta property="og:site_name" content="{outlet}">'
    if published:
        meta += f'<meta property="article:published_time" content="{published}">'
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<title>Ferry aground off Sandhaven</title>{meta}"
    story = f"<article><h1>Ferry aground off Sandhaven</h1>{text}</article>"
    return f"<html><head>{head}</head><body>{story}</body></html>"


def test_copies_stand_under_the_first_of_them_with_what_they_have_of_their_own(tmp_path):
    own = "Passengers told this paper that the alarm had rung twice before anybody came on deck."
    for name, paragraphs in (("a", WIRE), ("b", WIRE), ("c", (*WIRE, own))):
        (tmp_path / f"{name}.html").write_text(page(f"Outlet {name.upper()}", *paragraphs))
    with Library(tmp_path / "library.db") as library:
        ids = [next(library.take_in([str(tmp_path / f"{name}.html")])).article_id for name in "abc"]
        first, second = library.related(ids[0])
        assert first.twin is None
        assert second.twin == first.headline.id
        reasons = {item.headline.id: item.link.reason for item in (first, second)}
        assert reasons[ids[1]] == "the same text"
        assert reasons[ids[2]] == "the same text, 1 paragraph of its own"
        told = library.stories.timeline(library.stories.of(ids[0])).reports
        assert [report.copied for report in told] == [False, True, True]
        assert [report.own for report in told] == ["", "", "1 paragraph of its own"]


OWN_REPORT = (
    (
        "Passengers of the ferry Anna Tweel spent two hours on deck after she ran aground off "
        "Sandhaven on Tuesday, and lifeboats from Sandhaven and Ostrup brought all 61 ashore."
    ),
    (
        "The harbour master, Jens Tweel, said that nobody had to be treated. Divers are to look at "
        "the hull of the ferry at low tide, and a tug stands by."
    ),
)


@pytest.mark.parametrize("order", ["abco", "cbao", "ocab", "bcoa"])
def test_a_copy_says_what_it_adds_whichever_report_is_open(tmp_path, order):
    own = (
        "Passengers told this paper that the alarm had rung twice before anybody came on deck.",
        "The choir of Hollinworth was aboard, and sang in the first of the two lifeboats.",
    )
    written = {"a": WIRE, "b": WIRE[:2], "c": (*WIRE, *own), "o": OWN_REPORT}
    for number, (name, paragraphs) in enumerate(written.items()):
        hour = f'<meta property="article:published_time" content="2026-03-03T{number + 7:02}:00Z">'
        made = page(f"Outlet {name.upper()}", *paragraphs).replace("<head>", f"<head>{hour}")
        (tmp_path / f"{name}.html").write_text(made)
    with Library(tmp_path / "library.db") as library:
        ids = {name: next(library.take_in([str(tmp_path / f"{name}.html")])).article_id
               for name in order}  # fmt: skip
        for name in "abo":
            said = {one.headline.id: one for one in library.related(ids[name])}
            copy = said[ids["c"]]
            both = copy.own or copy.link.reason
            assert "paragraphs of its own" in both
            assert all(not said[ids[one]].own for one in "ab" if one != name)
        told = library.stories.timeline(library.stories.of(ids["a"])).reports
        assert {one.headline.id: one.own for one in told} == {
            ids["a"]: "", ids["b"]: "", ids["c"]: "2 paragraphs of its own", ids["o"]: "",
        }  # fmt: skip


def test_copies_stand_under_the_one_that_was_first_however_they_came(tmp_path):
    other = (
        "The line to the islands stays closed until Thursday after the Anna Tweel ran aground.",
        "Harbour master Jens Tweel said at Sandhaven that divers were ready for the low tide.",
        "All 61 people who had been aboard the ferry spent Tuesday night in hotels in Ostrup.",
    )
    with Library(tmp_path / "library.db") as library:
        ids = {}
        for name, hour, text in (("own", 9, other), ("late", 8, WIRE), ("soon", 6, WIRE),
                                 ("mid", 7, WIRE)):  # fmt: skip
            file = tmp_path / f"{name}.html"
            moment = f"2024-03-05T{hour:02}:00:00+00:00"
            file.write_text(page(f"Outlet {name}", *text, published=moment))
            ids[name] = next(library.take_in([str(file)])).article_id
        found = library.related(ids["own"])
        assert [one.headline.id for one in found] == [ids["soon"], ids["mid"], ids["late"]]
        assert [one.twin for one in found] == [None, ids["soon"], ids["soon"]]


def test_a_timeline_goes_by_the_dates_of_the_reports_also_of_those_to_come(tmp_path):
    today = datetime.now(UTC)
    ahead = {"a": 30, "b": 20, "c": -5, "d": 21}
    with Library(tmp_path / "library.db") as library:
        for name, hours in ahead.items():
            file = tmp_path / f"{name}.html"
            own = f"Outlet {name.upper()} saw the tug from Ostrup come in at noon, number {name}."
            when = today + timedelta(hours=hours)
            text = page(f"Outlet {name.upper()}", *WIRE, own, published=when.isoformat())
            file.write_text(text)
            taken = next(library.take_in([str(file)]))
        told = library.stories.timeline(library.stories.of(taken.article_id)).reports
        assert [one.headline.site[-1] for one in told] == ["C", "B", "D", "A"]


def test_copies_under_two_headings_are_not_folded(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.html").write_text(page(f"Outlet {name.upper()}", *WIRE))
    with Library(tmp_path / "library.db") as library:
        ids = [next(library.take_in([str(tmp_path / f"{name}.html")])).article_id for name in "abc"]
        rows = {row.id: row for row in library.headlines(ids)}
        given = [Link(ids[1], "same", "", 0.9), Link(ids[2], "possible", "", 0.5)]
        found = beside.listed(library._db, given, rows, library.clock())
        assert [one.twin for one in found] == [None, None]


def test_what_stands_only_here_is_told_where_three_reports_are_stored(tmp_path):
    with Library(tmp_path / "library.db") as library:
        library_of_three = []
        for number, text in enumerate((BRIDGE, OTHER)):
            (tmp_path / f"{number}.txt").write_text(text)
            library_of_three.append(next(library.take_in([str(tmp_path / f"{number}.txt")])))
        assert library.stories.only_here(library_of_three[0].article_id) == []


def test_only_reports_of_the_story_are_counted_where_something_stands_only_here(
    tmp_path, monkeypatch
):
    texts = (FERRY, FERRY_AGAIN, FERRY_THIRD, FERRY_AGAIN[:1])
    with Library(tmp_path / "library.db") as library:
        ids = []
        for number, told in enumerate(texts):
            (tmp_path / f"{number}.txt").write_text(f"Ferry {number}\n\n" + "\n\n".join(told))
            ids += [one.article_id for one in library.take_in([str(tmp_path / f"{number}.txt")])]
        own, again, third, teaser = ids

        def told_beside(**levels):
            given = [Link(one, level, "", 0.9) for level, some in levels.items() for one in some]
            monkeypatch.setattr(beside, "links", lambda *_: given)
            return library.stories.only_here(own)

        assert {one.others for one in told_beside(same=[again, third, teaser])} == {2}
        assert told_beside(same=[again, teaser], possible=[third]) == []
        assert told_beside(same=[teaser], possible=[again, third]) == []


def test_a_library_from_before_is_linked_in_the_background(tmp_path):
    path = tmp_path / "library.db"
    with Library(path) as library:
        for name, text in (("bridge", BRIDGE), ("other", OTHER), ("rye", RYE)):
            (tmp_path / f"{name}.txt").write_text(text)
            list(library.take_in([str(tmp_path / f"{name}.txt")]))
        # What the migration leaves of an older library.
        for table in ("profiles", "story_terms", "term_counts", "links", "members", "stories"):
            library._db.execute(f"DELETE FROM {table}")
        library._db.execute("INSERT INTO unlinked SELECT id FROM articles")
        assert library.behind
        assert library.catch_up() == 3
        assert not library.behind
        assert links(library, 1) == [(2, "same")]
        assert library.stories.of(1) == library.stories.of(2) != library.stories.of(3)
        assert sorted(library.stories.articles(library.stories.front_page())) == [1, 2, 3]
        assert sorted(library.stories.articles([library.stories.of(1)])) == [1, 2]


def dated(outlet, day, title="Ferry aground off Sandhaven"):
    made = page(outlet, *WIRE).replace("Ferry aground off Sandhaven", title)
    date = f'<meta property="article:published_time" content="{day}">' if day else ""
    return made.replace("<head>", f"<head>{date}")


@pytest.fixture
def days(tmp_path):
    """A library, and what takes a page into it; gives the article's number."""
    with Library(tmp_path / "library.db") as library:

        def take(name, text):
            (tmp_path / f"{name}.html").write_text(text)
            (taken,) = library.take_in([str(tmp_path / f"{name}.html")])
            return taken.article_id

        yield library, take


def test_where_a_report_has_a_date_the_time_of_taking_in_makes_no_story_fresh(days):
    library, take = days
    old = take("a", dated("Old Post", "2004-05-01T08:00:00Z"))
    undated = take("b", dated("Undated Post", None))
    bread = dated("Rye Post", "2024-05-01T08:00:00Z", "Rye")
    for paragraph in WIRE:
        bread = bread.replace(paragraph, RYE.strip())
    new = take("rye", bread)
    story, fresh = library.stories.of(old), library.stories.of(new)
    assert library.stories.of(undated) == story != fresh
    assert list(library.stories.front_page()) == [fresh, story]
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    assert list(library.stories.since(moment)) == [fresh]
    library.remove([old])
    assert list(library.stories.since(moment)) == [story, fresh]


def test_only_who_wrote_dated_articles_of_those_days_and_none_near_is_said_to_be_silent(days):
    library, take = days
    ferry = take("a", dated("Old Post", "2026-11-20T08:00:00Z"))
    take("b", dated("Late Post", "2026-11-22T08:00:00Z"))
    rye = "".join(f"<p>{paragraph}</p>" for paragraph in RYE.strip().split("\n\n"))
    for name, day in (("Within", "2026-11-21"), ("After", "2026-11-24"), ("Undated", None)):
        made = dated(name, day and f"{day}T08:00:00Z", f"{name} winter rye")
        take(name, made[: made.index("<p>")] + rye.replace("Oda", name) + "</article>")
    german = dated("Fremdes Blatt", "2026-11-21T10:00:00Z", "Roggenbrot im Winter")
    bread = "Der Bäcker sagt, dass der Teig über Nacht in der Form ruht und eine Stunde backt."
    take(
        "german",
        f"{german[: german.index('<p>')]}<p>{bread}</p><p>{bread} Das ist auch alles.</p>"
        "</article>",
    )
    short = dated("Near Post", "2026-11-21T09:00:00Z", "Tweel of Sandhaven honoured")
    near = take("near", short)
    assert library.stories.of(near) is not None
    library.stories.say(ferry, near, same=False)
    assert library.stories.timeline(library.stories.of(ferry)).silent == ("Within",)
