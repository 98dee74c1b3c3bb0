"""Where a page's links lead: absolute addresses, or nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

from reader.core.text import clean

_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_LONGEST: Final = 2000


def absolute(href: str | None, base: str) -> str | None:
    """`href` as an absolute web or mail address, cleaned; None without one, empty where it
    leads nowhere a reader could follow."""
    if not href:
        return None
    href = clean(href).strip()
    if not href.startswith(("http://", "https://")):
        href = _join(href, base)
    return href.replace(" ", "%20")[:_LONGEST] if href else None


def _join(href: str, base: str) -> str:
    """`href` made absolute; empty where that is no web or mail address."""
    try:
        # The library takes ten times as long, and a page has dozens of these.
        if href[0:1] == "/" and href[1:2] != "/":
            root = _root(base)
            return root + href if root else ""
        if href[0:1] == "#":
            here = _here(base)
            return here + href if here and len(href) > 1 else here
        url = urljoin(base, href)
        return url if urlsplit(url).scheme in _SCHEMES else ""
    except ValueError:  # a bracket that opens no IPv6 address: no link
        return ""


@lru_cache(maxsize=16)
def _root(base: str) -> str:
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} else ""


@lru_cache(maxsize=16)
def _here(base: str) -> str:
    """The page's own address, without the place on it; empty where that is none of the web."""
    url = urljoin(base, "#")
    return url if urlsplit(url).scheme in _SCHEMES else ""
