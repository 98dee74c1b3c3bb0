"""What is listed beside an article: the other reports of its story, what is near, what came before
and after.

Which links an article has is found by `linking`; which of them tell its story is said by the
story it is in, so that the sidebar, the list and the front page never say two things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from reader import store
from reader.core.model import Headline, Link, Related
from reader.store.stories import Place, Said

_SAID: Final = "you said so"
_SAID_OF_ANOTHER: Final = "you said so of another report"
_AROUND: Final = "near to others of the story"


def links(db: store.Database, article_id: int) -> list[Link]:
    """What an article leads to, as it is listed beside it."""
    own = store.stories.places(db, [article_id]).get(article_id)
    return told(db, article_id, store.links.links(db, article_id), own)


def told(
    db: store.Database, article_id: int | None, links: Sequence[Link], own: Place | None
) -> list[Link]:
    """What an article that leads there and belongs to the story `own` is listed with: "same" is
    what tells its story, by its links or by a person's word; what was said to tell another is left
    out. `article_id` is None for one that is not stored."""
    found = {link.article_id: link for link in links}
    if own is None:
        return [*found.values()]
    members = store.stories.members(db, [own.story]).get(own.story, [])
    about = [] if article_id is None else [article_id]
    said = store.stories.said(db, [*{*about, *members}])
    together = {other for one in said if one.same and article_id in one.pair for other in one.pair}
    places = store.stories.places(db, [*{*members, *(other for one in said for other in one.pair)}])
    worded = {places[other].part for one in said if one.same for other in one.pair
              if other in places}  # fmt: skip
    listed = [
        _told(
            one,
            found.get(one),
            said=one in together,
            brought=places[one].part != own.part and places[one].part in worded,
        )
        for one in members
        if one != article_id
    ]
    away = _away(db, members, said)
    rest = [
        replace(link, level="possible") if link.level == "same" else link
        for other, link in found.items()
        if other not in members and other not in away
    ]
    return sorted(listed + rest, key=lambda link: (-link.score, link.article_id))


def _told(other: int, link: Link | None, *, said: bool, brought: bool) -> Link:
    """A report of the story: why it is one, where linking does not say it, too."""
    if said:
        return Link(other, "same", _SAID, 1.0, link is not None and link.copied)
    if link is not None and not (brought and link.level != "same"):
        return replace(link, level="same")
    reason = _SAID_OF_ANOTHER if brought else _AROUND
    return Link(other, "same", reason, link.score if link else 0.0)


def _away(db: store.Database, members: Sequence[int], said: Sequence[Said]) -> set[int]:
    """The articles of which a person said that they do not tell the story of these, with the copies
    of their text."""
    named = {other for one in said if not one.same for other in one.pair}.difference(members)
    return named.union(*store.links.copies(db, [*named]).values()).difference(members)


def listed(
    db: store.Database, links: Sequence[Link], rows: Mapping[int, Headline], present: datetime
) -> list[Related]:
    """An article's links with their rows: the surest reports first, what has the same text under
    the one that had it first; then what is near; then follow-ups and background by time."""
    there = [link for link in links if link.article_id in rows]
    near = sorted(
        (link for link in there if link.level != "follow-up"),
        key=lambda link: (link.level != "same", link.copied, -link.score),
    )
    level = {link.article_id: link.level for link in near}
    copies = store.links.copies(db, [*level])
    rank = {link.article_id: place for place, link in enumerate(near)}
    under: dict[int, list[Link]] = {}
    for link in sorted(near, key=lambda link: _when(rows[link.article_id])):
        alike = copies.get(link.article_id, frozenset())
        heads = (one for one in under if one in alike and level[one] == link.level)
        head = next(heads, link.article_id)
        under.setdefault(head, []).append(link)
    groups = sorted(
        under.items(), key=lambda group: min(rank[link.article_id] for link in group[1])
    )
    later = sorted(
        (link for link in there if link.level == "follow-up"),
        key=lambda link: (rows[link.article_id].published or present, link.article_id),
    )
    return [
        Related(link, rows[link.article_id], None if link.article_id == head else head)
        for head, group in groups
        for link in group
    ] + [Related(link, rows[link.article_id]) for link in later]


def _when(row: Headline) -> tuple[bool, datetime, int]:
    """Where a report stands among those with its text, as in the timeline: by its own date; those
    without one last, as they came."""
    return row.published is None, row.published or row.listed_at, row.id
