"""Choosing from the starter set on the screen."""

import pytest

from reader.library.following import offered
from reader.tui import starting
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled, wait_for

SIZES = [(120, 40), (80, 24), (40, 20)]
FIRST, SECOND, THIRD = (one.starter for one in offered()[:3])


@pytest.fixture
def library():
    return fake.FakeLibrary(followed=fake.feeds())


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_marked_is_followed_and_asked_and_nothing_else(app, library, size):
    before = len(library.feeds.stored)
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, "plus", "space", "j", "space")
        assert "2 marked" in screen_text(app)
        assert len(library.feeds.stored) == before
        await press(pilot, "enter")
        new = [one.url for one in library.feeds.all()[before:]]
        assert new == [FIRST.url, THIRD.url]
        assert library.feeds.asked == [[before + 1, before + 2]]
        assert "following 2 feeds" in screen_text(app) or size[0] == 40
        await press(pilot, "u", "u")  # it asks, and the same key says yes
        assert len(library.feeds.stored) == before


async def test_space_takes_a_mark_away_and_escape_and_q_follow_nothing(app, library):
    async with app.run_test(size=(80, 24)) as pilot:
        for leave in ("escape", "q"):
            await press(pilot, "plus", "space", "k", "space", "k", "space", leave, leave)
            assert app.screen.place == "list"
        assert library.feeds.asked == []
        assert len(library.feeds.stored) == 6


async def test_enter_without_a_mark_says_how_to_mark(app, library):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "plus", "enter")
        assert "nothing is marked · Space marks a feed" in screen_text(app)
        assert library.feeds.asked == []


async def test_what_is_typed_narrows_the_list_and_escape_shows_all(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "plus", "slash", *"sport", "space", *"ger")
        found = app.screen.found
        assert found
        assert {(one.starter.topic, one.starter.language) for one in found} == {("sport", "de")}
        await press(pilot, "enter", "space")
        assert f"{len(found)} · 1 marked · “sport ger”" in screen_text(app)
        await press(pilot, "escape")
        assert len(app.screen.found) == len(offered())
        assert list(app.screen.marked) == [found[0].starter.url]
        await press(pilot, "slash", *"qqq")
        assert "nothing begins so" in screen_text(app)
        await press(pilot, "enter", "space", "escape", "escape", "escape")
        assert app.screen.place == "list"


async def test_what_is_followed_bears_a_mark_of_its_own_and_cannot_be_marked():
    app = make_app(library := fake.FakeLibrary())
    library.feeds.begin([SECOND])
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "plus", "j")
        assert f"✓  {SECOND.title}" in screen_text(app)
        await press(pilot, "space")
        assert "is followed already" in screen_text(app)
        assert app.screen.marked == {}


async def test_the_places_offer_them_and_show_what_was_followed():
    app = make_app(library := fake.FakeLibrary())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "B")
        assert "+ offers well-known ones" in screen_text(app)
        await press(pilot, "plus", "space", "enter")
        assert FIRST.title in [shelf.name for shelf in app.screen.rows]
        assert library.feeds.asked == [[1]]


async def test_an_empty_library_offers_them_and_shows_what_came():
    app = make_app(library := fake.FakeLibrary([]))
    library.feeds.answers = {1: fake.make(50, "Lighthouse keeper retires", "Quay", 0, fake.BRIDGE)}
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        assert "choose from well-known feeds" in screen_text(app)
        await press(pilot, "plus", "space", "enter")
        await wait_for(pilot, lambda: "Lighthouse keeper retires" in screen_text(app))


async def test_a_dead_address_says_the_usual_sentence(app, library):
    library.feeds.answers = {7: "news.example was not found"}
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "plus", "space", "enter")
        await wait_for(pilot, lambda: "World, news.example was not" in screen_text(app))


@pytest.mark.parametrize("width", [20, 36, 55, 56, 92])
def test_rows_fit_and_name_a_topic_once(width):
    found = offered()
    rows = starting.lines(found, [FIRST.url], width)
    assert all(row.cell_length <= width for row in rows)
    if width > 55:
        topics = [row.plain[:12].strip() for row in rows if row.plain[:12].strip()]
        assert topics == list(dict.fromkeys(one.starter.topic for one in found))
    assert "●" in rows[0].plain
    assert "○" in rows[1].plain


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("QUANTA", "Quanta Magazine"),
        ("bbc 中", "BBC 中文"),
        ("新聞 時報", None),
        ("時報", "自由時報"),
    ],
)
def test_words_are_found_by_their_beginnings_in_any_script(typed, title):
    found = [one.starter.title for one in starting.narrowed(offered(), typed)]
    assert (title in found) if title else not found


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_marks_are_dropped_only_when_told_so_twice(key):
    app = make_app(fake.FakeLibrary())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "plus", "space", key)
        assert "1 feed is marked · Enter follows" in screen_text(app)
        await press(pilot, "space", key)
        assert app.screen.place == "starters"  # other marks
        await press(pilot, key)
        assert app.screen.place == "list"
        await press(pilot, "plus", key)
        assert app.screen.place == "list"
