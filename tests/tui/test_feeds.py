"""Feeds on the screen: refreshing, following, the list of places."""

import threading

import pytest

from reader.core.following import Refreshed, RefreshProgress
from reader.tui import refreshing
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled, wait_for

WIDE = (120, 40)
NEW = fake.make(50, "Lighthouse keeper retires", "Northport Courier", 0, fake.BRIDGE)
SITE = "https://mill-gazette.example/"


@pytest.fixture
def library():
    return fake.FakeLibrary(followed=fake.feeds())


def selected(app):
    return app.screen.headlines.selected


async def test_r_refreshes_the_feed_of_the_article_and_the_selection_stays(app, library):
    library.feeds.answers = {1: NEW}
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "r")
        assert library.feeds.asked == [[1]]
        assert selected(app) == 1
        assert app.screen.headlines.ids[0] == 50
        assert "1 new article from 1 feed" in screen_text(app)


async def test_a_refresh_leaves_the_text_that_is_read(app, library):
    library.feeds.answers = {1: NEW}
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "j", "j", "j")
        before = app.screen.article.article.id, app.screen.article.scroll_offset.y
        await press(pilot, "R")
        assert (app.screen.article.article.id, app.screen.article.scroll_offset.y) == before
        assert (app.screen.place, selected(app)) == ("reader", 1)


async def test_all_asks_all_but_the_paused_and_says_in_one_toast_what_came(app, library):
    library.feeds.answers = {1: NEW, 5: "no answer in 30 s"}
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "R")
        assert library.feeds.asked == [[1, 2, 3, 5]]
        said = "1 new article from 1 feed · 1 failed: The Lantern, no answer in 30 s"
        assert said in screen_text(app)


async def test_progress_stands_above_and_escape_stops(app, library):
    library.feeds.answers = {1: NEW}
    library.feeds.gate = threading.Event()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("R")
        await wait_for(pilot, lambda: "feeds 0 of 4" in screen_text(app))
        await pilot.press("j")
        await wait_for(pilot, lambda: app.screen.headlines.index > 0)
        await pilot.press("R")
        await wait_for(pilot, lambda: "a refresh goes on" in screen_text(app))
        await press(pilot, "escape")
        assert "what came stays" in screen_text(app)
        assert "feeds 0 of 4" not in screen_text(app)
        assert 50 in app.screen.headlines.ids


async def test_without_a_feed_r_says_how_to_follow_one():
    app = make_app(fake.FakeLibrary())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "r")
        assert "^O with the address of one follows it" in screen_text(app)


async def test_an_article_that_came_by_no_feed(app, library):
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "G", "r")
        assert "came by no feed" in screen_text(app)
        assert library.feeds.asked == []


async def test_the_address_of_a_feed_is_followed_and_asked(app, library):
    library.feeds.sites = {SITE: fake.feed(7, "Mill Gazette")[0]}
    library.feeds.answers = {7: NEW}
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "ctrl+o")
        app.screen.query_one("#prompt-field").value = SITE
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "1 new article from 1 feed" in screen_text(app))
        text = screen_text(app)
        assert "following Mill Gazette" in text
        assert "is a feed" not in text
        assert app.failed == []
        await press(pilot, "ctrl+o")
        app.screen.query_one("#prompt-field").value = SITE
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "Mill Gazette is followed already" in screen_text(app))


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ([Refreshed(1, "A", "unchanged")] * 2, "nothing new in 2 feeds"),
        ([Refreshed(1, "A", "new", 3, 2)], "3 new articles from 1 feed · 2 changed"),
        ([Refreshed(1, "A", "gone", message="gone")], "1 failed: A, gone"),
        ([Refreshed(1, "A", "waiting", message="wait")], "1 not asked: A, wait"),
    ],
)
def test_summaries(outcomes, said):
    assert refreshing.summary(outcomes) == said


def test_progress_gives_up_the_key_before_a_figure():
    at = RefreshProgress(12, 200, 31, 1)
    assert refreshing.progress_text(at, 60) == "feeds 12 of 200 · 31 new · 1 failed · Esc stops"
    assert refreshing.progress_text(at, 40) == "feeds 12 of 200 · 31 new · 1 failed"
