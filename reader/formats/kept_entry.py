"""A feed's entry as the raw source of an article: what the feed gave, and, where it was fetched,
the page that the entry leads to.

The two are kept in one JSON object, the page's bytes one character each (Latin-1), so that an
entry can be labelled again as it came. Any file may claim to be such an object: it is read as
foreign text.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, NamedTuple

from reader.core.errors import FormatError
from reader.core.feed_codec import ENTRY_TYPE, entry_from_json, entry_to_json
from reader.core.feeds import Entry, FeedDocument
from reader.core.model import Document, Payload
from reader.core.text import squeeze
from reader.formats import feed_entry
from reader.formats.read import label


class Kept(NamedTuple):
    """What is kept of an entry."""

    entry: Entry
    feed: FeedDocument
    """The feed's own facts, without its entries."""
    page: Payload | None


def is_kept(payload: Payload) -> bool:
    """Whether a payload is an entry's."""
    return payload.media_type == ENTRY_TYPE


def pack(url: str, entry: Entry, feed: FeedDocument, page: Payload | None = None) -> Payload:
    """The raw source of the article at `url` that an entry became."""
    said: dict[str, Any] = {
        "entry": entry_to_json(entry),
        "feed": {"url": feed.url, "title": feed.title, "language": feed.language},
    }
    if page:
        data = page.data.decode("latin-1")
        said["page"] = {"url": page.url, "media_type": page.media_type, "data": data}
    return Payload(json.dumps(said, ensure_ascii=False).encode(), url, ENTRY_TYPE)


def unpack(payload: Payload) -> Kept:
    """What `pack` kept. Raises FormatError for bytes that are none of its making."""
    try:
        said = json.loads(payload.data)
        entry = entry_from_json(said["entry"])
        url, title, language = (said["feed"][name] for name in ("url", "title", "language"))
        page = said.get("page")
        held = page and Payload(page["data"].encode("latin-1"), page["url"], page["media_type"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise FormatError(f"{label(payload.url)} is a damaged entry of a feed") from error
    feed = FeedDocument(squeeze(url or ""), squeeze(title or "") or None, None, None, language, ())
    return Kept(entry, feed, held)


def shown(payload: Payload) -> Payload:
    """What a person takes for the source: the page, or the entry's own HTML."""
    kept = unpack(payload)
    if kept.page:
        return kept.page
    text = kept.entry.content or kept.entry.summary or kept.entry.title or ""
    return Payload(text.encode(), kept.entry.url or payload.url, "text/html; charset=utf-8")


def document(payload: Payload) -> Document:
    """The article that an entry without its page holds."""
    kept = unpack(payload)
    found = feed_entry.document(kept.entry, kept.feed)
    return replace(found, url=kept.entry.url or payload.url)


def merged(page: Document, kept: Kept) -> Document:
    """A page's document with what its entry says of it. The feed knows title, author and date;
    the page knows its site's name, which a feed's title only resembles ("Outlet - World")."""
    entry = kept.entry
    # A page that names no site is given its host.
    named = page.site if page.site and page.site not in page.url else None
    later = entry.updated if entry.updated != entry.published else None
    return replace(
        page,
        title=entry.title or page.title,
        byline=entry.byline or page.byline,
        published=entry.published or page.published,
        modified=later or page.modified,
        site=named or kept.feed.title or page.site,
        language=page.language or entry.language or kept.feed.language,
        section=page.section or (entry.categories[0] if entry.categories else None),
        image=page.image or entry.image,
    )
