"""What speaks for two articles telling one story, as numbers.

Overlaps of terms, of titles and of names, each weighed by rarity; what one headline has in the
other's whole text; shared numbers; how much of the shorter text the other covers; the time
between; and how the pair stands beside the other candidates: an article that is nearest by far
is another thing than the tenth of forty alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Final

from reader.stories.background import Rarity, term_id
from reader.stories.profile import NAME, NUMBER, SCALED, TITLE, Profile
from reader.stories.terms import Fingerprint

_DAY: Final = 86400.0
_TAIL: Final = slice(10, 30)
"""Ranks of the candidates that only share the topic."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The article that looks for others: its profile, its stems by number, and for each term
    its rarity, its weight times that, and its marks."""

    profile: Profile
    words: dict[int, str]
    worth: dict[int, tuple[float, float, int]]


Shared = tuple[float, int, bool]
"""A term both have: what it adds to the dot product, its number, whether it is a name in both.
A plain tuple: an article's candidates share some thousands of terms with it."""


@dataclass(slots=True)
class Evidence:
    """One pair. Shares are 0 to 1; `shared` are the terms both have, best first."""

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
    fading: float = 1.0
    words: int = 0
    """Of the shorter text."""
    nearest: float = 0.0
    lift: float = 0.0
    days: float | None = None
    named: int = 0
    """How many names are names in both."""
    shared: list[Shared] = field(default_factory=list)

    @property
    def plain(self) -> float:
        """The score that needs no learning: cosine, names and titles, less with time."""
        return (self.cosine + 0.2 * self.names + 0.2 * self.titles) / 1.4 * self.fading


def asking(fingerprint: Fingerprint, profile: Profile, rare: Rarity) -> Asking:
    """The side of the article that looks for others."""
    worth: dict[int, tuple[float, float, int]] = {}
    for stem, weight, mark in zip(fingerprint.stems, profile.weights, profile.marks, strict=True):
        rarity = rare(stem)
        worth[term_id(stem)] = (rarity, SCALED[weight] * rarity, mark)
    return Asking(profile, {term_id(stem): stem for stem in fingerprint.stems}, worth)


def pair(asked: Asking, other: Profile) -> Evidence:
    """What speaks for this pair by itself."""
    one, found, worth = asked.profile, Evidence(), asked.worth
    titles, names, numbers = _Overlap(), _Overlap(), list[float]()
    # Most of its terms are not shared: they are passed by without a step of Python's.
    held = map(worth.__contains__, other.terms)
    every = zip(other.terms, other.weights, other.marks, strict=True)
    for term, steps, theirs in compress(every, held):
        rarity, value, ours = worth[term]
        both, either = ours & theirs, ours | theirs
        found.shared.append((value * SCALED[steps] * rarity, term, both & NAME > 0))
        if either & TITLE:
            titles.add(ours & TITLE, theirs & TITLE, rarity)
        if either & NAME:
            names.add(ours & NAME, theirs & NAME, rarity)
        if both & TITLE:
            found.telling = max(found.telling, rarity)
        if ours & NUMBER:
            numbers.append(rarity)
    found.shared.sort(reverse=True)
    found.cosine = _share(sum([added for added, _, _ in found.shared]), one.norm * other.norm)
    found.titles = _share(titles.both, one.title_norm * other.title_norm)
    found.names = _share(names.both, one.name_norm * other.name_norm)
    found.names_told = sum(
        # Where a text has no names, or its script no capitals, its terms stand for them.
        _share(told, norm**2) if norm else found.cosine
        for told, norm in ((names.one, one.name_norm), (names.other, other.name_norm))
    )
    found.title_words, found.named = titles.count, names.count
    found.numbers = sum(numbers) * _share(len(numbers), min(one.numbers, other.numbers))
    days = abs(one.moment - other.moment) / _DAY
    if not math.isnan(days):
        found.days, found.fading = days, 0.3 + 0.7 * 2.0 ** (-max(0.0, days - 1) / 7)
    found.words = min(one.length, other.length)
    return found


@dataclass(slots=True)
class _Overlap:
    """Squared rarities of shared terms that are marked in one, in the other, in both."""

    one: float = 0.0
    other: float = 0.0
    both: float = 0.0
    count: int = 0

    def add(self, one: int, other: int, rarity: float) -> None:
        """Count a term with its marks, which it has on one side at least."""
        square = rarity * rarity
        self.one += square if one else 0.0
        self.other += square if other else 0.0
        if one and other:
            self.both += square
            self.count += 1


def rank(found: Sequence[Evidence]) -> None:
    """Fill in how each of an article's candidates stands beside the others."""
    ordered = sorted(found, key=lambda one: -one.plain)
    best = ordered[0].plain if ordered else 0.0
    tail = [one.plain for one in ordered[_TAIL]]
    topic = sum(tail) / len(tail) if len(ordered) > 15 else 0.0
    for one in ordered:
        one.nearest = _share(one.plain, best)
        one.lift = one.plain - topic


def _share(part: float, whole: float) -> float:
    """`part` of `whole`, at most 1: norms are of their day, and rounded."""
    return min(part / whole, 1.0) if whole > 0 else 0.0
