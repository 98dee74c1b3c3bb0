import threading
from dataclasses import replace

import pytest

from reader.core.errors import SourceError
from reader.core.model import Run
from reader.library.library import Library
from reader.tui import hosts
from reader.tui.app import NewsReader
from tests.tui import fake
from tests.tui.conftest import make_app, manual, press, screen_text, settled, wait_for


def row_of(app, text):
    return next(n for n, line in enumerate(screen_text(app).split("\n")) if text in line)


async def test_x_opens_all_folds_and_keeps_the_line_being_read(app):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", *"jjjjjjj")
        line = app.screen.article.part.text[:30]
        before = row_of(app, line)
        await press(pilot, "x")
        assert row_of(app, line) == before
        assert "▾ appeal" in screen_text(app)
        await press(pilot, "x")
        assert row_of(app, line) == before
        assert "▾" not in screen_text(app)


async def test_folds_are_found_opened_and_explained(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", *["right_square_bracket"] * 3)
        assert app.screen.article.part.text.startswith("appeal")
        await press(pilot, "enter")
        assert "┊ Support our reporting" in screen_text(app)
        await press(pilot, "w")
        assert "appeal · hidden · 90 % sure · asks for donations" in screen_text(app)
        await press(pilot, "escape")
        assert "% sure" not in screen_text(app)
        await press(pilot, "full_stop", "left_square_bracket", "comma")
        assert app.screen.article.part.text.startswith("navigation")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20)])
@pytest.mark.parametrize("long", [0, 1, 5, 9])
async def test_how_many_blocks_of_a_fold_are_not_explained_is_in_sight(app, library, size, long):
    said = "stands in a box of links to stories, of which this site has more than anybody reads"
    menu = [
        fake.block(f"Menu {n}", "navigation", "item", reason=said if n < long else "a row")
        for n in range(12)
    ]
    library.stored[1] = fake.make(1, "Harbour bridge", "Courier", 2, [*menu, *fake.WIRE])
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", "w")
        assert "more, surer ones" in screen_text(app)


async def test_scrolling_moves_the_bar_and_the_ends_move_it_alone(app):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", "G")
        last = app.screen.article.current
        assert app.screen.article.part.look == "fold"
        await press(pilot, "k")
        assert app.screen.article.current < last
        await press(pilot, "g")
        assert app.screen.article.scroll_offset.y == 0


async def test_space_at_the_end_reads_the_next_unread(app, library):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", "G", "space")
        assert app.screen.article.article.id == 2
        assert library.status(2).read


async def test_find_shows_matches_steps_and_ends(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "slash", *"council", "enter")
        assert "1 of 2 matches" in screen_text(app)
        await press(pilot, "n")
        assert "2 of 2 matches" in screen_text(app)
        await press(pilot, "N", "N")
        assert "2 of 2 matches" in screen_text(app)
        await press(pilot, "escape")
        assert "matches" not in screen_text(app)
        await press(pilot, "n")
        assert app.screen.article.article.id == 2


async def test_find_opens_the_hidden_place_that_holds_the_match(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "slash", *"donut", "enter")
        assert not app.screen.state.finding
        await press(pilot, "slash", *"ferry", "enter")
        assert "? The ferry that carried" in screen_text(app)


async def test_panels_and_prompts_leave_the_bar_where_it_is_and_in_sight(app):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", "full_stop", "full_stop")
        part = app.screen.article.part
        await press(pilot, "w")
        assert app.screen.article.part == part
        assert "▸ " + part.text[:10] in screen_text(app)
        await press(pilot, "w", "slash", "escape")
        assert app.screen.article.part == part
        await press(pilot, "slash", *"autumn", "enter")
        assert "autumn" in app.screen.article.part.text


async def test_views_cycle_and_say_their_name(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "V")
        assert "readability view" in screen_text(app)
        await press(pilot, "V")
        assert "everything view" in screen_text(app)
        assert "nothing hidden" in screen_text(app)
        await press(pilot, "V")
        assert "source view" in screen_text(app)
        assert "<p>" in screen_text(app)
        await press(pilot, "V")
        assert "view" not in screen_text(app).split("\n")[0]


