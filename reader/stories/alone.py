"""What only one of two reports has, as stretches of its text: whole sentences, clauses, phrases.

Each word of a sentence is new or told. What counts as told is told near by: in the sentence's
counterpart, in those beside it, in the paragraphs that stand beside its own. A name is told where
it stands anywhere in the other report, a number too, but a small one only of the same thing: its
"3 dead" are not told by "3 helicopters". New words that stand together are a stretch, where they
are a name, a number, or weigh enough: a word for a word is no fact. The ends go to those of the
clause where only crumbs lie between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from reader.stories import stems, told
from reader.stories.tokens import Sentence, Span, Token

_KEEP: Final = 21.0
"""What new words weigh that are told of: three rare ones, which weigh 8 each."""
_CLAUSE: Final = 13.0
"""Where they are a whole clause."""
_NAMED: Final = 14.0
"""What a new number weighs, and a new name: so much told text it holds together."""
_LITTLE: Final = 2.0
"""Words of a rarity below this (after, their, first) are neither new nor told."""
_OVER: Final = 8.0
"""What told words weigh at most that stand within a stretch."""
_CRUMB: Final = 3.0
"""What words weigh that say little alone."""
_PART: Final = 0.2
"""The share of a sentence's weight that is told from which it is more than names: below it the
whole sentence is new."""
_WHOLE: Final = 0.85
"""The share of a sentence's words in stretches from which all of it is one."""
_STEM: Final = 5
"""Letters by which words of one family are known: evacuate, evacuation."""
_AROUND: Final = 4
"""Words before and after a number that say what it counts."""
_BREAK: Final = re.compile('[,;:…。，、；：！？—–()"“”„«»「」『』]| - ')
_DATELINE: Final = re.compile(r"[^.!?:;]{0,60}?\([^)]{2,30}\)\s*[-–—]+\s+")
_SIGNS: Final = "$€£¥"
_ENDING: Final = re.compile("['’]s?\\b")
_PLACES: Final = 30
"""Places of one number that are looked at."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in a sentence of the other report: where, and the words around it."""

    sentence: int
    paragraph: int
    words: frozenset[str]


