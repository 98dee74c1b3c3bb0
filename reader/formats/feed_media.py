"""What an entry brings along and is filed under: enclosures (RSS, Atom, Media RSS), pictures,
categories."""

from __future__ import annotations

from typing import Final

from reader.core.feeds import Enclosure
from reader.formats.feed_fields import Fields, Link, text_of
from reader.formats.feed_text import line, plain

_MOST: Final = 50
"""Enclosures and categories of one entry."""
_CATEGORY: Final = ("category", "dc:subject", "atom:category", "media:category",
                    "itunes:category")  # fmt: skip
_PICTURE: Final = ("media:thumbnail", "itunes:image", "googleplay:image", "image", "logo", "icon",
                   "atom:logo")  # fmt: skip


def files(fields: Fields, links: list[Link]) -> tuple[Enclosure, ...]:
    """The files an entry brings along, each address once; Atom's content may be one of them."""
    found: dict[str, Enclosure] = {}
    for element in fields.all(("enclosure", "media:content", "content")):
        href = element.get("url") or element.get("href") or element.get("src")
        kind = line(element.get("type") or element.get("medium") or "")
        url = fields.resolved(href, element)
        if url and "html" not in (kind or ""):
            length = element.get("length") or element.get("fileSize")
            found.setdefault(url, Enclosure(url, kind, _number(length)))
    for link in links:
        if link.rel == "enclosure":
            kind = line(link.media_type)
            found.setdefault(link.href, Enclosure(link.href, kind, _number(link.length)))
    return tuple(found.values())[:_MOST]


def picture(fields: Fields) -> str | None:
    """A feed's or an entry's own picture."""
    for element in fields.all(_PICTURE):
        inside = (text_of(child) for child in element if fields.names[str(child.tag)] == "url")
        said = element.get("url") or element.get("href") or next(inside, None)
        if found := fields.resolved(said or element.text, element):
            return found
    return None


def lead(enclosures: tuple[Enclosure, ...]) -> str | None:
    """The first picture among an entry's files."""
    return next((file.url for file in enclosures if (file.media_type or "")[:5] == "image"), None)


def categories(fields: Fields) -> tuple[str, ...]:
    """What an entry is filed under, each name once."""
    found: list[str | None] = []
    for element in fields.all(_CATEGORY):
        said = (element.get(name) for name in ("label", "term", "text"))
        found.append(plain(next(filter(None, said), None) or text_of(element)))
    for text in fields.texts("itunes:keywords", "media:keywords"):
        found += [line(word) for word in text.split(",")]
    return tuple(dict.fromkeys(name for name in found if name))[:_MOST]


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
