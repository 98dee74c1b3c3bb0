"""The sidebar: copies folded under the first, and a person's word on what tells one story."""

import pytest

from reader.core.model import Link, Related
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, wait_for


class Library(fake.FakeLibrary):
    """Articles 2 and 4 are copies of each other, 6 one of the article itself."""

    def __init__(self):
        super().__init__()
        self.own = {}
        self.links[1] = [
            Link(2, "same", "Brandt, Harbour Bridge · same day", 0.9),
            Link(4, "same", "Brandt, Harbour Bridge · same day", 0.8),
            Link(6, "same", "the same text, 2 paragraphs of its own", 1.0, copied=True),
            Link(3, "follow-up", "ferry, council", 0.4),
        ]

    def related(self, article_id):
        found = super().related(article_id)
        own = {6: "2 paragraphs of its own", **self.own}
        return [
            Related(
                one.link,
                one.headline,
                2 if one.headline.id in {4, 6} else None,
                own.get(one.headline.id, ""),
            )
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


async def test_copies_say_what_they_add_where_the_open_article_is_none_of_them(library):
    library.links[1][2] = Link(6, "same", "ferry, council · same day", 0.7)
    library.own = {2: "3 paragraphs of its own"}
    app = make_app(library)
    async with app.run_test(size=(130, 40)) as pilot:
        await press(pilot, "enter", "c")
        rows = [row.text.strip() for row in app.screen.sidebar._rows]
        fold = rows.index("same text in 2 others:")
        assert "3 paragraphs of its own" in " ".join(rows[:fold])
        assert "2 paragraphs of its own" in " ".join(rows[fold:])


async def test_not_the_same_story_leaves_the_sidebar_at_once(library):
    app = make_app(library)
    async with app.run_test(size=(130, 40)) as pilot:
        await press(pilot, "enter", "c", "!")
        assert library.stories.said == [(1, 2, False)]
        assert [one.headline.id for one in app.screen.sidebar.related] == [4, 6, 3]
        assert app.screen.place == "sidebar"
        await press(pilot, "a")
        assert library.stories.said[-1] == (1, 4, True)


async def test_where_there_is_nothing_to_say_it_of_nothing_is_kept_and_that_is_told(library):
    library.links[1] = []
    app = make_app(library)
    async with app.run_test(size=(130, 40), notifications=True) as pilot:
        await press(pilot, "enter", "c", "!", "a")
        assert library.stories.said == []
        assert "there is no other report here" in screen_text(app)


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


async def test_its_own_number_is_refused_in_a_line(library):
    library.links[1] = []
    app = make_app(library)
    async with app.run_test(size=(130, 40), notifications=True) as pilot:
        await press(pilot, "enter", "c", "S", "1")
        assert "1 is the number of the article you are reading · Esc" in screen_text(app)
        await press(pilot, "enter")
        assert library.stories.said == []
        assert "1 is the number of the article you are reading" in screen_text(app)


@pytest.mark.parametrize("size", [(130, 40), (80, 24), (40, 20)])
async def test_q_comes_back_to_the_row_one_opened_a_report_from(library, size):
    app = make_app(library)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", "c", "G", "enter")
        assert app.screen.article.article.id == 3
        await press(pilot, "q")
        assert (app.screen.article.article.id, app.screen.place) == (1, "sidebar")
        assert app.screen.sidebar.selected == 3
        await press(pilot, "k", "m")  # reads the sidebar anew
        assert app.screen.sidebar.selected == 6


@pytest.mark.parametrize("size", [(130, 40), (80, 24)])
async def test_a_timeline_closes_the_sidebar_and_q_brings_it_back(library, size):
    app = make_app(library)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", "c", "j", "L")
        assert not app.screen.sidebar.display
        await press(pilot, "q")
        assert (app.screen.sidebar.selected, app.screen.place) == (4, "sidebar")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20)])
async def test_no_outlet_and_no_time_is_cut_and_no_word_of_the_text(library, size):
    app = make_app(library)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", "c")
        lines = [row.text for row in app.screen.sidebar._rows]
        said = " ".join(" ".join(lines).split())
        for row in ("Coast Wire", "Nordhafen Kurier", "Vale Observer"):
            assert row in said
        for when in ("1 h earlier", "4 h earlier", "9 h earlier"):
            assert when in said
        text = screen_text(app)
        assert "a barge struck" in text or size[0] == 40  # it is wrapped beside, or not there
        reader, sidebar = app.screen.article.region, app.screen.sidebar.region
        assert reader.right <= sidebar.x or sidebar.width == size[0]
