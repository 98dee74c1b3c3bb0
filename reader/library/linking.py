"""Who tells the same story: one article compared with the stored ones, both sides updated, and
put into its story.

Candidates come from the store's index of each article's weightiest terms, and only they are
compared in full. How rare a term is, is counted in the library itself.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from reader import store
from reader.core.model import Link
from reader.library import uniting
from reader.store.stories import Place
from reader.stories import evidence, foreign, grouping, match, profile
from reader.stories.background import relative, term_id
from reader.stories.match import Match
from reader.stories.profile import Profile
from reader.stories.terms import Fingerprint

CANDIDATES: Final = 60
"""Articles compared in full: precision .853 of the .855 that comparing all reaches."""
_MOST: Final = 300_000
"""Terms kept in memory, some 30 MB."""
_STEP: Final = 8
"""Articles linked while the file is held: some 60 ms."""
_REST: Final = 0.05
"""Seconds in which another program may have it."""


class Frequencies(dict[int, int]):
    """In how many articles each term stands, read from the store as terms are met, and kept for
    the articles that follow: most of their terms are the same."""

    def __init__(self, db: store.Database) -> None:
        super().__init__()
        self._db = db
        self.articles = store.links.count(db)

    def load(self, wanted: Iterable[int]) -> None:
        """Make sure of these terms, in one look-up; one that no article has counts 0."""
        new = [term for term in wanted if term not in self]
        if new:
            if len(self) > _MOST:
                self.clear()
            self.update(dict.fromkeys(new, 0))
            self.update(store.links.frequencies(self._db, new))

    def add(self, terms: Iterable[int], change: int) -> None:
        """Count an article that came (1) or was forgotten (-1)."""
        self.articles += change
        for term in terms:
            if term in self:
                self[term] += change


class Found(NamedTuple):
    """What an article leads to, best first, and the story it belongs to; None for one of its
    own."""

    links: list[Link]
    place: Place | None


def find(db: store.Database, fingerprint: Fingerprint, but: int | None = None) -> Found:
    """What this fingerprint leads to; the article `but`, whose it is, is left out, and so is the
    same text from the same outlet. Changes nothing."""
    found = _compared(db, fingerprint, Frequencies(db), but).found
    links = [link for one in found for link in _link(one)]
    return Found(links, _place(db, but, found) or _abroad(db, found))


class _Compared(NamedTuple):
    """An article's profile, the keys it is found by, and how the stored ones stand to it."""

    profile: Profile
    keys: list[tuple[int, float]]
    found: list[Match]


def _link(one: Match) -> list[Link]:
    if one.level is None:
        return []
    return [Link(one.article_id, one.level, one.reason, one.score, one.copied)]


def _compared(
    db: store.Database, fingerprint: Fingerprint, known: Frequencies, but: int | None
) -> _Compared:
    known.load(map(term_id, (*fingerprint.stems, *fingerprint.across)))
    rare = relative(known, known.articles)
    own = profile.profile(fingerprint, rare)
    keys = profile.keys(fingerprint, rare, known.articles)
    looked = profile.wanted(keys, fingerprint, rare, known.articles)
    rows = store.links.candidates(db, looked, CANDIDATES, but)
    stored = [(other, Profile.from_bytes(data)) for other, data in rows]
    asked = evidence.asking(fingerprint, own, rare)
    abroad = foreign.Abroad(fingerprint, own, rare)
    found, nearest = match.matches(asked, abroad, fingerprint.surface, stored)
    return _Compared(own._replace(nearest=nearest), keys, found)


def link(db: store.Database, article_id: int, fingerprint: Fingerprint, known: Frequencies) -> None:
    """Index an article, link it, both ways, and put it into its story. Inside a transaction;
    what was indexed of it before is forgotten first."""
    old = store.links.profile(db, article_id)
    if old is not None:
        gone = Profile.from_bytes(old).counted
        store.links.forget(db, article_id, gone)
        known.add(gone, -1)
    own, keys, found = _compared(db, fingerprint, known, article_id)
    for one in found:
        for to in _link(one):
            store.links.connect(db, article_id, to)
            # What connects two articles connects them both ways.
            back = Link(article_id, to.level, one.back, to.score, to.copied)
            store.links.connect(db, one.article_id, back)
    store.links.index(db, article_id, own.to_bytes(), keys, own.counted)
    known.add(own.counted, 1)
    _join(db, article_id, found, again=old is not None)
    store.links.linked(db, article_id)


