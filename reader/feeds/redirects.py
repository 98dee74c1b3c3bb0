"""When a feed's address is replaced: after three equal permanent redirects, never after others.

One wrong answer of a hotel's network or a misconfigured host must not move a feed (Miniflux
#1387 did so on a 302).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader.core.following import FeedState, Hop

_PERMANENT: Final = frozenset({301, 308})
TIMES: Final = 3
"""Answers in a row that must say the same."""


def target(hops: Sequence[Hop]) -> str | None:
    """Where an answer's redirects lead for good: None where there are none, or where one of them
    is for now only."""
    if hops and all(hop.status in _PERMANENT for hop in hops):
        return hops[-1].url
    return None


def counted(state: FeedState, hops: Sequence[Hop]) -> FeedState:
    """The state after one more good answer that came this way."""
    where = target(hops)
    times = state.moved_times + 1 if where and where == state.moved_to else int(where is not None)
    return replace(state, moved_to=where, moved_times=times)


def adopted(state: FeedState) -> str | None:
    """The address to use from now on, where enough answers named it."""
    return state.moved_to if state.moved_times >= TIMES else None
