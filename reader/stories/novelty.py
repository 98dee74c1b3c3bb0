"""Which sentences of a report tell what the other reports of its story do not.

A logistic model over four figures says how likely that is, and guards decide what may be shown
at all: a sentence whose words stand together in another report never is, whatever the model
says, nor one that another report says in other words, as `align` finds, or that has a sentence of
another in it ("Schools stay closed until Friday." of "Schools are closed until Friday, and …"),
and neither is one that names nothing new. How good this is, is said where the model is made:
`reader.stories.train_novelty`.
"""

from __future__ import annotations

import json
import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from reader.stories import align, told
from reader.stories.compared import Report, Shared, copies, holding, report, shared, whole

FILE: Final = "novelty.json"
FIGURES: Final = ("opening", "position", "quotation", "length")
"""What the model goes by: how much of the sentence the others' openings have, how late it
stands, whether it quotes what they do not, how long it is."""
THRESHOLD: Final = 0.85
MOST: Final = 2
"""Sentences shown of one article."""
_PLACE: Final = 0.4
_PAIRS: Final = 0.35
"""Shares of a sentence's weight in one place, and of its pairs of words in one report, from
which another tells it: as it stands, cut or turned round."""
_AGAIN: Final = 0.25
"""Nearness from which a sentence of another report says the same in other words. Of English
sentences that would else be shown, three of seven that have one as near were told there; of those
that have one less near, which `align` still sets beside them, one of six."""
_SHORT: Final = 8
_CAPITALS: Final = 0.5
_NOUNS: Final = 0.7
"""Share of words with a capital that no sentence reaches; the second where nouns have one."""
_QUOTED: Final = 4
"""Words between marks that are a quotation and not a title or a word held at arm's length."""
_LATE: Final = 8
"""Whole sentences after which it no longer matters how late one stands."""
_FEWEST: Final = 2
"""Other full reports, written apart, from which it is said that they do not tell a thing."""
_NAMED: Final = 3
_LONG: Final = 40
"""Letters above which a name or a number is a run of something else."""


@dataclass(frozen=True, slots=True)
class Novel:
    """A sentence not found in the other reports: where it stands, how sure we are (0 to 1), and
    what is new in it, as a person reads it ("Karvel, 4,200 · a quotation")."""

    sentence: str
    index: int
    confidence: float
    why: str
    reports: int
    """How many others there are: full ones, copies of one text counted once."""


class Model(NamedTuple):
    """A logistic model: a weight for each of `FIGURES`, and the bias."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, figures: Sequence[float]) -> float:
        """What it makes of a sentence's figures."""
        total = self.bias + sum(map(operator.mul, self.weights, figures))
        return 1.0 / (1.0 + math.exp(-total))


