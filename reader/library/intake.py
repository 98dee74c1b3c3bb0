"""One call of taking in: what is new, changed, unchanged or a duplicate, saved and linked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader import store
from reader.core.errors import ReaderError
from reader.core.model import Article, Payload, Taken
from reader.core.text import plural, shorten
from reader.core.when import Clock
from reader.declutter import LABELLER
from reader.library import changes, linking, overlay, repeating, sources
from reader.library import entry as written
from reader.library.pool import Result

_FACTS: Final = ("published", "byline", "site")
_SHORT: Final = 30
"""Words below which equal texts are no proof of the same article."""


_SETTLED: Final = 4
"""Articles stored before repetition was looked for that are looked at with each that comes."""


class Session:
    """What is taken in by one call: one entry in the journal, made with the first article."""

    def __init__(self, db: store.Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._journal: int | None = None
        self._added = 0
        self._known = linking.Frequencies(db)

    def unchanged(self, source: str, payload: Payload) -> Taken | None:
        """The answer for a source whose bytes are stored already, which need no parsing."""
        known = store.articles.known(self._db, payload.url)
        if not known or known.removed or known.raw_digest != written.digest(payload.data):
            return None
        if not known.alias and known.labeller != LABELLER:
            return None
        return Taken(source, "unchanged", known.article_id)

    def save(self, source: str, result: Result) -> Taken:
        """Write one source's article, its index and its links, in one transaction."""
        with store.transaction(self._db):
            taken = self._save(source, result)
            overlay.settle(self._db, self._known, _SETTLED)
            return taken

    def keep(self, result: Result, article_id: int | None) -> Taken:
        """Write what came by itself: a new article, or, with its id, what it is now. Inside the
        caller's transaction. It is no change of the person's: no undo takes it back, and what was
        removed stays so."""
        source = result.payload.url
        known = store.articles.known(self._db, source)
        if known and known.article_id != article_id:
            return Taken(source, "duplicate", known.article_id)
        if known:
            result = self._inheriting(known, result)
        result = overlay.laid_on(self._db, result, article_id)
        entry = written.entry(result, self._clock)
        if known:
            same = self._rewrite(known, entry, result)
            return Taken(source, "unchanged" if same else "changed", article_id)
        return self._new(source, entry, result)

    def _save(self, source: str, result: Result) -> Taken:
        known = store.articles.known(self._db, result.payload.url)
        if known and not known.alias:
            result = self._inheriting(known, result)
        result = overlay.laid_on(
            self._db, result, known.article_id if known and not known.alias else None
        )
        entry = written.entry(result, self._clock)
        if known and not known.alias:
            return self._again(source, known, entry, result)
        taken = self._new(source, entry, result)
        if taken.outcome == "new" and taken.article_id is not None:
            self._note(taken.article_id, entry.title)
        return taken

    def _inheriting(self, known: store.Known, result: Result) -> Result:
        """What was known of a stored article stays known where its new text does not say it; of
        the same text labelled again only its date does: another text may have told it."""
        again = known.raw_digest == written.digest(result.payload.data)
        if again and known.labeller == LABELLER:
            return result
        old = store.articles.load(self._db, known.article_id).document
        return written.inheriting(result, old, _FACTS[:1] if again else _FACTS)

    def _new(self, source: str, entry: store.Entry, result: Result) -> Taken:
        """A source that is not stored: a new article, or another place of one."""
        twin = store.articles.twin(self._db, entry.digest, entry.document.site)
        if twin and entry.words >= _SHORT and _same_title(twin[2], result):
            store.articles.add_alias(self._db, twin[0], entry)
            return Taken(source, "duplicate", twin[0], f"same text as {written.place(twin[1])}")
        article_id = store.articles.add(self._db, entry)
        self._index(article_id, entry, result)
        return Taken(source, "new", article_id)

    def _again(self, source: str, known: store.Known, entry: store.Entry, result: Result) -> Taken:
        """A source that is stored: removed and named again, relabelled, changed, or the same."""
        article_id = known.article_id
        same = self._rewrite(known, entry, result)
        if known.removed:
            store.journal.change(
                self._db,
                "removed",
                [article_id],
                value=False,
                what=_named(entry.title),
                at=self._clock(),
            )
            return Taken(source, "new", article_id)
        return Taken(source, "unchanged" if same else "changed", article_id)

    def _rewrite(self, known: store.Known, entry: store.Entry, result: Result) -> bool:
        """A new version or new labels of a stored article; True where it is the same in both."""
        article_id = known.article_id
        if known.raw_digest != entry.raw_digest:
            old = store.articles.load(self._db, article_id)
            changed = changes.differ(old, entry.document, entry.labels, entry.title)
            shared = self._forget(old)
            store.articles.add_version(self._db, article_id, entry, changed=changed)
        elif known.labeller != entry.labeller:
            shared = self._forget(store.articles.load(self._db, article_id))
            store.articles.relabel(self._db, article_id, known.version, entry)
        else:
            return True
        self._index(article_id, entry, result, shared)
        return False

    def _forget(self, old: Article) -> list[int]:
        """Forget which blocks an article had; gives those that shared them."""
        return repeating.drop(self._db, old.id, old.document, overlay.own(old.labels))

    def _index(
        self, article_id: int, entry: store.Entry, result: Result, shared: Sequence[int] = ()
    ) -> None:
        """Make an article found, link it, and label again those that share or `shared` a block."""
        store.search.index(self._db, article_id, entry.title, entry.body)
        linking.link(self._db, article_id, result.fingerprint, self._known)
        own = overlay.own(result.labels)
        sharing = repeating.keep(self._db, article_id, result.document, own, result.imprint)
        for other in dict.fromkeys((*shared, *sharing)):
            overlay.refresh(self._db, other, self._known)

    def _note(self, article_id: int, title: str) -> None:
        """Add the article to this call's journal entry."""
        if self._journal is None:
            self._journal = store.journal.open_entry(self._db, _named(title), self._clock())
        store.journal.note_added(self._db, self._journal, article_id)
        self._added += 1
        if self._added > 1:
            what = f"took in {plural(self._added, 'article')}"
            store.journal.rename(self._db, self._journal, what)


def find(db: store.Database, source: str) -> int | None:
    """The stored article that a file, URL or number names."""
    if source.isdecimal() and store.articles.headlines(db, [int(source)]):
        return int(source)
    for url in _places(source):
        known = store.articles.known(db, url)
        if known and not known.removed:
            return known.article_id
    return None


def _places(source: str) -> list[str]:
    """The addresses under which what a file or URL names may be stored."""
    try:
        path = sources.local(source)
        if path is not None:
            return [path.resolve().as_uri()]
        from reader.web.addresses import normalise  # noqa: PLC0415 -- for URLs only

        return [normalise(url) for url in sources.urls(source)]
    except (ReaderError, OSError, RuntimeError, ValueError):
        return []


def _named(title: str) -> str:
    return f"took in “{shorten(title, 40)}”"


def _same_title(title: str, result: Result) -> bool:
    """Whether two articles of the same text are one: another headline makes another report,
    unless either was only made from the text."""
    text, own = written.story(result).casefold(), (result.document.title or "").casefold()
    made = [one.rstrip("…") in text for one in (title.casefold(), own)]
    return title.casefold() == own or any(made)
