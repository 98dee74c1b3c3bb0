"""From a payload to a document, in two steps: `unpack` decides what the bytes are and decodes
them, `parse` reads the text. Between the two, a second opinion may look at the same text."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import unquote, urlsplit

from reader.core.errors import FormatError, IsFeedError, TooComplexError
from reader.core.model import Document, Evidence, Payload
from reader.formats import decode, mail, markdown, sniff, unpack
from reader.formats.source import Source

_DEPTH: Final = 3
"""How often a file may be gzipped."""


def unpack_payload(payload: Payload) -> Source:
    """What the bytes say, decoded. Raises FormatError or TooComplexError, naming the source."""
    name = label(payload.url)
    data = _unzipped(payload, name)
    sniff.refuse(data, name)
    if sniff.mail(data):
        return mail.read(data, payload.url, name)
    text = decode.decode(data, payload.media_type)
    return _source(text, payload, name)


def raw_text(payload: Payload) -> str:
    """The source as it was written: decoded, and unpacked where it was gzipped, no more."""
    return decode.decode(_unzipped(payload, label(payload.url)), payload.media_type)


def _unzipped(payload: Payload, name: str) -> bytes:
    """The bytes within the limit, whatever layers of gzip they came in."""
    data = payload.data
    if len(data) > unpack.LIMIT:
        raise TooComplexError(f"{name} is larger than {unpack.LIMIT // 1024**2} MB")
    for _ in range(_DEPTH):
        if data[:2] != b"\x1f\x8b":
            break
        data = unpack.gunzip(data, name)
    return data


def _source(text: str, payload: Payload, name: str) -> Source:
    """Decoded text with its form."""
    if not text or text.isspace():
        raise FormatError(f"{name} is empty")
    if sniff.feed(text):
        raise IsFeedError(f"{name} is a feed, not an article", "follow it as a feed")
    if sniff.opml(text):
        raise FormatError(
            f"{name} is a list of feeds, not an article", "newsreader import takes it in"
        )
    path = urlsplit(payload.url).path.removesuffix(".gz")
    if sniff.html(text, path, payload.media_type):
        return Source("html", text, payload.url)
    if path.endswith((".csv", ".json")) and _is_reading_list(text):
        raise FormatError(
            f"{name} is a reading list, not an article", "newsreader import takes it in"
        )
    if sniff.markdown(text, path, payload.media_type):
        return markdown.read(text, payload.url)
    return Source("text", text, payload.url)


def _is_reading_list(text: str) -> bool:
    from reader.formats import reading_lists  # noqa: PLC0415 -- which itself reads by this module

    return reading_lists.is_reading_list(text)


def parse(source: Source) -> Document:
    """The document of decoded text; what the wrapping said of it wins over the text's own."""
    if source.form == "text":
        from reader.formats import text as reader  # noqa: PLC0415 -- each form loads its own
    else:
        from reader.formats import html as reader  # type: ignore[no-redef]  # noqa: PLC0415
    document = reader.read(source.text, source.url)
    if source.form == "markdown":
        # The HTML was our own making: its tags are no evidence of a page.
        own = Evidence(path=("markdown",))
        blocks = tuple(block._replace(evidence=own) for block in document.blocks)
        document = replace(document, blocks=blocks)
    if not document.blocks:
        raise FormatError(f"{label(source.url)} holds no text")
    return replace(
        document,
        title=source.title or document.title,
        byline=source.byline or document.byline,
        published=source.published or document.published,
        site=source.site or document.site,
        language=source.language or document.language,
    )


def label(url: str) -> str:
    """How an error names a source: a file by its path, a URL as it is."""
    if url.startswith("file://"):
        return unquote(urlsplit(url).path)
    return "standard input" if url.startswith("stdin:") else url
