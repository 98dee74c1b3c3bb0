"""Which sentences of two reports may say the same, and how near they are.

Two sentences are as near as the rare words they share, and the pairs of neighbouring words at half
that weight, weigh beside all of theirs (the cosine of their weights). A word that stands all over
the two reports weighs less, a name little, and so does what says who somebody is. A sentence is
also held against every two neighbours of the other report, which may say in two what it says in
one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from reader.stories.tokens import Sentence

SAME: Final = 0.18
"""Sentences this near say the same, where neither has a counterpart yet."""
_SURE: Final = 0.3
"""The nearest two sentences of two reports of one event are seldom less near than this: where
they are, sentences must be as near as `_DOUBT`, which those of twin events are not."""
_DOUBT: Final = 0.24
_STRANGE: Final = 0.45
"""Where two reports have not one name in common: they tell of two events, in the words that every
such report has."""
_NEIGHBOURS: Final = 0.5
"""Weight of a pair of neighbouring words beside that of its words."""
_NAME: Final = 0.2
"""Weight of names, and of what says whose they are, beside that of other words: that two
sentences are about the same people does not make them say the same."""
_APPOSED: Final = 9
"""Words between commas after a name that only say who that is."""
_SLIGHT: Final = 40.0
"""Sentences that weigh less are taken to weigh so much: three chance words in two short ones
would else be nearly all of them. A rare word weighs 8."""
_WORK: Final = 200_000
"""Products that are summed at most in each of three rounds, those of the rarest words first: 0.2 s.
Two reports of sixty paragraphs take 20 ms in all."""

Term = str | tuple[str, str]
Vector = Mapping[Term, float]
Places = tuple[int, int]
"""A sentence of each report, by its number."""


def near(
    ours: Sequence[Sentence],
    theirs: Sequence[Sentence],
    rare: Mapping[str, float],
    *,
    nouns: bool,
) -> dict[Places, float]:
    """The sentences that may say the same, with their scores: the weight of the words they share,
    and of the pairs of neighbouring ones, beside that of all of theirs. `nouns` says that
    every noun looks like a name."""
    weigh = _weights([*ours, *theirs], rare)
    none: frozenset[str] = frozenset()
    names_a, names_b = (none, none) if nouns else (_names(ours), _names(theirs))
    named = names_a | names_b
    strange = names_a and names_b and not names_a & names_b
    distinct = {one.text: one for one in [*ours, *theirs]}
    vectors = {text: _vector(one, weigh, named) for text, one in distinct.items()}
    mine, others = ([vectors[one.text] for one in side] for side in (ours, theirs))
    sums = _sums(mine, others)
    scores = _nearness(sums, mine, others)
    for i, j, score in _over(theirs, mine, others, sums):
        scores[i, j] = max(scores[i, j], score)
    turned = {(j, i): value for (i, j), value in sums.items()}
    for j, i, score in _over(ours, others, mine, turned):
        scores[i, j] = max(scores[i, j], score)
    sure = max(scores.values(), default=0.0) >= _SURE
    least = _STRANGE if strange else SAME if sure else _DOUBT
    found = {places: score for places, score in scores.items() if score >= least}
    return found | dict.fromkeys(_copies(ours, theirs), 1.0)


def _sums(ours: Sequence[Vector], theirs: Sequence[Vector]) -> dict[Places, float]:
    """What two share, of all that share something, by its weight."""
    found: defaultdict[Places, float] = defaultdict(float)
    for term, left, right in _shared(ours, theirs):
        for i in left:
            for j in right:
                found[i, j] += min(ours[i][term], theirs[j][term])
    return found


def _nearness(
    sums: Mapping[Places, float], ours: Sequence[Vector], theirs: Sequence[Vector]
) -> dict[Places, float]:
    """What two share beside all of theirs."""
    size_a, size_b = ([math.fsum(vector.values()) for vector in side] for side in (ours, theirs))
    return {
        (i, j): value / max(math.sqrt(size_a[i] * size_b[j]), _SLIGHT)
        for (i, j), value in sums.items()
    }


def _over(
    theirs: Sequence[Sentence],
    mine: Sequence[Vector],
    others: Sequence[Vector],
    sums: Mapping[Places, float],
) -> Iterator[tuple[int, int, float]]:
    """How near sentences are to two neighbours of the other report, which may say in two
    what they say in one: each with that of the two that has most of it."""
    pairs = [j for j, (one, two) in enumerate(pairwise(theirs)) if one.paragraph == two.paragraph]
    both = [
        others[j] if others[j] is others[j + 1] else _joined(others[j], others[j + 1])
        for j in pairs
    ]
    for (i, at), score in _nearness(_sums(mine, both), mine, both).items():
        j = pairs[at]
        one, two = sums.get((i, j), 0.0), sums.get((i, j + 1), 0.0)
        if min(one, two) > 0:
            yield i, j if one >= two else j + 1, score


def _joined(one: Vector, two: Vector) -> Vector:
    """The words of both, each with the more that it weighs."""
    return {term: max(one.get(term, 0.0), two.get(term, 0.0)) for term in one.keys() | two.keys()}


def _names(every: Sequence[Sentence]) -> frozenset[str]:
    """The words of names."""
    return frozenset(token.term for one in every for token in one.tokens if token.name)


def _weights(every: Sequence[Sentence], rare: Mapping[str, float]) -> dict[str, float]:
    """What each word weighs: its rarity, less where it stands all over these two reports."""
    counts = Counter(term for one in every for term in {token.term for token in one.tokens})
    whole = math.log(len(every) + 1)
    return {
        term: rarity * math.sqrt(1 - math.log(counts[term]) / whole)
        for term, rarity in rare.items()
    }


def _vector(
    sentence: Sentence, weigh: Mapping[str, float], named: frozenset[str]
) -> dict[Term, float]:
    """The weights of a sentence's words and of their neighbourhoods."""
    who = _apposed(sentence)
    found: dict[Term, float] = {}
    for token in sentence.tokens:
        if token.term in weigh:
            part = _NAME if token.name or token.term in named or token.start in who else 1.0
            found[token.term] = max(found.get(token.term, 0.0), weigh[token.term] * part)
    for one, two in pairwise(sentence.tokens):
        weight = _NEIGHBOURS * (found.get(one.term, 0.0) + found.get(two.term, 0.0)) / 2
        if weight:
            found[one.term, two.term] = weight
    return found


