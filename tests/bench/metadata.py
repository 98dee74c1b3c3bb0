"""What pages say of themselves, read right or not: titles against the pages' gold, bylines and
dates against their own JSON-LD.

python -m tests.bench.metadata PAGES [--wrong NAME]

PAGES holds folders with a gold.json ({id: {"url", "title", …}}) and pages/<id>.html.gz. Bylines
and dates have no gold: where a page's JSON-LD names them, the page is read once more without it,
and what the rest of the page says must agree. `--wrong title` (byline, date) lists the others.
A gold title may be a wording for lists or searches, or stand nowhere on the page; "title as h1"
counts the pages that show it as their headline.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from reader.core.model import Document
from reader.formats.html import read

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»‹›\"'‘’‚`´", ""))
_DASHES = str.maketrans(dict.fromkeys("‐‑–—−", "-"))
_JSON = re.compile(r"<script[^>]*ld\+json.*?</script>", re.DOTALL | re.IGNORECASE)


def same(one: str | None, two: str | None) -> bool:
    """Whether two texts agree but for case, white space, quotation marks and dashes."""
    return bare(one or "") == bare(two or "")


def bare(text: str) -> str:
    """A text without what readers of it do not agree on."""
    text = unicodedata.normalize("NFKC", text.replace("\xad", "").replace("…", "..."))
    return " ".join(text.translate(_QUOTES).translate(_DASHES).casefold().split()).strip(" .")


def pages(folder: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every page of every set: its name, its text, what is known of it."""
    for gold in sorted(folder.glob("*/gold.json")):
        for name, known in json.loads(gold.read_text(encoding="utf-8")).items():
            path = gold.parent / "pages" / f"{name}.html.gz"
            text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
            yield f"{gold.parent.name}/{name}", text, known


def judged(text: str, known: dict[str, str]) -> Iterator[tuple[str, bool, object, object]]:
    """What was asked of a page: the name of the fact, whether it is right, both values."""
    url = known.get("url") or "https://nowhere.example/"
    document = read(text, url)
    for fact in ("title", "byline", "published", "modified", "section", "canonical", "image"):
        yield f"{fact} found", bool(getattr(document, fact)), "", ""
    if known.get("title"):
        right = same(document.title, known["title"])
        yield "title", right, document.title, known["title"]
        if any(
            block.shape == "heading" and block.level == 1 and same(block.text, known["title"])
            for block in document.blocks
        ):
            yield "title as h1", right, document.title, known["title"]
    if not _JSON.search(text):
        return
    other = read(_JSON.sub("", text), url)
    yield from agreed(document, other)


def agreed(document: Document, other: Document) -> Iterator[tuple[str, bool, object, object]]:
    """Whether what a page says without its JSON-LD is what it says with it."""
    if document.byline and other.byline:
        yield "byline", same(document.byline, other.byline), other.byline, document.byline
    if document.published and other.published:
        days = abs((document.published - other.published).total_seconds()) / 86400
        yield "date", days <= 1, other.published, document.published
    if document.title and other.title:
        yield "title without", same(document.title, other.title), other.title, document.title


def main() -> None:
    """Print how many of each fact are there and right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--wrong", default="")
    arguments = parser.parse_args()
    counts: dict[tuple[str, str], list[int]] = {}
    for name, text, known in pages(arguments.pages):
        for fact, right, found, expected in judged(text, known):
            for part in (name.partition("/")[0], "all"):
                count = counts.setdefault((fact, part), [0, 0])
                count[0] += right
                count[1] += 1
            if fact == arguments.wrong and not right:
                print(f"{name}\n  is     {found}\n  should {expected}")
    for (fact, part), (right, total) in sorted(counts.items()):
        print(f"{fact:16} {part:14} {right:5} of {total:5}  {right / total:6.1%}")


if __name__ == "__main__":
    main()
