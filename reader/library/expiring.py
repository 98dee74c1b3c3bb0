"""What a refresh takes out of the lists, because its feed is kept no longer.

All that one refresh takes out is one change, which undo brings back; what is brought back so
stays.
"""

from __future__ import annotations

from reader import store
from reader.core.following import Feed
from reader.core.text import plural
from reader.core.when import Clock


class Expiring:
    """The change of one refresh: made with the first article that is taken out."""

    def __init__(self, db: store.Database, clock: Clock) -> None:
        self._db, self._clock = db, clock
        self._entry: int | None = None
        self._count = 0

    def take_out(self, feed: Feed) -> int:
        """Take out what a feed kept long enough; gives how many that were. Inside a transaction."""
        if feed.settings.keep is None:
            return 0
        ids = store.expiry.ripe(self._db, feed.id, self._clock() - feed.settings.keep)
        if ids:
            if self._entry is None or not store.journal.stands(self._db, self._entry):
                self._count = 0
                self._entry = store.journal.open_entry(self._db, "", self._clock(), asked=False)
            self._count += len(ids)
            store.journal.expire(self._db, self._entry, ids)
            said = f"took out {plural(self._count, 'read article')} kept long enough"
            store.journal.rename(self._db, self._entry, said)
        return len(ids)
