from array import array
from dataclasses import replace

import pytest

from reader.core.model import Query, Status
from reader.tui.lists import reload_soon
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled, wait_for


async def test_the_list_shows_headlines_outlets_ages_and_marks(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        text = screen_text(app)
        assert "● Harbour bridge reopens" in text
        assert "· 2 h · 2 outlets" in text
        assert "★" in text
        assert "Library · 10 unread · 12 articles" in text


async def test_reports_are_counted_where_outlets_are_unknown(app, library):
    library.reported = {1: 5, 2: 3}
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        text = screen_text(app)
        assert "· 2 h · 5 reports" in text
        assert "· 3 h · 3 reports" in text


async def test_what_was_removed_elsewhere_says_so_until_the_list_is_read_anew(app, library):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "j", "j")
        del library.stored[2]
        app.screen.headlines.forget()
        await settled(pilot)
        assert "removed" in screen_text(app)
        await press(pilot, "ctrl+l")
        await settled(pilot)
        assert "removed" not in screen_text(app)
        assert app.screen.headlines.selected == 3
        assert not list(app._notifications)


async def test_moving_shows_the_article_after_a_rest_and_marks_nothing(app, library):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "j")
        article = app.screen.article
        await wait_for(pilot, lambda: article.article and article.article.id == 2)
        assert not library.status(2).read
        assert app.screen.place == "list"


async def test_enter_reads_and_marks_read(app, library):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter")
        assert app.screen.place == "reader"
        assert library.status(1).read
        await press(pilot, "m")
        assert not library.status(1).read


async def test_keys_move_by_rows_pages_and_to_the_ends(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        rows = app.screen.headlines
        await press(pilot, "j", "down", "k")
        assert rows.index == 1
        await press(pilot, "G")
        assert rows.index == 11
        assert rows.scroll_offset.y > 0
        await press(pilot, "g")
        assert (rows.index, rows.scroll_offset.y) == (0, 0)
        await press(pilot, "space")
        assert rows.index == 6
        await press(pilot, "b", "ctrl+d", "ctrl+u", "home", "end")
        assert rows.index == 11


async def test_next_and_previous_skip_read_articles_with_n_and_p(app, library):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "J", "J", "J")
        assert app.screen.article.article.id == 4
        await press(pilot, "n")
        assert app.screen.article.article.id == 7
        await press(pilot, "K")
        assert app.screen.article.article.id == 6
        library.mark([2], read=False)
        app.screen.changed()
        await press(pilot, "p")
        assert app.screen.article.article.id == 2


async def test_star_delete_undo_and_redo(app, library):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "f")
        assert library.status(1).starred
        await press(pilot, "D")
        assert 1 not in app.screen.headlines.ids
        assert "u brings it back" in screen_text(app)
        await press(pilot, "u")
        assert app.screen.headlines.ids[0] == 1
        await press(pilot, "ctrl+r")
        assert 1 not in app.screen.headlines.ids
        await press(pilot, "u", "u")
        assert not library.status(1).starred
        await press(pilot, "u", "u")
        assert "nothing to undo" in screen_text(app)


async def test_searching_and_coming_back(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "slash", *"tram", "enter")
        assert list(app.screen.headlines.ids) == [11]
        assert "“tram” · 1 found" in screen_text(app)
        await press(pilot, "escape")
        assert len(app.screen.headlines.ids) == 12
        await press(pilot, "slash", *"nowhere", "enter")
        assert "none of 12 articles" in screen_text(app)
        assert "“nowhere”" in screen_text(app).split("\n", 1)[1]