async def test_width_is_chosen_kept_and_reset(app, library):
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "enter", "minus", "minus")
        assert app.screen.article.measure == 64
        assert library.status(1).width == 64
        await press(pilot, "J", "K")
        assert app.screen.article.measure == 64
        await press(pilot, "equals_sign", "plus")
        assert app.screen.article.measure == 76


async def test_the_place_is_kept(app, library):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "enter", *"jjjjjjjjjj")
        block = app.screen.article.block
        await press(pilot, "J")
        assert library.status(1).position == block > 0
        await press(pilot, "K")
        assert app.screen.article.block == block
        assert app.screen.article.scroll_offset.y > 0


async def test_links_ask_with_their_real_host(app, monkeypatch):
    opened = []
    monkeypatch.setattr("reader.tui.hosts.open_outside", lambda link: opened.append(link.url))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "2")
        assert "council.example/minutes · minutes" in screen_text(app)
        await press(pilot, "enter")
        assert opened == ["https://council.example/minutes"]
        await press(pilot, "number_sign")
        assert "report" in screen_text(app)
        await press(pilot, "enter")
        assert "open council.example/report in the browser?" in screen_text(app)
        await press(pilot, "enter")
        assert opened[-1] == "https://council.example/report"
        await press(pilot, "o", "escape")
        assert len(opened) == 2
        await press(pilot, "o", "enter")
        assert opened[-1] == "https://northport-courier.example/1"


async def test_links_of_the_text_come_before_those_of_hidden_places():
    menu = "Weather"
    pairs = [
        fake.block(menu, "navigation", "item", runs=(Run(menu, "https://menu.example/weather"),)),
        fake.block("Report", "teaser", runs=(Run("Teased", "https://council.example/report"),)),
        *fake.BRIDGE,
    ]
    app = make_app(fake.FakeLibrary([fake.make(1, "Bridge", "Northport Courier", 2, pairs)]))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "number_sign")
        text = screen_text(app)
        assert "Links · 2 · 1 in hidden places" in text
        listed = [words for words in ("1  report", "2  minutes", "3  Weather") if words in text]
        assert len(listed) == 3
        await press(pilot, "q", "3")
        assert "menu.example/weather · Weather" in screen_text(app)


async def test_a_browser_that_does_not_start_is_told(app, monkeypatch):
    monkeypatch.setattr(hosts, "opener", lambda: ["/bin/false"])
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "o", "enter")
        assert "no browser could be started; y copies the address" in screen_text(app)


async def test_copying_goes_through_the_terminal(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "y")
        assert app.clipboard == "https://northport-courier.example/1"
        await press(pilot, "Y")
        assert "nine weeks after a barge struck its northern pier and closed" in app.clipboard
        assert "Support our reporting" not in app.clipboard


async def test_zen_leaves_nothing_but_the_text(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "z")
        assert "unread" not in screen_text(app)
        assert not app.screen.headlines.display
        await press(pilot, "escape")
        assert app.screen.headlines.display


async def test_the_sidebar_opens_a_related_article_and_q_comes_back(app, library):
    async with app.run_test(size=(130, 24)) as pilot:
        await press(pilot, "enter", *"jjjjjj")
        block = app.screen.article.block
        await press(pilot, "c")
        assert "Same story · 1" in screen_text(app)
        assert "Brandt, Harbour Bridge" in screen_text(app)
        await press(pilot, "enter")
        assert app.screen.article.article.id == 2
        assert library.status(2).read
        await press(pilot, "q")
        assert app.screen.article.article.id == 1
        assert app.screen.article.block == block
        await press(pilot, "q")
        assert not app.screen.sidebar.display
        assert app.screen.place == "reader"


async def test_a_story_told_once_says_so(app):
    async with app.run_test(size=(130, 40)) as pilot:
        await press(pilot, "J", "J", "c")
        text = " ".join(screen_text(app).split())
        assert "none of 12 stored" in text


@pytest.mark.parametrize(("end", "begin"), [("G", "g"), ("end", "home")])
async def test_the_keys_of_the_ends_lead_to_the_ends_of_the_help(app, end, begin):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark")
        first = screen_text(app)
        await press(pilot, end)
        panel = app.screen.query_one("#panel")
        assert panel.scroll_offset.y == panel.max_scroll_y > 0
        await press(pilot, begin)
        assert screen_text(app) == first


