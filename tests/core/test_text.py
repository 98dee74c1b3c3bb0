"""What reaches the terminal, and how text is counted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core import text
from reader.core.text import natural

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]")
ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\x9d\x90\x07\x00\x7f\u202e\u200b\t\r\n;[]m0123456789"),
    )
)


@given(ANYTHING)
def test_nothing_that_acts_survives_cleaning(value):
    assert not CONTROL.search(text.clean(value))
    assert not CONTROL.search(text.clean(value, lines=True))


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(value):
    once = text.clean(value, lines=True)
    assert text.clean(once, lines=True) == once


@pytest.mark.parametrize(
    ("dirty", "safe"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("\x1b]0;new title\x07text", "text"),
        ("\x1b]52;c;aGk=\x1b\\text", "text"),
        ("\x1bP+q544e\x1b\\text", "text"),
        ("\x9b2Jtext", "text"),
        ("\x1b]8;;http://evil.example\x07click\x1b]8;;\x07", "click"),
        ("file\u202etxt.exe", "filetxt.exe"),
        ("tab\there", "tab here"),
        ("soft\xadhyphen", "softhyphen"),
        ("two\r\nlines", "two lines"),
        ("\ud800", "\ufffd"),
        ("e" + "\u0301" * 40, "e" + "\u0301" * 3),
    ],
)
def test_whole_sequences_go_not_only_their_first_byte(dirty, safe):
    assert text.clean(dirty) == safe


def test_joiners_stay_since_scripts_and_emoji_need_them():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert text.clean(family) == family
    assert text.clean(persian) == persian


def test_an_unfinished_sequence_takes_its_line_only():
    assert text.clean("\x1b]0;title without end\nnext line", lines=True) == "\nnext line"


@given(ANYTHING)
def test_squeezed_text_is_one_trimmed_line(value):
    line = text.squeeze(value)
    assert line == line.strip()
    assert "\n" not in line
    assert "  " not in line
    assert line == " ".join(text.clean(value).split())


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_words_in_lower_case_are_the_words_of_the_text_in_lower_case(value):
    assert [*text.lower_words(value)] == text.words(value.lower())


def test_sentences_end_where_a_reader_would_end_them():
    said = 'Mr. Osten said no. "Never!" The U.S. team left at 5 p.m. on 3. May. Then it rained…'
    assert text.sentences(said)[:2] == ["Mr. Osten said no.", '"Never!"']
    assert text.sentences("今日は雨です。明日は晴れ。") == ["今日は雨です。", "明日は晴れ。"]


@given(st.text())
def test_sentences_lose_no_letter(value):
    assert "".join("".join(text.sentences(value)).split()) == "".join(value.split())


def test_words_of_scripts_without_spaces_are_characters():
    assert text.count_words("don't stop now") == 3
    assert text.count_words("今日は雨") == 4


@given(st.text(st.one_of(st.characters(max_codepoint=127), st.sampled_from("'\u2019éß"))))
def test_words_in_lower_case_are_those_of_the_text_in_lower_case(value):
    assert list(text.lower_words(value)) == text.words(value.lower())


@given(st.text(), st.integers(1, 40))
def test_shortened_text_fits_its_cells(value, width):
    assert text.cells(text.shorten(value, width)) <= width


def test_wide_characters_take_two_cells_and_marks_none():
    assert text.cells("日本") == 4
    assert text.cells("e\u0301") == 1


def test_numbers_come_as_a_person_reads_them():
    assert text.plural(1204, "word") == "1,204 words"
    assert text.plural(1, "word") == "1 word"


def test_texts_of_the_same_words_differ_in_what_stands_between_them():
    assert text.same_words(": A Loaf", "a  loaf")
    assert not text.same_words("A loaf", "A loaf of rye")
    assert not text.same_words("loaf a", "a loaf")


@given(st.lists(st.integers(0, 10**6)))
def test_names_sort_by_the_numbers_in_them(numbers):
    names = [f"Feed {number}" for number in numbers]
    assert sorted(names, key=natural) == [f"Feed {number}" for number in sorted(numbers)]


@given(st.lists(st.text()))
def test_any_names_can_be_sorted(names):
    assert sorted(map(natural, names)) == sorted(map(natural, reversed(names)))


def test_coverage_says_plainly_what_it_counts():
    assert text.coverage(5, 5) == "5 outlets"
    assert text.coverage(6, 5) == "6 reports by 5 outlets"
    assert text.coverage(3, 1) == text.coverage(3, 0) == "3 reports"
    assert text.coverage(1, 1) == "1 report"
