"""What is written for one answer of one feed: its entries, and with the last of them its state."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from reader import store
from reader.core.feed_codec import ENTRY_TYPE, hints_from_json
from reader.core.following import Answer, Feed, FeedState, Refreshed, RefreshOutcome
from reader.core.model import Payload
from reader.core.text import plural, shorten, squeeze
from reader.core.when import Clock
from reader.feeds import answers, redirects, schedule
from reader.library import keeping, pool
from reader.library.expiring import Expiring
from reader.library.keeping import Wanted
from reader.store.entries import FETCHED, NONE, WANTED, Row

if TYPE_CHECKING:
    from reader.library.intake import Session

_STEP: Final = 16
"""Entries that are written at once: some 70 ms."""
_REST: Final = 0.005
"""Seconds in which another program may write."""
_SENTENCE: Final = 300
"""Cells of a failure's sentence, which may name an address of any length."""
_RECENT: Final = 40
"""Entries by which a feed's pace is known."""


def failed(db: store.Database, clock: Clock, feed: Feed, answer: Answer) -> Refreshed:
    """Keep that a feed could not be had, and why."""
    said = shorten(squeeze(answer.error), _SENTENCE)
    state = answers.failed(feed.state, replace(answer, error=said), clock())
    if state.wait_until:
        state = replace(state, error=f"{said}{_until(state)}")
    if state.gone:
        state = replace(state, error=f"{said}; it is not asked again until it is resumed")
    with store.transaction(db):
        store.feeds.keep_state(db, feed.id, state)
    return Refreshed(feed.id, feed.shown, "gone" if state.gone else "failed", message=state.error)


def held(db: store.Database, clock: Clock, feed: Feed, answer: Answer) -> Refreshed:
    """Keep that a feed was not asked, and how long its host is to be left alone."""
    state = answers.held(feed.state, answer, clock())
    with store.transaction(db):
        store.feeds.keep_state(db, feed.id, state)
    said = f"{answer.error}{_until(state)}"
    return Refreshed(feed.id, feed.shown, "waiting", message=said)


def _until(state: FeedState) -> str:
    """Until when nothing is asked, as the end of a sentence; empty where that is not known."""
    moment = state.wait_until
    return f"; not asked before {moment.astimezone():%d %b %H:%M}" if moment else ""


def unchanged(
    db: store.Database, clock: Clock, expiring: Expiring, feed: Feed, answer: Answer
) -> Refreshed:
    """Keep that nothing is new."""
    with store.transaction(db):
        moments = store.entries.moments(db, feed.id, _RECENT)
        state = answers.unchanged(feed.state, answer, moments, feed.settings.every, clock())
        settled = _settled(db, feed, state)
        gone = expiring.take_out(feed)
    said = _joined(settled, _expired(gone, feed))
    return Refreshed(feed.id, feed.shown, "unchanged", message=said, expired=gone)


