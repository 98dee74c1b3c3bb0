"""How much of a labelled document is shown, and how much is hidden where."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.model import DOUBT, Document, Label, Meter, places
from reader.core.text import count_words


def meter(document: Document, labels: Sequence[Label]) -> Meter:
    """The words shown and hidden, the places they are hidden in, and how many of these may be
    article text."""
    counts = [count_words(block.text) for block in document.blocks]
    pairs = list(zip(counts, labels, strict=True))
    hidden = places(labels)
    return Meter(
        shown=sum(count for count, label in pairs if not label.hidden),
        hidden=sum(count for count, label in pairs if label.hidden),
        places=len(hidden),
        doubtful=sum(any(labels[index].confidence < DOUBT for index in place) for place in hidden),
    )
