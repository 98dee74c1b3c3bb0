"""What repeats across the stored articles of a site, as a layer over the labeller's own labels
(see `overlay`) and kept right as articles come, change and go.

An article that arrives is compared with the site's others by its prints alone. Where it shares
a block with few of them (`MANY`), these are labelled again; in a block that more have nothing
changes but the count, which is filled in when one of them is read. So an arrival costs the same
in a site of a hundred articles as in one of ten thousand.

Counted are the articles that are not removed, each once, however many places or versions it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from reader import store
from reader.core.model import Document, Label
from reader.core.site import site_of
from reader.declutter import repetition
from reader.declutter.imprint import Imprint, imprint
from reader.declutter.repetition import EXAMINED, MANY, Witness

COUNTED: Final = 1000
"""Articles counted for one block: more are "more than 1,000", in the millisecond that takes."""
_AGAIN: Final = 12
"""Articles labelled again for one that came or went, at 5 ms each."""


def laid(
    db: store.Database,
    document: Document,
    own: Sequence[Label],
    article_id: int | None,
    mark: Imprint | None = None,
) -> tuple[Label, ...]:
    """The labeller's own labels with what the site's other articles say; `mark` is the document's
    imprint where it is known. Reads only."""
    known = _site(db, document)
    if known is None:
        return tuple(own)
    site_id, total = known
    mark = mark or imprint(document, own)
    blocks = repetition.candidates(mark, own)
    holders = {
        index: store.repetition.holders(db, site_id, prints, article_id, EXAMINED)
        for index, prints in blocks.items()
    }
    ids = list(dict.fromkeys(chain.from_iterable(holders.values())))
    if not ids:
        return tuple(own)
    witnesses = {
        other: Witness(*found) for other, found in store.repetition.witnesses(db, ids).items()
    }
    labels = list(own)
    for index in repetition.repeated(mark, holders, witnesses):
        others = _others(db, site_id, blocks[index], len(holders[index]), article_id)
        # This article is one of them, whether it is stored yet or not.
        count, more = others + 1, others == COUNTED
        labels[index] = repetition.label(
            own[index], others if more else count, max(total, count), more=more
        )
    return tuple(repetition.with_headings(document.blocks, labels))


def keep(
    db: store.Database,
    article_id: int,
    document: Document,
    own: Sequence[Label],
    mark: Imprint | None = None,
) -> list[int]:
    """Keep the prints of an article that came, by the labeller's own labels; gives those that
    are to be labelled again. `mark` as in `laid`. Inside a transaction."""
    site = site_of(document.url, document.site)
    if site is None:
        return []
    mark = mark or imprint(document, own)
    store.repetition.index(db, article_id, site, _prints(mark), mark.words, mark.topics())
    return _neighbours(db, article_id, document, mark)


def drop(
    db: store.Database, article_id: int, document: Document, own: Sequence[Label]
) -> list[int]:
    """Forget the prints of an article as it was; gives those that are to be labelled again.
    Inside a transaction."""
    mark = imprint(document, own)
    store.repetition.forget(db, article_id, _prints(mark))
    return _neighbours(db, article_id, document, mark)


def moved(
    db: store.Database, article_id: int, document: Document, own: Sequence[Label]
) -> list[int]:
    """Those that are to be labelled again because this article was removed or taken back, or
    stored before there were prints; in that case they are kept now. Inside a transaction."""
    if store.repetition.indexed(db, article_id):
        return [article_id, *_neighbours(db, article_id, document, imprint(document, own))]
    return [article_id, *keep(db, article_id, document, own)]


def _others(
    db: store.Database, site_id: int, prints: Sequence[int], found: int, article_id: int | None
) -> int:
    """How many other articles have a block, counted up to `COUNTED`: those with the very same
    words where they are many, else those with a near copy as well."""
    if found < EXAMINED:
        return found
    same = store.repetition.count(db, site_id, prints[:1], article_id, COUNTED)
    return (
        same
        if same >= EXAMINED
        else store.repetition.count(db, site_id, prints, article_id, COUNTED)
    )


def _neighbours(
    db: store.Database, article_id: int, document: Document, mark: Imprint
) -> list[int]:
    """The articles that share a block with this one and few others."""
    known = _site(db, document)
    return list(islice(_sharing(db, known[0], article_id, mark), _AGAIN)) if known else []


def _sharing(db: store.Database, site_id: int, article_id: int, mark: Imprint) -> Iterator[int]:
    seen: set[int] = set()
    for prints in mark.blocks.values():
        ids = store.repetition.holders(db, site_id, prints, article_id, MANY + 1)
        if len(ids) <= MANY:
            yield from (other for other in ids if other not in seen)
            seen.update(ids)


def _prints(mark: Imprint) -> Iterable[int]:
    return dict.fromkeys(chain.from_iterable(mark.blocks.values()))


def _site(db: store.Database, document: Document) -> tuple[int, int] | None:
    name = site_of(document.url, document.site)
    return store.repetition.site(db, name) if name else None
