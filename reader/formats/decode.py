"""Bytes to text, in the order of what is known best.

A byte order mark, then what the sender declared, then what an HTML page declares of itself in
its first kilobytes (WHATWG's labels: latin-1 means windows-1252), then UTF-8 if it is valid,
then UTF-16 by its pattern of zero bytes, then charset-normalizer's guess. Never fails: what
no encoding explains becomes U+FFFD, since a wrong letter beats a lost article.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read these labels as: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-7": "utf-8",
    "utf-16": "utf-8",
}
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META: Final = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_MANY: Final = 0.4
_FEW: Final = 0.1
_WESTERN: Final = frozenset(
    "äöüßÄÖÜéèêëÉÈÊàâáãåæÀÂÁÃÅÆçÇñÑíìîïÍÎóòôõøœÓÔÕØŒúùûÚÿ“”„‘’‚–—…•€£¥§©®°«»¡¿·½¼²³ºª×\xa0"
)
_MOST_WESTERN: Final = 0.15
"""Share of such characters that French reaches at most; in KOI8-R nearly all are beyond ASCII."""
_HEAD: Final = 8192
_SAMPLE: Final = 64 * 1024
"""Bytes that charset-normalizer looks at: it needs seconds for megabytes."""


def decode(data: bytes, media_type: str | None = None) -> str:
    """The text of `data`, whose declared charset, if any, stands in `media_type`."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    declared = _CHARSET.search(media_type or "")
    for label in (_known(declared.group(1)) if declared else None, _in_page(data)):
        if label is None:
            continue
        text = data.decode(label, "replace")
        # Some pages say one thing and are another; a letter that fails tells.
        if "\ufffd" not in text:
            return text
    return _guess(data)


def _in_page(data: bytes) -> str | None:
    """The encoding an HTML or XML text declares of itself."""
    head = data[:_HEAD]
    found = _XML.search(head) or _META.search(head)
    return _known(found.group(1).decode("ascii")) if found else None


def _known(label: str) -> str | None:
    """Python's name for a label, as browsers take it; None where it means nothing."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return _MEANT.get(name, name)


def _guess(data: bytes) -> str:
    """The text where nothing is declared, or where what is declared fails."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A long valid text with one bad byte, or cut in a character, is UTF-8 all the same.
        if error.start > 1000 or (data[: error.start].isascii() is False and error.start > 100):
            return data.decode("utf-8", "replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    western = _western(data)
    if western is not None:
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- 40 ms that UTF-8 never pays

    best = from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def _western(data: bytes) -> str | None:
    """The text in windows-1252 where nearly every character beyond ASCII is one that Western
    languages write: statistics on a short text may prefer a code page nobody uses."""
    text = data.decode("cp1252", "replace")
    beyond = [char for char in text if char > "\x7f"]
    if not beyond or len(beyond) > _MOST_WESTERN * len(text):
        return None
    known = sum(char in _WESTERN for char in beyond)
    return text if known >= 0.95 * len(beyond) else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in mostly Latin text every other byte is zero."""
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd / half > _MANY and even / half < _FEW:
        return "utf-16-le"
    if even / half > _MANY and odd / half < _FEW:
        return "utf-16-be"
    return None
