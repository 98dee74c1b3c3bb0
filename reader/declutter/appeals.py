"""Appeals for support: how far one reaches, forms for giving, appeals without a heading.

An appeal may be good prose on the story's own topic. What tells it is who speaks to whom: a
newsroom to its readers, from a salutation or a first plea on, as long as it keeps coming back
to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.core.model import Kind
from reader.declutter.cues import REASONS
from reader.declutter.text_features import Sight
from reader.declutter.verdict import CRUMB, Verdict, crumb, opens_other

_MOST: Final = 0.6
"""An appeal that would take more than this of a text's paragraphs, without asking, is none."""
_ASKING: Final[tuple[Kind, ...]] = ("appeal", "subscribe")
_WITHIN: Final[tuple[Kind, ...]] = (*_ASKING, "newsletter", "control", "legal", "byline")
"""Kinds whose wording does not end an appeal."""
_LETTER: Final = 12
"""A salutation, or the heading of a letter, has at most so many words."""
_FORM: Final = 2
"""So many labels of a payment form in a row are one."""
_HEADLINE: Final = 4
"""A line of so many words between an appeal and the story may be the headline."""


def appeal(
    start: int, seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """As long as blocks ask, or speak as a newsroom to its reader, or are crumbs of a form. One
    block between two such belongs to them, unless it speaks of the story; in a letter, two."""
    above = any(seen[i].long and chances[i] > 0.5 and found[i] is None for i in range(start))
    letter = _is_letter(seen[start])
    last, at = start, start + 1
    while at < len(seen) and at - last <= 2:
        sight = seen[at]
        if _ends(sight) or (not above and _may_head(sight)):
            break
        if asks(sight) or _spoken(sight, letter=letter) or crumb(sight, chances[at]):
            last = at
        elif sight.overlap.belongs and not (letter and above):
            break
        at += 1
    reach = range(start if above else _begun(start, seen, found), last + 1)
    unsaid = sum(seen[i].width for i in reach if seen[i].long and not asks(seen[i]))
    if unsaid > _MOST * sum(sight.width for sight in seen if sight.long):
        # An essay or a letter that says "we" and "you" is the story itself.
        reach = range(start, start + 1)
    for index in reach:
        found[index] = _appealing(seen[index], first=index == start)


def forms(seen: Sequence[Sight], found: list[Verdict | None]) -> None:
    """Rows of labels such as "once", "monthly" and sums of money: a form for giving."""
    run: list[int] = []
    for index in range(len(seen) + 1):
        if index < len(seen) and found[index] is None and _is_label(seen[index]):
            run.append(index)
            continue
        if sum(seen[i].says("appeal") >= 0.6 for i in run) >= _FORM:
            for number in run:
                reason = "stands in a form for payments"
                found[number] = Verdict("appeal", reason, 0.75, firm=True)
        run = []


def lone_appeals(seen: Sequence[Sight], found: list[Verdict | None]) -> None:
    """A paragraph that asks in several phrases and speaks as a newsroom needs no heading."""
    for index, sight in enumerate(seen):
        pleads = sight.says("appeal") >= 0.9 or (sight.says("appeal") >= 0.75 and sight.you > 0)
        if found[index] is None and pleads and sight.we > 0 and sight.size <= 90:
            found[index] = Verdict("appeal", REASONS["appeal"], 0.85, firm=True)


def voices(seen: Sequence[Sight], found: list[Verdict | None]) -> None:
    """Paragraphs in a row in which a newsroom speaks to its readers, beside a story that does
    not: an appeal, where one of them asks, however it is worded."""
    story = sum(one.width for one in seen if one.long and not one.we)
    run: list[int] = []
    for index in range(len(seen) + 1):
        if index < len(seen) and found[index] is None and seen[index].ended and seen[index].we:
            run.append(index)
            continue
        said = [seen[i] for i in run]
        if (
            len(run) > 1
            and sum(one.width for one in said) * 2 <= story
            and any(one.says("appeal") >= 0.5 for one in said)
            and any(one.you for one in said)
        ):
            for number in run:
                reason = "the newsroom speaks to its readers and asks for support"
                found[number] = Verdict("appeal", reason, 0.75, firm=True)
        run = []


def asks(sight: Sight) -> bool:
    """Whether the block's wording asks for support."""
    return sight.says(*_ASKING) >= 0.6


def _ends(sight: Sight) -> bool:
    """Whether the block opens something else: a sign-up box or a
    notice below an appeal is its own."""
    signs = any(
        cue.kind in {"newsletter", "legal"} and cue.opens and cue.strength >= 0.6
        for cue in sight.cues
    )
    return opens_other(sight, _WITHIN) or (signs and not asks(sight))


def _is_letter(sight: Sight) -> bool:
    """Whether the block is a salutation or a heading, and not a button."""
    told = next((cue for cue in sight.cues if cue.kind == "appeal"), None)
    return sight.size <= _LETTER and told is not None and told.place != "whole"


def _spoken(sight: Sight, *, letter: bool) -> bool:
    """Whether a newsroom speaks to its reader, or of itself within a letter."""
    return sight.we > 0 and (letter or sight.you > 0)


def _may_head(sight: Sight) -> bool:
    """Whether a line below an appeal may be the headline of the story to come."""
    return _HEADLINE <= sight.size <= CRUMB and not sight.cues and not sight.we + sight.you


def _begun(start: int, seen: Sequence[Sight], found: Sequence[Verdict | None]) -> int:
    """Where an appeal above the story begins: what the newsroom says of itself just before
    the first plea belongs to it."""
    while start > 0 and found[start - 1] is None and seen[start - 1].we > 0:
        if opens_other(seen[start - 1], _WITHIN):
            break
        start -= 1
    return start


def _is_label(sight: Sight) -> bool:
    """Whether the block could be a label of a payment form."""
    return sight.size <= 4 and not sight.ended and sight.says("appeal", "control") >= 0.5


def _appealing(sight: Sight, *, first: bool) -> Verdict:
    """Why a block within an appeal belongs to it."""
    if first or asks(sight):
        return Verdict("appeal", REASONS["appeal"], 0.9, firm=True)
    if sight.size > CRUMB and sight.we > 0:
        reason = "the newsroom speaks to its readers within an appeal"
        return Verdict("appeal", reason, 0.8, firm=True)
    sure = 0.85 if sight.size <= CRUMB else 0.6
    return Verdict("appeal", "stands in an appeal for donations", sure, firm=True)
