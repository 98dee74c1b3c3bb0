"""The walk over a page's tree: every text node into exactly one block, in source order.

This loop sees every element of every page: what looks spelled out here (a check before a call,
a tuple instead of a named one) is what makes the walk cheaper than the parse before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from reader.core.model import Emphasis, Picture, Run, Shape
from reader.formats.html_frames import BLOCKS, Frame, Namer, frame_of
from reader.formats.html_inline import CLOSED, MARKED, closed, is_initial, opened
from reader.formats.html_joints import ends_piece, may_part, opens_piece
from reader.formats.html_links import absolute
from reader.formats.html_pictures import MOST, picture
from reader.formats.html_runs import BLANK, BREAK, Piece, made, paragraphs, preformatted
from reader.formats.html_table import ROW, cell_end, rows
from reader.formats.html_tree import DEEP, Element

_DROPPED: Final = frozenset({"script", "style", "template"})
_DRAWN: Final = frozenset({"img", "svg"})
_LEVELLED: Final = frozenset({"heading", "item", "quote"})
_EMPTY: Final = frozenset(
    "meta link base source input track param area col wbr path use circle rect polygon".split()  # noqa: SIM905
)
"""Elements without text, where they have no children."""
_APART: Final = _DROPPED | _DRAWN | _EMPTY
"""Elements that may be passed by, see `Walker._passes`."""
_EMPHASIS: Final[dict[str, Emphasis]] = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em",
    "strong": "strong", "b": "strong",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "s": "struck", "del": "struck", "strike": "struck",
}  # fmt: skip
_PROSE: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "dt"})
"""Elements that hold running text: what lies in their middle parts no paragraphs."""
_WITHIN: Final = frozenset({"svg", "math", "canvas"})
_LINES: Final = frozenset({"div", "ol", "ul", "li"})
"""Elements that are lines where they stand in code."""
_NEWLINE: Final[Piece] = ("\n", None, "")
_PICTURES: Final = frozenset({"img", "amp-img"})
_IMAGES: Final = frozenset({"img", "picture", "video", "amp-img", "svg", "iframe", "audio"})


_Look = tuple[str | None, Emphasis, bool]
"""What inline elements give the text within them: a link, an emphasis, whether it is hidden."""
_Open = tuple[Element, Iterator[Element], Frame, _Look]


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
    pictures: tuple[Picture, ...] = ()


class Walked(NamedTuple):
    """A page's blocks, and whether its tree was so deep that it may lack some (html_tree.DEEP)."""

    drafts: list[Draft]
    deep: bool


def _is_shadow(element: Element) -> bool:
    """Whether a template's content shows: the declared shadow of the element around it."""
    return element.get("shadowrootmode") is not None


