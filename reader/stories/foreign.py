"""Whether two articles in different languages tell one story, by the names and numbers they share.

Stems of two languages have nothing in common, and there is no labelled data for a model. So this
is a plain rule, and what it finds is never more than "possible": three shared names or numbers
at least, two of them names, within three days where both are dated, and a good part of what the
one that has fewer says of rare names and numbers. German writes every noun like a name; that is
why the smaller side is the measure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from reader.stories.background import Rarity, term_id
from reader.stories.profile import Profile
from reader.stories.terms import Fingerprint

SCORE: Final = 0.3
"""What such a link counts: below what joins stories."""
_SHARE: Final = 0.35
_FEWEST: Final = 3
_NAMES: Final = 2
_DAYS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Abroad:
    """The names and numbers of the article that asks: by number, each with its word and its
    rarity."""

    profile: Profile
    rare: dict[int, tuple[str, float]]


def abroad(fingerprint: Fingerprint, profile: Profile, rare: Rarity) -> Abroad:
    """The side of the article that asks."""
    words = {
        term_id(term): (fingerprint.surface.get(term, term[1:]), rare(term))
        for term in fingerprint.across
    }
    return Abroad(profile, words)


def differ(a: Profile, b: Profile) -> bool:
    """Whether the languages of both are known, and are two."""
    return bool(a.language and b.language and a.language != b.language)


def shared(asked: Abroad, other: Profile) -> list[str]:
    """The names and numbers that tell one story, rarest first; none where they are too few, or
    too far apart in time."""
    days = abs(asked.profile.moment - other.moment) / 86400
    both = sorted(
        ((asked.rare[term][1], asked.rare[term][0]) for term in other.across if term in asked.rare),
        reverse=True,
    )
    names = [word for _, word in both if not word[0].isdigit()]
    if len(both) < _FEWEST or len(names) < _NAMES or (not math.isnan(days) and days > _DAYS):
        return []
    # Nothing is known of how rare the other's own names are: as rare as these, on average.
    each = sum(rarity for rarity, _ in both) / len(both)
    ours = sum(rarity for _, rarity in asked.rare.values())
    fewer = min(ours, each * len(other.across))
    return [word for _, word in both] if sum(r for r, _ in both) >= _SHARE * fewer else []
