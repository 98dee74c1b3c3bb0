"""Hand-labelled blocks of pages, kept without the pages' text: the training's own annotation.

`train_marks.txt` has one line per page: a hash of the page's name in the collection, then runs
of one kind in the page's order, each the kind and the marks of its blocks. A mark is five hex
digits of a hash of the block's squashed text, so that the labels survive a change in how pages
are cut into blocks. 1,267 pages of 36 languages, 146,000 blocks: of about 500 pages nearly all, of
the others those around the story. One pass, by the rules of the collection's own lines; on 24
pages (1,008 lines) that it has labels of as well, 98.5 % of all lines and 96.4 % of the kinds of
hidden ones agree.
"""

from __future__ import annotations

import json
import re
import zlib
from importlib import resources
from pathlib import Path
from typing import Any, Final

from reader.core.model import Document
from reader.declutter.page_guards import squash

FILE: Final = "train_marks.txt"
_DIGITS: Final = 5
_REACH: Final = 40
"""A block so much further on is a stray copy: the labels after it are looked for before it."""

Marks = list[tuple[str, str]]
"""Mark and kind of a page's labelled blocks, in order."""


def mark(text: str) -> str:
    """What stands for a block's text."""
    return f"{zlib.crc32(squash(text).encode()):08x}"[:_DIGITS]


def page_mark(key: str) -> str:
    """What stands for a page, named "dataset/id"."""
    return f"{zlib.crc32(key.encode()):08x}"


def read() -> dict[str, Marks]:
    """The labels that ship with the source, by page mark."""
    found: dict[str, Marks] = {}
    text = resources.files(__package__).joinpath(FILE).read_text(encoding="ascii")
    for line in text.splitlines():
        page, *runs = line.split()
        held = found.setdefault(page, [])
        for run in runs:
            kind, _, marks = run.partition(":")
            held += [(one, kind) for one in re.findall("." * _DIGITS, marks)]
    return found


def of_lines(path: Path) -> dict[str, Marks]:
    """Labels from a JSON file {"dataset/id": {"lines": [[text, kind], …]}}, by page mark."""
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {
        page_mark(key): [(mark(text), kind) for text, kind in page["lines"]]
        for key, page in held.items()
    }


def write(labels: dict[str, Marks]) -> None:
    """Keep labels beside this module: the same labels give the same bytes."""
    lines = []
    for page, marks in sorted(labels.items()):
        runs: list[list[str]] = []
        for one, kind in marks:
            if not runs or runs[-1][0] != kind:
                runs.append([kind, ""])
            runs[-1][1] += one
        lines.append(" ".join([page, *(f"{kind}:{marks}" for kind, marks in runs)]))
    Path(__file__).with_name(FILE).write_text("\n".join(lines) + "\n", encoding="ascii")


def matched(document: Document, labels: Marks) -> list[str | None]:
    """The hand label of each block whose mark is labelled; None elsewhere, and for text of the
    story that the page hides, which is a copy. Labels and blocks are in one order, so that of
    several blocks that read the same the next one is meant, not the one in the menu above."""
    found: list[str | None] = [None] * len(document.blocks)
    places: dict[str, list[int]] = {}
    for index, block in enumerate(document.blocks):
        places.setdefault(mark(block.text), []).append(index)
    at = 0
    for one, kind in labels:
        free = [index for index in places.get(one, ()) if found[index] is None]
        if not free:
            continue
        index = next((index for index in free if index >= at), free[0])
        if index - at < _REACH:
            at = max(at, index)
        if not (document.blocks[index].evidence.hidden and kind == "article"):
            found[index] = kind
    return found
