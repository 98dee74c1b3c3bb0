"""A rule made from the block on which a person pressed the key.

It means the block's *place* (shape, tags, telling class words) where that place is not also the
story's own, since what stands there changes from article to article; else its *text*. Neither
ever means most of an article.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from reader.core.codec import TAGS, WORDS
from reader.core.model import KINDS, SHOWN, Block, Document, Evidence, Kind, Label
from reader.core.text import count_words, lower_words
from reader.declutter.page_words import NAMES, groups_of
from reader.declutter.rules import MOST_LOST, Place, Rule, Verdict, at_place, normal

_OPENING: Final = 140
"""Characters of a block that say what it is."""
_CLEAR: Final = 0.5
"""The strength of wording from which it says so."""
_NAMED: Final = 3
"""Class words a place names."""
_SHORT: Final = 3
"""Letters below which a class word says nothing."""
_BOXES: Final = frozenset({"aside", "nav", "footer", "form", "figcaption"})
"""Tags that tell a place without any class words."""
_JUNKED: Final = [kind for kind in KINDS if kind not in SHOWN and kind != "repeated"]


def rule_for(
    document: Document, labels: Sequence[Label], index: int, verdict: Verdict, kind: Kind, site: str
) -> Rule | None:
    """The rule that a correction of this block makes; None where nothing tells the block from
    the story's own, so that only the block itself can be corrected."""
    block = document.blocks[index]
    matcher = _place(document, labels, index) or normal(block.text)
    return Rule(site, verdict, kind, matcher) if matcher else None


def _place(document: Document, labels: Sequence[Label], index: int) -> Place | None:
    """The block's place, where it tells: it holds little of the story beside the block itself,
    and not most of the article."""
    block = document.blocks[index]
    tags = block.evidence.path[-TAGS:]
    sizes = [count_words(each.text) for each in document.blocks]
    told = [
        number for number, label in enumerate(labels) if label.kind == "article" and number != index
    ]
    shown = sum(size for size, label in zip(sizes, labels, strict=True) if not label.hidden)

    def little(numbers: Sequence[int]) -> bool:
        return sum(sizes[number] for number in numbers) <= shown * MOST_LOST

    def tells(word: str) -> bool:
        holding = [at for at in told if word in document.blocks[at].evidence.words[:WORDS]]
        return word.isalpha() and len(word) >= _SHORT and little(holding)

    place = Place(block.shape, tags, _telling(block.evidence, tells))
    if not place.words and _BOXES.isdisjoint(tags):
        return None
    if not little([at for at in told if at_place(place, document.blocks[at])]):
        return None
    meant = sum(
        size
        for at, size in enumerate(sizes)
        if at != index and at_place(place, document.blocks[at])
    )
    return place if meant * 2 <= sum(sizes) else None


def _telling(seen: Evidence, tells: Callable[[str], bool]) -> tuple[str, ...]:
    """The block's own class words that tell, or else the nearest."""
    own = [word for word in seen.words[: min(seen.own, WORDS)] if tells(word)]
    near = own or [word for word in seen.words[:WORDS] if tells(word)]
    return tuple(dict.fromkeys(near))[:_NAMED]


def kind_of(block: Block, label: Label) -> Kind:
    """What a block that a person junks most likely is: what it is hidden as, or what a phrase, its
    class words, its links or its single words say."""
    # 100 ms, and only when one junks.
    from reader.declutter import wording  # noqa: PLC0415
    from reader.declutter.cues import cues  # noqa: PLC0415

    if label.hidden:
        return label.kind
    for cue in cues(block.text[:_OPENING]):
        if cue.kind not in SHOWN and cue.strength >= _CLEAR:
            return cue.kind
    for group in (group for word in block.evidence.words for group in groups_of(word)):
        if kind := next((k for k in KINDS if k == NAMES[group] and k not in SHOWN), None):
            return kind
    linked = sum(len(run.text) for run in block.runs if run.href is not None)
    if linked * 2 > len(block.text):
        return "teaser"
    odds = wording.load().odds([lower_words(block.text)])[0].tolist()
    return max(_JUNKED, key=lambda kind: odds[KINDS.index(kind)])
