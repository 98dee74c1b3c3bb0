"""Columns from a block's own text: its size, its marks, its words among the page's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import Block, Document
from reader.declutter.page_survey import LONG, Page, Vector
from reader.declutter.spoken import Known, Numbers, distinct, hashes, numbered, turns

COLUMNS: Final = (
    "words", "chars", "marks", "ends", "upper", "digits", "word_length", "quoted", "times",
    "signs", "question", "pipe", "sentences", "shape", "runs", "links", "strong", "title_share",
    "in_title", "repeated", "openings", "text_score", "text_low", "theme",
)  # fmt: skip
"""Columns of `table`."""
_SHAPES: Final = {name: rank for rank, name in enumerate(
    "paragraph heading quote item code table figure".split())}  # fmt: skip  # noqa: SIM905
_MARKS: Final = ".,;:!?。，、！？；：؟،।"
_MARK, _UPPER, _DIGIT, _SIGN, _ASKS, _PARTS, _STOP = (1 << bit for bit in range(7))
"""What a character may be: the last ends a sentence where another one may follow."""
_ENDS: Final = frozenset(".!?…。！？؟।")
_CLOSING: Final = "\"'”’»)]」』"
_QUOTES: Final = frozenset("\"'“„«‘‚»「『")
_TIME: Final = re.compile(r"\b(?:\d{1,2}[:.h]\d\d|(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\b")
_OPENING: Final = 120
"""Characters of a block that are looked at one by one."""
_LEXICAL: Final = 30
"""Words of a block that the lexicon is asked for: its beginning says what it is."""
_THEME: Final = 40


def table(document: Document, page: Page, lexicon: Known) -> Vector:
    """One row of `COLUMNS` per block; `lexicon` has the log odds of words, not a number for
    those it does not know."""
    # Menus stand twice on a page, and its teasers say "Read more": equal texts are read once.
    texts, which = numbered(page.plain)
    words = np.maximum(page.sizes, 1.0)
    chars, marks, *own = _texts(texts)[:, which]
    lengths = np.bincount(page.spoken.text, page.spoken.lengths[page.spoken.word], len(words))
    looks = list(map(_look, document.blocks, chars.tolist()))
    return np.array([
        np.log1p(page.sizes), np.log1p(chars), marks / words, *own[:3], lengths / words, *own[3:],
        *np.array(looks, dtype=np.float64).T,
        *_titled(page), np.bincount(which)[which], _openings(page), *_scores(page, lexicon),
        _theme(page),
    ]).T  # fmt: skip


def _texts(texts: list[str]) -> Vector:
    """The columns from "chars" to "sentences", a row for each, marks as their number and without
    the words' length. All characters are looked up at once."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    form, text, turn = _characters(texts, sizes)

    def count(which: int, most: int) -> Vector:
        return np.bincount(text[(form & which > 0) & (turn < most)], minlength=len(texts))

    most = int(sizes.max(initial=0))
    chars = np.maximum(np.minimum(sizes, _OPENING), 1)
    digits = count(_DIGIT, _OPENING)
    times = np.zeros(len(texts))
    for number in np.flatnonzero(digits).tolist():
        times[number] = min(3, len(_TIME.findall(texts[number][:300])))
    return np.array([
        sizes, count(_MARK, most), list(map(ended, texts)), count(_UPPER, _OPENING) / chars,
        digits / chars, [one[:1] in _QUOTES for one in texts], times, count(_SIGN, most) > 0,
        count(_ASKS, most) > 0, count(_PARTS, most) > 0, np.minimum(20, count(_STOP, most)),
    ])  # fmt: skip


def _characters(texts: list[str], sizes: Numbers) -> tuple[NDArray[np.uint8], Numbers, Numbers]:
    """The characters of texts that `_form` says anything of: what they are, the text of each and
    how many characters come before."""
    whole = "\n".join([*texts, ""])
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    forms = _NARROW.take(np.minimum(codes, len(_NARROW) - 1))
    wide = np.flatnonzero(codes >= len(_NARROW))
    different, which = np.unique(codes[wide], return_inverse=True)
    forms[wide] = np.array([_form(chr(code)) for code in different.tolist()], np.uint8)[which]
    at = np.flatnonzero(forms)
    form = forms[at]
    form[(codes[at] == ord(".")) & (codes[at + 1] == ord(" "))] |= _STOP
    text = np.arange(len(sizes)).repeat(sizes + 1)[at]
    return form, text, at - (np.cumsum(sizes + 1) - sizes - 1)[text]


