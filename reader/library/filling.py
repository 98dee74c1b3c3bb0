"""Whole articles: the pages of entries that are cut, fetched after the feeds and merged.

What is wanted stands in the store, so that a refresh that was ended goes on with the next one; at
most some pages of a feed at a time, two of one host at once. A page that shows no more than the
feed gave (a consent form, a paywall) replaces nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from reader import store
from reader.core.feed_codec import ENTRY_TYPE
from reader.core.following import Feed
from reader.core.model import Payload
from reader.core.text import shorten, squeeze
from reader.library import pool
from reader.library.refreshing import Job
from reader.library.talking import Talk
from reader.store.entries import FAILED, FETCHED, WANTED, Awaited

_EACH: Final = 30
"""Pages of one feed that are fetched in one refresh, newest first."""
_TRIED: Final = timedelta(days=2)
"""How long a page that cannot be had is tried again."""
_SENTENCE: Final = 300
"""Cells of a sentence that may name an address of any length."""
_NOBODY: Final = pool.FETCH + pool.PARSE


def fill(job: Job, feeds: Sequence[Feed], only: int | None = None) -> None:
    """Fetch what is wanted of these feeds; `only` of one article, which a person asked for."""
    asked = [
        feed.id
        for feed in feeds
        if only is not None or (feed.settings.full_text != "never" and not feed.paused)
    ]
    each = _EACH if only is None else -1  # SQLite's word for all: it may be an old one
    wanted = store.entries.awaited(job.db, asked, each, job.clock() - _TRIED)
    left = {one.id: one for one in wanted if only in (None, one.article_id)}
    while left and not job.cancelled():
        _round(job, left)


def _round(job: Job, left: dict[int, Awaited]) -> None:
    """Pages until all are done or the worker dies of one, which is given up."""
    pages = [[one.id, one.url, one.home] for one in left.values()]
    request = {"do": "pages", "pages": pages, "allowed": job.networks()}
    at: Awaited | None = None
    patience = _NOBODY
    with Talk(job.worker(), request, job.cancelled) as talk:
        while (said := talk.receive(patience)) is not None:
            if "done" in said:
                talk.ended(said["done"])
                break
            if "at" in said:
                at, patience = left[said["at"]], pool.PARSE + said["size"] / 1e6
                raw = store.articles.payload(job.db, at.article_id)
                talk.send({"stored": raw.data.decode(), "source": raw.url})
                continue
            at, patience = None, _NOBODY
            _take(job, left.pop(said["page"]), said)
    if job.cancelled():
        return
    for one in [at] if at else list(left.values()):
        _take(job, left.pop(one.id), {"error": talk.why})


def _why(said: dict[str, Any]) -> str:
    """Why there is no page: a server's answer, or what the worker said of it."""
    error = said.get("error", "")
    return error if isinstance(error, str) else str(error[1])


def _take(job: Job, one: Awaited, said: dict[str, Any]) -> None:
    """Merge a page into its article, or note that it is not to be had."""
    with store.transaction(job.db):
        page = WANTED if said.get("temporary") else FAILED
        if "ok" in said:
            payload = Payload(said["ok"]["data"].encode(), one.source, ENTRY_TYPE)
            job.session().keep(pool.result_of(payload, said["ok"]), one.article_id)
            page = FETCHED
            job.pages += 1
        why = shorten(squeeze(_why(said)), _SENTENCE)
        store.entries.settle_page(job.db, one.id, page, why, job.clock())
    job.tell(one.url)
