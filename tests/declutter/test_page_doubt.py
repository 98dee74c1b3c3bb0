"""The third look at kinds: who is asked, what is told, what it may change."""

import numpy as np
import pytest

from reader.core.model import KINDS
from reader.declutter import page_doubt
from reader.declutter.page_survey import survey
from reader.declutter.trees import Forest
from reader.formats.html import read

URL = "https://news.example/a"
PAGE = "<h2>More stories</h2><p>One</p><p>Two</p><h2>Topics</h2><p>Three</p><p>Four</p><p>Five</p>"
HEADS = (0, 3)


@pytest.fixture
def page():
    return survey(read(PAGE, URL))


def chances_of(count, best):
    """Rows that give `best` to one kind after the other, and share the rest."""
    made = np.full((count, len(KINDS)), (1 - best) / (len(KINDS) - 1))
    made[np.arange(count), np.arange(count) % len(KINDS)] = best
    return made


def trees_for(kind):
    """Trees that speak for one kind alone, whatever the row."""
    shape = (len(KINDS), 1)
    value = np.zeros(shape, np.float32)
    value[KINDS.index(kind)] = 9.0
    none, node = np.zeros(shape, np.float32), np.zeros(shape, np.int16)
    return Forest(node, none, node, node, value, depth=1, classes=len(KINDS))


def test_a_heading_is_told_what_stands_below_it(page):
    first = chances_of(7, 0.9)
    told = page_doubt.context(page, first, np.arange(7))
    columns = {name: told[:, at] for at, name in enumerate(page_doubt.COLUMNS)}
    assert told.shape == (7, len(page_doubt.COLUMNS))
    assert columns["blocks_below"][list(HEADS)].tolist() == [2, 3]
    below = [columns[f"below_{kind}"][0] for kind in KINDS]
    assert below == pytest.approx(first[1:3].mean(axis=0))
    over = [columns[f"heading_{kind}"][5] for kind in KINDS]
    assert over == pytest.approx(first[3])
    since = [columns[f"since_{kind}"][6] for kind in KINDS]
    assert since == pytest.approx(first[4:6].mean(axis=0))
    assert np.flatnonzero(columns["is_heading"]).tolist() == list(HEADS)


def test_some_blocks_are_told_what_all_would_be(page):
    first = chances_of(7, 0.5)
    whole = page_doubt.context(page, first, np.arange(7))
    assert (page_doubt.context(page, first, np.array([5, 2])) == whole[[5, 2]]).all()


def test_only_doubtful_blocks_near_the_story_are_asked(page):
    chances = chances_of(7, 0.6)
    chances[2] = chances_of(3, 0.9)[2]
    near = np.array([True] * 6 + [False])
    seen = np.zeros((7, 4), np.float32)
    asked = page_doubt.settled(page, seen, chances, chances, near, trees_for(KINDS[1]))
    moved = np.flatnonzero((asked != chances).any(axis=1)).tolist()
    assert 2 not in moved
    assert 6 not in moved
    assert asked.sum(axis=1) == pytest.approx(np.ones(7))


def test_trees_move_no_kind_beyond_the_likeliest(page):
    chances = np.full((7, len(KINDS)), 0.01)
    chances[:, :4] = [0.4, 0.3, 0.2, 0.1]
    chances /= chances.sum(axis=1, keepdims=True)
    seen = np.zeros((7, 4), np.float32)
    near = np.ones(7, dtype=bool)
    for kind, wins in ((KINDS[2], 2), (KINDS[3], 0)):
        asked = page_doubt.settled(page, seen, chances, chances, near, trees_for(kind))
        assert asked.argmax(axis=1).tolist() == [wins] * 7
        assert asked[:, 3:] == pytest.approx(chances[:, 3:])
