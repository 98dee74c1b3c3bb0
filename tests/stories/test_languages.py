"""Reports in different languages are known to tell one story, by names and numbers."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.stories import spelling
from tests.bench import languages


@pytest.mark.parametrize("name", languages.SETS)
def test_same_is_said_of_two_languages_where_it_is_so_in_any_order(name):
    own = languages.reports(name)
    for order in languages.orders(own).values():
        found = languages.score(languages.linked(order), own)
        right, wrong = found["same"]
        assert len(right) >= 0.9 * (len(right) + len(wrong))
        assert len(right) >= 0.7 * found["wanted"]
        right, wrong = found["shown"]
        assert len(right) >= 0.95 * found["wanted"]
        assert len(right) >= 0.7 * (len(right) + len(wrong))


@pytest.mark.parametrize(
    "written",
    [
        {"en": "zelensky", "de": "selenskyj", "pl": "zełenskiego", "ru": "зеленского"},
        {"en": "dzhumin", "de": "dschumin", "pl": "dżuminem", "ru": "джумином"},
        {"en": "brackmouth", "pl": "brackmouth", "ru": "бракмуте"},
        {"en": "putin", "fr": "poutine", "ru": "путиным"},
        {"en": "brandeis", "de": "brandeis", "pl": "brandeisowi", "ru": "брандейсом"},
        {"en": "turania", "de": "turanias", "pl": "turanii", "ru": "турании"},
    ],
)
def test_a_name_is_one_however_a_language_writes_it(written):
    assert len({spelling.name(word, language) for language, word in written.items()}) == 1


def test_other_names_stay_others():
    words = ["tamm", "tomas", "timur", "karvel", "karina", "hagenried", "hauser", "олсен", "орлова"]
    assert len({spelling.name(word, None) for word in words}) == len(words)


def test_a_number_is_one_however_it_is_grouped_and_no_day_or_year():
    text = "14.300 · 14,300 · 14 300 · 61,000 · 61 · 2024 · 17 · 1,870 · 7.42 · 7,42 · 0"
    found = spelling.across({}, [], (), text, None)
    assert {*found} == {"=14300", "=61", "=1870", "=742"}


@given(st.text(min_size=1, max_size=60), st.sampled_from([None, "de", "pl", "ru", "xx"]))
@example("4" * 5000, None)
def test_any_text_has_names_and_numbers_that_can_be_kept(text, language):
    assert len(spelling.name(text.casefold(), language)) <= 7
    found = spelling.across({text: text}, [(text, text)], (), text, language)
    assert all(len(key) > 1 and key[0] == "=" for key in found)
