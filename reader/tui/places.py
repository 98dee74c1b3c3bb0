"""Places: all articles, the feeds that are followed, their folders and tags, as rows and sentences.

A feed that fails, is paused or gone bears a sign and says so in its row; what is known of the
selected one stands below in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from reader.core.following import Feed
from reader.core.text import plural, squeeze
from reader.core.when import age, day, time_of_day
from reader.tui.layout.wrap import fit

_FAILING: Final = ("!", "$wrong")
_GONE: Final = ("×", "$wrong")
_PAUSED: Final = ("‖", "$quiet")
_WELL: Final = (" ", "$quiet")
_NAMES: Final = 55
"""Per cent of a row that names may take where sentences follow them."""
EMPTY: Final = "no feed is followed yet · a and the address of a feed or a site follows one"


@dataclass(frozen=True, slots=True)
class Shelf:
    """One row of the list of places: `feeds` are those whose articles it leads to, None for
    whatever they came by. A folder and a tag have no `feed`; `key` tells the row from others."""

    key: tuple[str, ...]
    name: str
    feeds: tuple[int, ...] | None
    unread: int | None = None
    """None where it is not counted: two feeds of a folder may have the same article."""
    feed: Feed | None = None
    depth: int = 0


def shelves(feeds: Sequence[Feed], unread: int) -> list[Shelf]:
    """All rows: all articles, feeds in no folder, folders with theirs, tags."""
    return [Shelf(("all",), "All articles", None, unread), *_by_folder(feeds), *_tags(feeds)]


def _by_folder(feeds: Sequence[Feed]) -> Iterator[Shelf]:
    named: set[tuple[str, ...]] = set()
    for feed in sorted(feeds, key=lambda one: (one.settings.folders, one.shown.casefold())):
        folders = feed.settings.folders
        for depth in range(len(folders)):
            path = folders[: depth + 1]
            if path not in named:
                named.add(path)
                inside = [one.id for one in feeds if one.settings.folders[: depth + 1] == path]
                yield Shelf(("folder", *path), squeeze(path[-1]), tuple(inside), depth=depth)
        key, name = ("feed", str(feed.id)), squeeze(feed.shown)
        yield Shelf(key, name, (feed.id,), feed.unread, feed, len(folders))


def _tags(feeds: Sequence[Feed]) -> Iterator[Shelf]:
    for tag in sorted({tag for feed in feeds for tag in feed.settings.tags}, key=str.casefold):
        tagged = tuple(feed.id for feed in feeds if tag in feed.settings.tags)
        yield Shelf(("tag", tag), f"#{squeeze(tag)}", tagged)


def line(shelf: Shelf, width: int, figures: int, names: int) -> Content:
    """A row: unread, a sign for its health, its name, what is to be said of it. The unread stand
    in a column of `figures` cells, names that something is said of in one of `names`, if that
    leaves the sentence some room."""
    unread = f"{shelf.unread:,}" if shelf.unread else ""
    (sign, ink), facts = _health(shelf.feed)
    name = "  " * shelf.depth + shelf.name
    room = max(width - figures - 3, 0)
    column = min(names, room * _NAMES // 100) if facts else room
    name = fit(name, column)
    gap = " " * (column - cell_len(name) + 2)
    style = "bold $ink" if shelf.unread else "$ink" if shelf.feed else "bold $quiet"
    return Content.assemble(
        (unread.rjust(figures), "$mark"),
        (f" {sign} ", ink),
        (name, style),
        (gap + fit(facts, room - column - 2) if facts else "", ink if facts else ""),
    )


def columns(rows: Sequence[Shelf]) -> tuple[int, int]:
    """The cells that the columns of unread articles and of names take."""
    figures = (len(f"{row.unread:,}") for row in rows if row.unread)
    return max(figures, default=1), max(cell_len(row.name) + 2 * row.depth for row in rows)


def _health(feed: Feed | None) -> tuple[tuple[str, str], str]:
    """The sign of a feed and its ink, and the few words after its name."""
    if feed is None:
        return _WELL, ""
    tags = " ".join(f"#{squeeze(tag)}" for tag in feed.settings.tags)
    if feed.state.gone:
        return _GONE, "gone"
    if feed.settings.paused:
        return _PAUSED, f"paused {tags}".rstrip()
    if feed.state.failures:
        return _FAILING, squeeze(feed.state.error)
    return _WELL, tags if feed.state.checked_at else f"not asked yet {tags}".rstrip()


def told(shelf: Shelf, feeds: int, present: datetime) -> list[str]:
    """What is known of the selected row, a sentence a line."""
    if shelf.feed is None:
        if not feeds:
            return [EMPTY]
        if shelf.feeds is None:
            return [f"{plural(feeds, 'feed')} · Enter lists all that is stored"]
        return [f"{plural(len(shelf.feeds), 'feed')} · Enter lists what came by them"]
    feed, state = shelf.feed, shelf.feed.state
    asked = f"asked {_ago(state.checked_at, present)}" if state.checked_at else "not asked yet"
    came = f"something new came {_ago(state.changed_at, present)}" if state.changed_at else ""
    facts = (asked, came, _next(feed, present))
    times = f"failed {plural(state.failures, 'time')}: " if state.failures else ""
    lines = [
        " · ".join(fact for fact in facts if fact),
        times + squeeze(state.error) if state.error else "",
        f"{plural(feed.articles, 'article')} · {squeeze(feed.url)}",
    ]
    return [line for line in lines if line]


def _next(feed: Feed, present: datetime) -> str:
    """When it is asked next."""
    state = feed.state
    if feed.paused:
        return "gone: p asks it again" if state.gone else "paused: p resumes it"
    if state.wait_until is not None and state.wait_until > present:
        return f"its server says to wait until {_at(state.wait_until, present)}"
    if state.due_at is None or state.due_at <= present:
        return "due now"
    return f"due {_at(state.due_at, present)}"


def _ago(moment: datetime, present: datetime) -> str:
    said = age(moment, present)
    if said == "now":
        return "just now"
    return f"{said} ago" if said.endswith((" min", " h", " d")) else said


def _at(moment: datetime, present: datetime) -> str:
    """ "19:30", with its day where that is another one."""
    today = moment.astimezone().date() == present.astimezone().date()
    time = time_of_day(moment)
    return time if today else f"{day(moment, weekday=False)}, {time}"
