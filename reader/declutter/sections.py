"""Sections: what a heading, a notice or a salutation opens, as far as it reaches.

Lines alone are not enough. An appeal may be good prose on the story's own topic, and a teaser a
full sentence of body length; what tells them is what they follow. What an opening begins is
suspect until proved otherwise: by sharing the story's names, by reporting instead of speaking
to the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.core.model import Kind
from reader.declutter.appeals import appeal, forms, lone_appeals, voices
from reader.declutter.cues import REASONS, Cue
from reader.declutter.lone import lone_authors, lone_boxes
from reader.declutter.tails import signed_off, tail
from reader.declutter.text_features import Sight
from reader.declutter.verdict import CRUMB, Verdict, crumb, opens_other

__all__ = ["Verdict", "verdicts"]

_OPENING: Final = 30
"""An opening has at most this many words, a legal notice more."""
_HEADS: Final = 0.85
_LIST: Final = 4
"""Lines below a heading of other stories, of phrases so strong, that may be theirs."""
_HEADING: Final = 10
"""So few words without an end mark may head an appeal with any of its wording."""
_RETOLD: Final = 0.25
"""A notice shares no more of its words with the story: beyond that the story is about one."""
_NOTICE: Final = 0.85
"""Wording of rights as strong as this is a notice wherever it stands in the block."""
_SIGNING: Final[tuple[Kind, ...]] = ("newsletter", "consent", "subscribe", "legal")
_BOX: Final[tuple[Kind, ...]] = (*_SIGNING, "control")


def verdicts(seen: Sequence[Sight], chances: Sequence[float]) -> list[Verdict | None]:
    """For each block the verdict of the section it lies in, or None.

    `chances` is what the model thinks of each block as part of the story.
    """
    found: list[Verdict | None] = [None] * len(seen)
    for index in range(len(seen)):
        if found[index] is None and (kind := _opens(seen[index], chances[index])):
            _OPENERS[kind](index, seen, chances, found)
    forms(seen, found)
    lone_appeals(seen, found)
    voices(seen, found)
    signed_off(seen, chances, found)
    lone_boxes(seen, chances, found)
    lone_authors(seen, found)
    return found


def _opens(sight: Sight, chance: float) -> Kind | None:
    """The kind of section the block opens, if any."""
    for cue in sight.cues:
        notice = cue.kind == "legal" and cue.strength >= _NOTICE
        if cue.kind not in _OPENERS or not (cue.opens or notice or _heads_appeal(sight, cue)):
            continue
        if cue.kind == "legal" and cue.place != "start" and sight.overlap.terms > _RETOLD:
            continue
        long = sight.size > (70 if cue.kind == "legal" else _OPENING)
        if (
            cue.strength >= 0.6
            and not long
            and not (sight.long and chance > 0.9 and cue.strength < 0.8)
        ):
            return cue.kind
    return None


def _heads_appeal(sight: Sight, cue: Cue) -> bool:
    """Whether a short line speaks to the reader in the words of an appeal."""
    return (
        cue.kind == "appeal"
        and cue.strength >= 0.75
        and sight.size <= _HEADING
        and sight.we + sight.you > 0
    )


def _newsletter(
    start: int, seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """As long as blocks speak of the mailing, or to the reader, or are crumbs of its form."""
    found[start] = Verdict("newsletter", REASONS["newsletter"], 0.9, firm=True)
    if _names_mailing(start - 1, seen, chances, found):
        found[start - 1] = Verdict("newsletter", "names the mailing below it", 0.6, firm=True)
    for index in range(start + 1, min(start + 10, len(seen))):
        sight = seen[index]
        if opens_other(sight, _BOX) or any(cue.kind == "legal" and cue.opens for cue in sight.cues):
            return
        if sight.says(*_SIGNING) >= 0.5 and not (sight.long and chances[index] > 0.9):
            found[index] = Verdict("newsletter", REASONS["newsletter"], 0.85, firm=True)
        elif sight.size <= 45 and sight.you > 0 and not sight.overlap.belongs:
            reason = "speaks to the reader below a newsletter heading"
            found[index] = Verdict("newsletter", reason, 0.75, firm=True)
        elif crumb(sight, chances[index]):
            found[index] = Verdict("newsletter", "stands in a newsletter box", 0.75, firm=True)
        else:
            return


def _names_mailing(
    at: int, seen: Sequence[Sight], chances: Sequence[float], found: Sequence[Verdict | None]
) -> bool:
    """Whether a line within or below the story is the name of the mailing that follows."""
    if at < 1 or found[at] is not None or chances[at] >= 0.5:
        return False
    line = seen[at]
    return (
        line.size <= CRUMB
        and not line.ended
        and not line.cues
        and any(seen[i].long and chances[i] > 0.5 for i in range(at))
        and not any(seen[i].says("teaser") >= _HEADS for i in range(max(0, at - _LIST), at))
    )


def _legal(
    start: int, seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """A notice ends a story. What follows is other stories, up to a paragraph that shares the
    names of the story above the notice."""
    confidence = 0.95 if seen[start].says("legal") >= 0.9 else 0.8
    found[start] = Verdict("legal", REASONS["legal"], confidence, firm=True)
    tail(start, seen, chances, found, "the legal notice", final=True)


def _teaser(
    start: int, seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """A heading of other stories: lines below it that read like headlines, and at the end of
    the text its full sentences as well."""
    if seen[start].size > 8 or seen[start].ended:
        return
    found[start] = Verdict("teaser", REASONS["teaser"], 0.85, firm=chances[start] < 0.5)
    tail(start, seen, chances, found, "a heading of other stories", final=False)


def _author(
    start: int, seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """A heading about the author, and the one block below it."""
    if seen[start].size > _HEADING or seen[start].ended:
        return
    found[start] = Verdict("author", REASONS["author"], 0.85, firm=True)
    below = start + 1
    if below < len(seen) and chances[below] < 0.9 and not opens_other(seen[below], ("author",)):
        reason = "stands below a heading about the author"
        found[below] = Verdict("author", reason, 0.75, firm=True)


_OPENERS: Final = {
    "appeal": appeal, "newsletter": _newsletter, "legal": _legal, "teaser": _teaser,
    "author": _author,
}  # fmt: skip
