"""A person's corrections: which blocks a rule means, and what it makes of a document's labels.

A rule is made from one block. It means the block's *place* (shape, tags, telling class words)
where that place is not also the story's own, since what stands there changes from article to
article; else its *text*. Neither ever means most of an article, and no article loses more than
a tenth of its shown words to its site's rules: a site that changes its pages must not blank
them. What a person pressed the key on is obeyed all the same, in that article.

Where several rules mean one block the newest counts. The headline stays whatever they say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from reader.core.codec import TAGS, WORDS
from reader.core.model import DOUBT, KINDS, SHOWN, Block, Document, Evidence, Kind, Label, Shape
from reader.core.text import count_words, words
from reader.declutter.page_words import NAMES, groups_of

Verdict = Literal["keep", "junk"]

MOST_LOST: Final = 0.1
"""The share of its shown words that an article may lose to rules."""
LENGTH: Final = 200
"""Characters of a block's normalised text that a rule compares: more would not be read."""
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: `tags` its last ones, outermost first; `words` class words it has."""

    shape: Shape
    tags: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Blocks of `site` with this text, or at this place, are of this kind."""

    site: str
    verdict: Verdict
    kind: Kind
    matcher: str | Place

    def means(self, block: Block, text: str) -> bool:
        """Whether it means a block of this normalised text."""
        if isinstance(self.matcher, str):
            return text == self.matcher
        return _at(self.matcher, block)


@dataclass(frozen=True, slots=True)
class Exact:
    """A correction of one block alone. `site_wide` where it is the block a rule was made from."""

    verdict: Verdict
    kind: Kind
    site_wide: bool = False


def normal(text: str) -> str:
    """The words of `text` as rules compare them: without case and punctuation, cut off."""
    # Far more than can count: a paragraph need not be taken apart to its end.
    found = words(text[: 4 * LENGTH].casefold())
    return " ".join(found)[:LENGTH].rstrip(" '\u2019")


def _at(place: Place, block: Block) -> bool:
    seen = block.evidence
    return (
        block.shape == place.shape
        and seen.path[-TAGS:] == place.tags
        and set(place.words) <= set(seen.words[:WORDS])
    )


# -- making one ----------------------------------------------------------------------------------


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
    if not little([at for at in told if _at(place, document.blocks[at])]):
        return None
    meant = sum(
        size for at, size in enumerate(sizes) if at != index and _at(place, document.blocks[at])
    )
    return place if meant * 2 <= sum(sizes) else None


def _telling(seen: Evidence, tells: Callable[[str], bool]) -> tuple[str, ...]:
    """The block's own class words that tell, or else the nearest."""
    own = [word for word in seen.words[: min(seen.own, WORDS)] if tells(word)]
    near = own or [word for word in seen.words[:WORDS] if tells(word)]
    return tuple(dict.fromkeys(near))[:_NAMED]


# -- applying them -------------------------------------------------------------------------------


def apply(
    rules: Sequence[Rule],
    document: Document,
    labels: Sequence[Label],
    exact: Mapping[int, Exact] | None = None,
) -> tuple[Label, ...]:
    """`labels` as the site's `rules`, oldest first, and the article's own corrections want them.

    A rule that would take the article's loss above a tenth of its shown words is left out of
    this article. What a rule changes keeps the labeller's word in `instead`."""
    return outcome(rules, document, labels, exact or {})[0]


def outcome(
    rules: Sequence[Rule],
    document: Document,
    labels: Sequence[Label],
    exact: Mapping[int, Exact],
) -> tuple[tuple[Label, ...], set[int]]:
    """As `apply`, with the numbers of the rules that were left out."""
    meant = _meant(rules, document, labels)
    out = _too_much(rules, document, labels, _but(meant, exact))
    made = list(labels)
    for at, number in meant.items():
        if number not in out:
            rule = rules[number]
            made[at] = _ruled(labels[at], Exact(rule.verdict, rule.kind, site_wide=True))
    for at, correction in exact.items():
        if labels[at].kind != "title":
            made[at] = _ruled(labels[at], correction)
    return tuple(made), out


