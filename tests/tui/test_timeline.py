"""A story's timeline in the reader, and what is told only in the article that is read."""

import re
from dataclasses import replace

import pytest

from reader.core.model import Status
from reader.library.telling import OnlyHere
from reader.tui import only_here
from reader.tui.lists import reload_soon
from reader.tui.themes import inks
from reader.tui.timeline import silence
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled, wait_for

WIDE, SMALL, TINY = (120, 40), (80, 24), (40, 20)
PILOTS = "Pilots asked for a second light, which the council has promised for the autumn."


def shown(app):
    article = app.screen.article.article
    return article.id if article else None


def below(app):
    """The lines under the article."""
    return screen_text(app).split("\n")[-3:]


async def test_the_timeline_says_who_reported_what_when(app, library):
    library.mark([4], read=True)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "L")
        lines = [line.strip(" ▎") for line in screen_text(app).split("\n")]
        assert lines[0].startswith("newsreader  Timeline · Harbour bridge reopens")
        assert lines[0].endswith("q back")
        assert lines[1:] == [
            "",
            "Harbour bridge reopens after nine weeks of repairs",
            "Timeline · 3 outlets",
            "",
            "Mon 26 Jun 2023",
            "",
            f"1. {clock(6)} · Nordhafen Kurier",
            "Rat beschließt Umbau der Hafenbrücke",
            f"2. {clock(3)} · Coast Wire",
            "● Bridge traffic returns to Northport",
            f"3. {clock(2)} · Northport Courier · same text as before",
            "● Harbour bridge reopens after nine weeks of repairs",
            "",
            "Not in: Science Weekly and Slow Bread; they have other articles of those",
            "days",
            *[""] * 7,
            "Enter read the report   q back   / find   ? keys",
        ]


async def test_a_copy_says_what_it_adds_in_the_timeline(app, library):
    find = library.stories.timeline

    def told(story):
        found = find(story)
        reports = tuple(
            replace(one, own="2 paragraphs of its own" if one.copied else "")
            for one in found.reports
        )
        return replace(found, reports=reports)

    library.stories.timeline = told
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "L")
        said = "Northport Courier · same text as before, and 2 paragraphs of its own"
        await wait_for(pilot, lambda: said in " ".join(screen_text(app).split()))


def clock(hours):
    moment = fake.NOW - fake.timedelta(hours=hours)
    return moment.astimezone().strftime("%H:%M")


async def test_reports_without_a_date_stand_last_and_a_day_alone_has_no_time(app, library):
    article = library.stored[2]
    library.stored[2] = replace(article, document=replace(article.document, published=None))
    day = fake.NOW.replace(hour=0, minute=0)
    article = library.stored[4]
    library.stored[4] = replace(article, document=replace(article.document, published=day))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "L")
        text = screen_text(app)
        assert "1. Nordhafen Kurier" in text
        assert text.index("Without a date") < text.index("3. Coast Wire")


@pytest.mark.parametrize("size", [WIDE, SMALL, TINY])
async def test_from_the_list_enter_reads_a_report_and_q_leads_all_the_way_back(app, library, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "j", "L")
        assert app.screen.place == "reader"
        while app.screen.article.block < 3:
            await press(pilot, "j")
        before = (app.screen.article.block, app.screen.article.screen_row)
        await press(pilot, "enter")
        assert shown(app) == 2
        assert library.status(2).read
        await press(pilot, "q")
        assert shown(app) == 0
        await wait_for(pilot, lambda: screen_text(app).count("● ") <= 12)
        assert (app.screen.article.block, app.screen.article.screen_row) == before
        await press(pilot, "q")
        assert app.screen.place == "list"
        assert app.screen.headlines.selected == 2
        assert "Timeline" not in screen_text(app)


async def test_from_the_reader_numbers_read_a_report(app):
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", *"jjj", "L", "1")
        assert "Rat beschließt Umbau der Hafenbrücke · Enter reads it" in screen_text(app)
        await press(pilot, "backspace", "9")
        assert "a number from 1 to 3" in screen_text(app)
        await press(pilot, "enter")
        assert "there is no report here" in screen_text(app)
        await press(pilot, "1", "enter")
        assert shown(app) == 4
        await press(pilot, "q", "q")
        assert (shown(app), app.screen.place) == (1, "reader")


async def test_from_the_sidebar_and_from_a_story(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "c", "j", "j", "L")
        assert "Timeline · 2 reports" in screen_text(app)
        assert not app.screen.sidebar.display
        await press(pilot, "q")
        assert shown(app) == 1
        await press(pilot, "T", "j", "L")
        assert "What the new water tariffs" in screen_text(app).split("\n")[0]
        await press(pilot, "L")
        assert (app.screen.place, app.screen.state.listing.of) == ("list", "stories")


async def test_another_timeline_takes_the_place_of_one_beside_the_list(app):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "L", "h", "L")
        assert "Timeline · 3 outlets" in screen_text(app)
        await press(pilot, "q")
        assert shown(app) == 1


async def test_keys_in_a_timeline_mean_the_report_at_the_bar(app, library):
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "L", "m")
        assert library.status(4).read
        await wait_for(pilot, lambda: "● Rat" not in screen_text(app).split("Without")[0][300:])
        await press(pilot, "D")
        await wait_for(pilot, lambda: "Timeline · 2 outlets" in screen_text(app))
        await press(pilot, "V", "a", "C")
        assert shown(app) == 0
        assert "this is a timeline" in screen_text(app)
        await press(pilot, "G", "enter")
        assert "there is no report here" in screen_text(app)
        await press(pilot, "J")
        assert shown(app) == 2
        assert not app.screen.state.visits


