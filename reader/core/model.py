"""The types every part shares.

A source's bytes become a `Payload`; a format reads it into a `Document` of `Block`s; the
labeller gives each block a `Label`; the store keeps both as an `Article`. Everything here is
a value: frozen, slotted, without behaviour beyond what follows from its own fields. Those a page
has hundreds of are named tuples, which are made in a third of a frozen dataclass's time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple, get_args

Shape = Literal["paragraph", "heading", "quote", "item", "code", "table", "figure"]
"""What a block looks like."""

Kind = Literal[
    "article",
    "title",
    "byline",
    "caption",
    "navigation",
    "share",
    "newsletter",
    "appeal",
    "subscribe",
    "advertisement",
    "consent",
    "legal",
    "teaser",
    "author",
    "comments",
    "control",
    "repeated",
]
"""What a block is for."""

Level = Literal["same", "possible", "follow-up"]
"""How near another article's story is."""

Emphasis = Literal["", "em", "strong", "code", "struck"]

View = Literal["reader", "readability", "everything", "source", "changes"]
"""The ways to look at one article."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
VIEWS: Final[tuple[View, ...]] = ("reader", "readability", "everything", "source")
"""Those one goes through one after the other; the changes of an article have their own key."""
SHOWN: Final[frozenset[Kind]] = frozenset({"article", "title", "byline", "caption"})
"""Kinds a reader sees; every other kind is hidden behind a fold."""
ENCLOSURE: Final = ("enclosure",)
"""The path of a block that no page has: a file that a feed gives with an article."""
DIMMED: Final[frozenset[Kind]] = frozenset({"byline", "caption"})


@dataclass(frozen=True, slots=True)
class Payload:
    """The bytes of one source, as they came.

    `url` is the identity: `file:///real/path`, a normalised http(s) URL, or
    `stdin:<sha256 of the bytes>`. `media_type` is what the sender said of it, with its
    parameters (`text/html; charset=utf-8`), or None.
    """

    data: bytes
    url: str
    media_type: str | None = None


class Run(NamedTuple):
    """A stretch of a block's text with one look. `href` is absolute, empty for a link whose
    target is not known (a relative one on a page without an address), or None."""

    text: str
    href: str | None = None
    emphasis: Emphasis = ""


class Evidence(NamedTuple):
    """What the format saw around a block; the labeller decides from this and the text alone.

    Plain text fills only `position` and `lines`; an HTML page fills the rest.
    """

    path: tuple[str, ...] = ()
    """Tag names from the outermost element to the block's own."""
    words: tuple[str, ...] = ()
    """Class, id and role words of the block's element and its ancestors, nearest first."""
    own: int = 0
    """How many of the words are the block's own element's."""
    link_share: float = 0.0
    """Share of the block's characters that stand in links, 0 to 1."""
    position: float = 0.0
    """Share of the source's characters that come before the block, 0 to 1."""
    hidden: bool = False
    """Hidden by the page's own style or attributes."""
    containers: tuple[int, ...] = ()
    """Numbers of the enclosing elements, outermost first: equal numbers, same element."""
    readability: bool | None = None
    """Whether readability-lxml kept the block; None where it was not asked."""
    schema: float | None = None
    """Share of the block's words found in the page's own JSON-LD text; None without one."""
    described: float = 0.0
    """Share of the block's words found in the page's own description, 0 to 1."""
    after_image: bool = False
    """An image, film or frame stands between the block before and this one."""
    lines: tuple[int, int] | None = None
    """First source line and the one after the last, from 0, for plain text."""


class Picture(NamedTuple):
    """A picture of a page: its address, and the page's words for it, which may be none."""

    url: str
    caption: str = ""

    @property
    def shown(self) -> str:
        """How it is called among links."""
        return f"picture: {self.caption}" if self.caption else "picture"


