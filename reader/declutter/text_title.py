"""Which line of a plain text is its headline, and which paragraph opens its story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.core.model import Kind
from reader.core.text import lower_words
from reader.declutter.text_features import Sight
from reader.declutter.verdict import Verdict, against

_BAR: Final = 0.25
"""A block less likely than this to be the story's is none of its paragraphs."""
_NAME: Final = 3
"""A name has at most so many words."""
_ROOT: Final = 4
_AGAIN: Final = 2
"""Words of the headline that an opening paragraph says again."""
_BELOW: Final = 4
"""Lines below a headline among which its story's first paragraph is: who wrote it, and when."""
_ASKING: Final = frozenset({"newsletter", "appeal", "subscribe", "consent"})
_BYLINE: Final = 0.5
"""Wording as strong as this says who wrote what stands above it."""
_HEADLINES: Final = 9
"""So many blocks above the lead may be the headline."""
SHARED, GUESSED, NAMED, TOPMOST, SIGNED, HEADLINE = 0.6, 0.6, 0.15, 0.2, 0.2, 0.4
"""What marks weigh, and how many a headline needs: tried in steps on pages whose title is known."""


def title(
    seen: Sequence[Sight],
    chances: Sequence[float],
    kinds: Sequence[dict[Kind, float]],
    found: Sequence[Verdict | None],
) -> int | None:
    """The headline: above the first sure paragraph, or else above the first likely one, or above
    one that a signed headline tells of."""
    sure = next(
        (i for i, s in enumerate(seen) if s.long and chances[i] > 0.5 and found[i] is None), None
    )
    for first in dict.fromkeys((sure, lead(seen, chances, found), _below_signed(seen))):
        if first and (line := _above(first, seen, chances, kinds, found)) is not None:
            return line
    return None


def opening(seen: Sequence[Sight], title: int | None) -> int | None:
    """The paragraph below the headline, where it speaks to nobody and says again what the headline
    says: a story about newsletters has all the words of a sign-up box."""
    if title is None:
        return None
    told = _roots(seen[title].text)
    for index in range(title + 1, min(title + 1 + _BELOW, len(seen))):
        sight = seen[index]
        if sight.long:
            tells = not sight.we + sight.you and len(told & _roots(sight.text)) >= _AGAIN
            return index if tells else None
    return None


def _roots(text: str) -> set[str]:
    """Beginnings of the longer words."""
    return {word[:_ROOT] for word in lower_words(text) if len(word) >= _ROOT}


def _above(
    first: int,
    seen: Sequence[Sight],
    chances: Sequence[float],
    kinds: Sequence[dict[Kind, float]],
    found: Sequence[Verdict | None],
) -> int | None:
    """The line above a paragraph that has most of a headline's marks, if it has enough."""
    marks = {
        index: _headline_marks(seen[index], seen[index + 1], kinds[index]["title"])
        + TOPMOST * all(chances[above] < _BAR or found[above] for above in range(index))
        for index in range(max(0, first - _HEADLINES), first)
        if found[index] is None
    }
    best = max(marks, key=lambda index: marks[index], default=None)
    if best is not None and marks[best] >= HEADLINE:
        return best
    return _alone(seen, first, found)


def _alone(seen: Sequence[Sight], first: int, found: Sequence[Verdict | None]) -> int | None:
    """The one line above the first paragraph that has a headline's form, where all others there
    are known for something else: a headline need not repeat the story's words."""
    unknown = [i for i in range(first) if found[i] is None and seen[i].strength < 0.5]
    if unknown[:1] == [0] and seen[0].size > _NAME:
        # Below a text's first line, short ones are who wrote it and where.
        unknown = [i for i in unknown if i == 0 or seen[i].size > _NAME]
    if len(unknown) != 1 or found[first - 1] is not None:
        return None
    line = seen[unknown[0]]
    # The very first line needs least: two words such as "Ferry adrift" will do.
    # One word will where the story follows at once.
    brief = unknown[0] == 0 and line.size >= min(first, 2) and line.text[-1] not in ".,;:。"
    return unknown[0] if brief or (line.size > 3 and _is_headline(line)) else None


def _is_headline(sight: Sight) -> bool:
    return 12 <= sight.width <= 200 and sight.size >= 3 and sight.text[-1] not in ".,;:。"


def _headline_marks(sight: Sight, below: Sight, guess: float) -> float:
    """What speaks for a line as the headline: words and names it shares with the story, the
    model's guess, and no wording of anything else. Headlines end without a stop."""
    if not _is_headline(sight) or any(c.place == "whole" and c.strength > 0.7 for c in sight.cues):
        return 0.0
    shared = SHARED * sight.overlap.terms + NAMED * bool(sight.overlap.names)
    wording = SIGNED if _signed(sight, below) else -0.5 * sight.strength
    return shared + GUESSED * guess + wording


def _signed(sight: Sight, below: Sight) -> bool:
    """Whether the line speaks of a mailing or an appeal, but does not begin like one, and the one
    below says who wrote it, or when: then it is a story's headline, about such things."""
    asks = any(cue.kind in _ASKING and cue.place == "any" for cue in sight.cues)
    return asks and any(cue.kind == "byline" and cue.strength >= _BYLINE for cue in below.cues)


def _below_signed(seen: Sequence[Sight]) -> int | None:
    """The first paragraph below the first headline about such things that is signed."""
    for at in range(len(seen) - 1):
        if _signed(seen[at], seen[at + 1]):
            below = range(at + 2, min(at + 1 + _BELOW, len(seen)))
            return next((index for index in below if seen[index].long), None)
    return None


def lead(
    seen: Sequence[Sight], chances: Sequence[float], found: Sequence[Verdict | None]
) -> int | None:
    """The first paragraph that nothing speaks against."""
    for index, sight in enumerate(seen):
        if sight.long and chances[index] > 0.15 and found[index] is None and against(sight) < 0.5:
            return index
    return None
