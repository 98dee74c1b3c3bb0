"""What a source holds: an article, a feed, a list of feeds or a reading list. Decided by looking;
a name only decides for newsboat's `urls`, whose lines are addresses and nothing else."""

from __future__ import annotations

import re
from typing import Final, Literal
from urllib.parse import urlsplit

from reader.core.model import Payload
from reader.formats import reading_lists, sniff
from reader.formats.read import raw_text

Holding = Literal["article", "feed", "opml", "urls", "reading list"]

_LINE: Final = re.compile(r'"?(?:https?://|feed:|exec:|filter:|query:|file:)\S*', re.IGNORECASE)
_LINES: Final = 1000
"""Lines that are looked at."""


def holding(payload: Payload) -> Holding:
    """What `payload` holds; what is none of the lists counts as an article, readable or not.
    Raises FormatError or TooComplexError where it cannot be unpacked."""
    text = raw_text(payload)
    if sniff.feed(text):
        return "feed"
    if sniff.opml(text):
        return "opml"
    if reading_lists.is_reading_list(text):
        return "reading list"
    named = urlsplit(payload.url).path.rpartition("/")[2] == "urls"
    return "urls" if _addresses(text, 1 if named else 2) else "article"


def _addresses(text: str, least: int) -> bool:
    """Whether all of the lines that are no comments are addresses, `least` of them."""
    lines = [line.strip() for line in text[:100_000].splitlines()[:_LINES]]
    lines = [line for line in lines if line and not line.startswith("#")]
    return len(lines) >= least and all(_LINE.match(line) for line in lines)
