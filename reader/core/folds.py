"""Hidden places: what a fold says of the blocks it hides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.model import DOUBT, Block, Kind, Label, places
from reader.core.text import count_words, plural

_NAMED = 2
"""How many kinds a fold names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Fold:
    """One hidden place. `kinds` are by words, most first; `reason` is of the largest block of the
    first kind, which it would else be read of."""

    blocks: range
    kinds: tuple[Kind, ...]
    words: int
    reason: str
    doubtful: bool

    @property
    def sentence(self) -> str:
        """ "appeal, newsletter · 170 words · asks for donations"."""
        kinds = ", ".join(self.kinds[:_NAMED])
        if len(self.kinds) > _NAMED:
            kinds += f" and {len(self.kinds) - _NAMED} more"
        doubt = "may be article text" if self.doubtful else ""
        parts = [kinds, plural(self.words, "word"), doubt, self.reason]
        return " · ".join(part for part in parts if part)


def folds(blocks: Sequence[Block], labels: Sequence[Label]) -> list[Fold]:
    """The hidden places of a labelled document, in order."""
    return [_fold(blocks, labels, place) for place in places(labels)]


def _fold(blocks: Sequence[Block], labels: Sequence[Label], place: range) -> Fold:
    words = {index: count_words(blocks[index].text) for index in place}
    by_kind: dict[Kind, int] = {}
    for index in place:
        kind = labels[index].kind
        by_kind[kind] = by_kind.get(kind, 0) + words[index]
    kinds = tuple(sorted(by_kind, key=lambda kind: -by_kind[kind]))
    first = [index for index in place if labels[index].kind == kinds[0]]
    largest = max(first, key=lambda index: words[index])
    return Fold(
        blocks=place,
        kinds=kinds,
        words=sum(words.values()),
        reason=labels[largest].reason,
        doubtful=any(labels[index].confidence < DOUBT for index in place),
    )
