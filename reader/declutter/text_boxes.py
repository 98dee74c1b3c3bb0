"""Boxes among the lines of a text that ask for something: a heading, a sentence or two, a button.

Line by line their words may leave it open, since an appeal for gifts without a word for a gift is
a sentence like others. Together they do not: the lines of a story are by their words for news, each
of them, and those of a box are not, down to its button. On boxes of the tests it brings .05 of the
lines ("unseen") and .02 ("later") the right kind; of 9,174 lines of pages labelled by hand it hides
none of a story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reader.core.model import Kind, Label
from reader.declutter.cues import REASONS
from reader.declutter.neighbours import Matrix
from reader.declutter.text_features import Sight

_DOUBTED: Final = 0.65
"""What is likelier than this the story's is no part of a box."""
CASELESS_MOST: Final = 0.3
"""The same in a script without capitals. There nobody's name ties a paragraph to the story, and the
words of scripts without spaces are single characters: both tell less, so doubt must be greater."""
_GUESSED: Final = 0.5
"""How sure the model must be of the kind of a line between those of a box."""
_LEAST: Final = -1.6
"""Log odds, asking against news, of the words of each line; the story's own lie about -3."""
_EDGE: Final = -0.8
"""Those of its first sentence, for its kind: with less it is what the story says before the box."""
_PLAIN: Final = 0.8
"""Those of the plainest."""
_LONGEST: Final = 45
"""Words of a line."""
_MOST: Final = 6
"""Lines of a box: a run of more is a list, or a text of another sort."""


def boxes(
    seen: Sequence[Sight], chances: Sequence[float], leads: Matrix, kinds: Sequence[Kind],
    labels: list[Label], opens: int | None,
) -> None:  # fmt: skip
    """Hide the lines that together ask. `leads` says by how much the words of each line are for
    each of these `kinds` rather than for news; `opens` is the paragraph that opens the story."""
    best = leads.max(axis=1).tolist()
    asking = {*kinds, "article", "control"}
    open_ = [
        index > 1
        and index != opens
        and label.kind in asking
        and chance < (CASELESS_MOST if sight.caseless else _DOUBTED)
        and lead > _LEAST
        and sight.size <= _LONGEST
        and sight.overlap.foreign
        and not sight.quotes
        for index, (sight, chance, lead, label) in enumerate(
            zip(seen, chances, best, labels, strict=True)
        )
    ]
    for first, after in _runs(open_):
        mean = leads[first:after].mean(axis=0)
        column = int(mean.argmax())
        if mean[column] < 0 or leads[first:after, column].max() < _PLAIN:
            continue
        start = first
        while seen[start].ended and leads[start, column] < _EDGE and not labels[start].hidden:
            start += 1  # ends at the plainest line at the latest
        for index in range(start, after):
            if not labels[index].hidden:
                labels[index] = Label(kinds[column], REASONS[kinds[column]], 0.6)


def within(
    seen: Sequence[Sight], chances: Sequence[float], guesses: Sequence[Mapping[Kind, float]],
    kinds: Sequence[Kind], labels: list[Label],
) -> None:  # fmt: skip
    """Hide what stands between two lines of a box of one of these `kinds`, where nothing ties it
    to the story and the model guesses that it would be of the box, if it were not the story's."""
    for index in range(1, len(labels) - 1):
        kind = labels[index - 1].kind
        if (
            labels[index].kind == "article"
            and kind in kinds
            and labels[index + 1].kind == kind
            and chances[index] < _DOUBTED
            and guesses[index].get(kind, 0.0) >= _GUESSED
            and seen[index].overlap.foreign
        ):
            labels[index] = Label(kind, "stands between what is hidden", 0.6)


def _runs(marks: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and one past the last of each run of two marks or more, _MOST at most."""
    first = None
    for index, mark in enumerate([*marks, False]):
        if mark and first is None:
            first = index
        elif not mark and first is not None:
            if 2 <= index - first <= _MOST:
                yield first, index
            first = None
