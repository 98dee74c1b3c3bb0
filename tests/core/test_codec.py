"""What the store keeps of a document comes back as it went in."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from reader.core import codec
from reader.core.model import KINDS, Block, Document, Evidence, Label, Run

words = st.text("abcdefghij", min_size=1, max_size=8)
runs = st.builds(Run, st.text(min_size=1, max_size=20), st.none() | words, st.just(""))
plain = st.builds(Label, st.sampled_from(KINDS), words, st.just(0.5), st.just(""), st.none())
labels = st.builds(
    Label, st.sampled_from(KINDS), words, st.just(0.25), st.just("") | words, st.none() | plain
)
places = st.builds(
    lambda path, words: Evidence(path=tuple(path), words=tuple(words)),
    st.lists(words, min_size=1, max_size=codec.TAGS),
    st.lists(words, max_size=codec.WORDS),
)
blocks = st.builds(
    Block,
    st.just("paragraph"),
    st.lists(runs, min_size=1, max_size=3).map(tuple),
    st.integers(0, 3),
    st.just(""),
    st.just(Evidence()) | places,
)


@given(st.lists(st.tuples(blocks, labels), max_size=5))
def test_blocks_and_labels_come_back_as_they_went_in(pairs):
    held = tuple(block for block, _ in pairs)
    when = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
    document = Document("file:///a", "A title", None, when, "Site", "en", held)
    given = tuple(label for _, label in pairs)
    assert codec.decode(codec.encode(document, given)) == (document, given)


def test_an_older_row_without_what_came_later_is_read():
    row = ["paragraph", 0, "", ["Words."], "article", "reads like the story", 0.9]
    text = json.dumps([["file:///a", None, None, None, None, None], [row]])
    document, read = codec.decode(text)
    assert document.blocks == (Block("paragraph", (Run("Words."),)),)
    assert read == (Label("article", "reads like the story", 0.9),)


def test_only_the_nearest_tags_and_words_of_the_evidence_are_kept():
    evidence = Evidence(
        path=("html", "body", "main", "div", "p"),
        words=tuple(f"word{n}" for n in range(20)),
        own=12,
        link_share=0.5,
    )
    block = Block("paragraph", (Run("Words."),), evidence=evidence)
    document = Document("file:///a", None, None, None, None, None, (block,))
    kept, _ = codec.decode(codec.encode(document, [Label("article", "why", 1.0)]))
    assert kept.blocks[0].evidence == Evidence(
        path=("main", "div", "p"), words=evidence.words[:8], own=8
    )


def test_what_a_page_said_of_itself_comes_back():
    when = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
    block = Block("paragraph", (Run("Words."),))
    full = Document(
        "u", "T", None, when, None, None, (block,), when, "Town", None, "https://i.example/"
    )
    kept, _ = codec.decode(codec.encode(full, [Label("article", "why", 1.0)]))
    assert kept == full
