"""From one answer of a feed's server to the state that is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from reader.core.feeds import RefreshHints
from reader.core.following import Answer, FeedState
from reader.feeds import redirects, schedule, validators


def failed(state: FeedState, answer: Answer, present: datetime) -> FeedState:
    """After an answer that gave no feed: validators and entries stay as they are. A 410 is
    believed: the feed is not asked again until the person says so."""
    later = schedule.after_failure(state, present, answer.retry_after)
    return replace(later, error=answer.error, gone=state.gone or answer.status == 410)


def held(state: FeedState, answer: Answer, present: datetime) -> FeedState:
    """After its host said to another that it wants no more: it waits, which is no failure."""
    wait = schedule.patience(answer.retry_after, present)
    return replace(state, wait_until=wait, due_at=wait or state.due_at)


def unchanged(
    state: FeedState,
    answer: Answer,
    moments: Sequence[datetime],
    every: timedelta | None,
    present: datetime,
) -> FeedState:
    """After a 304, or a 200 with the body of before, whose validators then count. `moments` are
    those of the entries that are stored, `every` is the person's own interval."""
    usual = schedule.pace(moments, present)
    well = replace(
        redirects.counted(state, answer.hops),
        checked_at=present,
        failures=0,
        error="",
        gone=False,
        wait_until=None,
        due_at=schedule.next_due(present, usual, state.hints, every),
    )
    if answer.status == 200 and state.body_hash:
        return validators.taken(well, answer, state.body_hash, present)
    return well


def read(
    state: FeedState,
    answer: Answer,
    body: str,
    hints: RefreshHints,
    moments: Sequence[datetime],
    every: timedelta | None,
    present: datetime,
    *,
    came: bool,
) -> FeedState:
    """After a whole answer that was read and whose entries are stored: `body` is its hash, `came`
    whether one of them is new or changed."""
    fresh = replace(state, body_hash=body, hints=hints)
    well = unchanged(fresh, answer, moments, every, present)
    return replace(well, changed_at=present) if came else well
