import io
import sys
import threading
from collections import Counter

import pytest

from reader.library.library import Library
from reader.tui import taking
from reader.tui.app import NewsReader, run
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled, wait_for

NEW = "/tmp/new.html"


def shown(app):
    article = app.screen.article.article
    return article.id if article else None


def waiting_library():
    library = fake.FakeLibrary()
    library.incoming = {NEW: fake.make(50, "Fresh from the disk", "Disk Daily", 0, fake.BRIDGE)}
    library.gate = threading.Event()
    return library


async def test_a_single_source_opens_when_it_is_there_and_keys_answer_meanwhile():
    library = waiting_library()
    app = make_app(library, [NEW])
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(pilot, lambda: app.screen.state.progress is not None)
        await pilot.press("j")
        await pilot.pause()
        assert app.screen.headlines.index == 1
        assert "taking in" in screen_text(app)
        library.gate.set()
        await wait_for(pilot, lambda: shown(app) == 50)
        assert app.screen.place == "reader"
        assert "taking in" not in screen_text(app)


async def test_escape_stops_taking_in():
    library = waiting_library()
    app = make_app(library, [NEW, NEW])
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for(pilot, lambda: app.screen.state.progress is not None)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen.state.progress is None
        assert 50 not in library.stored
        assert "what was taken in stays" in screen_text(app)


async def test_a_report_of_progress_on_its_way_when_all_is_stopped_does_not_stay_in_the_header():
    library = waiting_library()
    app = make_app(library)
    on_its_way, stopped = threading.Event(), threading.Event()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        call = app.call_from_thread

        def late(*given):
            on_its_way.set()
            stopped.wait(5)
            return call(*given)

        app.call_from_thread = late
        app.screen.take([NEW, NEW])
        await wait_for(pilot, on_its_way.is_set)
        await pilot.press("escape")
        stopped.set()
        await settled(pilot)
        assert app.screen.state.progress is None
        assert "taking in" not in screen_text(app)


async def test_failures_are_told_in_one_line_each_then_counted(app):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        app.screen.take([f"/nowhere/{n}" for n in range(5)])
        await settled(pilot)
        text = screen_text(app)
        assert "no such file: /nowhere/0" in text
        assert "5 failed" in text
        assert "/nowhere/4" not in text


