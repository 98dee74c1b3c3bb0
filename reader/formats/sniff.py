"""What bytes are, by looking at them; a name or a media type only breaks ties."""

from __future__ import annotations

import re
from typing import Final, Literal

from reader.core.errors import FormatError

Wrapping = Literal["gzip", "mail", "html", "markdown", "text"]

# First bytes of what is no article, or not one yet: each with what to tell the person.
_REFUSED: Final = (
    (b"%PDF-", "is a PDF", "save the page as HTML or text instead"),
    (b"PK\x03\x04", "is a zip archive (or an office document)", "unpack it, or export it as HTML"),
    (b"\x89PNG", "is a picture", ""),
    (b"\xff\xd8\xff", "is a picture", ""),
    (b"GIF8", "is a picture", ""),
    (b"RIFF", "is a picture, sound or film", ""),
    (b"BZh", "is compressed with bzip2", "unpack it, or use gzip"),
    (b"\xfd7zXZ", "is compressed with xz", "unpack it, or use gzip"),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd", "unpack it, or use gzip"),
    (b"SQLite format 3", "is a database", "open a library with --db FILE"),
    (b"{\\rtf", "is rich text (RTF)", "export it as HTML or text"),
    (b"\x7fELF", "is a program", ""),
)
_TAG: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|article|main|section|div|p|h[1-6]|ul|ol|"
    r"table|span|br|a|blockquote|figure|script|style)\b[^>]*>",
    re.IGNORECASE,
)
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--(?>.{0,20000}?-->)\s*)*)<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# What may stand before a root: declarations, comments, a document type without its own entities.
_BEFORE: Final = (
    r"\s*(?:<\?[^>]{0,2000}>\s*|<!--(?>.{0,20000}?-->)\s*|<!DOCTYPE\s+(?!html)[^>\[]{0,500}>\s*)*<"
)
_FEED: Final = re.compile(
    _BEFORE + r"(?:rss|rdf:RDF|(?:[\w-]+:)?feed|channel\b[^<]{0,2000}<(?:title|item))\b",
    re.IGNORECASE | re.DOTALL,
)
_OPML: Final = re.compile(_BEFORE + r"opml\b", re.IGNORECASE | re.DOTALL)
_JSON_FEED: Final = re.compile(
    r"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version"
)
_FIELD: Final = re.compile(r"^([A-Za-z][A-Za-z-]{1,40}):[ \t]", re.MULTILINE)
_MAIL: Final = frozenset({
    "from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path",
    "delivered-to", "content-type", "reply-to", "sender", "dkim-signature", "content-location",
    "snapshot-content-location",
})  # fmt: skip
_MARKDOWN: Final = (
    # With empty lines around: programs and settings have comments that begin so.
    re.compile(r"(?:\A|\n\n)#{1,6} \S[^\n]*(?:\n\n|\n?\Z)"),
    re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^---\n(?:[\w-]+:.*\n){1,30}---$", re.MULTILINE),
    # Not "__init__", which is a name.
    re.compile(r"(?<!\w)(?:\*\*[^*\n]{1,200}\*\*|__(?=[^_\n]{0,200}\s)[^_\n]{1,200}__)(?!\w)"),
)
_HEAD: Final = 32 * 1024
_CONTROLS: Final = [*range(9), *range(14, 27), *range(28, 32)]
_BINARY: Final = 0.05
"""Share of control bytes above which nobody wrote it: compressed data has 0.1, text none."""


def refuse(data: bytes, name: str) -> None:
    """Raises FormatError, naming the source, for bytes that cannot be an article's."""
    for magic, what, hint in _REFUSED:
        if data.startswith(magic):
            raise FormatError(f"{name} {what}, which is not read", hint)
    head = data[:_HEAD]
    # UTF-16 and UTF-32 hold NULs, but in a pattern that other data lack; a page may hold a few.
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        zeros = head.count(0) / len(head)
        controls = sum(map(head.count, _CONTROLS)) / len(head)
        if controls > _BINARY and not 0.2 < zeros < 0.6:
            raise FormatError(f"{name} holds binary data, not text")


def mail(data: bytes) -> bool:
    """Whether `data` opens with the header of a mail or of an MHTML archive."""
    head = data[:4096].decode("latin-1").lstrip("\r\n").replace("\r\n", "\n").partition("\n\n")[0]
    if not _FIELD.match(head):
        return False
    fields = {name.lower() for name in _FIELD.findall(head)}
    return len(fields & _MAIL) >= 3 or ("mime-version" in fields and "content-type" in fields)


def feed(text: str) -> bool:
    """Whether `text` is a feed: RSS, RDF, Atom, CDF or JSON Feed."""
    return _FEED.match(text[:_HEAD]) is not None or json_feed(text)


def json_feed(text: str) -> bool:
    """Whether `text` is a JSON Feed, which names its version."""
    return text[:_HEAD].lstrip("\ufeff \t\r\n").startswith("{") and bool(_JSON_FEED.search(text))


def opml(text: str) -> bool:
    """Whether `text` is a list of feeds in OPML."""
    return _OPML.match(text[:_HEAD]) is not None


def html(text: str, name: str, media_type: str | None) -> bool:
    """Whether `text` is HTML: it opens as a page does, or is full of tags. A name or type that
    says so needs only one tag."""
    head = text[:_HEAD]
    if _PAGE.match(head):
        return True
    tags = len(_TAG.findall(head))
    said = (media_type or "").lower().startswith(("text/html", "application/xhtml"))
    named = name.lower().endswith((".html", ".htm", ".xhtml"))
    if said or named:
        return tags > 0
    return head.lstrip().startswith("<") and tags >= 3


def markdown(text: str, name: str, media_type: str | None) -> bool:
    """Whether `text` is Markdown: it has two of its marks, or one and the name says so."""
    said = (media_type or "").lower().startswith("text/markdown")
    named = name.lower().endswith((".md", ".markdown", ".mdown", ".mkd"))
    if said or named:
        return True
    head = text[:_HEAD].replace("\r\n", "\n")
    return not head.startswith("#!") and sum(bool(mark.search(head)) for mark in _MARKDOWN) >= 2
