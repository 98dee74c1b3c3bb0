"""Places: all articles, the feeds that are followed, their folders and tags, as rows and sentences.

A feed that fails, is paused or gone bears a sign and says so in its row; what is known of the
selected one stands below in full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content

from reader.core.text import natural, plural, squeeze
from reader.core.when import age, day, time_of_day
from reader.tui.layout.wrap import fit

if TYPE_CHECKING:
    from reader.core.following import Feed

_FAILING: Final = ("!", "$wrong")
_GONE: Final = ("×", "$wrong")
_PAUSED: Final = ("‖", "$quiet")
_WELL: Final = (" ", "$quiet")
_NAMES: Final = 55
"""Per cent of a row that names may take where sentences follow them."""
EMPTY: Final = (
    "no feed is followed yet · + offers well-known ones",
    "a and the address of a feed or a site follows one",
)
NONE_SO: Final = "nothing begins so · Esc shows all"
Key = tuple[str, ...]
"""What tells a row from others: a folder by its name and those of the folders around it, a tag by
its name, a feed by its number."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One row of the list of places: `feeds` are those whose articles it leads to, None for
    whatever they came by. A folder and a tag have no `feed`; `key` tells the row from others."""

    key: Key
    name: str
    feeds: tuple[int, ...] | None
    unread: int = 0
    """Of a folder or a tag the sum of its feeds'; an article that two of them brought counts for
    both."""
    feed: Feed | None = None
    depth: int = 0
    ill: tuple[Feed, ...] = ()
    """Those of its feeds that fail or are gone."""
    open: bool | None = None
    """Whether the feeds of a folder or a tag are listed; None for a feed."""
    inside: Key | None = None
    """The folder or tag that it is listed in."""


def shelves(feeds: Sequence[Feed], unread: int, turned: Collection[Key] = ()) -> list[Shelf]:
    """All rows: all articles, feeds in no folder, folders with theirs, tags. A folder is open and a
    tag, whose feeds are listed elsewhere already, is closed, unless it is one of the `turned`."""
    return [
        Shelf(("all",), "All articles", None, unread),
        *_by_folder(feeds, turned),
        *_by_tag(feeds, turned),
    ]


def find(feeds: Sequence[Feed], key: Key) -> Shelf | None:
    """The row with this key, whether it is listed or not; None for one that is gone."""
    rows = shelves(feeds, 0, {key[:2]} if key[0] == "tag" else ())
    return next((row for row in rows if row.key == key), None)


def _by_folder(feeds: Sequence[Feed], turned: Collection[Key]) -> Iterator[Shelf]:
    named: set[Key] = set()
    for feed in sorted(feeds, key=_order):
        folders = feed.settings.folders
        for depth in range(len(folders)):
            path = folders[: depth + 1]
            if path not in named and not _hidden(path[:-1], turned):
                named.add(path)
                key = _folder(path)
                held = [one for one in feeds if one.settings.folders[: depth + 1] == path]
                shelf = _group(key, squeeze(path[-1]), held)
                around = _folder(path[:-1]) if depth else None
                yield replace(shelf, depth=depth, open=key not in turned, inside=around)
        if not _hidden(folders, turned):
            around = _folder(folders) if folders else None
            yield _of_feed(("feed", str(feed.id)), feed, len(folders), around)


def _order(feed: Feed) -> tuple[object, ...]:
    """By folder, which are two where they differ in case alone, then by name."""
    folders = [(natural(folder), folder) for folder in feed.settings.folders]
    return folders, natural(feed.called)


def _folder(path: Sequence[str]) -> Key:
    return ("folder", *path)


def _hidden(path: Sequence[str], turned: Collection[Key]) -> bool:
    """Whether what is in this folder is not listed."""
    return any(_folder(path[:depth]) in turned for depth in range(1, len(path) + 1))


def _of_feed(key: Key, feed: Feed, depth: int, inside: Key | None) -> Shelf:
    name = squeeze(feed.called)
    return Shelf(key, name, (feed.id,), feed.unread, feed, depth, inside=inside)


def _group(key: Key, name: str, feeds: Sequence[Feed]) -> Shelf:
    ill = tuple(one for one in feeds if needs_look(one))
    return Shelf(
        key, name, tuple(one.id for one in feeds), sum(one.unread for one in feeds), ill=ill
    )


def needs_look(feed: Feed) -> bool:
    """Whether it fails, or is gone for good."""
    return feed.health == "failing" or feed.state.gone


def _by_tag(feeds: Sequence[Feed], turned: Collection[Key]) -> Iterator[Shelf]:
    for tag in sorted({tag for feed in feeds for tag in feed.settings.tags}, key=natural):
        key, tagged = ("tag", tag), [feed for feed in feeds if tag in feed.settings.tags]
        yield replace(_group(key, f"#{squeeze(tag)}", tagged), open=key in turned)
        if key in turned:
            for feed in sorted(tagged, key=lambda one: natural(one.called)):
                yield _of_feed((*key, str(feed.id)), feed, 1, key)


def line(shelf: Shelf, width: int, figures: int, names: int, *, said: bool = True) -> Content:
    """A row: unread, a sign for its health, its name, and where `said` what is to be said of it.
    The unread stand in a column of `figures` cells, names that something is said of in one of
    `names`, if that leaves the sentence some room."""
    unread = f"{shelf.unread:,}" if shelf.unread else ""
    (sign, ink), facts = _health(shelf)
    facts = facts if said else ""
    room = max(width - figures - 3, 0)
    column = min(names, room * _NAMES // 100) if facts else room
    name = fit(_label(shelf), column)
    gap = " " * (column - cell_len(name) + 2)
    style = "bold $ink" if shelf.unread else "$ink" if shelf.feed else "bold $quiet"
    return Content.assemble(
        (unread.rjust(figures), "$mark"),
        (f" {sign} ", ink),
        (name, style),
        (gap + fit(facts, room - column - 2) if facts else "", ink if facts else ""),
    )


def _label(shelf: Shelf) -> str:
    """The name, moved in as deep as it is, a folder's or a tag's behind its triangle."""
    triangle = "" if shelf.open is None else "▾ " if shelf.open else "▸ "
    return "  " * shelf.depth + triangle + shelf.name


def columns(rows: Sequence[Shelf]) -> tuple[int, int]:
    """The cells that the columns of unread articles and of names take."""
    figures = (len(f"{row.unread:,}") for row in rows if row.unread)
    names = (cell_len(_label(row)) for row in rows)
    return max(figures, default=1), max(names, default=0)


def _health(shelf: Shelf) -> tuple[tuple[str, str], str]:
    """The sign of a row and its ink, and the few words after its name."""
    feed = shelf.feed
    if feed is None:
        looks = f"{plural(len(shelf.ill), 'needs', 'need')} a look"
        return (_FAILING, looks) if shelf.ill else (_WELL, "")
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
        return _told_of_many(shelf, feeds)
    feed, state = shelf.feed, shelf.feed.state
    asked = f"asked {_ago(state.checked_at, present)}" if state.checked_at else "not asked yet"
    came = f"something new came {_ago(state.changed_at, present)}" if state.changed_at else ""
    facts = [asked, came, _next(feed, present)]
    if not state.checked_at and not feed.paused and not state.wait_until:
        facts = [asked]  # it is new, or its address is
    times = f"failed {plural(state.failures, 'time')}: " if state.failures else ""
    lines = [
        " · ".join(fact for fact in facts if fact),
        times + squeeze(state.error) if state.error else "",
        f"{plural(feed.articles, 'article')} · {squeeze(feed.url)}",
    ]
    return [line for line in lines if line]


def _told_of_many(shelf: Shelf, feeds: int) -> list[str]:
    """Of a folder or a tag how many feeds it has, and which of them need a look."""
    if not feeds:
        return list(EMPTY)
    if shelf.feeds is None:
        return [f"{plural(feeds, 'feed')} · Enter lists all that is stored"]
    key = "" if shelf.open is None else " · h closes it" if shelf.open else " · l opens it"
    ill = [f"{squeeze(one.shown)}: {squeeze(one.state.error)}" for one in shelf.ill[:2]]
    return [f"{plural(len(shelf.feeds), 'feed')} · Enter lists what came by them{key}", *ill]


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
