"""Keeping and junking blocks, and the second look, from the keyboard."""

import threading
from dataclasses import replace

import pytest

from reader.core.model import Label
from reader.library.library import Library
from reader.tui.app import NewsReader
from reader.tui.correcting import question
from tests.library.corrections import FACTS, fill
from tests.tui import fake
from tests.tui.conftest import make_app, manual, press, screen_text, settled

APPEAL, CARD, LETTER, FERRY, PILOTS = 6, 7, 14, 15, 16
"""Blocks of the article of the bridge."""


def hidden(app, block):
    return app.screen.article.article.labels[block].hidden


def words(app):
    return " ".join(screen_text(app).split())


async def to_block(pilot, block):
    view = pilot.app.screen.article
    await press(pilot, "g")
    view._go(view._find_part(("block", block)))
    view._into_view(view.current)
    await settled(pilot)


async def test_a_keeps_a_hidden_block_on_the_whole_site_once_confirmed(app, library):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "right_square_bracket")
        assert app.screen.article.part.text.startswith("teaser, newsletter")
        await press(pilot, "a")
        assert "2 blocks · a keeps the one at the bar · ] next" in screen_text(app)
        assert app.screen.article.block == FERRY
        row = app.screen.article.screen_row
        await press(pilot, "a")
        text = words(app)
        assert "Keep “The ferry that carried" in text
        assert "12 of 44 stored articles of northport-courier.example change; 3 would" in text
        assert 'keep on northport-courier.example: text "the ferry that' in text
        assert "Enter the whole site · o only here · Esc cancels" in text
        await press(pilot, "enter")
        assert library.rules.corrected == [(FERRY, "keep", True)]
        assert not hidden(app, FERRY)
        assert app.screen.article.block == FERRY
        assert abs(app.screen.article.screen_row - row) <= 1
        text = screen_text(app)
        assert "kept in 12 articles of northport-courier.example · u takes it back" in text
        assert "look like article text" not in text
        assert app.screen.place == "reader"


async def test_only_here_cancel_undo_and_redo(app, library):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter")
        await to_block(pilot, PILOTS)
        await press(pilot, "exclamation_mark", "escape")
        assert library.rules.corrected == []
        assert not hidden(app, PILOTS)
        await press(pilot, "exclamation_mark", "o")
        assert library.rules.corrected == [(PILOTS, "junk", False)]
        assert hidden(app, PILOTS)
        shown = app.screen.article.figures.shown
        await press(pilot, "u")
        assert not hidden(app, PILOTS)
        assert f"{shown + 14} words shown" in screen_text(app)
        assert "undone: junked here" in screen_text(app)
        await press(pilot, "ctrl+r")
        assert hidden(app, PILOTS)
        assert f"{shown} words shown" in screen_text(app)


async def test_what_was_open_stays_open_and_the_line_in_its_place(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "enter", "x", "G")
        await to_block(pilot, PILOTS)
        row = app.screen.article.screen_row
        await press(pilot, "exclamation_mark", "o")
        assert app.screen.article.block == PILOTS
        assert abs(app.screen.article.screen_row - row) <= 1
        assert "┊ Pilots asked for a second light" in screen_text(app)
        assert "▸" not in screen_text(app)


async def test_a_place_that_is_hidden_for_sure_is_not_junked_again(app, library):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", *["right_square_bracket"] * 3, "exclamation_mark")
        assert "this is hidden already (a shows it)" in screen_text(app)
        assert "▸ appeal" in screen_text(app)


async def test_a_place_of_one_block_needs_no_opening(app, library):
    library.stored[1] = replace(
        library.stored[1],
        labels=tuple(
            Label("article", "running text", 0.9) if n == LETTER else label
            for n, label in enumerate(library.stored[1].labels)
        ),
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "right_square_bracket", "a", "enter")
        assert library.rules.corrected == [(FERRY, "keep", True)]


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (("a",), "nothing to correct"),
        (("V", "a"), "this is the readability view"),
        (("g", "k", "k", "k", "exclamation_mark"), "the headline stays"),
    ],
)
async def test_what_cannot_be_corrected_is_said(app, keys, sentence):
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await press(pilot, "enter")
        if keys[0] != "g":
            await to_block(pilot, 5)
        else:
            app.screen.article._go(0)
            keys = keys[-1:]
        await press(pilot, *keys)
        assert sentence in screen_text(app)
        assert app.screen.prompt is None


async def test_the_manual_is_not_corrected(app):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "f1")
        await settled(pilot)
        await press(pilot, "a")
        assert "this is the manual" in screen_text(app)


