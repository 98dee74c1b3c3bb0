from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.core.folds import folds
from reader.core.meter import meter
from reader.core.model import Block, Label, Run
from reader.library.telling import OnlyHere
from reader.tui.layout.copy import Place, selected, whole
from reader.tui.layout.find import find
from reader.tui.layout.layout import Layout
from reader.tui.layout.marks import Marks, told_only
from reader.tui.layout.parts import parts
from reader.tui.layout.rows import DECOR, Part, part_rows
from reader.tui.widgets.meter import meter_sentence
from tests.tui import fake

ARTICLE = fake.articles()[0]
EVERY = {0, 1, 2, 3}

text_parts = st.builds(
    Part,
    look=st.sampled_from(["text", "heading", "quote", "item", "title", "figure"]),
    text=st.text(alphabet="abcdef ghi日本é", min_size=1, max_size=150).filter(str.strip),
    level=st.integers(0, 3),
    marker=st.sampled_from(["", "•", "12."]),
    railed=st.booleans(),
    tight=st.booleans(),
)


def parts_of(article, opened):
    hidden = folds(article.document.blocks, article.labels)
    return parts(article, hidden, meter(article.document, article.labels).shown, opened)


def laid(article=ARTICLE, opened=(), width=60):
    layout = Layout(parts_of(article, set(opened)), width)
    layout.finish()
    return layout


def lines(layout):
    return ["".join(bit.text for bit in row) for row in layout.rows]


@given(st.lists(text_parts, max_size=6), st.integers(12, 70))
def test_rows_keep_to_their_width_and_hold_their_text(made, width):
    for part in made:
        rows = part_rows(part, width)
        assert all(cell_len("".join(bit.text for bit in row)) <= width for row in rows)
        shown = "".join(bit.text for row in rows for bit in row if bit.start != DECOR)
        assert shown.replace(" ", "") == part.text.replace(" ", "")
        for row in rows:
            for bit in row:
                if bit.start != DECOR:
                    assert part.text[bit.start : bit.start + len(bit.text)] == bit.text


numbered = st.lists(text_parts, min_size=1, max_size=6).map(
    lambda made: [replace(part, block=number) for number, part in enumerate(made)]
)


@given(numbered, st.integers(12, 70))
def test_selecting_everything_copies_every_text_unwrapped(made, width):
    layout = Layout(made, width)
    layout.finish()
    copied = selected(layout, Place(0, 0), Place(len(layout.rows), 0))
    for part in made:
        assert part.text.strip(" ") in copied


@given(text_parts, st.integers(12, 70), st.data())
def test_any_selection_is_a_piece_of_the_text(part, width, data):
    layout = Layout([part], width)
    layout.finish()
    row = st.integers(0, len(layout.rows) - 1)
    ends = sorted((data.draw(row), data.draw(st.integers(0, width))) for _ in range(2))
    assert selected(layout, Place(*ends[0]), Place(*ends[1])) in part.text


@given(st.integers(12, 90), st.lists(st.integers(0, 3), max_size=4))
def test_wrapping_bit_by_bit_is_wrapping_at_once(width, opened):
    article = ARTICLE
    slow = Layout(parts_of(article, set(opened)), width)
    row = 0
    while not slow.done:
        slow.reach(row)
        row += 3
    assert slow.rows == laid(opened=opened, width=width).rows


def test_every_block_is_in_the_open_article():
    shown = {part.block for part in parts_of(ARTICLE, EVERY)}
    assert shown - {-1} == set(range(len(ARTICLE.document.blocks)))


def test_closed_folds_are_one_line_where_the_text_was():
    text = lines(laid())
    assert "▸ navigation · 6 words · a menu of links" in text
    assert "▸ appeal, subscribe · 19 words · asks for donations" in text
    assert not any("Support our reporting" in line for line in text)


def test_open_folds_hang_their_blocks_on_a_rail():
    text = lines(laid(opened=EVERY))
    assert "▾ appeal, subscribe · 19 words · asks for donations" in text
    assert any(line.startswith("┊ Support our reporting") for line in text)


def test_the_headline_is_not_said_twice():
    text = "\n".join(lines(laid()))
    assert text.count("Harbour bridge reopens") == 1