@lru_cache(maxsize=4096)
def _form(char: str) -> int:
    """What a character is, as bits."""
    return (
        _MARK * (char in _MARKS) + _UPPER * char.isupper() + _DIGIT * char.isdigit()
        + _SIGN * (char in "©®℗") + _ASKS * (char == "?") + _PARTS * (char in "|›»·")
        + _STOP * (char == "。")
    )  # fmt: skip


_NARROW: Final = np.array([_form(chr(code)) for code in range(128)], dtype=np.uint8)


def ended(text: str) -> bool:
    """Whether a text ends like a sentence, in any script; closing quotation marks may follow."""
    return text.rstrip(_CLOSING)[-1:] in _ENDS


def _look(block: Block, size: float) -> tuple[float, ...]:
    shape, runs = _SHAPES[block.shape], block.runs
    if len(runs) == 1:
        return shape, 1, runs[0].href is not None, runs[0].emphasis == "strong"
    strong = sum(len(run.text) for run in runs if run.emphasis == "strong")
    links = sum(run.href is not None for run in runs)
    return shape, min(30, len(runs)), min(30, links), strong / (size or 1)


def _titled(page: Page) -> tuple[Vector, Vector]:
    """How many of a block's words stand in the headline, and how many of the headline's there."""
    said = page.spoken
    held = np.isin(said.hashes, hashes(page.title))[said.word]
    word, text = said.word[held], said.text[held]
    different = distinct(text * len(said.words) + word) // max(len(said.words), 1)
    return (
        np.bincount(text, minlength=len(page.sizes)) / np.maximum(page.sizes, 1.0),
        np.bincount(different, minlength=len(page.sizes)) / max(len(page.title), 1),
    )


def _openings(page: Page) -> Vector:
    """How many blocks begin with the same two words: "See also" ten times is no story's own."""
    said = page.spoken
    begins = np.flatnonzero(said.turn == 1)
    pair = said.word[begins - 1] * len(said.words) + said.word[begins]
    _, which = numbered(pair.tolist())
    made = np.zeros(len(page.sizes))
    made[said.text[begins]] = np.minimum(20, np.bincount(which)[which])
    return made


def _scores(page: Page, lexicon: Known) -> tuple[Vector, Vector]:
    """What the words at a block's beginning speak for, all and the least of them."""
    said = page.spoken
    opening = np.flatnonzero(said.turn < _LEXICAL)
    score = lexicon.get(said.hashes)[said.word[opening]]
    told = ~np.isnan(score)
    score, text = score[told], said.text[opening][told]
    sizes = np.bincount(text, minlength=len(page.sizes))
    least = np.zeros(len(sizes))
    some = np.flatnonzero(sizes)
    least[some] = np.minimum.reduceat(score, (sizes.cumsum() - sizes)[some])
    return np.bincount(text, score, len(sizes)) / (sizes + 1), least


def _theme(page: Page) -> Vector:
    """Which share of a block's longer words other prose of the page has; -1 where it has none."""
    said, count = page.spoken, len(page.sizes)
    longer = np.flatnonzero(said.lengths[said.word] > 3)
    word, text = said.word[longer], said.text[longer]
    sizes = np.bincount(text, minlength=count)
    prose = page.prose[text]
    heard = distinct(word[prose] * count + text[prose]) // count
    blocks = np.bincount(heard, minlength=len(said.words))
    shared = blocks[word] > (page.sizes >= LONG)[text]
    shared &= turns(text, sizes) < _THEME
    told = np.bincount(text[shared], minlength=count)
    return np.where(sizes > 0, told / np.minimum(np.maximum(sizes, 1), _THEME), -1.0)
