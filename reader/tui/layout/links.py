"""An article's links and pictures, in the order in which `#` lists them."""

from __future__ import annotations

import re
from typing import Final

from reader.core.model import Article, Block
from reader.core.pictures import pictures

_LINK: Final = re.compile("https?://", re.IGNORECASE)


def links(article: Article) -> tuple[list[tuple[str, str]], int]:
    """The links that can be opened, each once, those of the shown text and its pictures first, and
    how many these are."""
    pairs = list(zip(article.document.blocks, article.labels, strict=True))
    own = {one.url: one.shown for one in pictures(article.document, article.labels)}
    found: dict[str, str] = {}
    for block, label in pairs:
        if not label.hidden:
            found |= {one.url: own[one.url] for one in block.pictures if one.url in own}
            _add_links(block, found)
    found |= {url: words for url, words in own.items() if url not in found}
    shown = len(found)
    for block, label in pairs:
        if label.hidden:
            _add_links(block, found)
    return [(text, href) for href, text in found.items()], shown


def _add_links(block: Block, found: dict[str, str]) -> None:
    for run in block.runs:
        if run.href and _LINK.match(run.href):
            found.setdefault(run.href, run.text.strip() or run.href)
