"""When a feed asks to be fetched: `ttl`, `skipHours`, `skipDays`, the syndication module."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from reader.core.feeds import RefreshHints
from reader.formats.feed_fields import Fields, text_of

_PERIODS: Final = {
    "hourly": timedelta(hours=1), "daily": timedelta(days=1), "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30), "yearly": timedelta(days=365),
}  # fmt: skip
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST: Final = 366 * 24 * 60
"""Minutes beyond which nobody meant it."""


def read(feed: Fields) -> RefreshHints:
    """The hints a feed gives; what makes no sense counts as not said."""
    ttl = _number(feed.text("ttl"))
    period = _PERIODS.get((feed.text("sy:updateperiod") or "").lower())
    often = _number(feed.text("sy:updatefrequency")) or 1
    hours = {_number(text) for text in _within(feed, "skiphours")}
    days = {text.strip().lower()[:3] for text in _within(feed, "skipdays")}
    return RefreshHints(
        ttl=timedelta(minutes=ttl) if ttl and ttl <= _LONGEST else None,
        period=period / often if period else None,
        skip_hours=tuple(sorted({hour % 24 for hour in hours if hour is not None and hour <= 24})),
        skip_days=tuple(number for number, day in enumerate(_DAYS) if day in days),
    )


def _within(feed: Fields, name: str) -> list[str]:
    return [text_of(child) for element in feed.all((name,)) for child in element]


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
