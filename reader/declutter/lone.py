"""Small boxes that no salutation or notice opens: a sentence, with its heading and its buttons.

An appeal, an offer, a line about data: a sentence says it and names nobody of the story, the
heading above it and the buttons below it say nothing by themselves. A note about the author
names somebody whom the story does not, and says what they write about, where they live, what
they have published; a story tells that of its own people too, but names them elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.core.model import Kind
from reader.declutter.cues import REASONS
from reader.declutter.text_features import Sight
from reader.declutter.verdict import Verdict, crumb

_BOXED: Final[tuple[Kind, ...]] = ("appeal", "consent", "subscribe")
_SURE: Final = 0.97
"""What the model takes for the story beyond this needs wording of `_PLAIN` to be a box."""
_DOUBT: Final = 0.5
_CURT: Final = 110
"""Beyond this chance, or these characters, it must speak to somebody: the news has stories
about gifts and offers."""
_ASKS: Final = 0.6
_PLAIN: Final = 0.75
_SENTENCE: Final = 6
_LONGEST: Final = 60
"""A box's sentence has so many words."""
_HEADING: Final = 8
_STOPS: Final = frozenset(".。।۔")
"""Full stops, in any script: a heading may ask or call, but does not end with one."""
_BUTTONS: Final = 3
_BUTTON: Final = 6
"""So many buttons of so many words below a sentence belong to it."""
_SAID: Final = 0.7
"""Wording of a note at a story's edge: two phrases that each say little, or one that says it."""
_SAID_WITHIN: Final = 0.8


def lone_boxes(
    seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """Hide boxes of a sentence or a few, each with its heading and its buttons."""
    for index, sight in enumerate(seen):
        kind = _boxed(sight, chances[index])
        if found[index] is not None or kind is None:
            continue
        found[index] = Verdict(kind, REASONS[kind], 0.8, firm=True)
        if index > 1 and _heads(seen[index - 1], chances[index - 1], kind):
            _join(index - 1, kind, found)
        for below in range(index + 1, min(index + 1 + _BUTTONS, len(seen))):
            if found[below] is not None or not _is_button(seen[below], chances[below], kind):
                break
            _join(below, kind, found)


def lone_authors(seen: Sequence[Sight], found: list[Verdict | None]) -> None:
    """Hide notes about people whom the story does not name."""
    told = [i for i, sight in enumerate(seen) if sight.long and found[i] is None]
    for index, sight in enumerate(seen):
        if found[index] is not None or not _is_note(sight):
            continue
        others = [i for i in told if i != index]
        edge = not others or index < others[0] or index > others[-1]
        if others and sight.says("author") >= (_SAID if edge else _SAID_WITHIN):
            found[index] = Verdict("author", REASONS["author"], 0.8, firm=True)


def _boxed(sight: Sight, chance: float) -> Kind | None:
    """The kind of box whose sentence this is, if it is one."""
    cue = sight.cue
    if (
        cue is None
        or cue.kind not in _BOXED
        or cue.strength < (_ASKS if chance <= _SURE else _PLAIN)
        or (not sight.we + sight.you and (chance > _DOUBT or sight.width > _CURT))
        or not _SENTENCE <= sight.size <= _LONGEST
        or not sight.ended
        or not sight.overlap.foreign
        or sight.quotes
    ):
        return None
    return cue.kind


def _heads(sight: Sight, chance: float, kind: Kind) -> bool:
    """Whether the line above such a sentence is its heading. A sentence with a full stop and no
    phrase is the story's last."""
    return (
        sight.size <= _HEADING
        and not (sight.cue is None and sight.text[-1:] in _STOPS)
        and chance < _PLAIN
        and not sight.overlap.names
        and (sight.cue is None or sight.cue.kind == kind or sight.strength < _ASKS)
    )


def _is_button(sight: Sight, chance: float, kind: Kind) -> bool:
    if sight.size > _BUTTON or not crumb(sight, chance):
        return False
    return sight.strength < _ASKS or sight.says(kind, "control", "subscribe") >= _ASKS


def _join(index: int, kind: Kind, found: list[Verdict | None]) -> None:
    if found[index] is None:
        found[index] = Verdict(kind, "stands in a box that " + REASONS[kind], 0.7, firm=True)


def _is_note(sight: Sight) -> bool:
    """Whether the block's strongest wording is about an author, and of nobody in the story."""
    return (
        sight.cue is not None
        and sight.cue.kind == "author"
        and sight.ended
        and sight.size <= _LONGEST
        and sight.overlap.own > 0
        and sight.overlap.foreign
    )
