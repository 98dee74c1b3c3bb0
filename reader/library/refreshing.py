"""A refresh: feeds asked in a worker, what is new of them kept, one outcome after the other.

Entries are written a few at a time, so that the file is never held long; the validators come with
the last of them, in one transaction. Whoever dies in between has some entries and the old
validators: the next refresh gets the feed again and knows those it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from reader import store
from reader.core.feed_codec import answer_from_json
from reader.core.following import Answer, Feed, Refreshed, RefreshProgress
from reader.core.when import Clock
from reader.feeds import schedule, validators
from reader.library import pool, process, receiving, worker
from reader.library.expiring import Expiring
from reader.library.talking import Talk

if TYPE_CHECKING:
    from subprocess import Popen

    from reader.config import Network
    from reader.library.intake import Session

Message = dict[str, Any]
_NOBODY: Final = pool.FETCH + pool.PARSE
"""Seconds without a word from the worker: one request, and what is read meanwhile."""


@dataclass(slots=True)
class Job:
    """One refresh, and how far it is."""

    db: store.Database
    clock: Clock
    allowed: tuple[Network, ...]
    progress: Callable[[RefreshProgress], None]
    cancelled: Callable[[], bool]
    ahead: Popen[bytes] | None = None
    """A worker that was started for it already."""
    first: bool = False
    """Whether what following these feeds brought is used, where that was a moment ago."""
    total: int = 0
    done: int = 0
    new: int = 0
    failed: int = 0
    pages: int = 0
    spoiled: set[str] = field(default_factory=set)
    """Sources of entries that a worker died of."""
    expiring: Expiring = field(init=False)
    _session: Session | None = None

    def __post_init__(self) -> None:
        self.expiring = Expiring(self.db, self.clock)

    def session(self) -> Session:
        """What is taken in by it. Made, and what taking in needs loaded, with the first entry: most
        refreshes bring none."""
        if self._session is None:
            from reader.library import intake  # noqa: PLC0415 -- see above

            self._session = intake.Session(self.db, self.clock)
        return self._session

    def worker(self) -> Popen[bytes]:
        """A worker process for one dialogue: the one that was started ahead, then new ones."""
        ahead, self.ahead = self.ahead, None
        return ahead or process.start(process.WORKER, process.FEEDS)

    def end(self) -> None:
        """End the worker that was started ahead and had nothing to do."""
        if self.ahead is not None:
            process.end(self.ahead)
            self.ahead = None

    def tell(self, label: str = "") -> None:
        """Say how far it is."""
        said = RefreshProgress(self.done, self.total, self.new, self.failed, self.pages, label)
        self.progress(said)

    def networks(self) -> list[str]:
        """The networks that are allowed, as the worker reads them."""
        return [str(network) for network in self.allowed]


def refresh(job: Job, feeds: Sequence[Feed]) -> Iterator[Refreshed]:
    """Ask all of these feeds, but those whose server said to wait; each gives one outcome."""
    job.total = len(feeds)
    job.tell()
    left: dict[int, Feed] = {}
    for feed in feeds:
        if schedule.waiting(feed.state, job.clock()):
            yield _counted(job, _waiting(feed))
        else:
            left[feed.id] = feed
    while left and not job.cancelled():
        for outcome in _round(job, left):
            yield _counted(job, outcome)


def _counted(job: Job, outcome: Refreshed) -> Refreshed:
    job.done += 1
    job.new += outcome.new
    job.failed += outcome.outcome in {"failed", "gone"}
    job.tell(outcome.name)
    return outcome


def _waiting(feed: Feed) -> Refreshed:
    until = feed.state.wait_until
    moment = f"{until.astimezone():%d %b %H:%M}" if until else "later"
    said = f"its server said to wait until {moment}; it was not asked"
    return Refreshed(feed.id, feed.shown, "waiting", message=said)


def _round(job: Job, left: dict[int, Feed]) -> Iterator[Refreshed]:
    """Outcomes until all are done or the worker dies: of an entry, which is passed by in another
    round, or of a feed, which has failed."""
    at: Feed | None = None
    patience = _NOBODY
    with Talk(job.worker(), _request(job, left), job.cancelled) as talk:
        while (said := talk.receive(patience)) is not None:
            if "done" in said:
                talk.ended(said["done"])
                break
            feed = left[said["feed"] if "feed" in said else said["at"]]
            if "at" in said:
                at, patience = feed, pool.PARSE + said["size"] / 1e6
                job.tell(feed.shown)
                continue
            at, patience = None, _NOBODY
            outcome = _outcome(job, talk, feed, said)
            if outcome is None:
                return
            del left[feed.id]
            if job.first:
                with store.transaction(job.db):
                    store.handed.drop(job.db, feed.url)
            yield outcome
    if job.cancelled():
        return
    # Nobody is to blame where it died between two feeds: all have failed then.
    for feed in [at] if at else list(left.values()):
        del left[feed.id]
        lost = Answer(feed.id, feed.url, 0, error=f"{feed.url}: {talk.why}")
        yield receiving.failed(job.db, job.clock, feed, lost)


def _request(job: Job, left: dict[int, Feed]) -> Message:
    present = job.clock()
    questions, held = [], []
    for feed in left.values():
        answer = store.handed.get(job.db, feed.url, present) if job.first else None
        if answer is not None:
            held.append(worker.handed(replace(answer, key=feed.id)))
            continue
        one = validators.question(feed.id, feed.url, feed.state, present, trusted=feed.trusted)
        questions.append(asdict(one) | {"body_hash": feed.state.body_hash})
    return {"do": "refresh", "questions": questions, "held": held, "allowed": job.networks()}


def _outcome(job: Job, talk: Talk, feed: Feed, said: Message) -> Refreshed | None:
    """What became of one feed; None where the worker died of an entry of it."""
    answer = answer_from_json(said["answer"])
    answer = replace(answer, error=said.get("error") or answer.error)
    if answer.held:
        return receiving.held(job.db, job.clock, feed, answer)
    if answer.error:
        return receiving.failed(job.db, job.clock, feed, answer)
    if "read" not in said:
        return receiving.unchanged(job.db, job.clock, job.expiring, feed, answer)
    taking = receiving.Taking(
        job.db, job.clock, job.session(), job.expiring, feed, answer, said["read"]
    )
    wanted = [one for one in taking.wanted if one.source not in job.spoiled]
    taking.lost = len(taking.wanted) - len(wanted)
    talk.send({"want": [[one.index, one.source, taking.stored(one)] for one in wanted]})
    for one in wanted:
        got = talk.receive(pool.PARSE)
        if got is None:
            if not job.cancelled():
                job.spoiled.add(one.source)
            taking.write()
            return None
        taking.entry(one, got)
    return taking.end()
