"""Which paragraphs of two reports say the same, and what only one of them has.

Sentences are compared, paragraphs follow: two sentences say the same where the rare words they
share, and pairs of neighbouring words at half that weight, weigh enough against all of theirs
(the cosine of their weights). Names count little, and so does who somebody is: a story's people
stand all over both reports and connect nothing. Each sentence has one counterpart, and a second
one only where that is nearer still or both tell two things; what is then only in one report is
worked out in `alone`.

Measured on 20 pairs of reports of our own in five languages (`tests.bench.pairs`), half of them
not looked at: of the pairs of paragraphs there .90 are right and .86 are found (.83 and .90
where names counted like other words and each sentence took all that was near); of the words
marked as only one report's .84 are right and .94 of what only one has is marked (.89 and .66
when whole sentences were marked alone). The half it was made on: .96 and .96, .84 and .91; the
demo's reports: .95 and .95. Most words marked wrongly are sentences told in other words.

Of real reports, 19 % of the paragraphs of two of one event find a counterpart, 1.7 % of those
of twin events (2.4 % before), 0.2 % of those of any two articles.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from reader.core.text import lower_words, sentences
from reader.stories import alone, background, tokens, told
from reader.stories.tokens import Sentence, Span

SAME: Final = 0.18
"""Sentences this near say the same, where neither has a counterpart yet."""
_AGAIN: Final = 0.3
"""Where one of the two has one already: else what is told once hangs on all that is like it."""
_LEFT: Final = 0.6
"""Share of the weight of what two sentences share that neither shares with another one yet, from
which they say the same although both have a counterpart: each tells two things."""
_SURE: Final = 0.28
"""The nearest two sentences of two reports of one event are seldom less near than this: where
they are, sentences must be as near as `_DOUBT`, which those of twin events are not."""
_DOUBT: Final = 0.24
_STRANGE: Final = 0.45
"""Where two reports have not one name in common: they tell of two events, in the words that every
such report has."""
_MOST: Final = 3
"""Counterparts of one sentence."""
_NEIGHBOURS: Final = 0.5
"""Weight of a pair of neighbouring words beside that of its words."""
_NAME: Final = 0.25
"""Weight of names, and of what says whose they are, beside that of other words: that two
sentences are about the same people does not make them say the same."""
_APPOSED: Final = 9
"""Words between commas after a name that only say who that is."""
_SLIGHT: Final = 40.0
"""Sentences that weigh less are taken to weigh so much: three chance words in two short ones
would else be nearly all of them. A rare word weighs 8."""
_COMMON: Final = 1.0
"""Words of a rarity below this (the, of, said) are left out: they stand in every sentence."""
_SMALL: Final = 5.0
"""The rarity of a number of one or two digits: no background counts them."""
_WORK: Final = 400_000
"""Products that are summed at most, those of the rarest words first: 0.3 s. Two reports of sixty
paragraphs have 1,500 and take 10 ms."""

Term = str | tuple[str, str]
Places = tuple[int, int]
"""A sentence of each report, by its number."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two paragraphs that say the same, by their places in the two reports; `score` is that of
    their nearest sentences, 1 for the same words."""

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two reports share. A paragraph may be in several pairs; `only_a` and `only_b` hold for
    each paragraph the stretches of its text that the other report does not say, none where a
    paragraph has no words. Reports in two languages are not `comparable`, and share nothing."""

    pairs: tuple[Pair, ...]
    only_a: tuple[tuple[Span, ...], ...]
    only_b: tuple[tuple[Span, ...], ...]
    comparable: bool = True


def align(
    a: Sequence[str], b: Sequence[str], languages: tuple[str | None, str | None] = (None, None)
) -> Alignment:
    """Align the paragraphs of two reports. Symmetric; an unknown language is like any other."""
    if _apart(*languages):
        return Alignment((), ((),) * len(a), ((),) * len(b), comparable=False)
    language = languages[0] or languages[1]
    known = told.known(a, b), told.known(b, a)
    nouns = known[0].nouns or known[1].nouns
    ours, theirs = (list(_sentences(*one, language)) for one in zip((a, b), known, strict=True))
    rare = _rarities([*ours, *theirs])
    kept = _chosen(_near(ours, theirs, rare, nouns=nouns), ours, theirs, rare)
    pairs: dict[tuple[int, int], float] = {}
    for (i, j), score in kept.items():
        key = (ours[i].paragraph, theirs[j].paragraph)
        pairs[key] = max(pairs.get(key, 0.0), score)
    turned = [(j, i) for i, j in kept]
    return Alignment(
        tuple(Pair(*key, round(score, 3)) for key, score in sorted(pairs.items())),
        alone.stretches(len(a), alone.Facing(ours, theirs, list(kept), rare)),
        alone.stretches(len(b), alone.Facing(theirs, ours, turned, rare)),
    )


