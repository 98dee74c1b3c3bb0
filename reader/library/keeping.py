"""Which entries of a feed are wanted, and how they are kept: identity against what is stored.

An entry whose article is stored from elsewhere by the same address is that article; one whose
address another entry of its feed has gets a source of its own (`address#entry-…`), so that doubled
guids and addresses lose nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from reader import store
from reader.core.following import Feed
from reader.feeds import identity
from reader.feeds.identity import Mark
from reader.store.entries import FETCHED, Row


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry to be labelled: `row` is what is stored of it, None for a new one; `source` is the
    identity of its article."""

    index: int
    source: str
    mark: Mark
    row: Row | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a feed's entries: those `wanted`, new ones whose article is stored
    already (`held`), and known ones whose mark changed and nothing else (`moved`). `known` are the
    articles of all that were known."""

    wanted: tuple[Wanted, ...]
    held: tuple[Row, ...]
    moved: tuple[Row, ...]
    known: tuple[int, ...]


def marks(said: Sequence[Sequence[Any]]) -> list[Mark]:
    """The marks of a feed's entries, as the worker tells them."""
    return [
        Mark(guid, url, title, content, _moment(published))
        for guid, url, title, content, published in said
    ]


def plan(db: store.Database, feed: Feed, came: Sequence[Mark], page: str | None) -> Plan:
    """What to do with the entries that came."""
    rows = store.entries.of_feed(db, feed.id)
    known = [_mark(row) for row in rows]
    wanted: list[Wanted] = []
    held: list[Row] = []
    moved: list[Row] = []
    sources: set[str] = set()
    twice: set[Mark] = set()
    found = identity.match(known, came, page, [row.earlier for row in rows])
    for index, (one, at) in enumerate(zip(came, found, strict=True)):
        if at is None and one in twice:
            continue  # the very same item again
        twice.add(one)
        if at is None:
            fresh = _fresh(db, feed, one, sources)
            if isinstance(fresh, Row):
                held.append(fresh)
            elif fresh is not None:
                wanted.append(Wanted(index, fresh, one, None))
        elif (row := marked(rows[at], one)) != rows[at]:
            if row.made and (one.title, one.content) != (known[at].title, known[at].content):
                source = store.articles.source(db, row.article_id)
                wanted.append(Wanted(index, source, one, row))
            else:
                moved.append(row)
    brought = tuple(rows[at].article_id for at in found if at is not None)
    return Plan(tuple(wanted), tuple(held), tuple(moved), brought)


def _fresh(db: store.Database, feed: Feed, one: Mark, sources: set[str]) -> str | Row | None:
    """The source that a new entry's article gets; its row where that article is stored from
    elsewhere; None where another program took it in meanwhile."""
    for source in _names(feed, one):
        if source in sources:
            continue
        known = store.entries.holder(db, source)
        if known is None:
            sources.add(source)
            return source
        if feed.id not in known[1]:
            sources.add(source)
            return marked(Row(0, known[0], None, None, "", "", None, made=False), one)
    return None


def _names(feed: Feed, one: Mark) -> Iterator[str]:
    """What an entry's article may be called, best first."""
    if one.url:
        yield one.url
    facts = json.dumps([one.guid, one.url, one.title, one.content])
    yield f"{one.url or feed.url}#entry-{identity.digest(facts)}"
    dated = json.dumps([facts, one.published.isoformat() if one.published else None])
    yield f"{one.url or feed.url}#entry-{identity.digest(dated)}"


def stored(db: store.Database, wanted: Wanted) -> str | None:
    """The raw source of an article whose page was fetched, which an edit of its entry keeps."""
    if wanted.row is None or wanted.row.page != FETCHED:
        return None
    return store.articles.payload(db, wanted.row.article_id).data.decode()


def marked(row: Row, one: Mark) -> Row:
    """A row with what tells its entry now. Where the feed stopped giving a date, the old one
    stays."""
    return replace(
        row,
        guid=one.guid,
        url=one.url,
        title=one.title,
        content=one.content,
        published=one.published or row.published,
        earlier=identity.renamed(row.earlier, _mark(row), one),
    )


def _mark(row: Row) -> Mark:
    return Mark(row.guid, row.url, row.title, row.content, row.published)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
