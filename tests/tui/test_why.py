"""The panel that says why."""

import pytest

from reader.core.model import Block, Label, Run
from reader.tui.widgets.why import Why


@pytest.mark.parametrize(("height", "told"), [(38, 8), (22, 4), (10, 1)])
def test_of_a_large_hidden_place_the_least_sure_blocks_are_told_and_the_rest_counted(height, told):
    surer = [
        (Block("item", (Run(f"Menu {n}"),)), Label("navigation", "a row", 0.99)) for n in range(40)
    ]
    doubtful = (Block("paragraph", (Run("The mayor spoke."),)), Label("teaser", "short", 0.4))
    panel = Why()
    panel.show([*surer, doubtful], (60, height))
    lines = panel.render().plain.split("\n")
    assert len(lines) == 2 * told + 1 <= height // 2
    assert lines[-3:-1] == ["teaser · hidden · 40 % sure · short", "  The mayor spoke."]
    assert lines[-1].startswith(f"and {41 - told} more")


def test_what_is_said_in_two_lines_leaves_room_for_fewer_blocks():
    said = "stands in a box of links to stories, of which the site has many"
    blocks = [(Block("item", (Run(f"Menu {n}"),)), Label("teaser", said, 0.9)) for n in range(9)]
    panel = Why()
    panel.show(blocks, (60, 22))
    lines = panel.render().plain.split("\n")
    assert [line for line in lines if line.startswith("  ")] == [f"  Menu {n}" for n in range(2)]
    assert lines[-1].startswith("and 7 more")
