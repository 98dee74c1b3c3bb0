"""Pages with a gold text, as blocks with what each should be: the training data of the page
model. Used by `python -m reader.declutter.train` alone; the program never imports it.

A block's target is the share of its word shingles that the gold text holds, made 1 from three
quarters and 0 below one quarter; what lies between counts half. Where a person labelled a
page's lines by hand (KINDS), the label stands instead. Titles count for nothing: whether a
block is the title is decided by rule.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reader.core.model import Document
from reader.core.text import words
from reader.formats.html import read

WEIGHTS: Final = {"aeb": 2.0, "fundus": 2.0, "wcxb": 0.6, "magic": 1.0, "newspaper4k": 1.0}
"""Datasets with whole gold texts, and how much a page of each counts: news first."""
_SQUASH: Final = re.compile(r"\W+")


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
    is a JSON file of hand-labelled lines per page. Raises OSError where they cannot be read."""
    hand: dict[str, Any] = json.loads(kinds.read_text()) if kinds else {}
    for dataset, factor in WEIGHTS.items():
        listed = json.loads((pages / dataset / "gold.json").read_text())
        for name in sorted(listed):
            gold = listed[name]
            if not gold["gold"]:
                continue
            source = pages / dataset / "pages" / f"{name}.html.gz"
            with gzip.open(source, "rt", encoding="utf-8", errors="replace", newline="") as file:
                document = read(file.read(), gold["url"] or "")
            if not document.blocks:
                continue
            key = f"{dataset}/{name}"
            labelled = hand.get(key, {}).get("lines", [])
            yield _sample(key, gold, document, labelled, factor)


def _sample(key: str, gold: dict[str, Any], document: Document,
            labelled: list[list[str]], factor: float) -> Sample:  # fmt: skip
    held = _shingles(gold["gold"])
    lines = {squash(line) for line in gold["gold"].split("\n")}
    titles = {squash(gold["title"] or ""), squash(document.title or "")}
    kinds = by_hand(document, labelled)
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
        if kind is not None:
            covered, amount = float(kind == "article"), amount * 1.5
        if kind == "title" or (kind is None and bare in titles):
            amount = 0.0
        target.append(1.0 if covered >= 0.75 else 0.0 if covered < 0.25 else covered)
        weight.append(amount)
    total = sum(weight) or 1.0
    scale = factor * math.sqrt(total) * 3 / total  # a long page counts more, but not as its size
    return Sample(key, gold["site"] or key, document, target, [w * scale for w in weight], kinds)


def by_hand(document: Document, labelled: list[list[str]]) -> list[str | None]:
    """The hand label of each block whose text is a labelled line, in order; None elsewhere."""
    found: list[str | None] = [None] * len(document.blocks)
    waiting: dict[str, list[str]] = {}
    for line, kind in labelled:
        waiting.setdefault(squash(line), []).append(kind)
    for index, block in enumerate(document.blocks):
        rest = waiting.get(squash(block.text))
        if rest and not (block.evidence.hidden and len(rest) == 1):
            found[index] = rest.pop(0) if len(rest) > 1 else rest[0]
    return found


def squash(text: str) -> str:
    """Letters and digits alone, in lower case: equal for lines that read the same."""
    return _SQUASH.sub("", text.lower())


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
