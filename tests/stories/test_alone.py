"""What only one of two reports has, marked inside sentences that both have."""

import pytest

from reader.stories.align import align

SAID = "The Harbour Bridge opened on Monday after a barge had struck its northern pier"


def marked(a, b, language="en"):
    """The stretches of both reports that only one has."""
    a, b = [a] if isinstance(a, str) else a, [b] if isinstance(b, str) else b
    found = align(a, b, (language, language))
    return tuple(
        [text[start:end] for text, spans in zip(texts, only, strict=True) for start, end in spans]
        for texts, only in ((a, found.only_a), (b, found.only_b))
    )


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("with 212 people", "with about 200 people", "en"),
        ("with three people", "with five people", "en"),
        ("with 3 people", "with five people", "en"),
        ("with 1,200 people", "with 1,300 people", "en"),
    ],
)
def test_numbers_that_contradict_each_other_are_marked_in_both(one, other, language):
    ours, theirs = marked(f"{SAID} {one}.", f"{SAID} {other}.", language)
    assert (ours, theirs) == ([one], [other])


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("three people", "3 people", "en"),
        ("sixty-four people", "64 people", "en"),
        ("1,200 people", "1 200 people", "en"),
        ("zwölf Menschen", "12 Menschen", "de"),
        ("trois personnes", "3 personnes", "fr"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(one, other, language):
    assert marked(f"{SAID} with {one}.", f"{SAID} with {other}.", language) == ([], [])


def test_a_small_number_is_told_by_one_of_the_same_thing_alone():
    told = f"{SAID}. Four tugs towed the barge to Karvel harbour."
    ours, _ = marked(f"{SAID}, killing four divers.", told)
    assert ours == ["killing four divers"]
    ours, _ = marked(f"{SAID}; four tugs towed the barge away.", told)
    assert ours == []


def test_a_name_is_told_anywhere_in_the_other_report():
    whole = f"{SAID}, engineer Pavel Osten said."
    assert marked(whole, f"{SAID}.")[0] == [", engineer Pavel Osten said"[2:]]
    assert marked([whole], [f"{SAID}.", "Rain is near, Pavel Osten warned anglers."])[0] == []


def test_a_clause_that_only_one_has_is_marked_from_end_to_end():
    ours, theirs = marked(
        f"{SAID}, which had been painted green by apprentices.", f"{SAID}; nobody cheered."
    )
    assert ours == ["which had been painted green by apprentices"]
    assert theirs == []


def test_a_word_for_a_word_is_no_fact():
    changed = SAID.replace("barge", "freighter").replace("struck", "rammed")
    assert marked(f"{SAID}.", f"{changed}.") == ([], [])


def test_a_quotation_that_only_one_has():
    ours, _ = marked(f"{SAID}. “We danced until the lamps went out,” a baker said.", f"{SAID}.")
    assert ours == ["“We danced until the lamps went out,” a baker said."]


def test_a_dateline_is_no_fact():
    assert marked(f"KARVEL, Nov 3 (Morrow Wire) - {SAID}.", f"{SAID}.") == ([], [])


def test_the_sign_of_a_sum_and_the_ending_of_a_name_belong_to_it():
    ours, _ = marked(f"{SAID} at a cost of €45.2 million.", f"{SAID}.")
    assert ours == ["at a cost of €45.2 million"]


def test_reports_without_a_name_in_common_need_more_than_stock_phrases():
    a = [
        "A bus left the road near Ostby on its way to the swimming hall and rolled down a slope.",
        "The road was closed for three hours while firemen pulled the bus up, Lena Hauk said.",
    ]
    b = [
        "A lorry with hay burned in the village of Kelling and set fire to two barns beside it.",
        "The road was closed until firemen had swept up the last of the hay, said Ulf Brandt.",
    ]
    assert align(a, b, ("en", "en")).pairs == ()
    named = [text.replace("Kelling", "Ostby") for text in b]
    assert [(pair.a, pair.b) for pair in align(a, named, ("en", "en")).pairs] == [(1, 1)]
