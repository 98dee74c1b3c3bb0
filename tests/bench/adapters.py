"""What the benches call: the same functions as the program, nothing of their own."""

from __future__ import annotations

from reader import declutter
from reader.core.model import Document, Label
from reader.formats import html as html_format
from tests.bench.lines import label_text
from tests.bench.memory import link

__all__ = ["digest_page", "extract", "label_page", "label_text", "link"]


def digest_page(html: str, url: str) -> tuple[Document, tuple[Label, ...]]:
    """A page, read and labelled as the program does it."""
    document = html_format.read(html, url)
    labels = declutter.label(document) if document.blocks else ()
    if document.blocks and declutter.unsure(document, labels):
        from reader.formats import second_opinion

        document = second_opinion.vote(document, html)
        labels = declutter.label(document)
    return document, labels


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
