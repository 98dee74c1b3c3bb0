"""The labels a person sees: the labeller's own, then what the site's other articles say of a
block, then what the person said.

The labeller knows one page and runs in the worker; what lies over its labels is known to the
library alone. `Label.instead` keeps the labeller's own label, so the layers can be taken off
and laid on again at any time, without the raw source.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader import store
from reader.core.meter import meter
from reader.core.model import Article, Document, Label
from reader.library import repeating, ruling

if TYPE_CHECKING:
    from reader.declutter.imprint import Imprint
    from reader.library.linking import Frequencies
    from reader.library.pool import Result

_STEP: Final = 4
"""Articles settled while the file is held: some 50 ms."""
_REST: Final = 0.05
"""Seconds in which another program may have it."""


def overlaid(
    db: store.Database,
    document: Document,
    labels: Sequence[Label],
    article_id: int | None = None,
    mark: Imprint | None = None,
) -> tuple[Label, ...]:
    """The labels of a document as the library sees it now; `article_id` is its own where it is
    stored, `mark` its imprint where it is known. Layers on `labels` are taken off first, so it may
    be called again. Reads only."""
    # 1. What stands in other articles of the site.
    laid = repeating.laid(db, document, own(labels), article_id, mark)
    # 2. What the person said, last, because it overrules everything else. A label that takes the
    #    place of another keeps `instead=label.instead or label`.
    return ruling.ruled(db, document, laid, article_id)


def load(db: store.Database, article_id: int) -> Article:
    """A stored article as a person sees it now. Raises UsageError for an unknown id."""
    article = store.articles.load(db, article_id)
    labels = overlaid(db, article.document, article.labels, article_id)
    return replace(article, labels=labels)


def seen(db: store.Database, article_id: int) -> Article:
    """As `load`, with the name that the person gave to its outlet: for eyes, not for rules."""
    article = load(db, article_id)
    name = store.naming.names(db, {article_id: article.document.site}).get(article_id)
    return replace(article, document=replace(article.document, site=name)) if name else article


def own(labels: Sequence[Label]) -> tuple[Label, ...]:
    """What the labeller itself said, without any layer."""
    return tuple(label.instead or label for label in labels)


def laid_on(db: store.Database, result: Result, article_id: int | None) -> Result:
    """A result of the worker with every layer; its fingerprint is taken anew where other text
    is now the article's."""
    labels = overlaid(db, result.document, result.labels, article_id, result.imprint)
    if labels == result.labels:
        return result
    fresh = replace(result, labels=labels)
    if _kinds(labels) == _kinds(result.labels):
        return fresh
    from reader.library.digest import fingerprint  # noqa: PLC0415 -- for few articles only

    return replace(fresh, fingerprint=fingerprint(result.document, labels))


def refresh(db: store.Database, article_id: int, known: Frequencies) -> bool:
    """Lay every layer on a stored article again; gives whether a label changed. Its words, its
    place in the search and its links follow. Inside a transaction."""
    from reader.library import linking  # noqa: PLC0415 -- only when something is written
    from reader.library.digest import fingerprint  # noqa: PLC0415

    article = store.articles.load(db, article_id)
    document = article.document
    labels = overlaid(db, document, article.labels, article_id)
    if not any(map(_differ, labels, article.labels)):
        return False
    words = meter(document, labels).shown
    store.articles.overlay(db, article_id, article.version, document, labels, words)
    if [label.hidden for label in labels] != [label.hidden for label in article.labels]:
        store.search.index(db, article_id, article.title, body(document, labels))
    if _kinds(labels) != _kinds(article.labels):
        linking.link(db, article_id, fingerprint(document, labels), known)
    return True


def settle(db: store.Database, known: Frequencies, limit: int, *, late: bool = True) -> int:
    """Label again what up to `limit` articles change that were removed, taken back, or, where
    `late`, stored before repetition was looked for; gives how many labels of articles changed.
    Inside a transaction."""
    changed = 0
    for article_id in store.repetition.unsettled(db, limit, late=late):
        article = store.articles.load(db, article_id)
        for other in repeating.moved(db, article_id, article.document, own(article.labels)):
            changed += refresh(db, other, known)
        store.repetition.settled(db, article_id)
    return changed


def catch_up(db: store.Database, cancelled: Callable[[], bool]) -> int:
    """Settle all that is not, holding the file a few articles at a time; gives how many
    articles changed."""
    from reader.library import linking  # noqa: PLC0415 -- see above

    known = linking.Frequencies(db)
    changed = 0
    while store.repetition.unsettled(db, 1) and not cancelled():
        with store.transaction(db):
            changed += settle(db, known, _STEP)
        time.sleep(_REST)
    return changed


def body(document: Document, labels: Sequence[Label]) -> str:
    """The text a reader sees, a line a block: what a search finds."""
    return "\n".join(
        block.text for block, label in zip(document.blocks, labels, strict=True) if not label.hidden
    )


def _kinds(labels: Sequence[Label]) -> list[bool]:
    """Which blocks are the article's text: links are found by it alone."""
    return [label.kind == "article" for label in labels]


def _differ(new: Label, old: Label) -> bool:
    """Whether a label is to be written: the count of a repeated block is filled in on reading."""
    return new != old and not new.kind == old.kind == "repeated"
