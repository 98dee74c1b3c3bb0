import pytest

from reader.tui.app import NewsReader
from tests.tui import fake


@pytest.fixture
def library():
    return fake.FakeLibrary()


@pytest.fixture
def app(library):
    return make_app(library)


def make_app(library, sources=(), **more):
    return NewsReader(lambda: library, sources, clock=fake.clock, read_manual=manual, **more)


def manual():
    return [
        fake.make(-n, title, "Manual", 0, [fake.block(f"Page {n} explains {title}.")])
        for n, title in ((1, "Start here"), (2, "Keys"))
    ]


async def settled(pilot):
    """Timers of following, threads and repaints have run."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def wait_for(pilot, true, tries=100):
    for _ in range(tries):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came true")


async def press(pilot, *keys):
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def screen_text(app):
    """What the screen shows, as lines."""
    height = app.size.height
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines[:height])
