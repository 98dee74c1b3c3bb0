"""Feeds as commands and screens use them: follow, change, refresh, lists in and out.

`Library.feeds` is one of these. What a person changes is journalled and can be undone; what a
refresh brings is not, so that `u` never takes back what came by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader import store
from reader.core import addresses
from reader.core.errors import UsageError
from reader.core.following import (
    Feed,
    FeedSettings,
    Lacking,
    Refreshed,
    RefreshProgress,
    Starter,
    tags_of,
)
from reader.core.text import plural, shorten, squeeze
from reader.feeds import schedule
from reader.library import finding, sources

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path
    from subprocess import Popen

    from reader.config import Network
    from reader.core.feeds import LeftOut, Subscription
    from reader.core.when import Clock
    from reader.library.lists import Followed, Listed
    from reader.library.pool import Discovered, Worker


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What following an address led to: the feed, whether it is new, and the other feeds that the
    page named, which are not followed."""

    feed: Feed
    new: bool
    others: tuple[str, ...] = ()
    note: str = ""
    """That it is asked without TLS, where the address did not say so; that it was a guess."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A feed of the starter set, its language in English, and whether it is followed."""

    starter: Starter
    language: str
    followed: bool


def offered(words: Sequence[str] = (), feeds: Sequence[Feed] = ()) -> list[Offered]:
    """The starter set, or what of it is of the topics and languages that `words` name, with a
    mark for those that are among `feeds`, also under a new address. Raises UsageError for a word
    that names neither."""
    from reader.feeds import starters  # noqa: PLC0415 -- read when it is asked for

    followed = {address for feed in feeds for address in feed.addresses}
    return [
        Offered(one, starters.LANGUAGES[one.language], one.url in followed)
        for one in starters.chosen(words)
    ]


def _ids(feeds: Sequence[Feed]) -> list[int]:
    return [feed.id for feed in feeds]


