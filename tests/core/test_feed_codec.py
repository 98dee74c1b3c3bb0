"""Entries, states and settings come back from JSON as they went in."""

import json
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core import feed_codec as codec
from reader.core.feeds import ROLES, Enclosure, Entry, RefreshHints
from reader.core.following import FULL_TEXT, FeedSettings, FeedState
from reader.core.text import clean, squeeze

moments = st.none() | st.datetimes(timezones=st.just(UTC))
spans = st.none() | st.integers(1, 10**8).map(lambda seconds: timedelta(seconds=seconds))
lines = st.text(min_size=1).map(squeeze).filter(bool)
texts = st.text(min_size=1).map(lambda text: clean(text, lines=True)).filter(bool)
names = st.lists(lines, max_size=3).map(tuple)
numbers = st.lists(st.integers(0, 23), max_size=3).map(tuple)
counts = st.none() | st.integers(1, 10**9)
files = st.builds(
    Enclosure, lines, st.none() | lines, counts, counts, st.none() | lines,
    role=st.sampled_from(ROLES),
)  # fmt: skip
entries = st.builds(
    Entry,
    id=st.none() | lines, url=st.none() | lines, title=st.none() | lines, byline=st.none() | lines,
    published=moments, updated=moments, content=st.none() | texts, summary=st.none() | texts,
    enclosures=st.lists(files, max_size=2).map(tuple),
    categories=names, language=st.none() | lines,
)  # fmt: skip
hints = st.builds(RefreshHints, spans, spans, numbers, numbers)
states = st.builds(
    FeedState,
    etag=st.none() | texts, body_hash=st.none() | lines, full_at=moments, due_at=moments,
    failures=st.integers(0, 99), error=st.just("") | lines, gone=st.booleans(),
    moved_to=st.none() | lines, moved_times=st.integers(0, 3), hints=hints,
)  # fmt: skip
settings = st.builds(
    FeedSettings,
    name=st.none() | lines, folders=names, tags=names, paused=st.booleans(),
    full_text=st.sampled_from(FULL_TEXT), every=spans, keep=spans,
)  # fmt: skip


def through(value):
    return json.loads(json.dumps(value))


@given(entries, states, settings, hints)
def test_everything_comes_back(entry, state, chosen, hint):
    assert codec.entry_from_json(through(codec.entry_to_json(entry))) == entry
    assert codec.state_from_json(through(codec.state_to_json(state))) == state
    assert codec.settings_from_json(through(codec.settings_to_json(chosen))) == chosen
    assert codec.hints_from_json(through(codec.hints_to_json(hint))) == hint


def test_what_is_empty_takes_no_room():
    assert codec.state_to_json(FeedState()) == {}
    assert codec.settings_to_json(FeedSettings()) == {"full_text": "truncated"}
    assert codec.settings_from_json({"full_text": "some day"}) == FeedSettings()


@pytest.mark.parametrize(
    "said",
    [
        {"nothing": 1},
        {"published": "some day"},
        {"enclosures": [1]},
        {"enclosures": [{"url": "u", "role": "x"}]},
        {"enclosures": [{"url": "u", "length": "9"}]},
    ],
)
def test_what_is_no_entry_is_refused(said):
    with pytest.raises((TypeError, ValueError)):
        codec.entry_from_json(said)
