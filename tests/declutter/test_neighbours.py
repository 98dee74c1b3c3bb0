"""Rows of neighbours, and sums of stretches of rows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.declutter.neighbours import summed

STRETCHES = st.lists(st.lists(st.tuples(st.integers(-127, 127), st.integers(-127, 127))))


@given(STRETCHES)
def test_a_stretch_has_the_sum_of_its_rows_and_an_empty_one_nothing(stretches):
    rows = np.array([row for rows in stretches for row in rows], np.int8).reshape(-1, 2)
    found = summed(rows, np.array([len(rows) for rows in stretches], np.int64))
    told = [[sum(row[at] for row in rows) for at in (0, 1)] for rows in stretches]
    assert found.tolist() == told
