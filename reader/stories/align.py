"""Which paragraphs of two reports say the same, and what only one of them has.

Sentences are compared (`nearness`), paragraphs follow. A story's people stand all over both
reports and connect nothing; each sentence has one counterpart, and a second one only where that is
nearer still or both tell two things. What is then only in one report is worked out in `alone`.

Measured on 20 pairs of reports of our own in five languages (`tests.bench.pairs`), half of which
it was not tuned on. There .86 of the pairs of paragraphs are right and .86 are found (.83 and .90
where names counted like other words and each sentence took all that was near); of the words that
are marked as one report's own .85 are right, and of .93 of what only one has half is marked or
more (.89 and .66 where whole sentences were marked alone). The half it was tuned on: .96 and .93
(.81 and .89), .84 and .91 (.84 and .67); the demo's reports: 1.0 and .95. Most words marked
wrongly stand in sentences that tell in other words what the other report tells.

Of real reports, 18 % of the paragraphs of two of one event find a counterpart (21 % before), 1.5 %
of those of twin events (2.4 % before), 0.2 % of those of any two articles (0.4 %).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reader.core.text import lower_words, sentences
from reader.stories import alone, background, tokens, told
from reader.stories.nearness import Places, near
from reader.stories.tokens import Sentence, Span

_AGAIN: Final = 0.3
"""Where one of the two has one already: else what is told once hangs on all that is like it."""
_LEFT: Final = 0.6
"""Share of the weight of what two sentences share that neither shares with another one yet, from
which they say the same although both have a counterpart: each tells two things."""
_MOST: Final = 3
"""Counterparts of one sentence."""
_COMMON: Final = 1.0
"""Words of a rarity below this (the, of, said) are left out: they stand in every sentence."""
_SMALL: Final = 5.0
"""The rarity of a number of one or two digits: no background counts them."""


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
    kept = _chosen(near(ours, theirs, rare, nouns=nouns), ours, theirs, rare)
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
