"""Counts the background: `python -m reader.stories.count ARTICLES LINES OUT`.

ARTICLES are stories-dev's `articles.jsonl.gz` (title, text, lang), LINES the labelled page lines
(only their content lines are used), which add the languages that the first lacks. Kept are
counts alone: for each language the stems in more than 1 % of at least 20 articles, or in at
least three of fewer.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reader.stories import stems

_FEWEST: Final = 5
_SMOOTH: Final = 4
"""Articles without the term that each language is given, so that few articles claim little."""


def _texts(articles: Path, lines: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(articles, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if len(row["text"]) > 400:
                yield row["lang"], f"{row['title']}\n{row['text']}"
    with gzip.open(lines, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["variant"] == "near":
                yield row["lang"], "\n".join(line["t"] for line in row["lines"] if line["y"])


def count(articles: Path, lines: Path, out: Path) -> None:
    """Write the table of common stems to `out`. Deterministic."""
    seen: Counter[str] = Counter()
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for language, text in _texts(articles, lines):
        seen[language] += 1
        split = [word.casefold() for word in stems.split(text)]
        found[language].update(set(stems.stemmer(language)(split)))
    shares: dict[str, float] = {}
    for language, counts in found.items():
        if seen[language] < _FEWEST:
            continue
        for stem, number in counts.items():
            share = number / (seen[language] + _SMOOTH)
            # Where a stem means something in several languages, the commonest use counts.
            if number >= 3 and share > 0.003 and not stem[0].isdigit():
                shares[stem] = max(shares.get(stem, 0.0), share)
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for stem, share in shares.items():
        groups[max(1, round(share * 1000))].append(stem)
    head = "# Articles in a thousand that use a stem, made by reader.stories.count: counts only.\n"
    rows = (
        f"{share}\t{' '.join(sorted(groups[share]))}\n" for share in sorted(groups, reverse=True)
    )
    out.write_text(head + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    count(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
