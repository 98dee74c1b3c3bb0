"""Who tells the same story: one article compared with the stored ones, both sides updated.

Candidates come from the store's index of each article's weightiest terms, and only they are
compared in full. How rare a term is, is counted in the library itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from reader import store
from reader.core.model import Level, Link
from reader.stories import match, terms
from reader.stories.terms import Fingerprint

CANDIDATES: Final = 60
"""Articles compared in full: precision .853 of the .855 that comparing all reaches."""
ORDER: Final[dict[Level, int]] = {"same": 0, "possible": 1, "follow-up": 2}


class Frequencies(dict[str, int]):
    """In how many articles each term stands, read from the store as terms are asked for."""

    def __init__(self, db: store.Database) -> None:
        super().__init__()
        self._db = db
        self.articles = store.stories.count(db)

    def load(self, wanted: Iterable[str]) -> None:
        """Make sure of these terms, in one look-up; one that no article has counts 0."""
        new = [term for term in wanted if term not in self]
        if new:
            self.update(dict.fromkeys(new, 0))
            self.update(store.stories.frequencies(self._db, new))


def find(db: store.Database, fingerprint: Fingerprint, but: int | None = None) -> list[Link]:
    """The stored articles that tell this fingerprint's story, best first; `but` is left out.
    Changes nothing."""
    known = Frequencies(db)
    found = [
        Link(other_id, it.level, it.reason, it.score)
        for other_id, other in _candidates(db, fingerprint, known, but)
        if (it := match.compare(fingerprint, other, known, known.articles))
    ]
    return sorted(found, key=lambda link: -link.score)


def link(db: store.Database, article_id: int, fingerprint: Fingerprint) -> None:
    """Index an article and link it, both ways. Inside a transaction; what was indexed of it
    before is forgotten first."""
    old = store.stories.fingerprint(db, article_id)
    if old is not None:
        store.stories.forget(db, article_id, terms.counted(Fingerprint.from_json(old)))
    known = Frequencies(db)
    for other_id, other in _candidates(db, fingerprint, known, article_id):
        there = match.compare(fingerprint, other, known, known.articles)
        back = match.compare(other, fingerprint, known, known.articles) if there else None
        if there and back:
            store.stories.connect(
                db, article_id, Link(other_id, there.level, there.reason, there.score)
            )
            store.stories.connect(
                db, other_id, Link(article_id, back.level, back.reason, back.score)
            )
    known.load(fingerprint.stems)
    keys = terms.keys(fingerprint, known, known.articles)
    store.stories.index(db, article_id, fingerprint.to_json(), keys, terms.counted(fingerprint))


def _candidates(
    db: store.Database, fingerprint: Fingerprint, known: Frequencies, but: int | None
) -> Iterator[tuple[int, Fingerprint]]:
    """Id and fingerprint of the articles worth comparing, duplicates left out."""
    known.load(terms.counted(fingerprint))
    probes = terms.probes(fingerprint, known, known.articles)
    for other_id, text in store.stories.candidates(db, probes, CANDIDATES, but):
        other = Fingerprint.from_json(text)
        if not match.duplicate(fingerprint, other):
            known.load(terms.counted(other))
            yield other_id, other
