"""Marking a whole list read, and listing only what is unread."""

import pytest

from tests.tui import fake
from tests.tui.conftest import press, screen_text, settled
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