class Feeds:
    """The feeds of one library, and what can be done with them."""

    def __init__(
        self,
        db: store.Database,
        path: Path,
        clock: Clock,
        allowed: tuple[Network, ...],
        worker: Callable[[], Worker],
    ) -> None:
        """`path` is the library's file; `worker` gives the library's worker, which is started
        when it is first needed."""
        self._path = path
        self._db, self._clock, self._allowed, self._worker = db, clock, allowed, worker

    # -- reading --------------------------------------------------------------------------

    def all(self) -> list[Feed]:
        """All that are followed, with their counts: one read of one table."""
        return store.feeds.all_of(self._db)

    def get(self, feed_id: int) -> Feed:
        """One feed as it stands. Raises UsageError for an unknown id."""
        return store.feeds.get(self._db, feed_id)

    def of(self, article_id: int) -> list[Feed]:
        """Those that are followed and brought this article."""
        return store.feeds.of_article(self._db, article_id)

    def lacking(self, article_id: int) -> Lacking | None:
        """Why the page of an article's entry, which is cut, could not be had; None where there is
        nothing to say."""
        found = store.entries.lacking(self._db, article_id)
        return Lacking(*found) if found else None

    def fetch_page(
        self, article_id: int, cancelled: Callable[[], bool] = lambda: False
    ) -> Lacking | None:
        """Fetch the page of an article's entry now, whatever became of it before; gives what
        `lacking` says afterwards. Raises UsageError where no feed that is followed names one."""
        feeds = self.of(article_id)
        with store.transaction(self._db):
            if not feeds or not store.entries.want_page(self._db, article_id, self._clock()):
                raise UsageError("no feed that is followed names a page of it")
        from reader.library import filling, refreshing  # noqa: PLC0415 -- only for a refresh

        job = refreshing.Job(self._db, self._clock, self._allowed, lambda _: None, cancelled)
        filling.fill(job, feeds, only=article_id)
        return self.lacking(article_id)

    def unread(self, ids: Sequence[int]) -> int:
        """How many articles of these feeds are unread; one that two brought counts for both."""
        return store.feeds.unread(self._db, ids)

    def ripe(self, feed_id: int, keep: timedelta | None) -> int:
        """How many articles of a feed the next refresh takes out of the lists where it is kept so
        long: they came earlier, are read and bear no star."""
        if keep is None:
            return 0
        return len(store.expiry.ripe(self._db, feed_id, self._clock() - keep))

    def taken_out(self, ids: Sequence[int]) -> int:
        """How many articles of these feeds were taken out so."""
        return sum(len(store.expiry.taken_out(self._db, feed_id)) for feed_id in ids)

    def within(self, folder: str | None = None, tag: str | None = None) -> list[Feed]:
        """Those in a folder and the folders in it, and those that bear a tag, where these are
        named. Raises UsageError where there is none."""
        return finding.within(self.all(), folder, tag)

    def named(self, name: str) -> Feed:
        """The feed a person means: by its number, its name or an address that it has or had. Raises
        UsageError where none or several are meant."""
        return finding.named(self._db, self.all(), name)

    # -- changes, all journalled ----------------------------------------------------------

    def subscribe(
        self,
        url: str,
        settings: FeedSettings = FeedSettings(),  # noqa: B008 -- frozen
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Subscribed:
        """Follow the feed at `url`, or the best one that the site there names. It is not
        refreshed, but what it said is kept for a `first` refresh. Raises SourceError where there is
        none."""
        found, note = self._discovered(url, cancelled)
        address, title, link = found.feeds[0]
        if found.guessed:
            guess = f"a guess, which no page names: {address}, one of the usual places"
            note = "; ".join(filter(None, (note, guess)))
        with store.transaction(self._db):
            store.handed.keep(self._db, address, found.answer, self._clock())
        others = tuple(other for other, _, _ in found.feeds[1:])
        known = next((one for one in self.all() if address in one.addresses), None)
        if known is not None:
            return Subscribed(known, False, others, note)
        with self._change(f"followed “{shorten(settings.name or title or address, 40)}”") as entry:
            feed_id = store.feeds.add(
                self._db, entry, address, settings, self._clock(), title=title, link=link
            )
        return Subscribed(self.get(feed_id), True, others, note)

    def _discovered(self, named: str, cancelled: Callable[[], bool]) -> tuple[Discovered, str]:
        """The feeds that an address leads to, and what is to be said of how it was asked; see
        `sources.asked`. What its server said a moment ago is not asked again."""
        from reader.web.addresses import normalise  # noqa: PLC0415 -- only for following

        likely = sources.urls(named, files=False)
        for url in likely:
            if held := store.handed.get(self._db, normalise(url), self._clock()):
                found = self._worker().discover(url, self._allowed, cancelled, held)
                return found, "" if url == likely[0] else sources.by_http(url)
        return sources.asked(
            named, lambda url: self._worker().discover(url, self._allowed, cancelled), files=False
        )

    def remove(self, ids: Sequence[int]) -> None:
        """Follow these no more. Their articles stay, and what is known of their entries."""
        with self._change(f"stopped following {self._names(ids)}") as entry:
            for feed_id in ids:
                store.feeds.remove(self._db, entry, feed_id)

    def rename(self, feed_id: int, name: str | None) -> None:
        """Give a feed the person's own name; None or nothing for the one it has itself."""
        name = squeeze(name or "") or None
        self.change([feed_id], lambda one: replace(one, name=name), "renamed {}")

    def move(self, feed_id: int, address: str, settings: FeedSettings | None = None) -> None:
        """Give a feed another address, and other settings where they are named, in one change; it
        is not asked. Its articles stay what they are; what its server said to tell versions apart
        is forgotten. Raises UsageError for an address that is followed, FetchError for none."""
        from reader.web.addresses import normalise  # noqa: PLC0415 -- only for this

        feed = self.get(feed_id)
        url = feed.url if address == feed.url else normalise(addresses.unasked(address))
        holder = next((one for one in self.all() if url in one.addresses), feed)
        if holder.id != feed_id:
            said = f"{url} is followed already, as “{shorten(holder.shown, 40)}”"
            raise UsageError(said, f"its number is {holder.id}")
        if url == feed.url and settings in {None, feed.settings}:
            return
        what = "changed the address of {}" if settings is None else "changed the settings of {}"
        with self._change(what.format(self._names([feed_id]))) as entry:
            if settings is not None:
                store.feeds.change(self._db, entry, feed_id, settings)
                self._return(entry, feed_id, settings)
            if url != feed.url:
                store.journal.readdress(self._db, entry, feed_id, url)

    def pause(self, ids: Sequence[int]) -> None:
        """Ask these no more until they are resumed."""
        self.change(ids, lambda one: replace(one, paused=True), "paused {}")

    def resume(self, ids: Sequence[int]) -> None:
        """Ask these again; those that were gone, too."""
        self.change(ids, lambda one: replace(one, paused=False), "resumed {}")
        with store.transaction(self._db):
            for feed in map(self.get, ids):
                state = replace(feed.state, gone=False, failures=0, due_at=None, error="")
                store.feeds.keep_state(self._db, feed.id, state)

    def retag(self, feed_id: int, tags: Sequence[str]) -> None:
        """Replace a feed's tags."""
        kept = tags_of(tags)
        self.change([feed_id], lambda one: replace(one, tags=kept), "tagged {}")

    def rename_folder(self, old: str, new: str | None) -> int:
        """Give a folder another name; without one its feeds go to the folder around it. Gives how
        many feeds that changes. Raises UsageError where there is none."""
        did = "renamed" if new else "dissolved"
        what = f"{did} the folder {finding.quoted(old)} of {{}}"
        return self.change(_ids(self.within(folder=old)), finding.in_folder(old, new), what)

    def rename_tag(self, old: str, new: str | None) -> int:
        """Give a tag another name, with all feeds that bear it; without one take it away. Gives how
        many feeds that changes. Raises UsageError where there is none."""
        did = "renamed" if new else "took away"
        what = f"{did} the tag {finding.quoted(old)} of {{}}"
        return self.change(_ids(self.within(tag=old)), finding.with_tag(old, new), what)

    def change(
        self, ids: Sequence[int], how: Callable[[FeedSettings], FeedSettings], what: str
    ) -> int:
        """Change the settings of feeds; `what` names it, with {} for the feeds and {be} for what
        they are. Gives how many that changed."""
        feeds = [self.get(feed_id) for feed_id in ids]
        changed = [
            (one.id, how(one.settings)) for one in feeds if how(one.settings) != one.settings
        ]
        if not changed:
            return 0
        be = "is" if len(changed) == 1 else "are"
        names = self._names([feed_id for feed_id, _ in changed])
        with self._change(what.format(names, be=be)) as entry:
            for feed_id, settings in changed:
                store.feeds.change(self._db, entry, feed_id, settings)
                self._return(entry, feed_id, settings)
        return len(changed)

    # -- refreshing -----------------------------------------------------------------------

    def due(self) -> list[Feed]:
        """Those that are to be asked now."""
        present = self._clock()
        return [one for one in self.all() if not one.paused and schedule.due(one.state, present)]

    def refresh(
        self,
        feeds: Sequence[Feed] | None = None,
        progress: Callable[[RefreshProgress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        ahead: Popen[bytes] | None = None,
        *,
        first: bool = False,
    ) -> Iterator[Refreshed]:
        """Ask these feeds, or those that are due, and keep what is new: one outcome per feed, as
        each is done; then fetch the pages of entries that are cut. Runs in a worker process of its
        own, or the one that was started `ahead` for it; `progress` is told each step, `cancelled`
        is asked all the time and ends it at once. `first`: they were followed just
        now, and what they said then is used."""
        from reader.library import process  # noqa: PLC0415 -- only for a refresh

        chosen = self.due() if feeds is None else list(feeds)
        if chosen and ahead is None:
            # It gets ready while we load what else is needed: a tenth of a second each.
            ahead = process.start(process.WORKER, process.FEEDS)
        from reader.library import filling, refreshing  # noqa: PLC0415 -- see above

        job = refreshing.Job(
            self._db, self._clock, self._allowed, progress, cancelled, ahead, first
        )
        try:
            yield from refreshing.refresh(job, chosen)
            filling.fill(job, chosen)
            job.tell()
        finally:
            job.end()

    def refresh_apart(
        self,
        feeds: Sequence[Feed] | None = None,
        progress: Callable[[RefreshProgress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        first: bool = False,
    ) -> Iterator[Refreshed]:
        """As `refresh`, but all of it in another process, so that a screen's keys wait for
        nothing. Raises StoreError where that process cannot use the library."""
        from reader.library import apart  # noqa: PLC0415 -- see above

        ids = None if feeds is None else [feed.id for feed in feeds]
        return apart.refresh(self._path, ids, self._allowed, progress, cancelled, first=first)

    # -- lists ----------------------------------------------------------------------------

    def read_list(self, source: str) -> Listed:
        """What a file holds: OPML, newsboat's urls, or another program's reading list. Nothing
        is followed or fetched. Raises SourceError."""
        from reader.library import lists  # noqa: PLC0415 -- only for lists

        return lists.read(self._worker, source)

    def follow(self, subscriptions: Sequence[Subscription]) -> Followed:
        """Follow the feeds of a list, in one change; none of them is refreshed."""
        from reader.library import lists  # noqa: PLC0415 -- see above

        return lists.follow(self._db, self._clock, subscriptions)

    def begin(self, starters: Sequence[Starter]) -> list[Feed]:
        """Follow feeds of the starter set, in one change, under their titles there; gives those
        that were not followed before. None of them is refreshed."""
        from reader.core.feeds import Subscription  # noqa: PLC0415 -- see above

        known = {feed.id for feed in self.all()}
        self.follow([Subscription(one.url, one.title, site=one.site) for one in starters])
        wanted = {one.url for one in starters}
        return [feed for feed in self.all() if feed.url in wanted and feed.id not in known]

    def export_opml(self) -> str:
        """All that are followed as OPML 2.0, with folders, tags and names."""
        from reader.library import lists  # noqa: PLC0415 -- see above

        return lists.export(self.all())

    def export_urls(self) -> str:
        """All that are followed as newsboat's `urls`, with the lines kept aside."""
        from reader.library import lists  # noqa: PLC0415 -- see above

        return lists.export_urls(self.all(), self.aside())

    def keep_aside(self, lines: Sequence[LeftOut]) -> None:
        """Keep those lines of a list that are no feeds of the web: they are never run."""
        with store.transaction(self._db):
            store.feeds.keep_aside(self._db, lines, self._clock())

    def aside(self) -> list[LeftOut]:
        """The lines of lists that are kept aside."""
        return store.feeds.aside(self._db)

    # -- helpers --------------------------------------------------------------------------

    def _return(self, entry: int, feed_id: int, settings: FeedSettings) -> None:
        """Bring back what had been kept long enough and, as the settings are now, is not."""
        since = self._clock() - settings.keep if settings.keep else None
        back = store.expiry.taken_out(self._db, feed_id, since)
        store.journal.unexpire(self._db, entry, back)

    @contextmanager
    def _change(self, what: str) -> Iterator[int]:
        """One change that can be undone: a transaction with its entry in the journal."""
        with store.transaction(self._db):
            yield store.journal.open_entry(self._db, what, self._clock())

    def _names(self, ids: Sequence[int]) -> str:
        if len(ids) == 1:
            return f"“{shorten(self.get(ids[0]).shown, 40)}”"
        return plural(len(ids), "feed")
