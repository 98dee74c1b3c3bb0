"""What a correction costs in a site of many articles: the preview, doing it, catching up.

    python -m tests.bench.corrections 3000

Articles of one invented site with 40 blocks each, stored without parsing any page.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reader.library.library import Library
from tests.bench.fill import texts
from tests.library.corrections import BIO, FACTS, FOLLOWED, block, put, story


@contextmanager
def timed(what: str, count: int):
    """Say what something took, and each of `count` articles of it."""
    began = time.perf_counter()
    yield
    took = time.perf_counter() - began
    print(f"{what:44} {took * 1000:8.0f} ms, {took * 1000 / count:6.2f} ms an article")


def main(count: int) -> None:
    """Fill a library and correct three blocks in it."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(
            Path(folder, "library.db"), clock=lambda: datetime(2026, 11, 20, tzinfo=UTC)
        )
        made = texts(count)
        with timed("taking in", count):
            for number, text in enumerate(made):
                rest = [block(f"{line} {number}", words=("text",)) for line in text.split(".")]
                menu = [block(f"Topic {n}", "navigation", shape="item") for n in range(25)]
                put(library, number, [*menu, *rest, *story(f"Place {number}")])
        newest = library.ids()[0]
        size = len(library.article(newest).labels)
        for name, at, verdict in (
            ("junk a place", BIO, "junk"),
            ("junk a text", FOLLOWED, "junk"),
            ("keep a place", FACTS, "keep"),
        ):
            with timed(f"{name}: preview", count):
                asked = library.rules.preview(newest, size + at, verdict)
            with timed(f"{name}: doing it ({asked.changed} of {asked.stored})", 1):
                library.rules.correct(asked, everywhere=True)
            with timed(f"{name}: catching up", count):
                library.catch_up()
        with timed("reading 200 articles", 200):
            for number in library.ids()[:200]:
                library.article(number)
        library.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
