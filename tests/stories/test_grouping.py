"""Which story an article joins, and which id a story keeps."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from reader.stories import grouping


def test_an_article_joins_the_story_its_nearest_articles_are_in():
    assert grouping.choose([], {}) is None
    assert grouping.choose([(7, 0.6)], {7: 1}) == 7
    assert grouping.choose([(7, 0.2)], {7: 1}) is None
    assert grouping.choose([(7, 0.4), (8, 0.7), (8, 0.6)], {7: 1, 8: 2}) == 8
    assert grouping.choose([(7, 0.9), (7, 0.9), (7, 0.9), (7, 0.1)], {7: 4}) == 7


def test_one_near_member_of_many_is_not_enough():
    assert grouping.choose([(7, 0.7)], {7: 1}) == 7
    assert grouping.choose([(7, 0.7)], {7: 12}) is None
    near = [(7, 0.7)] * 9
    assert grouping.choose(near, {7: 12}) == 7
    # It is compared with so many at most, so a large story is not held against it.
    assert grouping.choose([(7, 0.7)] * 20, {7: 400}) == 7


def test_of_stories_as_near_as_each_other_the_older_one():
    assert grouping.choose([(9, 0.6), (4, 0.6)], {4: 1, 9: 1}) == 4


NEAR = {2: {1: 0.9}, 3: {1: 0.8, 2: 0.8}, 5: {4: 0.9}}


def test_articles_are_grouped_as_they_came():
    assert grouping.group([1, 2, 3, 4, 5], NEAR, [], []) == [[1, 2, 3], [4, 5]]


def test_what_a_person_said_stands_above_what_is_near():
    apart = [frozenset({1, 2})]
    assert grouping.group([1, 2, 3, 4, 5], NEAR, [], apart) == [[1, 3], [2], [4, 5]]
    together = [frozenset({3, 4})]
    (group,) = grouping.group([1, 2, 3, 4, 5], NEAR, together, [])
    assert sorted(group) == [1, 2, 3, 4, 5]


def test_two_stories_said_to_be_one_by_a_third_article_are_one():
    together = [frozenset({1, 6}), frozenset({4, 6})]
    (group,) = grouping.group([1, 2, 4, 5, 6], NEAR, together, [])
    assert sorted(group) == [1, 2, 4, 5, 6]


def test_a_story_keeps_the_id_that_most_of_its_articles_had():
    before = {1: 10, 2: 10, 3: 10, 4: 20}
    assert grouping.named([[1, 2, 3, 4]], before) == [10]
    assert grouping.named([[1], [2, 3], [4]], before) == [None, 10, 20]
    assert grouping.named([[5]], before) == [None]
    assert grouping.named([[1, 4], [2, 3]], before) == [20, 10]


@given(
    st.dictionaries(
        st.integers(1, 9),
        st.dictionaries(st.integers(1, 9), st.floats(0.1, 1), max_size=4),
        max_size=9,
    ),
    st.sets(st.frozensets(st.integers(1, 9), min_size=2, max_size=2), max_size=3),
    st.sets(st.frozensets(st.integers(1, 9), min_size=2, max_size=2), max_size=3),
)
def test_every_article_is_in_one_story_and_pairs_said_to_be_together_are(near, together, apart):
    articles = list(range(1, 10))
    groups = grouping.group(articles, near, together, apart)
    assert sorted(one for group in groups for one in group) == articles
    story = {one: number for number, group in enumerate(groups) for one in group}
    for one, other in together:
        assert story[one] == story[other]
    if not together:
        assert all(story[one] != story[other] for one, other in apart)
    before = {one: story[one] + 100 for one in articles}
    kept = grouping.named(groups, before)
    assert kept == [number + 100 for number in range(len(groups))]


def test_the_order_of_three_alike_does_not_matter():
    alike = {one: {other: 0.9 for other in (1, 2, 3) if other != one} for one in (1, 2, 3)}
    assert {len(grouping.group(order, alike, [], [])) for order in permutations((1, 2, 3))} == {1}
