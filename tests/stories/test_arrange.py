"""What stands beside what when two reports are set side by side."""

import time

from hypothesis import given
from hypothesis import strategies as st

from reader.stories.align import Pair
from reader.stories.arrange import Row, arrange


def rows(pairs, ours, theirs):
    found = arrange([Pair(*pair) for pair in pairs], ours, theirs)
    return [(row.a, row.b, row.elsewhere) for row in found]


def test_what_only_one_has_stands_alone_where_it_stood():
    assert rows([(0, 1, 0.5), (2, 2, 0.5)], 3, 4) == [
        (None, (0,), None),
        (0, (1,), None),
        (1, (), None),
        (2, (2,), None),
        (None, (3,), None),
    ]


def test_two_that_say_what_one_says_stand_beside_it():
    assert rows([(0, 0, 0.5), (0, 1, 0.4)], 1, 2) == [(0, (0, 1), None)]


def test_one_that_says_what_two_say_stands_beside_the_nearer_and_the_other_says_where():
    assert rows([(0, 0, 0.3), (1, 0, 0.6)], 2, 1) == [(0, (), 0), (1, (0,), None)]


def test_as_many_as_can_have_one_beside_them():
    # The second's first paragraph is nearest to the last of the first, but has a place at its top.
    pairs = [(0, 0, 0.3), (2, 0, 0.6), (1, 1, 0.4), (2, 2, 0.5)]
    assert rows(pairs, 3, 3) == [(0, (0,), None), (1, (1,), None), (2, (2,), None)]


def test_another_order_stands_beside_the_nearest_all_the_same():
    assert rows([(0, 1, 0.9), (1, 0, 0.5)], 2, 2) == [(0, (1,), None), (1, (0,), None)]


PAIRS = st.lists(
    st.builds(Pair, st.integers(0, 4), st.integers(0, 4), st.floats(0.2, 1.0)),
    max_size=8,
    unique_by=lambda pair: (pair.a, pair.b),
)


@given(PAIRS)
def test_every_paragraph_stands_once_and_the_first_keeps_its_order(pairs):
    found = arrange(pairs, 5, 5)
    assert [row.a for row in found if row.a is not None] == list(range(5))
    assert sorted(b for row in found for b in row.b) == list(range(5))
    both = {(pair.a, pair.b) for pair in pairs}
    for row in found:
        assert row.a is None or {(row.a, b) for b in row.b} <= both
        assert row.elsewhere is None or (row.a, row.elsewhere) in both
    assert Row(None) not in found


def test_ten_thousand_pairs_take_no_time():
    pairs = [Pair(n, n, 1.0) for n in range(5000)] + [Pair(0, n, 0.5) for n in range(1, 5000)]
    start = time.process_time()
    arrange(pairs, 5000, 5000)
    assert time.process_time() - start < 2.0