async def test_escape_in_the_list_does_nothing_and_q_quits(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "escape")
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_one_pane_at_a_time_on_a_small_screen(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not app.screen.reader.display
        await press(pilot, "l")
        assert not app.screen.headlines.display
        await press(pilot, "h")
        assert app.screen.headlines.display
        await press(pilot, "enter", "q")
        assert app.screen.place == "list"


async def test_two_panes_and_three(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "enter", "c")
        assert not app.screen.headlines.display
        assert app.screen.sidebar.display
        await pilot.resize_terminal(130, 40)
        await settled(pilot)
        assert app.screen.headlines.display
        await pilot.resize_terminal(40, 20)
        await settled(pilot)
        assert app.screen.place in {"sidebar", "reader"}


async def test_an_empty_library_offers_a_first_step():
    async with make_app(fake.FakeLibrary([])).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        text = screen_text(pilot.app)
        assert "Your library is empty." in text
        assert "newsreader demo" in text
        await press(pilot, "ctrl+o")
        assert pilot.app.screen.prompt is not None


async def test_the_manual_opens_over_an_empty_library_and_closes():
    async with make_app(fake.FakeLibrary([])).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f1")
        assert "Page 1 explains" in screen_text(pilot.app)
        await press(pilot, "q")
        assert "Your library is empty." in screen_text(pilot.app)


async def test_digits_and_reader_keys_do_nothing_in_the_list(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "1", "x", "V", "minus", "N")
        assert app.screen.prompt is None
        assert app.screen.state.view == "reader"


def many(count):
    library = fake.FakeLibrary()
    shown = library.stored[2]
    library.headlines = lambda ids: [
        fake.FakeLibrary([shown])
        .row(shown)
        .__class__(i, f"Headline {i}", "Outlet", fake.NOW, fake.NOW, fake.NOW, False, False)
        for i in ids
    ]
    library.ids = lambda query=None, limit=None: array("q", range(1, count + 1))[:limit]
    library.article = lambda i: fake.replace(shown, id=i)
    library.status = Status
    return library


async def test_a_long_list_reads_only_what_it_shows():
    library = many(100_000)
    asked = []
    rows = library.headlines
    library.headlines = lambda ids: asked.append(len(ids)) or rows(ids)
    async with make_app(library).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await wait_for(pilot, lambda: len(pilot.app.screen.headlines.ids) == 100_000)
        await press(pilot, "G")
        assert "Headline 100000" in screen_text(pilot.app)
        assert sum(asked) < 400


async def test_what_arrives_does_not_move_the_selection(app, library):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *"jjjjjjjj")
        rows = app.screen.headlines
        before = (rows.selected, rows.index * rows.row_height - rows.scroll_offset.y)
        for number in range(60, 70):
            made = fake.make(number, f"Fresh {number}", "Wire", 0, fake.BRIDGE)
            library.stored[number], library.statuses[number] = made, Status(number)
        from reader.tui.lists import reload_soon

        reload_soon(app.screen)
        await settled(pilot)
        assert rows.index == 18
        assert (rows.selected, rows.index * rows.row_height - rows.scroll_offset.y) == before


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_row_selected_as_others_come_is_in_sight(app, library, size):
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        rows = app.screen.headlines
        for number in range(60, 65):
            made = fake.make(number, f"Fresh {number}", "Wire", 0, fake.BRIDGE)
            library.stored[number], library.statuses[number] = made, Status(number)
        rows.renew(array("q", library.ids(Query())), "")
        rows.select(0)
        await settled(pilot)
        assert rows.scroll_offset.y == 0
        assert "Fresh" in screen_text(app)


async def test_g_shows_the_first_row_wherever_the_rows_were_scrolled(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.screen.headlines.scroll_to(y=6, animate=False)
        await settled(pilot)
        await press(pilot, "g")
        assert app.screen.headlines.scroll_offset.y == 0


async def test_a_list_without_rows_has_nothing_beside_it(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(pilot, lambda: app.screen.article.article is not None)
        await press(pilot, "enter", "w", "tab", "slash", *"nowhere", "enter")
        await wait_for(pilot, lambda: app.screen.article.article is None)
        assert "words shown" not in screen_text(app)
        assert not app.screen.why.display
        await press(pilot, "escape")
        await wait_for(pilot, lambda: app.screen.article.article is not None)


async def test_a_search_begins_with_nothing_and_up_brings_the_last_back(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "slash", "up", *"tram", "enter", "slash", *"pier", "enter")
        assert list(app.screen.headlines.ids) == [1, 2]
        await press(pilot, "slash", "up", *" bearings", "enter")
        assert list(app.screen.headlines.ids) == [1]


async def test_what_is_said_takes_the_place_of_what_was_said_before(app):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "p", "K")
        assert len(app._notifications) == 1
        assert "this is the first article" in screen_text(app)


async def test_without_a_date_a_row_says_when_the_article_came_where_there_is_room():
    report = fake.make(20, "Undated note", "Quay Notes", 3, fake.BRIDGE)
    undated = replace(report, document=replace(report.document, published=None))
    library = fake.FakeLibrary([undated, *fake.articles()])
    app = make_app(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "Quay Notes · came 3 h" in screen_text(app)
        library.reported[20] = 3000
        app.screen.headlines.forget()
        await settled(pilot)
        assert "Quay Notes · 3,000 reports" in screen_text(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20)])
