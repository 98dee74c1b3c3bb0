"""Linking between two languages: `python -m tests.bench.languages [ARTICLES]`.

`cases/languages/reports.txt` has invented events told in English, German, French, Spanish,
Italian, Polish and Russian, two or three reports each, and reports of the same days, countries
and people that tell something else; the bars of `stories.foreign` were set on it. `later.txt`
has more of them, written when they were set. They are taken into a real library, in three
orders; with ARTICLES (`.jsonl.gz` with title, text and lang), these stand between them, dated to
the same days. Printed is, of pairs in two languages, how many of the links are right and how
many of the right ones are found: for "same", and for all that are shown.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from reader import store
from reader.core.when import now
from reader.library import intake
from tests.bench.stored import take_in

CASES = Path(__file__).parents[1] / "cases" / "languages"
SETS = ("reports", "later", "places")
_MONTH = "2024-05"
_DAYS = range(6, 10)


def reports(name: str) -> list[dict[str, Any]]:
    """Our own reports of a set, in order of time; "story" says which tell the same."""
    found = []
    text = Path(CASES, f"{name}.txt").read_text(encoding="utf-8")
    for number, part in enumerate(text.strip().split("\n\n")):
        head, title, *paragraphs = part.split("\n")
        story, lang, day, outlet = head.split(" | ")
        found.append(
            {
                "id": f"{story} {lang}",
                "story": story,
                "title": title,
                "text": "\n\n".join(paragraphs),
                "date": f"{_MONTH}-{int(day):02}T{6 + number % 12:02}:10:00+00:00",
                "outlet": outlet,
                "lang": lang,
            }
        )
    return sorted(found, key=lambda one: (one["date"], one["id"]))


def linked(articles: Sequence[dict[str, Any]]) -> dict[frozenset[str], str]:
    """The level of each pair of reports that is linked, taken into a library in this order."""
    with tempfile.TemporaryDirectory() as folder:
        db = store.connect(Path(folder, "library.db"))
        db.execute("PRAGMA synchronous=OFF")
        ids = take_in(intake.Session(db, now), articles)
        names = {number: name for name, number in ids.items()}
        found = {
            frozenset((name, names[link.article_id])): link.level
            for name, number in ids.items()
            for link in store.links.links(db, number)
        }
        db.close()
    return found


def score(found: dict[frozenset[str], str], own: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Of pairs in two languages: how many there are to be found, and for the links called "same"
    and for all shown those that are right and those that are not. A link to an article that is
    none of ours is wrong."""
    lang = {one["id"]: one["lang"] for one in own}
    told = {one["id"]: one["story"] for one in own}
    abroad = {pair: level for pair, level in found.items() if len(languages(pair, lang)) == 2}
    right = {pair for pair in abroad if len({told.get(one, one) for one in pair}) == 1}
    same = {pair for pair, level in abroad.items() if level == "same"}
    wanted = sum(
        told[a] == told[b] and lang[a] != lang[b] for a, b in combinations(sorted(told), 2)
    )
    return {
        "wanted": wanted,
        "same": (same & right, same - right),
        "shown": ({*abroad} & right, {*abroad} - right),
    }


def languages(pair: frozenset[str], lang: dict[str, str]) -> set[str]:
    """The languages of a pair; others' articles are named by theirs."""
    return {lang.get(one) or one.split(":")[0] for one in pair}


def others(path: Path) -> list[dict[str, Any]]:
    """Other people's articles, dated to the same days."""
    rng = random.Random(7)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        {
            **row,
            "id": f"{row['lang']}:{row['id']}",
            "date": f"{_MONTH}-{rng.choice(_DAYS):02}T{rng.randrange(24):02}:00:00+00:00",
        }
        for row in rows
    ]


def orders(own: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Three orders of arrival."""
    mixed = sorted(own, key=lambda one: one["id"])
    random.Random(7).shuffle(mixed)
    return {"by date": own, "reversed": own[::-1], "shuffled": mixed}


def main(argv: list[str]) -> None:
    """Print the table."""
    around = others(Path(argv[0])) if argv else []
    for name in SETS:
        _table(name, reports(name), around)


def _table(name: str, own: list[dict[str, Any]], around: list[dict[str, Any]]) -> None:
    for order, ordered in orders(own).items():
        articles = [*around, *ordered]
        if around:
            random.Random(order).shuffle(articles)
        found = score(linked(articles), own)
        cells = []
        for level in ("same", "shown"):
            right, wrong = found[level]
            precision = len(right) / max(len(right) + len(wrong), 1)
            cells.append(f"{level} P {precision:.2f} R {len(right) / found['wanted']:.2f}")
        print(f"{name:8s} {order:9s} {found['wanted']} to be found: {', '.join(cells)}")
        for pair in sorted(map(sorted, found["shown"][1])):
            print("   wrong:", " / ".join(pair), "same" if {*pair} in found["same"][1] else "")


if __name__ == "__main__":
    main(sys.argv[1:])
