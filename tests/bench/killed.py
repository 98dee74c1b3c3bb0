"""Kills refreshes at random moments: python -m tests.bench.killed [TIMES]. Says how many died
between the first entry of a feed and its last."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests.library.killing import rounds

if __name__ == "__main__":
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as folder:
        half = rounds(Path(folder, "library.db"), times, random.Random(11))
    print(f"{times} killed, {half} with a feed half way: nothing lost, nothing doubled")
