"""What a block shares with the story around it: its names and its terms.

A teaser may be a full sentence of body length; what gives it away is that it speaks of other
people, places and things. Names are capitalised words that are not merely capitalised because
a sentence begins; inflection is levelled by keeping a word's beginning, which serves Russian
and Turkish as well as English and needs no list of languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*\d|[\u3040-\u30ff\u3400-\u9fff]")
_OPENS: Final = re.compile(r"(?:^|[.!?…:;\"“„«»(]\s*|[-–—]\s)$")
_SPACELESS: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{2,}")
_NAME_STEM: Final = 5
_TERM_STEM: Final = 6
_SHORTEST: Final = 4
"""Terms have at least this many letters: shorter ones are mostly function words."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text speaks of: stems of its names, of its longer words."""

    names: frozenset[str]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a block shares with the story's other paragraphs.

    `names` are the shared ones, `own` how many names the block has, `terms` the share of its
    longer words found elsewhere in the story, 0 to 1.
    """

    names: frozenset[str]
    own: int
    terms: float

    @property
    def belongs(self) -> bool:
        """Whether it surely speaks of the same thing: two shared names that are a third of
        its own, or most of its words."""
        return (len(self.names) >= 2 and len(self.names) * 3 >= self.own) or self.terms >= 0.6

    @property
    def foreign(self) -> bool:
        """Whether nothing ties it to the story."""
        return len(self.names) <= 1 and len(self.names) * 2 <= self.own and self.terms < 0.45


def topic(text: str) -> Topic:
    """The names and terms of one block."""
    names: set[str] = set()
    terms: set[str] = set()
    for found in _WORD.finditer(text):
        word = found.group()
        if word[0].isupper() and len(word) > 1:
            stem = _stem(word, _NAME_STEM)
            # A capital after the start of a sentence may be no name; its stem still counts
            # as a term, and it is a name wherever it stands inside a sentence as well.
            if not _OPENS.search(text[max(0, found.start() - 3) : found.start()]):
                names.add(stem)
        if len(word) >= _SHORTEST and not word[0].isdigit():
            terms.add(_stem(word, _TERM_STEM))
    for found in _SPACELESS.finditer(text):
        run = found.group()
        terms.update(run[at : at + 2] for at in range(len(run) - 1))
    return Topic(frozenset(names), frozenset(terms))


def _stem(word: str, length: int) -> str:
    return re.split("['’]", word.casefold())[0][:length]


def overlaps(topics: Sequence[Topic], core: Sequence[bool]) -> list[Overlap]:
    """For each block what it shares with the paragraphs of the story (`core`) except itself.

    A word counts as a name of the story where any of its paragraphs has it inside a sentence;
    a term that stands in one paragraph alone counts only for the others.
    """
    names: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    for one, member in zip(topics, core, strict=True):
        if member:
            names.update(one.names)
            terms.update(one.terms)
    found = []
    for one, member in zip(topics, core, strict=True):
        less = 1 if member else 0
        # A name at a sentence's start was not seen as one; the story's names tell.
        heads = {term[:_NAME_STEM] for term in one.terms}
        shared = frozenset(
            name for name in one.names | heads if names[name] > (less if name in one.names else 0)
        )
        kept = sum(terms[term] > less for term in one.terms)
        found.append(Overlap(shared, len(one.names | shared), kept / max(len(one.terms), 1)))
    return found
