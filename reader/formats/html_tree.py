"""From decoded HTML to an element tree that has lost no text.

lxml (libxml2) drops what lies below 256 open elements, with `huge_tree` below 2,048, without
a word. A page that comes near that depth is parsed again, flattened: from depth 400 on a tag
becomes a line break, so that its text stays in place and in order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from lxml import etree

Element = etree._Element  # noqa: SLF001 - the public name is a factory, not the class

DEEP: Final = 1900
"""A tree as deep as this may have been cut off: libxml2 stops at 2,048."""
_FLAT: Final = 400
"""Depth that flattening keeps: real pages stay under 100."""
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_FRAMED: Final = 4
"""How deep frames within frames are read."""
_RAW: Final = frozenset({"script", "style", "template", "textarea", "title", "noembed", "xmp"})
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame".split()  # noqa: SIM905
)
_TELLING: Final = ("base", "meta", "link", "script", "title", "time")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SAVED: Final = re.compile(
    r"<!--\s*(?:Page saved with SingleFile|[^<>]{0,200}?SingleFile)\s+url:\s*(\S+)"
    r"(?:\s+saved date:\s*([^\r\n>]{0,80}))?",
    re.IGNORECASE,
)


class Saved(NamedTuple):
    """Where and when a browser extension saved a page, in its own words."""

    url: str
    date: str


def parse(text: str, *, flat: bool = False) -> Element | None:
    """The tree of decoded HTML, or None where it holds no element at all; `flat` for a page
    whose tree came out `DEEP`.

    Any text will do: lone surrogates become U+FFFD, NULs go, an XML declaration or a meta
    charset is not obeyed (the text is decoded already). Linear in the text's length.
    """
    if "\0" in text:
        text = text.replace("\0", "")
    if flat:
        text = _flatten(text)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate
        data = _SURROGATE.sub("\ufffd", text).encode("utf-8")
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.ParserError:  # nothing but comments and white space
        return None
    except etree.XMLSyntaxError:  # an empty document
        return None
    if root is not None and "srcdoc" in text:
        for _ in range(_FRAMED):
            if not _unframed(root, parser):
                break
    return root


def _unframed(root: Element, parser: etree.HTMLParser[Any]) -> bool:
    """Put the pages that frames hold in an attribute behind them, as saved pages have embedded
    posts; named and hidden as their frames are. Whether there were any."""
    frames = [frame for frame in root.iter("iframe") if frame.get("srcdoc")]
    for frame in frames:
        held = _flatten(frame.attrib.pop("srcdoc"))
        try:
            page: Element | None = etree.fromstring(held.encode("utf-8"), parser)
        except (etree.ParserError, etree.XMLSyntaxError):  # it holds nothing
            continue
        body = page.find("body") if page is not None else None
        if body is not None and frame is not root:
            body.tag, body.tail = "div", None
            body.attrib.update({**frame.attrib, **body.attrib})
            frame.addnext(body)  # what stands behind the frame stands behind both
    return bool(frames)


def telling(root: Element) -> dict[str, list[Element]]:
    """The elements that tell of the page, by tag: all in one pass, right behind the parse, since
    a pass over a tree that has left the processor's cache takes five times as long."""
    found: dict[str, list[Element]] = {tag: [] for tag in _TELLING}
    for element in root.iter(*_TELLING):
        found[str(element.tag)].append(element)
    return found


def saved_page(text: str) -> Saved | None:
    """What SingleFile (and with it a Zotero snapshot) wrote into the page's leading comment."""
    head = text[:4000]
    found = _SAVED.search(head) if "SingleFile" in head else None
    return Saved(found[1], (found[2] or "").strip()) if found else None


def _flatten(text: str) -> str:
    """`text` with every tag below depth 400 turned into a line break."""
    out: list[str] = []
    stack: list[tuple[str, bool]] = []
    opened: Counter[str] = Counter()
    for piece, name, closing in _pieces(text):
        if not name or name in _VOID:
            out.append(piece)
        elif not closing:
            keep = len(stack) < _FLAT
            stack.append((name, keep))
            opened[name] += 1
            out.append(piece if keep else "<br><br>")
        elif opened[name]:
            while stack:  # every element is closed once: linear over the whole page
                top, kept = stack.pop()
                opened[top] -= 1
                if top == name:
                    out.append(piece if kept else "<br><br>")
                    break
                if kept:
                    out.append(f"</{top}>")
    return "".join(out)


def _pieces(text: str) -> Iterator[tuple[str, str, bool]]:
    """`text` as (piece, tag name or "", whether it closes): tags one by one, the text between
    them, comments and the insides of script and its like left whole."""
    at, end = 0, len(text)
    no_comment_end = False
    while at < end:
        start = text.find("<", at)
        if start < 0:
            break
        if start > at:
            yield text[at:start], "", False
        if text.startswith("<!--", start) and not no_comment_end:
            stop = text.find("-->", start + 4)
            no_comment_end = stop < 0
            at = start + 4 if no_comment_end else stop + 3
            continue
        match = _TAG.match(text, start)
        stop = text.find(">", start) if match else -1
        if match is None or stop < 0:
            yield "&lt;", "", False
            at = start + 1
            if match is not None:  # an unfinished last tag: what follows is text
                break
            continue
        name, closing = match[2].lower(), bool(match[1])
        at = stop + 1
        if name in _RAW and not closing:
            close = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(text, at)
            inside = close.end() if close else end
            yield text[start:inside], "", False
            at = inside
        else:
            yield text[start:at], name, closing
    yield text[at:], "", False
