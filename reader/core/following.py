"""The types of what a person follows: a feed's settings, its state, and what a refresh did.

A feed's *settings* are the person's and change by a journalled act; its *state* is what its
server's answers left behind, and is replaced as a whole with each answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from reader.core import addresses
from reader.core.errors import UsageError
from reader.core.feeds import RefreshHints
from reader.core.text import plural, squeeze

FullText = Literal["always", "never", "truncated"]
"""When the page of an entry is fetched: of each, of none, of those that are cut."""
FULL_TEXT: Final[tuple[FullText, ...]] = ("always", "never", "truncated")
FROM_NOW_ON: Final = (
    "whole pages come with entries from now on; P fetches that of one stored before"
)
"""What it means that the page of each entry is fetched."""


LEAST: Final = timedelta(minutes=15)
"""How often a feed is asked at most, also where the person says how often."""


def interval(minutes: int) -> timedelta | None:
    """A person's own interval; None for 0. Raises UsageError for one that is too short."""
    if 0 < minutes < LEAST // timedelta(minutes=1):
        said = f"a feed is asked every quarter of an hour at most, not every {minutes} min"
        raise UsageError(said, "nothing, or 0, for as often as its entries come")
    return timedelta(minutes=minutes) if minutes else None


def going(ripe: int) -> str:
    """What it means for so many read articles how long their feed is kept; empty for none."""
    goes = "goes" if ripe == 1 else "go"
    return f"{plural(ripe, 'read article')} {goes} with the next refresh" if ripe else ""


def folders_of(text: str) -> tuple[str, ...]:
    """A folder as a person writes it: "coast / north" is a folder in a folder."""
    return tuple(part for part in map(squeeze, text.split("/")) if part)


def tags_of(words: Iterable[str]) -> tuple[str, ...]:
    """Tags as a person writes them, each once."""
    return tuple(dict.fromkeys(tag for tag in map(squeeze, words) if tag))


_OF_ADDRESS: Final = re.compile(r"https?://\S+?(:?) (.+)")
"""A sentence that begins with an address: a colon says that more than a verb follows."""
Health = Literal["new", "well", "failing", "paused"]


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What a person may change of a feed."""

    name: str | None = None
    """The person's own name for it."""
    folders: tuple[str, ...] = ()
    """Where it is kept, outermost first."""
    tags: tuple[str, ...] = ()
    paused: bool = False
    full_text: FullText = "truncated"
    every: timedelta | None = None
    """How often it is asked; None for as often as its entries come."""
    keep: timedelta | None = None
    """How long its read articles stay in the lists; None for ever."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed's answers.

    The validators are header values byte for byte, one character a byte (Latin-1); with the
    hash of the body they are those of the last answer whose entries are stored.
    """

    etag: str | None = None
    modified: str | None = None
    body_hash: str | None = None
    full_at: datetime | None = None
    """When the last whole answer came, not a 304."""
    checked_at: datetime | None = None
    """When it was asked last, with success or not."""
    changed_at: datetime | None = None
    """When something new came last."""
    due_at: datetime | None = None
    """When it is to be asked next."""
    wait_until: datetime | None = None
    """Before which the server said not to ask (Retry-After)."""
    failures: int = 0
    """Failures since the last success."""
    error: str = ""
    """The last failure as one sentence, empty after a success."""
    gone: bool = False
    """The server said that it is gone for good."""
    moved_to: str | None = None
    """Where the last answers were permanently redirected to."""
    moved_times: int = 0
    earlier: tuple[str, ...] = ()
    """The addresses it had before it moved for good."""
    hints: RefreshHints = field(default_factory=RefreshHints)
    """What the last whole answer asked for."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed somebody follows, with how many of its articles are stored and unread."""

    id: int
    url: str
    title: str | None
    """What it calls itself."""
    link: str | None
    """The page that it is of."""
    settings: FeedSettings
    state: FeedState
    articles: int = 0
    unread: int = 0
    trusted: bool = True
    """A person named this address, so that it may be a private one."""

    @property
    def shown(self) -> str:
        """The name a person sees, never empty."""
        return self.settings.name or self.title or self.url

    @property
    def called(self) -> str:
        """The same where there is little room: an address without what all begin with."""
        return self.settings.name or self.title or addresses.shown(self.url)

    @property
    def addresses(self) -> tuple[str, ...]:
        """All by which it is known: the one it is asked at, and those before."""
        return (self.url, *self.state.earlier)

    @property
    def paused(self) -> bool:
        """Whether it is not asked: by the person's will, or because it is gone."""
        return self.settings.paused or self.state.gone

    @property
    def health(self) -> Health:
        """How it is doing, in one word."""
        if self.paused:
            return "paused"
        if self.state.failures:
            return "failing"
        return "well" if self.state.checked_at else "new"


@dataclass(frozen=True, slots=True)
class Starter:
    """A well-known feed that one may choose from the starter set."""

    title: str
    url: str
    site: str
    """The page that it is of."""
    topic: str
    language: str
    """ISO 639-1."""


@dataclass(frozen=True, slots=True)
class Question:
    """A feed to be asked for, with the validators of what is stored."""

    key: int
    url: str
    etag: str | None = None
    modified: str | None = None
    trusted: bool = False
    """Whether its own address may be a private one."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: the status and the address it led to."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said, or that it said nothing: `status` is 0 then and `error` says why.

    `error` is one sentence, empty where the answer is a 200 or a 304; the header values are
    Latin-1, byte for byte.
    """

    key: int
    url: str
    """Where the answer came from, after all redirects."""
    status: int
    hops: tuple[Hop, ...] = ()
    body: bytes = b""
    media_type: str | None = None
    etag: str | None = None
    modified: str | None = None
    retry_after: str | None = None
    error: str = ""
    held: bool = False
    """It was not asked, because its host had said so to another."""
    no_tls: bool = False
    """Nobody at its own address speaks TLS."""


RefreshOutcome = Literal["new", "unchanged", "failed", "gone", "waiting"]
"""`new`: entries came or changed; `waiting`: not asked, because its server said to wait."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one feed in a refresh: `message` is a sentence where there is something to
    say: why it failed, or that its address changed."""

    feed_id: int
    name: str
    outcome: RefreshOutcome
    new: int = 0
    changed: int = 0
    message: str = ""
    expired: int = 0
    """Read articles that were taken out of the lists, because they had been kept long enough."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Why the page of an entry that its feed cut is not there."""

    said: str
    """What came when it was asked for, as a sentence that may begin with its address."""
    at: datetime

    @property
    def why(self) -> str:
        """The same of "its page", where it was said of an address."""
        if self.said.startswith("its "):
            return self.said
        found = _OF_ADDRESS.fullmatch(self.said)
        if found and not found[1]:
            return f"its page {found[2]}"
        return f"its page could not be fetched: {found[2] if found else self.said}"

    @property
    def short(self) -> str:
        """What came, without what all these sentences begin with."""
        return self.why.removeprefix("its page ").removeprefix("could not be fetched: ")

    @property
    def when(self) -> str:
        """When that was."""
        return f"{self.at.astimezone():%d %b %H:%M}"

    def __str__(self) -> str:
        return f"{self.why} ({self.when})"


@dataclass(frozen=True, slots=True)
class RefreshProgress:
    """How far a refresh is: feeds answered of all, and what came so far."""

    done: int
    total: int
    new: int = 0
    failed: int = 0
    pages: int = 0
    """Pages of entries that were cut, fetched and merged."""
    label: str = ""
    """What it is at: a feed's name, or an article's title whose page is fetched."""
