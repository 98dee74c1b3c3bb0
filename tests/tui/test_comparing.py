"""Two reports side by side, and what changed in one since it was read."""

import re
from dataclasses import replace

import pytest

from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled


@pytest.fixture
def changed(library):
    """A library whose first article changed since it was read."""
    library.earlier[1] = fake.older(library.stored[1])
    library.unseen.add(1)
    library.statuses[1] = fake.Status(1, read=True)
    return library


def text_of(app):
    """What the screen shows but for the thumb of the scrollbar."""
    return re.sub("[▁▂▃▄▅▆▇█]", " ", screen_text(app))


def compared(app):
    return app.screen.view


async def test_d_in_the_sidebar_sets_two_reports_side_by_side(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "c", "d")
        text = screen_text(app)
        line = next(line for line in text.split("\n") if "The Harbour Bridge opened" in line)
        assert "│   Nine weeks after a barge" in line
        assert "2 paragraphs say the same · 5 only here · 2 only there" in text
        assert "Coast Wire · Mon 26 Jun 2023 · 1 h earlier" in text
        assert " ┃ Ferry captain Lena Roux" in text
        assert " ┆ discussed." in text
        assert "Sign up" not in text
        assert "Support our reporting" not in text


async def test_q_and_escape_lead_back_to_exactly_where_one_was(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "j", "j", "c", "j", "k")
        before = screen_text(app)
        for key in ("q", "escape"):
            await press(pilot, "d", "j", "G", key)
            assert screen_text(app) == before
            assert app.screen.place == "sidebar"


async def test_one_under_the_other_where_it_is_narrow_with_the_outlets_named(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "c", "d", "right_square_bracket")
        lines = [line.strip() for line in screen_text(app).split("\n")]
        ferry = next(n for n, line in enumerate(lines) if line.startswith("▎┃ Ferry captain"))
        name = lines.index("Northport Courier", ferry)
        assert lines[name + 1].startswith("┃ ▏ “The pier")


async def test_brackets_go_through_what_only_one_report_has(app):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "c", "d")
        seen = []
        for _ in range(7):
            await press(pilot, "right_square_bracket")
            seen.append(compared(app).chosen)
        assert len(set(seen)) == 7
        assert {article for article, _ in seen} == {1, 2}
        await press(pilot, "right_square_bracket")
        assert compared(app).chosen == seen[-1]
        assert "no paragraph below that only one has" in screen_text(app)
        await press(pilot, "left_square_bracket")
        assert compared(app).chosen == seen[-2]


async def test_tab_h_and_l_give_the_keys_to_the_other_report(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "c", "d")
        sides = []
        for key in ("tab", "tab", "l", "l", "h", "shift+tab"):
            await press(pilot, key)
            sides.append(compared(app).side)
        assert sides == [1, 0, 1, 1, 0, 1]
        assert "2 paragraphs say the same · 2 only here · 5 only there" in screen_text(app)


async def test_enter_opens_the_report_at_the_paragraph_and_q_comes_back(app, library):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", "c", "d", "tab", "G")
        article_id, block = compared(app).chosen
        await press(pilot, "enter")
        assert (app.screen.article.article.id, app.screen.article.block) == (article_id, block)
        assert "Divers will look" in app.screen.article.part.text
        assert library.status(2).read
        assert app.screen.place == "reader"
        await press(pilot, "q")
        assert compared(app).chosen == (article_id, block)
        await press(pilot, "q")
        assert app.screen.article.article.id == 1
        assert app.screen.place == "sidebar"


@pytest.mark.parametrize("size", [(120, 24), (80, 24), (40, 20)])
@pytest.mark.parametrize("side", ["tab", "h"])
async def test_the_way_back_from_a_report_is_the_comparison_as_it_was(app, size, side):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", "c", "d", side, "right_square_bracket", "right_square_bracket")
        before = text_of(app)
        await press(pilot, "enter")
        assert app.screen.place == "reader"
        await press(pilot, "q")
        assert text_of(app) == before
        await press(pilot, "q")
        assert (app.screen.place, app.screen.article.article.id) == ("sidebar", 1)
        await press(pilot, "q")
        assert app.screen.place == "reader"


async def test_enter_on_the_first_report_goes_on_reading_it_there(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "c", "d", "G")
        article_id, block = compared(app).chosen
        assert article_id == 1
        await press(pilot, "enter")
        assert app.screen.place == "reader"
        assert app.screen.article.block == block
        assert not app.screen.sidebar.display


