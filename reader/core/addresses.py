"""Addresses of the web as people and lists write them: without a scheme, or with `feed:` before
them, which says nothing."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_FEED: Final = (("feed://", "http://"), ("feed:", ""))
"""How some programs write a feed's address."""
_BARE: Final = re.compile(
    r"(?P<host>(?P<number>\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:.]+\])|(?P<own>localhost)"
    r"|(?:[\w-]+\.)+(?P<last>xn--[\w-]+|[^\W\d_]{2,63}))"
    r"(?P<port>:\d{1,5})?(?P<path>[/?#]\S*)?$",
    re.IGNORECASE,
)
"""A host, perhaps its port and a path. The last part of a host's name has letters only."""
_FILES: Final = frozenset({
    "htm", "html", "xhtml", "mht", "mhtml", "txt", "text", "md", "markdown", "eml", "xml", "rss",
    "atom", "json", "csv", "opml", "gz", "pdf", "log", "odt", "doc", "docx",
})  # fmt: skip
"""What a host's name hardly ends in, and a file's often does."""


class Bare(NamedTuple):
    """An address without its scheme."""

    text: str
    path: bool
    """Whether it names something of its host."""
    plain: bool
    """It is a number or names a port, which seldom speak TLS."""

    @property
    def urls(self) -> tuple[str, str]:
        """What it may mean, the likelier first where it can be asked."""
        return f"https://{self.text}", f"http://{self.text}"


def unwrapped(text: str) -> str:
    """The address without `feed:`."""
    text = text.strip()
    for start, instead in _FEED:
        if text.lower().startswith(start):
            return instead + text[len(start) :]
    return text


def unasked(text: str) -> str:
    """What an address means where nobody asks which scheme is right: https, or http where it is a
    number or names a port."""
    text = unwrapped(text)
    found = bare(text)
    return found.urls[found.plain] if found else text


def bare(text: str, *, files: bool = False) -> Bare | None:
    """What looks like a host of the web, perhaps with its port and a path; None for any other
    text, and where it may be one of `files`, for a name that ends as theirs do."""
    found = _BARE.match(text)
    if found is None:
        return None
    port, path = bool(found["port"]), (found["path"] or "").startswith("/")
    if files and not port and not found["path"] and (found["last"] or "").lower() in _FILES:
        return None
    return Bare(text, path, bool(port or found["number"] or found["own"]))
