"""What the screen looks like, state by state. `pytest --snapshot-update` after a look."""

import pytest
from textual.widgets import Input

from reader.tui import lists
from tests.tui import fake
from tests.tui.conftest import make_app, settled, wait_for

STATES = {
    "list": (),
    "reader": ("enter",),
    "folds": ("enter", "x"),
    "why": ("enter", "right_square_bracket", "w"),
    "why_block": ("enter", "right_square_bracket", "a", "w"),
    "correct": ("enter", "right_square_bracket", "a", "a"),
    "story": ("enter", "c"),
    "unread": ("U", "j", "enter", "q"),
    "find": ("enter", "slash", *"pier", "enter"),
    "open": ("ctrl+o",),
    "link": ("enter", "1"),
    "keys": ("enter", "question_mark"),
    "compare": ("enter", "c", "d", "right_square_bracket"),
    "changes": ("enter", "C"),
    "stories": ("T",),
    "reports": ("T", "enter"),
    "timeline": ("enter", "L"),
    "places": ("B", "j", "j"),
    "settings": ("B", "j", "j", "e", "tab", "tab", "tab"),
    "follow": ("B", "a"),
    "folder": ("B", *"jjjjjj", "h"),
    "starters": ("plus", "space", "j", "j"),
    "narrowed": ("plus", "space", "slash", *"germ"),
    "feed": ("B", "j", "j", "j", "enter"),
    "feed_read": ("B", "j", "j", "j", "enter", "enter"),
}
SIZES = {"wide": (120, 40), "small": (80, 24), "tiny": (40, 20)}


def rested(screen, rail):
    """What is selected in the rail is listed, and its first article shown."""
    shown = screen.article.article
    return lists.shows(screen, rail.selected.feeds) and shown.id == screen.headlines.article


def run_keys(keys):
    async def run(pilot):
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        rail = getattr(pilot.app.screen, "rail", None)
        if rail is not None:
            await wait_for(pilot, lambda: rested(pilot.app.screen, rail))
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await settled(pilot)

    return run


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_state(snap_compare, state, size):
    library = fake.FakeLibrary(followed=fake.feeds())
    if state == "changes":
        library.earlier[1] = fake.older(library.stored[1])
    app = make_app(library)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=run_keys(STATES[state]))


@pytest.mark.parametrize("keys", [("B", *"jjjj"), ("B", "j", "e"), ("plus", "space")])
def test_light_feeds(snap_compare, keys):
    app = make_app(fake.FakeLibrary(followed=fake.feeds()), theme="newsreader-light")
    assert snap_compare(app, terminal_size=(120, 40), run_before=run_keys(keys))


def test_light(snap_compare):
    app = make_app(fake.FakeLibrary(), theme="newsreader-light")
    assert snap_compare(app, terminal_size=(120, 40), run_before=run_keys(("enter", "x", "c")))


def test_without_colour(snap_compare, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(fake.FakeLibrary())
    assert snap_compare(app, terminal_size=(120, 40), run_before=run_keys(("enter", "x")))


@pytest.mark.parametrize("size", SIZES)
def test_empty(snap_compare, size):
    app = make_app(fake.FakeLibrary([]))
    assert snap_compare(app, terminal_size=SIZES[size], run_before=run_keys(()))
