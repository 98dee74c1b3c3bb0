"""The starter set: the form of its file, and what is chosen from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import UsageError
from reader.core.text import cells, clean, squeeze
from reader.feeds.starters import LANGUAGES, TOPICS, all_of, chosen
from reader.web.addresses import normalise


def test_every_line_is_a_feed_of_a_known_topic_in_a_known_language():
    for one in all_of():
        assert one.title == squeeze(clean(one.title))
        assert 0 < cells(one.title) <= 30
        assert one.topic in TOPICS
        assert one.language in LANGUAGES


def test_addresses_are_of_the_web_in_normal_form_and_stand_once():
    addresses = [one.url for one in all_of()]
    assert len(set(addresses)) == len(addresses)
    for one in all_of():
        assert normalise(one.url) == one.url
        assert normalise(one.site) == one.site
        assert one.url != one.site


def test_titles_of_a_topic_stand_once():
    named = [(one.topic, one.title) for one in all_of()]
    assert len(set(named)) == len(named)


def test_there_is_something_for_most_people():
    assert len(all_of()) >= 120
    assert {one.topic for one in all_of()} == set(TOPICS)
    assert {one.language for one in all_of()} == set(LANGUAGES)
    assert len(LANGUAGES) >= 12


def test_they_stand_by_topic_and_then_by_language_english_first():
    order = [(TOPICS.index(one.topic), one.language != "en", one.language) for one in all_of()]
    assert order == sorted(order)


def test_topics_and_languages_narrow_each_other():
    assert {one.topic for one in chosen(["science", "sport"])} == {"science", "sport"}
    assert {one.language for one in chosen(["de", "FRENCH"])} == {
        "de",
        "fr",
    }
    both = chosen(["sport", "german"])
    assert both
    assert {(one.topic, one.language) for one in both} == {("sport", "de")}
    assert chosen([]) == list(all_of())


@given(st.text().filter(lambda word: word.casefold() not in {*TOPICS, *LANGUAGES}))
def test_another_word_is_refused_with_those_that_are_known(word):
    if word.casefold() in {name.casefold() for name in LANGUAGES.values()}:
        return
    with pytest.raises(UsageError, match="is no topic and no language"):
        chosen([word])
