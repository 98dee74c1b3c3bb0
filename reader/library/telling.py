"""Stories as a person sees them: rows of the front page, timelines, and what is told only here.

Which articles tell one story is kept by `linking`; what is written of a story follows from its
articles whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reader import store
from reader.core.errors import UsageError
from reader.core.model import Article, Level, Report, Story, Timeline
from reader.core.text import plural, sentences
from reader.library import beside, copies
from reader.store.stories import Member
from reader.stories.profile import Profile


def rows(db: store.Database, stories: Sequence[int]) -> list[Story]:
    """The rows of these stories, in this order; those that are gone are left out."""
    told = store.stories.told(db, stories)
    names = _names(db, [one for members in told.values() for one in members])
    return [_row(story, told[story], names) for story in stories if story in told]


def _names(db: store.Database, members: Sequence[Member]) -> dict[int, str]:
    """What the outlets of these articles are called, where that is known."""
    sites = {one.article_id: one.site for one in members}
    own = {article_id: site for article_id, site in sites.items() if site}
    return own | store.naming.names(db, sites)


def _row(story: int, members: Sequence[Member], names: Mapping[int, str]) -> Story:
    lead = max(members, key=lambda one: (one.drawn, one.moment, one.article_id))
    dated = [one.published for one in members if one.published]
    return Story(
        id=story,
        title=lead.title,
        lead=lead.article_id,
        articles=len(members),
        outlets=tuple(
            dict.fromkeys(names[one.article_id] for one in members if one.article_id in names)
        ),
        unread=sum(not one.read for one in members),
        read=sum(one.read for one in members),
        newest=max(map(datetime.fromisoformat, dated)) if dated else None,
        sources=tuple(one.source for one in members),
    )


def timeline(db: store.Database, story: int) -> Timeline:
    """Who told a story when, and which outlets did not. Raises UsageError for an unknown one."""
    members = store.stories.told(db, [story]).get(story)
    if not members:
        raise UsageError(f"no story {story} is stored", "newsreader stories lists them")
    ordered = sorted(members, key=_when)
    headlines = store.articles.headlines(db, [one.article_id for one in ordered])
    alike = store.links.copies(db, [one.id for one in headlines])
    firsts: dict[int, int] = {}
    for number, headline in enumerate(headlines):
        before = (one.id for one in headlines[:number] if one.id in alike.get(headline.id, ()))
        first = next(before, None)
        if first is not None:
            firsts[headline.id] = first
    own = copies.added(db, firsts)
    reports = tuple(Report(one, one.id in firsts, own.get(one.id, "")) for one in headlines)
    row = _row(story, members, _names(db, members))
    return Timeline(row, reports, _silent(db, members))


def _when(one: Member) -> tuple[bool, float, int]:
    """Where a report stands in the timeline: by its own date, also one that has yet to come, which
    lists of articles do not believe; those without a date last, as they came."""
    if one.published is None:
        return True, one.moment, one.article_id
    return False, datetime.fromisoformat(one.published).timestamp(), one.article_id


def _silent(db: store.Database, members: Sequence[Member]) -> tuple[str, ...]:
    """The outlets that wrote on those days in the story's language, but nothing of this or near
    it, nor of what may be this story in another language: what they wrote in another would seldom
    be found. None where no report is dated."""
    dated = [datetime.fromisoformat(one.published) for one in members if one.published]
    if not dated:
        return ()
    first, last = min(dated).astimezone(), max(dated).astimezone() + timedelta(days=1)
    begin, end = (
        int(moment.replace(hour=0, minute=0, second=0).timestamp()) for moment in (first, last)
    )
    near = store.links.outlets(db, [one.article_id for one in members])
    ran = near.union(one.site for one in members if one.site)
    told = _languages(db, [one.article_id for one in members])
    quiet = {
        article_id: site
        for site, article_id in store.stories.outlets(db, begin, end - 1).items()
        if site not in ran and _languages(db, [article_id]) & told
    }
    names = store.naming.names(db, quiet)
    return tuple(names.get(article_id, site) for article_id, site in quiet.items())


def _languages(db: store.Database, articles: Sequence[int]) -> set[int]:
    """The languages that articles are in, as their profiles have them."""
    stored = store.links.profiles(db, articles)
    return {Profile.from_bytes(data).language for data in stored.values()}


# -- only here --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """A sentence of an article that none of so many other stored reports of its story has: the
    block it stands in, and what is new in it. Full reports count, copies of one text once;
    `abroad` are those in other languages."""

    sentence: str
    block: int
    why: str
    others: int
    abroad: int = 0

    @property
    def claim(self) -> str:
        """ "not found in the other 3 stored reports"; where there are some in other languages,
        which cannot be compared, those in its own."""
        own = " in its language" if self.abroad else ""
        return f"not found in the other {plural(self.others, 'stored report')}{own}"


def only_here(db: store.Database, article_id: int) -> list[OnlyHere]:
    """What an article tells that no other stored report of its story does, nor one that may
    tell it: two sentences at most, none where that is not sure."""
    from reader.stories import novelty  # noqa: PLC0415 -- only where it is asked

    own = store.articles.load(db, article_id)
    language = own.document.language
    read: dict[Level, list[list[str]]] = {"same": [], "possible": []}
    abroad = 0
    for link in beside.links(db, article_id):
        if link.level in read:
            report = store.articles.load(db, link.article_id)
            if report.document.language in {language, None} or language is None:
                read[link.level].append([sentence for _, sentence in _sentences(report)])
            else:
                abroad += link.level == "same"
    mine = _sentences(own)
    told = [sentence for _, sentence in mine]
    found = novelty.only_here(told, read["same"], language, near=read["possible"])
    return [
        OnlyHere(one.sentence, mine[one.index][0], one.why, one.reports, abroad) for one in found
    ]


def _sentences(article: Article) -> list[tuple[int, str]]:
    """The sentences of the article's own text, with the blocks they stand in."""
    return [
        (index, sentence)
        for index, (block, label) in enumerate(
            zip(article.document.blocks, article.labels, strict=True)
        )
        if label.kind == "article"
        for sentence in sentences(block.text)
    ]
