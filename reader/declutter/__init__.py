"""Document to labels for its blocks. Pure: from the blocks' text and evidence alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reader.core.model import Document, Label

LABELLER = 14
"""Version of the labels: what an older one labelled may be labelled again."""


def label(document: Document) -> tuple[Label, ...]:
    """A label for each block: pages (whose blocks carry a tag path), notes and plain text."""
    form = _form(document)
    if form == "note":
        from reader.declutter.note import label_note  # noqa: PLC0415 - see below

        return label_note(document)
    if form == "page":
        from reader.declutter.page import label_page  # noqa: PLC0415 - loaded by need

        return label_page(document)
    from reader.declutter.text import label_text  # noqa: PLC0415 - loaded by need

    return tuple(label_text(document))


def unsure(document: Document, labels: Sequence[Label]) -> bool:
    """Whether a second opinion should be asked about a page; never for plain text."""
    from reader.declutter import page_vote  # noqa: PLC0415 - loaded by need

    return page_vote.unsure(document, labels) and _form(document) == "page"


def label_as_readability(document: Document) -> tuple[Label, ...]:
    """A page's labels by readability's vote in the evidence; for plain text our own."""
    if _form(document) != "page":
        return label(document)
    from reader.declutter import page_vote  # noqa: PLC0415 - loaded by need

    return page_vote.label_as_readability(document)


def _form(document: Document) -> Literal["note", "page", "text"]:
    roots = {block.evidence.path[:1] for block in document.blocks}
    if ("markdown",) in roots:
        return "note"
    return "page" if any(roots) else "text"
