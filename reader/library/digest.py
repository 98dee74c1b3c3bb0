"""From a payload to all that is kept of it, read top to bottom. Runs in the worker.

`formats` unpacks and parses, `declutter` labels, readability-lxml is asked where our labels
are unsure, and `stories` takes the fingerprint of what is shown.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from typing import Final

from reader import declutter
from reader.core.model import SHOWN, Block, Document, Label, Payload, Run, View
from reader.core.text import clean
from reader.declutter.headline import headline
from reader.declutter.imprint import Imprint, imprint
from reader.formats import feed_files, kept_entry
from reader.formats.read import parse, raw_text, unpack_payload
from reader.stories import terms
from reader.stories.terms import Fingerprint

_FILE: Final = Label("caption", "a file that the feed gives with the article", 1.0)


@dataclass(frozen=True, slots=True)
class Digest:
    """A labelled document, the fingerprint its story is found by, and the imprint by which its
    blocks are found in the site's other articles."""

    document: Document
    labels: tuple[Label, ...]
    fingerprint: Fingerprint
    imprint: Imprint


def digest(payload: Payload) -> Digest:
    """Read and label one source. Raises FormatError or TooComplexError."""
    document, labels = labelled(payload)
    document = replace(document, title=headline(document, labels))
    return _digest(document, labels)


def _digest(document: Document, labels: tuple[Label, ...]) -> Digest:
    return Digest(document, labels, fingerprint(document, labels), imprint(document, labels))


def labelled(payload: Payload) -> tuple[Document, tuple[Label, ...]]:
    """The document and its labels, with a second opinion where ours are unsure. Rubbish is not
    collected meanwhile, nor is the page's own looked through afterwards: its thousands of parts
    form no cycles, and looking for some takes a twentieth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _labelled(payload)
    finally:
        if collecting:
            gc.freeze()
            gc.unfreeze()  # both together: what is there now counts as old
            gc.enable()


def _labelled(payload: Payload) -> tuple[Document, tuple[Label, ...]]:
    if kept_entry.is_kept(payload):
        return _entry(payload)
    source = unpack_payload(payload)
    document = parse(source)
    labels = declutter.label(document)
    if source.form == "html" and declutter.unsure(document, labels):
        from reader.formats import second_opinion  # noqa: PLC0415 -- 160 ms most pages never pay

        document = second_opinion.vote(document, source.text)
        labels = declutter.label(document)
    return document, labels


def _entry(payload: Payload) -> tuple[Document, tuple[Label, ...]]:
    """An entry of a feed, or its page with what the entry says of it."""
    kept = kept_entry.unpack(payload)
    if kept.page is None:
        document = kept_entry.document(payload)
        labels = declutter.label(document)
    else:
        document, labels = _labelled(kept.page)
        document = kept_entry.merged(document, kept)
    # No labeller has seen such blocks, nor need it: the feed says what they are.
    files = feed_files.blocks(kept.entry)
    return replace(document, blocks=document.blocks + files), labels + (_FILE,) * len(files)


def fingerprint(document: Document, labels: tuple[Label, ...]) -> Fingerprint:
    """The fingerprint of the shown text alone: what is hidden never links."""
    kinds = [label.kind for label in labels] or ["article"] * len(document.blocks)
    paragraphs = [
        block.text for block, kind in zip(document.blocks, kinds, strict=True) if kind == "article"
    ]
    text = dropwhile(lambda kind: kind != "article", kinds)
    whole = sum(kind == "article" for kind in takewhile(SHOWN.__contains__, text))
    # A page's labels rest on how it is built; a plain text's on its words alone.
    sure = whole if any(block.evidence.path for block in document.blocks) else 1
    return terms.fingerprint(
        document.title,
        paragraphs,
        document.language,
        document.published,
        document.site,
        sure,
        whole,
    )


def viewed(payload: Payload, view: View) -> Digest:
    """The source as another view shows it: `readability` by that library's own choice,
    `source` as its raw lines. Raises FormatError or TooComplexError."""
    payload = kept_entry.shown(payload) if kept_entry.is_kept(payload) else payload
    if view == "source":
        return _raw(payload)
    from reader.formats import second_opinion  # noqa: PLC0415 -- only for this view

    source = unpack_payload(payload)
    document = second_opinion.vote(parse(source), source.text)
    labels = declutter.label_as_readability(document)
    return _digest(document, labels)


def _raw(payload: Payload) -> Digest:
    """Each line of the raw source as a block of code."""
    lines = clean(raw_text(payload), lines=True).split("\n")
    blocks = tuple(Block("code", (Run(line),)) for line in lines if line.strip())
    labels = (Label("article", "a line of the raw source", 1.0),) * len(blocks)
    document = Document(payload.url, None, None, None, None, None, blocks)
    return Digest(document, labels, fingerprint(document, ()), imprint(document, labels))
