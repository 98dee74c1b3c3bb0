from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.layout.wrap import balance, chop, fit, fit_facts, wrap

words = st.text(alphabet="abcdefgh -–“”äß日本語、。👩‍👩‍👧é\u0301🇩🇪", max_size=200)


@given(words, st.integers(4, 60))
def test_no_line_is_wider_than_asked(text, width):
    assert all(cell_len(text[a:b]) <= width for a, b in wrap(text, width))


@given(words, st.integers(1, 60))
def test_only_spaces_at_breaks_are_left_out(text, width):
    at = 0
    for start, end in wrap(text, width):
        assert at <= start < end
        assert text[at:start].strip(" ") == ""
        at = end
    assert text[at:].strip(" ") == ""


@given(st.text(max_size=100), st.integers(1, 40))
def test_any_text_at_any_width_ends(text, width):
    spans = wrap(text, width)
    assert spans == sorted(spans)
    chop(text, width)
    balance(text, width)


@given(st.text(alphabet="abc ", max_size=200), st.integers(3, 60))
def test_plain_and_wide_texts_break_by_the_same_rules(text, width):
    from reader.tui.layout.wrap import _by_cells

    assert wrap(text, width) == _by_cells(text, width)


@given(words, st.integers(4, 60))
def test_balancing_takes_no_more_lines(text, width):
    assert len(balance(text, width)) <= len(wrap(text, width))


def test_a_headline_has_no_orphan():
    title = "Iranian President Gives Full Support to Putin in a long Call"
    lines = [title[a:b] for a, b in balance(title, 55)]
    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) < 10


def test_a_long_word_is_cut():
    assert wrap("https://example.org/abcdefgh", 10) == [(0, 10), (10, 20), (20, 28)]


def test_closing_marks_do_not_begin_a_line():
    text = "日本語。日本語。"
    assert all(not text[a:b].startswith("。") for a, b in wrap(text, 6))


@given(words, st.integers(1, 30))
@example("\u200d\u200d、", 1)
def test_fit_keeps_to_its_cells(text, width):
    assert cell_len(fit(text, width)) <= width


def test_facts_outlive_the_name():
    assert fit_facts("Northport Courier", "2 h · 2 outlets", 28) == "Northport… · 2 h · 2 outlets"
    assert fit_facts("", "2 h", 28) == "2 h"


@given(words, st.integers(2, 30))
def test_chopped_code_loses_nothing(text, width):
    assert "".join(text[a:b] for a, b in chop(text, width)) == text


@given(st.lists(words.map(str.strip).filter(bool), min_size=1, max_size=5), st.integers(4, 60))
def test_a_newline_ends_a_line(lines, width):
    text = "\n".join(lines)
    assert [text[a:b] for a, b in wrap(text, width)] == [
        line[a:b] for line in lines for a, b in wrap(line, width)
    ]
