"""What a section says of a block, and what all sections ask of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reader.core.model import Kind
from reader.declutter.text_features import Sight

CRUMB: Final = 7
"""A line of so few words without a name of the story is a crumb where it stands in a box."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a section says of one block; `firm` when the model is not asked any more, `final`
    when the story was over above it."""

    kind: Kind
    reason: str
    confidence: float
    firm: bool
    final: bool = False


def crumb(sight: Sight, chance: float) -> bool:
    """Whether the block is a short line without a name of the story."""
    return sight.size <= CRUMB and not sight.overlap.names and chance < 0.7


def opens_other(sight: Sight, kinds: tuple[Kind, ...]) -> bool:
    """Whether the block clearly opens something else than one of `kinds`."""
    cue = sight.cue
    return cue is not None and cue.strength >= 0.8 and cue.kind not in kinds


def against(sight: Sight) -> float:
    """The strength of the wording that speaks against the block as a story's lead: a date line
    at its start or an agency's sign-off does not."""
    return max((cue.strength for cue in sight.cues if cue.kind != "byline"), default=0.0)
