"""What the library keeps of an article for linking: its fingerprint as a few arrays of numbers.

A new article is compared with sixty stored ones. Read as JSON, their fingerprints cost more
than everything else together (70 microseconds each); as arrays 2, and a third of the space.
Terms are kept by number (`background.term_id`): the article that asks knows its own words, and
only those the two share are ever written out.
"""

from __future__ import annotations

import math
import struct
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Final, NamedTuple
from zlib import crc32

from reader.stories.background import Rarity, relative_of, term_id
from reader.stories.terms import Fingerprint

KEYS: Final = 25
"""Terms under which an article is found, and by which it looks for others."""
ACROSS: Final = 10
WANTED: Final = 16
"""Names and numbers as other languages write them under which an article is found, and by which
it looks for others."""
_UNSEEN: Final = 1 - 1e-9
"""The relative rarity of a term that no article has is 1."""
_ACROSS_WEIGHT: Final = 0.15
_COMMON: Final = 0.06
"""A term in more of the articles than this finds nothing but work."""
TITLE: Final = 1
NAME: Final = 2
NUMBER: Final = 4
OPENING: Final = 8
_SCALE: Final = 32
"""Steps of a weight, which is at most 1 + ln of the words: 8 fits in a byte."""
SCALED: Final = tuple(step / _SCALE for step in range(256))
"""The weights as they were, by the steps they are kept in."""
_HEAD: Final = struct.Struct("<IdIIIQfffHHHHH")
_TAIL: Final = struct.Struct("<eeBB")
"""What stands after the rest, and is missing in files of before: all of it unknown there."""
_UNDATED: Final = math.nan


class Profile(NamedTuple):
    """A fingerprint in numbers: a tuple, because sixty are read for each article that comes, and a
    frozen dataclass takes longer to make than all its arrays. `terms`, `weights` (in steps of
    1/32) and `marks` (TITLE, NAME, NUMBER, OPENING, added) run in parallel.

    `moment` is the time in seconds since 1970, NaN where unknown; `site`, `language` and
    `headline` are digests, 0 where there is none, `digest` one of the whole text. The lengths of
    its vectors (all terms, title, names) are in relative rarities as they were when the article
    came: later counts change them by a few hundredths. `numbers` counts the terms that are some.
    `nearest` is how near its nearest was when it came, `opening_norm` the length of its opening
    (title included), both 0 where unknown. `weekdays` are the days it names, a bit each, Monday
    the lowest, and `weekday` the bit of the first.
    """

    length: int
    moment: float
    site: int
    language: int
    headline: int
    digest: int
    norm: float
    title_norm: float
    name_norm: float
    numbers: int
    terms: array[int]
    weights: bytes
    marks: bytes
    sketch: array[int]
    paragraphs: array[int]
    across: array[int]
    nearest: float = 0.0
    opening_norm: float = 0.0
    weekdays: int = 0
    weekday: int = 0

    @property
    def counted(self) -> array[int]:
        """The terms whose articles the library counts."""
        return self.terms + self.across

    def to_bytes(self) -> bytes:
        """The form in the library's file: about 5 bytes a term."""
        head = _HEAD.pack(
            self.length, self.moment, self.site, self.language, self.headline, self.digest,
            self.norm, self.title_norm, self.name_norm, self.numbers,
            len(self.terms), len(self.sketch), len(self.paragraphs), len(self.across),
        )  # fmt: skip
        arrays = (self.terms, self.sketch, self.paragraphs, self.across)
        tail = _TAIL.pack(self.nearest, self.opening_norm, self.weekdays, self.weekday)
        return head + b"".join(one.tobytes() for one in arrays) + self.weights + self.marks + tail

    @classmethod
    def from_bytes(cls, data: bytes) -> Profile:
        """The profile that `to_bytes` wrote."""
        *head, terms, sketch, paragraphs, across = _HEAD.unpack_from(data)
        at = _HEAD.size
        arrays: list[array[int]] = []
        for count in (terms, sketch, paragraphs, across):
            arrays.append(array("I", data[at : at + 4 * count]))
            at += 4 * count
        ids, sketched, printed, abroad = arrays
        weights, marks = data[at : at + terms], data[at + terms : at + 2 * terms]
        length, moment, site, language, headline, digest, norm, title, names, numbers = head
        found = cls(
            length, moment, site, language, headline, digest, norm, title, names, numbers,
            ids, weights, marks, sketched, printed, abroad,
        )  # fmt: skip
        at += 2 * terms
        if len(data) == at:
            return found
        nearest, opening_norm, weekdays, weekday = _TAIL.unpack_from(data, at)
        return found._replace(
            nearest=nearest, opening_norm=opening_norm, weekdays=weekdays, weekday=weekday
        )


