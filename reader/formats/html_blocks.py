"""The walk over a page's tree: every text node into exactly one block, in source order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from reader.core.model import Emphasis, Run, Shape
from reader.core.text import clean
from reader.formats.html_runs import BREAK, CELL, ROW, Piece, paragraphs, preformatted, rows
from reader.formats.html_tree import Element

_BLOCKS: Final = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "  # noqa: SIM905
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe "
    "legend li main menu nav noscript object ol optgroup option p pre search section select "
    "summary svg table tbody td textarea tfoot th thead title tr ul video audio canvas math".split()
)
_DROPPED: Final = frozenset({"script", "style", "template"})
_EMPHASIS: Final[dict[str, Emphasis]] = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em",
    "strong": "strong", "b": "strong",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_IMAGES: Final = frozenset({"img", "picture", "video", "amp-img", "svg", "iframe", "audio"})
_HIDING: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNSEEN: Final = frozenset({"noscript", "head", "title", "svg", "iframe", "object", "canvas"})
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]{2,}")
_NAMING: Final = ("class", "id", "role", "itemprop", "data-testid", "data-component", "aria-label")
_PATH: Final = 64
"""Enclosing elements that evidence tells apart; what nests deeper counts as its 64th."""
_WORDS: Final = 32
_SCHEMES: Final = frozenset({"http", "https", "mailto"})


@dataclass(slots=True)
class Frame:
    """One open element that starts blocks, and what its blocks inherit."""

    tag: str
    path: tuple[str, ...] = ()
    containers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    own: int = 0
    hidden: bool = False
    shape: Shape = "paragraph"
    level: int = 0
    lists: int = 0
    quotes: int = 0
    count: int | None = None
    """The next number of an ordered list."""
    marker: list[str] = field(default_factory=list)
    """A list item's mark until its first block took it; shared with what it holds."""
    table: bool = False


class _Look(NamedTuple):
    """What inline elements give the text within them."""

    href: str | None = None
    emphasis: Emphasis = ""
    hidden: bool = False


class Draft(NamedTuple):
    """A block before anything that takes the whole page to know."""

    shape: Shape
    runs: tuple[Run, ...]
    level: int
    marker: str
    frame: Frame
    inline: tuple[str, ...]
    """Class words of the inline element that opens the block."""
    hidden: bool
    after_image: bool


class Walked(NamedTuple):
    """A page's blocks, and how deep its tree was (see html_tree.DEEP)."""

    drafts: list[Draft]
    depth: int


@lru_cache(maxsize=4096)
def _split(name: str) -> tuple[str, ...]:
    """The words of a class or an id: `articleBody__teaser-3` has three."""
    return tuple(word.lower() for word in _WORD.findall(name[:200]))


def _attributes(element: Element) -> dict[str, str]:
    """An element's attributes, read at once: one call into lxml instead of a dozen."""
    return dict(element.items())


