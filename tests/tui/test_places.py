"""Folders among the places, the form of a feed's settings, the places beside the list."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import UsageError
from reader.core.following import FULL_TEXT, FeedSettings, interval
from reader.library.library import Library
from reader.tui import feed_settings, places
from reader.tui.app import NewsReader
from reader.tui.commands import Commands
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled, wait_for
from tests.tui.test_hostile import CONTROL, HOSTILE

WIDE = (120, 40)
OVER = (118, 40)


@pytest.fixture
def library():
    return fake.FakeLibrary(followed=fake.feeds())


def holder(app):
    return app.screen if hasattr(app.screen, "rows") else app.screen.rail


def row(app):
    return holder(app).selected.name


def names(app):
    return [shelf.name for shelf in holder(app).rows]


async def go_to(pilot, name):
    await press(pilot, "g")
    for _ in names(pilot.app):
        if row(pilot.app) == name:
            return
        await press(pilot, "j")
    raise AssertionError(f"no place is called {name}")


# -- folders


@pytest.mark.parametrize("size", [WIDE, OVER])
async def test_h_closes_a_folder_and_l_opens_it(app, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await press(pilot, "h")
        assert row(app) == "Harbour"
        if size == WIDE:
            await wait_for(pilot, lambda: list(app.screen.headlines.ids) == [1, 2, 9])
        assert "▸ Harbour" in screen_text(app)
        assert {"Coast Wire", "Northport Courier"}.isdisjoint(names(app))
        await press(pilot, "l")
        assert row(app) == "Harbour"
        assert "▾ Harbour" in screen_text(app)
        assert {"Coast Wire", "Northport Courier"} <= set(names(app))
        await press(pilot, "left", "B", "B")
        assert "Coast Wire" not in names(app)


@pytest.mark.parametrize("size", [WIDE, OVER])
async def test_l_on_an_open_folder_lists_all_of_it(app, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Harbour")
        await press(pilot, "l")
        assert list(app.screen.headlines.ids) == [1, 2, 9]
        assert app.screen.place == "list"


async def test_a_folder_counts_its_unread_and_says_which_of_its_feeds_fail(library):
    ill = fake.feed(7, "Tide Table", (4,), ("Harbour",), failures=2, error="tide.example is away")
    library = fake.FakeLibrary(followed=[*fake.feeds(), ill])
    app = make_app(library)
    async with app.run_test(size=OVER) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Harbour")
        text = screen_text(app)
        assert " 4 ! ▾ Harbour" in text
        assert "1 needs a look" in text
        assert "3 feeds · Enter lists what came by them · h closes it" in text
        assert "Tide Table: tide.example is away" in text
        library.mark([1, 9], read=True)
        holder(app).renew()
        await settled(pilot)
        assert " 2 ! ▾ Harbour" in screen_text(app)


@pytest.mark.parametrize("size", [WIDE, OVER])
async def test_a_tag_opens_like_a_folder_and_its_feeds_lead_to_their_articles(app, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "#sea")
        assert names(app).count("Coast Wire") == 1
        assert "▸ #sea" in screen_text(app)
        await press(pilot, "l")
        assert "▾ #sea" in screen_text(app)
        at = names(app).index("#sea")
        assert names(app)[at:] == ["#sea", "Coast Wire", "Vale Observer", "#valley"]
        await press(pilot, "j", "j", "h")
        assert row(app) == "#sea"
        assert names(app)[at:] == ["#sea", "#valley"]
        await press(pilot, "l", "j", "l")
        assert list(app.screen.headlines.ids) == [2]
        assert app.screen.place == "list"


FOLDERS = st.lists(st.text("abc", min_size=1, max_size=2), max_size=3)


@given(
    st.lists(FOLDERS, min_size=1, max_size=12),
    st.sets(FOLDERS.map(tuple)),
    st.sets(st.sampled_from("abc")),
)
def test_closed_folders_and_tags_hide_what_is_in_them_and_nothing_else(folders, closed, opened):
    feeds = [
        fake.feed(n, f"F{n}", folder=tuple(path), tags=tuple(dict.fromkeys("".join(path))))[0]
        for n, path in enumerate(folders)
    ]
    turned = {("folder", *path) for path in closed} | {("tag", tag) for tag in opened}
    rows = places.shelves(feeds, 0, turned)
    assert len({one.key for one in rows}) == len(rows)
    listed = {one.feed.id for one in rows if one.feed and one.key[0] == "feed"}
    hidden = {
        one.id
        for one in feeds
        if any(one.settings.folders[:n] in closed for n in range(1, len(one.settings.folders) + 1))
    }
    assert listed == {one.id for one in feeds} - hidden
    for one in rows:
        path = one.key[1:]
        if one.key[0] == "folder":
            assert one.open == (path not in closed)
            assert set(one.feeds) == {
                f.id for f in feeds if f.settings.folders[: len(path)] == path
            }
            assert one.inside == (("folder", *path[:-1]) if path[1:] else None)
        elif one.key[0] == "tag" and one.feed is None:
            tagged = {f.id for f in feeds if path[0] in f.settings.tags}
            assert one.open == (path[0] in opened)
            assert set(one.feeds) == tagged
            inside = {row.feed.id for row in rows if row.inside == one.key}
            assert inside == (tagged if one.open else set())


# -- the form


async def fill(pilot, field, text):
    pilot.app.screen.query_one(f"#form-{field}").value = text
    await settled(pilot)


@pytest.mark.parametrize("size", [WIDE, OVER, (80, 24), (40, 20)])
async def test_the_form_changes_everything_at_once_and_u_takes_it_back(app, library, size):
    before = library.feeds.get(2).settings
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await press(pilot, "e", *"Quay", "tab")
        await fill(pilot, "folder", "Coast / North")
        await press(pilot, "down")
        await fill(pilot, "tags", "sea, wire")
        await press(pilot, "down", "space", "tab", *"1.5", "tab", *"30")
        assert app.screen.query_one("#form-full_text").value == "always"
        await press(pilot, "enter")
        assert library.feeds.get(2).settings == FeedSettings(
            name="Quay",
            folders=("Coast", "North"),
            tags=("sea", "wire"),
            full_text="always",
            every=timedelta(minutes=90),
            keep=timedelta(days=30),
        )
        assert row(app) == "Quay"
        text = " ".join(screen_text(app).split())
        assert "changed “Quay”" in text
        if size[0] > 80:
            assert "P fetches that" in text
        await press(pilot, "u")
        assert library.feeds.get(2).settings == before
        assert row(app) == "Coast Wire"


async def test_escape_leaves_everything_as_it_was(app, library):
    before = library.feeds.get(2)
    async with app.run_test(size=OVER) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await press(pilot, "e", *"Quay", "tab", *"Coast", "escape")
        assert library.feeds.get(2) == before
        assert library.done == []
        assert row(app) == "Coast Wire"
        await press(pilot, "e", "enter")
        assert library.done == []


async def test_a_number_that_is_none_is_refused_and_the_form_stays(app, library):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await press(pilot, "e")
        await fill(pilot, "keep", "a while")
        await press(pilot, "enter")
        assert "“a while” is no number of days" in screen_text(app)
        assert library.feeds.get(2).settings.keep is None
        library.feeds.reads = {2: 9}
        app.screen.query_one("#form-keep").focus()
        await fill(pilot, "keep", "7")
        await wait_for(pilot, lambda: "9 read articles go with the next refr" in screen_text(app))
        await press(pilot, "enter")
        assert library.feeds.get(2).settings.keep == timedelta(days=7)


async def test_the_form_gives_another_address_and_refuses_one_that_is_followed(app, library):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await press(pilot, "e")
        await fill(pilot, "address", "https://slow-bread.example/feed.xml")
        await press(pilot, "enter")
        assert "is followed already" in screen_text(app)
        await fill(pilot, "address", "https://coast-wire.example/new.xml")
        await press(pilot, "enter")
        assert library.feeds.get(2).url == "https://coast-wire.example/new.xml"
        await press(pilot, "u")
        assert library.feeds.get(2).url == "https://coast-wire.example/feed.xml"


async def test_e_on_a_folder_says_that_it_is_no_feed(app):
    async with app.run_test(size=OVER, notifications=True) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Harbour")
        await press(pilot, "e")
        assert "this is no feed" in screen_text(app)


NAMES = st.lists(st.text(min_size=1), max_size=3).map(tuple)
SETTINGS = st.builds(
    FeedSettings,
    name=st.none() | st.text(min_size=1),
    folders=NAMES,
    tags=NAMES,
    paused=st.booleans(),
    full_text=st.sampled_from(FULL_TEXT),
    every=st.none() | st.integers(1, 999_999).map(lambda n: timedelta(minutes=n)),
    keep=st.none() | st.integers(1, 999_999).map(lambda n: timedelta(days=n)),
)


@given(SETTINGS)
def test_a_form_that_nobody_touched_changes_nothing(settings):
    assert feed_settings.settled(settings, feed_settings.texts(settings)) == settings


@given(st.just(0) | st.integers(15, 999_999), st.integers(0, 999_999))
def test_what_the_command_sets_the_form_sets_too(minutes, days):
    set_by_command = FeedSettings(
        every=interval(minutes),
        keep=timedelta(days=days) if days else None,
    )
    fields = feed_settings.texts(FeedSettings()) | {
        "every": repr(minutes / 60),
        "keep": str(days),
    }
    assert feed_settings.settled(FeedSettings(), fields) == set_by_command


@pytest.mark.parametrize("text", ["-1", "nan", "inf", "1e9", "0.001", "two", "1.5.5"])
@pytest.mark.parametrize("field", ["every", "keep"])
def test_what_cannot_be_is_refused(field, text):
    refused(field, text)


@pytest.mark.parametrize("text", ["0.2", "0,1", "0.02"])
def test_a_quarter_of_an_hour_is_the_least(text):
    refused("every", text)


def test_days_are_whole_ones():
    refused("keep", "1.5")


def refused(field, text):
    fields = feed_settings.texts(FeedSettings()) | {field: text}
    with pytest.raises(UsageError):
        feed_settings.settled(FeedSettings(), fields)


async def test_the_form_on_a_library_as_it_is(tmp_path):
    def open_library():
        return Library(tmp_path / "library.db")

    with open_library() as library:
        from reader.library.following import offered

        (feed,) = library.feeds.begin([offered()[0].starter])
    app = NewsReader(open_library)
    async with app.run_test(size=OVER, notifications=True) as pilot:
        await press(pilot, "B", "j", "e", "tab", *"Morning", "enter")
        assert app.library.feeds.get(feed.id).settings.folders == ("Morning",)
        assert names(app) == ["All articles", "Morning", feed.shown]
        await press(pilot, "u")
        assert names(app) == ["All articles", feed.shown]


# -- beside the list


async def test_b_shows_the_places_beside_the_list_and_takes_them_away(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        screen = app.screen
        assert screen.place == "rail"
        assert "10   All articles" in screen_text(app)
        assert "Harbour bridge" in screen_text(app)
        assert screen.headlines.size.width >= 29
        assert screen.article.size.width >= 62
        await press(pilot, "B")
        assert screen.place == "list"
        assert "All articles" not in screen_text(app)


async def test_what_is_selected_there_is_listed_after_a_rest_and_enter_goes_to_it(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Vale Observer")
        await wait_for(pilot, lambda: list(app.screen.headlines.ids) == [3, 6, 11])
        assert app.screen.place == "rail"
        await wait_for(pilot, lambda: app.screen.article.article.id == 3)
        await press(pilot, "enter", "j", "enter")
        assert app.screen.place == "reader"
        assert app.screen.article.article.id == 6
        assert "Vale Observer" in screen_text(app)


async def test_it_stays_while_one_reads_and_its_counts_follow(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B", "B", "enter")
        await press(pilot, "B")
        assert app.screen.place == "rail"
        await press(pilot, "l")
        assert app.screen.place == "list"
        assert "9   All articles" in screen_text(app)
        await press(pilot, "j", "enter")
        assert "8   All articles" in screen_text(app)
        await press(pilot, "J")
        assert "7   All articles" in screen_text(app)
        assert app.screen.rail.display


async def test_h_and_tab_reach_it_and_q_closes_it(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B", "tab")
        assert app.screen.place == "list"
        await press(pilot, "h")
        assert app.screen.place == "rail"
        await press(pilot, "shift+tab")
        assert app.screen.place == "reader"
        await press(pilot, "q", "h", "q")
        assert app.screen.place == "list"
        assert not app.screen.rail.display
        assert app.is_running


async def test_closing_the_list_of_a_feed_goes_back_to_all_in_the_rail(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "#sea")
        await press(pilot, "enter", "q")
        assert len(app.screen.headlines.ids) == 12
        assert row(app) == "All articles"
        assert app.screen.rail.display


async def test_the_sidebar_takes_its_room_where_both_do_not_fit(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B", "l", "enter", "c")
        assert not app.screen.rail.display
        await press(pilot, "q")
        assert app.screen.rail.display
    app = make_app(fake.FakeLibrary(followed=fake.feeds()))
    async with app.run_test(size=(190, 40)) as pilot:
        await press(pilot, "B", "l", "enter", "c")
        assert app.screen.rail.display
        assert app.screen.article.size.width >= 62


async def test_a_narrower_window_hides_it_and_b_lays_the_places_over(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        await pilot.resize_terminal(100, 30)
        await settled(pilot)
        assert not app.screen.rail.display
        assert app.screen.place in {"list", "reader"}
        await press(pilot, "B")
        assert app.screen.place == "places"
        await press(pilot, "B")
        await pilot.resize_terminal(130, 40)
        await settled(pilot)
        assert app.screen.rail.display


async def test_the_keys_of_the_places_act_in_the_rail(app, library):
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await press(pilot, "p")
        assert library.feeds.get(2).paused
        await press(pilot, "p", "r")
        assert library.feeds.asked == [[2]]
        await press(pilot, "D")
        assert "Coast Wire" not in names(app)
        await press(pilot, "u")
        assert "Coast Wire" in names(app)
        await press(pilot, "R", "question_mark")
        assert library.feeds.asked[1] == [1, 2, 3, 5]
        assert "Keys in the places beside the list" in screen_text(app)


async def test_a_feed_is_followed_from_the_rail(app, library):
    site = "https://mill-gazette.example/"
    library.feeds.sites = {site: fake.feed(7, "Mill Gazette")[0]}
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B", "a")
        app.screen.query_one("#prompt-field").value = site
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "Mill Gazette" in names(app))
        assert app.screen.place == "rail"


@pytest.mark.parametrize("size", [WIDE, (120, 24)])
async def test_what_is_known_of_the_selected_feed_stands_below(app, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "The Lantern")
        below = app.screen.rail._told
        assert "asked 1 h ago · due 19:30" in below.content.plain
        assert "https://the-lantern.example/feed.xml" in below.content.plain
        assert "failed 3 times:" in screen_text(app)
        assert "feed.xml" in screen_text(app)
        await press(pilot, "tab")
        assert "failed 3 times:" not in screen_text(app)


async def test_the_footer_of_the_list_names_the_places(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "B places" in screen_text(app).splitlines()[-1]


async def test_a_click_lists_a_place_and_the_rail_has_the_keys(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B", "l")
        at = names(app).index("Vale Observer")
        await pilot.click(app.screen.rail.menu, offset=(8, at))
        await settled(pilot)
        assert list(app.screen.headlines.ids) == [3, 6, 11]
        assert app.screen.place == "rail"


async def test_a_tag_with_one_feed_stays_selected_when_its_articles_are_listed(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "#valley")
        await press(pilot, "enter", "j", "enter")
        assert row(app) == "#valley"


async def test_a_library_without_feeds_says_in_the_rail_how_to_follow_one():
    app = make_app(fake.FakeLibrary())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        assert "well-known ones" in screen_text(app)
        await press(pilot, "plus", "q")
        assert app.screen.place == "rail"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20), (20, 10)])
async def test_nothing_that_a_feed_says_acts_or_crashes(size):
    """As if nothing had cleaned it before: names, folders, tags, errors."""
    followed = [
        fake.feed(n, text or "x", (n,), (text,), (text,), failures=n % 2, error=text)
        for n, text in enumerate(HOSTILE, 1)
    ]
    app = make_app(fake.FakeLibrary(followed=followed))
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, "B")
        for _ in range(8):
            await press(pilot, *"jj", "e")
            assert not CONTROL.search(screen_text(app).replace("\n", ""))
            await press(pilot, "escape", "h", "l")
            assert not CONTROL.search(screen_text(app).replace("\n", ""))
            if size != WIDE:
                await press(pilot, "B")
        assert app.is_running


@pytest.mark.parametrize("size", [WIDE, OVER, (80, 24), (40, 20)])
async def test_slash_narrows_the_places_and_escape_shows_all(app, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B")
        everything = names(app)
        await press(pilot, "G")
        await press(pilot, "slash", *"co")
        assert names(app) == ["Coast Wire", "Northport Courier"]
        await press(pilot, "enter", "j", "k", "enter")
        assert list(app.screen.headlines.ids) == [2]
        await press(pilot, "h" if size == WIDE else "B", "slash", *"xyz", "enter")
        assert names(app) == []
        assert "nothing begins so" in screen_text(app)
        await press(pilot, "j", "e", "p", "escape")
        assert names(app) == everything
        await press(pilot, "slash", *"s", "escape")
        assert names(app) == everything
        assert app.is_running


def test_an_address_is_short_and_what_was_not_asked_says_no_more():
    feed, _ = fake.feed(7, "x", checked_at=None, changed_at=fake.NOW)
    untitled = replace(feed, title=None, url="https://www.quay.example/feed/")
    (_, row) = places.shelves([untitled], 0)
    assert row.name == "quay.example/feed"
    assert places.told(row, 1, fake.NOW)[0] == "not asked yet"


async def test_the_palette_offers_what_has_the_words_that_are_typed(app):
    async with app.run_test(size=WIDE):
        provider = Commands(app.screen, None)
        found = [hit.text async for hit in provider.search("import")]
        assert found == []
        found = [hit.text async for hit in provider.search("stor time")]
        assert found == ["The story's timeline: who reported what when"]


async def test_the_header_says_what_a_feed_is_called_now(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Coast Wire")
        await wait_for(pilot, lambda: list(app.screen.headlines.ids) == [2])
        await press(pilot, "e", *"Quay", "enter")
        assert "Quay · 1 unread · 1 article" in screen_text(app).splitlines()[0]
        await press(pilot, "u")
        assert "Coast Wire · 1 unread · 1 article" in screen_text(app).splitlines()[0]
