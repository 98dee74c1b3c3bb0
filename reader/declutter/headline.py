"""What an article is called in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.core.model import Document, Label
from reader.core.text import sentences

LONGEST: Final = 100
"""Characters of a sentence that stands in for a headline: one row of a wide list."""


def headline(document: Document, labels: Sequence[Label]) -> str | None:
    """The document's own title; else the block labelled title; else the first sentence of the
    first article block, cut at a word's end with an ellipsis. None where there is no text."""
    if document.title:
        return document.title
    for wanted in ("title", "article"):
        for block, label in zip(document.blocks, labels, strict=True):
            said = block.text.partition("\n")[0] if block.shape == "code" else block.text
            text = " ".join(said.split())
            if label.kind == wanted and text:
                return text if wanted == "title" else _cut(sentences(text)[0])
    return None


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    kept = sentence[: LONGEST - 1]
    # A script without spaces has no word's end to cut at.
    at = kept.rfind(" ")
    return (kept[:at] if at > LONGEST // 2 else kept).rstrip(" ,;:–—-") + "…"
