"""What the benches call: the same functions as the program, nothing of their own."""

from __future__ import annotations

import os
from typing import Any

from reader.library.process import QUIET

os.environ.update(QUIET)  # before numpy is loaded, as for the worker

from reader.core.errors import ReaderError, SourceError
from reader.core.model import Document, Label, Payload
from reader.core.when import iso
from reader.formats import feed
from reader.library.digest import labelled
from reader.stories import novelty
from tests.bench.lines import label_text
from tests.bench.stored import link

__all__ = [
    "digest_page",
    "extract",
    "label_page",
    "label_text",
    "link",
    "only_here",
    "parse_feed",
]


def digest_page(html: str, url: str) -> tuple[Document, tuple[Label, ...]]:
    """A page, read and labelled as the worker does it."""
    return labelled(Payload(html.encode("utf-8", "replace"), url, "text/html; charset=utf-8"))


def extract(html: str, url: str) -> str:
    """The article's blocks, one per line."""
    document, labels = digest_page(html, url)
    return "\n".join(
        block.text
        for block, label in zip(document.blocks, labels, strict=True)
        if label.kind == "article"
    )


def label_page(html: str, url: str) -> list[tuple[str, str]]:
    """Text and kind of every block in source order."""
    document, labels = digest_page(html, url)
    return [(block.text, label.kind) for block, label in zip(document.blocks, labels, strict=True)]


def parse_feed(data: bytes, url: str) -> dict[str, Any]:
    """A feed's fields and those of its entries. Raises ReaderError where the bytes are no feed:
    the bench knows the root of our errors, not its branches."""
    try:
        found = feed.read(Payload(data, url))
    except SourceError as error:
        raise ReaderError(error.message, error.hint) from error
    items = [
        {
            "title": entry.title,
            "link": entry.url,
            "id": entry.id,
            "published": iso(entry.published),
            "updated": iso(entry.updated),
            "author": entry.byline,
            "content": entry.content,
            "summary": entry.summary,
            "enclosures": [file.url for file in entry.enclosures],
        }
        for entry in found.entries
    ]
    return {
        "title": found.title,
        "link": found.link,
        "description": found.description,
        "items": items,
    }


def only_here(sentences: list[str], others: list[list[str]]) -> list[float]:
    """How likely each sentence of an English report tells what the others do not."""
    return novelty.score(sentences, others, "en")
