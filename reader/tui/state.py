"""What the screen remembers between two keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.core.model import Article, Counts, Progress, Query, View

if TYPE_CHECKING:
    from reader.library.correcting import Preview
    from reader.store.versions import Reading


@dataclass(frozen=True, slots=True)
class Visit:
    """Where one was before following a related article or opening the manual."""

    article: Article
    view: View
    position: int
    width: int | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The block being read before the source was shown, the line of the source it is in, the
    row of the screen where it began, and the lines in which all the blocks begin. The same of the
    changes, where a line is a block of both versions."""

    block: int = 0
    line: int = -1
    row: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class State:
    """The parts that are not a widget's own."""

    query: Query = field(default_factory=Query)
    counts: Counts = field(default_factory=lambda: Counts(0, 0))
    found: int = 0
    """How many articles the search found."""
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
    visits: list[Visit] = field(default_factory=list)
    reading: bool = False
    """With one pane at a time: whether it is the reader."""
    sidebar: bool = False
    zen: bool = False
    why: bool = False
    finding: str = ""
    correction: tuple[Preview, int] | None = None
    """What was asked of the block at the bar, and the row it was in, until it is answered."""
    progress: Progress | None = None
    kept: tuple[int, int, int | None] = (0, 0, None)
    """The article, position and width last remembered."""
