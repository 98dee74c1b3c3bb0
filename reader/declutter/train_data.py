"""Pages with a gold text, as blocks with what each should be: the training data of the page
model. Used by `python -m reader.declutter.train` alone; the program never imports it.

A block's target is the share of its word shingles that the gold text holds, made 1 from three
quarters and 0 below one quarter; what lies between counts half. Where a person labelled a
page's lines by hand (train_marks), the label stands instead. Of a page without a gold text only
the blocks count that hold one of its wanted or unwanted snippets, or were labelled by hand.
Titles count for nothing: whether a block is the title is decided by rule.
"""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reader.core.model import Document
from reader.core.text import words
from reader.declutter import train_marks
from reader.declutter.page_guards import squash
from reader.formats.html import read

WEIGHTS: Final = {
    "aeb": 2.0, "fundus": 2.0, "wcxb": 0.6, "magic": 1.0, "newspaper4k": 1.0, "traf": 0.5,
}  # fmt: skip
"""Datasets, and how much a page of each counts: news first. Those of `traf` have snippets only."""


FOLDS: Final = 4


def fold_of(site: str) -> int:
    """The fold a site lies in, the same on every machine."""
    return zlib.crc32(site.encode()) % FOLDS


@dataclass(slots=True)
class Sample:
    """One page: what its blocks are, how much each counts, and its kinds where known."""

    key: str
    site: str
    document: Document
    target: list[float]
    weight: list[float]
    kinds: list[str | None]


def gather(pages: Path, kinds: Path | None = None) -> Iterator[Sample]:
    """The samples under `pages` (one folder per dataset: gold.json, pages/*.html.gz); `kinds`
    is a JSON file of hand-labelled lines per page, beside those that ship with the source.
    Raises OSError where they cannot be read."""
    hand = (train_marks.of_lines(kinds) if kinds else {}) | train_marks.read()
    for dataset, factor in WEIGHTS.items():
        listed = json.loads((pages / dataset / "gold.json").read_text())
        for name in sorted(listed):
            gold = listed[name]
            source = pages / dataset / "pages" / f"{name}.html.gz"
            with gzip.open(source, "rt", encoding="utf-8", errors="replace", newline="") as file:
                document = read(file.read(), gold["url"] or "")
            if not document.blocks:
                continue
            key = f"{dataset}/{name}"
            known = train_marks.matched(document, hand.get(train_marks.page_mark(key), []))
            sample = _sample(key, gold, document, known, factor)
            if any(sample.weight):
                yield sample


def _sample(key: str, gold: dict[str, Any], document: Document,
            kinds: list[str | None], factor: float) -> Sample:  # fmt: skip
    held = _shingles(gold["gold"]) if gold["gold"] else set()
    lines = {squash(line) for line in (gold["gold"] or "").split("\n")}
    titles = {squash(gold["title"] or ""), squash(document.title or "")}
    target: list[float] = []
    weight: list[float] = []
    seen: set[str] = set()
    for block, kind in zip(document.blocks, kinds, strict=True):
        text = block.text
        size = len(words(text))
        bare = squash(text)
        covered = _cover(text, held) if size > 2 else float(bare in lines)
        if bare in seen and size > 7:  # gold holds a text once, so its copies are not wanted
            covered = 0.0
        if covered >= 0.75 and not block.evidence.hidden:
            seen.add(bare)
        sure = covered >= 0.75 or covered < 0.25
        amount = math.sqrt(min(size, 100)) * (1.0 if sure else 0.5)
        if not gold["gold"]:
            covered, amount = _snippet(bare, gold, amount)
        if kind is not None:
            covered, amount = float(kind == "article"), math.sqrt(min(size, 100)) * 1.5
        if kind == "title" or (kind is None and bare in titles):
            amount = 0.0
        target.append(1.0 if covered >= 0.75 else 0.0 if covered < 0.25 else covered)
        weight.append(amount)
    total = sum(weight) or 1.0
    scale = factor * math.sqrt(total) * 3 / total  # a long page counts more, but not as its size
    return Sample(key, gold["site"] or key, document, target, [w * scale for w in weight], kinds)


def _snippet(bare: str, gold: dict[str, Any], amount: float) -> tuple[float, float]:
    """Target and weight of a block of a page that has snippets only: 0 weight without one."""
    for target, snippets in ((1.0, gold["with"]), (0.0, gold["without"])):
        for snippet in map(squash, snippets):
            # An unwanted snippet ("Related") stands for its own line, not for a story's prose.
            if len(snippet) > 3 and snippet in bare and (target or len(bare) < 4 * len(snippet)):
                return target, amount
    return 0.0, 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    held: set[tuple[str, ...]] = set()
    for part in (*text.split("\n"), text):
        found = words(part.lower())
        for size in (1, 2, 3):
            held.update(zip(*(found[start:] for start in range(size)), strict=False))
    return held


def _cover(text: str, held: set[tuple[str, ...]]) -> float:
    found = words(text.lower())
    size = min(3, len(found))
    if not size:
        return 1.0
    own = list(zip(*(found[start:] for start in range(size)), strict=False))
    return sum(shingle in held for shingle in own) / len(own)
