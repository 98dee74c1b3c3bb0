"""Reports in different languages are known to tell one story, by names and numbers."""

from importlib import resources

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.stories import spelling
from tests.bench import languages


@pytest.mark.parametrize(
    ("name", "least"),
    # In the last one most names are of places: they do for "possible", and alone never for "same".
    [("reports", 0.7), ("later", 0.7), ("places", 0.35)],
)
def test_same_is_said_of_two_languages_where_it_is_so_in_any_order(name, least):
    own = languages.reports(name)
    for order in languages.orders(own).values():
        found = languages.score(languages.linked(order), own)
        right, wrong = found["same"]
        assert len(right) >= 0.9 * (len(right) + len(wrong))
        assert len(right) >= least * found["wanted"]
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
        {
            "en": "moscow",
            "de": "moskau",
            "fr": "moscou",
            "it": "mosca",
            "pl": "moskwie",
            "ru": "москвы",
        },
        {"en": "warsaw", "de": "warschau", "fr": "varsovie", "pl": "warszawie", "ru": "варшаве"},
        {"en": "munich", "de": "münchen", "es": "múnich", "ru": "мюнхене"},
        {"en": "turania", "de": "turanias", "pl": "turanii", "ru": "турании"},
    ],
)
def test_a_name_is_one_however_a_language_writes_it(written):
    assert len({spelling.name(word, language) for language, word in written.items()}) == 1


def test_every_place_is_known_by_names_of_other_languages():
    path = resources.files(spelling.__name__.rpartition(".")[0]).joinpath("places.txt")
    rows = [row.split(" ") for row in path.read_text("utf-8").splitlines() if row[0] != "#"]
    known = [{spelling.name(form.casefold(), None) for form in row} for row in rows]
    assert len({row[0] for row in rows}) == len(rows)
    for english, *others in rows:
        home = spelling.name(english.casefold(), None)
        same = [form for form in others if spelling.name(form.casefold(), None) == home]
        assert spelling.place(home), english
        assert len(same) >= 2, english
        assert sum(home in names for names in known) == 1, english


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