async def test_moving_scrolls_both_and_resizing_keeps_the_paragraph(app):
    async with app.run_test(size=(120, 20)) as pilot:
        await press(pilot, "enter", "c", "d", "space")
        view = compared(app)
        assert view.scroll_offset.y > 0
        await press(pilot, "G", "k", "g", "ctrl+d", "ctrl+u", "down", "up", "end")
        before = view.chosen
        for size in ((80, 24), (40, 20), (20, 10), (120, 40)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert view.chosen == before


async def test_a_click_moves_the_bar_and_another_opens(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "c", "d")
        lines = screen_text(app).split("\n")
        row = next(n for n, line in enumerate(lines) if "Ferry captain" in line)
        await pilot.click(offset=(90, row))
        await settled(pilot)
        assert compared(app).side == 1
        await pilot.click(offset=(90, row))
        await settled(pilot)
        assert "Ferry captain" in app.screen.article.part.text


async def test_help_and_palette_know_the_place(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "c", "d", "question_mark")
        assert "Keys in comparing" in screen_text(app)
        assert "that only one" in screen_text(app)
        await press(pilot, "q", "colon")
        assert "Read this report at the paragraph" in screen_text(app)


async def test_two_languages_are_said_to_be_two_and_nothing_is_marked(app, library):
    german = library.stored[4]
    library.stored[4] = replace(german, document=replace(german.document, language="de"))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "c", "j", "d")
        text = screen_text(app)
        assert "written in two languages: nothing was compared" in text
        assert "┃" not in text
        (line,) = (line for line in text.split("\n") if "The Harbour Bridge opened" in line)
        assert "paragraph 1" in text.split("\n")[text.split("\n").index(line) + 1] + line


async def test_without_another_report_d_says_so(app):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "j", "enter", "c", "d")
        assert "there is no other report to compare with" in screen_text(app)


async def test_the_list_and_the_reader_say_that_an_article_changed(app, changed):
    changed.statuses[1] = replace(changed.statuses[1], read=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "2 h · changed" in screen_text(app)
        await press(pilot, "enter")
        assert "2 h · changed" not in screen_text(app)
        assert "changed since 26 Jun 2023 · C" in screen_text(app)
        assert changed.status(1).read


async def test_c_shows_what_changed_word_by_word_and_goes_back(app, changed):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", *"jjj")
        before = text_of(app)
        for key in ("C", "q"):
            await press(pilot, "C")
            text = screen_text(app)
            assert (
                "±  The Harbour Bridge opened to traffic again on Monday morning, −ten +nine"
                in text
            )
            assert "−  A brass band will play" in text
            assert "+  Pilots asked for a second light" in text
            assert "3 paragraphs changed since you read it (26 Jun 2023)" in text
            await press(pilot, key)
            assert text_of(app) == before


async def test_an_article_with_one_version_says_so(app):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "C")
        assert "this article has one version" in screen_text(app)


async def test_an_article_that_did_not_change_says_since_when(app, library):
    library.earlier[1] = library.stored[1]
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "C")
        assert "unchanged since you read it (26 Jun 2023)" in screen_text(app)


async def test_other_views_and_visits_lead_out_of_the_changes(app, changed):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "C", "V")
        assert app.screen.state.view == "reader"
        await press(pilot, "C", "c", "enter")
        assert app.screen.article.article.id == 2
        await press(pilot, "q")
        assert app.screen.article.article.id == 1
        assert app.screen.state.view == "reader"


async def test_brackets_go_through_the_changes(app, changed):
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await press(pilot, "enter", "C")
        for begun in ("The Harbour Bridge opened", "A brass band", "Pilots asked"):
            await press(pilot, "right_square_bracket")
            assert app.screen.article.part.text.startswith(begun)
        await press(pilot, "right_square_bracket")
        assert "no change below" in screen_text(app)
        await press(pilot, "left_square_bracket")
        assert app.screen.article.part.text.startswith("A brass band")


async def test_what_looks_like_markup_is_text_here_too(app, library):
    title = "[@click=app.quit]Traffic[/nope] returns"
    report = library.stored[2]
    library.stored[2] = replace(report, document=replace(report.document, title=title, site="[x]"))
    for size in ((120, 40), (80, 24)):
        async with make_app(library).run_test(size=size) as pilot:
            await press(pilot, "enter", "c", "d")
            assert title in screen_text(pilot.app)
            await press(pilot, "q")


async def test_a_changed_headline_stands_among_the_changes(app, changed):
    old = changed.earlier[1]
    changed.earlier[1] = replace(
        old, document=replace(old.document, title="Harbour bridge closed after nine weeks")
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "C")
        assert "Harbour bridge −closed +reopens after nine weeks +of repairs" in screen_text(app)


async def test_changes_of_the_source_view_come_back_to_the_block(app, changed):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", *["j"] * 8)
        block = app.screen.article.block
        await press(pilot, "V", "V", "V")
        assert app.screen.state.view == "source"
        await press(pilot, "C", "C")
        assert (app.screen.state.view, app.screen.article.block) == ("reader", block)
