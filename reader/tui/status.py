"""What the line at the top says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.text import plural, squeeze
from reader.core.when import day
from reader.tui import panes, taking
from reader.tui.layout.wrap import fit
from reader.tui.outlet import outlet

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
        return f"Manual · {squeeze(shown.title)} · J K turn pages", right, busy
    if panes.mode(screen) == "one" and screen.state.reading:
        return _article(screen), right, busy
    return _library(screen), right, busy


def _library(screen: MainScreen) -> str:
    state = screen.state
    if state.query.text:
        found = f"best of the newest {state.found:,}" if state.partial else f"{state.found:,} found"
        return f"“{squeeze(state.query.text)}” · {found} · Esc shows all"
    counts = state.counts
    stored = plural(counts.articles, "article")
    return f"Library · {counts.unread:,} unread · {stored}" if counts.articles else "Library"


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
    if state.finding and view.found:
        return f"{view.found_at + 1:,} of {plural(len(view.found), 'match', 'matches')}", True
    if view.article is None:
        return "", False
    if view.article.id < 0:
        return "manual", True
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
