"""Which picture an image element shows: its address, never what is behind it.

Pages load their pictures late: the address stands in `data-src` or `srcset` then, and `src` holds
a grey pixel. What is as small as an icon, by its own attributes, is none.
"""

from __future__ import annotations

from typing import Final

from reader.core.model import Picture
from reader.core.text import squeeze
from reader.formats.html_links import absolute
from reader.formats.html_tree import Element

MOST: Final = 20
"""Pictures before one block that are kept."""
_SETS: Final = ("srcset", "data-srcset")
_ADDRESSES: Final = ("data-src", "data-original", "data-lazy-src", "src", *_SETS)
_ICON: Final = 64
"""Pixels of a side up to which it is an icon, a button or a counter."""
_LONGEST: Final = 500
"""Characters of an image's own words that are kept."""


def picture(element: Element, base: str) -> Picture | None:
    """The picture of an image element, with its own words; None where it is none of the web, or
    an icon."""
    held = dict(element.items())  # one look: pages hold dozens of images
    if _small(held.get("width")) or _small(held.get("height")):
        return None
    for name in filter(held.__contains__, _ADDRESSES):
        one = held[name].strip()
        if name in _SETS:
            one = one.partition(" ")[0].rstrip(",")
        if one and not one[:5].lower().startswith("data:"):
            url = absolute(one, base)
            if url and url.startswith(("http://", "https://")):
                return Picture(url, squeeze(held.get("alt", "")[:_LONGEST]))
    return None


def _small(said: str | None) -> bool:
    number = (said or "").strip().removesuffix("px")
    return number.isascii() and number.isdigit() and int(number[:6]) <= _ICON
