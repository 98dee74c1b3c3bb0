"""Dates as feeds spell them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.feed_dates import moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 05 Feb 2026 08:00:00 GMT", "2026-02-05T08:00"),
        ("Thu, 5 Feb 26 08:00 EST", "2026-02-05T13:00"),
        ("05 Feb 2026 08:00:00 +0100", "2026-02-05T07:00"),
        ("Thursday, 5 February 2026 8:00:00 GMT+1", "2026-02-05T07:00"),
        ("Thu Feb  5 08:00:00 PST 2026", "2026-02-05T16:00"),
        ("Thu Feb  5 08:00:00 2026", "2026-02-05T08:00"),
        ("Feb 5, 2026 9:05 PM", "2026-02-05T21:05"),
        ("February 5th, 2026 12:00am", "2026-02-05T00:00"),
        ("Thu, 05-Feb-26 08:00:00 UTC", "2026-02-05T08:00"),
        ("Thu, 05 Feb 2026 24:00:00 +0200", "2026-02-05T22:00"),
        ("Thu, 31 Dec 2026 23:59:60 Z", "2026-12-31T23:59:59"),
        ("Thu, 05 Sept 2026", "2026-09-05T00:00"),
        ("jeu., 5 févr. 2026 08:00:00 +0100", "2026-02-05T07:00"),
        ("do, 05 mrt 2026 08:00", "2026-03-05T08:00"),
        ("5 août 2026 10:00 CEST", "2026-08-05T08:00"),
        ("Πέμ, 05 Φεβ 2026 08:00:00 EET", "2026-02-05T06:00"),
        ("2026-február-5T8:15", "2026-02-05T08:15"),
        ("2026년 02월 05일 08:15", "2026-02-05T08:15"),
        ("2026-02-05 오후 1:15:10", "2026-02-05T13:15:10"),
        ("2026年2月5日 8:15", "2026-02-05T08:15"),
        ("2026-02-05T08:00:00Z", "2026-02-05T08:00"),
        ("2026-02-05T08:00:00.123-08:00", "2026-02-05T16:00:00.123"),
        ("2026-02-05T08:00+01", "2026-02-05T07:00"),
        ("2026-02-05 08:00:00 +0100", "2026-02-05T07:00"),
        ("20260205T080000Z", "2026-02-05T08:00"),
        ("2026-02-05+01:00", "2026-02-04T23:00"),
        ("2026-02", "2026-02-01T00:00"),
        ("2026", "2026-01-01T00:00"),
        ("2026-036", "2026-02-05T00:00"),
        ("2026/02/05 08:00 EDT", "2026-02-05T12:00"),
        ("1770278400", "2026-02-05T08:00"),
        ("1770278400000", "2026-02-05T08:00"),
        ("13/02/2026 10:00", "2026-02-13T10:00"),
        ("05/02/2026", None),
        ("Thu, 31 Jun 2026 08:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59Z", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_one_moment_in_utc_or_none(text, expected):
    found = moment(text)
    assert found == (datetime.fromisoformat(expected).replace(tzinfo=UTC) if expected else None)
    assert found is None or found.utcoffset() == timedelta()


MOMENTS = st.datetimes(
    datetime(1971, 1, 1), datetime(2068, 1, 1),  # noqa: DTZ001 -- the zone comes beside
    timezones=st.timezones(),
).map(lambda found: found.replace(microsecond=0))  # fmt: skip


@given(MOMENTS)
def test_what_is_spelt_by_the_rules_is_read_exactly(when):
    when = when.astimezone(UTC)
    assert moment(format_datetime(when)) == when
    assert moment(when.isoformat()) == when
    assert moment(when.ctime()) == when


@given(st.text(max_size=60))
def test_any_text_is_a_moment_or_none(text):
    found = moment(text)
    assert found is None or 1900 <= found.year < 2100
