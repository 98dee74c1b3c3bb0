"""Moments as a person reads them, against a clock that a test can set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, with a zone."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def now() -> datetime:
    """The system's clock."""
    return datetime.now(UTC)


def day(moment: datetime, *, weekday: bool = True) -> str:
    """ "Mon 26 Jun 2023" in the local zone; the same in every locale."""
    local = moment.astimezone()
    date = f"{local.day} {_MONTHS[local.month - 1]} {local.year}"
    return f"{_DAYS[local.weekday()]} {date}" if weekday else date


def time_of_day(moment: datetime) -> str:
    """ "16:30" in the local zone."""
    return moment.astimezone().strftime("%H:%M")


def timed(moment: datetime | None) -> bool:
    """Whether a moment has a time of day: midnight sharp is how a page that names only a day is
    read."""
    return moment is not None and (moment.hour, moment.minute, moment.second) != (0, 0, 0)


def dated(published: datetime | None, modified: datetime | None) -> str:
    """ "Mon 26 Jun 2023, updated 27 Jun" in the local zone: the change where it fell on another
    day; empty where neither is known."""
    if published is None:
        return f"updated {day(modified)}" if modified else ""
    if modified is None or modified.astimezone().date() <= published.astimezone().date():
        return day(published)
    year = published.astimezone().year == modified.astimezone().year
    change = day(modified, weekday=False)
    return f"{day(published)}, updated {change.rsplit(' ', 1)[0] if year else change}"


def age(moment: datetime, present: datetime) -> str:
    """How long ago, as short as it reads: "now", "5 min", "2 h", "yesterday", "3 d",
    "26 Jun", "26 Jun 2023". A moment ahead of the clock is given as its day."""
    seconds = (present - moment).total_seconds()
    local, today = moment.astimezone(), present.astimezone()
    days = (today.date() - local.date()).days
    if seconds < -60 or days > 6:
        date = f"{local.day} {_MONTHS[local.month - 1]}"
        return date if local.year == today.year else f"{date} {local.year}"
    if seconds < 60:
        return "now"
    if seconds < 3600:
        return f"{int(seconds // 60)} min"
    if days == 0 or seconds < 6 * 3600:
        return f"{int(seconds // 3600)} h"
    return "yesterday" if days == 1 else f"{days} d"


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 with its zone, or None."""
    return moment.isoformat() if moment else None
