"""A library of any size, for benches: short invented texts, taken in as a person would.

    python -m tests.bench.fill library.db 10000

Each text has 60 to 160 words of 6,000 made-up ones, drawn by Zipf's law, so that the index
meets common and rare words as in a language; every tenth repeats a story of the nine before.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from reader.library.library import Library

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou"]


def vocabulary(rng: random.Random, size: int = 6000) -> list[str]:
    """Invented words of two to four syllables."""
    found: dict[str, None] = {}
    while len(found) < size:
        found["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))] = None
    return list(found)


def texts(count: int, seed: int = 7) -> list[str]:
    """So many texts, the same for the same seed."""
    rng = random.Random(seed)
    known = vocabulary(rng)
    weights = [1 / rank for rank in range(1, len(known) + 1)]
    out: list[str] = []
    for number in range(count):
        if number % 10 == 9:
            words = out[number - rng.randint(1, 9)].replace("\n", " ").split()
            rng.shuffle(words)
        else:
            words = rng.choices(known, weights, k=rng.randint(60, 160))
        title = f"Headline {number:06} " + " ".join(words[:6])
        half = len(words) // 2
        out.append(f"{title}\n\n{' '.join(words[:half])}.\n\n{' '.join(words[half:])}.\n")
    return out


def main(path: Path, count: int) -> None:
    """Fill the library at `path`, and say what it took."""
    with tempfile.TemporaryDirectory() as folder, Library(path) as library:
        for number, text in enumerate(texts(count)):
            Path(folder, f"{number:06}.txt").write_text(text)
        began, cpu = time.perf_counter(), time.process_time()
        failed = sum(taken.outcome == "failed" for taken in library.take_in([folder]))
        wall, own = time.perf_counter() - began, time.process_time() - cpu
    size = path.stat().st_size
    print(f"{count} texts, {failed} failed: {wall * 1000 / count:.1f} ms wall each, of which")
    print(f"{own * 1000 / count:.1f} ms CPU outside the worker; {size / count / 1024:.1f} kB each")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
