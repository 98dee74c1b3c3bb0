"""What speaks for two articles telling one story, as numbers.

Overlaps of terms, of names and of openings (a headline and the words that follow it, where a
report says what happened), each weighed by rarity; shared numbers; the days of the week both
name; the time between; and how the pair stands beside the other candidates: an article that is
nearest by far is another thing than the tenth of forty alike, one that had a nearer one already
tells most likely that one's story, and a word that most candidates have names the subject, not
the event.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple

from reader.stories.background import Rarity, term_id
from reader.stories.profile import NAME, NUMBER, OPENING, SCALED, TITLE, Profile
from reader.stories.terms import Fingerprint

_DAY: Final = 86400.0
_ALONE: Final = NAME | NUMBER
"""Marks that say something of a shared term where only one of the two has them."""
_TYING: Final = NAME | TITLE
TELLING: Final = 0.35
"""Rarity above which a shared word says something: a word in one of 60 articles."""
_STRONG: Final = 0.4
"""Rarity above which a word stands for one event even in a sentence: a word in one of 90 articles,
as neither "Wednesday" nor "Reserve" is."""
SAYING: Final = 0.15
"""Rarity above which a shared word says anything at all."""
_TAIL: Final = slice(10, 30)
"""Ranks of the candidates that only share the topic."""
_ALL: Final = math.log(61)
"""A word that all of sixty candidates have says nothing of which of them tells the story."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The article that looks for others: its profile, its stems by number, what a term of weight
    1 adds to the dot product, how rare each is, the marks of those that have any, and the terms
    it opens with."""

    profile: Profile
    words: dict[int, str]
    adds: dict[int, float]
    rarity: dict[int, float]
    marks: dict[int, int]
    opening: frozenset[int]


class Shared(NamedTuple):
    """A term both have: what it adds to the dot product, its number, whether it is a name in
    both."""

    added: float
    term: int
    named: bool


@dataclass(slots=True)
class Evidence:
    """One pair. Shares are 0 to 1."""

    cosine: float = 0.0
    names: float = 0.0
    titles: float = 0.0
    names_told: float = 0.0
    """What names of each the other's text has, both shares added: 0 to 2."""
    numbers: float = 0.0
    """The rarities of the shared ones, times their share of the text that has fewer: two tables of
    results have some in common by chance."""
    telling: float = 0.0
    """The rarity of the rarest word in both headlines."""
    title_words: int = 0
    ties: int = 0
    """How many words that say anything are names in both, or stand in both headlines."""
    strong: int = 0
    """How many of these are rare."""
    fading: float = 1.0
    words: int = 0
    """Of the shorter text."""
    one_outlet: bool = False
    opening: float = 0.0
    """What both open with; each word less, the more of the other candidates have it."""
    opened: list[tuple[int, float]] = field(default_factory=list)
    """The terms both open with, each with its share of the openings."""
    heard: frozenset[int] = frozenset()
    """The terms of the opening of the article that asks that the other has anywhere."""
    weekday: bool = False
    """Whether both name the same day of the week first."""
    other_weekday: bool = False
    """Whether both name days, and neither the one that the other names first."""
    nearest: float = 0.0
    theirs: float = 0.0
    """How near the other's nearest was when it came; 0 where it had none."""
    mutual: float = 0.0
    """How near the two are beside the nearest of each, both shares multiplied."""
    lift: float = 0.0
    days: float | None = None
    named: int = 0
    """How many names are names in both."""

    @property
    def plain(self) -> float:
        """The score that needs no learning: cosine, names and titles, less with time."""
        return (self.cosine + 0.2 * self.names + 0.2 * self.titles) / 1.4 * self.fading


def asking(fingerprint: Fingerprint, profile: Profile, rare: Rarity) -> Asking:
    """The side of the article that looks for others."""
    rarity = {term_id(stem): rare(stem) for stem in fingerprint.stems}
    squares = zip(profile.weights, rarity.values(), strict=True)
    adds = [SCALED[weight] * rarity * rarity for weight, rarity in squares]
    marks = {t: mark for t, mark in zip(profile.terms, profile.marks, strict=True) if mark}
    words = {term_id(stem): stem for stem in fingerprint.stems}
    opening = frozenset([term for term, mark in marks.items() if mark & OPENING])
    added = dict(zip(profile.terms, adds, strict=True))
    return Asking(profile, words, added, rarity, marks, opening)


