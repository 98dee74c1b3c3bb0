"""From a feed's text to its element tree, and its elements' names without their namespaces.

lxml reads what is well-formed; what is not is repaired first (`feed_repair`). In both cases HTML's
named characters, which XML does not know, and the numbers of windows-1252's quotation marks become
the characters they mean. Nothing is fetched, and declared entities expand only within libxml2's
limits; a repaired text has none.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from reader.formats.feed_repair import PIECES, well_formed
from reader.formats.html_tree import Element

_PROLOG: Final = re.compile(
    r"(?:\s|\ufeff|<\?[^>]*>|<!--(?:[^-]|-(?!->))*+-->"
    r"|<!DOCTYPE(?:[^\[<>\"']|\"[^\"<]*\"|'[^'<]*')*+(?:\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*+\]\s*)?>)*+",
    re.IGNORECASE,
)
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|entry|opml)\b", re.IGNORECASE)
_PAGE: Final = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_TYPE: Final = re.compile(r"<!DOCTYPE(?:[^\[<>\"']|\"[^\"<]*\"|'[^'<]*')*+\[", re.IGNORECASE)
_DECLARED: Final = re.compile(r"<!ENTITY\s+([\w.-]+)")
_NAMED: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_WINDOWS: Final = re.compile(r"&#(?:0*1(?:2[89]|[34]\d|5\d)|[xX]0*[89][0-9A-Fa-f]);")
_CONTROLS: Final = re.compile("[\x80-\x84\x86-\x9f]")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FORBIDDEN_NUMBER: Final = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
)
_CORE: Final = (
    "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/", "http://my.netscape.com/publish/formats/rss-0.9",
    "http://backend.userland.com/rss", "http://blogs.law.harvard.edu/tech/rss",
    "http://cyber.law.harvard.edu/rss", "http://cyber.harvard.edu/rss", "http://purl.org/net/rss1.1#",
    "http://www.rssboard.org/rss-",
)  # fmt: skip
# How namespaces begin, in lower case and without "http(s)://": spellings differ in what follows.
_PREFIXES: Final = (
    ("www.w3.org/2005/atom", "atom"), ("purl.org/atom/", "atom"),
    ("purl.org/rss/1.0/modules/content", "content"), ("purl.org/dc/terms", "dcterms"),
    ("purl.org/dc/", "dc"), ("purl.org/rss/1.0/modules/syndication", "sy"),
    ("search.yahoo.com/mrss", "media"), ("video.search.yahoo.com/mrss", "media"),
    ("www.rssboard.org/media-rss", "media"), ("www.itunes.com/dtds/", "itunes"),
    ("example.com/dtds/podcast", "itunes"), ("www.google.com/schemas/play-podcasts", "googleplay"),
    ("rssnamespace.org/feedburner", "feedburner"), ("www.w3.org/1999/xhtml", "xhtml"),
    ("www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"), ("prismstandard.org/namespaces", "prism"),
    ("podcastindex.org/namespace", "podcast"), ("github.com/podcastindex-org/", "podcast"),
)  # fmt: skip

BROKEN_OFF: Final = "it breaks off within its last entry"
"""The note of a feed that came only in part."""


class Names(dict[str, str]):
    """The short names of a tree's tags, each worked out once: "title", "dc:creator".

    The root's own namespace, none, and those of the many RSS dialects have no prefix; the
    namespaces of the table have the one they are known by, whatever the feed calls them; all
    others have "?", so that nobody takes a stranger's title for the feed's.
    """

    def __init__(self, root: Element) -> None:
        uri = str(root.tag).rpartition("}")[0].lstrip("{")
        self.home = "" if _prefix(uri) == "rdf" else uri

    def __missing__(self, tag: str) -> str:
        uri, closed, local = tag.rpartition("}")
        if closed:
            prefix = "" if uri[1:] == self.home else _prefix(uri[1:])
            name = f"{prefix}:{local}" if prefix else local
        else:
            name = local  # undeclared prefixes are taken at their word
        self[tag] = name = name.lower()
        return name


def _prefix(uri: str) -> str:
    if not uri or (uri.startswith(_CORE) and "modules/" not in uri):
        return ""
    bare = uri.lower().partition("://")[2]
    return next((prefix for start, prefix in _PREFIXES if bare.startswith(start)), "?")


def parse(text: str) -> tuple[Element | None, str]:
    """The tree of a feed's or list's text, None where it holds none; and a sentence on what was
    wrong with its XML, empty where nothing was."""
    start = _start(text)
    if start < 0:
        return None, ""
    types = _TYPE.search(text[:start])
    # The rest of a prolog (declared encodings, style sheets, rubbish) is of no use any more.
    head = text[types.start() : start] if types and "<!ENTITY" in text[:start] else ""
    body = _characters(text[start:], frozenset(_DECLARED.findall(head)))
    try:
        return etree.fromstring((head + body).encode("utf-8"), _strict()), ""
    except (etree.XMLSyntaxError, UnicodeEncodeError):  # broken, or with a lone surrogate
        whole, cut, broken_off = well_formed(_FORBIDDEN_NUMBER.sub("", _FORBIDDEN.sub("", body)))
    note = "its XML is broken and was repaired"
    if broken_off:
        note = BROKEN_OFF
    if cut:
        note = (
            f"its XML is broken, and what follows its first {PIECES:,} tags and texts was left out"
        )
    try:
        return etree.fromstring(whole.encode("utf-8"), _lenient()), note
    except etree.XMLSyntaxError:  # no element at all
        return None, note


def _start(text: str) -> int:
    """Where the root begins: after a prolog as it should be, or after any rubbish but a page."""
    prolog = _PROLOG.match(text)
    at = prolog.end() if prolog else 0
    if _ROOT.match(text, at):
        return at
    root = _ROOT.search(text, at) or _ROOT.search(text)
    return -1 if root is None or _PAGE.search(text, 0, root.start()) else root.start()


def _characters(text: str, declared: frozenset[str]) -> str:
    """The text with the characters that names and numbers mean to browsers."""
    if not text.isascii():
        text = _CONTROLS.sub(lambda found: unescape(f"&#{ord(found[0])};"), text)
    if "&#" in text:
        text = _WINDOWS.sub(lambda found: unescape(found[0]), text)
    return _NAMED.sub(lambda found: _character(found, declared), text) if "&" in text else text


def _character(found: re.Match[str], declared: frozenset[str]) -> str:
    """The character of an HTML name; an unknown name is text."""
    if found[1] in declared:
        return found[0]
    return escape(html5.get(found[1] + ";", found[0]))


def _strict() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities="internal", no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _lenient() -> etree.XMLParser:
    """For repaired text, which declares no entities: its depth and size need no limit."""
    return etree.XMLParser(
        encoding="utf-8", recover=True, huge_tree=True, resolve_entities=False, no_network=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