class Taking:
    """The entries of one answer, as they come."""

    def __init__(
        self,
        db: store.Database,
        clock: Clock,
        session: Session,
        expiring: Expiring,
        feed: Feed,
        answer: Answer,
        read: dict[str, Any],
    ) -> None:
        """`read` is what the worker told of the feed: see `feed_work`."""
        self._db, self._clock, self._session = db, clock, session
        self._expiring = expiring
        self._feed, self._answer, self._read = feed, answer, read
        self._plan = keeping.plan(db, feed, keeping.marks(read["marks"]), read["page"])
        self._batch: list[tuple[Wanted, dict[str, Any]]] = []
        self._new = self._changed = 0
        self._why = ""
        self.lost = 0
        """Entries that could not be read."""

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The entries that are to be labelled."""
        return self._plan.wanted

    def stored(self, wanted: Wanted) -> str | None:
        """What is stored of an entry's page; see `keeping.stored`."""
        return keeping.stored(self._db, wanted)

    def entry(self, wanted: Wanted, said: dict[str, Any]) -> None:
        """One of them came, or could not be read."""
        if "error" in said:
            self.lost += 1
            self._why = said["error"][1]
            return
        self._batch.append((wanted, said["ok"]))
        if len(self._batch) >= _STEP:
            self.write()
            time.sleep(_REST)

    def write(self) -> None:
        """Write those that came, without the feed's state."""
        with store.transaction(self._db):
            self._write()

    def end(self) -> Refreshed:
        """Write the rest with the feed's state; gives what became of the feed."""
        db, feed, present = self._db, self._feed, self._clock()
        with store.transaction(db):
            self._write()
            for row in self._plan.held:
                if not store.entries.has(db, feed.id, row):  # another program was quicker
                    store.entries.add(db, feed.id, row, present)
            for row in self._plan.moved:
                store.entries.change(db, row)
            store.entries.attach(db, feed.id, self._plan.known)
            store.feeds.describe(db, feed.id, self._read["title"], self._read["link"])
            settled = _settled(db, feed, self._state()) or self._read["broken_off"]
            gone = self._expiring.take_out(feed)
        said = _joined(settled, _expired(gone, feed))
        came = self._new or self._changed
        outcome: RefreshOutcome = "failed" if self.lost else "new" if came else "unchanged"
        name = feed.settings.name or self._read["title"] or feed.shown
        return Refreshed(feed.id, name, outcome, self._new, self._changed, said, gone)

    def _state(self) -> FeedState:
        """The feed's state; with the old validators where an entry was lost, so that it comes
        again."""
        old, read = self._feed.state, self._read
        state = answers.read(
            old,
            self._answer,
            read["body_hash"],
            hints_from_json(read["hints"]),
            store.entries.moments(self._db, self._feed.id, _RECENT),
            self._feed.settings.every,
            self._clock(),
            came=bool(self._new or self._changed),
        )
        if not self.lost and not read["broken_off"]:
            return state
        again = replace(
            state,
            etag=old.etag,
            modified=old.modified,
            body_hash=old.body_hash,
            full_at=old.full_at,
        )
        if not self.lost:
            return replace(again, due_at=schedule.soon(self._clock()))
        said = f"{plural(self.lost, 'entry', 'entries')} could not be read"
        why = f"{said}: {self._why}" if self._why else said
        return replace(again, failures=old.failures + 1, error=shorten(squeeze(why), _SENTENCE))

    def _write(self) -> None:
        batch, self._batch = self._batch, []
        for wanted, said in batch:
            if wanted.row is None and store.entries.holder(self._db, wanted.source):
                continue  # another program took it in meanwhile
            result = pool.result_of(Payload(said["data"].encode(), wanted.source, ENTRY_TYPE), said)
            taken = self._session.keep(result, wanted.row.article_id if wanted.row else None)
            self._new += taken.outcome == "new"
            self._changed += taken.outcome == "changed"
            page = _page(self._feed, wanted, said["cut"])
            if wanted.row:
                store.entries.change(
                    self._db, replace(keeping.marked(wanted.row, wanted.mark), page=page)
                )
            elif taken.article_id is not None:
                made = taken.outcome == "new"
                row = Row(0, taken.article_id, None, None, "", "", None, made, page if made else 0)
                store.entries.add(
                    self._db, self._feed.id, keeping.marked(row, wanted.mark), self._clock()
                )


def _page(feed: Feed, wanted: Wanted, cut: str | None) -> int:
    """Whether the entry's page is wanted: by the feed's setting, and where there is one."""
    before = wanted.row.page if wanted.row else NONE
    full = feed.settings.full_text
    if wanted.mark.url is None or full == "never":
        return before
    if full == "always" or cut:
        return WANTED
    return FETCHED if before == FETCHED else NONE


def _settled(db: store.Database, feed: Feed, state: FeedState) -> str:
    """Keep the state, and the feed's new address where it has one; gives what is to be said."""
    url = redirects.adopted(state)
    said = state.error
    if url:
        state = replace(state, moved_to=None, moved_times=0)
        if store.feeds.find(db, url):
            said = f"its address changed to {url}, which is followed already"
        else:
            same = urlsplit(url).netloc == urlsplit(feed.url).netloc
            store.feeds.move(db, feed.id, url, trusted=feed.trusted and same)
            state = replace(state, earlier=tuple(dict.fromkeys((feed.url, *state.earlier))))
            said = f"its address changed for good: it is now {url}"
    store.feeds.keep_state(db, feed.id, state)
    return said


def _joined(*said: str) -> str:
    return "; ".join(one for one in said if one)


def _expired(gone: int, feed: Feed) -> str:
    """What is to be said of it."""
    days = feed.settings.keep.days if feed.settings.keep else 0
    taken = plural(gone, "read article")
    return f"{taken} taken out, {plural(days, 'day')} after they came" if gone else ""
