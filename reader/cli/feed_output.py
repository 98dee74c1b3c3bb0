"""Feeds and what became of them, as text and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.core.feeds import LeftOut
from reader.core.following import Feed, Refreshed
from reader.core.text import cells
from reader.core.when import iso

if TYPE_CHECKING:
    from reader.library.following import Offered

_TITLE = 32
"""Cells of a starter feed's title; the longest has 30."""


def feed(row: Feed) -> str:
    """A feed for eyes and for `cut`: number, unread, name, then what is to be said of it."""
    facts = [*row.settings.folders, *(f"#{tag}" for tag in row.settings.tags)]
    facts += ["paused"] if row.settings.paused else []
    more = f"  ({', '.join(facts)})" if facts else ""
    error = f"{'':15}{row.state.error}\n" if row.state.error else ""
    return f"{row.id:6} {row.unread:6}  {row.shown}{more}\n{error}"


def feed_json(row: Feed) -> str:
    """A feed as a line of JSON."""
    settings, state = row.settings, row.state
    return _line(
        {
            "id": row.id,
            "name": row.shown,
            "url": row.url,
            "site": row.link,
            "folders": list(settings.folders),
            "tags": list(settings.tags),
            "articles": row.articles,
            "unread": row.unread,
            "health": row.health,
            "error": state.error or None,
            "paused": row.paused,
            "full_text": settings.full_text,
            "every": settings.every.total_seconds() / 60 if settings.every else None,
            "keep": settings.keep.days if settings.keep else None,
            "checked_at": iso(state.checked_at),
            "changed_at": iso(state.changed_at),
            "due_at": iso(state.due_at),
        }
    )


def aside_json(one: LeftOut) -> str:
    """A line of a list that is kept aside, as a line of JSON."""
    return _line({"aside": one.line, "reason": one.reason})


def starter(one: Offered) -> str:
    """A feed of the starter set: a mark where it is followed, language, title, address."""
    title = one.starter.title + " " * (_TITLE - cells(one.starter.title))
    mark = "✓" if one.followed else " "
    return f"{mark} {one.starter.language}  {title}  {one.starter.url}\n"


def starter_json(one: Offered) -> str:
    """A feed of the starter set as a line of JSON."""
    return _line(
        {
            "title": one.starter.title,
            "url": one.starter.url,
            "site": one.starter.site,
            "topic": one.starter.topic,
            "language": one.starter.language,
            "followed": one.followed,
        }
    )


def followed_json(source: str, feed_id: int | None, outcome: str, message: str) -> str:
    """What became of a feed that was added, as a line of JSON."""
    return _line(
        {
            "source": source,
            "outcome": outcome,
            "id": None,
            "feed": feed_id,
            "message": message or None,
        }
    )


def refreshed_json(outcome: Refreshed) -> str:
    """What became of one feed in a refresh, as a line of JSON."""
    return _line(
        {
            "feed": outcome.feed_id,
            "name": outcome.name,
            "outcome": outcome.outcome,
            "new": outcome.new,
            "changed": outcome.changed,
            "message": outcome.message or None,
            "expired": outcome.expired,
        }
    )


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
