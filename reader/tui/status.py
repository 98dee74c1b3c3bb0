"""What the lines at the top and at the bottom say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from reader.core.text import plural, squeeze
from reader.core.when import day
from reader.tui import panes, refreshing, showing, taking, timeline
from reader.tui.keys import BY_ID, FOOTER, footer_key
from reader.tui.layout.wrap import fit
from reader.tui.outlet import outlet
from reader.tui.state import Listing, Rows
from reader.tui.widgets.footer import Item

if TYPE_CHECKING:
    from reader.store.versions import Reading
    from reader.tui.screens.main import MainScreen


def one_line(message: str) -> str:
    """A message as a toast shows it."""
    return fit(squeeze(message), 200)


def context(screen: MainScreen) -> tuple[str, str, bool]:
    """Where one is, what goes on, and whether that is a job."""
    right, busy = _right(screen)
    shown = screen.article.article
    if shown is not None and shown.id < 0:
        return f"Manual · {squeeze(shown.title)} · J K turn pages, F1 lists them", right, busy
    if shown is not None and shown.id == 0:
        return f"Timeline · {squeeze(shown.title)}", right, busy
    if panes.mode(screen) == "one" and screen.state.reading:
        return _article(screen), right, busy
    return _library(screen), right, busy


def _library(screen: MainScreen) -> str:
    state, listing = screen.state, screen.state.listing
    above = screen.headlines.above
    only = f"{above:,} new above · " * bool(above) + "only unread · " * listing.query.unread
    if listing.query.text:
        found = f"best of the newest {state.found:,}" if state.partial else f"{state.found:,} found"
        return f"“{squeeze(listing.query.text)}” · {only}{found} · {_way_back(listing)}"
    if listing.of == "story":
        told = plural(state.found, "report")
        return f"Story · {only}{told} · {_way_back(listing)} · {squeeze(listing.title)}"
    if listing.query.feeds is not None:
        found = plural(state.found, "article")
        if not listing.query.unread:
            found = f"{screen.library.feeds.unread(listing.query.feeds):,} unread · {found}"
        return f"{_called(screen, listing)} · {only}{found} · {_way_back(listing)}"
    counts = state.counts
    name = "Stories" if listing.of == "stories" else "Library"
    stored = plural(counts.articles, "article")
    if listing.query.unread:
        what = ("story", "stories") if listing.of == "stories" else ("article", "articles")
        return f"{name} · {only}{plural(state.found, *what)}"
    return f"{name} · {only}{counts.unread:,} unread · {stored}" if counts.articles else name


def _called(screen: MainScreen, listing: Listing) -> str:
    """What the place that is listed is called: a feed may have been renamed since it was."""
    feeds = listing.query.feeds or ()
    if len(feeds) == 1 and listing.place[-1:] == (str(feeds[0]),):
        return squeeze(screen.library.feeds.get(feeds[0]).called)
    return squeeze(listing.title)


_WAYS: Final[dict[Rows, str]] = {
    "articles": "Esc shows all",
    "stories": "Esc back to the stories",
    "story": "Esc back to the story",
}


def _way_back(listing: Listing) -> str:
    """What closing a list leads to."""
    if listing.under is None:
        return ""
    under = listing.under.listing
    return "Esc back" if under.query.feeds is not None else _WAYS[under.of]


def _article(screen: MainScreen) -> str:
    article = screen.article.article
    if article is None:
        return "newsreader"
    document = article.document
    date = day(document.published, weekday=False) if document.published else ""
    return (
        " · ".join(part for part in (outlet(document.site, document.url), date) if part)
        or "Article"
    )


def _right(screen: MainScreen) -> tuple[str, bool]:
    state, view = screen.state, screen.article
    if state.progress is not None:
        return taking.progress_text(state.progress), True
    if state.refresh is not None:
        return refreshing.progress_text(state.refresh, screen.app.size.width // 2), True
    if state.finding and view.found:
        return f"{view.found_at + 1:,} of {plural(len(view.found), 'match', 'matches')}", True
    if view.article is None:
        return "", False
    if view.article.id <= 0:
        return ("manual" if view.article.id < 0 else "q back"), True
    name: str = state.asked if state.awaited else state.view
    if name == "reader" and state.changed is not None and screen.place == "reader":
        return _since(state.changed), True
    changed = name != "reader"
    name += " view" if changed else ""
    coming = "…" if state.awaited else ""
    visiting = "q back · " if state.visits else ""
    return visiting + name + coming, changed


def _since(reading: Reading) -> str:
    """That an article changed, and the key that shows how."""
    date = day(reading.at, weekday=False) if reading.at else "it was read"
    return f"changed since {date} · C"


_EMPTY: Final = (
    ("open", "^O", "open"),
    ("starters", "+", "well-known"),
    ("help", "?", "keys"),
    ("manual", "F1", "manual"),
    ("quit", "Q", "quit"),
)
_ASK: Final = ("refresh_all", "R", "refresh")
_FINDING: Final = (
    ("next_unread", "n", "next match"),
    ("find_back", "N", "match before"),
    ("escape", "Esc", "end"),
)
_MANUAL: Final = (
    ("next", "J K", "turn pages"),
    ("manual", "F1", "pages"),
    ("close", "q", "back"),
    ("help", "?", "keys"),
)
_CHANGES: Final = (
    ("next_fold", "]", "next change"),
    ("changes", "C", "back"),
    ("find", "/", "find"),
    ("help", "?", "keys"),
    ("palette", "^P", "palette"),
)
_TIMELINE: Final = (
    ("fold", "Enter", "read the report"),
    ("close", "q", "back"),
    ("find", "/", "find"),
    ("help", "?", "keys"),
)
_FEED: Final = (
    ("list_open", "Enter", "read"),
    ("close", "q", "back"),
    ("refresh", "r", "refresh"),
    ("places", "B", "places"),
    ("help", "?", "keys"),
)
_LISTS: Final[dict[Rows, Sequence[Item]]] = {
    "stories": (
        ("list_open", "Enter", "reports"),
        ("timeline", "L", "timeline"),
        ("stories", "T", "articles"),
        ("search", "/", "search"),
        ("help", "?", "keys"),
    ),
    "story": (
        ("list_open", "Enter", "read"),
        ("close", "q", "stories"),
        ("timeline", "L", "timeline"),
        ("search", "/", "search"),
        ("help", "?", "keys"),
    ),
}


def footer(screen: MainScreen) -> Sequence[Item]:
    """The few keys that matter most now."""
    state, place = screen.state, screen.place
    if screen.prompt is not None:
        return [("escape", "Esc", "cancel")]
    if state.finding and place == "reader":
        return _FINDING
    if showing.in_manual(screen):
        return _MANUAL
    if timeline.in_front(screen):
        return _TIMELINE
    if state.view == "changes" and place == "reader":
        return _CHANGES
    if not state.counts.articles and screen.article.article is None:
        return (_ASK, *_EMPTY[1:]) if screen.library.feeds.all() else _EMPTY
    if place == "list" and state.listing.query.feeds is not None:
        return _FEED
    if place == "list" and state.listing.of in _LISTS:
        return _LISTS[state.listing.of]
    keys = [BY_ID[action_id] for action_id in FOOTER[place]]
    return [(key.id, footer_key(key), key.label) for key in keys]
