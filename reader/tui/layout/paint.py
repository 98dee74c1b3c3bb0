"""Rows to segments: looks, emphasis, links, matches and the selection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from rich.segment import Segment
from rich.style import Style

from reader.core.model import Emphasis
from reader.tui.layout.rows import DECOR, Bit, Part, Row
from reader.tui.themes import Inks

_LOOKS: Final[dict[Emphasis, Style]] = {
    "": Style(),
    "em": Style(italic=True),
    "strong": Style(bold=True),
    "struck": Style(strike=True),
}
"""What emphasis adds to a block's style; what code adds is a theme's."""


def row_segments(
    part: Part,
    row: Row,
    inks: Inks,
    links: dict[str, int],
    matches: Sequence[tuple[int, int, Style]] = (),
) -> list[Segment]:
    """The segments of one row. Links carry their number as meta, never an action."""
    base = base_style(part, inks)
    segments: list[Segment] = []
    for bit in row:
        if bit.start == DECOR:
            segments.append(Segment(bit.text, _decor_style(part, inks)))
        else:
            segments.extend(_text_segments(part, bit, base, inks, links, matches))
    return segments


def base_style(part: Part, inks: Inks) -> Style:
    """How the text of `part` looks where nothing else is said."""
    if part.look in {"title", "heading"} and not part.quiet:
        return inks.strong
    if part.look == "open":
        return inks.mark
    if part.look == "code":
        return (inks.quiet if part.quiet else inks.ink) + inks.bar
    if part.quiet:
        italic = part.block >= 0 and not part.railed
        return inks.quiet + Style(italic=True) if italic else inks.quiet
    return inks.ink


def _decor_style(part: Part, inks: Inks) -> Style:
    if part.railed or part.look == "open":
        return inks.mark
    if part.look == "code":
        return inks.quiet + inks.bar
    return inks.quiet


def _text_segments(
    part: Part,
    bit: Bit,
    base: Style,
    inks: Inks,
    links: dict[str, int],
    matches: Sequence[tuple[int, int, Style]],
) -> Iterator[Segment]:
    end = bit.start + len(bit.text)
    for start, stop, style in _styled(part, bit.start, end, base, inks, links):
        yield from (
            Segment(part.text[a:b], style + found) for a, b, found in _cut(start, stop, matches)
        )


def _styled(
    part: Part, start: int, end: int, base: Style, inks: Inks, links: dict[str, int]
) -> Iterator[tuple[int, int, Style]]:
    """The stretches of a part's text from `start` to `end`, with the style of their runs."""
    if not part.runs:
        yield start, end, base
        return
    ends = list(accumulate(len(run.text) for run in part.runs))
    number = bisect_right(ends, start)
    while start < end and number < len(part.runs):
        run = part.runs[number]
        stop = min(ends[number], end)
        style = base + inks.bar if run.emphasis == "code" else base + _LOOKS[run.emphasis]
        if run.href in links:
            style += Style(underline=True, meta={"link": links[run.href]})
        yield start, stop, style
        start, number = stop, number + 1
    if start < end:
        yield start, end, base


def _cut(
    start: int, end: int, matches: Sequence[tuple[int, int, Style]]
) -> Iterator[tuple[int, int, Style]]:
    """The stretch cut at the matches in it."""
    for left, right, style in matches:
        if right <= start or left >= end:
            continue
        if left > start:
            yield start, left, Style()
        yield max(left, start), min(right, end), style
        start = min(right, end)
    if start < end:
        yield start, end, Style()


def overlay(segments: list[Segment], start: int, end: int, style: Style) -> list[Segment]:
    """`segments` with `style` over their characters from `start` to `end` (-1: to the end)."""
    result: list[Segment] = []
    at = 0
    for text, own, _ in segments:
        length = len(text)
        left = max(start - at, 0)
        right = length if end < 0 else max(min(end - at, length), 0)
        if left >= right:
            result.append(Segment(text, own))
        else:
            over = own + style if own else style
            pieces = ((text[:left], own), (text[left:right], over), (text[right:], own))
            result.extend(Segment(piece, look) for piece, look in pieces if piece)
        at += length
    return result