async def test_help_names_the_keys_of_the_place(app):
    async with app.run_test(size=(120, 50)) as pilot:
        await press(pilot, "enter", "question_mark")
        assert "Keys in the reader" in screen_text(app)
        await press(pilot, "j", "space", "q")
        assert app.screen.place == "reader"


async def test_the_manual_is_read_in_the_reader(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "f1")
        await wait_for(pilot, lambda: app.screen.article.article.id < 0)
        assert "Page 1 explains" in screen_text(app)
        await press(pilot, "J")
        assert "Page 2 explains" in screen_text(app)
        await press(pilot, "m", "f", "o", "D", "V", "c", "q")
        await press(pilot, "q")
        assert app.screen.article.article.id == 1


@pytest.mark.parametrize("key", ["f1", "number_sign"])
async def test_the_manual_lists_its_pages_and_goes_to_one(app, key):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "f1")
        await wait_for(pilot, lambda: app.screen.article.article.id < 0)
        await press(pilot, "J", key)
        assert "Manual · 2 pages" in screen_text(app)
        assert "Start here" in screen_text(app)
        await press(pilot, key)
        assert "Page 2 explains" in screen_text(app)
        await press(pilot, key, "k", "enter")
        assert "Page 1 explains" in screen_text(app)
        await press(pilot, "q")
        assert app.screen.article.article.id == 1


async def test_the_manual_names_its_page_and_turns_pages_only(app, library):
    statuses = dict(library.statuses) | {1: replace(library.statuses[1], read=True)}
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "f1")
        await wait_for(pilot, lambda: app.screen.article.article.id < 0)
        assert "Manual · Start here · J K turn pages, F1 lists them" in screen_text(app)
        assert "J K turn pages   F1 pages   q back   ? keys" in screen_text(app).split("\n")[-1]
        await press(pilot, "space")
        assert "Manual · Keys · J K turn pages" in screen_text(app)
        await press(pilot, "n", "space", "J")
        assert "this is the last page" in screen_text(app)
        await press(pilot, "p")
        assert "Manual · Start here" in screen_text(app)
        for key in "mfDoyV":
            app.clear_notifications()
            await press(pilot, key)
            assert "this is the manual" in screen_text(app)
        assert app.screen.prompt is None
        assert set(library.stored) == set(statuses)
        assert {i: s.read for i, s in library.statuses.items()} == {
            i: s.read for i, s in statuses.items()
        }


async def test_the_palette_offers_keys_and_themes(library):
    kept = []
    app = make_app(library, theme="newsreader-dark")
    app.keep_theme = kept.append
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "colon", *"light", "enter")
        await wait_for(pilot, lambda: app.theme == "newsreader-light")
        assert kept == ["newsreader-light"]
        await press(pilot, "ctrl+p", *"star", "enter")
        await wait_for(pilot, lambda: app.library.status(1).starred)


