"""What readability-lxml takes for the article: asked where our own labels are unsure, and the
`readability` view."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Final

from lxml import etree
from readability import Document as Readable
from readability.readability import Unparseable

from reader.core.model import Block, Document
from reader.core.text import words
from reader.formats.html import read

_LARGEST: Final = 3_000_000
"""Characters beyond which readability is not asked: it takes a second per few million."""
_MOST_TAGS: Final = 60_000
_COVERED: Final = 0.75

# It logs "ruthless removal did not work" and the like to handlers nobody set up.
logging.getLogger("readability.readability").addHandler(logging.NullHandler())


def keeps(text: str, url: str) -> str | None:
    """The article that readability finds, as HTML, from a page's decoded text; None where it
    finds none, or the page is larger than it can be trusted to read in a second."""
    if len(text) > _LARGEST or text.count("<") > _MOST_TAGS or not text.strip():
        return None
    try:
        return str(Readable(text, url=url or None).summary(html_partial=True))
    except Unparseable:
        return None
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        # About one page in a thousand makes readability trip over itself in one of these ways
        # (an emptied tree, a node without a parent). An opinion that fails is none.
        return None


def vote(document: Document, html_text: str) -> Document:
    """`document` with `evidence.readability` set on every block: whether its words stand in
    the article that readability finds in the page's decoded `html_text`. Unchanged where it
    finds none."""
    article = keeps(html_text, document.url)
    if article is None:
        return document
    kept = read(article, document.url)
    lines = {" ".join(words(block.text.lower())) for block in kept.blocks}
    heard: set[tuple[str, str, str]] = set()
    found = [word for block in kept.blocks for word in words(block.text.lower())]
    heard.update(zip(found, found[1:], found[2:], strict=False))
    blocks = tuple(_voted(block, lines, heard) for block in document.blocks)
    return replace(document, blocks=blocks)


def _voted(block: Block, lines: set[str], heard: set[tuple[str, str, str]]) -> Block:
    found = words(block.text.lower())
    kept = " ".join(found) in lines
    if not kept and len(found) >= 3:
        own = list(zip(found, found[1:], found[2:], strict=False))
        kept = sum(shingle in heard for shingle in own) >= _COVERED * len(own)
    return block._replace(evidence=block.evidence._replace(readability=kept))
