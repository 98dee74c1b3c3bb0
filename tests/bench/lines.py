"""Plain text, line by line, as `show` would label it."""

from __future__ import annotations

from reader.declutter.text import label_text as label_blocks
from reader.formats import text as text_format


def label_text(text: str) -> list[tuple[str, str]]:
    """Every line of a plain text as it came, and its kind; an empty line has the kind of the
    block above it."""
    document = text_format.read(text, "stdin:bench")
    lines = text.split("\n")
    kinds = [""] * len(lines)
    for block, label in zip(document.blocks, label_blocks(document), strict=True):
        first, after = block.evidence.lines or (0, 0)
        for number in range(first, min(after, len(lines))):
            kinds[number] = label.kind
    above = "article"
    for number, kind in enumerate(kinds):
        above = kinds[number] = kind or above
    return list(zip(lines, kinds, strict=True))
