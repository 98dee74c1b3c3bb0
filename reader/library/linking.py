"""Who tells the same story: one article compared with the stored ones, both sides updated.

Candidates come from the store's index of each article's weightiest terms, and only they are
compared in full. How rare a term is, is counted in the library itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from reader import store
from reader.core.model import Link
from reader.stories import match, terms
from reader.stories.terms import Fingerprint

CANDIDATES: Final = 60
"""Articles compared in full: precision .853 of the .855 that comparing all reaches."""
_MOST: Final = 300_000
"""Terms kept in memory, some 30 MB."""


class Frequencies(dict[str, int]):
    """In how many articles each term stands, read from the store as terms are met, and kept for
    the articles that follow: most of their terms are the same."""

    def __init__(self, db: store.Database) -> None:
        super().__init__()
        self._db = db
        self.articles = store.stories.count(db)

    def load(self, wanted: Iterable[str]) -> None:
        """Make sure of these terms, in one look-up; one that no article has counts 0."""
        new = [term for term in wanted if term not in self]
        if new:
            if len(self) > _MOST:
                self.clear()
            self.update(dict.fromkeys(new, 0))
            self.update(store.stories.frequencies(self._db, new))

    def add(self, terms: Iterable[str], change: int) -> None:
        """Count an article that came (1) or was forgotten (-1)."""
        self.articles += change
        for term in terms:
            if term in self:
                self[term] += change


def find(
    db: store.Database,
    fingerprint: Fingerprint,
    but: int | None = None,
    known: Frequencies | None = None,
) -> list[Link]:
    """The stored articles that tell this fingerprint's story, best first; `but` is left out,
    and so is the same text from the same outlet. Changes nothing."""
    known = Frequencies(db) if known is None else known
    known.load(terms.counted(fingerprint))
    probes = terms.probes(fingerprint, known, known.articles)
    rows = store.stories.candidates(db, probes, CANDIDATES, but)
    others = [(other_id, Fingerprint.from_json(text)) for other_id, text in rows]
    known.load({term for _, other in others for term in other.stems})
    found: list[Link] = []
    for other_id, other in others:
        if _same_article(fingerprint, other):
            continue
        if match.duplicate(fingerprint, other):
            found.append(Link(other_id, "same", "nearly the same text", 1.0))
        elif it := match.compare(fingerprint, other, known, known.articles):
            found.append(Link(other_id, it.level, it.reason, it.score))
    return sorted(found, key=lambda link: -link.score)


def link(db: store.Database, article_id: int, fingerprint: Fingerprint, known: Frequencies) -> None:
    """Index an article and link it, both ways. Inside a transaction; what was indexed of it
    before is forgotten first."""
    old = store.stories.fingerprint(db, article_id)
    if old is not None:
        gone = terms.counted(Fingerprint.from_json(old))
        store.stories.forget(db, article_id, gone)
        known.add(gone, -1)
    for found in find(db, fingerprint, article_id, known):
        store.stories.connect(db, article_id, found)
        # What connects two articles connects them both ways, with the same reason.
        store.stories.connect(db, found.article_id, replace(found, article_id=article_id))
    keys = terms.keys(fingerprint, known, known.articles)
    counted = terms.counted(fingerprint)
    store.stories.index(db, article_id, fingerprint.to_json(), keys, counted)
    known.add(counted, 1)


def _same_article(a: Fingerprint, b: Fingerprint) -> bool:
    """The same text under the same headline, unless two known outlets both printed it: that is
    shared copy."""
    shared = a.site is not None and b.site is not None and a.site != b.site
    return a.digest == b.digest and a.title == b.title and not shared