def _names(attributes: dict[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for key in _NAMING:
        value = attributes.get(key)
        if value:
            found += _split(value)
    return tuple(dict.fromkeys(found))[:10]


def _is_hidden(attributes: dict[str, str], tag: str) -> bool:
    if tag in _UNSEEN or (tag == "dialog" and "open" not in attributes):
        return True
    if not attributes:
        return False
    style = attributes.get("style")
    return (
        (style is not None and _HIDING.search(style[:1000]) is not None)
        or attributes.get("hidden", "until-found") != "until-found"
        or attributes.get("aria-hidden") == "true"
        or "sf-hidden" in attributes.get("class", "")  # SingleFile's word for "not displayed"
    )


class Walker:
    """Collects the blocks of one page. Use once: `Walker(base).walk(root)`."""

    def __init__(self, base: str) -> None:
        """`base` is the URL that links are resolved against, or empty."""
        self.base = base
        self.drafts: list[Draft] = []
        self.pieces: list[Piece] = []
        self.inline: tuple[str, ...] = ()
        self.started = False
        self.piece_hidden = False
        self.image = False
        self.number = 0
        self.depth = 0

    def walk(self, root: Element) -> Walked:
        """Every block under `root`. Never recurses: any depth will do."""
        look, frame = _Look(), Frame("")
        stack: list[tuple[Element, Iterator[Element], Frame, _Look]] = []
        frame, look = self._enter(root, frame, look)
        stack.append((root, iter(root), frame, look))
        while stack:
            element, children, frame, look = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                outer, outer_look = (stack[-1][2], stack[-1][3]) if stack else (frame, look)
                self._leave(element, frame, outer)
                self._text(element.tail, outer, outer_look)
            elif not isinstance(child.tag, str) or child.tag in _DROPPED:
                self._text(child.tail, frame, look)
            elif not len(child):  # a leaf needs no place on the stack
                inner, _ = self._enter(child, frame, look)
                self._leave(child, inner, frame)
                self._text(child.tail, frame, look)
            else:
                inner, inner_look = self._enter(child, frame, look)
                stack.append((child, iter(child), inner, inner_look))
                self.depth = max(self.depth, len(stack))
        return Walked(self.drafts, self.depth)

    # -- elements
    def _enter(self, element: Element, frame: Frame, look: _Look) -> tuple[Frame, _Look]:
        tag = str(element.tag)
        starts = tag in _BLOCKS or ("-" in tag and frame.tag != "p")
        if tag in _IMAGES:
            self.image = True
        if starts and not frame.table:
            self._flush(frame)
            frame = self._frame(element, tag, frame, look.hidden)
            look = _Look(look.href, look.emphasis)
        elif starts:
            self.pieces.append(Piece(" ", None, ""))
        elif tag == "br":
            self.pieces.append(Piece(BREAK, None, ""))
        else:
            attributes = _attributes(element)
            look = self._look(attributes, tag, look)
            if tag == "a" and self.pieces:
                self._part(element)
            if not self.started and attributes:
                self.inline = _names(attributes) or self.inline
        if tag == "img" and "figure" in frame.path[-4:]:
            self._alternative(element, frame)
        self._text(element.text, frame, look)
        return frame, look

    def _part(self, element: Element) -> None:
        """A space between two links that touch: menus part them by style alone."""
        before = element.getprevious()
        if before is not None and before.tag == "a" and not before.tail:
            self.pieces.append(Piece(" ", None, ""))

    def _leave(self, element: Element, frame: Frame, outer: Frame) -> None:
        if frame is not outer:
            self._flush(frame)
        elif frame.table and element.tag in {"td", "th"}:
            self.pieces.append(Piece(CELL, None, ""))
        elif frame.table and element.tag in {"tr", "caption"}:
            self.pieces.append(Piece(ROW, None, ""))

    def _look(self, attributes: dict[str, str], tag: str, look: _Look) -> _Look:
        href = look.href
        if tag == "a":
            href = _absolute(attributes.get("href"), self.base)
        hidden = look.hidden or _is_hidden(attributes, tag)
        return _Look(href, _EMPHASIS.get(tag, look.emphasis), hidden)

    def _frame(self, element: Element, tag: str, outer: Frame, hidden: bool) -> Frame:  # noqa: FBT001
        self.number += 1
        attributes = _attributes(element)
        own = _names(attributes) if attributes else ()
        frame = Frame(
            tag=tag,
            path=(*outer.path[: _PATH - 1], tag),
            containers=(*outer.containers[: _PATH - 1], self.number),
            words=(own + outer.words)[:_WORDS],
            own=len(own),
            hidden=outer.hidden or hidden or _is_hidden(attributes, tag),
            shape=outer.shape,
            level=outer.level,
            lists=outer.lists,
            quotes=outer.quotes,
            marker=outer.marker,
        )
        _shape(element, tag, frame, outer)
        return frame

    def _alternative(self, element: Element, frame: Frame) -> None:
        """An image's own words, where its figure has no caption (only a page's tree knows)."""
        words = (element.get("alt") or "").strip()
        if words.count(" ") < 2:
            return
        figure = next(element.iterancestors("figure"), None)
        if figure is None or any("".join(c.itertext()).strip() for c in figure.iter("figcaption")):
            return
        self._flush(frame)
        self.pieces.append(Piece(words, None, ""))
        self._flush(frame, "figure")

    # -- text
    def _text(self, text: str | None, frame: Frame, look: _Look) -> None:
        if not text or (not self.pieces and text.isspace()):
            return
        if look.hidden != self.piece_hidden and not frame.table and text.strip():
            self._flush(frame)
            self.piece_hidden = look.hidden
        self.pieces.append(Piece(text, look.href, look.emphasis))
        self.started = self.started or not text.isspace()

    def _flush(self, frame: Frame, shape: Shape | None = None) -> None:
        if not self.pieces and not self.inline:
            self.piece_hidden = False
            return
        pieces, self.pieces = self.pieces, []
        inline, self.inline, self.started = self.inline, (), False
        hidden, self.piece_hidden = self.piece_hidden or frame.hidden, False
        if not any(piece.text.strip() for piece in pieces):
            return
        shape = shape or frame.shape
        if frame.table:
            found = [rows(pieces)]
        elif shape == "code":
            found = [preformatted(pieces)]
        else:
            found = paragraphs(pieces)
        for runs in found:
            if runs:
                self._block(runs, shape, frame, inline, hidden=hidden)

    def _block(
        self,
        runs: tuple[Run, ...],
        shape: Shape,
        frame: Frame,
        inline: tuple[str, ...],
        *,
        hidden: bool,
    ) -> None:
        level = frame.level if shape in {"heading", "item", "quote"} else 0
        marker = frame.marker.pop() if shape == "item" and frame.marker else ""
        self.drafts.append(Draft(shape, runs, level, marker, frame, inline, hidden, self.image))
        self.image = False


# -- shapes


def _shape(element: Element, tag: str, frame: Frame, outer: Frame) -> None:
    """Set what `frame` looks like, from its tag and what it lies in."""
    rank = _rank(element, tag)
    if rank:
        frame.shape, frame.level = "heading", rank
    elif tag == "pre":
        frame.shape = "code"
    elif tag == "blockquote":
        frame.quotes += 1
        frame.shape, frame.level = "quote", frame.quotes
    elif tag in {"figcaption", "figure"}:
        frame.shape = "figure"
    elif tag in {"ul", "ol", "menu", "dir", "li"}:
        _list(element, tag, frame, outer)
    elif tag == "table" and _is_data(element):
        frame.shape, frame.table = "table", True
    elif (outer.shape == "item" and not outer.marker) or (
        outer.shape == "figure" and tag in {"p", "aside"} and "figcaption" not in outer.path
    ):
        frame.shape = "paragraph"  # text in a figure; the second block of a list's item


def _rank(element: Element, tag: str) -> int:
    """The rank of a heading, 0 for any other element."""
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if element.get("role") == "heading":
        given = element.get("aria-level") or ""
        return int(given) if given in set("123456") else 2
    return 0


def _list(element: Element, tag: str, frame: Frame, outer: Frame) -> None:
    if tag != "li":
        frame.lists += 1
        start = element.get("start") or ""
        number = int(start) if start.isdecimal() and len(start) < 7 else 1
        frame.count = number if tag == "ol" else None
        return
    mark = "•"
    if outer.count is not None:
        mark, outer.count = f"{outer.count}.", outer.count + 1
    frame.shape, frame.level, frame.marker = "item", max(1, frame.lists), [mark]


def _is_data(table: Element) -> bool:
    """Whether a table holds data: two rows and columns or more, cells that are short and hold
    no blocks of their own. Any other table only lays out the page and is walked through."""
    if table.get("role") in {"presentation", "none"}:
        return False
    lines = cells = text = 0
    for element in table.iter():
        tag = element.tag
        if tag in {"table", "h1", "h2", "form", "ul", "ol", "script", "img", "article"}:
            if element is not table:
                return False
        elif tag == "tr":
            lines += 1
        elif tag in {"td", "th"}:
            cells += 1
        elif tag == "p":
            text += 1
        if len(element.text or "") > 400:
            return False
    return lines >= 2 and cells >= 2 * lines and text <= cells


# -- links


def _absolute(href: str | None, base: str) -> str | None:
    if not href:
        return None
    href = clean(href).strip()
    if not href.startswith(("http://", "https://")):
        href = _join(href, base)
    return href.replace(" ", "%20")[:2000] if href else None


def _join(href: str, base: str) -> str:
    """`href` made absolute; empty where that is no web or mail address."""
    try:
        if href[0:1] == "/" and href[1:2] != "/":
            root = _root(base)
            return root + href if root else ""
        url = urljoin(base, href)
        return url if urlsplit(url).scheme in _SCHEMES else ""
    except ValueError:  # a bracket that opens no IPv6 address: no link
        return ""


@lru_cache(maxsize=16)
def _root(base: str) -> str:
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} else ""