def _but(meant: Mapping[int, int], exact: Mapping[int, Exact]) -> dict[int, int]:
    """Without the blocks that a correction of their own decides: they are obeyed in any case."""
    return {at: number for at, number in meant.items() if at not in exact}


def block_at(document: Document, text: str, nth: int) -> int | None:
    """The block with this normalised text, the `nth` of them from 0: how a block is found again
    in another version of its article."""
    found = (at for at, block in enumerate(document.blocks) if normal(block.text) == text)
    return next(islice(found, nth, None), None)


def nth_of(document: Document, index: int) -> tuple[str, int]:
    """What `block_at` finds a block again by."""
    text = normal(document.blocks[index].text)
    return text, sum(normal(block.text) == text for block in document.blocks[:index])


def _meant(rules: Sequence[Rule], document: Document, labels: Sequence[Label]) -> dict[int, int]:
    """The blocks that rules mean, each with the number of the newest that does."""
    texts = any(isinstance(rule.matcher, str) for rule in rules)
    found: dict[int, int] = {}
    for at, (block, label) in enumerate(zip(document.blocks, labels, strict=True)):
        text = normal(block.text) if texts else ""
        for number in range(len(rules) - 1, -1, -1):
            if label.kind != "title" and rules[number].means(block, text):
                found[at] = number
                break
    return found


def _too_much(
    rules: Sequence[Rule], document: Document, labels: Sequence[Label], meant: Mapping[int, int]
) -> set[int]:
    """The rules that are one too many for this article."""
    lost = dict.fromkeys(range(len(rules)), 0)
    for at, number in meant.items():
        if rules[number].verdict == "junk" and not labels[at].hidden:
            lost[number] += count_words(document.blocks[at].text)
    if not any(lost.values()):
        return set()
    left = MOST_LOST * sum(
        count_words(block.text)
        for block, label in zip(document.blocks, labels, strict=True)
        if not label.hidden
    )
    found: set[int] = set()
    for number, words_lost in lost.items():
        if words_lost > left:
            found.add(number)
        else:
            left -= words_lost
    return found


def kind_of(block: Block, label: Label) -> Kind:
    """What a block that a person junks most likely is: what it is hidden as, or what its wording,
    its links or its class words say; else a crumb of the page."""
    from reader.declutter.cues import cues  # noqa: PLC0415 -- 100 ms, and only when one junks

    if label.hidden:
        return label.kind
    for cue in cues(block.text[:_OPENING]):
        if cue.kind not in SHOWN and cue.strength >= _CLEAR:
            return cue.kind
    for group in (group for word in block.evidence.words for group in groups_of(word)):
        if kind := next((k for k in KINDS if k == NAMES[group] and k not in SHOWN), None):
            return kind
    linked = sum(len(run.text) for run in block.runs if run.href is not None)
    return "teaser" if linked * 2 > len(block.text) else "control"


_SAID: Final[dict[tuple[Verdict, bool], str]] = {
    ("keep", True): "you keep blocks like this on this site",
    ("junk", True): "you junk blocks like this on this site",
    ("keep", False): "you kept this block",
    ("junk", False): "you junked this block",
}


def without(label: Label) -> Label:
    """The label as it was before any correction."""
    return label.instead if label.instead and label.reason in _SAID.values() else label


def _ruled(label: Label, wanted: Exact) -> Label:
    """The label a correction gives; the one there was where it says the same already. A hidden
    block that is in doubt becomes a sure one."""
    keep = wanted.verdict == "keep"
    if label.hidden != keep and (keep or label.confidence >= DOUBT):
        return label
    own = label.instead or label
    kind: Kind = "article" if keep else label.kind if label.hidden else wanted.kind
    return Label(kind, _SAID[wanted.verdict, wanted.site_wide], 1.0, instead=own)
