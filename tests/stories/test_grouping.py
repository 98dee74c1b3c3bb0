"""Which story an article joins, and which id a story keeps."""

from hypothesis import given
from hypothesis import strategies as st

from reader.stories import grouping
from reader.stories.grouping import Part


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


def test_an_article_joins_a_part_of_a_story_as_it_joins_a_story():
    english, german = (5, 5), (5, 3)
    near = [(german, 0.7), (german, 0.7), (english, 0.5)]
    assert grouping.choose(near, {english: 7, german: 2}) == german


NEAR = {1: {2: 0.9, 3: 0.9, 4: 0.2}, 2: {1: 0.9, 3: 0.8}, 3: {1: 0.9, 2: 0.8, 4: 0.9}, 4: {3: 0.9}}


def test_one_that_is_taken_out_leaves_alone_where_the_rest_hangs_together():
    assert grouping.leaving([1, 2, 3], NEAR, [], [2], 1) == {2}
    assert grouping.leaving([1, 2, 3], NEAR, [], [2, 3], 1) == {2, 3}


def test_what_hangs_on_the_rest_by_it_alone_leaves_with_it():
    assert grouping.leaving([1, 2, 3, 4], NEAR, [], [3], 1) == {3, 4}
    assert grouping.leaving([1, 2, 3, 4], NEAR, [frozenset({1, 4})], [3], 1) == {3}
    assert grouping.leaving([1, 2, 3, 4, 9], NEAR, [], [3], 1) == {3, 4}


def test_who_was_said_to_be_apart_stays_behind_unless_named_later():
    apart = [frozenset({3, 7})]
    assert grouping.behind([3, 4], [7, 8], [], apart, {4, 8}) == {3}
    assert grouping.behind([3, 4], [7, 8], [], apart, {3, 8}) == set()
    tied = [frozenset({3, 4})]
    assert grouping.behind([3, 4, 5], [7, 8], tied, apart, {5, 8}) == {3, 4}
    assert grouping.behind([3, 4, 5], [7, 8], tied, apart, {4, 8}) == set()


@given(
    st.dictionaries(
        st.integers(1, 9),
        st.dictionaries(st.integers(1, 9), st.floats(0.1, 1), max_size=4),
        max_size=9,
    ),
    st.sets(st.frozensets(st.integers(1, 9), min_size=2, max_size=2), max_size=3),
    st.sets(st.integers(2, 9), min_size=1, max_size=3),
)
def test_the_named_leave_and_the_one_they_leave_stays(near, together, named):
    left = grouping.leaving(range(1, 10), near, together, named, 1)
    assert named <= left
    assert 1 not in left


# -- stories of several languages -------------------------------------------------------------

EN, DE, FR = 1, 2, 3


def part(*languages, at=0.0, number=0, by_hand=False):
    return Part(frozenset(languages), (at, number), by_hand)


def united(parts, ties, apart=()):
    ties = {frozenset(pair): strength for pair, strength in ties.items()}
    return sorted(map(sorted, grouping.unions(parts, ties, [frozenset(one) for one in apart])))


def test_parts_in_different_languages_that_are_tied_are_one_story():
    parts = {1: part(EN), 2: part(DE), 3: part(FR), 4: part(DE)}
    assert united(parts, {(1, 2): 0.6, (2, 3): 0.6}) == [[1, 2, 3], [4]]


def test_two_parts_in_one_language_stay_apart_and_the_stronger_tie_decides():
    parts = {1: part(EN), 2: part(EN), 3: part(DE)}
    assert united(parts, {(1, 3): 0.6, (2, 3): 1.9}) == [[1], [2, 3]]


def test_of_ties_as_strong_as_each_other_the_nearer_in_time():
    parts = {1: part(EN, at=1.0), 2: part(EN, at=5.0), 3: part(DE, at=6.0)}
    assert united(parts, {(1, 3): 0.6, (2, 3): 0.6}) == [[1], [2, 3]]


def test_what_a_person_said_or_sorted_no_tie_moves():
    parts = {1: part(EN, by_hand=True), 2: part(DE, by_hand=True), 3: part(FR)}
    assert united(parts, {(1, 2): 0.6, (2, 3): 0.6}) == [[1], [2, 3]]
    assert united({1: part(EN), 2: part(DE)}, {(1, 2): 0.6}, [(1, 2)]) == [[1], [2]]


@given(st.data())
def test_each_part_is_in_one_story_whatever_the_order_of_its_ties(data):
    parts = data.draw(
        st.dictionaries(
            st.integers(0, 9),
            st.builds(
                Part,
                st.frozensets(st.integers(1, 3), max_size=2),
                st.tuples(st.floats(0, 9), st.integers(0, 99)),
            ),
            min_size=1,
        )
    )
    pair = st.frozensets(st.sampled_from(sorted(parts)), min_size=2, max_size=2)
    ties = data.draw(st.dictionaries(pair, st.floats(0.6, 3))) if len(parts) > 1 else {}
    found = grouping.unions(parts, ties, [])
    assert sorted(one for whole in found for one in whole) == sorted(parts)
    for whole in found:
        languages = [language for one in whole for language in parts[one].languages]
        assert len(whole) == 1 or len(languages) == len({*languages})
    again = grouping.unions(parts, dict(reversed(ties.items())), [])
    if len({one.rank for one in parts.values()}) == len(parts):
        assert sorted(map(sorted, again)) == sorted(map(sorted, found))
