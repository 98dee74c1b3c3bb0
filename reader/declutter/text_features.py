"""The numbers the text labeller's model sees of each block: its form, its wording, its place,
what it shares with the story, and the same of its neighbours.

Order and number of the columns are part of the shipped model (`text_model.npz`): after a change
here, train again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import Block, Kind
from reader.core.text import lower_words
from reader.core.text import words as split_words
from reader.declutter.cues import Cue, address, cues
from reader.declutter.neighbours import Matrix, shifted
from reader.declutter.teasers import Overlap, Topic, overlaps, topic
from reader.declutter.wording import Wording

KINDS: Final[tuple[Kind, ...]] = (
    "navigation", "share", "newsletter", "appeal", "subscribe", "advertisement", "consent",
    "legal", "teaser", "author", "comments", "control", "byline", "caption",
)  # fmt: skip
"""The kinds that wording can speak for, one column each."""
END: Final = re.compile(r"[.!?…。！？؟।።។။][\"'”’»)\]」』]*(?:\s?\([^()]{2,80}\)\.?)?$")
"""A sentence's end; an agency's sign-off may follow it."""
_BOXES: Final[tuple[Kind, ...]] = (
    "newsletter", "appeal", "subscribe", "comments", "share", "author", "navigation"
)  # fmt: skip
"""What may have begun above a block."""
_SHAPES: Final = ("paragraph", "heading", "quote", "item")
_SENTENCE: Final = re.compile(r"[.!?…。！？؟।።។။]+(?:[\"'”’»)\]]*\s|[^\x00-\x7f]|$)")
_LONG: Final = 15
"""Words that make a paragraph of a block with an end mark."""
# Letters of English that a character of other scripts stands for. Estimates from sentences told in
# several languages: 79 letters of English were 49 in Arabic, 29 in Korean, 22 in Chinese.
_DENSE: Final = (
    (re.compile("[\u3400-\u9fff\uf900-\ufaff]"), 3.3),
    (re.compile("[\u3040-\u30ff]"), 1.5),
    (re.compile("[\uac00-\ud7af]"), 2.6),
    (re.compile("[\u0590-\u08ff]"), 1.6),
    (re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"), 1.1),
)
_PER_WORD: Final = 5.6
"""Letters to a word of English, the space behind it counted."""
_SPACED: Final = re.compile(
    "[^\\W_\u0590-\u08ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff]+(?:['’][^\\W\\d_]+)*"
)
"""Words of all other scripts."""
_CASELESS: Final = re.compile("[\u0590-\u109f\u1100-\u1cff\u2e80-\ud7ff]")
_UNMARKED: Final = re.compile("[\u0e00-\u0eff]")
"""Scripts that put no mark at a sentence's end: there a long line is one."""
_QUOTED: Final = re.compile('[«“„"‘「『][^»”"’」』]{16,}[»”"’」』]')
"""Some words in quotation marks; fewer are a name or a title."""
_WINDOW: Final = 3
"""How many neighbours on each side a block sees."""
_BESIDE: Final = (-2, -1, 1, 2)
"""Neighbours whose words are weighed."""
_NOBODY: Final = -9.0
"""Stands for a neighbour beyond a text's ends."""
_ROW: Final = 5
"""Blocks on each side whose mean a second look sees."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One block as rules and model see it."""

    text: str
    size: int
    """Words; in scripts without spaces, as many as it would have with them."""
    width: int
    """Letters; those of a script that needs fewer count for more (see `measure`)."""
    ended: bool
    """Has a sentence's end mark."""
    cues: tuple[Cue, ...]
    we: float
    you: float
    topic: Topic
    overlap: Overlap

    @property
    def long(self) -> bool:
        """Whether it has the form of a paragraph of the story."""
        return _is_long(self.width, self.size, ended=self.ended)

    @property
    def caseless(self) -> bool:
        """Whether it is in a script without capitals."""
        return _CASELESS.search(self.text) is not None

    @property
    def quotes(self) -> bool:
        """Whether some of its words stand in quotation marks: what somebody told."""
        return _QUOTED.search(self.text) is not None

    @property
    def cue(self) -> Cue | None:
        """Its strongest cue."""
        return self.cues[0] if self.cues else None

    @property
    def strength(self) -> float:
        """Of its strongest cue; 0 without one."""
        return self.cues[0].strength if self.cues else 0.0

    def says(self, *kinds: Kind) -> float:
        """The strength of its cues for any of these kinds."""
        return max((cue.strength for cue in self.cues if cue.kind in kinds), default=0.0)


