"""What follows the end of a story: other stories, as far as nothing ties them to it.

A notice of rights or a heading of other stories ends a story. Full sentences below it may be
teasers of body length; or the notice stood above the real story, or amid it. The names tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader.core.model import Kind, Label
from reader.declutter.teasers import Overlap, overlaps
from reader.declutter.text_features import Sight
from reader.declutter.verdict import CRUMB, Verdict

_SIGNATURE: Final = re.compile(
    r"[.!?…][\"'”’»]?\s?\([^\W\d_]{2,14}(?:[/-][^\W\d_]{2,14}|\s[^()]{4,80})?\)\.?$"
)
_BRIEF: Final = 25
"""A story of a single paragraph has at least this many words."""
_LONGER: Final = 1.5
"""More below an end than this times the story above must be scattered to be other stories."""
_ROW_OF: Final = 2
_ROW_WORDS: Final = 25
"""Sentences in a row, and their words, that go on with a story."""
_OWN: Final = 0.9
_SCATTERED: Final = 0.75
"""Of the paragraphs below, so many must have nothing to do with each other."""


def tail(
    start: int,
    seen: Sequence[Sight],
    chances: Sequence[float],
    found: list[Verdict | None],
    after: str,
    *,
    final: bool,
) -> None:
    """Hide what follows the end of a story at `start`; `after` says what that end is, `final`
    that it ends even a story of one paragraph."""
    story = [
        index <= start and sight.long and chances[index] > 0.5 and found[index] is None
        for index, sight in enumerate(seen)
    ]
    if not any(story):
        return
    shared = overlaps([sight.topic for sight in seen], story)
    end = next(
        (i for i in range(start + 1, len(seen)) if seen[i].long and shared[i].belongs), len(seen)
    )
    if end < len(seen) and chances[end] > 0.5:
        # The story goes on: only the model can tell what in between is foreign.
        return
    below = [i for i in range(start + 1, end) if seen[i].long]
    if not _is_over(seen, [i for i in range(start + 1) if story[i]], below, final=final):
        return
    for index in range(start + 1, end):
        if (
            found[index] is None
            and seen[index].size > CRUMB
            # A heading of other stories may stand amid this one: what surely is its own stays.
            and (final or chances[index] < _OWN)
        ):
            verdict = _following(seen[index], chances[index], shared[index], after)
            found[index] = replace(verdict, final=final) if verdict else None


def signed_off(
    seen: Sequence[Sight], chances: Sequence[float], found: list[Verdict | None]
) -> None:
    """An agency signs where its story ends: what follows, down to the text's end, is other
    stories where it is less than the story, and tied neither to it nor among itself."""
    for start, sight in enumerate(seen):
        if found[start] is not None or not sight.long or not _SIGNATURE.search(sight.text):
            continue
        below = [i for i in range(start + 1, len(seen)) if seen[i].long and found[i] is None]
        above = [i for i in range(start + 1) if seen[i].long and found[i] is None]
        ties = overlaps([one.topic for one in seen], [i in above for i in range(len(seen))])
        apart = overlaps([seen[i].topic for i in below], [True] * len(below))
        if (
            len(below) > 1
            and _chars(seen, below) <= _LONGER * _chars(seen, above)
            and all(ties[i].foreign for i in below)
            and all(one.foreign for one in apart)
        ):
            tail(start, seen, chances, found, "the agency's sign-off", final=True)
            return


def resumed(
    seen: Sequence[Sight], verdicts: Sequence[Verdict | None], labels: list[Label]
) -> list[Label]:
    """The labels, with sentences shown that go on with the story below a heading of others or a
    sign-up box amid it: several in a row that speak to nobody, where a list of other stories has
    headlines between. Behind a notice of rights or an agency's name a story is over."""
    found, index, amid = list(labels), 0, False
    while index < len(labels):
        kind, verdict = labels[index].kind, verdicts[index]
        amid = kind == "article" or (amid and kind != "legal" and not (verdict and verdict.final))
        after = index
        while after < len(labels) and _goes_on(seen[after], labels[after]):
            after += 1
        run = range(index, after)
        if amid and len(run) >= _ROW_OF and sum(seen[i].size for i in run) >= _ROW_WORDS:
            for i in run:
                found[i] = Label("article", "goes on with the story in whole sentences", 0.5)
        index = max(after, index + 1)
    return found


def _goes_on(sight: Sight, label: Label) -> bool:
    return (
        label.hidden and sight.ended and sight.size >= 3 and not sight.cues
        and not sight.we + sight.you
    )  # fmt: skip


def _is_over(seen: Sequence[Sight], above: list[int], below: list[int], *, final: bool) -> bool:
    """Whether what stands above is a whole story: enough of it beside what follows, or what
    follows speaks of one thing here and of another there."""
    if len(above) > 1 and _chars(seen, below) <= _LONGER * _chars(seen, above):
        return True
    if not final or sum(seen[index].size for index in above) < _BRIEF:
        return False
    ties = overlaps([seen[index].topic for index in below], [True] * len(below))
    return sum(tie.foreign for tie in ties) >= _SCATTERED * len(below)


def _chars(seen: Sequence[Sight], numbers: list[int]) -> int:
    return sum(seen[index].width for index in numbers)


def _following(sight: Sight, chance: float, shared: Overlap, after: str) -> Verdict | None:
    """Why a block below the end of a story is not the story's, if it is not."""
    kind: Kind = "teaser"
    if (cue := sight.cue) and cue.strength >= 0.6:
        kind = cue.kind
    if shared.foreign:
        # Names are known by their capitals: without any, nobody can say that none is shared.
        what = "only one name" if shared.names else "little" if sight.caseless else "no name"
        return Verdict(kind, f"follows {after} and shares {what} with the story", 0.8, firm=True)
    if chance < 0.9:
        return Verdict(kind, f"follows {after} and shares little with the story", 0.55, firm=True)
    return None
