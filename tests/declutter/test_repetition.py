"""What repeats: template by the word of other stories, never by that of the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import Block, Label, Run
from reader.declutter import repetition
from reader.declutter.imprint import Imprint
from reader.declutter.repetition import Witness

OWN = Label("article", "a paragraph of the story", 0.9)


def article(*sizes, names=(), kinds=None):
    """An article with a block of each size, of which the first is the lead."""
    blocks = {index: (index + 1,) for index in range(len(sizes))}
    counted = {index: dict.fromkeys(names if index == 0 else (), 1) for index in blocks}
    labels = [Label(kind, "", 0.9) for kind in kinds or ["article"] * len(sizes)]
    words = dict(enumerate(sizes))
    capitals = dict.fromkeys(blocks, frozenset())
    own = Imprint(blocks, words, sum(sizes), 0, frozenset(), counted, capitals)
    return own, labels


def other(words=100, topics=()):
    return Witness(words, frozenset(topics))


def test_what_stands_in_another_story_is_template():
    own, labels = article(40, 40, 20)
    assert repetition.candidates(own, labels) == {1: (2,), 2: (3,)}
    assert repetition.repeated(own, {1: [], 2: [7]}, {7: other()}) == [2]


def test_hidden_blocks_bylines_titles_and_the_lead_are_no_candidates():
    own, labels = article(9, 9, 9, 9, kinds=["article", "title", "byline", "appeal"])
    assert repetition.candidates(own, labels) == {}


def test_an_article_that_shares_half_of_the_shorter_one_proves_nothing():
    own, _ = article(40, 30, 30)
    assert repetition.repeated(own, {1: [7]}, {7: other(words=59)}) == []
    assert repetition.repeated(own, {1: [7]}, {7: other(words=60)}) == [1]


def test_an_article_about_the_same_names_proves_nothing():
    own, _ = article(40, 40, 20, names=(1, 2, 3, 4, 5, 6))
    assert repetition.repeated(own, {2: [7]}, {7: other(topics=(1, 2, 3, 8, 9))}) == []
    assert repetition.repeated(own, {2: [7]}, {7: other(topics=(1, 2, 8, 9, 10))}) == [2]
    assert repetition.repeated(own, {2: [7]}, {7: other(topics=(1, 2, 8))}) == []


def test_names_of_the_shared_blocks_themselves_do_not_count():
    own = Imprint(
        {0: (1,), 1: (2,)}, {0: 80, 1: 20}, 100, 0, frozenset(),
        {0: {4: 1, 5: 1, 6: 1, 7: 1}, 1: {1: 2, 2: 2, 3: 2}}, {1: frozenset({1, 2, 3})},
    )  # fmt: skip
    assert repetition.repeated(own, {1: [7]}, {7: other(topics=(1, 2, 3, 8, 9, 10))}) == [1]


def test_a_block_that_names_whom_its_article_is_about_tells_its_story():
    own = Imprint(
        {0: (1,), 1: (2,)}, {0: 80, 1: 20}, 100, 0, frozenset(),
        {0: {1: 3, 2: 2, 3: 1}, 1: {1: 1}}, {1: frozenset({1, 2, 8})},
    )  # fmt: skip
    assert repetition.repeated(own, {0: [], 1: [7]}, {7: other()}) == []
    witnesses = {number: other() for number in (7, 8, 9, 10)}
    assert repetition.repeated(own, {1: [7, 8, 9, 10]}, witnesses) == [1]


def test_half_of_the_articles_found_must_be_of_other_stories():
    own, _ = article(40, 40, 20, names=(1, 2, 3))
    kin, stranger = other(topics=(1, 2, 3)), other()
    assert repetition.repeated(own, {2: [7, 8, 9]}, {7: kin, 8: kin, 9: stranger}) == []
    assert repetition.repeated(own, {2: [7, 9]}, {7: kin, 9: stranger}) == [2]


def test_nothing_is_hidden_where_most_of_the_article_would_go():
    own, _ = article(20, 40, 20, 20)
    witnesses = {7: other(), 8: other()}
    assert repetition.repeated(own, {1: [7], 2: [8], 3: [8]}, witnesses) == []
    assert repetition.repeated(own, {1: [7], 2: []}, witnesses) == [1]


@given(
    st.lists(st.integers(8, 90), min_size=1, max_size=8),
    st.dictionaries(st.integers(1, 7), st.lists(st.integers(1, 5), unique=True)),
    st.integers(1, 900),
)
def test_never_the_lead_and_never_most_of_an_article(sizes, holders, size):
    own, labels = article(*sizes)
    wanted = repetition.candidates(own, labels)
    held = {index: ids for index, ids in holders.items() if index in wanted}
    found = repetition.repeated(own, held, {n: other(size) for n in range(1, 6)})
    assert 0 not in found
    assert sum(sizes[index] for index in found) * 2 <= sum(sizes)
    assert all(held[index] for index in found)


@pytest.mark.parametrize(
    ("count", "total", "more", "reason"),
    [
        (41, 44, False, "in 41 of 44 stored articles"),
        (2, 1204, False, "in 2 of 1,204 stored articles"),
        (1000, 12000, True, "in more than 1,000 of 12,000 stored articles"),
    ],
)
def test_the_reason_counts(count, total, more, reason):
    label = repetition.label(OWN, count, total, more=more)
    assert (label.kind, label.reason, label.instead) == ("repeated", reason, OWN)


def test_more_articles_make_it_surer_and_two_may_be_wrong():
    sure = [repetition.label(OWN, count, 50).confidence for count in (2, 3, 5, 10, 20, 50)]
    assert sure == sorted(sure)
    assert sure[0] < 0.6 < sure[1]


def test_a_heading_goes_with_what_it_heads():
    said = [
        ("heading", "article"), ("paragraph", "article"),
        ("heading", "article"), ("paragraph", "repeated"), ("paragraph", "appeal"),
        ("heading", "article"), ("paragraph", "repeated"), ("paragraph", "article"),
        ("heading", "title"), ("paragraph", "repeated"),
        ("heading", "article"), ("paragraph", "appeal"), ("heading", "article"),
    ]  # fmt: skip
    blocks = [Block(shape, (Run("words"),)) for shape, _ in said]
    labels = [Label(kind, "", 0.7) for _, kind in said]
    made = repetition.with_headings(blocks, labels)
    changed = [index for index in range(len(said)) if made[index] != labels[index]]
    assert changed == [2]
    assert (made[2].kind, made[2].instead) == ("repeated", labels[2])
