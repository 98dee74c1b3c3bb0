"""What a plain text sets by its spaces and line ends: programs, logs, tables, drawings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

_CODE: Final = re.compile(r"[{};=]|\(\)|->|::|^\s*(?:def|class|import|return|if|for)\b|</")
_STATEMENT: Final = re.compile(
    r"[{};]$|^[}\])]|^#!|^\$ \S|^>>> |^@@ |^(?:---|\+\+\+) \S|^</?\w+[^<>]*>$|"
    r"^\"[^\"]{1,60}\"\s*:|^[\w.\[\]'\"$-]{1,40}\s*(?::?=|[+-]=)\s*\S|"
    r"^(?:#include|import|from|return|const|let|var|use)\b.*\S|"
    r"^(?:def|class|if|elif|else|for|while|try|except|with|function|fn|func|public|private|static)"
    r"\b.*[:{(]$|^Traceback \(|^File \"|^at [\w.$]+\(|"
    r"^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d "
)
"""A line of a program or of a log; of one that may be prose as well, not the words alone."""
_SPREAD: Final = re.compile(r"\S {3,}\S|^[|│║].*[|│║]$|[─═━]{3}|[+|]---|---[+|]|\+-\+-|___ ?[|/\\]")
"""A line whose spaces or bars set columns."""
_PROGRAM: Final = 4
"""Of so many lines and more most say whether the whole is a program or a log."""


@dataclass(frozen=True, slots=True)
class Line:
    """One source line: its number, its indentation, what it says, whether it ends in a space
    (which RFC 3676 calls a soft break), and as it stands there."""

    number: int
    indent: int
    text: str
    soft: bool
    flat: str


def which_are_set(groups: Sequence[list[Line]]) -> list[bool]:
    """Which groups of lines, each without an empty line in it, mean something by their spaces;
    all but a headline, where most of the text does: what stands amid a program is its own."""
    found = [_is_set(group) for group in groups]
    lines = [line for group in groups for line in group]
    held = max(sum(map(len, compress(groups, found))), _marked(_STATEMENT, lines))
    if 2 * held <= len(lines) or len(lines) <= _PROGRAM:
        return found
    headline = len(groups[0]) == 1 and not _marked(_CODE, groups[0])
    return [not headline, *[True] * (len(groups) - 1)]


def _is_set(group: list[Line]) -> bool:
    """Most lines have the marks of a program, plain ones where all are indented by four or more;
    or their spaces set columns."""
    if len(group) < 2:
        return False
    mark = _CODE if all(line.indent >= 4 for line in group) else _STATEMENT
    marked = _marked(mark, group)
    spread = sum(bool(_SPREAD.search(line.flat.lstrip())) for line in group)
    return max(marked, spread) * 2 > len(group)


def _marked(mark: re.Pattern[str], lines: Sequence[Line]) -> int:
    return sum(bool(mark.search(line.text)) for line in lines)
