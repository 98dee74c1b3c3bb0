"""What a person says of two articles: that they tell one story, or that they do not.

Linking never decides against it (`linking`), and all that is moved for it is journalled: taking
it back leads to the stories there were, with their numbers. Where it contradicts what was said
before, what was said before is taken back with it.
"""

from __future__ import annotations

from typing import Final

from reader import store
from reader.core.errors import UsageError
from reader.core.text import plural, shorten
from reader.core.when import Clock
from reader.stories import grouping

_SAY: Final = {
    True: "said that “{}” and “{}” tell the same story",
    False: "said that “{}” and “{}” do not tell the same story",
}


def say(db: store.Database, one: int, other: int, clock: Clock, *, same: bool) -> str:
    """Keep that two articles tell one story, or do not; gives what was done. The stories of the
    two become one, that of the larger; or the other leaves that of the one. It can be taken back.
    Raises UsageError where they are one article."""
    if one == other:
        raise UsageError("that is one and the same article")
    titles = [shorten(store.articles.load(db, number).title, 30) for number in (one, other)]
    what = _SAY[same].format(*titles)
    with store.transaction(db):
        entry = store.journal.open_entry(db, what, clock())
        for old in store.stories.verdicts(db, one, other):
            store.journal.switch(db, entry, store.journal.VERDICT, old, active=False)
        new = store.stories.say(db, one, other, same=same)
        store.journal.switch(db, entry, store.journal.VERDICT, new, active=True)
        if same:
            _unite(db, entry, one, other)
        elif others := len(_take_out(db, entry, one, other)) - 1:
            what = f"{what}; {plural(others, 'other')} left with it"
            store.journal.rename(db, entry, what)
        _take_back(db, entry, (one, other))
    return what


def _story(db: store.Database, article_id: int) -> int:
    """The article's story; one that was never linked begins its own."""
    story = store.stories.stories_of(db, [article_id]).get(article_id)
    return store.stories.enter(db, article_id, None) if story is None else story


def _unite(db: store.Database, entry: int, one: int, other: int) -> None:
    """Make the stories of two articles one, under the number of the larger."""
    stories = [_story(db, article_id) for article_id in (one, other)]
    if stories[0] == stories[1]:
        return
    members = store.stories.members(db, stories)
    after, before = sorted(stories, key=lambda story: (-len(members.get(story, ())), story))
    moving = members.get(before, [])
    said = store.stories.said(db, moving)
    stay = grouping.behind(
        moving,
        members.get(after, []),
        [verdict.pair for verdict in said if verdict.same],
        [verdict.pair for verdict in said if not verdict.same],
        {one, other},
    )
    parts = [{*store.stories.parts_of(db, story)} for story in (before, after)]
    if not stay and parts[0].isdisjoint(parts[1]):
        store.journal.unite(db, entry, before, after)
        return
    for article_id in moving:
        if article_id not in stay:
            store.journal.move(db, entry, article_id, before, after)


def _take_out(db: store.Database, entry: int, one: int, other: int) -> set[int]:
    """Take an article out of the story it shares with another, and with it the copies of its
    text; gives which articles left. The larger side keeps the number."""
    before = _story(db, one)
    if _story(db, other) != before:
        return {other}
    members = store.stories.members(db, [before]).get(before, [])
    near = store.links.near(db, members)
    copies = store.links.copies(db, [one, other])
    named = {other, *copies.get(other, ())} - {one, *copies.get(one, ())} | {other}
    together = [verdict.pair for verdict in store.stories.said(db, members) if verdict.same]
    left = grouping.leaving({*members, other}, near, together, named, one)
    rest = {*members} - left
    moving = left if len(left) <= len(rest) else rest
    after = _own(db, before, moving)
    for article_id in sorted(moving):
        store.journal.move(db, entry, article_id, before, after)
    return left


def _own(db: store.Database, story: int, articles: set[int]) -> int:
    """The story of articles that leave one: the one they came from, where they are all that a
    person's word had brought from there; else a new one."""
    whole = store.stories.members(db, [story])[story]
    places = store.stories.places(db, whole)
    parts = {places[article_id].part for article_id in articles if article_id in places}
    if len(parts) == 1:
        (part,) = parts
        came = {article_id for article_id in whole if places[article_id].part == part}
        if part != story and came == articles and not store.stories.parts_of(db, part):
            return part
    return store.stories.begin(db)


def _take_back(db: store.Database, entry: int, now: tuple[int, int]) -> None:
    """Take back what was said before and does not hold any more."""
    stories = {_story(db, article_id) for article_id in now}
    members = [one for found in store.stories.members(db, [*stories]).values() for one in found]
    said = store.stories.said(db, members)
    where = store.stories.stories_of(db, [*{one for verdict in said for one in verdict.pair}])
    for verdict in said:
        one, other = (where.get(article_id) for article_id in verdict.pair)
        if verdict.same != (one == other):
            store.journal.switch(db, entry, store.journal.VERDICT, verdict.number, active=False)