async def test_clicks_select_open_follow_links_and_folds(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.click("#headlines", offset=(5, 3))
        await settled(pilot)
        assert app.screen.headlines.index == 1
        await pilot.click("#headlines", offset=(5, 3))
        await settled(pilot)
        assert app.screen.place == "reader"
        await press(pilot, "K")
        lines = screen_text(app).split("\n")
        row = next(n for n, line in enumerate(lines) if "▸ appeal" in line)
        await pilot.click(offset=(lines[row].index("appeal"), row))
        await settled(pilot)
        assert "▾ appeal" in screen_text(app)
        lines = screen_text(app).split("\n")
        row = next(n for n, line in enumerate(lines) if "minutes." in line)
        await pilot.click(offset=(lines[row].index("minutes"), row))
        await settled(pilot)
        assert "open council.example/minutes in the browser?" in screen_text(app)


async def test_dragging_selects_text_that_copies_without_breaks(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter")
        lines = screen_text(app).split("\n")
        row = next(n for n, line in enumerate(lines) if "The Harbour Bridge opened" in line)
        left = lines[row].index("The Harbour")
        await pilot.mouse_down(offset=(left, row))
        await pilot.hover(offset=(left + 5, row + 1))
        await pilot.hover(offset=(left + 8, row + 1))
        await pilot.mouse_up(offset=(left + 8, row + 1))
        await settled(pilot)
        copied = app.screen.get_selected_text()
        assert copied.startswith("The Harbour Bridge opened to traffic")
        assert "\n" not in copied
        await pilot.press("ctrl+c")
        assert app.clipboard == copied


async def test_pressing_v_quickly_counts_every_press_and_drops_late_answers(app, library):
    first = threading.Event()
    views = library.view

    def slow(article_id, view):
        if view == "readability":
            first.wait(2)
        return views(article_id, view)

    library.view = slow
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter")
        await pilot.press("V")
        await pilot.pause()
        assert "readability view…" in screen_text(app)
        await pilot.press("V", "V")
        await pilot.pause()
        assert "source view" in screen_text(app)
        await wait_for(pilot, lambda: app.screen.state.view == "source")
        first.set()
        await settled(pilot)
        assert app.screen.state.view == "source"


async def test_a_view_that_cannot_be_made_is_passed_over(app, library):
    views = library.view

    def refused(article_id, view):
        if view == "readability":
            raise SourceError("too large for this view")
        return views(article_id, view)

    library.view = refused
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "V")
        assert "too large for this view" in screen_text(app)
        assert "readability" not in screen_text(app)
        await press(pilot, "V")
        assert app.screen.state.view == "everything"


async def test_views_keep_the_block_and_its_row(app):
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "J", *"jjjjjjjjjj")
        view = app.screen.article
        block, row = view.block, view.screen_row
        words = view.part.text[:30]
        for _ in range(4):
            await press(pilot, "V")
            assert view.screen_row == row
            assert words in view.part.text
        assert app.screen.state.view == "reader"
        assert view.block == block > 0
        await press(pilot, "V", "V", "V", *"jjjjjjjj")
        words = view.part.text[3:33]
        await press(pilot, "V")
        assert view.part.text.startswith(words)


LONG = "A long report on the tides\n\n" + "\n\n".join(
    f"Paragraph {n} " + "tells of the harbour, the tide and the people who wait for it. " * 6
    for n in range(1, 41)
)


@pytest.mark.parametrize(
    ("size", "leave"),
    [((120, 24), "Q"), ((120, 24), "qq"), ((80, 24), "K"), ((80, 24), "Q"), ((120, 24), "")],
)
async def test_the_place_is_found_again_after_a_restart(tmp_path, monkeypatch, size, leave):
    monkeypatch.setattr("reader.tui.screens.main._EVERY", 99.0 if leave else 0.05)
    for name, text in (("tide.txt", LONG), ("other.txt", LONG.replace("tide", "ebb"))):
        (tmp_path / name).write_text(text)

    def stored():
        return Library(tmp_path / "library.db", clock=fake.clock)

    with stored() as library:
        taken = list(library.take_in([str(tmp_path / n) for n in ("tide.txt", "other.txt")]))
        wanted = taken[0].article_id
    app = NewsReader(stored, clock=fake.clock, read_manual=manual)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.screen.headlines.select(list(app.screen.headlines.ids).index(wanted))
        await press(pilot, "enter")
        for _ in range(8):
            await pilot.press("space")
        block = app.screen.article.block
        assert block > 10
        await press(pilot, *leave)
        await pilot.pause(0.1)
        with stored() as library:
            assert library.status(wanted).position == block
    app = NewsReader(stored, clock=fake.clock, read_manual=manual)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.screen.headlines.select(list(app.screen.headlines.ids).index(wanted))
        await press(pilot, "enter")
        await settled(pilot)
        view = app.screen.article
        assert view.article.id == wanted
        assert view.block == block
        assert view.part.text[:13] in screen_text(app)
        assert f"▎ {view.part.text[:13]}" in screen_text(app)


async def test_three_fast_q_close_why_sidebar_and_reader_and_do_not_quit(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "w", "c")
        await settled(pilot)
        for _ in range(3):
            await app.screen.run_action("press('close')")
        await settled(pilot)
        assert app.is_running
        assert app.screen.place == "list"


async def test_x_says_so_where_nothing_is_hidden(library):
    library.stored[1] = fake.make(1, "Low tide", "Coast Wire", 1, [fake.block("It fell.")])
    app = make_app(library)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "x")
        assert "nothing hidden here" in screen_text(app)
