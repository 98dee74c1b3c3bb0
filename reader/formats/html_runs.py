"""The text of one block: pieces with a look, cleaned, squeezed and cut at line breaks."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import Final

from reader.core.model import Emphasis, Run, Shape
from reader.core.text import clean, squeeze

made: Final = tuple.__new__
"""A named tuple of all its parts, in half the time its own constructor takes: for those
that a page has hundreds of."""
Piece = tuple[str, str | None, Emphasis]
"""A text node as it came, with the link and the emphasis its elements give it: a plain tuple, since
a page has a thousand."""
BREAK: Final[Piece] = ("\x00br", None, "")
"""A `<br>` among the pieces; no page's text can be it, since NULs are gone before parsing."""
BLANK: Final[Piece] = (" ", None, "")
"""A space that no text of the page holds."""
_SPACE: Final = re.compile(r"\s+")
_LOOK: Final = itemgetter(1, 2)
_VERSE: Final = 60
"""Characters a line of a verse or an address has at most."""
_END: Final = re.compile(r"[.!?:…。！？][\"'”’»)\]]*\s*$")


def paragraphs(pieces: list[Piece], shape: Shape) -> list[tuple[Run, ...]]:
    """The pieces as the runs of one block or more of `shape`: two `<br>` in a row part them, as
    does one after a full sentence. In running text so does one beside a line in bold (an
    interview's question), and two or more between short lines end those of a verse or an
    address, with a newline each. Any other is a space. Empty where there is only space."""
    if BREAK not in pieces:
        runs = squeezed(pieces)
        return [runs] if runs else []
    found: list[tuple[Run, ...]] = []
    lines = _lines(pieces)
    prose = shape in {"paragraph", "quote"}
    verse = prose and sum(breaks == 1 for breaks, _ in lines) > 1 and all(map(_short, lines))
    part: list[list[Piece]] = []
    before: list[Piece] = []
    for breaks, line in lines:
        if part and (breaks > 1 or _sentence_end(before) or (prose and _turns(part[-1], line))):
            found.append(_joined(part, verse=verse))
            part, before = [], []
        part.append(line)
        before += [*line, BLANK]
    found.append(_joined(part, verse=verse))
    return [runs for runs in found if runs]


def _lines(pieces: list[Piece]) -> list[tuple[int, list[Piece]]]:
    """The pieces line by line, blank lines left out, each with the breaks before it."""
    lines: list[tuple[int, list[Piece]]] = [(0, [])]
    breaks = 0
    for piece in pieces:
        if piece is BREAK:
            breaks += 1
            continue
        if breaks and piece[0].strip():
            lines.append((breaks, []))
            breaks = 0
        lines[-1][1].append(piece)
    return lines


def _short(line: tuple[int, list[Piece]]) -> bool:
    return len(_SPACE.sub(" ", "".join(text for text, _, _ in line[1])).strip()) <= _VERSE


def _sentence_end(part: list[Piece]) -> bool:
    # Fifteen words that end a sentence: a paragraph of its own, not a verse or an address.
    text = "".join(text for text, _, _ in part[-40:])
    return _END.search(text) is not None and text.count(" ") >= 15


def _turns(before: list[Piece], after: list[Piece]) -> bool:
    """Whether one of two lines is wholly in bold and the other is not."""
    return _bold(before) != _bold(after)


def _bold(line: list[Piece]) -> bool:
    said = [emphasis for text, _, emphasis in line if text.strip()]
    return bool(said) and all(emphasis == "strong" for emphasis in said)


def _joined(lines: list[list[Piece]], *, verse: bool) -> tuple[Run, ...]:
    """Lines as one block's runs: a verse keeps them, elsewhere a break is a space."""
    if not verse:
        return squeezed([piece for line in lines for piece in (*line, BLANK)])
    runs: list[Run] = []
    for line in filter(None, map(squeezed, lines)):
        if not runs:
            runs += line
            continue
        last, first = runs[-1], line[0]
        same = (last.href, last.emphasis) == (first.href, first.emphasis)
        text = f"{last.text}\n{first.text if same else ''}"
        runs[-1] = Run(text, last.href, last.emphasis)
        runs += line[1:] if same else line
    return tuple(runs)


def squeezed(pieces: list[Piece]) -> tuple[Run, ...]:
    """The pieces as runs: cleaned, white space folded to single spaces, trimmed, neighbours of
    one look joined."""
    end = len(pieces)
    while end and pieces[end - 1][0].isspace():
        end -= 1
    if end == 1:  # most blocks
        said, href, emphasis = pieces[0]
        text = squeeze(said)
        return (made(Run, (text, href, emphasis)),) if text else ()
    runs: list[Run] = []
    space = True
    for (href, emphasis), group in groupby(pieces[:end], key=_LOOK):
        said = clean("".join([piece[0] for piece in group]))
        text = " ".join(said.split())
        if not space and said[:1].isspace():
            text = " " + text
        if text:
            space = said[-1].isspace()
            whole = f"{text} " if space and text != " " else text
            runs.append(made(Run, (whole, href, emphasis)))
    while runs and runs[-1].text.isspace():
        runs.pop()
    if runs and space:
        last = runs[-1]
        runs[-1] = Run(last.text.rstrip(), last.href, last.emphasis)
    return _whole(runs) if len(runs) > 1 else tuple(runs)


def _whole(runs: list[Run]) -> tuple[Run, ...]:
    # Combining marks may stack up across runs; then the text matters more than its looks.
    text = "".join([run.text for run in runs])
    if not text.isascii():
        safe = squeeze(text)
        if safe != text:
            return (Run(safe),) if safe else ()
    return tuple(runs)


def preformatted(pieces: list[Piece]) -> tuple[Run, ...]:
    """The pieces as code: line breaks and indents kept, blank lines at both ends gone."""
    raw = "".join("\n" if piece is BREAK else piece[0] for piece in pieces)
    text = clean(raw.expandtabs(4), lines=True)
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return (Run("\n".join(lines)),) if lines else ()
