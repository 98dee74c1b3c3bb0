"""A person's corrections: which blocks a rule means, and what it makes of a document's labels.

A rule means a *place* (shape, tags, class words) or a *text*. No article loses more than a tenth
of its shown words to its site's rules: a site that changes its pages must not blank them. What a
person pressed the key on is obeyed all the same, in that article.

Where several rules mean one block the newest counts. The headline stays whatever they say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from reader.core.codec import WORDS
from reader.core.model import DOUBT, Block, Document, Kind, Label, Shape
from reader.core.text import count_words, words

Verdict = Literal["keep", "junk"]

MOST_LOST: Final = 0.1
"""The share of its shown words that an article may lose to rules."""
LENGTH: Final = 200
"""Characters of a block's normalised text that a rule compares: more would not be read."""


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


_Places = dict[tuple[Shape, tuple[str, ...]], list[tuple[int, Place]]]
"""Places by shape and innermost tag, each with the number of its rule."""


def at_place(place: Place, block: Block) -> bool:
    """Whether a block stands at a place."""
    seen = block.evidence
    return (
        block.shape == place.shape
        and seen.path[-len(place.tags) :] == place.tags
        and set(place.words) <= set(seen.words[:WORDS])
    )


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
    texts, places = _sorted(rules)
    found: dict[int, int] = {}
    for at, (block, label) in enumerate(zip(document.blocks, labels, strict=True)):
        if label.kind == "title":
            continue
        numbers = [
            number
            for number, place in places.get((block.shape, block.evidence.path[-1:]), ())
            if at_place(place, block)
        ]
        if texts and (number := texts.get(normal(block.text))) is not None:
            numbers.append(number)
        if numbers:
            found[at] = max(numbers)
    return found


def _sorted(rules: Sequence[Rule]) -> tuple[dict[str, int], _Places]:
    """Rules by what is quickly found of a block: a site may have hundreds of them."""
    texts: dict[str, int] = {}
    places: _Places = {}
    for number, rule in enumerate(rules):
        if isinstance(rule.matcher, str):
            texts[rule.matcher] = number
        else:
            key = (rule.matcher.shape, rule.matcher.tags[-1:])
            places.setdefault(key, []).append((number, rule.matcher))
    return texts, places


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
