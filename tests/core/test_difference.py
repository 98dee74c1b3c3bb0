"""What changed between two versions, word by word."""

import time

from hypothesis import given
from hypothesis import strategies as st

from reader.core.difference import Piece, difference, key

TEXT = st.text(alphabet="ab cd.é大桥　\n", max_size=30)


def said(paragraph):
    """A paragraph with its changes in brackets and braces."""
    marks = {"same": "{}", "removed": "[-{}]", "added": "[+{}]"}
    return "".join(marks[piece.change].format(piece.text) for piece in paragraph.pieces)


def changes(old, new):
    return [said(paragraph) for paragraph in difference(old, new)]


def test_words_inside_a_changed_paragraph():
    old = ["The ferry cost 31 crowns, the harbour office said on Monday."]
    new = ["The ferry cost 33 crowns, the harbour office said late on Monday."]
    assert changes(old, new) == [
        "The ferry cost[- 31][+ 33] crowns, the harbour office said[+ late] on Monday."
    ]


def test_a_paragraph_that_came_and_one_that_went():
    old = ["A heron stood on the roof.", "The warden fed it herring.", "It left at dusk."]
    new = ["A heron stood on the roof.", "It left at dusk.", "Nobody knows where it went."]
    assert changes(old, new) == [
        "A heron stood on the roof.",
        "[-The warden fed it herring.]",
        "It left at dusk.",
        "[+Nobody knows where it went.]",
    ]


def test_a_changed_paragraph_is_found_between_new_ones():
    old = ["Three boats left the harbour before the storm came in from the west."]
    new = [
        "The storm was the worst in years.",
        "Three boats left the harbour hours before the storm came in from the west.",
        "All of them came back.",
    ]
    assert changes(old, new) == [
        "[+The storm was the worst in years.]",
        "Three boats left the harbour[+ hours] before the storm came in from the west.",
        "[+All of them came back.]",
    ]


def test_a_paragraph_written_anew_is_not_picked_apart():
    old = ["The council will vote on the tram line in the spring."]
    new = ["Farmers began the walnut harvest two weeks late after the rain."]
    assert changes(old, new) == [f"[-{old[0]}]", f"[+{new[0]}]"]


def test_a_word_between_two_rewritten_phrases_is_rewritten_with_them():
    old = ["One two three four stays here as it was: red green blue and one two six."]
    new = ["One two three four stays here as it was: oak elm ash and fir yew larch."]
    assert changes(old, new) == [
        (
            "One two three four stays here as it was:[- red green blue and one two six.]"
            "[+ oak elm ash and fir yew larch.]"
        )
    ]


def test_marks_and_capitals_change_nothing_and_the_new_text_is_shown():
    (paragraph,) = difference(['"The Pier" is open.'], ["“The pier” is open!"])
    assert paragraph.pieces == (Piece("“The pier” is open!", "same"),)
    assert not paragraph.changed


def test_the_first_word_that_changes_keeps_its_space():
    assert changes(["Ten boats left."], ["Nine boats left."]) == ["[-Ten][+ Nine] boats left."]
    assert changes(["The boats left."], ["Boats left."]) == ["[-The][- ]Boats left."]


def test_letters_change_where_no_spaces_are_set():
    assert changes(["大桥周一重新开放。"], ["大桥周二重新开放。"]) == ["大桥周[-一][+二]重新开放。"]


@given(st.lists(TEXT, max_size=6), st.lists(TEXT, max_size=6))
def test_both_versions_can_be_read_from_it(old, new):
    found = difference(old, new)
    for own, number, other in (
        (old, [p.old for p in found], "added"),
        (new, [p.new for p in found], "removed"),
    ):
        assert [n for n in number if n is not None] == list(range(len(own)))
        for paragraph, at in zip(found, number, strict=True):
            if at is not None:
                text = "".join(p.text for p in paragraph.pieces if p.change != other)
                assert key(text) == key(own[at])


@given(st.lists(TEXT, max_size=6))
def test_a_text_does_not_differ_from_itself(text):
    assert not any(paragraph.changed for paragraph in difference(text, text))


def test_texts_that_repeat_themselves_take_no_time():
    cases = [
        (["a b " * 20_000], ["b a " * 20_000]),
        (["x y z"] * 4000, ["x y z"] * 3000 + ["q"] + ["x y z"] * 900),
        ([f"{n} of the boats" for n in range(4000)], [f"{n} in the bay" for n in range(4000)]),
    ]
    start = time.process_time()
    for old, new in cases:
        difference(old, new)
    assert time.process_time() - start < 2.0
