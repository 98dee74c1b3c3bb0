"""What is shown after all of a plain text: a short sentence of the story, a brief's, anything
where little else would be left, and what somebody's own text counts up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from reader.core.model import Document, Label
from reader.declutter.note import label_note
from reader.declutter.text_features import Sight
from reader.declutter.written import items

_SENTENCE: Final = 5
"""Words of a line with an end mark that make it a sentence."""
_TOLD: Final = 8
"""Words of a sentence that tells something."""
_PLAINLY: Final = 0.85
"""A phrase as strong as this says what a line is even where little is left of a text."""
_LEFT_WORDS: Final = 25
_LEFT_SHARE: Final = 0.15
"""Less than this left of the long paragraphs means that the labels are wrong, not the text."""
_BRIEF: Final = 0.3
"""The same of a text so short that a headline and a sentence are its story."""


def between(seen: Sequence[Sight], labels: list[Label]) -> list[Label]:
    """The labels, with a short sentence shown that stands between two paragraphs of the story
    and that no wording speaks against: "He laughed." has no other mark than its place."""
    found = list(labels)
    for index in range(1, len(labels) - 1):
        sight, near = seen[index], (index - 1, index + 1)
        if not labels[index].hidden or not sight.ended or sight.size < 2 or sight.strength >= 0.3:
            continue
        if all(seen[i].long and found[i].kind == "article" for i in near):
            found[index] = Label("article", "a sentence between paragraphs of the story", 0.5)
    return found


def little(
    seen: Sequence[Sight], labels: list[Label], headed: Collection[str]
) -> tuple[Label, ...]:
    """Where the labels would leave next to nothing, the sentences that no phrase plainly speaks
    against, but those below a heading, whose reason is one of `headed`; where that makes no brief,
    all such lines; where that is next to nothing too, everything."""
    for least, size in ((_PLAINLY, _SENTENCE), (_PLAINLY, 1), (9.0, 1)):
        lines = size == 1
        if _enough(seen, labels, brief=lines):
            break
        labels = [
            Label("article", "shown because little else would be left", 0.4)
            if label.hidden and size <= s.size and s.strength < least
            and (lines or (s.ended and label.reason not in headed))
            else label
            for s, label in zip(seen, labels, strict=True)
        ]  # fmt: skip
    return tuple(labels)


def _enough(seen: Sequence[Sight], labels: list[Label], *, brief: bool) -> bool:
    """Whether the labels leave enough of a text: some words and a part of its long paragraphs, or
    a `brief`, which is a headline and a sentence or two."""
    told = [s for s, label in zip(seen, labels, strict=True) if label.kind == "article"]
    kept, long = sum(s.size for s in told), sum(s.size for s in seen if s.long)
    if kept >= _LEFT_WORDS:
        return kept >= long * _LEFT_SHARE
    whole = brief and any(label.kind == "title" for label in labels)
    return whole and kept >= long * _BRIEF and any(s.ended and s.size >= _TOLD for s in told)


def noted(document: Document, labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """The labels of a text that is somebody's own: hidden is only what is in a note, and none of
    what it counts up."""
    notes = label_note(document)
    told = [note if label.hidden else label for label, note in zip(labels, notes, strict=True)]
    for index in items(document.blocks):
        if told[index].hidden:
            told[index] = Label("article", "stands among the text's own numbered items", 0.9)
    return tuple(told)
