"""What a source holds: an article, a feed, a list of feeds or a reading list. Decided by looking;
a name only decides for newsboat's `urls`, whose lines are addresses and nothing else. Where a
person says that it is a list, a tenth of the lines is enough."""

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
_SHARE: Final = 0.1
"""Of the lines of what is named as a list: a text with a few addresses among its notes is none."""


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


def listed(payload: Payload) -> Holding:
    """As `holding`, of what a person names as a list: lines that are no addresses may stand among
    those that are."""
    found = holding(payload)
    text = raw_text(payload)
    if found != "article" or sniff.html(text, "", payload.media_type):
        return found
    lines = _lines(text)
    good = sum(_LINE.match(line) is not None for line in lines)
    return "urls" if good and good >= _SHARE * len(lines) else found


def _addresses(text: str, least: int) -> bool:
    """Whether all of the lines that are no comments are addresses, `least` of them."""
    lines = _lines(text)
    return len(lines) >= least and all(_LINE.match(line) for line in lines)


def _lines(text: str) -> list[str]:
    """The first lines that are neither empty nor comments."""
    lines = (line.strip() for line in text[:100_000].splitlines()[:_LINES])
    return [line for line in lines if line and not line.startswith("#")]