def _is_drawing(element: Element, frame: Frame) -> bool:
    """Whether an image has no text of its own to look for: one outside any figure, or a drawing
    without a word. Pages hold dozens."""
    if element.tag == "img":
        return "figure" not in frame.path[-4:]
    return not any(map(str.strip, element.itertext()))


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
        self.pictures: tuple[Picture, ...] = ()
        self.number = 0
        self.marks: list[str] = []
        """What is to stand at the end of elements that show by marks in the text."""
        self.facts = Namer().facts

    def walk(self, root: Element) -> Walked:
        """Every block under `root`. Never recurses: any depth will do."""
        frame, look = self._enter(root, str(root.tag), Frame(""), (None, "", False))
        element, children = root, iter(root)
        stack: list[_Open] = []
        deep = False
        while True:
            child = next(children, None)
            if child is None:
                if not stack:
                    self._flush(frame)
                    return Walked(self.drafts, deep)
                child, inner = element, frame
                element, children, frame, look = stack.pop()
            else:
                tag, inner = child.tag, frame
                if tag.__class__ is not str or (tag in _APART and self._passes(child, tag, frame)):
                    pass
                elif len(child):
                    stack.append((element, children, frame, look))
                    deep = deep or len(stack) >= DEEP
                    frame, look = self._enter(child, tag, frame, look)
                    element, children = child, iter(child)
                    continue
                else:  # a leaf needs no place on the stack
                    inner, _ = self._enter(child, tag, frame, look)
            # `child` ends here, which gave `inner`
            if inner is not frame:
                if self.pieces:
                    self._flush(inner)
                self.inline = ()
            elif self.marks or frame.form.shape == "table":
                self._ended(child, frame)
            tail = child.tail
            if tail and (self.pieces or not tail.isspace()):
                self._text(tail, frame, look, child, behind=True)

    # -- elements
    def _passes(self, element: Element, tag: str, frame: Frame) -> bool:
        """Whether one of `_APART` is passed by, with all that it holds."""
        if tag in _DROPPED:
            return not _is_shadow(element)
        if tag in _EMPTY:
            return not len(element) and not element.text
        drawing = _is_drawing(element, frame)
        if drawing:
            self._drawn(element, tag, frame)
        return drawing

    def _enter(self, element: Element, tag: str, frame: Frame, look: _Look) -> tuple[Frame, _Look]:
        if tag in _IMAGES:
            self._drawn(element, tag, frame)
        text = element.text
        if (tag in BLOCKS or "-" in tag) and not (
            frame.tag in _PROSE and (tag in _WITHIN or "-" in tag)
        ):
            shape = frame.form.shape
            if shape == "table" and tag != "caption":
                self.pieces.append(BLANK)
            elif shape == "code" and tag in _LINES:
                self.pieces.append(_NEWLINE)
            else:
                facts = self.facts(element.items(), tag)
                if facts[2] == "initial" and is_initial(element):
                    text = (text or "").strip()
                else:
                    if self.pieces:
                        self._flush(frame)
                    self.inline = ()
                    self.number += 1
                    if look[2]:
                        facts, look = (facts[0], True, *facts[2:]), (look[0], look[1], False)
                    frame = frame_of(element, tag, facts, frame, self.number)
        elif tag == "br":
            self.pieces.append(BREAK)
        else:
            look, text = self._inline(element, tag, text, look)
        if text and (self.pieces or not text.isspace()):
            self._text(text, frame, look, element)
        return frame, look

    def _inline(
        self, element: Element, tag: str, text: str | None, look: _Look
    ) -> tuple[_Look, str | None]:
        """What an inline element gives the text within it, and its own first text."""
        href, emphasis, hidden = look
        if tag == "a":
            href = absolute(element.get("href"), self.base)
            if self.pieces:
                self._part(element)
        names, own, sign, _ = self.facts(element.items(), tag)
        if names and not self.started:
            self.inline = names
        if tag in MARKED:
            if self.pieces or tag in CLOSED:
                text, mark = opened(element, tag, text or "", self.pieces)
                if tag in CLOSED:
                    self.marks.append(mark)
        elif sign == "initial" and is_initial(element):
            text = (text or "").strip()
        return (href, _EMPHASIS.get(tag, emphasis), hidden or own), text

    def _part(self, element: Element) -> None:
        """A space between two links that touch: menus part them by style alone."""
        before = element.getprevious()
        if before is not None and before.tag == "a" and not before.tail:
            self.pieces.append(BLANK)

    def _ended(self, element: Element, frame: Frame) -> None:
        """Put the mark that an element ends with, in a table or behind a quotation."""
        table = frame.form.shape == "table"
        if table and element.tag in {"td", "th"}:
            self.pieces.append((cell_end(element), None, ""))
        elif table and element.tag == "tr":
            self.pieces.append((ROW, None, ""))
        elif self.marks and element.tag in CLOSED:
            closed(self.marks.pop(), self.pieces)

    def _drawn(self, element: Element, tag: str, frame: Frame) -> None:
        """Keep an image's address for the block that comes next."""
        self.image = True
        if tag not in _PICTURES:
            return
        if len(self.pictures) < MOST:
            found = picture(element, self.base)
            if found is not None:
                self.pictures += (found,)
        if "figure" in frame.path[-4:]:
            self._alternative(element, frame)

    def _alternative(self, element: Element, frame: Frame) -> None:
        """An image's own words, where its figure has no caption (only a page's tree knows)."""
        words = (element.get("alt") or "").strip()
        if words.count(" ") < 2:
            return
        figure = next(element.iterancestors("figure"), None)
        if figure is None or any("".join(c.itertext()).strip() for c in figure.iter("figcaption")):
            return
        self._flush(frame)
        self.pieces.append((words, None, ""))
        self._flush(frame, "figure")

    # -- text
    def _text(
        self, text: str, frame: Frame, look: _Look, element: Element, *, behind: bool = False
    ) -> None:
        """Take the text that `element` begins with, or the one `behind` it."""
        href, emphasis, hidden = look
        if text.isspace():
            self.pieces.append((text, href, emphasis))
            return
        if hidden != self.piece_hidden and frame.form.shape != "table":
            self._flush(frame)
            self.piece_hidden = hidden
        if self.pieces and may_part(self.pieces[-1][0], text):
            self._joint(text, frame, look, element, behind=behind)
        self.pieces.append((text, href, emphasis))
        self.started = True

    def _joint(
        self, text: str, frame: Frame, look: _Look, element: Element, *, behind: bool
    ) -> None:
        """A space before `text` where it is a piece apart from the one before, in no code."""
        before, href, emphasis = self.pieces[-1]
        if frame.form.shape == "code" or "code" in {emphasis, look[1]}:
            return
        if ends_piece(element, before) if behind else opens_piece(element, text):
            same = (href, emphasis) == look[:2]
            self.pieces.append((" ", href, emphasis) if same else BLANK)

    def _flush(self, frame: Frame, shape: Shape | None = None) -> None:
        if not self.pieces:
            self.inline = ()
            return
        pieces, self.pieces = self.pieces, []
        inline, self.inline, self.started = self.inline, (), False
        hidden, self.piece_hidden = self.piece_hidden or frame.hidden, False
        own, level, _, _, mark, _ = frame.form
        shape = shape or own
        if own == "table":
            found = [rows(pieces)]
        elif shape == "code":
            found, inline = (
                [preformatted(pieces)],
                (),
            )  # a highlighter's names are of its first word
        else:
            found = paragraphs(pieces, shape)
        level = level if shape in _LEVELLED else 0
        for runs in found:
            if runs:
                marker = ""
                if shape == "item":
                    if mark:
                        marker = mark.pop()
                    else:  # what follows an item's first block goes on with it
                        shape, level = "paragraph", 0
                seen = (self.image, self.pictures)
                draft = (shape, runs, level, marker, frame, inline, hidden, *seen)
                self.drafts.append(made(Draft, draft))
                self.image, self.pictures = False, ()
