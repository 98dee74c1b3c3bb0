"""Bringing together what several languages tell of one event.

An article joins a story by the links of its own language alone (`linking`). Links across languages
bring whole stories together, whose parts remain what each language made of them: which are one
story follows from all the links there are, so that it does not matter which article came first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from reader import store
from reader.store.stories import Place
from reader.stories import foreign, grouping
from reader.stories.grouping import Part
from reader.stories.profile import Profile

_MOST: Final = 40
"""Stories looked at around one: what bounds the time where many touch."""


class Around:
    """The stories around some, as far as links called the same lead across languages: the articles
    of their parts, and what ties these. What a person sorted is one part."""

    def __init__(self, db: store.Database, stories: Iterable[int]) -> None:
        self._db = db
        self._profiles: dict[int, Profile] = {}
        self._links: dict[frozenset[int], tuple[str, float]] = {}
        self.sorted: set[Place] = set()
        self.articles: dict[Place, list[int]] = {}
        waiting, seen = [*stories], set[int]()
        while waiting and len(seen) < _MOST:
            story = waiting.pop(0)
            if story not in seen:
                seen.add(story)
                waiting += self._enter(story)

    def _enter(self, story: int) -> list[int]:
        """Take a story in; gives those it is tied to."""
        parts = store.stories.by_part(self._db, story)
        members = [one for articles in parts.values() for one in articles]
        if store.stories.worded(self._db, story):
            parts = {Place(story, story): members}
            self.sorted.update(parts)
        self.articles.update(parts)
        tied: list[int] = []
        links = store.links.weak(self._db, members, foreign.SAME)
        self._read([*members, *(other for _, other, _, _ in links)])
        for one, other, level, score in links:
            ours, theirs = self._profiles.get(one), self._profiles.get(other)
            if ours and theirs and foreign.differ(ours, theirs):
                self._links[frozenset((one, other))] = (level, score)
                if level == "same":
                    tied.append(other)
        return [*store.stories.stories_of(self._db, tied).values()]

    def _read(self, articles: Iterable[int]) -> None:
        new = [*{*articles} - self._profiles.keys()]
        stored = store.links.profiles(self._db, new)
        self._profiles.update((one, Profile.from_bytes(data)) for one, data in stored.items())

    def parts(self) -> dict[Place, Part]:
        """The parts as `grouping` looks at them."""
        found: dict[Place, Part] = {}
        for place, members in self.articles.items():
            profiles = [self._profiles[one] for one in members if one in self._profiles]
            moments = [one.moment for one in profiles if not math.isnan(one.moment)]
            languages = frozenset(one.language for one in profiles) - {0}
            rank = (min(moments, default=0.0), place.part)
            found[place] = Part(languages, rank, place in self.sorted)
        return found

    def ties(self) -> dict[frozenset[Place], float]:
        """How strongly which parts are tied: all their links, where one is called the same."""
        where = {one: place for place, members in self.articles.items() for one in members}
        found: defaultdict[frozenset[Place], float] = defaultdict(float)
        same: set[frozenset[Place]] = set()
        for pair, (level, score) in self._links.items():
            places = frozenset(where[one] for one in pair if one in where)
            if len(places) == 2:
                found[places] += score
                if level == "same":
                    same.add(places)
        return {places: round(found[places], 4) for places in same}

    def apart(self) -> set[frozenset[Place]]:
        """Which parts have articles that a person said to be apart."""
        where = {one: place for place, members in self.articles.items() for one in members}
        said = store.stories.said(self._db, [*where])
        pairs = (one.pair for one in said if not one.same and one.pair <= where.keys())
        return {frozenset(where[one] for one in pair) for pair in pairs}


def settle(db: store.Database, stories: Iterable[int]) -> None:
    """Bring together, and part again, what the links around these stories say. Inside a
    transaction."""
    around = Around(db, stories)
    if len(around.articles) < 2:
        return
    wholes = grouping.unions(around.parts(), around.ties(), around.apart())
    kept = _kept(wholes, around)
    for at, whole in enumerate(wholes):
        story = kept[at] if at in kept else _free(db, whole)
        for place in whole:
            if place.story != story:
                store.stories.unite(db, place.part, place.story, story)


def _free(db: store.Database, whole: Collection[Place]) -> int:
    """The number of one of the parts that no story has now; else a new one."""
    own = (place.part for place in sorted(whole) if not store.stories.parts_of(db, place.part))
    return next(own, None) or store.stories.begin(db)


def _kept(wholes: Sequence[Collection[Place]], around: Around) -> dict[int, int]:
    """Which story each of the `wholes` keeps, by its place in the list: what a person sorted stays,
    then the one in which most of the articles are has it, then the older."""
    counts: defaultdict[tuple[int, int], float] = defaultdict(float)
    for at, whole in enumerate(wholes):
        for place in whole:
            more = math.inf if place in around.sorted else len(around.articles[place])
            counts[at, place.story] += more
    found: dict[int, int] = {}
    for at, story in sorted(counts, key=lambda one: (-counts[one], one[1], one[0])):
        if at not in found and story not in found.values():
            found[at] = story
    return found
