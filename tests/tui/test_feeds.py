"""Feeds on the screen: refreshing, following, the list of places."""

import ipaddress
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.core.following import Lacking, Refreshed, RefreshProgress, Starter
from reader.library.library import Library
from reader.tui import lists, places, refreshing
from reader.tui.app import NewsReader
from reader.tui.screens import main
from tests.library import feed_site
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled, wait_for
from tests.web.feed_host import Said, hosting

WIDE = (120, 40)
OVER = (118, 40)
"""Too narrow for the places to stand beside the list: they lie over it."""
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
        await wait_for(pilot, lambda: "feeds 1 of 4 · 1 new" in screen_text(app))
        await pilot.press("j")
        await wait_for(pilot, lambda: app.screen.headlines.index > 0)
        await pilot.press("R")
        await wait_for(pilot, lambda: "a refresh goes on" in screen_text(app))
        await press(pilot, "escape")
        assert "what came stays" in screen_text(app)
        assert "feeds " not in screen_text(app).splitlines()[0]
        assert 50 in app.screen.headlines.ids


@pytest.mark.parametrize("size", [WIDE, OVER])
async def test_what_a_refresh_told_last_is_shown_while_one_feed_takes_long(app, library, size):
    library.feeds.gate, library.feeds.held = threading.Event(), 3
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B")
        await pilot.press("R")
        await wait_for(pilot, lambda: "feeds 3 of 4" in screen_text(app))
        library.feeds.gate.set()
        await settled(pilot)
        assert "feeds " not in screen_text(app).splitlines()[0]


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
        (
            [Refreshed(1, "A", "unchanged", expired=2), Refreshed(2, "B", "unchanged", expired=1)],
            "nothing new in 2 feeds · 3 read articles taken out, kept long enough; u undoes it",
        ),
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


# -- places


def row(app):
    """The name of the selected place."""
    return app.screen.selected.name


async def go_to(pilot, name):
    await press(pilot, "g")
    for _ in pilot.app.screen.rows:
        if row(pilot.app) == name:
            return
        await press(pilot, "j")
    raise AssertionError(f"no place is called {name}")


@pytest.mark.parametrize("size", [OVER, (80, 24), (40, 20)])
async def test_places_list_feeds_with_unread_folders_and_signs(app, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B")
        text = screen_text(app)
        assert "10   All articles" in text
        assert "1 ! The Lantern" in text
        assert "lantern.exa" in text
        assert "‖ Slow Bread" in text
        assert "× Watt and Volt" in text
        assert "gone" in text
        assert [shelf.name for shelf in app.screen.rows[5:]] == [
            "Harbour",
            "Coast Wire",
            "Northport Courier",
            "#sea",
            "#valley",
        ]


@pytest.mark.parametrize("size", [OVER, (80, 24), (40, 20)])
async def test_enter_lists_the_articles_of_a_feed_and_q_comes_back(app, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "j", "B")
        await go_to(pilot, "Vale Observer")
        await press(pilot, "enter")
        assert list(app.screen.headlines.ids) == [3, 6, 11]
        assert "Vale Observer · 2 unread · 3 articles" in screen_text(app) or size[0] == 40
        assert app.screen.place == "list"
        await press(pilot, "B")
        assert row(app) == "Vale Observer"
        await press(pilot, "q", "q")
        assert len(app.screen.headlines.ids) == 12
        assert app.is_running


async def test_a_folder_and_a_tag_list_what_their_feeds_brought(app):
    async with app.run_test(size=OVER) as pilot:
        for name, found in (("Harbour", [1, 2, 9]), ("#sea", [2, 3, 6, 11])):
            await press(pilot, "B")
            await go_to(pilot, name)
            await press(pilot, "enter")
            assert list(app.screen.headlines.ids) == found
        await press(pilot, "B", "g", "enter")
        assert len(app.screen.headlines.ids) == 12


async def test_places_lead_from_stories_to_articles(app):
    async with app.run_test(size=OVER) as pilot:
        await press(pilot, "T", "B", "g", "enter")
        assert (app.screen.state.listing.of, len(app.screen.headlines.ids)) == ("articles", 12)
        await press(pilot, "T")
        assert app.screen.state.listing.of == "stories"


async def test_the_next_unread_is_one_of_the_feed(app):
    async with app.run_test(size=OVER) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Vale Observer")
        await press(pilot, "enter", "enter", "n")
        assert app.screen.article.article.id == 11


async def test_r_in_the_list_of_a_feed_refreshes_that_feed(app, library):
    library.feeds.answers = {2: NEW}
    async with app.run_test(size=OVER) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await press(pilot, "enter", "r")
        assert library.feeds.asked == [[2]]
        assert list(app.screen.headlines.ids) == [50, 2]
        assert selected(app) == 2


async def test_the_selected_feed_is_explained(app):
    async with app.run_test(size=OVER) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "The Lantern")
        text = screen_text(app)
        assert "asked 1 h ago · due" in text
        assert "failed 3 times: lantern.example gives no answer in 30 s" in text
        assert "https://the-lantern.example/feed.xml" in text
        await go_to(pilot, "Watt and Volt")
        assert "p asks it again" in screen_text(app)