@pytest.mark.parametrize("down", [0, 3, 9])
async def test_what_comes_moves_no_row_and_is_told_until_one_goes_there(size, down):
    library = fake.FakeLibrary(followed=fake.feeds())
    new = [fake.make(n, f"Arrival {n}", "Coast Wire", 0, fake.BRIDGE) for n in (50, 51)]
    library.feeds.answers = dict(zip((1, 2), new, strict=True))
    app = make_app(library)
    async with app.run_test(size=size) as pilot:
        await press(pilot, *"j" * down)
        before = screen_text(app).splitlines()[1:-1]
        line = app.screen.headlines.line
        await press(pilot, "R")
        assert len(app.screen.headlines.ids) == 14
        assert [row[:28] for row in screen_text(app).splitlines()[1:-1]] == [
            row[:28] for row in before
        ]
        assert app.screen.headlines.line == line
        assert "2 new above" in screen_text(app).splitlines()[0]
        await press(pilot, *"k" * (down + 1))
        assert "1 new above" in screen_text(app).splitlines()[0]
        await press(pilot, "g")
        text = screen_text(app)
        assert "new above" not in text
        assert "Arrival 51" in text
        assert "Arrival 50" in text


async def test_x_and_w_act_on_the_text_beside_the_list_or_say_that_there_is_none():
    app = make_app(fake.FakeLibrary())
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(pilot, lambda: app.screen.article.article is not None)
        await press(pilot, "x", "w")
        assert "Home News Harbour" in screen_text(app)
        assert app.screen.why.display
        assert app.screen.place == "list"
        await press(pilot, "q")
        assert not app.screen.why.display
    app = make_app(fake.FakeLibrary())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for key in "xw":
            await press(pilot, key)
            assert "no text is shown here" in screen_text(app)


async def test_from_a_search_back_to_the_list_leaves_no_room_behind_its_last_row(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "/", *"tram", "enter", "escape")
        text = screen_text(app)
        assert app.screen.headlines.selected == 11
        assert "Harbour bridge reopens" in text.split("\n")[1]
        assert "北港大桥" in text


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_nothing_that_an_undo_brings_back_is_called_new(app, library, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "j", "D", "u")
        assert app.screen.headlines.selected == 3
        assert 2 in app.screen.headlines.ids
        assert "new above" not in screen_text(app)
        library.stored[50] = fake.make(50, "Fresh", "Disk Daily", -1, [])
        library.statuses[50] = Status(50)
        reload_soon(app.screen)
        await settled(pilot)
        assert app.screen.headlines.above == 1


@pytest.mark.parametrize("key", ["", "T"])
async def test_the_only_row_has_the_bar_again_when_an_undo_brings_it_back(key):
    library = fake.FakeLibrary(fake.articles()[6:7])
    app = make_app(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *key, "D")
        assert not app.screen.headlines.ids
        await press(pilot, "u")
        assert screen_text(app).split("\n")[1].startswith("▌")
        await press(pilot, "enter")
        assert app.screen.place == "reader"


@pytest.mark.parametrize("key", ["L", "c"])
async def test_keys_that_mean_an_article_say_that_none_is_open(app, key):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "/", *"xyzzy", "enter", key)
        assert "no article is open here" in screen_text(app)
        assert not app.screen.sidebar.display
        assert app.screen.place == "list"