def pair(asked: Asking, other: Profile) -> Evidence:
    """What speaks for this pair by itself."""
    one, found = asked.profile, Evidence()
    # Sixty times for each article that comes: what most terms need goes without a step of Python.
    adds, marked = asked.adds, asked.marks
    terms, weights, marks = other.terms, other.weights, other.marks
    held = map(adds.__contains__, terms)
    norm = one.opening_norm * other.opening_norm
    dot = names = told = heard = 0.0
    named = 0
    titled: list[float] = []
    numbers: list[float] = []
    found.heard = asked.opening.intersection(terms)
    for at in [at for at, both in enumerate(held) if both]:
        term, theirs = terms[at], marks[at]
        dot += adds[term] * SCALED[weights[at]]
        ours = marked.get(term, 0)
        both = ours & theirs
        if not (both or (ours | theirs) & _ALONE):
            continue
        rarity = asked.rarity[term]
        square = rarity * rarity
        if both & OPENING and norm:
            found.opened.append((term, square / norm))
        if both & TITLE:
            titled.append(rarity)
        if both & _TYING and rarity > SAYING:
            found.ties += 1
            found.strong += rarity > _STRONG
        if ours & NAME:
            told += square
        if theirs & NAME:
            heard += square
        if both & NAME:
            names += square
            named += 1
        if ours & NUMBER:
            numbers.append(rarity)
    found.telling, found.title_words, found.named = max(titled, default=0.0), len(titled), named
    found.cosine = _share(dot, one.norm * other.norm)
    titles = sum([rarity * rarity for rarity in titled])
    found.titles = _share(titles, one.title_norm * other.title_norm)
    found.names = _share(names, one.name_norm * other.name_norm)
    found.names_told = sum(
        # Where a text has no names, or its script no capitals, its terms stand for them.
        _share(said, norm**2) if norm else found.cosine
        for said, norm in ((told, one.name_norm), (heard, other.name_norm))
    )
    found.numbers = sum(numbers) * _share(len(numbers), min(one.numbers, other.numbers))
    # A profile of before does not know how its text opened: the whole text stands for it.
    found.opening = 0.0 if norm else found.cosine
    _around(found, one, other)
    found.words = min(one.length, other.length)
    return found


def _around(found: Evidence, one: Profile, other: Profile) -> None:
    """Fill in what the terms do not say: outlets, days, and how near the other's nearest is."""
    found.one_outlet = one.site != 0 and one.site == other.site
    found.theirs = other.nearest
    if one.weekdays and other.weekdays:
        found.weekday = one.weekday == other.weekday
        found.other_weekday = not (one.weekday & other.weekdays or other.weekday & one.weekdays)
    days = abs(one.moment - other.moment) / _DAY
    if not math.isnan(days):
        found.days, found.fading = days, 0.3 + 0.7 * 2.0 ** (-max(0.0, days - 1) / 7)


def shared(asked: Asking, other: Profile) -> list[Shared]:
    """The terms both have, those that add most to the dot product first."""
    found = [
        Shared(
            asked.adds[term] * SCALED[weight], term, bool(asked.marks.get(term, 0) & theirs & NAME)
        )
        for term, weight, theirs in zip(other.terms, other.weights, other.marks, strict=True)
        if term in asked.adds
    ]
    return sorted(found, reverse=True)


def rank(found: Sequence[Evidence]) -> float:
    """Fill in how each of an article's candidates stands beside the others; gives how near the
    nearest is."""
    plain = [one.plain for one in found]
    ordered = sorted(plain, reverse=True)
    best = ordered[0] if ordered else 0.0
    tail = ordered[_TAIL]
    topic = sum(tail) / len(tail) if len(ordered) > 15 else 0.0
    having = Counter(chain.from_iterable([one.heard for one in found]))
    own = {term: 1 - math.log(count) / _ALL for term, count in having.items()}
    for one, its in zip(found, plain, strict=True):
        one.nearest = _share(its, best)
        one.mutual = one.nearest * (_share(its, one.theirs) if one.theirs else 1.0)
        one.lift = its - topic
        if one.opened:
            one.opening = min(sum([share * own[term] for term, share in one.opened]), 1.0)
    return best


def _share(part: float, whole: float) -> float:
    """`part` of `whole`, at most 1: norms are of their day, and rounded."""
    return min(part / whole, 1.0) if whole > 0 else 0.0
