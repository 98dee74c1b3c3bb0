"""Documents and labels as JSON, for the store and between the app and its worker.

Evidence is not carried: the labels it led to are, and it can be gathered again from the raw
source. Short keys and lists, because a library holds millions of blocks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reader.core.model import Block, Document, Label, Run
from reader.core.when import iso


def encode(document: Document, labels: Sequence[Label]) -> str:
    """One line of JSON that `decode` turns back into the same values."""
    facts = [
        document.url,
        document.title,
        document.byline,
        iso(document.published),
        document.site,
        document.language,
    ]
    blocks = [
        [
            block.shape,
            block.level,
            block.marker,
            [_pack(run) for run in block.runs],
            label.kind,
            label.reason,
            round(label.confidence, 3),
        ]
        for block, label in zip(document.blocks, labels, strict=True)
    ]
    return json.dumps([facts, blocks], ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> tuple[Document, tuple[Label, ...]]:
    """The document and labels that `encode` wrote."""
    facts, rows = json.loads(text)
    url, title, byline, published, site, language = facts
    blocks = tuple(
        Block(row[0], tuple(_unpack(run) for run in row[3]), row[1], row[2]) for row in rows
    )
    labels = tuple(Label(row[4], row[5], row[6]) for row in rows)
    when = datetime.fromisoformat(published) if published else None
    return Document(url, title, byline, when, site, language, blocks), labels


def _pack(run: Run) -> Any:
    """A run without looks is just its text."""
    return [run.text, run.href, run.emphasis] if run.href or run.emphasis else run.text


def _unpack(value: Any) -> Run:
    return Run(value) if isinstance(value, str) else Run(*value)
