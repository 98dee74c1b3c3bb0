"""When a feed is asked next: as often as its entries come, as its own hints allow, later after
failures, and never before its server said.

A moment in the future at which a feed was asked already means that the clock was set back: the
feed is due, so that no jump leaves one waiting for years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from statistics import median
from typing import Final

from reader.core.feeds import RefreshHints
from reader.core.following import LEAST, FeedState

SHORTEST: Final = LEAST
LONGEST: Final = timedelta(days=1)
UNKNOWN: Final = timedelta(hours=1)
"""For a feed of which no dates are known."""
_LATELY: Final = timedelta(days=60)
_NEWEST: Final = 20
"""Entries by which the pace is measured, and how old they may be."""
_BACK_OFF: Final = timedelta(minutes=30)
"""After the first failure; doubled with each."""
_WAIT: Final = timedelta(days=7)
"""The longest Retry-After that is heeded."""
_SLACK: Final = timedelta(minutes=5)
"""By which clocks differ without having jumped."""
_HOUR: Final = timedelta(hours=1)


def pace(moments: Sequence[datetime], present: datetime) -> timedelta:
    """How often a feed is worth asking whose entries came at these moments: twice as often as
    entries come, the silence since the newest counted as a gap."""
    past = sorted((one for one in moments if present - _LATELY < one <= present), reverse=True)
    if not past:
        return LONGEST if moments else UNKNOWN
    line = [present, *past[:_NEWEST]]
    gaps = [after - before for after, before in pairwise(line)]
    usual = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    return _clamped(max(usual, gaps[0]) / 2)


def next_due(
    present: datetime, usual: timedelta, hints: RefreshHints, every: timedelta | None
) -> datetime:
    """When to ask again after a success: at the person's own interval where there is one, else
    at the usual one, no sooner than the feed's hints and not while it says that nothing comes."""
    if every is not None:
        return present + max(every, SHORTEST)
    wanted = max(usual, min(hints.ttl or usual, LONGEST), min(hints.period or usual, LONGEST))
    return _awake(present + _clamped(wanted), hints)


def soon(present: datetime) -> datetime:
    """When to ask again for what came only in part."""
    return present + SHORTEST


def after_failure(state: FeedState, present: datetime, retry_after: str | None) -> FeedState:
    """The state with a failure more: asked again after half an hour, twice that, up to a day, and
    not before the server said."""
    delay = min(_BACK_OFF * 2 ** min(state.failures, 10), LONGEST)
    wait = patience(retry_after, present)
    return replace(
        state,
        failures=state.failures + 1,
        checked_at=present,
        due_at=max(present + delay, wait or present),
        wait_until=wait,
    )


def patience(retry_after: str | None, present: datetime) -> datetime | None:
    """The moment that a Retry-After names, in seconds or as a date; at most a week ahead, None
    for one that is past or makes no sense."""
    text = (retry_after or "").strip()
    try:
        if text.isascii() and text.isdigit():
            until = present + timedelta(seconds=min(int(text[:12]), _WAIT.total_seconds()))
        else:
            until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(until, present + _WAIT) if until > present else None


def due(state: FeedState, present: datetime) -> bool:
    """Whether a feed is to be asked now."""
    if state.checked_at is None:
        return not waiting(state, present)  # its host may have refused another
    if _jumped(state, present):
        return True
    return not waiting(state, present) and (state.due_at is None or state.due_at <= present)


def waiting(state: FeedState, present: datetime) -> bool:
    """Whether its server said not to ask yet."""
    return (
        state.wait_until is not None and state.wait_until > present and not _jumped(state, present)
    )


def _jumped(state: FeedState, present: datetime) -> bool:
    """Whether the clock stood later once: when the feed was asked, or long before it is due."""
    late = state.checked_at is not None and state.checked_at > present + _SLACK
    far = state.due_at is not None and state.due_at > present + _WAIT + LONGEST + _SLACK
    return late or far


def _clamped(interval: timedelta) -> timedelta:
    return max(SHORTEST, min(interval, LONGEST))


def _awake(moment: datetime, hints: RefreshHints) -> datetime:
    """The first moment from this one that lies in no hour or day the feed wants skipped; the
    moment itself where it would skip them all."""
    first = moment.astimezone(UTC)
    later = first
    for _ in range(7 * 24):
        if later.hour not in hints.skip_hours and later.weekday() not in hints.skip_days:
            return later
        later = later.replace(minute=0, second=0, microsecond=0) + _HOUR
    return first