def profile(fingerprint: Fingerprint, rare: Rarity) -> Profile:
    """The profile of an article that comes into a library where terms are so rare (relatively,
    see `background.relative`)."""
    titled, named, opening = {*fingerprint.title}, {*fingerprint.names}, {*fingerprint.opening}
    stems = fingerprint.stems
    weights = bytes([min(round(weight * _SCALE), 255) for weight in stems.values()])
    return Profile(
        length=fingerprint.length,
        moment=_moment(fingerprint.published),
        site=_digest(fingerprint.site),
        language=_digest((fingerprint.language or "").lower().split("-")[0]),
        headline=_digest(" ".join(fingerprint.title)),
        digest=int(fingerprint.digest[:16], 16),
        norm=math.sqrt(sum([(weight * rare(stem)) ** 2 for stem, weight in stems.items()])),
        title_norm=_length(titled, rare),
        name_norm=_length(named, rare),
        numbers=sum(stem[0].isdigit() for stem in stems),
        terms=array("I", map(term_id, stems)),
        weights=weights,
        marks=bytes(
            [
                TITLE * (stem in titled)
                + NAME * (stem in named)
                + NUMBER * stem[0].isdigit()
                + OPENING * (stem in opening)
                for stem in stems
            ]
        ),
        sketch=array("I", fingerprint.sketch),
        paragraphs=array("I", fingerprint.paragraphs),
        across=array("I", map(term_id, fingerprint.across)),
        opening_norm=_length(opening, rare),
        weekdays=sum(1 << day for day in fingerprint.weekdays),
        weekday=sum(1 << day for day in fingerprint.weekdays[:1]),
    )


def keys(fingerprint: Fingerprint, rare: Rarity, n: int) -> list[tuple[int, float]]:
    """The weightiest terms of an article, best first, under which a store of `n` finds it; and
    the first of its names and numbers as other languages write them, which weigh little, so that
    they find what nothing else would."""
    least = relative_of(_COMMON, n)
    ranked = sorted(
        [(value * rare(term), term) for term, value in fingerprint.stems.items()], reverse=True
    )
    whole = math.sqrt(sum([value * value for value, _ in ranked])) or 1.0
    usual = (pair for pair in ranked if rare(pair[1]) > least)
    found = [(term_id(term), round(value / whole, 4)) for value, term in islice(usual, KEYS)]
    across = (term for term in fingerprint.across if rare(term) > least)
    return found + _across(islice(across, ACROSS))


def wanted(
    kept: Sequence[tuple[int, float]], fingerprint: Fingerprint, rare: Rarity, n: int
) -> list[tuple[int, float]]:
    """The keys by which an article looks for others: those it is `kept` under, but of its names
    and numbers as other languages write them such as some article has already, and more."""
    least = relative_of(_COMMON, n)
    across = {*map(term_id, fingerprint.across)}
    seen = (term for term in fingerprint.across if least < rare(term) < _UNSEEN)
    return [key for key in kept if key[0] not in across] + _across(islice(seen, WANTED))


def _across(terms: Iterable[str]) -> list[tuple[int, float]]:
    return [(term_id(term), _ACROSS_WEIGHT) for term in terms]


def _length(terms: set[str], rare: Rarity) -> float:
    return math.sqrt(sum(rare(term) ** 2 for term in terms))


def _digest(text: str | None) -> int:
    return crc32(text.encode()) or 1 if text else 0


def _moment(published: datetime | None) -> float:
    return published.timestamp() if published else _UNDATED
