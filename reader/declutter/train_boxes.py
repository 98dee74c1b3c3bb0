"""Puts invented boxes into real pages, for training alone.

Pages show appeals, notes about authors, consent and offers seldom, and then mostly in boxes that
the page names; a model that learned from them alone asks the names. So two of five hand-labelled
pages get boxes made of the invented texts of their fold: before, amid or behind the story, as
plain paragraphs, in a box of their own, or named for what they are. Sentences of news that use
the same words come as plain paragraphs and stay.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Final

from reader.core.model import Block, Evidence, Kind, Run
from reader.core.text import count_words
from reader.declutter.page_words import GROUPS
from reader.declutter.train_data import Sample, fold_of
from reader.declutter.train_wording import Text

_KINDS: Final[dict[Kind, int]] = {
    "appeal": 5, "author": 5, "consent": 3, "subscribe": 4, "newsletter": 2, "advertisement": 2,
    "legal": 1, "comments": 1, "teaser": 2, "article": 14,
}  # fmt: skip
"""Kinds of boxes, and how often each is put in."""
_BOXES: Final = 3
_PROSE: Final = 9
"""Words from which an invented text is the box's prose, not its heading or button."""
_STORY: Final = 4
"""Sentences of news put in one after the other, at most: stories about what boxes say as well."""
_BUTTON: Final = 5
_STYLES: Final = ("plain", "box", "aside", "named")


def is_boxed(sample: Sample) -> bool:
    """Whether boxes are put into this page: into two of five that were labelled by hand."""
    return any(sample.kinds) and zlib.crc32(sample.key.encode()) % 5 < 2


def boxed(sample: Sample, texts: Sequence[Text]) -> Sample:
    """The page with boxes in it. Deterministic: the page's name seeds what goes where."""
    random = Random(zlib.crc32(sample.key.encode()))  # noqa: S311 -- reproducible, not secret
    story = [n for n, target in enumerate(sample.target) if target >= 1 and sample.weight[n]]
    if not story:
        return sample
    places = sorted(
        random.choice([story[0] - 1, random.choice(story), story[-1]]) for _ in range(_BOXES)
    )
    own = [text for text in texts if fold_of(text.text) == fold_of(sample.site)]
    language = sample.document.language or "en"
    near = [text for text in own if text.language == language] or own
    number = 1 + max(max(block.evidence.containers, default=0) for block in sample.document.blocks)
    made = replace(
        sample, target=list(sample.target), weight=list(sample.weight), kinds=list(sample.kinds)
    )
    blocks = list(sample.document.blocks)
    for place in reversed(places):
        kind = random.choices([*_KINDS], weights=[*_KINDS.values()])[0]
        at = max(place, 0)
        box = _box(kind, [text for text in near if text.kind == kind], random)
        style = "plain" if kind == "article" else random.choice(_STYLES)
        beside, weight = blocks[at], max(made.weight[at], 1e-3)
        unit = weight / math.sqrt(max(1, min(count_words(beside.text), 100)))
        shared = number
        for line in reversed(box):
            number += 1
            button = len(box) > 1 and count_words(line) <= _BUTTON
            block = _block(line, kind, style, _stripped(beside.evidence), (shared, number),
                           random, button=button)  # fmt: skip
            blocks.insert(place + 1, block)
            made.target.insert(place + 1, float(kind == "article"))
            made.weight.insert(place + 1, unit * math.sqrt(min(count_words(line), 100)))
            made.kinds.insert(place + 1, kind)
        number += 1
    made.document = replace(sample.document, blocks=tuple(blocks))
    return made


def _box(kind: Kind, texts: list[Text], random: Random) -> list[str]:
    """A box's lines: a sentence or more, mostly with a heading above or a button below."""
    prose = [text.text for text in texts if count_words(text.text) >= _PROSE]
    short = [text.text for text in texts if count_words(text.text) < _PROSE]
    if kind == "article":
        return random.sample(prose, min(len(prose), random.randint(1, _STORY)))
    found = random.sample(prose, min(len(prose), 1 + (random.random() < 0.3)))
    if short and random.random() < 0.6:
        found.insert(0, random.choice(short))
    buttons = [text for text in short if count_words(text) <= _BUTTON and text not in found]
    if buttons and random.random() < 0.5:
        found.append(random.choice(buttons))
    return found


def _stripped(beside: Evidence) -> Evidence:
    """What a new block beside another shares with it: its place, not what it says."""
    return beside._replace(
        link_share=0.0, described=0.0, after_image=False, readability=None,
        schema=None if beside.schema is None else 0.0, hidden=False,
        words=beside.words[beside.own :], own=0,
    )  # fmt: skip


def _block(
    line: str, kind: Kind, style: str, beside: Evidence, numbers: tuple[int, int],
    random: Random, *, button: bool,
) -> Block:  # fmt: skip
    """A line of a box as a block: in the container of the block beside it, or in a box there.
    `numbers` are free for the box and the block itself."""
    tag = random.choice(["h3", "button", "a", "div"]) if button else "p"
    linked = tag in {"button", "a"}
    path, containers, words = beside.path[:-1], beside.containers[:-1], beside.words
    if style != "plain":
        path = (*path, "aside" if style == "aside" else "div")
        containers = (*containers, numbers[0])
        if style == "named":
            words = (random.choice(GROUPS[kind].split()), "box", *words)
    evidence = beside._replace(
        path=(*path, tag), containers=(*containers, numbers[1]), words=words,
        link_share=float(linked),
    )  # fmt: skip
    runs = (Run(line, "https://www.example.org/x" if linked else None),)
    heading = tag == "h3"
    return Block("heading" if heading else "paragraph", runs, 3 * heading, evidence=evidence)
