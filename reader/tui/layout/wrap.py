"""Where lines break: a text and a width in cells give spans of the text.

Spans are offsets into the text that was given, so that what is selected on the screen can be
copied without the breaks. Only the white space at a break lies in no span.
"""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len, split_graphemes

Span = tuple[int, int]

# Characters known to take one cell each: Latin, Greek and Cyrillic letters and the typographic
# marks of running text. A text of these alone is broken by counting characters.
_PLAIN: Final = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*"
)
# What may not begin a line, and what may not end one, in scripts that break between letters.
_NO_START: Final = frozenset("、。，．：；！？）」』】〉》”’…ー々")
_NO_END: Final = frozenset("（「『【〈《“‘")


def is_plain(text: str) -> bool:
    """Whether every character of `text` is known to take one cell."""
    return text.isascii() or _PLAIN.fullmatch(text) is not None


def wrap(text: str, width: int) -> list[Span]:
    """`text` in lines of at most `width` cells, each as (start, end); none for blank text.

    Lines break at spaces, between wide letters, and inside a word only where it is longer than
    a line, and at every newline. A single letter wider than the line stands alone.
    """
    width = max(width, 1)
    if "\n" in text:
        spans: list[Span] = []
        start = 0
        for line in text.split("\n"):
            spans += [(start + left, start + right) for left, right in wrap(line, width)]
            start += len(line) + 1
        return spans
    return _by_characters(text, width) if is_plain(text) else _by_cells(text, width)


def _by_characters(text: str, width: int) -> list[Span]:
    lines: list[Span] = []
    start, length = _skip(text, 0), len(text.rstrip(" "))
    while start < length:
        if length - start <= width:
            lines.append((start, length))
            break
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            lines.append((start, start + width))
            start = _skip(text, start + width)
            continue
        end = cut
        while text[end - 1] == " ":
            end -= 1
        lines.append((start, end))
        start = _skip(text, cut)
    return lines


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] == " ":
        start += 1
    return start


def _by_cells(text: str, width: int) -> list[Span]:
    lines: list[Span] = []
    graphemes = split_graphemes(text)[0]
    start = end = 0  # the line so far, without the spaces that follow it
    safe = next_start = 0  # where the line may end, and where the next one then begins
    used = 0
    index = 0
    while index < len(graphemes):
        left, right, size = graphemes[index]
        space = text[left:right] == " "
        if space and left == start:
            start = end = safe = next_start = right
            index += 1
            continue
        if not space and left > start and _between(text, left, size):
            safe, next_start = end, left
        if not space and used + size > width and left > start:
            if safe > start:
                lines.append((start, safe))
                resume = next_start
            else:
                lines.append((start, end))
                resume = left
            start = end = safe = next_start = resume
            used = 0
            while index > 0 and graphemes[index][0] > resume:
                index -= 1
            continue
        used += size
        if not space:
            end = right
        index += 1
    if end > start:
        lines.append((start, end))
    return lines


def _between(text: str, left: int, size: int) -> bool:
    """Whether a line may break before the letter at `left`."""
    before = text[left - 1]
    if before == " ":
        return True
    if text[left] in _NO_START or before in _NO_END:
        return False
    return size > 1 or cell_len(before) > 1


def balance(text: str, width: int) -> list[Span]:
    """`text` in as few lines as `wrap` needs, all about as long: for headlines, where a last
    word alone on its line catches the eye."""
    lines = wrap(text, width)
    if len(lines) < 2:
        return lines
    low, high = width // 2, width
    while low < high:
        middle = (low + high) // 2
        if len(wrap(text, middle)) <= len(lines):
            high = middle
        else:
            low = middle + 1
    return wrap(text, high)


def chop(text: str, width: int) -> list[Span]:
    """`text` cut every `width` cells, spaces and all: for code. Blank text is one empty line."""
    if not text:
        return [(0, 0)]
    width = max(width, 1)
    if is_plain(text):
        return [(at, min(at + width, len(text))) for at in range(0, len(text), width)]
    lines: list[Span] = []
    start = used = 0
    for left, _, size in split_graphemes(text)[0]:
        if used + size > width and left > start:
            lines.append((start, left))
            start, used = left, 0
        used += size
    lines.append((start, len(text)))
    return lines


def fit(text: str, width: int) -> str:
    """`text` cut to `width` cells with an ellipsis in the last one where something was cut.
    Measured as the screen measures, so that joined emoji line up."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    used = 0
    ends = [0]
    for _, right, size in split_graphemes(text)[0]:
        if used + size > width - 1:
            break
        used += size
        ends.append(right)
    # Joiners without anything to join take more cells together than apart.
    cuts = (text[:end].rstrip() + "…" for end in reversed(ends))
    return next((cut for cut in cuts if cell_len(cut) <= width), "…")


def fit_facts(first: str, rest: str, width: int) -> str:
    """ "first · rest" in `width` cells: the name gives way before the facts after it do."""
    if not first or not rest:
        return fit(first or rest, width)
    room = max(width - cell_len(rest) - 3, min(5, width))
    return fit(f"{fit(first, room)} · {rest}", width)
