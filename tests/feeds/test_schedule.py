"""When a feed is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.feeds import RefreshHints
from reader.core.following import Answer, FeedState, Hop
from reader.feeds import answers, redirects, schedule, validators

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
HOUR = timedelta(hours=1)
NONE = RefreshHints()


def test_a_feed_is_asked_twice_as_often_as_its_entries_come():
    assert schedule.pace([NOW - HOUR * n for n in range(1, 30)], NOW) == HOUR / 2
    assert schedule.pace([NOW - timedelta(minutes=n) for n in range(1, 30)], NOW) == (
        schedule.SHORTEST
    )
    assert schedule.pace([NOW - timedelta(days=9 * n) for n in range(1, 5)], NOW) == (
        schedule.LONGEST
    )


def test_silence_makes_it_rarer_and_dates_ahead_of_the_clock_count_for_nothing():
    busy = [NOW - timedelta(hours=20) - HOUR * n for n in range(10)]
    assert schedule.pace(busy, NOW) == timedelta(hours=10)
    assert schedule.pace([NOW + timedelta(days=n) for n in range(1, 400)], NOW) == schedule.LONGEST
    assert schedule.pace([], NOW) == schedule.UNKNOWN
    assert schedule.pace([NOW - timedelta(days=900)], NOW) == schedule.LONGEST


def test_the_feeds_own_hints_make_it_rarer_never_more_often():
    def due(hints, every=None, usual=HOUR):
        return schedule.next_due(NOW, usual, hints, every) - NOW

    assert due(NONE) == HOUR
    assert due(RefreshHints(ttl=timedelta(hours=3))) == timedelta(hours=3)
    assert due(RefreshHints(ttl=timedelta(minutes=1))) == HOUR
    assert due(RefreshHints(ttl=timedelta(days=300))) == timedelta(days=1)
    assert due(RefreshHints(period=timedelta(hours=6))) == timedelta(hours=6)
    assert due(RefreshHints(skip_hours=(13, 14))) == timedelta(hours=3)
    assert due(RefreshHints(skip_days=(2, 3))) == timedelta(days=1, hours=12)
    assert due(RefreshHints(skip_hours=tuple(range(24)))) == HOUR
    assert due(RefreshHints(skip_hours=(13,), ttl=3 * HOUR), every=HOUR) == HOUR


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("Wed, 04 Mar 2026 12:05:00 GMT", 300),
        ("Wed, 04 Mar 2026 14:05:00 +0200", 300),
        ("99999999999999999999", 7 * 86400),
        ("Wed, 04 Mar 2096 12:05:00 GMT", 7 * 86400),
        ("Tue, 03 Mar 2026 12:05:00 GMT", None),
        ("0", None), ("-5", None), ("soon", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_retry_after_is_read_in_seconds_and_as_a_date(said, seconds):
    until = schedule.patience(said, NOW)
    assert (until and (until - NOW).total_seconds()) == seconds


def test_failures_back_off_and_no_request_comes_before_the_server_said():
    state, waits = FeedState(), []
    for _ in range(9):
        state = schedule.after_failure(state, NOW, None)
        waits.append((state.due_at - NOW) / HOUR)
    assert waits == [0.5, 1, 2, 4, 8, 16, 24, 24, 24]
    state = schedule.after_failure(FeedState(), NOW, "7200")
    assert schedule.waiting(state, NOW + HOUR)
    assert not schedule.due(state, NOW + HOUR)
    assert schedule.due(state, NOW + 2 * HOUR)


moments = st.datetimes(
    datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001
)  # fmt: skip
hours = st.lists(st.integers(0, 23), max_size=24).map(tuple)
days = st.lists(st.integers(0, 6), max_size=7).map(tuple)
lengths = st.none() | st.timedeltas(timedelta(0), timedelta(days=4000))
hints = st.builds(RefreshHints, ttl=lengths, period=lengths, skip_hours=hours, skip_days=days)
answered = st.builds(
    Answer, key=st.just(1), url=st.just("https://q.example/"), status=st.integers(0, 599),
    retry_after=st.none() | st.text(max_size=30) | st.integers(0, 10**12).map(str),
)  # fmt: skip


@given(moments, hints, st.lists(moments, max_size=30), lengths)
def test_whatever_a_feed_says_it_is_asked_again_within_eight_days(present, hints, past, every):
    state = answers.read(
        FeedState(), Answer(1, "https://q.example/", 200), "h", hints, past, every, present,
        came=True,
    )  # fmt: skip
    assert state.due_at > present
    if every is None:
        assert state.due_at - present <= timedelta(days=8)
        assert state.due_at - present >= schedule.SHORTEST


@given(st.lists(answered, min_size=1, max_size=20), moments, moments)
def test_no_clock_that_jumps_leaves_a_feed_waiting_for_ever(said, present, later):
    state = FeedState()
    for one in said:
        state = answers.failed(state, one, present)
    if later < present - HOUR or later > present + timedelta(days=8):
        assert schedule.due(state, later)


def test_both_validators_are_replaced_together_and_only_with_a_whole_answer():
    first = Answer(1, "u", 200, etag='W/"\xe4 1"', modified="Wed, 04 Mar 2026 12:05:00 GMT")
    state = answers.read(FeedState(), first, "h1", NONE, [], None, NOW, came=True)
    asked = validators.question(1, "u", state, NOW + HOUR, trusted=True)
    assert (asked.etag, asked.modified) == (first.etag, first.modified)
    said = Answer(1, "u", 304, etag="other", modified="other")
    state = answers.unchanged(state, said, [], None, NOW + HOUR)
    assert state.etag == first.etag
    state = answers.failed(state, Answer(1, "u", 503, etag="x", error="it broke"), NOW)
    assert (state.etag, state.modified, state.error) == (first.etag, first.modified, "it broke")
    state = answers.read(state, Answer(1, "u", 200, etag="2"), "h2", NONE, [], None, NOW, came=True)
    assert (state.etag, state.modified, state.body_hash) == ("2", None, "h2")
    assert (state.failures, state.error) == (0, "")


def test_a_304_is_not_believed_for_ever():
    state = FeedState(etag="1", full_at=NOW)
    assert validators.question(1, "u", state, NOW + timedelta(days=7), trusted=True).etag
    assert validators.question(1, "u", state, NOW + timedelta(days=9), trusted=True).etag is None
    assert validators.question(1, "u", state, NOW - timedelta(days=1), trusted=True).etag is None


def test_an_address_changes_after_three_equal_permanent_redirects_only():
    def after(*ways):
        state = FeedState()
        for way in ways:
            hops = [Hop(status, url) for status, url in way]
            state = redirects.counted(state, hops)
        return redirects.adopted(state)

    new, other = [(301, "https://new.example/f")], [(308, "https://other.example/f")]
    assert after(new, new) is None
    assert after(new, new, new) == "https://new.example/f"
    assert after(new, new, other, new) is None
    assert after(new, new, [], new) is None
    assert after(*[[(302, "https://new.example/f")]] * 9) is None
    assert after(*[[(301, "https://a.example/"), (307, "https://b.example/")]] * 9) is None


def test_a_410_is_believed():
    assert answers.failed(FeedState(), Answer(1, "u", 410, error="gone"), NOW).gone
    assert not answers.failed(FeedState(), Answer(1, "u", 404, error="no"), NOW).gone
    state = replace(FeedState(), gone=True)
    assert not answers.unchanged(state, Answer(1, "u", 304), [], None, NOW).gone
