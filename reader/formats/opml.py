"""OPML 1.0 to 2.0: lists of feeds in and out.

Every program writes its own: `xmlUrl` in any spelling of its case, the address in `url`, names in
`text` or `title`, folders as outlines without an address, tags in `category`. What is broken XML is
repaired as a feed's is. Outlines that run programs (newsboat's `|command`, `filtercmd`) are named
and left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from reader.core.errors import FormatError
from reader.core.feeds import FeedList, LeftOut, Subscription
from reader.core.model import Payload
from reader.core.text import squeeze
from reader.formats.feed_text import line
from reader.formats.feed_tree import parse
from reader.formats.html_tree import Element
from reader.formats.list_items import left_out, merged, refused, web, words
from reader.formats.read import label, raw_text

_FEEDS: Final = frozenset({"rss", "atom", "feed", "rss1", "rss2", "json", "pie"})
"""Types of outlines whose `url` is a feed's."""
_LISTS: Final = frozenset({"include", "source", "link"})
"""Types of outlines that lead to another list or a page."""
_CLOSED: Final = re.compile(r"</(?:[\w.-]+:)?opml|<(?:[\w.-]+:)?opml\b[^<>]*/>\s*$", re.IGNORECASE)
_MOST: Final = 50_000
"""Feeds that are read of one list."""


def read(payload: Payload) -> FeedList:
    """The feeds a list holds, in its order. Raises FormatError where it is no list."""
    text = raw_text(payload)
    if "<opml" not in text.lower() and "<outline" in text:  # a piece of a list
        text = "<opml>" + text[text.index("<outline") :]
    root, note = parse(text)
    if root is None or not _is_list(root):
        raise FormatError(f"{label(payload.url)} is not a list of feeds (OPML)")
    found: list[Subscription] = []
    leftover = [left_out("the list", note)] if "left out" in note else []
    if "<opml" in text.lower() and not _CLOSED.search(text):
        leftover.append(left_out("the end of the list", "the file ends before it"))
    stack: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while stack:
        if len(found) + len(leftover) == _MOST:
            leftover.append(left_out("the rest of the list", f"it comes after {_MOST:,} feeds"))
            break
        element, folders = stack.pop()
        inside = folders
        if _name(element) == "outline":
            said = {_local(str(key)): str(value) for key, value in element.items()}
            if len(element) and not _address(said):
                title = _title(said)
                inside = (*folders, title) if title else folders
            else:
                taken = _outline(said, folders)
                if isinstance(taken, LeftOut):
                    leftover.append(taken)
                else:
                    found.append(taken)
                if not isinstance(taken, LeftOut) and said.get("filtercmd", "").strip():
                    reason = "the feed was taken, but the program that filters it is not run"
                    leftover.append(left_out(_title(said) or _address(said), reason))
        stack += [(child, inside) for child in reversed(element)]
    subscriptions, twice = merged(found)
    return FeedList(subscriptions, (*leftover, *twice))


def _is_list(root: Element) -> bool:
    return _name(root) == "opml" or next(
        (True for e in root.iter() if _name(e) == "outline"), False
    )


def _name(element: Element) -> str:
    return _local(str(element.tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def _title(said: dict[str, str]) -> str | None:
    return line(said.get("text", "")) or line(said.get("title", ""))


def _kind(said: dict[str, str]) -> str:
    return squeeze(said.get("type", "")).lower()


def _address(said: dict[str, str]) -> str:
    """The address an outline gives for its feed or its list, as it is written."""
    given = said.get("xmlurl") or ""
    return given.strip() or (said.get("url", "").strip() if _kind(said) in _FEEDS | _LISTS else "")


def _outline(said: dict[str, str], folders: tuple[str, ...]) -> Subscription | LeftOut:
    """The feed that an outline names, or why it is none."""
    title, kind, given = _title(said), _kind(said), _address(said)
    name = title or given or kind or "an outline"
    # WordPress calls its feeds links as well, but gives them an `xmlUrl`.
    if kind in _LISTS and not (kind == "link" and said.get("xmlurl")):
        return left_out(name, "it leads to a page or another list, not to a feed")
    if not given:
        page = "it names a page, but no feed" if said.get("htmlurl") else "it names no feed"
        return left_out(name, page)
    url = web(given)
    if url is None:
        return refused(name, given)
    return Subscription(
        url=url,
        title=title,
        folders=folders,
        tags=words(tag.strip().strip("/") for tag in said.get("category", "").split(",")),
        site=web(said.get("htmlurl")),
        note=line(said.get("description", "")),
        hidden=said.get("ishidden", "").strip().lower() == "true",
    )


def write(subscriptions: Sequence[Subscription], title: str = "Feeds") -> bytes:
    """The list as OPML 2.0, which `read` gives back: folders nest, and a comma in a tag becomes a
    space."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = squeeze(title)
    places: dict[tuple[str, ...], Element] = {(): etree.SubElement(root, "body")}
    for one in subscriptions:
        for depth in range(1, len(one.folders) + 1):
            path = one.folders[:depth]
            if path not in places:
                name = squeeze(path[-1])
                place = places[path[:-1]]
                places[path] = etree.SubElement(place, "outline", text=name, title=name)
        etree.SubElement(places[one.folders], "outline", _attributes(one))
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return body


def _attributes(one: Subscription) -> dict[str, str]:
    said = {
        "text": one.title or one.url,
        "title": one.title or "",
        "type": "rss",
        "xmlUrl": one.url,
        "htmlUrl": one.site or "",
        "category": ",".join(tag.replace(",", " ") for tag in one.tags),
        "description": one.note or "",
        "isHidden": "true" if one.hidden else "",
    }
    return {name: squeeze(value) for name, value in said.items() if value}
