"""The sidebar: copies folded under the first, and a person's word on what tells one story."""

import pytest

from reader.core.model import Link, Related
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, wait_for


class Library(fake.FakeLibrary):
    """Articles 2 and 4 are copies of each other, 6 one of the article itself."""

    def __init__(self):
        super().__init__()
        self.links[1] = [
            Link(2, "same", "Brandt, Harbour Bridge · same day", 0.9),
            Link(4, "same", "Brandt, Harbour Bridge · same day", 0.8),
            Link(6, "same", "the same text, 2 paragraphs of its own", 1.0, copied=True),
            Link(3, "follow-up", "ferry, council", 0.4),
        ]

    def related(self, article_id):
        found = super().related(article_id)
        return [
            Related(one.link, one.headline, 2 if one.headline.id in {4, 6} else None)
            for one in found
        ]


@pytest.fixture
def library():
    return Library()


async def test_copies_are_folded_under_the_first_with_what_they_have_of_their_own(library):
    app = make_app(library)
    async with app.run_test(size=(130, 40)) as pilot:
        await press(pilot, "enter", "c")
        text = screen_text(app)
        assert "Same story · 3" in text  # as many as its row on the front page has besides
        assert "same text in 2 others:" in text
        assert "2 paragraphs of its" in text
        assert "Before and after · 1" in text
        rows = " ".join(row.text for row in app.screen.sidebar._rows)
        assert library.stored[4].title[:12] not in rows
        await press(pilot, "j", "enter")
        assert app.screen.article.article.id == 4
        await press(pilot, "q")
        assert app.screen.article.article.id == 1


async def test_not_the_same_story_leaves_the_sidebar_at_once(library):
    app = make_app(library)
    async with app.run_test(size=(130, 40)) as pilot:
        await press(pilot, "enter", "c", "!")
        assert library.stories.said == [(1, 2, False)]
        assert [one.headline.id for one in app.screen.sidebar.related] == [4, 6, 3]
        assert app.screen.place == "sidebar"
        await press(pilot, "a")
        assert library.stories.said[-1] == (1, 4, True)


async def test_where_there_is_nothing_to_say_nothing_is_said(library):
    library.links[1] = []
    app = make_app(library)
    async with app.run_test(size=(130, 40)) as pilot:
        await press(pilot, "enter", "c", "!", "a")
        assert library.stories.said == []


async def test_any_other_article_can_be_said_to_tell_the_story(library):
    library.links[1] = []
    app = make_app(library)
    async with app.run_test(size=(130, 40)) as pilot:
        await press(pilot, "enter", "S", "7")
        assert "baker's guide" in screen_text(app)
        await press(pilot, "enter")
        assert library.stories.said == [(1, 7, True)]
        await press(pilot, "c", "S", *"glacier", "enter")
        await wait_for(pilot, lambda: "Which tells the same story?" in screen_text(app))
        await press(pilot, "enter")
        assert library.stories.said[-1] == (1, 5, True)
        await press(pilot, "S", *"999")
        assert "no article 999 is stored" in screen_text(app)
        await press(pilot, "escape")
        assert len(library.stories.said) == 2
