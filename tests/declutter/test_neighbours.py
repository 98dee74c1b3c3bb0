"""Rows of neighbours, and sums of stretches of rows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.declutter.neighbours import shifted, summed

STRETCHES = st.lists(st.lists(st.tuples(st.integers(-127, 127), st.integers(-127, 127))))


@given(STRETCHES)
def test_a_stretch_has_the_sum_of_its_rows_and_an_empty_one_nothing(stretches):
    rows = np.array([row for rows in stretches for row in rows], np.int8).reshape(-1, 2)
    found = summed(rows, np.array([len(rows) for rows in stretches], np.int64))
    told = [[sum(row[at] for row in rows) for at in (0, 1)] for rows in stretches]
    assert found.tolist() == told


@given(st.lists(st.integers(0, 99), max_size=8), st.lists(st.integers(-9, 9), min_size=1))
def test_neighbours_stand_where_the_offset_says_and_beyond_the_ends_there_is_nobody(
    values, offsets
):
    found = shifted(np.array(values), offsets)
    told = dict(enumerate(values))
    assert [row.tolist() for row in found] == [
        [told.get(place + offset, -1) for place in range(len(values))] for offset in offsets
    ]
    rows = shifted(np.array([[value, value + 1] for value in values]).reshape(-1, 2), offsets, 0.5)
    assert [row.shape for row in rows] == [(len(values), 2)] * len(offsets)
