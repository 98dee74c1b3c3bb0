"""What a sentence tells that one can point at: its names, its numbers, its quotation.

A name is a run of words with a capital that no report writes without one; where a language
gives every noun a capital, only two in a row make a name. Scripts without capitals have no
names here: their sentences stand by numbers and quotations alone. What is doubtful counts as
told by the others: a first name they know, a small count they may have spelled out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reader.stories import background, stems

_SPACED: Final = "[^\\W\\d_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]"
_NUMBER: Final = re.compile(
    rf"(?<!{_SPACED})(?<![\d.,_-])[$€£¥]?\d+(?:[.,'\u00a0\u202f]\d{{3}})*(?:[.,]\d+)?(?!\d|-|{_SPACED})"
    "(?:[ \u00a0]?%)?"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART: Final = re.compile(r"[^\W\d_]+")
_QUOTED: Final = re.compile(
    "“([^”]*)(?:”|$)|„([^“”]*)(?:[“”]|$)|«([^»]*)(?:»|$)|(?<!\\S)»([^«»]*)(?:[«»]|$)"
    "|(?<!\\S)”([^”]*)(?:”|$)|(?<!\\w)‘([^‘]*?)(?:’(?!\\w)|$)|「([^」]*)(?:」|$)|『([^』]*)(?:』|$)"
    '|"([^"]*)(?:"|$)|^([^“”„«»「『"]*)(?<=\\S)[”»」』]'
)
"""Marks in pairs, as each language sets them; one left open holds to the end of the sentence, a
closing one alone holds from its beginning."""
_JOINED: Final = re.compile("\\w[ \u00a0]|(?<!\\w{3})\\w\\. ")
"""Between the words of a name: a space, or the stop of a title or an initial ("Gov. I. Tamm")."""
_OPENING: Final = "“„«»「『\"‘'(:"
_NOUNS: Final = 0.28
"""Share of capitals inside sentences above which nouns have them: German writes .37 of its
words so, English .14, Portuguese .20, with nine tenths of the articles below .22."""
_RARE: Final = 4.7
"""Rarity from which a word can be somebody's name: months, days and great powers are below."""
_SMALL: Final = 31
"""Days and small counts: the others may spell them out or give them by another date."""
_YEARS: Final = range(1900, 2100)
_KEY: Final = 4
"""Letters by which two forms of a name are taken for one: cases, "Iran" in "Iranian", slips."""


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the reports: words `small` in any, and by their `keys` and `numbers` those
    of the others. `nouns` says that capitals tell no names here."""

    small: frozenset[str]
    keys: frozenset[str]
    numbers: frozenset[str]
    nouns: bool


def known(article: Iterable[str], others: Iterable[str]) -> Known:
    """What is known from the sentences of an article and those of all others."""
    own = " ".join(article)
    # Each piece once: half of a story's words stand in it twice.
    told = " ".join({*" ".join(others).split(" ")})
    words, theirs = _WORD.findall(own), {*_WORD.findall(told)}
    capitals = sum(word[0].isupper() for word in words)
    return Known(
        small=frozenset(word for word in {*words} | theirs if word[0].islower()),
        keys=frozenset(_key(part) for part in {*_PART.findall(" ".join(theirs))}),
        numbers=frozenset(_digits(number) for number in _NUMBER.findall(told)),
        nouns=capitals > _NOUNS * len(words),
    )


def names(sentence: str, known: Known, language: str | None) -> list[str]:
    """The names in a sentence that the others do not know, as it writes them."""
    runs = (sentence[start:end] for start, end in places(sentence, known))
    return [name for name in runs if unknown(name, known, language)]


def numbers(sentence: str, known: Known) -> list[str]:
    """The numbers in a sentence that say how much and stand nowhere in the others."""
    return [
        number.strip()
        for number in _NUMBER.findall(sentence)
        if telling(number) and _digits(number) not in known.numbers
    ]


def quotation(sentence: str) -> str:
    """What stands between the sentence's quotation marks, those left open included."""
    return " ".join("".join(found) for found in _QUOTED.findall(sentence))


def attributed(sentence: str) -> bool:
    """Whether words stand outside the quotation marks: most often who says it."""
    return _WORD.search(_QUOTED.sub(" ", sentence)) is not None


def capitals(sentence: str) -> float:
    """The share of words with a capital: headings, tables and lists of names have many."""
    words: list[str] = _WORD.findall(sentence)
    return sum(word[0].isupper() for word in words) / max(len(words), 1)


def places(sentence: str, known: Known) -> list[tuple[int, int]]:
    """Where the runs of words stand that can be names."""
    runs: list[tuple[int, int, int]] = []
    for at, word in enumerate(_WORD.finditer(sentence)):
        text = word.group()
        if not text[0].isupper() or text.lower() in known.small:
            continue
        start, end, count = word.start(), word.end(), 1
        if runs and _JOINED.fullmatch(sentence, runs[-1][1] - 1, start):
            start, _, before = runs.pop()
            count += before
        elif at == 0 or sentence[start - 1] in _OPENING:
            # A sentence, quoted or not, capitalises its first word: alone that says nothing.
            count = 0
        runs.append((start, end, count))
    return [(start, end) for start, end, count in runs if count > known.nouns]


def unknown(name: str, known: Known, language: str | None) -> bool:
    """Whether more than half of a name's words stand in no form in the others, and one is rare."""
    parts = _PART.findall(name)
    new = [part for part in parts if _key(part) not in known.keys]
    if len(new) * 2 <= len(parts):
        return False
    rare = background.rarities({}, 0)
    stem = stems.stemmer(language)
    return any(rare(one) >= _RARE for one in stem([part.casefold() for part in new]))


def telling(number: str) -> bool:
    """Whether a number says how much: with a sign, grouped, or no small count, day or year."""
    plain = _digits(number)
    # No year has more than four digits, and a number of thousands of them would be no int.
    if plain != number or len(plain) > 4:
        return True
    return int(plain) > _SMALL and int(plain) not in _YEARS


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    """What the forms of a name have in common: its first letters, without marks or case."""
    if word.isascii():
        return word[:_KEY].lower()
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char))[:_KEY]


def _digits(number: str) -> str:
    """A number without what groups its digits: 4,200 and 4.200 are one."""
    return "".join(str(unicodedata.decimal(char)) for char in number if char.isdecimal())
