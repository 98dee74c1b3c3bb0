"""Stories as commands and screens use them: the front page, timelines, reports compared, and
saying what tells one story.

`Library.stories` is one of these. What is worked out is in `telling` and `comparing`, which
articles tell one story in `linking`, what a person says of that in `verdicts`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader import store
from reader.core.model import Story, Timeline
from reader.library import telling

if TYPE_CHECKING:
    from datetime import datetime

    from reader.core.when import Clock
    from reader.library.comparing import Comparison


class Stories:
    """The stories of one library, and what can be asked and said of them."""

    def __init__(self, db: store.Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    # -- lists ----------------------------------------------------------------------------

    def front_page(self, limit: int | None = None) -> array[int]:
        """The ids of all stories, those first that many tell and that are fresh."""
        return store.stories.front_page(self._db, limit)

    def since(self, moment: datetime) -> array[int]:
        """As `front_page`, the stories with a report from `moment` on."""
        return store.stories.since(self._db, int(moment.timestamp()))

    def unread(self) -> array[int]:
        """The ids of the stories with a report that is not read."""
        return store.stories.unread(self._db)

    def rows(self, ids: Sequence[int]) -> list[Story]:
        """The rows of these stories in this order; those that are gone are left out."""
        return telling.rows(self._db, ids)

    @property
    def unlinked(self) -> bool:
        """Whether some articles are from before they could be linked: `Library.catch_up` does
        that."""
        return bool(store.links.unlinked(self._db, 1))

    # -- one story ------------------------------------------------------------------------

    def of(self, article_id: int) -> int | None:
        """The story an article belongs to; None where it is not linked yet."""
        return store.stories.stories_of(self._db, [article_id]).get(article_id)

    def reports(self, story: int) -> array[int]:
        """The articles that tell a story, newest first."""
        return store.stories.reports(self._db, story)

    def articles(self, stories: Sequence[int]) -> list[int]:
        """The articles that tell any of these stories."""
        told = store.stories.members(self._db, stories)
        return [article_id for members in told.values() for article_id in members]

    def timeline(self, story: int) -> Timeline:
        """Who told a story when, and which outlets did not. Raises UsageError for an unknown
        id."""
        return telling.timeline(self._db, story)

    def only_here(self, article_id: int) -> list[telling.OnlyHere]:
        """At most two sentences that no other stored report of the story has: some 50 ms."""
        return telling.only_here(self._db, article_id)

    # -- two reports ----------------------------------------------------------------------

    def compare(self, one: int, other: int) -> Comparison:
        """Two stored reports side by side. Raises UsageError for an unknown id."""
        from reader.library import comparing, overlay  # noqa: PLC0415 -- only when one compares

        return comparing.compare(overlay.seen(self._db, one), overlay.seen(self._db, other))

    def say(self, one: int, other: int, *, same: bool) -> str:
        """Say that two articles tell one story, or do not; gives what was done."""
        from reader.library import verdicts  # noqa: PLC0415 -- only where something is said

        return verdicts.say(self._db, one, other, self._clock, same=same)
