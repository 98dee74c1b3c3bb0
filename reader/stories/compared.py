"""What the sentences of one report share with the other reports of its story, as figures.

A sentence is looked for in every sentence of the others and in every two neighbours, since
outlets cut the same facts differently, and its pairs of words in each report as a whole. Words
count by how rare they are anywhere; those of every text count nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from reader.stories import background, stems

_CONTENT: Final = 1.2
"""Rarity from which a stem says something: below are words of every third article."""
_OPENING: Final = 3
"""Sentences with which a report says what happened."""
FULL: Final = 120
"""Words from which a text is a report: below are alerts, teasers and openings before a wall."""
_COPY: Final = 0.6
"""Share of the shorter report's pairs of words from which two are one agency's text: reports
written apart share under .2."""
_TOLD: Final = 3
_HELD: Final = 0.6
_RUNS: Final = 0.35
"""Words that say something, and shares of the weight and of the pairs of words of a sentence, from
which another that has them tells what it tells."""
_WHOLE: Final = re.compile("[.!?…。！？।۔؟][\"'”’»」』)\\]]*\\s*$")


@dataclass(frozen=True)
class Report:
    """A report: its sentences as they are written, and the stems of each, in order."""

    sentences: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring stems anywhere in the report, across the ends of sentences too."""
        return _pairs([stem for sentence in self.stems for stem in sentence])

    @cached_property
    def opening(self) -> frozenset[str]:
        """The stems up to the end of its third whole sentence."""
        found: set[str] = set()
        count = 0
        for text, sentence in zip(self.sentences, self.stems, strict=True):
            found.update(sentence)
            count += whole(text)
            if count == _OPENING:
                break
        return frozenset(found)

    @cached_property
    def full(self) -> bool:
        """Whether it is a report and not a teaser for one."""
        return sum(map(len, self.stems)) >= FULL


@dataclass(frozen=True, slots=True)
class Shared:
    """What the others have of a sentence, each 0 to 1: of its weight, the most that stands in
    one place (`place`) and the mean of what stands in the openings of full reports (`opening`);
    of its pairs of words, the most that one report has (`pairs`). 1 where it has no weight."""

    place: float
    opening: float
    pairs: float


def report(sentences: Sequence[str], language: str | None) -> Report:
    """The report that these sentences make."""
    stem = stems.stemmer(language)
    split = (tuple(stem(stems.split(sentence.casefold()))) for sentence in sentences)
    return Report(tuple(sentences), tuple(split))


def whole(text: str) -> bool:
    """Whether a text ends as sentences do: headings, datelines and crumbs of lists do not."""
    return _WHOLE.search(text) is not None


def copies(a: Report, b: Report) -> bool:
    """Whether two reports print one text, cut or edited."""
    shorter = min(len(a.pairs), len(b.pairs))
    return shorter > 0 and len(a.pairs & b.pairs) >= _COPY * shorter


def shared(sentences: Sequence[Sequence[str]], others: Sequence[Report]) -> list[Shared]:
    """What `others` share with each of these sentences, given as stems. The order of the others
    does not matter."""
    rare = background.rarities({}, 0)
    places = _places(others)
    # An alert opens with a line: that it lacks a word says little.
    openings = [other.opening for other in others if other.full]
    openings = openings or [other.opening for other in others]
    return [_shared(sentence, others, places, openings, rare) for sentence in sentences]


def holding(sentences: Sequence[Sequence[str]], others: Sequence[Report]) -> set[int]:
    """Which of these sentences, given as stems, have nearly all of a whole sentence of another
    report in them, and more: the other way round than `shared`."""
    rare = background.rarities({}, 0)
    at: defaultdict[str, set[int]] = defaultdict(set)
    for number, sentence in enumerate(sentences):
        for stem in sentence:
            at[stem].add(number)
    pairs = [_pairs(sentence) for sentence in sentences]
    found: set[int] = set()
    for other in others:
        for text, theirs in zip(other.sentences, other.stems, strict=True):
            weights = {stem: weight for stem in theirs if (weight := rare(stem)) >= _CONTENT}
            if not whole(text):
                continue
            told: defaultdict[int, list[float]] = defaultdict(list)
            for stem, weight in weights.items():
                for number in at.get(stem, ()):
                    told[number].append(weight)
            its = _pairs(theirs)
            found |= {
                number
                for number, held in told.items()
                if len(held) >= _TOLD
                and sum(held) >= _HELD * sum(weights.values())
                and len(its & pairs[number]) >= _RUNS * len(its)
            }
    return found


def _places(others: Sequence[Report]) -> Mapping[str, Sequence[int]]:
    """In which places, a sentence with the one after it, each stem stands."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    count = 0
    for other in others:
        for at in range(len(other.stems)):
            for stem in {stem for sentence in other.stems[at : at + 2] for stem in sentence}:
                places[stem].append(count)
            count += 1
    return places


def _shared(
    sentence: Sequence[str],
    others: Sequence[Report],
    places: Mapping[str, Sequence[int]],
    openings: Sequence[frozenset[str]],
    rare: background.Rarity,
) -> Shared:
    weights = {stem: weight for stem in sentence if (weight := rare(stem)) >= _CONTENT}
    total = sum(weights.values())
    if not total or not others:
        return Shared(1.0, 1.0, 1.0)
    held: defaultdict[int, float] = defaultdict(float)
    opened = 0.0
    for stem, weight in weights.items():
        for place in places.get(stem, ()):
            held[place] += weight
        opened += weight * sum(stem in opening for opening in openings)
    pairs = _pairs(sentence)
    return Shared(
        place=max(held.values(), default=0.0) / total,
        opening=opened / len(openings) / total,
        pairs=max(len(pairs & other.pairs) for other in others) / max(len(pairs), 1),
    )


def _pairs(stems_: Sequence[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(stems_))
