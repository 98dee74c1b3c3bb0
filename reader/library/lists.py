"""Lists in and out: feeds to follow, links of a reading list, the feeds that are followed.

A person who imports a list confirms its addresses, so that they may be private ones, as those that
are typed. All feeds of one list are one change that can be undone; none is asked by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, Final

from reader import store
from reader.core import addresses
from reader.core.errors import FetchError
from reader.core.feeds import Entry, FeedDocument, LeftOut, SavedLink, Subscription
from reader.core.following import Feed, FeedSettings
from reader.core.model import Payload, Progress, Taken
from reader.core.text import plural
from reader.core.when import Clock
from reader.library import sources

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.pool import Worker


_HIDDEN: Final = "hidden"
"""The tag of what another program hid from its list."""
_ADDRESS: Final = re.compile(r"(?:https?|feed):\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list holds: feeds, or links, and for each line that was not taken a sentence."""

    subscriptions: tuple[Subscription, ...]
    links: tuple[SavedLink, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """What following the feeds of a list led to: how many are new, how many were followed
    already, and those whose address is none."""

    new: int
    known: int
    left_out: tuple[LeftOut, ...]


def read(worker: Callable[[], Worker], source: str) -> Listed:
    """The list in a file, or on standard input ("-"). Raises SourceError where it is none."""
    said = worker().listed(sources.read(source))
    return Listed(
        tuple(_subscription(one) for one in said["subscriptions"]),
        tuple(_link(one) for one in said["links"]),
        tuple(LeftOut(*one) for one in said["left_out"]),
    )


def _subscription(said: dict[str, Any]) -> Subscription:
    lists = {name: tuple(said[name]) for name in ("folders", "tags")}
    return Subscription(**said | lists)


def _link(said: dict[str, Any]) -> SavedLink:
    added = datetime.fromisoformat(said["added"]) if said["added"] else None
    return SavedLink(**said | {"tags": tuple(said["tags"]), "added": added})


def follow(db: store.Database, clock: Clock, subscriptions: Sequence[Subscription]) -> Followed:
    """Follow all feeds of a list, in one change."""
    from reader.web.addresses import normalise  # noqa: PLC0415 -- for lists only

    left_out: list[LeftOut] = []
    fresh: dict[str, Subscription] = {}
    followed = {address for feed in store.feeds.all_of(db) for address in feed.addresses}
    known = 0
    for one in subscriptions:
        try:
            url = normalise(one.url)
        except FetchError as error:
            left_out.append(LeftOut(one.title or one.url, error.message))
            continue
        if url in fresh or url in followed:
            known += 1
        else:
            fresh[url] = one
    if fresh:
        with store.transaction(db):
            what = f"followed {plural(len(fresh), 'feed')} of a list"
            entry = store.journal.open_entry(db, what, clock())
            for url, one in fresh.items():
                settings = FeedSettings(name=_name(one), folders=one.folders, tags=_tags(one))
                store.feeds.add(db, entry, url, settings, clock(), link=one.site)
    return Followed(len(fresh), known, tuple(left_out))


def take_in(
    library: Library,
    links: Sequence[SavedLink],
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Taken]:
    """Take in the pages of a reading list as `Library.take_in` does, read and starred as they were
    there. Where a page is not to be had, the text that was saved there is taken in, or else its
    title and address."""
    named = {link.url: link for link in links}
    read: list[int] = []
    starred: list[int] = []
    for came in library.take_in(list(named), progress, cancelled):
        taken, saved = came, named[came.source]
        if came.outcome == "failed" and (saved.content or saved.title):
            kept = library.take_saved(saved)
            held = "the text that the list holds" if saved.content else "its title alone"
            said = f"{came.message}; {held} was taken in"
            taken = kept if kept.outcome == "failed" else replace(kept, message=said)
        if taken.article_id is not None:
            read += [taken.article_id] * saved.read
            starred += [taken.article_id] * saved.starred
        yield taken
    if read:
        library.mark(read, read=True)
    if starred:
        library.mark(starred, starred=True)


def saved(link: SavedLink) -> Payload:
    """The text that another program saved of a page, with its title there; where it saved none,
    the title as a link. Raises FetchError for an address that is none."""
    from reader.formats import kept_entry  # noqa: PLC0415 -- where a page is gone
    from reader.web.addresses import normalise  # noqa: PLC0415 -- see above

    url = normalise(link.url)
    bare = f'<p><a href="{escape(url)}">{escape(link.title or url)}</a></p>'
    entry = Entry(None, url, link.title, content=link.content or bare)
    return kept_entry.pack(url, entry, FeedDocument(url, None, None, None, None, ()))


def unkept(links: Sequence[SavedLink]) -> str:
    """What a reading list says of its links that an article has no place for; empty for nothing."""
    facts = (
        ("their tags", sum(bool(link.tags) for link in links)),
        ("the dates on which they were saved", sum(link.added is not None for link in links)),
        ("the titles they had there", sum(link.title is not None for link in links)),
    )
    said = [f"{what} ({number:,})" for what, number in facts if number]
    return f"not kept: {', '.join(said)}" if said else ""


def _name(one: Subscription) -> str | None:
    """What the list calls the feed; an address is no name, since programs write one where they know
    none."""
    address = one.title and _ADDRESS.fullmatch(one.title)
    same = one.title and addresses.shown(one.title) == addresses.shown(one.url)
    return None if address or same else one.title


def _tags(one: Subscription) -> tuple[str, ...]:
    """Its tags; what another program hid from its list bears one that says so."""
    return tuple(dict.fromkeys((*one.tags, _HIDDEN))) if one.hidden else one.tags


def export(feeds: Sequence[Feed]) -> str:
    """The feeds as OPML, which `read` gives back."""
    from reader.formats import opml  # noqa: PLC0415 -- lxml, for an export only

    return opml.write([_exported(feed) for feed in feeds]).decode()


def export_urls(feeds: Sequence[Feed], aside: Sequence[LeftOut]) -> str:
    """The feeds as newsboat's `urls`, with the lines that are kept aside."""
    from reader.formats import newsboat  # noqa: PLC0415 -- see above

    return newsboat.write([_exported(feed) for feed in feeds], [one.line for one in aside])


def _exported(feed: Feed) -> Subscription:
    folders, tags = feed.settings.folders, feed.settings.tags
    named = feed.settings.name or feed.title
    shown = tuple(tag for tag in tags if tag != _HIDDEN)
    return Subscription(feed.url, named, folders, shown, feed.link, hidden=shown != tags)
