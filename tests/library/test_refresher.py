"""The process of a refresh stands behind whoever reads."""

import os
import subprocess
import sys

import pytest

from reader.library import refresher

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="skipped: the system lets nobody choose"
)


@pytest.mark.parametrize(
    ("free", "left"), [({0, 1}, {1}), ({2, 5, 7}, {5, 7}), ({3}, None)], ids=str
)
def test_one_processor_is_left_to_the_app_where_there_are_others(monkeypatch, free, left):
    chosen = {}
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: free)
    monkeypatch.setattr(os, "sched_setaffinity", lambda pid, some: chosen.update({pid: set(some)}))
    refresher._leave_one(41)
    assert chosen == ({} if left is None else {0: left, 41: left})


def test_a_worker_that_has_ended_is_none_of_its_business(monkeypatch):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine = os.sched_getaffinity(0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {*mine, -1})
    try:
        refresher._leave_one(ended.pid)
        monkeypatch.undo()
        assert os.sched_getaffinity(0) == mine
    finally:
        os.sched_setaffinity(0, mine)