async def test_pause_and_resume(app, library):
    async with app.run_test(size=OVER, notifications=True) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await press(pilot, "p")
        assert "paused “Coast Wire” · u takes it back" in screen_text(app)
        assert library.feeds.get(2).paused
        await press(pilot, "p")
        assert not library.feeds.get(2).paused
        assert row(app) == "Coast Wire"
        await go_to(pilot, "Harbour")
        await press(pilot, "p")
        assert "this is no feed" in screen_text(app)


async def test_removing_keeps_the_articles_and_u_brings_the_feed_back(app, library):
    async with app.run_test(size=OVER, notifications=True) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Vale Observer")
        await press(pilot, "D")
        assert "Vale Observer" not in [shelf.name for shelf in app.screen.rows]
        assert "its articles stay" in screen_text(app)
        assert 3 in library.stored
        await press(pilot, "u")
        assert "Vale Observer" in [shelf.name for shelf in app.screen.rows]


async def test_u_asks_before_it_unfollows_several_feeds(app, library):
    starters = [Starter(f"Outlet {n}", f"https://o{n}.example/f", "", "world", "en") for n in "12"]
    library.feeds.begin(starters)
    async with app.run_test(size=OVER, notifications=True) as pilot:
        await press(pilot, "B", "u")
        assert "this unfollows 2 feeds, whose articles stay · u or Enter" in screen_text(app)
        await press(pilot, "escape")
        assert len(library.feeds.all()) == 8
        await press(pilot, "u", "u")
        assert len(library.feeds.all()) == 6


async def test_a_place_says_that_its_articles_were_kept_long_enough(app, library):
    keep = timedelta(days=30)
    library.feeds.change([2], lambda one: replace(one, keep=keep), "kept {}")
    library.stored.pop(2)
    library.feeds.expired = {2: 9}
    async with app.run_test(size=OVER, notifications=True) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await press(pilot, "enter")
        said = "kept 30 days: 9 read articles were taken out"
        await wait_for(pilot, lambda: said in lists.note_for(app.screen, 0))
        assert app.screen.headlines.note == lists.note_for(app.screen, 0)


async def test_f5_asks_what_is_due(app, library):
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "f5")
        assert "no feed is due · R asks all" in screen_text(app)
        library.feeds.present += timedelta(hours=2)
        await press(pilot, "f5")
        assert library.feeds.asked == [[1, 2, 3, 5]]


async def test_what_is_due_is_asked_by_itself_only_where_that_is_wanted(library, monkeypatch):
    monkeypatch.setattr(main, "_DUE", 0.05)
    library.feeds.present += timedelta(hours=2)
    app = make_app(library)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause(0.3)
        assert library.feeds.asked == []
    library.feeds.answers = {1: NEW}
    app = make_app(library)
    app.ask_due()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await wait_for(pilot, lambda: library.feeds.asked)
        await wait_for(pilot, lambda: "1 new article from 1 feed" in screen_text(app))


async def test_a_feed_is_followed_from_the_places(app, library):
    library.feeds.sites = {SITE: fake.feed(7, "Mill Gazette")[0]}
    async with app.run_test(size=OVER, notifications=True) as pilot:
        await press(pilot, "B", "a")
        app.screen.query_one("#prompt-field").value = SITE
        await press(pilot, "enter")
        await wait_for(pilot, lambda: library.feeds.asked == [[7]])
        await settled(pilot)
        assert "Mill Gazette" in [shelf.name for shelf in app.screen.rows]
        await press(pilot, "a")
        app.screen.query_one("#prompt-field").value = "https://nowhere.example/"
        await press(pilot, "enter")
        assert "names no feed" in screen_text(app)


