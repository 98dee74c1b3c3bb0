from datetime import UTC, datetime, timedelta

import pytest

from reader.core.when import age, dated, day

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=10), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=3), "3 d"),
        (timedelta(days=30), "21 Oct"),
        (timedelta(days=900), "3 Jun 2024"),
        (-timedelta(days=2), "22 Nov"),
    ],
)
def test_ages_are_as_short_as_they_read(before, words):
    assert age(NOON - before, NOON) == words


def test_a_day_is_the_same_in_every_locale():
    assert day(datetime(2023, 6, 26, tzinfo=UTC)) == "Mon 26 Jun 2023"


def test_a_change_is_told_where_it_fell_on_another_day():
    published = datetime(2023, 6, 26, 12, tzinfo=UTC)
    assert dated(published, published + timedelta(hours=1)) == "Mon 26 Jun 2023"
    assert dated(published, published + timedelta(days=1)) == "Mon 26 Jun 2023, updated 27 Jun"
    assert dated(published, published + timedelta(days=300)).endswith(", updated 21 Apr 2024")
    assert dated(None, published) == "updated Mon 26 Jun 2023"
    assert (dated(published, None), dated(None, None)) == ("Mon 26 Jun 2023", "")
