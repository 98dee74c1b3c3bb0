"""What each block of a note is for: Markdown, or a plain text that is somebody's own (written).

A person wrote or clipped it, so it has no menus or players: short lines, lists and tables are
its own. Only wording that clearly asks or points elsewhere hides a block, and what stands under
a heading of that wording; no model is asked.
"""

from __future__ import annotations

from typing import Final

from reader.core.model import SHOWN, Block, Document, Kind, Label
from reader.core.text import count_words
from reader.declutter.cues import REASONS, Cue, cue

CLEAR: Final = 0.85
"""Strength of wording that decides alone: a whole phrase of a sign-up, an appeal, a notice."""
_KINDS: Final[frozenset[Kind]] = frozenset({
    "newsletter", "appeal", "subscribe", "consent", "legal", "share", "teaser", "comments",
})  # fmt: skip
"""What a clipping drags along; a note's headings and links look like menus, but are its own."""


def label_note(document: Document) -> tuple[Label, ...]:
    """One label per block of a note, in order. Pure; never raises."""
    labels: list[Label] = []
    box: Kind | None = None
    for block in document.blocks:
        label = _label(block, document.title, box)
        if block.shape == "heading":
            box = label.kind if label.hidden else None
        labels.append(label)
    sizes = [count_words(block.text) for block in document.blocks]
    shown = sum(size for size, one in zip(sizes, labels, strict=True) if one.kind == "article")
    if shown < sum(sizes) / 3:
        return tuple(_opened(label) for label in labels)
    return tuple(labels)


def _label(block: Block, title: str | None, box: Kind | None) -> Label:
    text = block.text
    if block.shape == "heading" and title and text.casefold() == title.casefold():
        return Label("title", "is the note's title", 0.95)
    said = cue(text) if _may_ask(block) else None
    if said and _decides(said):
        return Label(said.kind, REASONS[said.kind], said.strength)
    if box and block.shape != "heading":
        return Label(box, "stands under a heading of that kind", 0.7)
    return Label("article", "is the note's own text", 0.9)


def _may_ask(block: Block) -> bool:
    """Whether a phrase can say what a block is for: in a greeting, which ends with a comma, and in
    a single word that heads nothing, it is chance."""
    several = count_words(block.text) > 1 or block.shape == "heading"
    return block.shape != "code" and several and not block.text.endswith(",")


def _decides(said: Cue) -> bool:
    return said.kind in _KINDS and said.strength >= CLEAR


def _opened(label: Label) -> Label:
    """Shown where most would be hidden: then the wording was the note's own topic."""
    if label.kind in SHOWN:
        return label
    return Label("article", "shown because little else would be left", 0.4)
