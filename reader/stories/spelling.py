"""Names and numbers as any language writes them: what an article is compared by with articles in
other languages.

A name is written in Latin letters, by sound rather than by letter ("Dzhumin", "Dschumin",
"Dżumin" and «Джумин» are one), without accents, doubled letters and the endings of cases. Of what
languages call by names of their own, `places.txt` has a hundred places of news (Moscow and Moskau);
others (Sankt Veit and «Санкт-Файт») are not known again. A number is its digits, without whole
thousands, so that 61,000 and 61 tysięcy are one; small counts and years are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Final
from unicodedata import decimal, normalize

from reader.stories import background

MOST: Final = 40
"""Names and numbers kept of one article: German, where every noun looks like a name, has many."""
_LETTERS_OF: Final = """а=a б=b в=v г=g ґ=g д=d е=e ё=e є=e ж=zh з=z и=i і=i ї=i й=i к=k л=l м=m
н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh щ=sh ъ= ы=i ь= э=e ю=iu я=ia
ł=l ø=o ß=ss đ=d æ=ae œ=oe"""
_LETTERS: Final = str.maketrans(dict(pair.split("=") for pair in _LETTERS_OF.split()))
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tsch|tch|cz", "ch"),
        ("dsch|dzh|dż", "j"),
        ("shch|sch|sz", "sh"),
        ("ż", "zh"),
    )
)
"""Read once before the accents go, and once in Latin letters."""
_LIKE: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ck|[cq](?!h)", "k"),
        ("kh", "h"),
        ("ph", "f"),
        ("x", "ks"),
        ("(?<=[gt])h|(?<=[aeiou])h(?![aeiou])", ""),
        ("w", "v"),
        ("[yj]", "i"),
        ("t?z|ts", "s"),
        ("ou", "u"),
        (r"(.)\1+", r"\1"),
        ("^ie", "e"),
    )
)
_CASES: Final = re.compile("(?<=...)(?:ovi|i?em|[io]m|i?ami|i?a(?:ch|h)|[eo]go|[eo]mu)$")
"""Endings of Slavic cases that are more than vowels. Stemmers cut too much of a foreign name, each
in its own way ("Brandeis", "Ekdal")."""
_ENDING: Final = re.compile("(?<=..)(?:[aeiou]+s?|s)[aeiou]*$")
_SLAVIC: Final = frozenset({"ru", "pl", "cs", "sk", "uk", "be", "bg", "sr", "hr", "sl", "mk"})
_LONG: Final = 7
_FEWEST: Final = 2
"""Letters by which a name can be known ("Anna" is left with two)."""
_NUMBER: Final = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?)(?!\d)"
)
_THOUSANDS: Final = re.compile("(?:000)+$")
_LONGEST: Final = 12
_YEARS: Final = range(1900, 2100)
_SMALL: Final = 31
_DIGITS: Final = (0.0, 0.0, 0.4, 0.8)
"""What a shared number weighs by its digits: of two there are but ninety."""
_OPENS: Final = 2.0


def across(
    names: Mapping[str, str], told: Sequence[tuple[str, str]], opening: Collection[str],
    text: str, language: str | None,
) -> dict[str, str]:  # fmt: skip
    """The names and numbers of an article as any language may write them, each behind a mark that
    no stem has, with the word itself: those first that the article opens with, says often and
    that are rare. `names` are its names by their stems, `told` its stems with their words,
    `opening` the stems it opens with."""
    often = Counter(stem for stem, _ in told if stem in names)
    found: dict[str, tuple[float, str]] = {}
    for stem, count in often.items():
        key = name(names[stem].casefold(), language)
        weight = telling(stem) * (1 + count) * (_OPENS if stem in opening else 1.0)
        if len(key) >= _FEWEST and weight > found.get(f"={key}", (0.0, ""))[0]:
            found[f"={key}"] = (weight, names[stem])
    for digits, written in _numbers(text):
        found.setdefault(f"={digits}", (2 * _OPENS * number(digits), written))
    ranked = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
    return {key: written for key, (_, written) in ranked[:MOST]}


@lru_cache(1 << 14)
def name(word: str, language: str | None) -> str:
    """A name (in small letters) by its sound, without its ending; a place by its English name."""
    said = _sound(word, slavic=(language or "").lower().split("-")[0] in _SLAVIC)
    return _places().get(said, said)


def _sound(word: str, *, slavic: bool) -> str:
    said = word
    for pattern, sound in _SOUNDS:
        said = pattern.sub(sound, said)
    said = "".join(one for one in normalize("NFKD", said.translate(_LETTERS)) if one.isalnum())
    for pattern, sound in _SOUNDS + _LIKE:
        said = pattern.sub(sound, said)
    if slavic:
        said = _CASES.sub("", said)
    return _ENDING.sub("", said)[:_LONG]


@cache
def _places() -> dict[str, str]:
    """What languages call a place, by its sound, to the sound of its English name; what sounds like
    two places, or like too little, is left out."""
    text = resources.files(__package__).joinpath("places.txt").read_text(encoding="utf-8")
    homes: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line[0] != "#":
            forms = [_sound(form.casefold(), slavic=False) for form in line.split(" ")]
            for form in forms:
                homes.setdefault(form, set()).add(forms[0])
    return {
        form: home for form, (home, *others) in homes.items() if not others and len(form) > _FEWEST
    }


def place(key: str) -> bool:
    """Whether a name by its sound is that of a place that languages call by names of their own."""
    return key in _named()


@cache
def _named() -> frozenset[str]:
    return frozenset(_places().values())


def number(digits: str) -> float:
    """What it says that two articles share this number, 0 to 1."""
    return _DIGITS[len(digits)] if len(digits) < len(_DIGITS) else 1.0


@lru_cache(1 << 14)
def telling(stem: str) -> float:
    """What it says that two articles share this name, 0 to 1: a common noun says little."""
    return background.relative({}, 0)(stem)


def _numbers(text: str) -> Iterable[tuple[str, str]]:
    """The numbers of a text that say how much, by their digits, each as it is written."""
    for found in _NUMBER.finditer(text):
        written = found.group()
        digits = "".join(str(decimal(one)) for one in written if one.isdecimal())
        if digits == written and len(digits) < 5 and _says_when(int(digits)):
            continue
        short = _THOUSANDS.sub("", digits.lstrip("0"))[:_LONGEST]
        if number(short):
            yield short, written


def _says_when(plain: int) -> bool:
    """Whether a number may be a day, a small count or a year."""
    return plain <= _SMALL or plain in _YEARS
