"""What changed between two versions of a text, paragraph by paragraph and word by word.

Only words count, as they do for whether two texts are the same: other punctuation, capitals or
white space change nothing, and the newer text is shown. Paragraphs are aligned first; what is no
paragraph of both is compared with those in the same gap, and words only inside two that are alike.
Each step gives up and shows the old and the new whole where it would cost more than `_WORK`
comparisons: `difflib` is quadratic on texts that repeat themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from reader.core.text import lower_words

Change = Literal["same", "added", "removed"]

ALIKE: Final = 0.5
"""Two paragraphs are one that was changed where they share this much of their words (Dice): half
of one that became three times as long."""
_WORK: Final = 250_000
_SPACELESS: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_TOKEN: Final = re.compile(rf"\s*[{_SPACELESS}]|\s*[^\s{_SPACELESS}]+|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph, and what became of it."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the old version, the new one, or both, by their places there; its pieces
    read as the old one without what was added, as the new one without what was removed."""

    old: int | None
    new: int | None
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything of it was added or removed."""
        return any(piece.change != "same" for piece in self.pieces)


def key(text: str) -> str:
    """What of a text counts: texts of one key are the same."""
    return " ".join(lower_words(text)) or " ".join(text.split())


def difference(old: Sequence[str], new: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of both versions in the new one's order, what was removed where it stood."""
    before, after = [key(text) for text in old], [key(text) for text in new]
    found: list[Paragraph] = []
    for i, i_end, j, j_end, same in _runs(before, after):
        if same:
            found += [
                Paragraph(i + n, j + n, (Piece(new[j + n], "same"),)) for n in range(i_end - i)
            ]
        else:
            found += _gap(old, new, range(i, i_end), range(j, j_end))
    return found


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """The stretches of two sequences that are the same, and those between, in order."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head:
        yield 0, head, 0, head, True
    end, until = len(old) - tail, len(new) - tail
    middle = old[head:end], new[head:until]
    if _work(*middle) <= _WORK:
        matcher = SequenceMatcher(None, *middle, autojunk=False)
        for tag, i, i_end, j, j_end in matcher.get_opcodes():
            yield head + i, head + i_end, head + j, head + j_end, tag == "equal"
    else:
        yield head, end, head, until, False
    if tail:
        yield end, len(old), until, len(new), True


def _work(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of equal items two sequences have: what difflib goes through."""
    theirs = Counter(new)
    return sum(count * theirs[item] for item, count in Counter(old).items())


def _gap(old: Sequence[str], new: Sequence[str], gone: range, come: range) -> Iterator[Paragraph]:
    """What stands between two paragraphs that stayed: those that are alike as changed ones, in
    order; the others removed or added."""
    pairs = _alike([old[i] for i in gone], [new[j] for j in come])
    i, j = gone.start, come.start
    for left, right in [*((gone.start + a, come.start + b) for a, b in pairs), (None, None)]:
        stop = gone.stop if left is None else left
        until = come.stop if right is None else right
        yield from (Paragraph(n, None, (Piece(old[n], "removed"),)) for n in range(i, stop))
        yield from (Paragraph(None, n, (Piece(new[n], "added"),)) for n in range(j, until))
        if left is not None and right is not None:
            yield Paragraph(left, right, _words(old[left], new[right]))
            i, j = left + 1, right + 1


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of changed paragraphs, in order in both: those with the most words in common."""
    if len(old) * len(new) > _WORK // 100:
        return []
    before, after = [Counter(lower_words(x)) for x in old], [Counter(lower_words(x)) for x in new]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            common = _common(before[i], after[j])
            both = best[i + 1][j + 1] + common if common else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _common(one: Counter[str], other: Counter[str]) -> int:
    """How many words two paragraphs share; 0 where that is too few to be one."""
    shared = (one & other).total()
    return shared if 2 * shared >= ALIKE * (one.total() + other.total()) else 0


def _words(old: str, new: str) -> tuple[Piece, ...]:
    """The words of a changed paragraph: with the marks on them and the space before; letters where
    no spaces are set."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    runs = _runs([key(token) for token in before], [key(token) for token in after])
    for i, i_end, j, j_end, same in _calm(list(runs)):
        gone, come = "".join(before[i:i_end]), "".join(after[j:j_end])
        if same:
            if gone[0].isspace() and not come[0].isspace():
                pieces.append(Piece(" ", "removed"))  # the words before it went
            pieces.append(Piece(come, "same"))
            continue
        if gone:
            pieces.append(Piece(gone, "removed"))
        if come:
            # The first words of both texts have no space before them.
            apart = gone and re.match(rf"[^\s{_SPACELESS}]", come)
            pieces.append(Piece(f" {come}" if apart else come, "added"))
    return tuple(pieces)


def _calm(runs: list[tuple[int, int, int, int, bool]]) -> list[tuple[int, int, int, int, bool]]:
    """A single word that stayed between two longer changes is changed with them: "the" between
    two phrases that have nothing in common only makes both hard to read."""
    found: list[tuple[int, int, int, int, bool]] = []
    for at, (i, i_end, j, j_end, same) in enumerate(runs):
        lonely = same and i_end - i == 1 and 0 < at < len(runs) - 1
        if lonely and all(_size(runs[n]) > 2 for n in (at - 1, at + 1)):
            same = False  # noqa: PLW2901 - said of this run
        if found and found[-1][4] == same:
            first = found.pop()
            found.append((first[0], i_end, first[2], j_end, same))
        else:
            found.append((i, i_end, j, j_end, same))
    return found


def _size(run: tuple[int, int, int, int, bool]) -> int:
    return max(run[1] - run[0], run[3] - run[2])