async def test_a_refresh_from_the_places_counts_there(app, library):
    library.feeds.answers = {2: NEW}
    library.feeds.gate = threading.Event()
    async with app.run_test(size=OVER, notifications=True) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Harbour")
        await pilot.press("r")
        await wait_for(pilot, lambda: "feeds 1 of 2" in screen_text(app))
        library.feeds.gate.set()
        await settled(pilot)
        await wait_for(pilot, lambda: "2     Coast Wire" in screen_text(app))
        assert row(app) == "Harbour"
        library.feeds.gate.clear()
        await pilot.press("R")
        await wait_for(pilot, lambda: "feeds 1 of 4" in screen_text(app))
        await press(pilot, "escape", "escape")
        assert app.screen.state.refresh is None


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
async def test_many_feeds_leave_room_for_what_is_said_of_the_selected_one(size):
    many = [fake.feed(n, f"Outlet number {n}", folder=(f"Shelf {n % 7}",)) for n in range(1, 201)]
    app = make_app(fake.FakeLibrary(followed=many))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B", "G", "space", "b", "ctrl+u", "ctrl+d", "j", "G")
        text = screen_text(app)
        assert "Places · 200 feeds" in text
        assert "Outlet number 195" in text
        assert "https://outlet-number-195.example/" in text
        await press(pilot, "a")
        text = screen_text(app)
        assert "Outlet number 195" in text
        assert "cancel" in text or size[0] == 40
        assert "follow" in text


async def test_places_without_a_feed_say_how_to_follow_one():
    app = make_app(fake.FakeLibrary())
    async with app.run_test(size=OVER, notifications=True) as pilot:
        await press(pilot, "B")
        assert "no feed is followed yet" in screen_text(app)
        await press(pilot, "p", "r", "question_mark")
        assert "Keys in the list of places" in screen_text(app)


@given(
    st.lists(st.tuples(st.text(), st.text(), st.lists(st.text(), max_size=3)), min_size=1),
    st.integers(24, 140),
)
def test_no_row_is_wider_than_the_list_and_every_feed_has_one(named, width):
    followed = [
        fake.feed(n, name, folder=tuple(folders), failures=n % 2, error=error)[0]
        for n, (name, error, folders) in enumerate(named)
    ]
    rows = places.shelves(followed, 0)
    listed = [row.feed for row in rows if row.feed]
    assert sorted(one.id for one in listed) == [one.id for one in followed]
    folders = [one.settings.folders for one in listed]
    assert len(list(groupby(folders))) == len(set(folders))  # each in one place
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        said = places.line(row, width, *places.columns(rows)).plain
        assert cell_len(said) <= width
        assert "\n" not in said
        assert places.told(row, len(followed), fake.NOW)


async def test_places_are_sorted_as_people_count():
    many = [fake.feed(n, f"Feed {n}") for n in (100, 20, 3)] + [fake.feed(7, "feed 21")]
    app = make_app(fake.FakeLibrary(followed=many))
    async with app.run_test(size=OVER) as pilot:
        await press(pilot, "B")
        assert [shelf.name for shelf in app.screen.rows[1:]] == [
            "Feed 3",
            "Feed 20",
            "feed 21",
            "Feed 100",
        ]


@pytest.mark.parametrize("size", [WIDE, (80, 24), (40, 20)])
async def test_an_empty_library_with_feeds_names_the_key_that_asks_them(size):
    app = make_app(fake.FakeLibrary([], followed=[fake.feed(n, f"Feed {n}") for n in range(1, 41)]))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert "ask 40 feeds that you follow" in screen_text(app)
        assert "R refresh" in screen_text(app).splitlines()[-1]
        await press(pilot, "B")
        assert "R refresh" not in screen_text(app).splitlines()[-1]


def test_moments_are_said_in_full_where_they_fall_on_another_day():
    state = {"due_at": fake.NOW + timedelta(days=2), "checked_at": fake.NOW - timedelta(days=40)}
    (row,) = [one for one in places.shelves([fake.feed(1, "A", **state)[0]], 0) if one.feed]
    assert places.told(row, 1, fake.NOW)[0] == "asked 17 May · due 28 Jun 2023, 18:30"


# -- the library as it is