def measure(text: str) -> tuple[int, int]:
    """Words and letters of a text as one in English that says as much would have them: what
    counts as long must not depend on the script."""
    if text.isascii():
        return len(split_words(text)), len(text)
    words, letters = float(len(_SPACED.findall(text))), float(len(text))
    for script, weight in _DENSE:
        if count := len(script.findall(text)):
            words += count * weight / _PER_WORD
            letters += count * (weight - 1)
    return round(words), round(letters)


def _ended(text: str, size: int) -> bool:
    return bool(END.search(text)) or (
        size >= _LONG and len(_UNMARKED.findall(text)) * 2 > len(text)
    )


def _is_long(width: int, size: int, *, ended: bool) -> bool:
    """Long words make up for few of them: Turkish says in ten what English says in fifteen."""
    return ended and (size >= _LONG or (size >= _LONG / 2 and width >= 6 * _LONG))


def sights(blocks: Sequence[Block]) -> list[Sight]:
    """All blocks, seen once: what rules and features both need."""
    texts = [block.text for block in blocks]
    measured = [measure(text) for text in texts]
    ends = [_ended(text, size) for text, (size, _) in zip(texts, measured, strict=True)]
    wording = [cues(text) for text in texts]
    speech = [
        address(text) if size > 3 else (0.0, 0.0)
        for text, (size, _) in zip(texts, measured, strict=True)
    ]
    core = [
        _is_long(width, size, ended=ended) and (not said or said[0].strength < 0.7)
        for (size, width), ended, said in zip(measured, ends, wording, strict=True)
    ]
    topics = [topic(text) for text in texts]
    shared = overlaps(topics, core)
    return [
        Sight(text, size, width, ended, said, we, you, about, overlap)
        for text, (size, width), ended, said, (we, you), about, overlap in zip(
            texts, measured, ends, wording, speech, topics, shared, strict=True
        )
    ]


def worded(seen: Sequence[Sight], model: Wording) -> Matrix:
    """What the words of each block say of each kind: log odds, a column per kind."""
    return model.odds([lower_words(sight.text) for sight in seen])


def table(blocks: Sequence[Block], seen: Sequence[Sight], odds: Matrix) -> Matrix:
    """One row of numbers per block: what it shows itself, then what its words and those of its
    neighbours say of each kind (`odds` is what `worded` gives)."""
    return np.hstack([shown(blocks, seen), beside(odds)])


def beside(odds: Matrix) -> Matrix:
    """What words say of each block and of those around it."""
    return np.hstack([odds, *shifted(odds, _BESIDE, _NOBODY)])


def around(chances: NDArray[Any]) -> Matrix:
    """What a first look thought of each block, of the three on each side and of eleven in all:
    menus, teasers and forms come in rows. A column per kind and place."""
    count = len(chances)
    sums = np.vstack([np.zeros(chances.shape[1]), np.cumsum(chances, axis=0)])
    here = np.arange(count)
    low, high = np.maximum(here - _ROW, 0), np.minimum(here + _ROW + 1, count)
    mean = (sums[high] - sums[low]) / (high - low)[:, None]
    own = chances.astype(np.float32)
    near = shifted(own, (*range(-_WINDOW, 0), *range(1, _WINDOW + 1)), _NOBODY)
    return np.hstack([own, *near, mean]).astype(np.float32)


