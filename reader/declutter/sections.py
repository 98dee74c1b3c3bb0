"""Sections: what a heading, a notice or a salutation opens, as far as it reaches.

Lines alone are not enough. An appeal may be good prose on the story's own topic, and a teaser a
full sentence of body length; what tells them is what they follow. What an opening begins is
suspect until proved otherwise: by sharing the story's names, by reporting instead of speaking
to the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.core.model import Kind
from reader.declutter.cues import REASONS
from reader.declutter.teasers import overlaps
from reader.declutter.text_features import Sight

_OPENING: Final = 30
"""An opening has at most this many words, a legal notice more."""
_CRUMB: Final = 7
"""A line of so few words without a name of the story is a crumb where it stands in a box."""
_MOST: Final = 0.6
"""An appeal that would take more than this of a text's paragraphs, without asking, is none."""
_ASKING: Final[tuple[Kind, ...]] = ("appeal", "subscribe")
_SIGNING: Final[tuple[Kind, ...]] = ("newsletter", "consent", "subscribe", "legal")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a section says of one block; `firm` when the model is not asked any more."""

    kind: Kind
    reason: str
    confidence: float
    firm: bool


def verdicts(seen: Sequence[Sight], chances: Sequence[float]) -> list[Verdict | None]:
    """For each block the verdict of the section it lies in, or None.

    `chances` is what the model thinks of each block as part of the story.
    """
    found: list[Verdict | None] = [None] * len(seen)
    for index in range(len(seen)):
        if found[index] is None and (kind := _opens(seen[index], chances[index])):
            _OPENERS[kind](index, seen, chances, found)
    _lone_appeals(seen, found)
    return found


def _opens(sight: Sight, chance: float) -> Kind | None:
    """The kind of section the block opens, if any."""
    for cue in sight.cues:
        if not cue.opens or cue.kind not in _OPENERS:
            continue
        long = sight.size > (70 if cue.kind == "legal" else _OPENING)
        if (
            cue.strength >= 0.6
            and not long
            and not (sight.long and chance > 0.9 and cue.strength < 0.8)
        ):
            return cue.kind
    return None


def _appeal(
    start: int, seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """As long as blocks ask, or speak as a newsroom to its reader, or are crumbs of a form. One
    block between two such belongs to them, unless it speaks of the story."""
    last, at = start, start + 1
    salutation = seen[start].size <= 8
    while at < len(seen) and at - last <= 2:
        sight = seen[at]
        if _other(sight, ("appeal", "subscribe", "newsletter", "control", "legal")):
            break
        spoken = sight.we > 0 and (sight.you > 0 or (salutation and sight.we >= 0.025))
        if _asks(sight) or spoken or _crumb(sight, chances[at]):
            last = at
        elif sight.overlap.belongs:
            break
        at += 1
    reach = range(start, last + 1)
    unsaid = sum(len(seen[i].text) for i in reach if seen[i].long and not _asks(seen[i]))
    if unsaid > _MOST * sum(len(sight.text) for sight in seen if sight.long):
        # An essay or a letter that says "we" and "you" is the story itself.
        reach = range(start, start + 1)
    for index in reach:
        found[index] = _appealing(seen[index], first=index == start)


def _asks(sight: Sight) -> bool:
    return sight.says(*_ASKING) >= 0.6


def _appealing(sight: Sight, *, first: bool) -> Verdict:
    """Why a block within an appeal belongs to it."""
    if first or _asks(sight):
        return Verdict("appeal", REASONS["appeal"], 0.9, firm=True)
    if sight.size <= _CRUMB:
        return Verdict("appeal", "stands in an appeal for donations", 0.85, firm=True)
    if sight.we > 0:
        reason = "the newsroom speaks to its readers within an appeal"
        return Verdict("appeal", reason, 0.8, firm=True)
    return Verdict("appeal", "stands in an appeal for donations", 0.6, firm=True)


def _newsletter(
    start: int, seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """As long as blocks speak of the mailing, or to the reader, or are crumbs of its form."""
    found[start] = Verdict("newsletter", REASONS["newsletter"], 0.9, firm=True)
    for index in range(start + 1, min(start + 10, len(seen))):
        sight = seen[index]
        if _other(sight, ("newsletter", "consent", "legal", "subscribe", "control")):
            return
        if sight.says(*_SIGNING) >= 0.5 and not (sight.long and chances[index] > 0.9):
            found[index] = Verdict("newsletter", REASONS["newsletter"], 0.85, firm=True)
        elif sight.size <= 45 and sight.you > 0 and not sight.overlap.belongs:
            reason = "speaks to the reader below a newsletter heading"
            found[index] = Verdict("newsletter", reason, 0.75, firm=True)
        elif _crumb(sight, chances[index]):
            found[index] = Verdict("newsletter", "stands in a newsletter box", 0.75, firm=True)
        else:
            return


def _legal(
    start: int, seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """A notice ends a story. What follows is other stories, up to a paragraph that shares the
    names of the story above the notice."""
    confidence = 0.95 if seen[start].says("legal") >= 0.9 else 0.8
    found[start] = Verdict("legal", REASONS["legal"], confidence, firm=True)
    _tail(start, seen, chances, found, "the legal notice")


def _teaser(
    start: int, seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """A heading of other stories: lines below it that read like headlines, and at the end of
    the text its full sentences as well."""
    if seen[start].size > 8 or seen[start].ended:
        return
    found[start] = Verdict("teaser", REASONS["teaser"], 0.85, firm=chances[start] < 0.5)
    _tail(start, seen, chances, found, "a heading of other stories")


def _tail(
    start: int,
    seen: Sequence[Sight],
    chances: Sequence[float],
    found: list[Verdict | None],
    after: str,
) -> None:
    """Hide what follows the end of a story, as far as nothing ties it to the story above."""
    story = [
        index < start and sight.long and chances[index] > 0.5 and found[index] is None
        for index, sight in enumerate(seen)
    ]
    above = sum(len(seen[index].text) for index in range(start) if story[index])
    if sum(story) < 2:
        return
    shared = overlaps([sight.topic for sight in seen], story)
    end = next(
        (i for i in range(start + 1, len(seen)) if seen[i].long and shared[i].belongs), len(seen)
    )
    if end < len(seen) and chances[end] > 0.5:
        # The story goes on: only the model can tell what in between is foreign.
        return
    below = sum(len(seen[i].text) for i in range(start + 1, end) if seen[i].long)
    if below > 1.5 * above:
        return
    for index in range(start + 1, end):
        if found[index] is not None or seen[index].size <= _CRUMB:
            continue
        kind: Kind = "teaser"
        if (cue := seen[index].cue) and cue.strength >= 0.6:
            kind = cue.kind
        if shared[index].foreign:
            reason = f"follows {after} and shares no name with the story"
            if shared[index].names:
                reason = f"follows {after} and shares only one name with the story"
            found[index] = Verdict(kind, reason, 0.8, firm=True)
        elif chances[index] < 0.9:
            reason = f"follows {after} and shares little with the story"
            found[index] = Verdict(kind, reason, 0.55, firm=True)


def _lone_appeals(seen: Sequence[Sight], found: list[Verdict | None]) -> None:
    """A paragraph that asks in several phrases and speaks as a newsroom needs no heading."""
    for index, sight in enumerate(seen):
        asks = sight.says("appeal")
        if found[index] is None and asks >= 0.9 and sight.we > 0 and sight.size <= 90:
            found[index] = Verdict("appeal", REASONS["appeal"], 0.85, firm=True)


def _other(sight: Sight, kinds: tuple[Kind, ...]) -> bool:
    """Whether the block clearly opens something else."""
    cue = sight.cue
    return cue is not None and cue.strength >= 0.8 and cue.kind not in kinds


def _crumb(sight: Sight, chance: float) -> bool:
    return sight.size <= _CRUMB and not sight.overlap.names and chance < 0.7


_OPENERS: Final = {"appeal": _appeal, "newsletter": _newsletter, "legal": _legal, "teaser": _teaser}