async def test_a_feed_from_its_address_to_its_articles(tmp_path):
    """On loopback, with the library's own processes: follow, read, refresh, an answer that is
    none."""
    loopback = (ipaddress.ip_network("127.0.0.0/8"),)

    def open_library():
        return Library(tmp_path / "library.db", allow_private=loopback)

    with hosting() as host:
        url = host.say("/feed", feed_site.feed(1, 2))
        app = NewsReader(open_library)
        async with app.run_test(size=OVER, notifications=True) as pilot:
            await press(pilot, "ctrl+o")
            app.screen.query_one("#prompt-field").value = url
            await press(pilot, "enter")
            await wait_for(pilot, lambda: "2 new articles from 1 feed" in screen_text(app), 1500)
            await settled(pilot)
            assert host.count("/feed") == 1
            chosen = selected(app)
            host.say("/feed", feed_site.feed(1, 2, 3))
            await press(pilot, "r")
            await wait_for(pilot, lambda: "1 new article from 1 feed" in screen_text(app), 1500)
            await settled(pilot)
            assert (selected(app), len(app.screen.headlines.ids)) == (chosen, 3)
            host.say("/feed", Said(status=500))
            await press(pilot, "B", "j", "r")
            # Not the notice, which is gone after some seconds: what stays.
            await wait_for(pilot, lambda: "3 ! The Quay" in screen_text(app), 1500)
            await settled(pilot)
            assert "failed 1 time: " in screen_text(app)
            await press(pilot, "p", "e")
            app.screen.query_one("#form-name").value = "Quayside"
            await press(pilot, "enter")
            assert "‖ Quayside" in screen_text(app)
            await press(pilot, "D", "u", "j", "enter")
            assert "Quayside · 3 unread · 3 articles" in screen_text(app)
        app.library.close()


async def test_the_files_of_an_entry_are_links_of_its_article(tmp_path):
    files = "<enclosure url='https://quay.example/1.mp3' type='audio/mpeg' length='2097152'/>"
    body = feed_site.rss(1).replace(b"</item>", files.encode() + b"</item>")
    with hosting() as host, Library(tmp_path / "library.db") as library:
        library.feeds.subscribe(host.say("/feed", Said(body)))
        list(library.feeds.refresh())
    app = NewsReader(lambda: Library(tmp_path / "library.db"))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        assert "Audio · mp3 · 2.0 MB" in screen_text(app)
        await press(pilot, "number_sign")
        text = screen_text(app)
        assert "Links · 1" in text
        assert "1  Audio · mp3 · 2.0 MB  quay.example" in text
    app.library.close()


async def test_the_pictures_of_an_article_are_links_that_nobody_fetches_unasked(
    tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr("reader.tui.hosts.open_outside", lambda link: opened.append(link.url))
    with hosting() as host, Library(tmp_path / "library.db") as library:
        figure = (
            f"<figure><img src='{host.url}/quay.jpg'><figcaption>The quay</figcaption></figure>"
        )
        said = feed_site.story(1).replace("</p>", f"</p>{figure}", 1)
        item = feed_site.Item(1, link=f"{host.url}/story", text=said)
        library.feeds.subscribe(host.say("/feed", feed_site.feed(item)))
        list(library.feeds.refresh())
        assert not host.count("/quay.jpg")
        app = NewsReader(lambda: Library(tmp_path / "library.db"))
        async with app.run_test(size=WIDE) as pilot:
            await press(pilot, "enter", "number_sign")
            assert "1  picture: The quay  127.0.0.1" in screen_text(app)
            await press(pilot, "escape", "1", "enter")
            await wait_for(pilot, lambda: opened)
        assert opened == [f"{host.url}/quay.jpg"]
        assert not host.count("/quay.jpg")
        app.library.close()


@pytest.mark.parametrize("size", [WIDE, (80, 24), (40, 20)])
async def test_why_a_page_is_missing_stands_below_the_text_and_p_asks_again(library, size):
    gone = "quay.example has no such page (HTTP 404)"
    library.feeds.lacked = {1: Lacking(gone, datetime(2026, 3, 4, 9, tzinfo=UTC))}
    app = make_app(library)
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, "enter")
        said = "has no such page" if size[0] > 40 else "quay.example has"
        (line,) = [line for line in screen_text(app).splitlines() if said in line]
        assert "04 Mar" in line
        assert ("P asks again" in line) == (size[0] > 40)
        await press(pilot, "P")
        await wait_for(pilot, lambda: "its page was fetched" in screen_text(app))
        assert said not in screen_text(app)


async def test_p_says_where_no_feed_names_a_page(library):
    app = make_app(library)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "P")
        await wait_for(pilot, lambda: "no feed that is followed names a page" in screen_text(app))
