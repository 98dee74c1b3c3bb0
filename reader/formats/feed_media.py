"""What an entry brings along and is filed under: enclosures (RSS, Atom, Media RSS), transcripts and
chapters (Podcasting 2.0), pictures, categories."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from reader.core.feeds import Enclosure, Role
from reader.formats.feed_fields import Fields, Link, text_of
from reader.formats.feed_text import line, plain
from reader.formats.html_tree import Element

_MOST: Final = 50
"""Enclosures and categories of one entry."""
_CATEGORY: Final = ("category", "dc:subject", "atom:category", "media:category",
                    "itunes:category")  # fmt: skip
_BESIDE: Final[tuple[Role, ...]] = ("transcript", "chapters")
_DURATION: Final = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:\.\d{0,9})?", re.ASCII)
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
            length = _number(element.get("length") or element.get("fileSize"))
            lasts, title, credit = seconds(element.get("duration")), *_named(fields, element)
            found.setdefault(url, Enclosure(url, kind, length, lasts, title, credit))
    for link in links:
        if link.rel == "enclosure":
            kind = line(link.media_type)
            found.setdefault(link.href, Enclosure(link.href, kind, _number(link.length)))
    beside = [one for role in _BESIDE for one in _beside(fields, role)]
    return (*_timed(fields, list(found.values())[:_MOST]), *beside[:_MOST])


def seconds(text: str | None) -> int | None:
    """A duration as feeds write it: "1:02:03", "62:03", "3723", "3723.4"."""
    found = _DURATION.fullmatch((text or "").strip())
    if found is None:
        return None
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + rest or None


def _named(fields: Fields, element: Element) -> tuple[str | None, str | None]:
    """What is said of a file, and whose it is: by itself, else by the group that it is in, whose
    description is of a picture, but of a film an abstract."""
    title = _said(fields, element, "description") or _said(fields, element, "title")
    credit = _said(fields, element, "credit")
    group = element.getparent()
    if group is None or fields.names[str(group.tag)] != "media:group":
        return title, credit
    picture = (element.get("medium") or element.get("type") or "").startswith("image")
    order = ("description", "title") if picture else ("title", "description")
    of_group = (_said(fields, group, name) for name in order)
    return title or next(filter(None, of_group), None), credit or _said(fields, group, "credit")


def _said(fields: Fields, element: Element, name: str) -> str | None:
    """What Media RSS says of a file within its element: markup is none of it."""
    parts = (one for one in element if fields.names[str(one.tag)] == f"media:{name}")
    return next(filter(None, (plain(text_of(part)) for part in parts)), None)


def _timed(fields: Fields, found: list[Enclosure]) -> list[Enclosure]:
    """The files, the first sound or film lasting as long as the entry says."""
    lasts = seconds(fields.text("itunes:duration"))
    for index, one in enumerate(found):
        if lasts and not one.duration and (one.media_type or "")[:5] in {"audio", "video"}:
            found[index] = replace(one, duration=lasts)
            break
    return found


def _beside(fields: Fields, role: Role) -> list[Enclosure]:
    """The transcripts or the chapters of an entry's sound."""
    found = (
        (fields.resolved(one.get("url"), one), one) for one in fields.all((f"podcast:{role}",))
    )
    return [Enclosure(url, line(one.get("type") or ""), role=role) for url, one in found if url]


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
