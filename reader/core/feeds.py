"""The types of feeds and of lists: what their bytes say, before anything is stored.

Values like those of `model`: frozen, slotted, every string cleaned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

Role = Literal["", "transcript", "chapters"]
"""What a file is beside the one that it goes with."""
ROLES: Final[tuple[Role, ...]] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an entry brings along: a podcast's sound, its transcript, a picture, a film."""

    url: str
    media_type: str | None = None
    length: int | None = None
    """Bytes, as the feed says."""
    duration: int | None = None
    """Seconds, as the feed says."""
    title: str | None = None
    """What the feed says of it: a picture's description, a film's name."""
    credit: str | None = None
    """Whose picture it is."""
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, as the feed gives it; None where the feed is silent.

    `title` and `byline` are lines of text; `content` (the whole text) and `summary` are HTML
    whose links are absolute. `published` and `updated` are in UTC. A feed's own dates are claims:
    they may lie in the future or change with every refresh.
    """

    id: str | None
    """The guid, byte for byte but for white space: what tells one entry from another."""
    url: str | None
    title: str | None
    byline: str | None = None
    published: datetime | None = None
    """The last change where the feed dates that alone."""
    updated: datetime | None = None
    content: str | None = None
    summary: str | None = None
    media_type: str | None = None
    """What the content was before it became HTML ("text/html", "text/plain", …)."""
    enclosures: tuple[Enclosure, ...] = ()
    comments: str | None = None
    """The address of the page with the readers' comments."""
    categories: tuple[str, ...] = ()
    language: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class RefreshHints:
    """When a feed asks to be fetched; a schedule may heed it or not."""

    ttl: timedelta | None = None
    """How long the feed may be kept (RSS `ttl`)."""
    period: timedelta | None = None
    """How often it changes (`sy:updatePeriod` by `sy:updateFrequency`)."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day, UTC, in which nothing new comes."""
    skip_days: tuple[int, ...] = ()
    """Such days of the week, from Monday as 0."""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """What the bytes of a feed say, before anyone compared it with what is stored.

    `url` is where the bytes came from; the other addresses are the feed's own claims, absolute
    and of the web. `notes` are sentences on what was wrong with the feed or left out.
    """

    url: str
    title: str | None
    link: str | None
    """The page that the feed is of."""
    description: str | None
    language: str | None
    entries: tuple[Entry, ...]
    hints: RefreshHints = RefreshHints()
    updated: datetime | None = None
    image: str | None = None
    self_url: str | None = None
    hub: str | None = None
    next_url: str | None = None
    """Where the older entries are (RFC 5005)."""
    moved_to: str | None = None
    """The new address that the feed asks its readers to use."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed somebody follows, from a list of feeds or for one."""

    url: str
    title: str | None = None
    folders: tuple[str, ...] = ()
    """Where the list keeps it, outermost first."""
    tags: tuple[str, ...] = ()
    site: str | None = None
    """The page that the feed is of."""
    note: str | None = None
    hidden: bool = False
    """Its entries are wanted in searches, not in the list."""


@dataclass(frozen=True, slots=True)
class SavedLink:
    """An article somebody kept in a reading list elsewhere."""

    url: str
    title: str | None = None
    tags: tuple[str, ...] = ()
    added: datetime | None = None
    read: bool = False
    """Read or archived there."""
    starred: bool = False
    content: str | None = None
    """The text that was saved there, as HTML."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One line or item of a list that was not taken: what it said (shortened), and why."""

    item: str
    reason: str
    line: str = ""
    """The whole line where it is kept aside, for programs that know what to do with it."""


@dataclass(frozen=True, slots=True)
class FeedList:
    """What a list of feeds holds, and what of it was not taken."""

    subscriptions: tuple[Subscription, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingList:
    """What another program's reading list holds, and what of it was not taken."""

    links: tuple[SavedLink, ...]
    left_out: tuple[LeftOut, ...] = ()