def _join(db: store.Database, article_id: int, found: Sequence[Match], *, again: bool) -> None:
    """Put an article into the story it belongs to, or into one of its own, and bring that together
    with what other languages tell of it."""
    before = {*store.stories.stories_of(db, [article_id]).values()} if again else set[int]()
    after = store.stories.enter(db, article_id, _place(db, article_id, found))
    left = _gather(db, article_id, found)
    # What an article was linked to before may have held two together.
    if again or left or any(one.abroad and one.level == "same" for one in found):
        uniting.settle(db, [after, *sorted(before | left)])


def _gather(db: store.Database, article_id: int, found: Sequence[Match]) -> set[int]:
    """Bring into an article's story what stands alone and is near to it now that the article is
    there: had it come later, it would have joined. Gives the stories in several languages that one
    left."""
    strong = [one.article_id for one in found if one.score >= grouping.JOIN and not one.abroad]
    left = set[int]()
    if not strong:
        return left
    places = store.stories.places(db, [article_id, *strong])
    own = places.pop(article_id)
    others = {one: place for one, place in places.items() if place != own}
    if not others or store.stories.worded(db, own.story):
        return left
    sizes = store.stories.sizes(db, {own, *others.values()})
    for one, place in others.items():
        if sizes[place] > 1 or store.stories.worded(db, place.story):
            continue
        near = store.links.near(db, [one]).get(one, {})
        inside = store.stories.places(db, [*near])
        scores = [(own, score) for other, score in near.items() if inside.get(other) == own]
        if grouping.choose(scores, sizes) == own:
            store.stories.enter(db, one, own)
            sizes[own] += 1
            if store.stories.parts_of(db, place.story):
                left.add(place.story)
    return left


def _place(db: store.Database, article_id: int | None, found: Sequence[Match]) -> Place | None:
    """Where an article belongs by what its own language tells; never against what a person said
    of it. None for a story of its own."""
    scores = {one.article_id: one.score for one in found if not one.abroad}
    about = [] if article_id is None else [article_id]
    said = {other: one.same for one in store.stories.said(db, about)
            for other in one.pair - {article_id}}  # fmt: skip
    places = store.stories.places(db, [*{*scores, *said, *about}])
    own = places.pop(article_id, None) if article_id is not None else None
    beside = [places[other] for other, same in said.items() if same and other in places]
    if beside:
        stays = own is not None and own.story == beside[0].story
        return own if stays else beside[0]
    barred = {places[other].story for other in said if other in places}
    reports = {one.article_id for one in found if one.level == "same" and not one.brief}
    told = {places[one] for one in reports if one in scores and one in places}
    brief = {one.article_id for one in found if one.brief}
    near = [
        (place, scores[one])
        for one, place in places.items()
        if one in scores
        and place.story not in barred
        # A sentence or two do not draw it away from the reports that tell the same.
        and not (told and one in brief and place not in told)
    ]
    sizes = store.stories.sizes(db, {place for place, _ in near})
    if own in sizes:
        sizes[own] -= 1
    # What a person sorted stays as it is while it hangs together.
    if own is not None and store.stories.worded(db, own.story):
        drawn = grouping.draws(near, sizes).get(own, 0.0)
        if drawn >= grouping.JOIN:
            near = [(place, score) for place, score in near if place == own]
    return grouping.choose(near, sizes)


def _abroad(db: store.Database, found: Sequence[Match]) -> Place | None:
    """The story that links across languages would bring an article together with that no story
    of its own language has."""
    far = {one.article_id: one for one in found if one.abroad}
    tied: defaultdict[Place, float] = defaultdict(float)
    same: set[Place] = set()
    for other, place in store.stories.places(db, [*far]).items():
        tied[place] += far[other].score
        if far[other].level == "same":
            same.add(place)
    return min(same, key=lambda place: (-tied[place], place), default=None)


def catch_up(db: store.Database, cancelled: Callable[[], bool]) -> int:
    """Link the articles that were stored before they could be, a few at a time; gives how many."""
    from reader.library.digest import fingerprint  # noqa: PLC0415 -- once in a library's life

    known = Frequencies(db)
    done = 0
    while (found := store.links.unlinked(db, _STEP)) and not cancelled():
        with store.transaction(db):
            for article_id in found:
                article = store.articles.load(db, article_id)
                link(db, article_id, fingerprint(article.document, article.labels), known)
        done += len(found)
        time.sleep(_REST)
    return done
