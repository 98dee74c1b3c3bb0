"""A defect of ours ends the app in one sentence, with its details in the log."""

import pytest

from tests.tui import fake
from tests.tui.conftest import make_app


async def test_a_defect_prints_no_traceback_over_the_screen():
    app = make_app(fake.FakeLibrary())

    async def fail():
        async with app.run_test() as pilot:
            app.call_later(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert app.return_code == 1
    assert app._exit_renderables == []
