"""Whether two articles tell the same story, from their fingerprints.

Score: (cosine of terms + 0.2 cosine of names + 0.2 cosine of titles) / 1.4, times a factor for
the time between where both dates are known. Thresholds were tuned on labelled stories: of
links at 0.25 .64 were right and .76 found, at 0.30 .75 and .66, means over seven sources.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reader.core.model import Level
from reader.core.text import plural
from reader.stories.background import Rarity, rarities
from reader.stories.terms import Fingerprint

SAME: Final = 0.30
POSSIBLE: Final = 0.25
FOLLOW_UP: Final = 0.23
JOIN: Final = 0.27
"""A story takes in an article at this mean of its three best scores (BCubed F1 .832 on the
labelled stories; .825 at 0.23, .820 at 0.31)."""
SAME_DAYS: Final = 3.0
_SIDE: Final = 0.2
"""Weight of names and of titles beside the terms: more hurts."""
_SHORT: Final = 80
"""Words below which a teaser that survived makes false links: 24 % of texts under 500
characters had one among their first five, none above 1,200."""
_TELLING: Final = 3.0
"""Rarity above which a shared title word says something."""
_MARGIN: Final = 1.5
_COPY: Final = 0.8
_COPY_WORDS: Final = 40


@dataclass(frozen=True, slots=True)
class Score:
    """`value` with the factor for time, `still` without, and the shared stems that made it,
    by contribution, best first. `names` counts those that are names in both."""

    value: float
    still: float
    shared: tuple[tuple[str, float], ...]
    names: int
    titles: int


@dataclass(frozen=True, slots=True)
class Match:
    """A related article: how near, how sure, and why."""

    score: float
    level: Level
    reason: str


def compare(a: Fingerprint, b: Fingerprint, df: Mapping[str, int], n: int) -> Match | None:
    """What connects two articles of a library of `n`, or None. Symmetric.

    Unknown outlets and dates bar nothing. Articles of one outlet are never "same": it tells a
    story once and then goes on with it.
    """
    rare = rarities(df, n)
    sides, shared = _sides(a, b, rare), _shared(a, b, rare)
    # The norms cost the most. Those of the background are near enough to see that most
    # candidates are out of reach.
    near = sum(value for _, value in shared) / max(a.norm * b.norm, 1e-9)
    if (near * _MARGIN + sides.value) / (1.0 + sides.weight) < FOLLOW_UP:
        return None
    found = _score(a, b, rare, shared, sides)
    if not _tied(a, b, found):
        return None
    days = _days(a, b)
    level = _level(a, b, found, days)
    if level is None:
        return None
    return Match(round(found.value, 4), level, _reason(a, b, found, days))


def score(a: Fingerprint, b: Fingerprint, df: Mapping[str, int], n: int) -> Score:
    """How alike two articles are, 0 to 1. Symmetric."""
    rare = rarities(df, n)
    sides = _sides(a, b, rare)
    return _score(a, b, rare, _shared(a, b, rare), sides)


def _score(
    a: Fingerprint,
    b: Fingerprint,
    rare: Rarity,
    shared: list[tuple[str, float]],
    sides: _Sides,
) -> Score:
    norm = _norm(a.stems, rare) * _norm(b.stems, rare)
    terms = sum(value for _, value in shared) / norm if norm else 0.0
    still = (terms + sides.value) / (1.0 + sides.weight)
    shared.sort(key=lambda pair: (-pair[1], pair[0]))
    value = still * _fading(_days(a, b))
    return Score(value, still, tuple(shared), sides.names, sides.titles)


@dataclass(frozen=True, slots=True)
class _Sides:
    """What names and titles add, with the weight they add it with, and how many are shared."""

    value: float
    weight: float
    names: int
    titles: int


def _sides(a: Fingerprint, b: Fingerprint, rare: Rarity) -> _Sides:
    """Names and titles; what one side lacks says nothing against the pair."""
    value = weight = 0.0
    for one, other in ((a.names, b.names), (a.title, b.title)):
        if one and other:
            value, weight = value + _SIDE * _cosine(one, other, rare), weight + _SIDE
    titles = sum(1 for term in {*a.title} & {*b.title} if rare(term) > _TELLING)
    return _Sides(value, weight, len({*a.names} & {*b.names}), titles)


def _cosine(one: Sequence[str], other: Sequence[str], rare: Rarity) -> float:
    """Of two sets of terms, weighed by rarity."""
    both = sum(rare(term) ** 2 for term in {*one} & {*other})
    if not both:
        return 0.0
    whole = sum(rare(term) ** 2 for term in one) * sum(rare(term) ** 2 for term in other)
    return both / math.sqrt(whole)


def _shared(a: Fingerprint, b: Fingerprint, rare: Rarity) -> list[tuple[str, float]]:
    """The shared terms with what each adds to the dot product."""
    small, large = (a.stems, b.stems) if len(a.stems) < len(b.stems) else (b.stems, a.stems)
    return [
        (term, weight * large[term] * rare(term) ** 2)
        for term, weight in small.items()
        if term in large
    ]


def _norm(terms: Mapping[str, float], rare: Rarity) -> float:
    return math.sqrt(sum((weight * rare(term)) ** 2 for term, weight in terms.items()))


def duplicate(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether both hold the same text, word for word or nearly so. Short texts never count:
    two outlets may well print one headline."""
    if min(a.length, b.length) < _COPY_WORDS:
        return False
    if a.digest == b.digest:
        return True
    if min(a.length, b.length) < 0.85 * max(a.length, b.length):
        return False
    size = min(len(a.sketch), len(b.sketch))
    lowest = sorted({*a.sketch, *b.sketch})[:size]
    common = {*a.sketch} & {*b.sketch}
    return size > 0 and sum(one in common for one in lowest) >= _COPY * size


