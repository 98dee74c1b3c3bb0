"""Which feeds a web page names, and where to look when it names none."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from reader.formats.feed_text import address, line
from reader.formats.html_tree import Element, parse

COMMON_PATHS: Final = (
    "feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed/", "rss/", "feed.json",
    "feeds/posts/default", "index.rdf", "?feed=rss2",
)  # fmt: skip
"""Where the usual programs put a site's feed, most usual first."""
_TYPES: Final = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/rss", "application/atom", "application/x.atom+xml", "application/x-rss+xml",
    "text/rss+xml", "text/rss", "text/atom",
})  # fmt: skip
_PERHAPS: Final = frozenset({"application/json", "application/xml", "text/xml", ""})
"""Types that pages give feeds and other things: the address decides."""
_LIKE: Final = re.compile(
    r"[/._-](?:rss2?|atom|rdf)(?:[/._?-]|$)|/feeds?(?:[/.?]|$)|"
    r"[?&](?:feed|format|type|alt)=(?:rss|atom|feed)",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"\.(?:html?|php|aspx?|jpe?g|png|gif|svg|pdf|css|js|zip|mp3)$", re.IGNORECASE
)
_COMMENTS: Final = re.compile(r"comments?(?:/|$|\b)", re.IGNORECASE)
_MOST: Final = 30
"""Feeds that are named of one page."""


class FeedLink(NamedTuple):
    """A feed that a page names."""

    url: str
    title: str | None
    media_type: str | None


def feed_links(html: str, url: str) -> list[FeedLink]:
    """The feeds that the page at `url` names, best first: its links to itself in another form,
    then what its text links to and looks like a feed; feeds of comments last."""
    root = parse(html)
    if root is None:
        return []
    element = root.find(".//base[@href]")
    base = (address(element.get("href"), url) if element is not None else None) or url
    named = [_named(link, base) for link in root.iter("link")]
    linked = [_linked(link, base) for link in root.iter("a")]
    found: dict[str, FeedLink] = {}
    for one in [*named, *linked]:
        if one and len(found) < _MOST:
            found.setdefault(one.url, one)
    return sorted(found.values(), key=_of_comments)


def guesses(url: str) -> list[str]:
    """Where the feed of the site of `url` may be: the common paths below its page, then below its
    root."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return []
    root = f"{parts.scheme}://{parts.netloc}/"
    folder = urljoin(root, parts.path if parts.path.endswith("/") else parts.path + "/")
    bases = [folder, root] if folder != root else [root]
    return [base + path for base in bases for path in COMMON_PATHS]


def _named(link: Element, base: str) -> FeedLink | None:
    """A link element to the page as a feed."""
    rel = (link.get("rel") or "").lower().split()
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    href = link.get("href") or ""
    if not {"alternate", "feed"} & set(rel) or "stylesheet" in rel:
        return None
    if kind in _TYPES or "feed" in rel or (kind in _PERHAPS and _like(href)):
        target = address(href, base)
        return FeedLink(target, line(link.get("title") or ""), line(kind)) if target else None
    return None


def _linked(link: Element, base: str) -> FeedLink | None:
    """A link in the page's text that looks like a feed."""
    href = link.get("href") or ""
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    target = address(href, base) if kind in _TYPES or _like(href) else None
    if target is None:
        return None
    return FeedLink(target, line("".join(link.itertext())), line(kind))


def _like(href: str) -> bool:
    """Whether an address looks like a feed's: a word of its path, or what its query asks for."""
    path, _, query = href[:2000].partition("#")[0].partition("?")
    way = path.rpartition("://")[2]
    way = way.partition("/")[2] if "://" in path else way
    return (
        not _OTHER.search(way)
        and _LIKE.search(f"/{way}?{query}" if query else f"/{way}") is not None
    )


def _of_comments(link: FeedLink) -> bool:
    return _COMMENTS.search(f"{urlsplit(link.url).path} {link.title or ''}") is not None