async def test_the_open_prompt_completes_and_takes_in(tmp_path):
    library = waiting_library()
    library.gate.set()
    path = tmp_path / "new-article.html"
    path.touch()
    library.incoming = {str(path): library.incoming[NEW]}
    app = make_app(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+o")
        app.screen.query_one("#prompt-field").value = f"{tmp_path}/new"
        await press(pilot, "tab")
        assert app.screen.query_one("#prompt-field").value == str(path)
        await press(pilot, "enter")
        await wait_for(pilot, lambda: shown(app) == 50)


async def test_the_open_prompt_stays_where_there_is_no_such_file(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+o", *"/nowhere/x", "enter")
        assert "there is no /nowhere/x" in screen_text(app)
        assert app.screen.query_one("#prompt-field").value == "/nowhere/x"
        await press(pilot, "y")
        assert "there is no" not in screen_text(app)
        await press(pilot, "escape")
        assert app.screen.prompt is None


async def test_the_open_prompt_takes_an_address_without_its_scheme():
    library = waiting_library()
    library.gate.set()
    library.incoming = {"disk.example/new": library.incoming[NEW]}
    app = make_app(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+o", *"disk.example/new")
        assert "Enter fetches this address" in screen_text(app)
        await press(pilot, "enter")
        await wait_for(pilot, lambda: shown(app) == 50)
        assert app.screen.prompt is None


async def test_an_article_taken_in_before_opens():
    app = make_app(fake.FakeLibrary(), opened=[4])
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(pilot, lambda: shown(app) == 4)
        assert app.screen.place == "reader"


async def test_quitting_while_taking_in_is_quiet():
    library = waiting_library()
    app = make_app(library, [NEW])
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(pilot, lambda: app.screen.state.progress is not None)
        await pilot.press("Q")
        await pilot.pause()
        library.gate.set()
    assert app.return_code == 0


def library_with(*numbers):
    library = fake.FakeLibrary()
    library.incoming = {f"/tmp/{n}": fake.make(n, f"Fresh {n}", "Disk", n, []) for n in numbers}
    return library


async def test_several_sources_are_summed_up_and_the_first_is_selected():
    library = library_with(50, 51)
    app = make_app(library, ["/tmp/none", "/tmp/51", "/tmp/50"])
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for(pilot, lambda: "2 taken in · 1 failed" in screen_text(app))
        assert "no such file: /tmp/none" in " ".join(screen_text(app).split())
        await wait_for(pilot, lambda: app.screen.headlines.selected == 51)
        assert app.screen.place == "list"
        assert not library.status(51).read
    assert app.failed == ["no such file: /tmp/none"]


async def test_what_is_opened_later_is_not_a_failure_of_the_launch(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.screen.take(["/tmp/none"])
        await settled(pilot)
    assert app.failed == []


def test_a_summary_counts_every_outcome():
    outcomes = Counter({"new": 2, "changed": 1, "unchanged": 2, "duplicate": 2, "failed": 1})
    assert taking.summary(outcomes) == "3 taken in · 2 unchanged · 2 duplicates · 1 failed"
    told = taking.summary(Counter({"failed": 2}), "no such file: a")
    assert told == "2 failed: no such file: a"
    assert taking.summary(Counter()) == "nothing was found to take in"


def test_failures_of_the_launch_are_named_when_the_screen_is_gone(tmp_path, monkeypatch):
    lines = io.StringIO()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "__stderr__", lines)
    monkeypatch.setattr(NewsReader, "run", lambda app: app.failed.append("no\x1b[31m file\n"))
    assert run(tmp_path / "library.db", ["/tmp/none"]) == 1
    assert lines.getvalue() == "newsreader: no file\n"
    monkeypatch.setattr(NewsReader, "run", lambda _: None)
    assert run(tmp_path / "library.db") == 0


# -- a prompt whose answer is not known at once


FEED = "https://mill-gazette.example/"


def told_in_prompt(app):
    return app.screen.query_one("#prompt-hint").content.plain


@pytest.mark.parametrize(
    ("size", "keys"), [((118, 40), "Ba"), ((120, 40), "Ba"), ((80, 24), ["ctrl+o"])]
)
async def test_the_prompt_stays_until_its_address_was_asked(size, keys):
    library = fake.FakeLibrary(followed=fake.feeds())
    library.feeds.sites = {FEED: fake.feed(7, "Mill Gazette")[0]}
    library.feeds.asking = library.gate = threading.Event()
    app = make_app(library)
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, *keys)
        field = app.screen.query_one("#prompt-field")
        field.value = "https://mill.example/"
        await pilot.press("enter", "A", "D")  # as keys of the list they would mark and remove
        await pilot.pause()
        assert "asking https://mill.example/" in told_in_prompt(app)
        library.gate.set()
        await wait_for(pilot, lambda: "asking" not in told_in_prompt(app))
        assert field.value == "https://mill.example/AD"
        assert "https://mill.example/" in told_in_prompt(app)
        assert library.done == []
        library.gate.clear()
        field.value = FEED
        await pilot.press("enter")
        await wait_for(pilot, lambda: "asking" in told_in_prompt(app))
        await pilot.press("escape")  # leaves it, and asks no more
        await settled(pilot)
        assert app.screen.prompt is None
        assert library.done == []
        library.gate.set()
        await press(pilot, keys[-1])
        app.screen.query_one("#prompt-field").value = FEED
        await pilot.press("enter")
        await wait_for(pilot, lambda: app.screen.prompt is None)
        await settled(pilot)
        assert 7 in library.feeds.stored
        if keys == "Ba":
            keeper = getattr(app.screen, "rail", app.screen)
            assert keeper.selected.name == "Mill Gazette"


# -- taking it back


@pytest.mark.parametrize("size", [(118, 40), (80, 24)])
async def test_an_undo_that_takes_articles_out_asks_first(tmp_path, size):
    def open_library():
        return Library(tmp_path / "library.db")

    for name in "ab":
        text = f"The {name} heron left the roof at dusk. Nobody saw it go, the warden said.\n"
        (tmp_path / f"{name}.txt").write_text(text)
    app = NewsReader(open_library, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    async with app.run_test(size=size, notifications=True) as pilot:
        await wait_for(pilot, lambda: len(app.screen.headlines.ids) == 2, 500)
        await settled(pilot)
        await press(pilot, "f", "u")
        assert app.screen.prompt is None  # a star is taken back at once
        await press(pilot, "u")
        asked = "this takes 2 articles out of the library · u or Enter does it"
        assert asked in screen_text(app)
        await press(pilot, "escape")
        assert app.library.counts().articles == 2
        await press(pilot, "u", "u")
        assert app.library.counts().articles == 0
        await press(pilot, "ctrl+r", "B", "u")
        assert asked in screen_text(app)
        await press(pilot, "enter")
        assert app.library.counts().articles == 0
    app.library.close()
