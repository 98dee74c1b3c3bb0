"""A refresh that is killed loses nothing and doubles nothing (50 times in tests.bench.killed)."""

import random

from tests.library.killing import rounds


def test_a_killed_refresh_loses_and_doubles_nothing(tmp_path):
    rounds(tmp_path / "library.db", 4, random.Random(3))
