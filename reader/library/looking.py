"""Sources read and labelled without being stored: what `show` prints, and `related` compares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.model import Article
from reader.core.when import Clock, now
from reader.library import sources
from reader.library.pool import Result, Worker

if TYPE_CHECKING:
    from reader.config import Network


def look(source: str, *, allow_private: tuple[Network, ...] = (), clock: Clock = now) -> Article:
    """A source as an article, where there need be no library. Raises SourceError."""
    worker = Worker()
    try:
        return article(result(worker, source, allow_private), clock)
    finally:
        worker.close()


def result(worker: Worker, source: str, allow_private: tuple[Network, ...]) -> Result:
    """What the worker makes of a source that a person named. Raises SourceError."""
    if sources.is_url(source):
        found, _ = sources.asked(source, lambda url: worker.fetch(url, allow_private, _never))
        return found
    return worker.digest(sources.read(source), lambda: False)


def _never() -> bool:
    return False


def article(result: Result, clock: Clock) -> Article:
    """An article that is not stored: its id is 0."""
    return Article(0, 1, result.document, result.labels, clock())