class Block(NamedTuple):
    """One block of the source, hidden or not.

    `level` is the rank of a heading (1 to 6) or the depth of an item or quote (from 1).
    `marker` is a list item's own mark ("3.", "•"). In a table's text a newline ends a row and
    a tab a cell; in code a newline ends a line, in a paragraph or quote one of a verse or an
    address; other shapes hold neither, but for a timeline's items, of two lines each.
    """

    shape: Shape
    runs: tuple[Run, ...]
    level: int = 0
    marker: str = ""
    evidence: Evidence = Evidence()
    pictures: tuple[Picture, ...] = ()
    """Those that stand right before it; see `pictures`. No labeller looks at them."""

    @property
    def text(self) -> str:
        """The block's text without its looks."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])

    @property
    def file(self) -> str | None:
        """The address of the file that a feed gives with the article, where this is one."""
        return self.runs[0].href if self.evidence.path == ENCLOSURE else None


class Label(NamedTuple):
    """What a block is for, and why we think so.

    `reason` is one short sentence without its full stop, in lower case ("asks for
    donations"): it stands in a fold as well as in an explanation. `confidence` is 0 to 1.
    """

    kind: Kind
    reason: str
    confidence: float
    against: str = ""
    """What spoke the other way, worded like the reason; empty where nothing did."""
    instead: Label | None = None
    """What the labeller itself said, where the site's other articles or a person's rule
    overruled it."""

    @property
    def hidden(self) -> bool:
        """Whether the reader view folds the block away."""
        return self.kind not in SHOWN


@dataclass(frozen=True, slots=True)
class Document:
    """A source, parsed and cleaned, before anyone judged its blocks.

    `published` and `modified` carry a zone where the source named one; they are never a file's
    own time. `canonical` is the address the page itself calls its own, `image` that of its lead
    picture, both absolute and of the web.
    """

    url: str
    title: str | None
    byline: str | None
    published: datetime | None
    site: str | None
    language: str | None
    blocks: tuple[Block, ...]
    modified: datetime | None = None
    section: str | None = None
    canonical: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A stored document with a label for each of its blocks. Immutable: a change of the
    source makes a new version, a better labeller new labels for the same version."""

    id: int
    version: int
    document: Document
    labels: tuple[Label, ...]
    fetched_at: datetime

    @property
    def title(self) -> str:
        """The headline, never empty."""
        return self.document.title or self.document.url


@dataclass(frozen=True, slots=True)
class Status:
    """What a person did with an article; kept apart, so that it outlives the article."""

    article_id: int
    read: bool = False
    starred: bool = False
    position: int = 0
    """Index of the block that was being read."""
    width: int | None = None
    """The measure chosen for this article, in cells; None for the default."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One row of the list."""

    id: int
    title: str
    site: str | None
    published: datetime | None
    fetched_at: datetime
    listed_at: datetime
    """What it is listed by: its date; when it first came, where it has none."""
    read: bool
    starred: bool
    outlets: int = 1
    """How many known outlets tell the story it belongs to."""
    reports: int = 1
    """How many articles tell it, this one included, whether their outlets are known or not."""
    words: int = 0
    """Words shown."""
    url: str = ""
    changed: bool = False
    """Whether its text changed since it was read."""


@dataclass(frozen=True, slots=True)
class Link:
    """Another article that tells the same story, or one near it."""

    article_id: int
    level: Level
    reason: str
    score: float
    copied: bool = False
    """Whether it is the same text, or nearly."""


@dataclass(frozen=True, slots=True)
class Related:
    """A link with the row of the article it leads to."""

    link: Link
    headline: Headline
    twin: int | None = None
    """The article before it in the list that has the same text."""
    own: str = ""
    """Of those that have the same text, what this has that the first to print it has not."""


@dataclass(frozen=True, slots=True)
class Story:
    """One row of the front page: the articles that tell one story, under the headline of the
    report that stands nearest to the others."""

    id: int
    title: str
    lead: int
    """The article whose headline that is."""
    articles: int
    outlets: tuple[str, ...]
    """Names of the known ones, in order of their first reports."""
    unread: int
    read: int
    newest: datetime | None
    """When the last dated report appeared."""
    sources: tuple[str, ...] = ()
    """The addresses of the articles, in order of time."""


@dataclass(frozen=True, slots=True)
class Report:
    """One article in a story's timeline: `copied` where an earlier one has the same text, `own`
    what it has besides that."""

    headline: Headline
    copied: bool = False
    own: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A story's reports, the dated ones in order of time, then the others as they came; and the
    outlets of which something is stored from those days, but not this."""

    story: Story
    reports: tuple[Report, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """Which articles a list holds: those with all the words of `text`, or all of them."""

    text: str = ""
    unread: bool = False
    starred: bool = False
    feeds: tuple[int, ...] | None = None
    """Only what came by one of these; None for whatever it came by."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a library, or a query's answer, holds."""

    articles: int
    unread: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is: `done` of `total` things, and what it is at now."""

    done: int
    total: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Meter:
    """How many words a labelled document shows and hides, and in how many places."""

    shown: int
    hidden: int
    places: int
    doubtful: int
    """Hidden places that look like article text (confidence below `DOUBT`)."""


DOUBT: Final = 0.6
"""A hidden block below this confidence is marked as one that may be article text."""


def places(labels: Sequence[Label]) -> list[range]:
    """The runs of neighbouring hidden blocks, as ranges of indices: one fold each."""
    found: list[range] = []
    start: int | None = None
    for index, label in enumerate(labels):
        if label.hidden and start is None:
            start = index
        elif not label.hidden and start is not None:
            found.append(range(start, index))
            start = None
    if start is not None:
        found.append(range(start, len(labels)))
    return found


Outcome = Literal["new", "changed", "unchanged", "duplicate", "failed"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one source: `article_id` is None where it failed, `message` says why or
    what it is a duplicate of."""

    source: str
    outcome: Outcome
    article_id: int | None = None
    message: str = ""
    note: str = ""
    """What is to be said though all went well: that it was fetched without TLS."""
    is_feed: bool = False
    """It failed because it is a feed, which may be followed."""