def _apposed(sentence: Sentence) -> set[int]:
    """Where the words stand that only say who somebody is: one right before a name, and a few
    between commas after it."""
    found: set[int] = set()
    made, gaps = sentence.tokens, sentence.gaps
    for at, token in enumerate(made):
        if not token.name:
            continue
        if at and gaps[at].isspace():
            found.add(made[at - 1].start)
        if gaps[at + 1].strip() == ",":
            for end in range(at + 2, min(at + 2 + _APPOSED, len(gaps))):
                if gaps[end].strip() or end == len(made):
                    found.update(one.start for one in made[at + 1 : end])
                    break
    return found


def _shared(
    ours: Sequence[Vector], theirs: Sequence[Vector]
) -> Iterator[tuple[Term, list[int], list[int]]]:
    """Each term that both sides have and the sentences it stands in, the rarest first, as far as
    the work allows."""
    left, right = _places(ours), _places(theirs)
    order = sorted(
        (len(left[term]) * len(right[term]), str(term), term) for term in left if term in right
    )
    work = 0
    for products, _, term in order:
        work += products
        if work > _WORK:
            return
        yield term, left[term], right[term]


def _places(vectors: Sequence[Vector]) -> dict[Term, list[int]]:
    found: defaultdict[Term, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for term in vector:
            found[term].append(number)
    return found


def _copies(ours: Sequence[Sentence], theirs: Sequence[Sentence]) -> Iterator[Places]:
    """Pairs of sentences of the same words, each with the first of its like."""
    for one, other, turned in ((ours, theirs, False), (theirs, ours, True)):
        first: dict[str, int] = {}
        for number, sentence in enumerate(other):
            first.setdefault(sentence.words, number)
        for number, sentence in enumerate(one):
            if sentence.words in first:
                pair = (number, first[sentence.words])
                yield pair[::-1] if turned else pair
