"""The words, names and numbers of a sentence, each with its place in the text.

What `stems.split` makes of a text has no places and no single digits; here "3 dead" and "5 dead"
differ, "three" is 3 in the languages below, and 1,200 is 1.200.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from reader.core.text import lower_words
from reader.stories import stems, told

Span = tuple[int, int]

_TOKEN: Final = re.compile(
    r"(?P<number>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,:]\d+)*"
    r"|[一二三四五六七八九十百千两〇]{2,})"
    r"|(?P<kept>(?:(?![一二三四五六七八九十百千两〇]{2})[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff])+)"
    r"|(?P<word>[^\W\d_]{2,})"
)
_TITLE: Final = re.compile(r"[“„«‘\"]([A-ZÀ-Ý][\w’-]{0,30}(?:\s[A-ZÀ-Ý][\w’-]{0,30}){0,2})[”“»’\"]")
"""A name between marks: a ship's, a paper's."""
_GROUPED: Final = re.compile(r"(?<=\d)[.,'’\u00a0\u202f ](?=\d{3}(?!\d))")
_COUNTS: Final = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn zwanzig",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien",
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton",
    "ru": "два три четыре пять шесть семь восемь девять десять",
}
_ROUND: Final = frozenset(str(ten) for ten in range(20, 100, 10))
_TENS: Final = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}


class Token(NamedTuple):
    """A word as its stem, or a number as its digits; `name` where it is part of one, `new` where
    the other report does not know that name."""

    term: str
    start: int
    end: int
    number: bool = False
    name: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report: its paragraph, where it begins there, and its words in order."""

    paragraph: int
    start: int
    text: str
    words: str
    tokens: tuple[Token, ...]
    gaps: tuple[str, ...]
    """What stands before each token, and after the last."""


def sentence(paragraph: int, start: int, text: str, made: Sequence[Token]) -> Sentence:
    """A sentence of these tokens."""
    ends = [0, *(token.end for token in made)]
    starts = [*(token.start for token in made), len(text)]
    gaps = (text[end:begin] for end, begin in zip(ends, starts, strict=True))
    words = " ".join(lower_words(text))
    return Sentence(paragraph, start, text, words, tuple(made), tuple(gaps))


def tokens(text: str, language: str | None, known: told.Known) -> list[Token]:
    """What a sentence is made of, beside what is known from the other report."""
    names = _names(text, language, known)
    found = list(_TOKEN.finditer(text))
    words = [one.group().casefold() for one in found]
    stemmed = stems.stemmer(language)(words)
    counts = _counts((language or "").lower().split("-")[0])
    made: list[Token] = []
    for one, word, stem in zip(found, words, stemmed, strict=True):
        start, end = one.span()
        if one["number"]:
            made.append(Token(_plain(word), start, end, number=True))
        elif one["kept"]:
            made += _pairs(word, start)
        elif word in counts:
            made.append(Token(str(counts[word]), start, end, number=True))
        else:
            made.append(Token(stem, start, end, name=start in names, new=names.get(start, False)))
    return _compounds(made, text)


def _names(text: str, language: str | None, known: told.Known) -> dict[int, bool]:
    """Every place in a name, and whether the name begins there and is unknown to the other."""
    found: dict[int, bool] = {}
    for one in _TITLE.finditer(text):
        found |= dict.fromkeys(range(*one.span(1)), False)
    for start, end in told.places(text, known):
        found |= dict.fromkeys(range(start, end), False)
        found[start] = told.unknown(text[start:end], known, language)
    return found


def _plain(written: str) -> str:
    """A number as every language writes it: "7,5" is "7.5", "1.200" is "1200"."""
    return _GROUPED.sub("", written).replace(",", ".")


def _pairs(word: str, start: int) -> Iterator[Token]:
    """Every two neighbours of a script without spaces, each at the place of its first."""
    last = max(len(word) - 1, 1)
    for at in range(last):
        end = start + (len(word) if at == last - 1 else at + 1)
        yield Token(word[at : at + 2], start + at, end)


def _compounds(made: Sequence[Token], text: str) -> list[Token]:
    """Tens and units as one: sixty-four."""
    found: list[Token] = []
    for one in made:
        last = found[-1] if found else None
        if (
            last is not None
            and last.number
            and one.number
            and one.start == last.end + 1
            and text[last.end] == "-"
            and len(one.term) == 1
            and last.term in _ROUND
            and not text[last.start].isdigit()
        ):
            found[-1] = Token(last.term[0] + one.term, last.start, one.end, number=True)
        else:
            found.append(one)
    return found


@cache
def _counts(language: str) -> dict[str, int]:
    """The words of a language for small counts. One is none: it is an article as often."""
    units = enumerate(_COUNTS.get(language, "").split(), 2)
    tens = ((word, 10 * n) for n, word in enumerate(_TENS.get(language, "").split(), 2))
    return {word: number for number, word in units} | dict(tens)
