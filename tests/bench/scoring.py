"""How well a text matches the gold: shingles as in article-extraction-benchmark, and lines.

A text's shingles are its runs of four words, counted. Of a page's own shares of right, surplus
and missing ones come its precision and recall; over pages these two are averaged, and F1 is made
of the averages. Lines are looked at by runs of three words: a gold line is kept where three
quarters of its runs are in the output, a boilerplate line dropped where they are not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import nan

import lxml.html
import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that write no spaces: each character is a word."""
_WORD_OR_SIGN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_BREAKS = (
    "address article aside blockquote body br center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol optgroup "
    "option p pre section summary table tbody td tfoot th thead tr ul"
)
_BREAKING = frozenset(_BREAKS.split())
_SILENCES = "canvas head iframe math noscript object script select style svg template textarea"
_SILENT = frozenset(_SILENCES.split())
_SHORTEST = 3
"""Words of a line that counts."""
_IN, _OUT = 0.75, 0.25


@dataclass(frozen=True, slots=True)
class Score:
    """One page. `precision` is nan where nothing came out, `recall` where nothing should."""

    precision: float
    recall: float
    kept: float
    dropped: float


def f1(precision: NDArray[np.float64], recall: NDArray[np.float64]) -> NDArray[np.float64]:
    """F1 of the mean precision and the mean recall along the last axis, nan left out."""
    p, r = np.nanmean(precision, axis=-1), np.nanmean(recall, axis=-1)
    return np.asarray(2 * p * r / np.maximum(p + r, 1e-9))


def score(gold: str, found: str, boilerplate: list[str], *, spaced: bool = False) -> Score:
    """One page's score. `spaced` takes words as the first benchmark does, by spaces alone."""
    word = _WORD if spaced else _WORD_OR_SIGN
    right, surplus, missing = _shares(word.findall(gold), word.findall(found))
    said = runs(found)
    wanted = [line for line in gold.split("\n") if len(_words(line)) >= _SHORTEST]
    return Score(
        right / (right + surplus) if right + surplus else nan,
        right / (right + missing) if right + missing else nan,
        sum(covered(line, said) >= _IN for line in wanted) / max(1, len(wanted)),
        1 - sum(covered(line, said) >= _IN for line in boilerplate) / max(1, len(boilerplate)),
    )


def _shares(gold: list[str], found: list[str]) -> tuple[int, int, int]:
    wanted, got = _shingles(gold), _shingles(found)
    right = (wanted & got).total()
    return right, got.total() - right, wanted.total() - right


def _shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    """Runs of four words; a shorter text is one run."""
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def runs(text: str) -> set[tuple[str, ...]]:
    """Runs of up to three words, within lines and across them: extractors break lines unlike."""
    made: set[tuple[str, ...]] = set()
    for stretch, sizes in ((text, (2, 3)), *((line, (1, 2, 3)) for line in text.split("\n"))):
        words = _words(stretch)
        for size in sizes:
            made.update(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
    return made


def covered(line: str, said: set[tuple[str, ...]]) -> float:
    """The share of a line's runs that are in `said`; 1 for a line without words."""
    words = _words(line)
    size = min(3, len(words))
    if not size:
        return 1.0
    mine = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
    return sum(run in said for run in mine) / len(mine)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD_OR_SIGN.findall(text)]


def without_title(text: str, title: str | None, first: int) -> str:
    """The text without a headline in its `first` lines: gold texts disagree about it."""
    key = "".join(_words(title or ""))
    lines = text.split("\n")
    for at, line in enumerate(lines[:first]):
        if key and "".join(_words(line)) == key:
            return "\n".join(lines[:at] + lines[at + 1 :])
    return text


def boilerplate(html: str, gold: str, title: str | None) -> list[str]:
    """The page's lines that are not in the gold text nor the headline, each once."""
    said, key = runs(gold), _words(title or "")
    return [
        line
        for line in dict.fromkeys(lines_of(html))
        if len(_words(line)) >= _SHORTEST and covered(line, said) < _OUT and _words(line) != key
    ]


def lines_of(html: str) -> list[str]:
    """A page's visible text, one line a block."""
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        root = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (ValueError, lxml.etree.LxmlError):
        return []
    pieces: list[str] = []
    steps: list[tuple[lxml.html.HtmlElement | None, str]] = [(root, "")]
    while steps:
        element, text = steps.pop()
        pieces.append(text)
        if element is None:
            continue
        silent = not isinstance(element.tag, str) or element.tag in _SILENT
        ends = "\n" if element.tag in _BREAKING else ""
        # What stands behind an element comes last, so it is laid down first.
        steps.append((None, ends + (" ".join((element.tail or "").split("\n")))))
        if silent:
            continue
        steps.extend((child, "") for child in reversed(element))
        pieces.append(ends + " ".join((element.text or "").split("\n")))
    return [line for raw in "".join(pieces).split("\n") if (line := " ".join(raw.split()))]