def _apart(one: str | None, other: str | None) -> bool:
    """Whether two languages are known and differ."""
    return bool(one and other) and _base(one) != _base(other)


def _base(language: str | None) -> str:
    return (language or "").lower().split("-")[0]


def _sentences(
    paragraphs: Sequence[str], known: told.Known, language: str | None
) -> Iterator[Sentence]:
    """The sentences that have words, with their places."""
    made: dict[str, list[tokens.Token]] = {}
    for number, text in enumerate(paragraphs):
        at = 0
        for line in text.split("\n"):
            for sentence in sentences(line):
                start = text.index(sentence, at)
                at = start + len(sentence)
                if lower_words(sentence):
                    if sentence not in made:
                        made[sentence] = tokens.tokens(sentence, language, known)
                    yield tokens.sentence(number, start, sentence, made[sentence])


def _rarities(every: Sequence[Sentence]) -> dict[str, float]:
    """How rare each word is anywhere; common ones are left out."""
    rare = background.rarities({}, 0)
    found: dict[str, float] = {}
    for sentence in every:
        for token in sentence.tokens:
            if token.term not in found:
                small = token.number and len(token.term) < 3
                found[token.term] = _SMALL if small else rare(token.term)
    return {term: rarity for term, rarity in found.items() if rarity >= _COMMON}


def _near(
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
    mine = [_vector(sentence, weigh, named) for sentence in ours]
    others = [_vector(sentence, weigh, named) for sentence in theirs]
    sums: defaultdict[Places, float] = defaultdict(float)
    for term, left, right in _shared(mine, others):
        for i in left:
            for j in right:
                sums[i, j] += min(mine[i][term], others[j][term])
    size_a, size_b = ([math.fsum(vector.values()) for vector in side] for side in (mine, others))
    scores = {
        (i, j): value / max(math.sqrt(size_a[i] * size_b[j]), _SLIGHT)
        for (i, j), value in sums.items()
    }
    sure = max(scores.values(), default=0.0) >= _SURE
    least = _STRANGE if strange else SAME if sure else _DOUBT
    found = {places: score for places, score in scores.items() if score >= least}
    return found | dict.fromkeys(_copies(ours, theirs), 1.0)


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
    ours: Sequence[Mapping[Term, float]], theirs: Sequence[Mapping[Term, float]]
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


def _places(vectors: Sequence[Mapping[Term, float]]) -> dict[Term, list[int]]:
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


@dataclass(slots=True)
class _Taken:
    """What a sentence has in common with its counterparts so far."""

    count: int = 0
    terms: set[str] = field(default_factory=set)


def _chosen(
    found: Mapping[Places, float],
    ours: Sequence[Sentence],
    theirs: Sequence[Sentence],
    rare: Mapping[str, float],
) -> dict[Places, float]:
    """Of the sentences that may say the same those that do, the nearest first, of equally near
    ones those that stand equally far down: one counterpart for each sentence, others where they
    are nearer than that or where both tell more."""

    def rank(places: Places) -> tuple[float, float, int]:
        i, j = places
        return -found[places], abs(i / len(ours) - j / len(theirs)), i + j

    terms_a = [{token.term for token in one.tokens if token.term in rare} for one in ours]
    terms_b = [{token.term for token in one.tokens if token.term in rare} for one in theirs]
    taken_a, taken_b = [_Taken() for _ in ours], [_Taken() for _ in theirs]
    kept: dict[Places, float] = {}
    for i, j in sorted(found, key=rank):
        one, other, score = taken_a[i], taken_b[j], found[i, j]
        used = bool(one.count) + bool(other.count)
        full = max(one.count, other.count) >= _MOST
        if full and not (used == 1 and score == 1.0):
            continue
        both = terms_a[i] & terms_b[j]
        new = both - one.terms - other.terms
        more = sum(map(rare.__getitem__, new)) >= _LEFT * sum(map(rare.__getitem__, both))
        if not used or (used == 1 and score >= _AGAIN) or more:
            kept[i, j] = score
            for side in (one, other):
                side.count += 1
                side.terms |= both
    return kept
