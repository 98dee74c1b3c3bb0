"""The list of stories: T, opening one, marking it, searching from it, what arrives meanwhile."""

import threading
from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.core.model import Status, Story
from reader.library.library import Library
from reader.tui.app import NewsReader
from reader.tui.lists import FIRST, reload_soon
from reader.tui.widgets.row import second_line, story_row
from tests.tui import fake
from tests.tui.conftest import make_app, manual, press, screen_text, settled, wait_for

BRIDGE, WATER, BOX = 101, 103, 105
"""Stories told by three outlets, by one outlet twice, and once."""
WIDE, SMALL = (120, 40), (80, 24)


def rows(app):
    return app.screen.headlines


def shown(app):
    article = app.screen.article.article
    return article.id if article else None


def listed(app):
    return app.screen.state.listing.of


async def select(pilot, row_id):
    rows(pilot.app).select(rows(pilot.app).ids.index(row_id))
    await settled(pilot)


async def test_stories_are_listed_by_coverage_with_outlets_and_what_is_new(app, library):
    library.mark([2], read=True)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T")
        assert rows(app).ids[0] == BRIDGE
        lines = screen_text(app).split("\n")
        assert "Stories · 9 unread · 12 articles" in lines[0]
        assert "▌● Harbour bridge reopens after nine weeks of repairs" in lines[1]
        assert "Nordhafen Kurier, Coast Wire, " in lines[2]
        assert "… · 3 outlets · 2 new since you read · 2 h" in lines[2]
        text = screen_text(app)
        assert "Vale Observer · 2 reports · 1 new since you read · 5 h" in text
        assert "   Glacier survey finds slower melt" in text  # it is read
        assert "T articles" in lines[-1]


async def test_names_of_files_stand_where_outlets_are_unknown(app, library):
    for number, name in ((3, "water.txt"), (6, "ferry.txt")):
        article = library.stored[number]
        document = replace(article.document, site=None, url=f"file:///notes/{name}")
        library.stored[number] = replace(article, document=document)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "G")
        assert "ferry.txt, water.txt · 2 reports" in screen_text(app)


async def test_capital_t_goes_to_stories_and_back_to_where_one_was(app):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, *"jjjjjjjj")
        before = (rows(app).selected, rows(app).line)
        await press(pilot, "T", "j")
        stories = (rows(app).selected, rows(app).line)
        assert listed(app) == "stories"
        await press(pilot, "T")
        assert (rows(app).selected, rows(app).line) == before
        assert "Library ·" in screen_text(app)
        await press(pilot, "T")
        assert (rows(app).selected, rows(app).line) == stories


@pytest.mark.parametrize("size", [WIDE, (100, 30), SMALL])
async def test_capital_t_from_reader_and_sidebar_gives_the_list_the_keys(app, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", "T")
        assert (app.screen.place, listed(app)) == ("list", "stories")
        await press(pilot, "T", "enter", "c", "T")
        assert (app.screen.place, listed(app)) == ("list", "stories")
        assert rows(app).display


async def test_capital_t_says_that_nothing_is_stored():
    app = make_app(fake.FakeLibrary([]))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "T")
        assert "no article is stored yet" in screen_text(app)
        assert "F1 manual" in screen_text(app).split("\n")[-1]


async def test_resting_on_a_story_shows_its_lead_and_marks_nothing(app, library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "T", "j")
        assert rows(app).selected == WATER
        await wait_for(pilot, lambda: shown(app) == 3)
        assert not library.status(3).read


@pytest.mark.parametrize("key", ["enter", "l"])
@pytest.mark.parametrize("back", ["q", "escape"])
async def test_opening_a_story_lists_its_reports_and_closing_leads_back(app, key, back):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "j")
        before = (rows(app).selected, rows(app).line)
        await press(pilot, key)
        assert list(rows(app).ids) == [3, 6]
        assert rows(app).selected == 3
        top = screen_text(app).split("\n")[0]
        assert "Story · 2 reports · Esc back to the stories · What the new wat" in top
        assert app.screen.place == "list"
        await press(pilot, "enter")
        assert (shown(app), app.screen.place) == (3, "reader")
        await press(pilot, "q", back)
        assert listed(app) == "stories"
        assert (rows(app).selected, rows(app).line) == before
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_story_that_one_article_tells_opens_it_at_once(app, library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "T")
        await select(pilot, 107)
        await press(pilot, "enter")
        assert (shown(app), app.screen.place, listed(app)) == (7, "reader", "stories")
        assert library.status(7).read
        await press(pilot, "q")
        assert (app.screen.place, rows(app).selected) == ("list", 107)


async def test_a_click_on_the_selected_story_opens_it(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "T")
        await pilot.click("#headlines", offset=(5, 0))
        await settled(pilot)
        assert list(rows(app).ids) == [1, 2, 4]


