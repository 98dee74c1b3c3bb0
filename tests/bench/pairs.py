"""Two reports side by side, scored: `python -m tests.bench.pairs [-v]`.

`cases/beside/` has pairs of reports of invented events. Each file's head says which half it
belongs to (`tune`: what `stories.align` was made on; `test`: what states how good it is), the
language, and how the two were written. A line is a paragraph behind the letter of its report;
`[...]` is what the other report does not have, `<...>` what may count as either. Last come the
pairs of paragraphs that say the same, `?` before one that may.

Printed is, of pairs, how many found are right and how many are found; of what only one report
has, how many of the marked words are right, and of how many stretches half the words are marked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reader.stories.align import Alignment, Span, align

CASES: Final = Path(__file__).parents[1] / "cases" / "beside"
_MARKED: Final = re.compile(r"\[([^\]]*)\]|<([^>]*)>|([^\[<]+)")
_WORD: Final = re.compile(r"[^\W\d_\u3400-\u9fff]+|\d[\d.,:]*|[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled paragraph: what only its report has, and what may count as either."""

    text: str
    only: tuple[Span, ...]
    either: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Two labelled reports."""

    name: str
    half: str
    language: str
    reports: tuple[tuple[Text, ...], tuple[Text, ...]]
    same: frozenset[tuple[int, int]]
    either: frozenset[tuple[int, int]]

    def aligned(self) -> Alignment:
        """What the program makes of them."""
        a, b = ([one.text for one in report] for report in self.reports)
        return align(a, b, (self.language, self.language))


@dataclass(frozen=True, slots=True)
class Score:
    """Counts: of pairs right, wrong and missed; of words marked rightly and wrongly; of stretches
    found and missed."""

    pairs: tuple[int, int, int]
    words: tuple[int, int]
    stretches: tuple[int, int]

    @property
    def figures(self) -> tuple[float, float, float, float]:
        """Precision and recall of the pairs, then of what only one report has."""
        right, wrong, missed = self.pairs
        return (
            right / max(right + wrong, 1),
            right / max(right + missed, 1),
            self.words[0] / max(sum(self.words), 1),
            self.stretches[0] / max(sum(self.stretches), 1),
        )


def cases() -> list[Case]:
    """The labelled pairs of reports."""
    return [_case(path) for path in sorted(CASES.glob("*.txt"))]


def _case(path: Path) -> Case:
    head, *lines, last = path.read_text(encoding="utf-8").strip().split("\n")
    _, half, language, *_ = head.split(" ")
    a, b = (tuple(_text(line[2:]) for line in lines if line[0] == letter) for letter in "AB")
    labels = last[1:].split()
    same = frozenset(_pair(one) for one in labels if one[0] != "?")
    return Case(path.stem, half, language, (a, b), same, frozenset(map(_pair, labels)) - same)


def _pair(label: str) -> tuple[int, int]:
    a, b = label.lstrip("?").split("-")
    return int(a), int(b)


def _text(line: str) -> Text:
    found: tuple[list[Span], list[Span]] = [], []
    text = ""
    for only, either, plain in _MARKED.findall(line):
        bit = only or either or plain
        if not plain:
            found[bool(either)].append((len(text), len(text) + len(bit)))
        text += bit
    return Text(text, tuple(found[0]), tuple(found[1]))


def score(case: Case) -> Score:
    """How far the program's alignment is the labelled one."""
    made = case.aligned()
    pairs = {(pair.a, pair.b) for pair in made.pairs}
    right = wrong = found = missed = 0
    for report, only in zip(case.reports, (made.only_a, made.only_b), strict=True):
        for one, spans in zip(report, only, strict=True):
            for start, _ in _words(one.text, spans):
                hit = _within(start, one.only)
                right += hit
                wrong += not hit and not _within(start, one.either)
            for span in one.only:
                words = _words(one.text, [span])
                marked = sum(_within(start, spans) for start, _ in words)
                found += marked * 2 >= len(words)
                missed += marked * 2 < len(words)
    return Score(
        (
            len(pairs & case.same),
            len(pairs - case.same - case.either),
            len(case.same - pairs),
        ),
        (right, wrong),
        (found, missed),
    )


def _words(text: str, spans: Iterable[Span]) -> list[Span]:
    """The places of the words that begin in these stretches."""
    every = [word.span() for word in _WORD.finditer(text)]
    held = list(spans)
    return [word for word in every if _within(word[0], held)]


def _within(at: int, spans: Iterable[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def total(scores: Sequence[Score]) -> Score:
    """Several scores as one."""
    pairs, words, stretches = (
        tuple(map(sum, zip(*(getattr(one, name) for one in scores), strict=True)))
        for name in ("pairs", "words", "stretches")
    )
    return Score(pairs, words, stretches)


def main(arguments: Sequence[str]) -> None:
    """Print the figures of both halves; with -v those of each pair of reports."""
    every = cases()
    for half in ("tune", "test"):
        its = [(case, score(case)) for case in every if case.half == half]
        for case, one in its if "-v" in arguments else ():
            print(f"  {case.name:10}", _line(one))
        print(half, _line(total([one for _, one in its])))


def _line(one: Score) -> str:
    a, b, c, d = one.figures
    return (
        f"pairs P {a:.2f} R {b:.2f} {one.pairs} · only P {c:.2f} {one.words} "
        f"R {d:.2f} {one.stretches}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
