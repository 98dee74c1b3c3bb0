"""Foreign text in every surface: nothing of it acts, nothing of it crashes the screen."""

import re

import pytest
from rich.segment import Segment

from reader.core.model import Link, Run
from reader.library.telling import OnlyHere
from tests.tui import fake
from tests.tui.conftest import make_app, press, screen_text, settled

HOSTILE = [
    "\x1b[31mred\x1b]0;title\x07\x1b]52;c;aGk=\x07",
    "[@click=app.quit]quit[/]",
    "[/nope]",
    "[b]x[/i] [link=http://a] $ink",
    "\u202eevil\u2066 bidi\u200f",
    "日本語の見出し🇩🇪👩‍👩‍👧‍👦🏳️‍🌈",
    "z\u0300\u0301\u0302\u0303\u0304\u0305algo",
    "\x00\x08\x0b\x7f\x9b31m",
    "",
    " ",
    "a" * 3000,
    "\n\nline\r\nline\u2028",
]
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
KEYS = [
    "j",
    "k",
    "enter",
    "x",
    "w",
    "right_square_bracket",
    "enter",
    "number_sign",
    "escape",
    "1",
    "escape",
    "o",
    "escape",
    "y",
    "Y",
    "V",
    "V",
    "V",
    "V",
    "J",
    "J",
    "c",
    "j",
    "enter",
    "q",
    "q",
    "f",
    "D",
    "u",
    "slash",
    "a",
    "enter",
    "n",
    "escape",
    "question_mark",
    "escape",
    "T",
    "j",
    "k",
    "enter",
    "j",
    "L",
    "2",
    "escape",
    "enter",
    "w",
    "q",
    "q",
    "q",
    "q",
]


def hostile_library(texts):
    pairs = []
    for text in texts:
        for shape in ("paragraph", "heading", "quote", "item", "code", "table", "figure"):
            href = "https://example.org/" + text
            pairs += [
                fake.block(text, shape=shape, marker=text[:3], runs=(Run(text, href, "em"),)),
                fake.block(text, "appeal", shape=shape, reason=text[:80]),
            ]
    made = [
        fake.make(n, text, text, n, pairs, byline=text, url="https://x/" + text)
        for n, text in enumerate([*texts, *texts], 1)
    ]
    library = fake.FakeLibrary(made)
    library.links = {
        article.id: [Link(other.id, "same", other.title, 0.9) for other in made[:5]]
        for article in made
    }
    library.stories.silent = tuple(texts)
    library.stories.alone = {article.id: [OnlyHere("", 0, texts[0], 3)] for article in made}
    return library


def painted(app):
    """Every character the compositor would send, filters applied."""
    text = screen_text(app)
    return "".join(line for line in text.split("\n"))


GROUPS = [HOSTILE[n : n + 3] for n in range(0, len(HOSTILE), 3)]


@pytest.mark.parametrize(
    ("texts", "size"),
    [*((group, (120, 40)) for group in GROUPS), (HOSTILE, (40, 20)), (HOSTILE, (20, 8))],
    ids=range(len(GROUPS) + 2),
)
async def test_no_surface_lets_it_through(texts, size):
    app = make_app(hostile_library(texts))
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        assert not CONTROL.search(painted(app))
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            assert not CONTROL.search(painted(app)), key
        assert app.is_running
        assert not CONTROL.search(app.clipboard.replace("\n", ""))


async def test_no_painted_cell_carries_a_foreign_action():
    app = make_app(hostile_library([HOSTILE[1]]))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "x", "c")
        app.screen.say(HOSTILE[1], wrong=True)
        await settled(pilot)
        for line in app.screen._compositor.render_strips():
            for segment in line:
                assert isinstance(segment, Segment)
                meta = segment.style.meta if segment.style else {}
                assert "app.quit" not in str(meta)
                assert "@click" not in meta


async def test_a_toast_shows_markup_as_it_came():
    app = make_app(fake.FakeLibrary())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        app.screen.say("[b]no[/i] \x1b[31m [@click=app.quit]x[/]")
        await settled(pilot)
        assert "[b]no[/i]" in screen_text(app)
        assert "\x1b" not in screen_text(app)


async def test_a_path_with_markup_fails_in_plain_text():
    app = make_app(fake.FakeLibrary())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        app.screen.take(["[/nope] [@click=app.quit]x\x1b[2J"])
        await settled(pilot)
        assert "no such file: [/nope]" in screen_text(app)
