"""The library: the only door for commands and screens. (signatures first; bodies follow)"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reader.core.model import (
    Article, Counts, Headline, Progress, Query, Related, Status, Taken, View,
)
from reader.core.when import Clock, now


class Library:
    """One open library. Not shared between threads: each thread opens its own."""

    def __init__(self, path: Path, clock: Clock = now) -> None:
        """Open the library at `path` (made if missing). Raises StoreError."""
        self.path = path
        self.clock = clock

    def close(self) -> None: ...
    def __enter__(self) -> Library: ...
    def __exit__(self, *_: object) -> None: ...

    # -- taking in
    def take_in(self, sources: Sequence[str], progress: Callable[[Progress], None] | None = None,
                cancelled: Callable[[], bool] = lambda: False) -> Iterator[Taken]:
        """Take in files, folders, URLs or "-"; one answer per item, as each is done."""
        ...

    # -- lists
    def counts(self, query: Query = Query()) -> Counts: ...
    def ids(self, query: Query = Query(), limit: int | None = None) -> array[int]:
        """Article ids of the query's answer in list order (newest first; a search: best first)."""
        ...
    def headlines(self, ids: Sequence[int]) -> list[Headline]:
        """The rows of these articles, in this order; ids that are gone are left out. A window, not all."""
        ...

    # -- one article
    def article(self, article_id: int) -> Article: ...
    def status(self, article_id: int) -> Status: ...
    def keep_place(self, article_id: int, position: int, width: int | None) -> None:
        """Remember the block being read and the width (not journalled)."""
        ...
    def view(self, article_id: int, view: View) -> Article:
        """The article as another view labels it: `readability` (its own choice, in the worker),
        `everything` (all shown), `source` (the raw source's lines as code blocks)."""
        ...
    def related(self, article_id: int) -> list[Related]:
        """Other articles of the story: same first, then possible, then follow-ups."""
        ...

    # -- changes, all journalled
    def mark(self, ids: Sequence[int], *, read: bool | None = None, starred: bool | None = None) -> None: ...
    def remove(self, ids: Sequence[int]) -> None: ...
    def undo(self) -> str | None:
        """Take back the newest change; gives what it was ("marked 3 articles read"), None if nothing."""
        ...
    def redo(self) -> str | None: ...
