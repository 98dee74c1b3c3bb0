"""The pictures of an article: addresses that a person may open, which nothing here ever asks."""

from __future__ import annotations

from urllib.parse import urlsplit

from reader.core.model import Block, Document, Label, Picture


def of_block(block: Block) -> tuple[Picture, ...]:
    """The pictures right before a block, of which it is the caption where it is one."""
    if block.shape != "figure":
        return block.pictures
    return tuple(Picture(one.url, block.text) for one in block.pictures)


def pictures(document: Document, labels: tuple[Label, ...]) -> list[Picture]:
    """The pictures that stand with what is shown, in order, each once; then the one that the page
    calls its own, where it is none of these."""
    found: dict[object, Picture] = {}
    for block, label in zip(document.blocks, labels, strict=True):
        if not label.hidden:
            for one in of_block(block):
                found.setdefault(_place(one.url), one)
    if document.image and not any(block.file == document.image for block in document.blocks):
        found.setdefault(_place(document.image), Picture(document.image))
    return list(found.values())


def _place(url: str) -> object:
    """What is one for the sizes in which a picture is to be had."""
    try:
        parts = urlsplit(url)
    except ValueError:  # an address nobody can read
        return url
    return parts.netloc, parts.path
