"""The text of one block: pieces with a look, cleaned, squeezed and cut at line breaks."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

from reader.core.model import Emphasis, Run
from reader.core.text import clean, squeeze

BREAK: Final = "\x00br"
"""A `<br>` among the pieces; no page's text can be it, since NULs are gone before parsing."""
_SPACE: Final = re.compile(r"\s+")
_END: Final = re.compile(r"[.!?:…。！？][\"'”’»)\]]*\s*$")


class Piece(NamedTuple):
    """A text node as it came, with the look its elements give it."""

    text: str
    href: str | None
    emphasis: Emphasis


def paragraphs(pieces: list[Piece]) -> list[tuple[Run, ...]]:
    """The pieces as the runs of one paragraph or more: two `<br>` in a row part paragraphs, as
    does one after a full sentence; any other is a space. Empty where there is only space."""
    if not any(piece.text is BREAK for piece in pieces):
        runs = squeezed(pieces)
        return [runs] if runs else []
    found: list[tuple[Run, ...]] = []
    part: list[Piece] = []
    breaks = 0
    for piece in pieces:
        if piece.text is BREAK:
            breaks += 1
            continue
        if breaks and piece.text.strip():
            if breaks > 1 or _sentence_end(part):
                found.append(squeezed(part))
                part = []
            else:
                part.append(Piece(" ", None, ""))
            breaks = 0
        part.append(piece)
    found.append(squeezed(part))
    return [runs for runs in found if runs]


def _sentence_end(part: list[Piece]) -> bool:
    # Fifteen words that end a sentence: a paragraph of its own, not a verse or an address.
    text = "".join(piece.text for piece in part[-40:])
    return _END.search(text) is not None and text.count(" ") >= 15


def squeezed(pieces: list[Piece]) -> tuple[Run, ...]:
    """The pieces as runs: cleaned, white space folded to single spaces, trimmed, neighbours of
    one look joined."""
    if len(pieces) == 1:
        text = squeeze(pieces[0].text)
        return (Run(text, pieces[0].href, pieces[0].emphasis),) if text else ()
    runs: list[Run] = []
    space = True
    for (href, emphasis), group in groupby(pieces, key=lambda piece: piece[1:]):
        text = _SPACE.sub(" ", clean("".join(piece.text for piece in group)))
        if space:
            text = text.lstrip()
        if text:
            space = text.endswith(" ")
            runs.append(Run(text, href, emphasis))
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs and runs[-1].text.endswith(" "):
        last = runs[-1]
        runs[-1] = Run(last.text.rstrip(), last.href, last.emphasis)
    return _whole(runs)


def _whole(runs: list[Run]) -> tuple[Run, ...]:
    # Combining marks may stack up across runs; then the text matters more than its looks.
    text = "".join(run.text for run in runs)
    if not text.isascii() and len(runs) > 1:
        safe = squeeze(text)
        if safe != text:
            return (Run(safe),) if safe else ()
    return tuple(runs)


def preformatted(pieces: list[Piece]) -> tuple[Run, ...]:
    """The pieces as code: line breaks and indents kept, blank lines at both ends gone."""
    raw = "".join("\n" if piece.text is BREAK else piece.text for piece in pieces)
    text = clean(raw.expandtabs(4), lines=True)
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return (Run("\n".join(lines)),) if lines else ()


def rows(pieces: list[Piece]) -> tuple[Run, ...]:
    """The pieces of a table (a newline piece ends a row, a tab piece a cell) as one run."""
    raw = "".join(" " if piece.text is BREAK else piece.text for piece in pieces)
    table = [[squeeze(cell) for cell in row.split("\x1e")] for row in raw.split("\x1d")]
    lines = ["\t".join(row).rstrip("\t") for row in table if any(row)]
    return (Run("\n".join(lines)),) if lines else ()


CELL: Final = "\x1e"
"""Ends a cell among a table's pieces: HTML text cannot hold it, clean() would drop it."""
ROW: Final = "\x1d"
"""Ends a row."""
