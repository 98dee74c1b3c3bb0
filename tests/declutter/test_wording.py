"""What words say of a block's purpose, on texts that training never saw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import KINDS
from reader.core.text import lower_words
from reader.declutter import wording

TEXTS = [
    ("appeal", "Your gift keeps our reporters on the road: please support the Osk Courier."),
    ("appeal", "Ohne Ihre Spende könnten wir diese Recherche nicht bezahlen."),
    ("author", "Mira Tellgren is a reporter for the Osk Courier, covering ports and fishing."),
    ("author", "Jonas Wiebold ist Redakteur im Ressort Wirtschaft."),
    ("consent", "We use cookies to measure how many people read the Courier."),
    ("subscribe", "Subscribe now and read all articles of the Courier for one month free."),
    ("newsletter", "Sign up for our newsletter and get the news in your inbox every morning."),
    ("comments", "Be the first to leave a comment."),
    ("share", "Share on Facebook"),
    ("article", "The ferry left the harbour at noon on Tuesday with 40 people on board."),
    ("article", "Die Fähre verließ den Hafen am Dienstag, sagte der Kapitän."),
]


@pytest.mark.parametrize(("kind", "text"), TEXTS)
def test_words_speak_for_their_kind(kind, text):
    odds = wording.load().odds([lower_words(text)])[0]
    assert kind in {KINDS[number] for number in np.argsort(-odds)[:2]}


def test_nobody_knows_no_word():
    assert not wording.NOBODY.odds([("word",), ()]).any()


@given(st.lists(st.lists(st.text(min_size=1, max_size=12), max_size=30), min_size=1, max_size=5))
def test_odds_are_bounded_for_any_words(texts):
    odds = wording.load().odds(texts)
    assert odds.shape == (len(texts), len(KINDS))
    assert np.abs(odds).max() <= wording.MOST


SAME_BYTES = ["no", b"no".decode("utf-16-le")]
"""Python keeps both in the same bytes and gives them the same hash value."""
WORDS = st.sampled_from(
    [*SAME_BYTES, "the", "read", "us", "notable", "notably", "notability", "\U0001f600été"]
)
KNOWN = st.lists(WORDS, max_size=4)


def rows_of(words, rows):
    """The rows of one text's grams that are known, gram by gram."""
    return [rows[gram] for gram in wording.grams(words) if gram in rows]


@given(st.lists(st.lists(WORDS, max_size=20), min_size=1, max_size=5), st.lists(KNOWN))
def test_the_words_of_many_texts_weigh_as_each_for_itself(texts, known):
    """Every gram that a text is taken apart into is found, and no other."""
    names = sorted(
        {gram for words in known for gram in (*wording.grams(words), "#<not", "#\U0001f600é<>")}
    )
    rows = {name: row for row, name in enumerate(names)}
    weights = np.random.default_rng(0).integers(-127, 127, (len(rows), len(KINDS)), np.int8)
    bias = np.zeros(len(KINDS), np.float32)
    odds = wording.Wording(rows, weights, bias).odds(texts)
    for words, found in zip(texts, odds, strict=True):
        at = rows_of(words[: wording.OPENING], rows)
        told = weights[at].sum(axis=0) / (wording.SCALE * np.sqrt(len(at) + 1.0))
        assert found.tolist() == np.clip(told, -wording.MOST, wording.MOST).astype("f4").tolist()


def test_a_model_comes_back_from_its_file(tmp_path):
    held = wording.load()
    wording.save(held, tmp_path / "again.npz")
    with (tmp_path / "again.npz").open("rb") as file:
        again = wording.read(file)
    texts = [lower_words(text) for _, text in TEXTS]
    assert (again.odds(texts) == held.odds(texts)).all()
