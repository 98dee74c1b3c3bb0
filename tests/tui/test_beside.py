"""Two compared reports as lines of the screen."""

import time
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.library.comparing import compare
from reader.tui.layout.beside import Head, beside
from tests.tui import fake

HEADS = (Head("One", "An outlet", "An outlet"), Head("Two", "", "Another"))
WORDS = st.lists(
    st.sampled_from(["pier", "barge", "7.5", "大桥", "ferry.", "Why?", "—"]), min_size=1
)
SHAPES = st.sampled_from(["paragraph", "heading", "item", "quote", "table"])
KINDS = st.sampled_from(["article", "caption", "newsletter"])
BLOCK = st.builds(lambda words, shape, kind: fake.block(" ".join(words), kind, shape),
                  WORDS, SHAPES, KINDS)  # fmt: skip


def report(number, pairs):
    return fake.make(number, "A report", f"Outlet {number}", 1, pairs)


@given(st.lists(BLOCK, max_size=6), st.lists(BLOCK, max_size=6), st.integers(20, 160))
def test_every_shown_block_stands_once_and_no_line_is_too_wide(one, other, room):
    reports = report(1, one), report(2, other)
    laid = beside(compare(*reports), HEADS, room)
    cells = [cell for line in laid.lines for cell in line if cell is not None]
    for cell in cells:
        assert sum(cell_len(bit.text) for bit in cell.row) <= laid.width
    for side, article in enumerate(reports):
        parts = {id(cell.part): cell.part for cell in cells if cell.side == side}
        texts = Counter(part.text for part in parts.values() if part.look != "meta")
        pairs = zip(article.document.blocks, article.labels, strict=True)
        shown = [block.text for block, label in pairs if label.kind in {"article", "caption"}]
        assert texts == Counter([HEADS[side].title, *shown])


def test_two_reports_of_sixty_paragraphs_are_there_at_once():
    reports = [
        report(n, [fake.block(f"Boat {k * n} left pier {k}. " * 9) for k in range(60)])
        for n in (1, 2)
    ]
    start = time.process_time()
    beside(compare(*reports), HEADS, 120)
    assert time.process_time() - start < 0.5
