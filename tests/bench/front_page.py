"""What it costs to open the front page of a library, and the sidebar of one article.

    python -m tests.bench.fill library.db 10000
    python -m tests.bench.front_page library.db

CPU milliseconds, each figure the median of several runs in this process: the first rows (ids and
as many rows as a screen and its neighbours hold), all ids, the stories with something unread, and
`library.related` of articles all over the list; before them, once, the first opening of all, with
the modules that it loads.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.core.when import now
from reader.library.library import Library
from reader.tui.lists import FIRST
from reader.tui.widgets.row import story_row

ROWS = 30
RUNS = 20


def main(path: Path) -> None:
    """Measure the library at `path`."""
    with Library(path) as library:
        articles = library.ids()
        spread = articles[:: max(len(articles) // RUNS, 1)]
        print(f"{len(articles):,} articles, {len(library.stories.front_page()):,} stories")
        tell("first rows, cold", cost(lambda _: first(library), [0]))
        tell("first rows", cost(lambda _: first(library), range(RUNS)))
        tell("all ids", cost(lambda _: library.stories.front_page(), range(RUNS)))
        tell("unread stories", cost(lambda _: library.stories.unread(), range(RUNS)))
        tell("related", cost(library.related, spread))


def first(library: Library) -> None:
    """What the screen does before the front page is painted."""
    stories = library.stories.rows(library.stories.front_page(FIRST)[:ROWS])
    leads = {row.id: row for row in library.headlines([story.lead for story in stories])}
    for story in stories:
        story_row(story, leads.get(story.lead), now())


def cost(deed: Callable[[int], object], items: Sequence[int]) -> list[float]:
    """CPU milliseconds of a deed for each item."""
    found = []
    for item in items:
        began = time.process_time()
        deed(item)
        found.append((time.process_time() - began) * 1000)
    return found


def tell(what: str, costs: Sequence[float]) -> None:
    """A line: the median and the worst."""
    print(f"{what:<18} {statistics.median(costs):7.2f} ms, at most {max(costs):.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