def story(matches: Iterable[tuple[str, float]]) -> str | None:
    """The story an article joins, given the story and score of each article it is like; None
    where it begins one of its own."""
    by_story: dict[str, list[float]] = {}
    for name, value in matches:
        by_story.setdefault(name, []).append(value)
    means = {
        name: sum(sorted(values)[-3:]) / min(len(values), 3) for name, values in by_story.items()
    }
    best = max(means, key=lambda name: (means[name], name), default=None)
    return best if best is not None and means[best] >= JOIN else None


def _days(a: Fingerprint, b: Fingerprint) -> float | None:
    """Days between the two, None where a date is unknown."""
    if a.published is None or b.published is None:
        return None
    return abs((a.published - b.published).total_seconds()) / 86400


def _fading(days: float | None) -> float:
    """1 within a day, then halfway to 0.3 for each week."""
    return 1.0 if days is None else 0.3 + 0.7 * 2.0 ** (-max(0.0, days - 1) / 7)


def _tied(a: Fingerprint, b: Fingerprint, found: Score) -> bool:
    """Whether more than chance words connect a short text: a name, or a telling title word."""
    if min(a.length, b.length) >= _SHORT:
        return True
    return found.names > 0 or found.titles > 0 or not (a.title and b.title)


def _level(a: Fingerprint, b: Fingerprint, found: Score, days: float | None) -> Level | None:
    near = days is None or days <= SAME_DAYS
    apart = a.site is None or b.site is None or a.site != b.site
    if near and found.value >= POSSIBLE:
        if not apart:
            return "follow-up"
        return "same" if found.value >= SAME else "possible"
    if found.value >= FOLLOW_UP and found.names >= 2:
        return "follow-up"
    # Older, and about the same people: background.
    return "follow-up" if not near and found.still >= SAME and found.names >= 2 else None


def _reason(a: Fingerprint, b: Fingerprint, found: Score, days: float | None) -> str:
    """The shared names and terms that weighed most, and the time between where it is known."""
    names = {*a.names} & {*b.names}
    ranked = sorted(found.shared, key=lambda pair: -pair[1] * (2 if pair[0] in names else 1))
    said: list[str] = []
    for term, _ in ranked:
        word = a.surface.get(term) or b.surface.get(term) or term
        # "Iran" and "Iranian" say the same thing twice.
        if all(word[:4].casefold() != other[:4].casefold() for other in said):
            said.append(word)
        if len(said) == 3:
            break
    reason = ", ".join(said)
    return reason if days is None else f"{reason} · {_between(days)}"


def _between(days: float) -> str:
    if days < 1:
        return "same day"
    return f"{plural(round(days), 'day')} apart"