@dataclass(frozen=True)
class Facing:
    """The sentences of a report before those of the other, which of them say the same, and how
    rare words are."""

    ours: Sequence[Sentence]
    theirs: Sequence[Sentence]
    same: Sequence[tuple[int, int]]
    rare: Mapping[str, float]

    @cached_property
    def counterparts(self) -> Mapping[int, set[int]]:
        """For each of our sentences that has any the sentences beside it: its counterparts, those
        before and after."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for i, j in self.same:
            found[i].update(range(max(j - 1, 0), min(j + 2, len(self.theirs))))
        return dict(found)

    @cached_property
    def abreast(self) -> Mapping[int, set[int]]:
        """For each of our paragraphs that has any those that say the same."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for i, j in self.same:
            found[self.ours[i].paragraph].add(self.theirs[j].paragraph)
        return dict(found)

    @cached_property
    def beside(self) -> Mapping[int, frozenset[str]]:
        """For each of our paragraphs that has any the words of those that say the same."""
        inside: defaultdict[int, set[str]] = defaultdict(set)
        for sentence in self.theirs:
            inside[sentence.paragraph].update(token.term for token in sentence.tokens)
        return {
            paragraph: frozenset().union(*(inside[one] for one in others))
            for paragraph, others in self.abreast.items()
        }

    @cached_property
    def families(self) -> Mapping[int, frozenset[str]]:
        """The same, of words by what their families have in common."""
        return {
            paragraph: frozenset(term[:_STEM] for term in terms if len(term) >= _STEM)
            for paragraph, terms in self.beside.items()
        }

    @cached_property
    def told(self) -> frozenset[str]:
        """Their sentences."""
        return frozenset(sentence.words for sentence in self.theirs)

    @cached_property
    def anywhere(self) -> frozenset[str]:
        """Their words."""
        return frozenset(token.term for one in self.theirs for token in one.tokens)

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Their pairs of neighbouring words."""
        return frozenset(
            (one.term, two.term)
            for sentence in self.theirs
            for one, two in pairwise(sentence.tokens)
            if min(self.rare.get(one.term, 0.0), self.rare.get(two.term, 0.0)) >= _LITTLE
        )

    @cached_property
    def numbers(self) -> Mapping[str, Sequence[Counted]]:
        """Their numbers, each with its first places."""
        found: defaultdict[str, list[Counted]] = defaultdict(list)
        for number, sentence in enumerate(self.theirs):
            for at, token in enumerate(sentence.tokens):
                if token.number and len(found[token.term]) < _PLACES:
                    words = self.counted(sentence.tokens, at)
                    found[token.term].append(Counted(number, sentence.paragraph, words))
        return dict(found)

    def counted(self, tokens: Sequence[Token], at: int) -> frozenset[str]:
        """The words around a number."""
        around = tokens[max(at - _AROUND, 0) : at + _AROUND + 1]
        return frozenset(one.term for one in around if one.term in self.rare and not one.number)


def stretches(count: int, facing: Facing) -> tuple[tuple[Span, ...], ...]:
    """For each of our `count` paragraphs the stretches that the other report does not say."""
    found: list[list[Span]] = [[] for _ in range(count)]
    last = -1
    for number, sentence in enumerate(facing.ours):
        held = found[sentence.paragraph]
        for start, end in _stretches(number, facing):
            span = (sentence.start + start, sentence.start + end)
            if held and last == number - 1 and not start and held[-1][1] >= span[0] - 1:
                span = (held.pop()[0], span[1])
            held.append(span)
            last = number
    return tuple(tuple(spans) for spans in found)


def _stretches(number: int, facing: Facing) -> list[Span]:
    """What of a sentence is new."""
    sentence = facing.ours[number]
    if sentence.words in facing.told:
        return []
    whole = (0, len(sentence.text))
    if sentence.paragraph not in facing.abreast:
        return [whole]
    weights = _news(number, facing)
    old = -sum(weight for weight in weights if weight < 0)
    if number not in facing.counterparts and old < _PART * sum(map(abs, weights)):
        return [whole]
    ends = {at for at, gap in enumerate(sentence.gaps) if _BREAK.search(gap)}
    ends |= {0, len(weights)}
    runs = [_to_clause(run, ends, weights, sentence) for run in _runs(weights)]
    kept = [run for run in runs if _tells(run, ends, weights, sentence)]
    said = sum(weight != 0 for weight in weights)
    held = sum(weight != 0 for run in kept for weight in weights[slice(*run)])
    if kept and held >= _WHOLE * said:
        return [whole]
    return _spans(kept, sentence)


def _news(number: int, facing: Facing) -> list[float]:
    """For each word of a sentence what it weighs: more than nothing where it is new, less where it
    is told."""
    sentence = facing.ours[number]
    beside, families = facing.beside[sentence.paragraph], facing.families[sentence.paragraph]
    around = facing.counterparts.get(number, ())
    near = {token.term for one in around for token in facing.theirs[one].tokens}
    dateline = None if sentence.paragraph or sentence.start else _DATELINE.match(sentence.text)
    begin = dateline.end() if dateline else 0
    pairs = pairwise(token.term for token in sentence.tokens)
    held = [False, *(pair in facing.neighbours for pair in pairs), False]
    joined = [one or two for one, two in pairwise(held)]
    found: list[float] = []
    for at, token in enumerate(sentence.tokens):
        term, weight = token.term, facing.rare.get(token.term, 0.0)
        if stems.spaceless(term):
            weight /= 2
        if token.start < begin:
            weight = 0.0
        elif token.number:
            weight = -weight if _number_told(number, at, facing) else _NAMED
        elif token.new:
            weight = _NAMED
        elif weight < _LITTLE:
            weight = 0.0
        elif term in beside or term in near or term[:_STEM] in families:
            weight = -weight
        elif term in facing.anywhere:
            weight = -weight if token.name or joined[at] else 0.0
        found.append(weight)
    return found


def _number_told(number: int, at: int, facing: Facing) -> bool:
    """Whether the other report has a number: one that says how much anywhere, a small one of the
    same thing, or near by where nothing says of what."""
    sentence = facing.ours[number]
    places = facing.numbers.get(sentence.tokens[at].term, ())
    if places and told.telling(sentence.tokens[at].term):
        return True
    words = facing.counted(sentence.tokens, at)
    near = facing.counterparts.get(number, ())
    abreast = facing.abreast[sentence.paragraph]
    return any(
        words & place.words
        or (
            (place.sentence in near or place.paragraph in abreast)
            and (not words or not place.words)
        )
        for place in places
    )


def _runs(weights: Sequence[float]) -> Iterator[Span]:
    """The runs of new words, each over told ones that weigh little."""
    run: Span | None = None
    over = held = 0.0
    for at, weight in enumerate(weights):
        if weight < 0:
            over -= weight
        elif weight:
            if run and over < min(_OVER, held):
                run, held = (run[0], at + 1), held + weight
            else:
                if run:
                    yield run
                run, held = (at, at + 1), weight
            over = 0.0
    if run:
        yield run


def _to_clause(
    run: Span, ends: Collection[int], weights: Sequence[float], sentence: Sentence
) -> Span:
    """A run without the crumbs of other clauses at its ends, and up to the end of its own clause
    where only crumbs lie between; else with the little words before it, what a number
    counts, and what a name ends in ("Karvel group")."""
    start, end = _trimmed(run, ends, weights)
    first, last = start, end
    while first not in ends and abs(weights[first - 1]) <= _CRUMB:
        first -= 1
    while last not in ends and abs(weights[last]) <= _CRUMB:
        last += 1
    if first not in ends:
        first = start
        while first not in ends and not weights[first - 1]:
            first -= 1
    if last not in ends:
        one = sentence.tokens[end - 1]
        last = end + (one.number or (one.name and not weights[end]))
    return first, last


def _trimmed(run: Span, ends: Collection[int], weights: Sequence[float]) -> Span:
    """A run without what little it has of the clauses it begins and ends in."""
    start, end = run
    crumbs = 0.0
    for at in range(start, end):
        crumbs += max(weights[at], 0.0)
        if crumbs >= 2 * _CRUMB:
            break
        start = at + 1 if at + 1 in ends else start
    crumbs = 0.0
    for at in range(end - 1, start, -1):
        crumbs += max(weights[at], 0.0)
        if crumbs >= 2 * _CRUMB:
            break
        end = at if at in ends else end
    while end - 1 > start and end not in ends and weights[end - 1] <= _CRUMB:
        end -= 1
    return start, end


def _tells(run: Span, ends: Collection[int], weights: Sequence[float], sentence: Sentence) -> bool:
    """Whether a run of new words is a fact: a name, a number, or enough of them."""
    start, end = run
    both = list(zip(sentence.tokens[start:end], weights[start:end], strict=True))
    if any(weight > 0 and (token.number or token.new) for token, weight in both):
        return True
    clause = start in ends and end in ends
    return sum(weight for _, weight in both if weight > 0) >= (_CLAUSE if clause else _KEEP)


def _spans(runs: Sequence[Span], sentence: Sentence) -> list[Span]:
    """Runs of words as stretches of the text, those that touch as one."""
    found: list[Span] = []
    for first, last in runs:
        start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
        start -= start > 0 and sentence.text[start - 1] in _SIGNS
        ending = _ENDING.match(sentence.text, end)
        end = ending.end() if ending else end
        if found and start <= found[-1][1] + 1:
            start = found.pop()[0]
        found.append((start, end))
    return found
