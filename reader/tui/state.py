"""What the screen remembers between two keys."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reader.core.model import Article, Counts, Progress, Query, View

if TYPE_CHECKING:
    from reader.core.following import RefreshProgress
    from reader.library.comparing import Comparison
    from reader.library.correcting import Preview
    from reader.library.telling import OnlyHere
    from reader.store.versions import Reading
    from reader.tui.keys import Place
    from reader.tui.widgets.compare import At


Rows = Literal["articles", "stories", "story"]
"""What the rows of a list are: of a story, its reports."""


Compared = tuple["Comparison", "At"]
"""A comparison, and where in it one was."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Where one was before following a related article or opening a page."""

    article: Article
    view: View
    position: int
    width: int | None
    row: int
    """The line of the screen where the block at the bar began."""
    place: Place
    """Which pane had the keys."""
    related: int | None = None
    """The report that was selected beside it, where the sidebar was open; 0 for none."""
    compared: Compared | None = None
    """The comparison that lay over it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The block being read before the source was shown, the line of the source it is in, the
    row of the screen where it began, and the lines in which all the blocks begin. The same of the
    changes, where a line is a block of both versions."""

    block: int = 0
    line: int = -1
    row: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list shows: the articles that `query` asks for; all stories; or the reports of one,
    the `story` called `title`. Closing it leads back to the list `under` it."""

    of: Rows = "articles"
    query: Query = field(default_factory=Query)
    story: int = 0
    title: str = ""
    place: tuple[str, ...] = ()
    """The key of the place that it lists."""
    under: Left | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A list one went away from: its rows, the selected one, and the line it began in."""

    listing: Listing
    ids: array[int]
    index: int
    line: int


@dataclass(slots=True)
class State:
    """The parts that are not a widget's own."""

    listing: Listing = field(default_factory=Listing)
    aside: Left | None = None
    """The list of all stories while that of all articles is shown, and the other way round."""
    revision: int = 0
    """That of the library when the list was read last."""
    counts: Counts = field(default_factory=lambda: Counts(0, 0))
    found: int = 0
    """How many rows the list has."""
    restored: bool = False
    """Whether what comes into it next comes back by an undo: it is nothing new."""
    partial: bool = False
    """Whether these are the best of the newest, and all are still being ranked."""
    view: View = "reader"
    asked: View = "reader"
    """The view that was asked for last: another than `view` where it could not be made."""
    awaited: bool = False
    """Whether it is still being made."""
    origin: Origin = field(default_factory=Origin)
    changed: Reading | None = None
    """The version of the article shown that was read last, where it changed since."""
    only: tuple[int, Sequence[OnlyHere]] = (0, ())
    """The article of which is known what it alone tells, and that."""
    visits: list[Visit] = field(default_factory=list)
    reading: bool = False
    """With one pane at a time: whether it is the reader."""
    sidebar: bool = False
    rail: bool = False
    """Whether the places stand beside the list, where there is room for them."""
    turned: set[tuple[str, ...]] = field(default_factory=set)
    """The folders among the places that are closed, and the tags that are open."""
    zen: bool = False
    why: bool = False
    finding: str = ""
    searched: str = ""
    """What was searched last."""
    correction: tuple[Preview, int] | None = None
    """What was asked of the block at the bar, and the row it was in, until it is answered."""
    progress: Progress | None = None
    refresh: RefreshProgress | None = None
    """How far the refresh is that goes on."""
    kept: tuple[int, int, int | None] = (0, 0, None)
    """The article, position and width last remembered."""
