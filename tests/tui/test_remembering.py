"""How the screen is left, and how it begins the next time."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import config
from reader.config import Arrangement
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled, wait_for
from tests.tui.test_places import go_to, row

WIDE = (120, 40)


@pytest.fixture
def library():
    return fake.FakeLibrary(followed=fake.feeds())


def begun(library, kept, sources=()):
    """The app as it begins after what was `kept` last."""
    app = make_app(library, sources)
    app.remember(kept[-1] if kept else Arrangement(), kept.append)
    return app


async def left(library, kept, *keys, size=WIDE, at=""):
    """Press keys, among the places first go to one, and quit."""
    app = begun(library, kept)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        if at:
            await press(pilot, "B")
            await go_to(pilot, at)
        await press(pilot, *keys, "Q")


async def test_the_rail_and_the_place_that_was_listed_come_back(library):
    kept = []
    await left(library, kept, "enter", at="Vale Observer")
    app = begun(library, kept)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "Vale Observer · 2 unread · 3 articles" in screen_text(app)
        assert list(app.screen.headlines.ids) == [3, 6, 11]
        assert app.screen.rail.display
        assert row(app) == "Vale Observer"
        assert app.screen.place == "list"
        await press(pilot, "q")
        assert "Library · 10 unread" in screen_text(app)
        await press(pilot, "h", "B", "Q")
    app = begun(library, kept)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "Library · 10 unread" in screen_text(app)
        assert app.screen.rail is None


async def test_closed_folders_and_open_tags_come_back_and_a_feed_in_them_does(library):
    kept = []
    await left(library, kept, "l", "j", "enter", at="#sea")
    await left(library, kept, "h", at="Harbour", size=(80, 24))
    assert kept[-1].turned == {("folder", "Harbour"), ("tag", "sea")}
    app = begun(library, kept)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = screen_text(app)
        assert "▸ Harbour" in text
        assert "▾ #sea" in text
        assert "Coast Wire · 1 unread · 1 article " in text
        assert row(app) == "Coast Wire"
        assert app.screen.rail.selected.inside == ("tag", "sea")
        await press(pilot, "h")
        await pilot.resize_terminal(80, 24)
        await press(pilot, "B")
        assert app.screen.selected.inside == ("tag", "sea")


async def test_it_is_kept_while_one_goes_on(library, monkeypatch):
    monkeypatch.setattr("reader.tui.screens.main._EVERY", 0.05)
    kept = []
    app = begun(library, kept)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        await wait_for(pilot, lambda: kept == [Arrangement(rail=True)])
        await press(pilot, "j", "k")
        await wait_for(pilot, lambda: row(app) == "All articles")


async def test_the_same_story_comes_back_where_it_stands_beside_the_text(library):
    kept = []
    await left(library, kept, "c")
    app = begun(library, kept)
    async with app.run_test(size=WIDE) as pilot:
        await wait_for(pilot, lambda: "Possibly the same" in screen_text(app))
        assert app.screen.place == "list"
        await press(pilot, "Q")
    app = begun(library, kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not app.screen.sidebar.display
        await press(pilot, "j", "B", "enter", "Q")
    assert kept[-1].sidebar


async def test_a_rail_for_which_there_is_no_room_comes_when_there_is(library):
    app = begun(library, [Arrangement(rail=True)])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "All articles" not in screen_text(app)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert "10   All articles" in screen_text(app)


async def test_a_place_that_is_gone_is_all_articles(library):
    app = begun(library, [Arrangement(place=("feed", "99"))])
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "Library · 10 unread" in screen_text(app)


async def test_an_article_one_names_opens_among_all(library):
    library.incoming = {"new.html": fake.make(50, "Fresh", "Disk Daily", 0, fake.BRIDGE)}
    app = begun(library, [Arrangement(place=("feed", "3"))], ["new.html"])
    async with app.run_test(size=WIDE) as pilot:
        await wait_for(pilot, lambda: app.screen.place == "reader")
        assert app.screen.headlines.selected == 50
        assert app.screen.state.counts.articles == len(app.screen.headlines.ids)


async def test_where_it_cannot_be_kept_that_is_said_once(library):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    app = make_app(library)
    app.remember(Arrangement(), refuse)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B")
        app.screen._look_after()
        await settled(pilot)
        assert "is not kept: Permission denied" in screen_text(app)
        app.clear_notifications()
        app.screen._look_after()
        await settled(pilot)
        assert "is not kept" not in screen_text(app)


# -- the file


KEYS = st.lists(st.text(min_size=1), min_size=1, max_size=3).map(tuple)
LEFT = st.builds(Arrangement, st.booleans(), st.booleans(), KEYS | st.just(()), st.frozensets(KEYS))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSREADER_HOME", str(home))
        yield home


@given(LEFT, LEFT)
def test_what_is_kept_of_each_library_is_found_again(home, one, other):
    first, second = home / "first.db", home / "second.db"
    first.touch()
    second.touch()
    config.arrange(first, one)
    config.arrange(second, other)
    assert (config.arrangement(first), config.arrangement(second)) == (one, other)
    first.unlink()
    config.arrange(second, one)
    assert config.arrangement(first) == Arrangement()


PLAIN = st.none() | st.booleans() | st.integers() | st.text()
LISTS = PLAIN | st.lists(PLAIN)
JSON = LISTS | st.lists(LISTS) | st.dictionaries(st.text(), LISTS)


@given(st.text() | st.dictionaries(st.sampled_from(["rail", "place", "turned"]), JSON))
def test_a_file_that_holds_something_else_is_no_reason_not_to_begin(home, written):
    path = home / "library.db"
    (home / "state").mkdir(exist_ok=True)
    text = written if isinstance(written, str) else json.dumps({str(path): written})
    (home / "state" / "screens.json").write_text(text, "utf-8", errors="replace")
    assert isinstance(config.arrangement(path), Arrangement)


def test_a_library_whose_name_is_no_text_is_remembered_too(home):
    path = Path(os.fsdecode(b"/nowhere/\xff.db"))
    config.arrange(path, Arrangement(rail=True))
    assert config.arrangement(path) == Arrangement(rail=True)
