"""JSON Feed 1.0 and 1.1 (jsonfeed.org): from its text to a `FeedDocument`.

Values of the wrong type count as not given, since generators write numbers for identities, null
for what they lack, one author for a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reader.core.errors import FormatError
from reader.core.feeds import Enclosure, Entry, FeedDocument
from reader.formats.feed_dates import moment
from reader.formats.feed_text import address, hypertext, line, paragraphs, plain
from reader.formats.feed_xml import ENTRIES

_MANY = 50
"""Attachments, tags and authors of one item."""


def read(text: str, url: str, name: str) -> FeedDocument:
    """The feed that `text` holds. Raises FormatError, naming the source, where it is no JSON."""
    try:
        data = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise FormatError(
            f"{name} is a JSON feed that is broken", "ask for its RSS feed"
        ) from error
    if not isinstance(data, dict):
        raise FormatError(f"{name} is not a JSON feed")
    items = [item for item in _listed(data, "items") if isinstance(item, dict)]
    link = address(_text(data, "home_page_url"), url)
    base = link or url
    authors = _authors(data)
    more = len(items) - ENTRIES
    return FeedDocument(
        url=url,
        title=line(_text(data, "title")),
        link=link,
        description=plain(_text(data, "description")),
        language=line(_text(data, "language").lower()),
        entries=tuple(_entry(item, base, authors) for item in items[:ENTRIES]),
        image=address(_text(data, "icon") or _text(data, "favicon"), url),
        self_url=address(_text(data, "feed_url"), url),
        hub=next((found for hub in _objects(data, "hubs")
                  if (found := address(_text(hub, "url"), url))), None),
        next_url=address(_text(data, "next_url"), url),
        notes=(f"{more:,} entries after the first {ENTRIES:,} were left out",) if more > 0 else (),
    )  # fmt: skip


def _entry(item: dict[str, Any], base: str, authors: str | None) -> Entry:
    """One item; the feed's authors are those of an item that names none."""
    markup = _text(item, "content_html")
    told = _text(item, "content_text")
    own = line(_text(item, "id"))
    said = _text(item, "url")
    url = address(said, base) or address(own, "") or address(_text(item, "external_url"), base)
    published, updated = moment(_text(item, "date_published")), moment(_text(item, "date_modified"))
    tags = (line(tag) for tag in _listed(item, "tags")[:_MANY] if isinstance(tag, str))
    return Entry(
        id=own,
        url=url,
        title=line(_text(item, "title")),
        byline=_authors(item) or authors,
        published=published or updated,
        updated=updated,
        content=hypertext(markup or paragraphs(told), url or base),
        summary=hypertext(paragraphs(_text(item, "summary")), base),
        media_type="text/html" if markup else "text/plain" if told else None,
        enclosures=tuple(_files(item, base)),
        categories=tuple(dict.fromkeys(tag for tag in tags if tag)),
        language=line(_text(item, "language").lower()),
        image=address(_text(item, "image") or _text(item, "banner_image"), base),
    )


def _files(item: dict[str, Any], base: str) -> Iterator[Enclosure]:
    for file in _objects(item, "attachments"):
        if url := address(_text(file, "url"), base):
            size, lasts = _number(file, "size_in_bytes"), _number(file, "duration_in_seconds")
            kind, title = line(_text(file, "mime_type")), line(_text(file, "title"))
            yield Enclosure(url, kind, size, lasts, title)


def _number(data: dict[str, Any], key: str) -> int | None:
    """A number of bytes or seconds, without its fraction."""
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**15:
        return None
    return int(value)


def _authors(data: dict[str, Any]) -> str | None:
    """The authors named by 1.1's list or 1.0's single one."""
    given = [*_objects(data, "authors"), data.get("author")]
    names = [line(_text(one, "name")) for one in given if isinstance(one, dict)]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _objects(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [one for one in _listed(data, key)[:_MANY] if isinstance(one, dict)]


def _listed(data: dict[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _text(data: dict[str, Any], key: str) -> str:
    """A string, or a number written where one should be; else empty."""
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