@dataclass(frozen=True, slots=True)
class Facing:
    """A sentence against the others: what they share with it, the figures for the model, and
    whether it quotes what they do not."""

    shared: Shared
    figures: tuple[float, ...]
    quotes: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that the guards let pass, the figures to judge it by, what is new in it, and
    among how many other full reports, copies counted once."""

    index: int
    figures: tuple[float, ...]
    why: str
    reports: int


def score(
    sentences: Sequence[str], others: Sequence[Sequence[str]], language: str | None
) -> list[float]:
    """Of each sentence, how likely it is that the others do not tell what it tells."""
    article = report(sentences, language)
    read = [report(other, language) for other in others]
    return [_model().probability(one.figures) for one in facing(article, read, language)]


def only_here(
    sentences: Sequence[str],
    others: Sequence[Sequence[str]],
    language: str | None,
    near: Sequence[Sequence[str]] = (),
) -> list[Novel]:
    """At most two sentences of an article that are not found in the other reports, in the order
    of the text; often none. `others` are the shown sentences of every other stored report of
    the story in this language: with one left out the claim would not be true, and one in
    another language cannot be compared by its words. `near` are those of reports that may tell
    the story: what they tell is not told here alone, but they count as none of it."""
    chosen = choose(candidates(sentences, others, language, near), _model(), THRESHOLD)
    return [
        Novel(sentences[one.index], one.index, round(sure, 3), one.why, one.reports)
        for one, sure in chosen
    ]


def candidates(
    sentences: Sequence[str],
    others: Sequence[Sequence[str]],
    language: str | None,
    near: Sequence[Sequence[str]] = (),
) -> list[Candidate]:
    """The sentences that may be shown at all, in the order of the text: none where fewer than
    two full reports of the story stand beside the article that were written apart."""
    article = report(sentences, language)
    read = [report(other, language) for other in others]
    reports = len(_apart(article, read))
    if not article.full or reports < _FEWEST:
        return []
    every = [*others, *near]
    read += [report(other, language) for other in near]
    known = told.known(sentences, (one for other in every for one in other))
    found: dict[tuple[str, ...], Candidate] = {}
    for index, one in enumerate(facing(article, read, language)):
        if _may_show(article, index, one.shared, known):
            why = _why(sentences[index], known, language, one)
            if why:
                # A pulled quotation repeats a sentence of its own article.
                new = Candidate(index, one.figures, why, reports)
                found.setdefault(article.stems[index], new)
    again = _again(sentences, every, language) | holding(article.stems, read) if found else set()
    return [one for one in found.values() if one.index not in again]


def choose(
    found: Sequence[Candidate], model: Model, threshold: float
) -> list[tuple[Candidate, float]]:
    """The likeliest of the candidates, each with its probability, in the order of the text."""
    sure = [(one, model.probability(one.figures)) for one in found]
    best = sorted((pair for pair in sure if pair[1] >= threshold), key=lambda pair: -pair[1])
    return sorted(best[:MOST], key=lambda pair: pair[0].index)


def facing(article: Report, others: Sequence[Report], language: str | None) -> list[Facing]:
    """Each sentence of an article against the others."""
    quoted = report([told.quotation(sentence) for sentence in article.sentences], language).stems
    both = shared([*article.stems, *quoted], others)
    found: list[Facing] = []
    late = 0
    for index, (text, stems, quote) in enumerate(
        zip(article.sentences, article.stems, quoted, strict=True)
    ):
        its, quotes = both[index], both[index + len(quoted)]
        new = len(quote) >= _QUOTED and quotes.place < _PLACE and quotes.pairs < _PAIRS
        position = min(late, _LATE) / _LATE
        found.append(Facing(its, (its.opening, position, float(new), math.log1p(len(stems))), new))
        late += whole(text)
    return found


@cache
def _model() -> Model:
    """The model that was trained."""
    held = json.loads(resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    return Model(tuple(held["weights"][name] for name in FIGURES), held["bias"])


def _apart(article: Report, others: Sequence[Report]) -> list[Report]:
    """The full reports beside the article, each written apart from it and from one another."""
    found: list[Report] = []
    for one in others:
        if one.full and not any(copies(one, other) for other in (article, *found)):
            found.append(one)
    return found


def _again(
    sentences: Sequence[str], others: Sequence[Sequence[str]], language: str | None
) -> set[int]:
    """The sentences that another report says in other words, as two reports side by side show
    it."""
    languages = (language, language)
    pairs = (pair for other in others for pair in align.align(sentences, other, languages).pairs)
    return {pair.a for pair in pairs if pair.score >= _AGAIN}


def _may_show(article: Report, index: int, its: Shared, known: told.Known) -> bool:
    """Whether no other report has the sentence, and it is one: no heading, list or by-line."""
    text = article.sentences[index]
    return (
        its.place < _PLACE
        and its.pairs < _PAIRS
        and len(article.stems[index]) >= _SHORT
        and whole(text)
        and told.capitals(text) < (_NOUNS if known.nouns else _CAPITALS)
    )


def _why(sentence: str, known: told.Known, language: str | None, its: Facing) -> str:
    """What is new in a sentence, or nothing."""
    named = [*told.names(sentence, known, language), *told.numbers(sentence, known)]
    once = [one for one in dict.fromkeys(named) if len(one) <= _LONG][:_NAMED]
    parts = [", ".join(once)] if once else []
    said = its.quotes and told.attributed(sentence)
    return " · ".join([*parts, "a quotation"] if said else parts)
