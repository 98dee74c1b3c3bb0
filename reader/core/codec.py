"""Documents and labels as JSON, for the store and between the app and its worker.

Of the evidence only a block's place is carried (its nearest tags and class words), which a
person's rules are matched by: the rest led to the labels and can be gathered again from the raw
source. Short lists without names, cut off where only defaults would follow, because a library
holds millions of blocks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from reader.core.model import Block, Document, Evidence, Label, Picture, Run
from reader.core.when import iso

TAGS: Final = 3
"""Tags of a block's path that are carried, its own last."""
WORDS: Final = 8
"""Class words that are carried, nearest first."""
_FACTS: Final = 6
"""Facts that every row has; the later ones are cut off where none follows."""
_DEFAULTS: Final = ["", None, None, None]


def encode(document: Document, labels: Sequence[Label]) -> str:
    """One line of JSON that `decode` turns back into the same values."""
    facts = [
        document.url,
        document.title,
        document.byline,
        iso(document.published),
        document.site,
        document.language,
        iso(document.modified),
        document.section,
        document.canonical,
        document.image,
    ]
    while len(facts) > _FACTS and facts[-1] is None:
        facts.pop()
    blocks = [
        [
            block.shape,
            block.level,
            block.marker,
            [_pack(run) for run in block.runs],
            *_pack_label(label),
            *_more(label, block),
        ]
        for block, label in zip(document.blocks, labels, strict=True)
    ]
    return json.dumps([facts, blocks], ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> tuple[Document, tuple[Label, ...]]:
    """The document and labels that `encode` wrote."""
    facts, rows = json.loads(text)
    url, title, byline, published, site, language = facts[:_FACTS]
    more = [*facts[_FACTS:], None, None, None, None]
    blocks = tuple(
        Block(
            row[0],
            tuple(_unpack(run) for run in row[3]),
            row[1],
            row[2],
            _place(row[8:9]),
            _pictures(row[10:11]),
        )
        for row in rows
    )
    labels = tuple(_unpack_label(row[4:8], row[9:10]) for row in rows)
    document = Document(
        url, title, byline, _moment(published), site, language, blocks, _moment(more[0]), *more[1:4]
    )
    return document, labels


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _pack(run: Run) -> Any:
    """A run without looks is just its text."""
    return [run.text, run.href, run.emphasis] if run.href or run.emphasis else run.text


def _unpack(value: Any) -> Run:
    return Run(value) if isinstance(value, str) else Run(*value)


def _pack_label(label: Label) -> list[Any]:
    return [label.kind, label.reason, round(label.confidence, 3)]


def _more(label: Label, block: Block) -> list[Any]:
    """What few blocks have: what spoke against the label, the place, what it stands instead of,
    pictures."""
    evidence = block.evidence
    place = [*evidence.path[-TAGS:], min(evidence.own, WORDS), *evidence.words[:WORDS]]
    own = [*_pack_label(label.instead), label.instead.against] if label.instead else None
    pictures = [list(one) for one in block.pictures] or None
    more = [label.against, place if evidence.path else None, own, pictures]
    while more and more[-1] == _DEFAULTS[len(more) - 1]:
        more.pop()
    return more


def _unpack_label(row: list[Any], own: list[Any]) -> Label:
    against = row[3] if len(row) > 3 else ""
    return Label(row[0], row[1], row[2], against, Label(*own[0]) if own and own[0] else None)


def _pictures(held: list[Any]) -> tuple[Picture, ...]:
    return tuple(Picture(*one) for one in held[0]) if held and held[0] else ()


def _place(held: list[Any]) -> Evidence:
    """The evidence of a place: tags up to the number of the block's own words, then words."""
    if not held or not held[0]:
        return Evidence()
    at = next(number for number, item in enumerate(held[0]) if isinstance(item, int))
    tags, words = held[0][:at], held[0][at + 1 :]
    return Evidence(path=tuple(tags), words=tuple(words), own=held[0][at])
