"""The second net between an article and the terminal.

Strings are cleaned when they are taken in; this filter looks at every line once more just
before it is painted, whatever widget made it.
"""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.core.text import clean

_DIRTY: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
_LINK: Final = re.compile(r"https?://[!-~]+")


class SafetyNet(LineFilter):
    """Scrubs what acts on a terminal from every painted line, and drops dirty links."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments, safe; the same list where nothing was wrong."""
        if not any(_is_dirty(segment) for segment in segments):
            return segments
        return [_scrub(segment) if _is_dirty(segment) else segment for segment in segments]


def _is_dirty(segment: Segment) -> bool:
    if segment.control:
        return False
    if _DIRTY.search(segment.text):
        return True
    style = segment.style
    return style is not None and style.link is not None and not _LINK.fullmatch(style.link)


def _scrub(segment: Segment) -> Segment:
    """The segment cleaned, as wide as it was measured before."""
    text = clean(segment.text)
    text += " " * max(cell_len(segment.text) - cell_len(text), 0)
    style = segment.style
    if style is not None and style.link is not None and not _LINK.fullmatch(style.link):
        style = style.update_link(None)
    return Segment(text, style)
