"""What linking one more article costs in a library of 1,000, 10,000 and 100,000.

    python -m tests.bench.stories [SIZE...]

The articles are made up: 90 to 250 terms each, of 200,000 by Zipf's law, and a story's own 12
names and words; one in three opens a story, the others report one of the last 300, with half of
its words. They go through `linking.link` as the worker's fingerprints do, a transaction each.
Printed are CPU ms per article around each size, the links found, the file's bytes per article
by table, and the memory of this process.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles

from reader import store
from reader.library import linking
from reader.stories.terms import Fingerprint

SIZES = (1_000, 10_000, 100_000)
WINDOW = 400
VOCABULARY = 200_000
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


class Newsroom:
    """Makes one article after the other, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.rng = random.Random(seed)
        self.weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.stories: list[list[str]] = []
        self.made = 0

    def _words(self, count: int) -> list[str]:
        drawn = self.rng.choices(range(VOCABULARY), cum_weights=self.weights, k=count)
        return [f"w{number}" for number in drawn]

    def fingerprint(self) -> Fingerprint:
        """The next article's."""
        rng, number = self.rng, self.made
        self.made += 1
        if number % 3 == 0 or not self.stories:
            own = [f"n{number}x{part}" for part in range(4)]
            own += [f"w{rng.randrange(VOCABULARY // 20, VOCABULARY)}" for _ in range(8)]
            self.stories = [*self.stories[-299:], own]
        story = rng.choice(self.stories) if number % 3 else self.stories[-1]
        told = rng.sample(story, 9 if number % 3 else 12)
        stems = dict.fromkeys(self._words(rng.randint(90, 250)), 1.0)
        stems.update({word: 1 + rng.random() * 2 for word in told})
        title = tuple(rng.sample(told, 4)) + tuple(self._words(3))
        names = tuple(word for word in told if word[0] == "n")
        when = BEGAN + timedelta(minutes=4 * number)
        return Fingerprint(
            stems, title, names, {}, len(stems) * 2, when, f"site {rng.randrange(60)}", "en",
            f"{rng.getrandbits(80):020x}", tuple(rng.getrandbits(32) for _ in range(24)),
            tuple(rng.getrandbits(32) for _ in range(12)), tuple(f"={name}" for name in names),
            tuple(dict.fromkeys((*title, *list(stems)[:40]))), (number % 7,),
        )  # fmt: skip


def row(db: store.Database, number: int) -> None:
    """The rows an article has besides, as short as they may be."""
    at = int((BEGAN + timedelta(minutes=4 * number)).timestamp())
    db.execute(
        """INSERT INTO articles (id, source, version, title, site, published, fetched_at,
        sorted_at, words, digest) VALUES (?, ?, 1, ?, ?, NULL, ?, ?, 200, ?)""",
        (number, f"bench:{number}", f"Article {number}", f"site {number % 60}",
         BEGAN.isoformat(), at, f"{number}"),
    )  # fmt: skip
    db.execute("INSERT INTO statuses (article_id) VALUES (?)", (number,))


def sizes(db: store.Database, articles: int) -> str:
    """Bytes per article of what linking keeps."""
    try:
        rows = db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    except Exception:  # noqa: BLE001 -- this SQLite was built without dbstat
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        return f"whole file {pages * 4096 / articles:.0f}"
    wanted = ("profiles", "story_terms", "term_counts", "links", "stories", "members")
    found = {name: size for name, size in rows if name.startswith(wanted)}
    each = ", ".join(f"{name} {size / articles:.0f}" for name, size in sorted(found.items()))
    return f"{each}; together {sum(found.values()) / articles:.0f}"


def main(wanted: list[int]) -> None:
    """Fill, and measure around each size."""
    newsroom = Newsroom()
    print("stored    CPU ms per article: median   p95    links each   RSS MiB")
    with tempfile.TemporaryDirectory() as folder:
        db = store.connect(Path(folder, "library.db"))
        known = linking.Frequencies(db)
        spent: list[float] = []
        for number in range(1, max(wanted) + WINDOW // 2 + 1):
            fingerprint = newsroom.fingerprint()
            with store.transaction(db):
                row(db, number)
                began = time.process_time()
                linking.link(db, number, fingerprint, known)
                spent.append(1000 * (time.process_time() - began))
            if number - WINDOW // 2 in wanted:
                last = spent[-WINDOW:]
                links = db.execute(
                    "SELECT count(*) FROM links WHERE article_id > ?", (number - WINDOW,)
                ).fetchone()[0]
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                late = quantiles(last, n=20)[18]
                print(
                    f"{number - WINDOW // 2:7,}   {median(last):26.2f} {late:6.2f}"
                    f" {links / WINDOW:13.1f} {memory:9.0f}",
                    flush=True,
                )
        began = time.process_time()
        ids = store.stories.front_page(db)
        rows = store.stories.told(db, ids[:60])
        print(f"front page: {1000 * (time.process_time() - began):.1f} ms CPU for {len(ids):,} "
              f"stories, the first {len(rows)} with their rows")  # fmt: skip
        print(f"bytes per article: {sizes(db, number)}")
        db.close()


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or list(SIZES))