def test_items_of_one_list_stand_close():
    text = lines(laid())
    at = text.index("• Two bearings on the northern pier")
    assert text[at + 1].startswith("• The fender")
    assert text[at + 2].startswith("  ")


def test_a_doubtful_fold_says_so():
    found = folds(ARTICLE.document.blocks, ARTICLE.labels)
    assert "may be article text" in found[2].sentence
    assert [fold.doubtful for fold in found] == [False, False, True, False]


def test_a_fold_tells_the_reason_of_the_kind_that_it_names_first():
    blocks = [Block("paragraph", (Run(text),)) for text in ("a b c d e", "one two three", "x y z")]
    teaser = Label("teaser", "points to other stories", 0.9)
    labels = [Label("legal", "states rights or terms", 0.9), teaser, teaser]
    (fold,) = folds(blocks, labels)
    assert fold.sentence == "teaser, legal · 11 words · points to other stories"


def test_the_meter_counts_places_and_doubt():
    figures = meter(ARTICLE.document, ARTICLE.labels)
    assert (figures.places, figures.doubtful) == (4, 1)
    said, doubt = meter_sentence(figures)
    assert said == f"{figures.shown} words shown · {figures.hidden} hidden in 4 places"
    assert doubt == " · 1 looks like article text"


def test_copying_the_whole_article_leaves_fold_lines_out():
    text = whole(parts_of(ARTICLE, set()))
    assert "▸" not in text
    assert "navigation ·" not in text
    assert "nine weeks after a barge struck its northern pier" in text


def test_a_table_is_set_in_columns_or_stacked():
    part = Part("table", "Item\tCost\nBearings\t1.9 million")
    wide = ["".join(bit.text for bit in row) for row in part_rows(part, 40)]
    assert wide == ["Item      Cost", "Bearings  1.9 million"]
    many = Part("table", "\t".join(f"column {n}" for n in range(9)))
    assert len(part_rows(many, 30)) >= 9


@pytest.mark.parametrize("text", ["", "\n", "\t", "a\n\n\tb", "\t\t\n\t"])
def test_odd_tables_and_code_are_set(text):
    for look in ("table", "code"):
        assert part_rows(Part(look, text), 20)


def test_code_keeps_its_spaces_and_marks_long_lines():
    rows = part_rows(Part("code", "def f():\n    return " + "x" * 30), 20)
    text = ["".join(bit.text for bit in row) for row in rows]
    assert text[1].startswith("      return")
    assert text[2].startswith("↪ ")


def test_finding_sees_hidden_text_and_respects_capitals():
    blocks = [Block("paragraph", (Run("The  Harbour and the harbour"),))]
    assert len(find(blocks, "harbour")) == 2
    assert len(find(blocks, "Harbour")) == 1
    assert find(blocks, "the harbour")[0].start == 0
    assert find(blocks, "  ") == []


@pytest.mark.parametrize("width", [9, 24, 60, 400])
def test_a_sentence_told_only_here_is_signed_in_the_rows_it_runs_through(width):
    told = "Nobody had lit a lamp on that pier by hand since spring."
    text = f"{'before ' * 30}{told}{' after' * 30}"
    found = [OnlyHere(one, block, "", 3) for one, block in ((told, 0), ("gone", 0), (told, 5))]
    marks = Marks(only=told_only([Block("paragraph", (Run(text),))], found))
    part = Part("text", text, block=0)
    words = set(told.split())
    for row in part_rows(part, width):
        runs_through = not words.isdisjoint("".join(bit.text for bit in row).split())
        assert marks.sign(part, row) == ("◇" if runs_through else "")
    assert marks.sign(replace(part, block=5), part_rows(part, width)[0]) == ""


@pytest.mark.parametrize(
    ("edits", "sign"),
    [
        ([(0, 9, "added")], "+"),
        ([(0, 9, "removed")], "−"),
        ([(0, 4, "added")], "±"),
        ([(0, 4, "added"), (4, 9, "removed")], "±"),
        ([], ""),
    ],
)
def test_what_became_of_a_block_stands_in_its_margin(edits, sign):
    part = Part("text", "Low tides", block=2)
    assert Marks({2: edits}).sign(part, part_rows(part, 40)[0]) == sign
