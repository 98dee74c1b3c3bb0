"""The library: the only door for commands and screens.

It takes in, lists, reads, marks, searches, relates and takes back; it holds no SQL and no
parsing of its own, but composes the parts that do. One `Library` belongs to one thread; a
second one on the same file may be open in another thread or program.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from reader import store
from reader.core.errors import IsFeedError, ReaderError
from reader.core.model import (
    Article,
    Counts,
    Headline,
    Label,
    Link,
    Progress,
    Query,
    Related,
    Status,
    Taken,
    View,
)
from reader.core.text import plural, shorten
from reader.core.when import Clock, now
from reader.library import sources

if TYPE_CHECKING:
    from reader.config import Network
    from reader.core.feeds import SavedLink
    from reader.core.following import Answer
    from reader.library import intake, pool
    from reader.library.changes import Changes
    from reader.library.following import Feeds
    from reader.library.pool import Worker
    from reader.library.rulebook import Rules
    from reader.library.stories import Stories
    from reader.store.versions import Reading

# Linking, the worker and the stemmer are loaded when something is taken in: listing and reading
# need none of them, and they are 37 of the 290 ms of CPU to the first paint. What lies over the
# labeller's labels is loaded with the first article that is read, another 20.

_AT_ONCE: Final = 20
"""Articles followed at once when they are removed or taken back, at some 20 ms each."""


class Library:
    """One open library. Not shared between threads: each opens its own."""

    def __init__(
        self, path: Path, *, clock: Clock = now, allow_private: tuple[Network, ...] = ()
    ) -> None:
        """Open the library at `path`, made if missing; `allow_private` are networks whose
        private addresses may be fetched even by redirect. Raises StoreError."""
        self.path = path
        self.clock = clock
        self.allow_private = allow_private
        self._db = store.connect(path)

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds that are followed."""
        from reader.library.following import Feeds  # noqa: PLC0415 -- see above

        return Feeds(self._db, self.path, self.clock, self.allow_private, lambda: self._worker)

    @cached_property
    def stories(self) -> Stories:
        """The stories that the articles tell."""
        from reader.library.stories import Stories  # noqa: PLC0415 -- see above

        return Stories(self._db, self.clock)

    @cached_property
    def rules(self) -> Rules:
        """What the person said of blocks, here or on a whole site."""
        from reader.library.rulebook import Rules  # noqa: PLC0415 -- see above

        return Rules(self._db, self.clock)

    @cached_property
    def _worker(self) -> Worker:
        from reader.library.pool import Worker  # noqa: PLC0415 -- see above

        return Worker()

    def _session(self) -> intake.Session:
        from reader.library import intake  # noqa: PLC0415 -- see above

        return intake.Session(self._db, self.clock)

    def close(self) -> None:
        """End the worker, if there is one, and close the file."""
        if "_worker" in self.__dict__:
            self._worker.close()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- taking in ------------------------------------------------------------------------

    def take_in(
        self,
        named: Sequence[str],
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Taken]:
        """Take in files, folders, URLs or "-": one answer per item, as each is done.

        What fails is an answer too and the rest go on. `progress` is told before each item;
        `cancelled` is asked between items and while one is parsed. All of it is one change
        that can be undone.
        """
        items = [item for source in named for item in _expanded(source)]
        session = self._session()
        for number, item in enumerate(items):
            if cancelled():
                break
            if isinstance(item, Taken):
                yield item
                continue
            progress(Progress(number, len(items), item))
            yield self._take_in(item, session, cancelled)
        progress(Progress(len(items), len(items)))

    def relabel(
        self,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Taken]:
        """Label again, from the raw source, what an earlier labeller labelled."""
        from reader.declutter import LABELLER  # noqa: PLC0415 -- see above

        stale = store.articles.stale(self._db, LABELLER)
        session = self._session()
        for number, article_id in enumerate(stale):
            if cancelled():
                break
            payload = store.articles.payload(self._db, article_id)
            progress(Progress(number, len(stale), payload.url))
            try:
                yield session.save(payload.url, self._worker.digest(payload, cancelled))
            except ReaderError as error:
                yield Taken(payload.url, "failed", article_id, str(error))
        progress(Progress(len(stale), len(stale)))

    def _take_in(self, item: str, session: intake.Session, cancelled: Callable[[], bool]) -> Taken:
        try:
            if sources.is_url(item):
                result, note = sources.asked(item, lambda url: self._fetch(url, cancelled))
                taken = session.save(item, result)
                if result.names_feed and not taken.message:
                    hint = f"its site has a feed: newsreader add --feed {item}"
                    taken = replace(taken, message=hint)
                return replace(taken, note=note)
            payload = sources.read(item)
            return session.unchanged(item, payload) or session.save(
                item, self._worker.digest(payload, cancelled)
            )
        except IsFeedError as error:
            return Taken(item, "failed", None, str(error), is_feed=True)
        except ReaderError as error:
            return Taken(item, "failed", None, str(error))

    def _fetch(self, url: str, cancelled: Callable[[], bool]) -> pool.Result:
        try:
            return self._worker.fetch(url, self.allow_private, cancelled)
        except IsFeedError as error:
            if error.answer is not None:
                self._hand_on(url, error.answer)
            raise

    def take_saved(self, link: SavedLink) -> Taken:
        """Take in what another program saved of a page; see `lists.saved`."""
        from reader.library import lists  # noqa: PLC0415 -- for lists only

        try:
            result = self._worker.digest(lists.saved(link), lambda: False)
        except ReaderError as error:
            return Taken(link.url, "failed", None, str(error))
        return self._session().save(link.url, result)

    def _hand_on(self, url: str, answer: Answer) -> None:
        """Keep what a feed's server said for whoever follows it now."""
        from reader.web.addresses import normalise  # noqa: PLC0415 -- for feeds only

        with store.transaction(self._db):
            store.handed.keep(self._db, normalise(url), answer, self.clock())

    def relate(self, source: str) -> tuple[Article, list[Related]]:
        """A source and the stored articles that tell its story, as they are listed beside it where
        it is stored, and would be else. Stores nothing."""
        from reader.library import beside, entry, linking, looking  # noqa: PLC0415 -- see above

        result = looking.result(self._worker, source, self.allow_private)
        known = store.articles.known(self._db, result.payload.url)
        article = looking.article(result, self.clock)
        if known and not known.removed and known.raw_digest == entry.digest(result.payload.data):
            return article, self.related(known.article_id)
        own = known.article_id if known else None
        links, place = linking.find(self._db, result.fingerprint, own)
        return article, self._with_headlines(beside.told(self._db, own, links, place), None)

    def find(self, source: str) -> int | None:
        """The id of the article stored from this file or URL, or whose id it is."""
        from reader.library import intake  # noqa: PLC0415 -- see above

        return intake.find(self._db, source)

    # -- lists ----------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """A number that is another once something else than this `Library` has written to its
        file: another program, or another thread."""
        return store.revision(self._db)

    def counts(self) -> Counts:
        """How many articles are stored, and how many of them are unread."""
        return store.articles.counts(self._db)

    def ids(self, query: Query = Query(), limit: int | None = None) -> array[int]:  # noqa: B008
        """The ids of the query's answer: newest first, or best first where it has words
        (ranked among the newest `store.search.NEWEST` hits)."""
        if query.text.strip():
            return store.search.ids(self._db, query)[:limit]
        return store.articles.ids(self._db, query, limit)

    def search(self, query: Query) -> array[int]:
        """As `ids` with words, ranked among all hits: slower, complete."""
        return store.search.ids(self._db, query, newest=None)

    def headlines(self, ids: Sequence[int]) -> list[Headline]:
        """The rows of these articles in this order; ids that are gone are left out."""
        return store.articles.headlines(self._db, ids)

    # -- one article ----------------------------------------------------------------------

    def article(self, article_id: int) -> Article:
        """The article as it stands, its labels as the library sees them now. Raises UsageError
        for an unknown id."""
        from reader.library import overlay  # noqa: PLC0415 -- see above

        return overlay.seen(self._db, article_id)

    def status(self, article_id: int) -> Status:
        """What the person did with it."""
        return store.articles.status(self._db, article_id)

    def keep_place(self, article_id: int, position: int, width: int | None) -> None:
        """Remember the block being read and the width; not a change one would take back."""
        with store.transaction(self._db):
            store.articles.keep_place(self._db, article_id, position, width)

    def view(self, article_id: int, view: View) -> Article:
        """The article as another view labels it; `readability` and `source` are made from the
        raw source, in the worker. Raises SourceError."""
        article = self.article(article_id)
        if view == "reader":
            return article
        if view == "everything":
            return replace(article, labels=tuple(_opened(label) for label in article.labels))
        result = self._worker.view(store.articles.payload(self._db, article_id), view)
        document = replace(result.document, title=article.title)
        return replace(article, document=document, labels=result.labels)

    def related(self, article_id: int) -> list[Related]:
        """The other articles of the story: same, then possible, then follow-ups."""
        from reader.library import beside  # noqa: PLC0415 -- see above

        return self._with_headlines(beside.links(self._db, article_id), article_id)

    def _with_headlines(self, links: Sequence[Link], about: int | None) -> list[Related]:
        from reader.library import beside, copies  # noqa: PLC0415 -- see above

        rows = {row.id: row for row in self.headlines([link.article_id for link in links])}
        found = beside.listed(self._db, links, rows, self.clock())
        return copies.folded(self._db, found, about)

    def changes(self, article_id: int) -> Changes:
        """What changed in an article since it was read. Raises UsageError for an unknown id."""
        from reader.library import changes  # noqa: PLC0415 -- see above

        return changes.changes(self._db, self.article(article_id))

    def changed_since(self, article_id: int) -> Reading | None:
        """The version that was read last, where the text has changed since."""
        return store.versions.changed_since(self._db, article_id)

    def note_read(self, article_id: int) -> bool:
        """Mark an article read because it was opened, and remember that it was read as it stands;
        gives whether either is new. No change of the journal: taking back the last thing one
        did must not begin with everything one has looked at since."""
        if self.status(article_id).read and store.versions.is_read(self._db, article_id):
            return False
        with store.transaction(self._db):
            store.versions.opened(self._db, article_id, self.clock())
        return True

    # -- changes, all journalled ----------------------------------------------------------

    def mark(
        self, ids: Sequence[int], *, read: bool | None = None, starred: bool | None = None
    ) -> None:
        """Mark articles read or starred, or not."""
        for field, value, words in (
            ("read", read, ("marked {} unread", "marked {} read")),
            ("starred", starred, ("took the star from {}", "starred {}")),
        ):
            if value is not None:
                self._change(field, ids, words[value], value=value)

    def remove(self, ids: Sequence[int]) -> None:
        """Take articles out of the lists and out of every story; nothing is erased."""
        self._change("removed", ids, "removed {}", value=True)

    def _change(self, field: str, ids: Sequence[int], what: str, *, value: bool) -> None:
        rows = self.headlines(ids[:1]) if len(ids) == 1 else []
        name = f"“{shorten(rows[0].title, 40)}”" if rows else plural(len(ids), "article")
        with store.transaction(self._db):
            store.journal.change(
                self._db, field, ids, value=value, what=what.format(name), at=self.clock()
            )
            if field == "read" and value:
                store.versions.note_read(self._db, ids, self.clock())
        self._settle()

    def _settle(self) -> None:
        """Let the labels of others follow what was removed or taken back, at once where that is
        little, the rest in `catch_up`."""
        if store.repetition.unsettled(self._db, 1, late=False):
            from reader.library import linking, overlay  # noqa: PLC0415 -- see above

            with store.transaction(self._db):
                overlay.settle(self._db, linking.Frequencies(self._db), _AT_ONCE, late=False)

    @property
    def undo_takes(self) -> tuple[int, int]:
        """How many articles `undo` would take out of the library, those that came with the newest
        change, and how many feeds it would follow no more."""
        return store.journal.takes_out(self._db), store.journal.unfollows(self._db)

    def undo(self) -> str | None:
        """Take back the newest change; gives what it was, None where there is none."""
        with store.transaction(self._db):
            what = store.journal.undo(self._db)
        self._settle()
        return what

    def redo(self) -> str | None:
        """Make the change again that was taken back last; gives what it was."""
        with store.transaction(self._db):
            what = store.journal.redo(self._db)
        self._settle()
        return what

    # -- what follows from changes, little by little -----------------------------------------

    @property
    def behind(self) -> bool:
        """Whether what is written of some articles does not follow what was said of blocks, or
        what of that was undone, or what repeats on their site, or whether some are not linked."""
        return store.rules.behind(self._db) is not None or bool(
            store.repetition.unsettled(self._db, 1) or store.links.unlinked(self._db, 1)
        )

    def catch_up(self, cancelled: Callable[[], bool] = lambda: False) -> int:
        """Bring it up to date, little by little; gives how many articles changed."""
        from reader.library import correcting, linking, overlay  # noqa: PLC0415 -- see above

        changed = correcting.catch_up(self._db, cancelled)
        changed += overlay.catch_up(self._db, cancelled)
        return changed + linking.catch_up(self._db, cancelled)


def _opened(label: Label) -> Label:
    """The label of a block that is shown because everything is."""
    return label._replace(kind="article") if label.hidden else label


def _expanded(source: str) -> list[str | Taken]:
    """A source's items; for one that has none, the answer that says why."""
    try:
        return list(sources.expand(source))
    except (ReaderError, OSError, ValueError) as error:
        return [Taken(source, "failed", None, str(error))]
