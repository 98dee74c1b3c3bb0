"""The days of the week that a text names, as reports in several languages write them."""

import pytest

from reader.stories import weekdays


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "On Tuesday, and again on MONDAYS; Tuesday's vote", (1, 0)),
        ("de-AT", "Am Mittwochabend, spätestens Sonnabend", (2, 5)),
        ("ru", "в среду и во вторник, среди людей", (2, 1)),
        ("pt", "na segunda-feira, a segunda vez, no domingo", (0, 6)),
        ("nb", "mandag og lørdag", (0, 5)),
        ("tr", "Cumartesi günü, sonra cuma", (5, 4)),
        ("ja", "20日の水曜日と月曜", (2, 0)),
        ("zh", "下周三", (2,)),
        ("sw", "jumatatu", ()),
        (None, "Monday", ()),
        ("en", "", ()),
    ],
)
def test_the_days_a_text_names_in_their_order(language, text, days):
    assert weekdays.named(text, language) == days
