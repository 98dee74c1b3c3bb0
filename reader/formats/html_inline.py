"""Inline elements that show as marks of text: quotation marks, readings, raised numbers, a large
first letter."""

from __future__ import annotations

import re
from typing import Final

from reader.formats.html_runs import BREAK, Piece
from reader.formats.html_tree import Element

MARKED: Final = frozenset({"q", "rt", "sup", "a"})
"""Elements to give to `opened`."""
CLOSED: Final = frozenset({"q", "rt"})
"""Elements that may have a mark at their end."""
_OPENED: Final = tuple("\"'“”„‟‘’‚«»‹›「『")
_RAISED: Final = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_NUMBER: Final = re.compile(r"\s*[+−–-]?[0-9]{1,4}\s*")
_INITIAL: Final = 2
"""Characters of a large first letter, with the quotation mark before it."""


def is_initial(element: Element) -> bool:
    """Whether an element named so holds just a large first letter: what follows is the rest of
    its word, whatever white space the source has around it."""
    return not len(element) and 0 < len((element.text or "").strip()) <= _INITIAL


def opened(element: Element, tag: str, text: str, pieces: list[Piece]) -> tuple[str, str]:
    """The `text` at the beginning of `element` with the mark that shows what it is, and the mark
    that is to stand at its end: quotation marks around a q that brings none, brackets around a
    reading, raised digits behind a digit, a word or a sentence (10⁶ is not 106, m² not m2, nor is
    the first note of April its first day)."""
    said = text.strip()
    if tag == "q":
        before = pieces[-1][0][-1:] if pieces else ""
        quoted = not said or said.startswith(_OPENED) or before in _OPENED
        return (text, "") if quoted else (f"“{text.lstrip()}", "”")
    if tag == "rt":
        previous = element.getprevious()
        bare = said and (previous is None or previous.tag != "rp")
        return (f"({text.lstrip()}", ")") if bare else (text, "")
    if pieces and pieces[-1][0][-1:].strip() and _NUMBER.fullmatch(text):
        parent = element.getparent()
        if tag == "sup" or (parent is not None and parent.tag == "sup" and not parent.text):
            return said.translate(_RAISED), ""
    return text, ""


def closed(mark: str, pieces: list[Piece]) -> None:
    """Put the mark that ends an element after the last of its pieces that is no line break."""
    at = next((n for n in range(len(pieces) - 1, -1, -1) if pieces[n] != BREAK), -1)
    if mark and at >= 0:
        text, href, emphasis = pieces[at]
        pieces[at] = (text.rstrip() + mark, href, emphasis)
