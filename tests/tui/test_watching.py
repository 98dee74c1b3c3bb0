"""What another program brings into the library while the app stands open."""

import pytest

from reader.library.library import Library
from reader.tui.app import NewsReader
from reader.tui.screens import main
from tests.tui.conftest import press, screen_text, settled, wait_for

WIDE = (120, 40)
PAGE = """<html><head><title>{title}</title>
<meta property="article:published_time" content="{date}"></head><body><article><h1>{title}</h1>
{text}</article></body></html>"""


@pytest.fixture(autouse=True)
def _often(monkeypatch):
    monkeypatch.setattr(main, "_EVERY", 0.1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.db"


def bring(path, title, date="2023-06-26T10:00:00Z"):
    """Take a page into the library as another program does."""
    paragraph = f"<p>{title}, the harbour master wrote in the log of the northern quay, and more "
    text = "".join(f"{paragraph} follows on sheet {n} of that long day.</p>" for n in range(20))
    page = path.with_name(f"{title}.html")
    page.write_text(PAGE.format(title=title, date=date, text=text))
    with Library(path) as library:
        assert [taken.outcome for taken in library.take_in([str(page)])] == ["new"]


async def test_what_another_program_brings_in_appears_and_nothing_moves(path):
    bring(path, "Old quay mended")
    app = NewsReader(lambda: Library(path))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B", "l", "enter", "j", "j", "j")
        before = app.screen.article.article.id, app.screen.article.scroll_offset.y
        assert before[1] > 0
        bring(path, "New crane arrives", "2023-06-27T10:00:00Z")
        await wait_for(pilot, lambda: "1 unread · 2 articles" in screen_text(app))
        await settled(pilot)
        assert (app.screen.article.article.id, app.screen.article.scroll_offset.y) == before
        assert app.screen.place == "reader"
        assert app.screen.headlines.selected == before[0]
        assert list(app.screen.headlines.ids) == [2, 1]
        assert "1   All articles" in screen_text(app)
        await press(pilot, "q", "k")
        assert "New crane arrives" in screen_text(app)


async def test_an_empty_library_that_is_filled_by_another_program_can_be_read(path):
    app = NewsReader(lambda: Library(path))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "Your library is empty" in screen_text(app)
        bring(path, "Old quay mended")
        bring(path, "New crane arrives", "2023-06-27T10:00:00Z")
        await wait_for(pilot, lambda: "2 unread" in screen_text(app))
        await press(pilot, "j", "enter")
        assert app.screen.article.article.title == "Old quay mended"


async def test_what_is_written_here_is_no_reason_to_read_the_list_again(path):
    bring(path, "Old quay mended")
    app = NewsReader(lambda: Library(path))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "f", "m")
        assert app.library.revision == app.screen.state.revision
