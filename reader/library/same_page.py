"""Whether a page tells what a feed's entry announced: a link may lead to a consent form, a front
page, another article or a page that says it is gone, all of them longer than the entry.

The entry's headline is looked for in the page's headlines, its text in what is shown of the page:
shares of their longer words, of pairs of characters where words are not parted. Measured on 332
pages with the summary that they give of themselves, and on the same summaries beside another page:
a summary's words stand in its own page to .40 or more on 98 of 100, in another to .68 at most on 98
of 100; a headline's in another's headline to .40. Forms for consent often bear the headline of the
page that they stand before: where an entry's text is long enough to be known, it must be there. By
the bars below 9 of 334 pages are refused (13 where the feed has another headline than the page), 12
other pages taken, and 75 of 334 where the text of another stands under the entry's headline.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final
from urllib.parse import urlsplit

from reader.core.feeds import Entry
from reader.core.model import Document, Label
from reader.declutter.teasers import topic
from reader.formats import feed_entry

_HEADED: Final = 0.6
_TOLD: Final = 0.7
_BOTH: Final = 0.85
"""Shares of a headline, of a text and of both that are enough."""
_EITHER: Final = 0.5
"""Where there is only one of them."""
_LEAST: Final = 0.5
_LONG: Final = 10
"""A text of so many terms must be told to this share, whatever the headline."""
_FEW: Final = 2
"""So few words of a text tell nothing."""


def tells(document: Document, labels: Sequence[Label], entry: Entry) -> bool:
    """Whether the page `document`, so labelled, is the one that `entry` speaks of. True where the
    entry says too little to tell."""
    blocks = list(zip(document.blocks, labels, strict=True))
    heads = " ".join(
        block.text
        for block, label in blocks
        if label.kind == "title"
        or (block.shape == "heading" and block.level == 1)
        or block.evidence.path[-1:] == ("title",)
    )
    shown = " ".join(block.text for block, label in blocks if not label.hidden)
    text = topic(feed_entry.plain(entry.content or entry.summary or "")).terms
    headed = _share(topic(entry.title or "").terms, heads)
    told = _share(text, shown)
    if told is not None and told < _LEAST and len(text) >= _LONG:
        return False
    if headed is None and told is None:
        return True
    if headed is None or told is None:
        return max(headed or 0.0, told or 0.0) >= _EITHER
    return headed >= _HEADED or told >= _TOLD or headed + told >= _BOTH


def is_front(found: str, asked: str) -> bool:
    """Whether an address that was `asked` led to the front page of a site."""
    return not _path(found) and bool(_path(asked))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}".strip("/?")


def _share(terms: Collection[str], page: str) -> float | None:
    """Which share of a text's terms a page has; None where it has next to none."""
    return len(topic(page).terms.intersection(terms)) / len(terms) if len(terms) > _FEW else None