async def test_what_arrives_shows_up_in_the_timeline(app, library):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "L")
        library.stored[60] = fake.make(60, "Fresh from the wire", "Late Wire", 1, fake.WIRE)
        library.statuses[60] = Status(60)
        library.stories.told[101].append(60)
        reload_soon(app.screen)
        await wait_for(pilot, lambda: "Late Wire" in screen_text(app))
        assert "Timeline · 4 outlets" in screen_text(app)


async def test_an_article_in_no_story_and_the_manual_have_no_timeline(app, library):
    library.stories.told = {}
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "L")
        assert "not sorted into a story yet" in screen_text(app)
        await press(pilot, "f1", "L")
        assert "this is the manual" in screen_text(app)
        await press(pilot, "q")
        assert app.screen.place == "list"


def test_outlets_without_the_story_are_named_or_counted():
    assert silence(["A"]) == "Not in: A; it has other articles of those days"
    assert silence(["A", "B"]) == "Not in: A and B; they have other articles of those days"
    assert silence(["A", "B", "C", "D"]).startswith("Not in: A, B, C and D; they")
    assert silence([*"ABCDEFG"]).startswith("Not in: A, B, C and 4 others; they")


# -- only here ---------------------------------------------------------------------------------


@pytest.fixture
def alone(library):
    """A library that knows a sentence of the first article which no other report has."""
    library.stories.alone = {1: [OnlyHere(PILOTS, 16, "Pilots · a quotation", 3)]}
    return library


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_what_is_told_only_here_is_noted_and_signed_and_moves_nothing(app, alone, size):
    known, alone.stories.alone = alone.stories.alone, {}
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", "G")
        before = screen_text(app)
        assert "◇" not in before
        alone.stories.alone = known
        only_here.look(app.screen)
        await wait_for(pilot, lambda: "only here" in screen_text(app))
        lines = screen_text(app).split("\n")
        said = "◇ only here: 1 sentence not found in the other 3 stored reports"
        assert said in lines[-3]
        assert [line.replace("◇", " ") for line in lines[:-3]] == before.split("\n")[:-3]
        (line,) = (line for line in lines if "Pilots asked" in line)
        assert "◇" in line.split("Pilots")[0]


async def test_w_says_why_a_sentence_is_marked(app, alone):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter", "G", "k")
        await wait_for(pilot, lambda: "only here" in screen_text(app))
        view = app.screen.article
        view._go(view._find_part(("block", 16)))
        await press(pilot, "w")
        text = screen_text(app)
        assert "only here  Pilots · a quotation · not found in the other 3 stored reports" in text


async def test_the_sentence_is_underlined_and_reports_abroad_are_not_claimed(app, alone):
    alone.stories.alone = {1: [OnlyHere(PILOTS, 16, "Pilots", 2, abroad=1)]}
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "G")
        said = "not found in the other 2 stored reports in its language"
        await wait_for(pilot, lambda: said in " ".join(screen_text(app).split()))
        marks = app.screen.article._marks.styles(16, inks(app.theme_variables))
        assert [(end - start, style.underline) for start, end, style in marks] == [
            (len(PILOTS), True)
        ]


@pytest.mark.parametrize("abroad", [0, 1])
@pytest.mark.parametrize("width", [40, 48, 56, 64, 72, 80])
async def test_at_every_width_the_note_says_what_it_holds_of(app, alone, width, abroad):
    alone.stories.alone = {1: [OnlyHere(PILOTS, 16, "Pilots", 12, abroad=abroad)]}
    async with app.run_test(size=(width, 20)) as pilot:
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "◇" in below(app)[0])
        note = below(app)[0]
        assert re.search(r"not (found )?in (the other 12|12 other|12)( stored)? reports", note)
        # The narrowest screen has no room for all of it where the language is to be named.
        assert abroad or ("1 sentence" in note and "stored reports" in note)
        assert width < 56 or ("1 sentence" in note and "stored reports" in note)
        assert ("in its language" in note) == bool(abroad)
        assert "…" not in note


async def test_on_a_small_screen_the_note_is_short(app, alone):
    async with app.run_test(size=TINY) as pilot:
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "◇ 1 sentence not in 3 stored reports" in screen_text(app))


async def test_it_comes_back_with_the_readers_view_and_not_in_others(app, alone):
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "only here" in below(app)[0])
        await press(pilot, "V")
        assert "only here" not in below(app)[0]
        await press(pilot, "V", "V", "V")
        assert app.screen.state.view == "reader"
        assert "only here" in below(app)[0]


async def test_previews_ask_nothing_and_what_is_new_takes_the_note_away(app, alone):
    asked = []
    find = alone.stories.only_here
    alone.stories.only_here = lambda i: asked.append(i) or find(i)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "k")
        await pilot.pause(0.6)
        assert asked == []
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "only here" in screen_text(app))
        alone.stories.alone = {}
        reload_soon(app.screen)
        await wait_for(pilot, lambda: "only here" not in screen_text(app))
        assert not app.screen.article.only_here(16)
        await settled(pilot)


async def test_an_empty_library_says_that_it_is_empty():
    app = make_app(fake.FakeLibrary([]))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "L")
        assert "no article is stored yet" in screen_text(app)