async def test_keys_that_step_go_through_what_the_list_shows(app, library):
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "T", "tab")
        assert (shown(app), app.screen.place, listed(app)) == (1, "reader", "stories")
        await press(pilot, "J")
        assert (shown(app), rows(app).selected) == (3, WATER)
        await press(pilot, "K", "K")
        assert shown(app) == 1
        assert "this is the first story" in screen_text(app)
        library.mark([3], read=True)
        app.screen.changed()
        await press(pilot, "n")
        assert shown(app) == 7
        await press(pilot, "p")
        assert shown(app) == 1
        await press(pilot, "q", "enter", "enter", "J", "J", "J")
        assert shown(app) == 4
        assert "this is the last article" in screen_text(app)


async def test_n_finds_a_far_story_with_something_unread(app, library):
    library.mark(list(library.stored), read=True)
    library.stories.told = {n: [n] for n in range(1000, 1900)}
    read = library.stored[12]
    for n in library.stories.told:
        library.stored[n] = replace(read, id=n)
        library.statuses[n] = Status(n, read=n != 1050)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T")
        await wait_for(pilot, lambda: len(rows(app).ids) == 900)
        await press(pilot, "n")
        assert shown(app) == 1050
        await press(pilot, "q", "n")
        assert shown(app) == 1050


async def test_m_marks_the_whole_story_in_one_change(app, library):
    library.mark([2], read=True)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "T", "m")
        assert all(library.status(n).read for n in (1, 2, 4))
        assert "marked 2 articles read · u takes it back" in screen_text(app)
        assert " new " not in screen_text(app).split("\n")[2]
        await press(pilot, "u")
        assert [library.status(n).read for n in (1, 2, 4)] == [False, True, False]
        await press(pilot, "m", "m")
        assert not any(library.status(n).read for n in (1, 2, 4))


async def test_a_star_is_the_leads_and_deleting_takes_the_whole_story(app, library):
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "T", "f")
        assert [library.status(n).starred for n in (1, 2, 4)] == [True, False, False]
        assert "★" in screen_text(app).split("\n")[1]
        await press(pilot, "D")
        assert BRIDGE not in rows(app).ids
        assert rows(app).selected == WATER
        assert "removed 3 articles · u brings them back" in screen_text(app)
        assert not {1, 2, 4} & set(library.stored)
        await press(pilot, "u")
        assert rows(app).ids[0] == BRIDGE
        assert rows(app).selected == WATER


async def test_in_an_open_story_keys_mean_one_report(app, library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "T", "enter", "j", "m", "D")
        assert [library.status(n).read for n in (1, 2, 4)] == [False, True, False]
        assert list(rows(app).ids) == [1, 4]
        await press(pilot, "q")
        assert "2 outlets" in screen_text(app)


async def test_a_story_of_which_nothing_is_left_says_so(app):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "j", "enter", "D", "D")
        assert "no report of this story is left" in screen_text(app)
        await press(pilot, "m", "f", "L", "enter", "q")
        assert listed(app) == "stories"
        assert WATER not in rows(app).ids


async def test_searching_from_stories_shows_articles_and_escape_returns(app):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "j", "slash", *"tram", "enter")
        assert list(rows(app).ids) == [11]
        assert "“tram” · 1 found · Esc back to the stories" in screen_text(app)
        await press(pilot, "slash", *"pier", "enter")
        assert list(rows(app).ids) == [1, 2]
        await press(pilot, "escape")
        assert (listed(app), rows(app).selected) == ("stories", WATER)
        await press(pilot, "enter", "slash", *"ferry", "enter")
        assert "Esc back to the story" in screen_text(app)
        await press(pilot, "escape")
        assert list(rows(app).ids) == [3, 6]
        await press(pilot, "slash", *"ferry", "enter", "T")
        assert (listed(app), rows(app).selected) == ("stories", WATER)


async def test_what_was_found_stays_selected_among_all_articles(app):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "slash", *"tram", "enter", "escape")
        assert (rows(app).selected, len(rows(app).ids)) == (11, 12)


def arrive(library, number, story, title="Fresh from the wire", site="Late Wire"):
    library.stored[number] = fake.make(number, title, site, 0, fake.WIRE)
    library.statuses[number] = Status(number)
    library.stories.told.setdefault(story, []).append(number)


async def test_what_arrives_does_not_move_the_selection(app, library):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", *"jjjj")
        before = (rows(app).selected, rows(app).line)
        for number in range(60, 70):
            arrive(library, number, 100 + number)
        arrive(library, 70, 109)
        reload_soon(app.screen)
        await settled(pilot)
        assert (rows(app).selected, rows(app).line) == before
        await select(pilot, BRIDGE)
        await press(pilot, "enter")
        arrive(library, 71, BRIDGE)
        reload_soon(app.screen)
        await settled(pilot)
        assert list(rows(app).ids) == [71, 1, 2, 4]
        assert rows(app).selected == 1
        assert "Story · 1 new above · 4 reports" in screen_text(app)


async def test_a_selected_story_that_is_joined_to_another_stays_selected_there(app, library):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T")
        await select(pilot, 107)
        screen_text(app)
        library.stories.told[WATER] += library.stories.told.pop(107)
        reload_soon(app.screen)
        await settled(pilot)
        assert rows(app).selected == WATER


