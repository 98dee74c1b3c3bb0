"""Texts of feeds: what is HTML, what is plain, and where their links lead.

A title is one line of text, though RSS feeds mark it up; a content or summary is HTML, whatever
the feed wrote it in, with links that lead somewhere without the feed. Texts are cut at the lengths
below, which no honest feed reaches.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape, unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

from reader.core.text import clean, squeeze
from reader.formats.feed_repair import HTML
from reader.formats.html_links import absolute

LINE: Final = 2_000
"""Characters of a title, a name, an identity."""
TEXT: Final = 2_000_000
"""Characters of a content or summary."""
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_UNSEEN: Final = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1>|<!--[^<>]*-->", re.IGNORECASE)
_BREAKING: Final = frozenset({"br", "p", "div", "li", "hr", "h1", "h2", "h3", "td", "tr"})
_MARKED: Final = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
# Tags with an address that is relative: most feeds have none, so that nothing else is looked at.
_LINKED: Final = re.compile(
    r"<(?:a|area|audio|embed|iframe|img|source|track|video)\b(?=[^<>]*?\b(?:href|src|srcset|poster)"
    r"\s*=\s*[\"']?+(?!\s*(?:[a-z][a-z0-9+.-]*:|#)))[^<>]*+>",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(
    r"(\b(href|src|srcset|poster)\s*=\s*)(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|#|$")
_MAIL: Final = r"[^\s()<>,;:@\"']+@[^\s()<>,;:@\"']+"
_PERSON: Final = re.compile(
    rf"(?:mailto:)?{_MAIL}\s*\(([^()]+)\)|([^<>()]+?)\s*[<(]\s*(?:mailto:)?{_MAIL}\s*[>)]"
)


def line(text: str) -> str | None:
    """Plain `text` as one clean line, or None where it is empty."""
    return squeeze(text[:LINE]) or None


def plain(markup: str) -> str | None:
    """The text that the markup of a title shows, in one line: tags that HTML knows go, others
    ("List<String>") are text; characters written by name or number are themselves."""
    markup = markup[: 4 * LINE]
    if "<" in markup:
        markup = _TAG.sub(_untagged, _UNSEEN.sub("", markup))
    return line(unescape(markup) if "&" in markup else markup)


def _untagged(found: re.Match[str]) -> str:
    name = found[1].lower()
    if name in _BREAKING:
        return " "
    return "" if name in HTML else found[0]


def hypertext(markup: str, base: str) -> str | None:
    """The HTML of a content or summary, cleaned, its links absolute; None where it is empty."""
    markup = clean(markup[:TEXT], lines=True).strip()
    if not markup:
        return None
    if not base.startswith(("http://", "https://")):
        return markup
    return _LINKED.sub(partial(_rebased, base=base), markup)


def paragraphs(text: str) -> str:
    """Plain text as HTML: empty lines part paragraphs, other line breaks stay."""
    parts = re.split(r"\n[^\S\n]*\n\s*", clean(text[:TEXT], lines=True).strip())
    return "".join(f"<p>{escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts)


def marked(text: str) -> bool:
    """Whether `text` holds a tag or a character written by name, as HTML does."""
    return _MARKED.search(text) is not None


def _rebased(tag: re.Match[str], base: str) -> str:
    return _ATTRIBUTE.sub(partial(_link, base=base), tag[0])


def _link(found: re.Match[str], base: str) -> str:
    """One attribute of a tag with its addresses absolute."""
    value = next((part for part in found.groups()[2:] if part is not None), "")
    if found[2].lower() == "srcset":
        choices = (choice.split(None, 1) for choice in value.split(",") if choice.strip())
        joined = ", ".join(" ".join([_joined(url, base), *rest]) for url, *rest in choices)
    else:
        joined = _joined(value.strip(), base)
    if joined == value:
        return found[0]
    return f'{found[1]}"{joined.replace(chr(34), "%22")}"'


def _joined(url: str, base: str) -> str:
    if _ABSOLUTE.match(url):
        return url
    try:
        return urljoin(base, url)
    except ValueError:  # a bracket that opens no IPv6 address: left as it was
        return url


def address(text: str | None, base: str) -> str | None:
    """An absolute address of the web, or None: nothing else comes out of a feed."""
    found = absolute(" ".join(text[:LINE].split()), base) if text else None
    if not found or not found.startswith(("http://", "https://")):
        return None
    try:
        return found if urlsplit(found).hostname else None
    except ValueError:  # an address nobody can read
        return None


def person(text: str) -> str | None:
    """The name in "mail (Name)", "Name <mail>" or "Name"; the mail where there is no name."""
    text = squeeze(text[:LINE])
    found = _PERSON.fullmatch(text[:300])
    return line(unescape(next(filter(None, found.groups())) if found else text))
