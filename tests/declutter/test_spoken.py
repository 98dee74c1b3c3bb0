"""Words as numbers, and what a model knows of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.declutter.spoken import distinct, hashes, known_words, spoken

TEXTS = st.lists(st.lists(st.text(min_size=1, max_size=4), max_size=6), max_size=8)


@given(TEXTS)
def test_numbered_words_are_the_words_of_their_texts_in_order(texts):
    said = spoken(texts)
    found = [[] for _ in texts]
    for word, text, turn in zip(said.word, said.text, said.turn, strict=True):
        assert len(found[text]) == turn
        found[text].append(said.words[word])
    assert found == texts


@given(st.dictionaries(st.text(max_size=4), st.integers(0, 99)), st.lists(st.text(max_size=4)))
def test_what_is_known_of_words_is_found_and_nothing_of_others(values, asked):
    found = known_words(values, -1).get(hashes(asked))
    assert found.tolist() == [values.get(word, -1) for word in asked]


def test_words_kept_in_the_same_bytes_are_not_taken_for_one_another():
    latin = "te"
    chinese = latin.encode().decode("utf-16-le")
    assert known_words({latin: 1}, 0).get(hashes([chinese, latin])).tolist() == [0, 1]


@given(st.lists(st.integers(-9, 9)))
def test_the_distinct_are_each_there_once(keys):
    assert distinct(np.array(keys, np.int64)).tolist() == sorted(set(keys))
