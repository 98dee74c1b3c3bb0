"""What is sent so that a server need not send again what is stored: ETag and Last-Modified.

Both are replaced together on each whole answer and sent back byte for byte: mixing those of two
answers, or tidying them, latches a reader to what a server once said (newsboat #3340). Against
servers that answer 304 for ever they are left out once a week.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from reader.core.following import Answer, FeedState, Question

_TRUSTED: Final = timedelta(days=8)
"""How long a 304 is believed after the last whole answer."""
_LONGEST: Final = 1_000
"""Bytes of a validator that is sent back."""


def question(key: int, url: str, state: FeedState, present: datetime, *, trusted: bool) -> Question:
    """What to ask of a feed's server."""
    if state.full_at is None or not timedelta(0) <= present - state.full_at < _TRUSTED:
        return Question(key, url, trusted=trusted)
    return Question(key, url, state.etag, state.modified, trusted)


def body_hash(body: bytes) -> str:
    """What tells that a body is the one before, whatever its headers say."""
    return sha256(body).hexdigest()


def taken(state: FeedState, answer: Answer, body: str, present: datetime) -> FeedState:
    """The state with the validators of a whole answer, all of them replaced."""
    return replace(
        state,
        etag=_kept(answer.etag),
        modified=_kept(answer.modified),
        body_hash=body,
        full_at=present,
    )


def _kept(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST else None
