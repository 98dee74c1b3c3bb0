"""Columns from a block's own text: its size, its marks, its words among the page's."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import Final

import numpy as np

from reader.core.model import Block, Document
from reader.declutter.page_survey import LONG, Page, Vector

COLUMNS: Final = (
    "words", "chars", "marks", "ends", "upper", "digits", "word_length", "quoted", "times",
    "signs", "question", "pipe", "sentences", "shape", "runs", "links", "strong", "title_share",
    "in_title", "repeated", "openings", "text_score", "text_low", "theme",
)  # fmt: skip
"""Columns of `table`."""
_SHAPES: Final = {name: rank for rank, name in enumerate(
    "paragraph heading quote item code table figure".split())}  # fmt: skip  # noqa: SIM905
_MARKS: Final = b".,;:!?"
_UPPER: Final = string.ascii_uppercase.encode()
_DIGITS: Final = string.digits.encode()
_WIDE: Final = re.compile(r"[^\x00-\x7f]")
_WIDE_MARKS: Final = "。，、！？；：؟،।"
_ENDS: Final = frozenset(".!?…。！？؟।")
_CLOSING: Final = "\"'”’»)]」』"
_QUOTES: Final = frozenset("\"'“„«‘‚»「『")
_TIME: Final = re.compile(r"\b(?:\d{1,2}[:.h]\d\d|(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\b")
_OPENING: Final = 120
"""Characters of a block that are looked at one by one."""
_LEXICAL: Final = 30
"""Words of a block that the lexicon is asked for: its beginning says what it is."""
_THEME: Final = 40


def table(document: Document, page: Page, lexicon: dict[str, float]) -> Vector:
    """One row of `COLUMNS` per block; `lexicon` has the log odds of words."""
    # Menus stand twice on a page, and its teasers say "Read more": equal texts are read once.
    known: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {}
    rows = []
    for block, text, found in zip(document.blocks, page.plain, page.words, strict=True):
        if text not in known:
            known[text] = _text(text, found), _among(text, found, page, lexicon)
        own, among = known[text]
        rows.append((*own, *_look(block, len(text)), *among))
    made: Vector = np.array(rows, dtype=np.float64)
    made[:, :2] = np.log1p(made[:, :2])
    return made


def _text(text: str, found: Sequence[str]) -> tuple[float, ...]:
    opening = text[:_OPENING]
    size, chars = len(found) or 1, len(opening) or 1
    upper, digits, marks, signs = _counts(text, opening)
    return (
        len(found), len(text), marks / size,
        ended(text), upper / chars, digits / chars,
        sum(map(len, found)) / size, text[:1] in _QUOTES,
        min(3, len(_TIME.findall(text[:300]))) if digits else 0, signs, "?" in text,
        "|" in text or "›" in text or "»" in text or "·" in text,
        min(20, text.count(". ") + text.count("。")),
    )  # fmt: skip


def ended(text: str) -> bool:
    """Whether a text ends like a sentence, in any script; closing quotation marks may follow."""
    return text.rstrip(_CLOSING)[-1:] in _ENDS


def _counts(text: str, opening: str) -> tuple[int, int, int, bool]:
    """Capitals and digits at the text's beginning, its marks, whether it has a rights sign.
    Bytes without some are counted in C, twenty times as fast as characters one by one."""
    whole = text.encode("utf-8", "surrogatepass")
    narrow = len(whole) == len(text)
    head = whole[:_OPENING] if narrow else opening.encode("utf-8", "surrogatepass")
    upper = len(head) - len(head.translate(None, _UPPER))
    digits = len(head) - len(head.translate(None, _DIGITS))
    marks = len(whole) - len(whole.translate(None, _MARKS))
    if narrow:
        return upper, digits, marks, False
    wide = _WIDE.findall(opening)
    return (
        upper + sum(map(str.isupper, wide)),
        digits + sum(map(str.isdigit, wide)),
        marks + sum(map(text.count, _WIDE_MARKS)),
        "©" in text or "®" in text or "℗" in text,
    )


def _look(block: Block, size: int) -> tuple[float, ...]:
    shape, runs = _SHAPES[block.shape], block.runs
    if len(runs) == 1:
        return shape, 1, runs[0].href is not None, runs[0].emphasis == "strong"
    strong = sum(len(run.text) for run in runs if run.emphasis == "strong")
    links = sum(run.href is not None for run in runs)
    return shape, min(30, len(runs)), min(30, links), strong / (size or 1)


def _among(
    text: str, found: Sequence[str], page: Page, lexicon: dict[str, float]
) -> tuple[float, ...]:
    """The block's words in the headline, in the lexicon, in the page's other prose."""
    # Most blocks share no word with the headline, which is told faster than which they share.
    apart = page.title.isdisjoint(found)
    held = [] if apart else [word for word in found if word in page.title]
    in_title = len(set(held)) / len(page.title) if held else 0.0
    scores = [score for score in map(lexicon.get, found[:_LEXICAL]) if score is not None]
    longer = [word for word in found if len(word) > 3][:_THEME]
    own = 1 if len(found) >= LONG else 0
    theme = -1.0
    if longer:
        theme = sum(map(page.heard[own].__contains__, longer)) / len(longer)
    return (
        len(held) / len(found) if found else 0.0, in_title, page.texts[text],
        min(20, page.openings[tuple(found[:2])]),
        sum(scores) / (len(scores) + 1), min(scores) if scores else 0.0, theme,
    )  # fmt: skip
