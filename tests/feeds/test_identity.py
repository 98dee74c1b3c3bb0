"""Entries known again through edits, and kept apart where they share a fact."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.feeds.identity import Mark, mark, match, renamed

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = (
    "The harbour office counted nineteen boats on Friday, and the mole stayed closed to all until "
    "the wind had turned to the west."
)


def one(guid="g1", url="https://quay.example/a", title="Nine boats", text=TEXT, when=DAY):
    return mark(guid, url, title, text, when)


OTHER = one("g2", "https://quay.example/b", "A new crane", TEXT.replace("boats", "cranes"))


@pytest.mark.parametrize(
    "edited",
    [
        one(title="Ten boats after all"),
        one(guid="urn:new"),
        one(guid=None),
        one(url="https://quay.example/moved"),
        one(url="https://new.example/a"),
        one(guid="https://new.example/a", url="https://new.example/a"),
        one(guid="https://new.example/a", url="https://new.example/a", text=TEXT + " Later more."),
        one(guid="urn:new", title="Ten boats after all"),
        one(guid="urn:new", url="https://quay.example/x", title="Ten boats after all"),
        one(text=TEXT + " And on Saturday none.", when=None),
        one(guid="urn:new", url="https://quay.example/x", text=""),
    ],
)
def test_an_edited_entry_is_the_one_it_was(edited):
    assert match([OTHER, one()], [edited, OTHER]) == [1, 0]
    assert match([OTHER, one()], [OTHER, edited]) == [0, 1]


def test_an_earlier_name_tells_one_entry_and_is_bounded():
    now = one("g9", "https://n.example/9", "Rewritten", TEXT.replace("boats", "gulls"))
    names = [(("g1", "https://quay.example/a"),), ()]
    assert match([now, OTHER], [one()], None, names) == [0]
    assert match([now, OTHER], [one(url=None)], None, names) == [0]
    assert match([now, OTHER], [one(), replace(OTHER, guid="g1")], None, names) == [0, 1]
    assert match([now, OTHER], [one()], None, [names[0], names[0]]) == [None]
    assert renamed((), one(), now) == names[0]
    assert renamed(names[0], now, one()) == (("g9", "https://n.example/9"),)
    had = ()
    for number in range(30):
        had = renamed(had, one(f"g{number}"), one(f"g{number + 1}"))
    assert (len(had), had[0][0]) == (8, "g29")


def test_doubled_guids_are_kept_apart():
    a, b = one("same"), replace(OTHER, guid="same")
    new = one("same", "https://quay.example/c", "A third", TEXT.replace("boats", "gulls"))
    assert match([], [a, b]) == [None, None]
    assert match([a, b], [new, b]) == [None, 1]
    assert match([a, b], [new, replace(b, title="edited"), a]) == [None, 1, 0]
    assert match([a, b], [new]) == [None]


def test_one_address_for_all_entries_tells_nothing():
    page = "https://quay.example/"
    a, b = one("1", page), replace(OTHER, guid="2", url=page)
    new = one("3", page, "A third", TEXT.replace("boats", "gulls"), DAY + timedelta(days=2))
    assert match([a], [new], page) == [None]
    assert match([a], [replace(new, guid=None)], page) == [None]
    assert match([a, b], [new, b]) == [None, 1]
    # Not the feed's own page, but rewritten for each entry all the same.
    assert match([a], [new]) == [None]


def test_what_comes_daily_under_one_title_and_text_is_new_each_time():
    later = one("g9", "https://quay.example/9", when=DAY + timedelta(days=3))
    assert match([one()], [later]) == [None]


def test_short_texts_and_missing_titles_prove_nothing():
    a = one("1", "https://quay.example/1", "", "Read more")
    b = one("2", "https://quay.example/2", "", "Read more")
    assert match([a], [b]) == [None]
    assert match([a], [one("1", "https://quay.example/1", "", "Cancelled")]) == [0]


def test_every_edit_of_title_and_text_is_seen():
    assert one(title="nine boats") != one()
    assert one(text="Read more") != one(text="Read on") != one(text="")
    assert one(text=f" {TEXT}\n") == one()


facts = st.sampled_from(["", "a", "b", "-c"])
marks = st.builds(
    Mark,
    guid=st.none() | facts,
    url=st.none()
    | st.sampled_from(["https://q.example/1", "https://q.example/2", "http://o.example/1"]),
    title=facts,
    content=facts,
    published=st.none() | st.sampled_from([DAY, DAY + timedelta(days=9)]),
)
lists = st.lists(marks, max_size=8)


@given(lists, lists)
def test_no_stored_entry_is_given_twice(known, came):
    found = match(known, came)
    assert len(found) == len(came)
    given_out = [index for index in found if index is not None]
    assert len(set(given_out)) == len(given_out)
    assert all(0 <= index < len(known) for index in given_out)


@settings(max_examples=500)
@given(lists, st.randoms(use_true_random=False))
def test_the_same_feed_again_brings_nothing_new_in_any_order(known, rng):
    came = list(known)
    rng.shuffle(came)
    found = match(known, came)
    assert sorted(index for index in found if index is not None) == list(range(len(known)))


@given(lists, marks)
def test_an_entry_that_comes_beside_the_known_ones_takes_none_of_their_places(known, new):
    found = match(known, [*known, new])
    assert None not in found[:-1]