async def test_what_is_taken_in_meanwhile_is_selected_or_opened(app, library):
    new = {f"/{n}.html": fake.make(n, f"Fresh {n}", "Disk Daily", 0, fake.BRIDGE) for n in (50, 51)}
    library.incoming = new
    library.stories.told |= {150: [50], WATER: [3, 6, 51]}
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "T", "G")
        app.screen.take(list(new))
        await wait_for(pilot, lambda: rows(app).selected == 150)
        app.screen.take(["/51.html"])
        await wait_for(pilot, lambda: shown(app) == 51)
        assert (rows(app).selected, app.screen.place) == (WATER, "reader")


async def test_a_long_front_page_reads_only_what_it_shows(library):
    seen = threading.Event()  # the rest comes when the first were looked at

    def front_page(limit=None):
        return array("q", range(1, 100_001))[:limit] if limit or seen.wait(5) else array("q")

    library.stories.front_page = front_page
    asked = []
    one = library.stories.story(BRIDGE)
    library.stories.rows = lambda ids: asked.append(len(ids)) or [replace(one, id=i) for i in ids]
    app = make_app(library)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("T")
        assert len(rows(app).ids) == FIRST
        seen.set()
        await wait_for(pilot, lambda: len(rows(app).ids) == 100_000)
        await press(pilot, "G")
        assert "Harbour bridge reopens" in screen_text(app)
        assert sum(asked) < 400


async def test_stories_not_sorted_yet_are_said(app, library):
    library.stories.told = {}
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T")
        assert "12 articles, not sorted into stories yet" in screen_text(app)


TEXTS = {
    "one.txt": "Bridge opens\n\nThe Karvel Bridge reopened on Saturday, nine months after its "
    "engineers found cracks. Mayor Edda Lindqvist rode the first bus over the river, and chief "
    "engineer Pavel Osten said that the third pier had been given a new footing at 31 million.\n",
    "two.txt": "Buses cross again\n\nBuses cross the Karvel Bridge again after repairs of nine "
    "months. Engineer Pavel Osten defended the cost of 31 million; the footing of the third pier "
    "had been washed out. Mayor Edda Lindqvist thanked the crew of the ferry.\n",
    "rye.txt": "Winter rye\n\nRye forgives nothing, says baker Oda Mills, who has baked it for "
    "thirty winters. Her loaves rest overnight in a tin; cut them on the second day.\n",
}


async def test_over_a_real_library(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)

    def stored():
        return Library(tmp_path / "library.db", clock=fake.clock)

    with stored() as library:
        list(library.take_in([str(tmp_path / name) for name in TEXTS]))
    app = NewsReader(stored, clock=fake.clock, read_manual=manual)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "T")
        assert len(rows(app).ids) == 2
        assert "two.txt · 2 reports" in screen_text(app)
        await press(pilot, "m")
        with stored() as library:
            assert library.counts().unread == 1
            assert len(library.stories.unread()) == 1
        await press(pilot, "enter", "L")
        text = screen_text(app)
        assert "Timeline · 2 reports" in text
        assert "Without a date" in text
        await press(pilot, "2")
        assert "Buses cross again · Enter reads it" in screen_text(app)
        await press(pilot, "enter")
        assert "defended the cost" in screen_text(app)
        app.library.close()


NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


@given(st.lists(NAMES, max_size=5), st.integers(0, 9999), st.integers(0, 9), st.integers(1, 90))
def test_a_storys_second_line_keeps_its_width_and_its_facts(names, unread, read, width):
    story = Story(1, "A title", 1, unread + read, tuple(names), unread, read, fake.NOW)
    line = second_line(story_row(story, None, fake.NOW), width)
    assert cell_len(line) <= width
    if unread and read and width >= 45:
        assert f"{unread:,} new" in line


def led_by(library, article_id):
    """The first story's row stands for this report."""
    row = library.stories.story
    library.stories.story = lambda story: (
        replace(row(story), lead=article_id) if story == BRIDGE else row(story)
    )


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_story_whose_lead_is_not_the_newest_opens_with_all_its_reports(library, size):
    led_by(library, 4)
    app = make_app(library)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "T", "enter")
        assert (rows(app).selected, rows(app).line) == (4, 2 * rows(app).row_height)
        lines = screen_text(app).split("\n")
        assert lines[1].startswith(" ● Harbour bridge reopens")
        assert sum(line.startswith("▌") for line in lines) == 2
        await press(pilot, "escape")
        assert rows(app).selected == BRIDGE


async def test_a_long_story_opens_scrolled_no_further_than_its_lead(library):
    told = library.stories.told[BRIDGE] = [1, *range(20, 50)]
    for number in told[1:]:
        library.stored[number] = fake.make(number, f"Report {number}", "Coast Wire", number, [])
        library.statuses[number] = Status(number)
    led_by(library, 40)
    app = make_app(library)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "enter")
        lines = screen_text(app).split("\n")
        bar = next(number for number, line in enumerate(lines) if line.startswith("▌"))
        assert "Report 40" in lines[bar]
        assert bar + rows(app).row_height > len(lines) - 3