async def test_an_answer_for_an_article_that_was_left_is_dropped(app, library):
    gate, previewed = threading.Event(), library.rules.preview
    library.rules.preview = lambda *asked: gate.wait(5) and previewed(*asked)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "right_square_bracket", "a")
        await pilot.press("a", "J")
        gate.set()
        await settled(pilot)
        assert app.screen.prompt is None
        assert library.rules.corrected == []


async def test_the_second_look_comes_first_then_the_others_from_the_top(library):
    labels = list(library.stored[1].labels)
    labels[1] = labels[1]._replace(confidence=0.4)
    labels[17] = labels[17]._replace(confidence=0.4)
    library.stored[1] = replace(library.stored[1], labels=tuple(labels))
    app = make_app(library)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter")
        view = app.screen.article
        seen = []
        for _ in range(5):
            await press(pilot, "right_square_bracket")
            seen.append(view.block)
        # The bar begins at the first in doubt: the two others, then the sure one, then on.
        assert seen == [LETTER, 17, APPEAL, LETTER, 17]
        await press(pilot, *["left_square_bracket"] * 2)
        assert view.block == APPEAL


async def test_inside_an_open_place_its_blocks_are_gone_through(app):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", "right_square_bracket", "a", "left_square_bracket")
        view = app.screen.article
        assert (view.block, view.part.look) == (LETTER, "text")
        await press(pilot, "left_square_bracket")
        assert view.part.look == "open"
        await press(pilot, "a", "right_square_bracket")
        assert view.block == 17


async def test_a_place_that_was_opened_by_itself_is_gone_into(app):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", "right_square_bracket", "enter")
        view = app.screen.article
        assert view.part.look == "open"
        await press(pilot, "right_square_bracket")
        assert (view.block, view.part.look) == (LETTER, "text")
        await press(pilot, "right_square_bracket")
        assert (view.block, view.part.look) == (FERRY, "text")
        # Where all are open one steps from place to place.
        await press(pilot, "x", "g", "right_square_bracket", "right_square_bracket")
        assert view.part.look == "open"


async def test_scrolling_ends_the_tour(app):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", "right_square_bracket")
        view = app.screen.article
        assert view.block == LETTER
        await press(pilot, "G", "g", "right_square_bracket")
        assert view.block == APPEAL
        await press(pilot, "J", "K", "right_square_bracket")
        assert view.block == LETTER


async def test_why_tells_for_against_and_what_would_be_said_otherwise(library):
    own = Label("article", "running text", 0.81)
    labels = list(library.stored[1].labels)
    labels[5] = Label("teaser", "stands under a heading of others", 0.55, "long sentences", own)
    library.stored[1] = replace(library.stored[1], labels=tuple(labels))
    app = make_app(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "right_square_bracket", "a", "w")
        lines = words(app)
        for said in (
            "teaser · hidden · 55 % sure",
            "for stands under a heading of others",
            "against long sentences",
            "otherwise article · shown · running text · 81 % sure",
            "27 words · a keeps it · w closes this",
        ):
            assert said in lines


@pytest.mark.parametrize("width", [18, 38, 78, 118])
def test_the_question_says_what_and_how_whatever_the_width(library, width):
    asked = library.rules.preview(1, FERRY, "keep")
    said = question(asked, width).split("\n")
    assert "Esc cancels" in said[-1]
    assert "12 of 44 stored articles" in said[0]
    alone = replace(asked, rule=None, changed=1)
    assert "in this article?" in question(alone, width)
    assert "1 of 1 stored article of northport-courier.example changes" in question(
        replace(asked, changed=1, stored=1, spared=0), width
    )


async def test_on_a_real_library_a_rule_changes_the_site_and_undo_takes_it_back(tmp_path):
    def stored():
        return Library(tmp_path / "library.db", clock=fake.clock)

    with stored() as library:
        ids = fill(library, 4)
    app = NewsReader(stored, clock=fake.clock, read_manual=manual)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "right_square_bracket", "a", "a")
        assert "4 of 4 stored articles of example.org change" in words(app)
        await press(pilot, "enter")
        await settled(pilot)
        assert "kept in 4 articles of example.org · u takes it back" in words(app)
        with stored() as library:
            assert not library.behind
            assert not any(library.article(n).labels[FACTS].hidden for n in ids)
        await press(pilot, "u")
        await settled(pilot)
        with stored() as library:
            assert all(library.article(n).labels[FACTS].hidden for n in ids)
            assert not library.behind
    app.library.close()
