"""Marking a whole list read, and listing only what is unread."""

import pytest

from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled, wait_for
from tests.tui.test_places import OVER, WIDE, go_to


@pytest.fixture
def library():
    return fake.FakeLibrary(followed=fake.feeds())


def unread(library):
    return sorted(i for i in library.stored if not library.status(i).read)


# -- all of a list at once


async def test_all_articles_of_the_list_are_marked_read_in_one_change(app, library):
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "A")
        assert unread(library) == []
        assert "marked 10 read" in screen_text(app)
        assert "Library · 0 unread" in screen_text(app)
        await press(pilot, "u")
        assert len(unread(library)) == 10
        await press(pilot, "ctrl+r", "A")
        assert "nothing unread here" in screen_text(app)


async def test_of_a_search_only_what_was_found(app, library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"bridge", "enter", "A")
        assert unread(library) == [3, 4, 7, 8, 9, 10, 11, 12]


async def test_of_the_stories_all_that_tell_them(app, library):
    library.stories.told = {101: [1, 2, 4], 103: [3, 6]}
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "T", "A")
        assert unread(library) == [7, 8, 9, 10, 11, 12]


async def test_of_a_story_its_reports(app, library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "T", "enter", "A")
        assert unread(library) == [3, 7, 8, 9, 10, 11, 12]


@pytest.mark.parametrize("size", [WIDE, OVER])
@pytest.mark.parametrize(("place", "left"), [("Vale Observer", 8), ("Harbour", 7), ("#sea", 7)])
async def test_among_the_places_what_came_by_the_selected_one(app, library, size, place, left):
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, "B")
        await go_to(pilot, place)
        await press(pilot, "A")
        assert len(unread(library)) == left
        assert f"marked {10 - left} read" in screen_text(app)
        await press(pilot, "u")
        assert len(unread(library)) == 10


# -- only what is unread


async def test_only_unread_articles_are_listed_and_those_that_are_read_stay(app, library):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "U")
        assert list(app.screen.headlines.ids) == [1, 2, 3, 4, 7, 8, 9, 10, 11, 12]
        assert "Library · only unread · 10 articles" in screen_text(app)
        library.stored[13] = fake.make(13, "A late tide", "Coast Wire", 1, [fake.block("It rose.")])
        library.statuses[13] = fake.Status(13)
        await press(pilot, "j", "enter", "J", "q")
        assert library.status(2).read
        await press(pilot, "m", "u")
        assert list(app.screen.headlines.ids) == [13, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12]
        assert app.screen.headlines.selected == 3
        await press(pilot, "ctrl+l")
        assert list(app.screen.headlines.ids) == [13, 1, 4, 7, 8, 9, 10, 11, 12]
        await press(pilot, "U")
        assert len(app.screen.headlines.ids) == 13


async def test_the_selected_row_stays_or_the_next_unread_one_is_selected(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *"jjjj")
        assert app.screen.headlines.selected == 5
        await press(pilot, "U")
        assert app.screen.headlines.selected == 7
        await press(pilot, "U")
        assert app.screen.headlines.selected == 7
        assert len(app.screen.headlines.ids) == 12


async def test_far_down_in_a_long_list_too(library):
    many = [fake.make(n, f"Tide {n}", "Coast Wire", 900 - n, []) for n in range(1, 601)]
    library = fake.FakeLibrary(many)
    app = make_app(library)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await wait_for(pilot, lambda: len(app.screen.headlines.ids) == 600)
        await press(pilot, "G", "U")
        assert app.screen.headlines.selected == 1
        assert len(app.screen.headlines.ids) == 598
        await press(pilot, "U")
        assert app.screen.headlines.selected == 1


async def test_among_feeds_it_goes_with_one_to_the_next(app, library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        await go_to(pilot, "Vale Observer")
        await press(pilot, "enter", "U")
        assert list(app.screen.headlines.ids) == [3, 11]
        assert "Vale Observer · only unread · 2 articles" in screen_text(app)
        library.mark([1], read=True)
        await press(pilot, "h")
        await go_to(pilot, "Northport Courier")
        await press(pilot, "enter")
        assert list(app.screen.headlines.ids) == [9]
        await press(pilot, "h")
        await go_to(pilot, "All articles")
        await press(pilot, "enter")
        assert list(app.screen.headlines.ids) == [2, 3, 4, 7, 8, 9, 10, 11, 12]
        await press(pilot, "U")
        assert len(app.screen.headlines.ids) == 12


async def test_of_a_search_and_of_stories(app, library):
    library.mark([1], read=True)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"bridge", "enter", "U")
        assert list(app.screen.headlines.ids) == [2]
        assert "“bridge” · only unread · 1 found" in screen_text(app)
        await press(pilot, "q", "T")
        assert 105 in app.screen.headlines.ids
        await press(pilot, "U")
        assert 105 not in app.screen.headlines.ids
        assert "Stories · only unread · 8 stories" in screen_text(app)
        await press(pilot, "enter", "U")
        assert list(app.screen.headlines.ids) == [2, 4]


async def test_where_nothing_is_unread_the_list_says_so(app, library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "A", "U")
        assert not app.screen.headlines.ids
        assert "nothing unread · U shows all" in screen_text(app)
