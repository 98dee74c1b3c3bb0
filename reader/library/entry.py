"""What is written for one article, from what the worker made of its source."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from reader import store
from reader.core.meter import meter
from reader.core.model import Document
from reader.core.text import words
from reader.core.when import Clock
from reader.declutter import LABELLER
from reader.library import overlay
from reader.library.pool import Result


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def entry(result: Result, clock: Clock) -> store.Entry:
    """All that is written for one article."""
    document, labels = result.document, result.labels
    # The same text is the same whatever its punctuation and case: outlets' software differs.
    norm = " ".join(words(story(result))).casefold()
    return store.Entry(
        payload=result.payload,
        document=document,
        labels=labels,
        title=document.title or place(document.url),
        body=overlay.body(document, labels),
        words=meter(document, labels).shown,
        digest=digest(norm.encode("utf-8", "replace")),
        raw_digest=digest(result.payload.data),
        labeller=LABELLER,
        fetched_at=clock(),
    )


def inheriting(result: Result, old: Document, facts: Sequence[str]) -> Result:
    """The result with these facts of an earlier text ("published", "byline", "site") where its own
    does not say them: a page often knows less of itself than its feed did."""
    document = result.document
    kept = {name: getattr(old, name) for name in facts if not getattr(document, name)}
    if not any(kept.values()):
        return result
    document = replace(document, **kept)
    found = replace(result.fingerprint, published=document.published, site=document.site)
    return replace(result, document=document, fingerprint=found)


def story(result: Result) -> str:
    """The text of the article blocks alone, by the labeller's own labels: what makes two texts
    one must not depend on what else is stored."""
    return "\n".join(
        block.text
        for block, label in zip(result.document.blocks, overlay.own(result.labels), strict=True)
        if label.kind == "article"
    )


def place(url: str) -> str:
    """How an address is named to a person."""
    from reader.formats.read import label  # noqa: PLC0415 -- for duplicates only

    return label(url)