def shown(blocks: Sequence[Block], seen: Sequence[Sight]) -> Matrix:
    """What each block shows of itself, its place and its neighbours."""
    own = [_own(block, sight) for block, sight in zip(blocks, seen, strict=True)]
    place = _place(seen)
    brief = [_brief(sight) for sight in seen]
    none = [-1.0] * len(brief[0]) if brief else []
    rows = []
    for index in range(len(own)):
        row = own[index] + place[index]
        for step in (*range(-_WINDOW, 0), *range(1, _WINDOW + 1)):
            other = index + step
            row += brief[other] if 0 <= other < len(brief) else none
        rows.append(row)
    return np.array(rows, dtype=np.float32)


def _own(block: Block, sight: Sight) -> list[float]:
    text = sight.text
    length = max(len(text), 1)
    said = text.split()
    count = max(len(said), 1)
    size = max(sight.size, 1)
    capitals = sum(word[0].isupper() for word in said)
    by_kind = {cue.kind: cue.strength for cue in sight.cues}
    return [
        float(sight.width),
        float(sight.size),
        sight.width / size,
        float(sight.ended),
        float(text[-1:] in ":,;：，、；"),
        float(text[-1:] in "?？؟"),
        float(text[:1].islower()),
        float(text[:1] in "\"“„«'‘—–「『《"),
        sum(char.isdigit() for char in text) / length,
        sum(char.isupper() for char in text) / length,
        capitals / count,
        sum(len(word) <= 3 and word.islower() for word in said) / count,
        sum(map(text.count, ",，、،")) / size,
        float(len(_SENTENCE.findall(text))),
        float(sum(text.count(mark) for mark in '"“”„«»「」『』')),
        float(sum(text.count(mark) for mark in "|/•·›»")),
        float(text.count("!") + text.count("！")),
        block.evidence.link_share,
        *(float(block.shape == shape) for shape in _SHAPES),
        sight.we,
        sight.you,
        *(by_kind.get(kind, 0.0) for kind in KINDS),
        sight.strength,
        float(any(cue.opens for cue in sight.cues)),
        float(len(sight.overlap.names)),
        float(sight.overlap.own),
        sight.overlap.terms,
        float(sight.overlap.belongs),
    ]


def _brief(sight: Sight) -> list[float]:
    """What a neighbour shows of itself."""
    return [
        math.log1p(sight.width),
        float(sight.ended),
        sight.strength,
        sight.says("teaser", "navigation"),
        sight.says("caption", "byline"),
        sight.says("share", "control", "comments"),
        sight.says("newsletter", "appeal", "subscribe", "advertisement"),
        sight.overlap.terms,
        float(sight.long),
    ]


def _place(seen: Sequence[Sight]) -> list[list[float]]:
    """Where each block stands among the paragraphs, the openings and its own repetitions."""
    total = max(len(seen), 1)
    chars = [sight.width if sight.long else 0 for sight in seen]
    mass = max(sum(chars), 1)
    repeats = Counter(sight.text for sight in seen)
    sizes = sorted(size for size in chars if size)
    middle = sizes[len(sizes) // 2] if sizes else 1
    back = _since([sight.long for sight in seen])
    ahead = _since([sight.long for sight in reversed(seen)])[::-1]
    opened = _since([any(cue.opens and cue.strength >= 0.6 for cue in s.cues) for s in seen])
    ruled = _since([s.says("legal") >= 0.8 for s in seen])
    pointed = _since([s.says("teaser") >= 0.7 for s in seen])
    boxes = [_since([s.says(kind) >= 0.7 for s in seen]) for kind in _BOXES]
    rows, before = [], 0
    for index, sight in enumerate(seen):
        rows.append(
            [
                index / total,
                float(min(index, 60)),
                float(min(total - 1 - index, 60)),
                float(min(total, 400)),
                before / mass,
                sight.width / middle,
                float(min(repeats[sight.text], 9)),
                back[index],
                ahead[index],
                opened[index],
                ruled[index],
                pointed[index],
                math.log1p(mass),
                *(box[index] for box in boxes),
            ]
        )
        before += chars[index]
    return rows


def _since(marks: Sequence[bool]) -> list[float]:
    """How many blocks ago the last mark was, the block itself not counted; 30 for never."""
    found, ago = [], 30.0
    for mark in marks:
        found.append(ago)
        ago = 1.0 if mark else min(ago + 1, 30.0)
    return found
