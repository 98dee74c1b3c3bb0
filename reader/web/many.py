"""Many feeds asked at once: at most 40 at a time, two of one host, each within the limits of
`fetch`; every answer is a value, so that one bad feed never stops the rest.

Threads with httpx's plain client: 200 feeds take 1.9 to 2.3 times the ideal, with its
asynchronous one 5 to 6. A request costs 1.2 ms of CPU and then waits for its server: 40 at a time
take a fifth less than 20 do, and 64 no less than 40. A host that said "too many requests" is not
asked for its other feeds. A request that still hangs after its deadline (in the system's look-up
of a name, which cannot be stopped) is given up, and another thread takes its place.

At most three bodies of more than 1 MB are in memory at a time, also while they are read by whoever
asked: what else is large waits, its server with it, and nothing new is asked meanwhile. Of 100
feeds of 10 MB that answer at once a refresh's worker stands at 170 MB; without this it ran into its
limit at 715, and 62 of them failed.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from queue import Empty, Full, Queue
from typing import Final
from urllib.parse import urlsplit

import httpx

from reader.core.errors import NoTlsError, ReaderError
from reader.core.following import Answer, Hop, Question
from reader.web import fetch
from reader.web.addresses import Network, normalise

WIDTH: Final = 40
PER_HOST: Final = 2
_GRACE: Final = 3.0
"""Seconds after its deadline at which a request is given up."""
_TICK: Final = 0.1
_AHEAD: Final = 8
"""Answers that are kept for whoever reads them: bodies are large."""
_LARGE: Final = 3
"""Large bodies that may be in memory: one is parsed, one waits, one comes."""
_BUSY: Final = frozenset({429, 503})
HEADERS: Final[Mapping[bytes, bytes]] = {
    **fetch.HEADERS,
    b"Accept": b"application/atom+xml,application/rss+xml,application/feed+json;q=0.9,"
    b"application/xml;q=0.8,text/xml;q=0.8,*/*;q=0.5",
}


def fetch_all(
    questions: Sequence[Question],
    allowed: Sequence[Network] = (),
    cancelled: Callable[[], bool] = lambda: False,
    headers: Mapping[bytes, bytes] = HEADERS,
) -> Iterator[Answer]:
    """The answers, as they come; each question has one, unless all is cancelled."""
    line = _Line(questions)
    answers: Queue[Answer] = Queue(_AHEAD)
    open_keys = {one.key: one for one in questions}
    for _ in range(min(WIDTH, len(questions))):
        _start(line, answers, allowed, headers)
    try:
        while open_keys and not cancelled():
            try:
                came = [answers.get(timeout=_TICK)]
            except Empty:
                late = line.late()
                came = [_failure(one, one.url, "it did not answer in time") for one in late]
                for _ in late:
                    _start(line, answers, allowed, headers)
            for answer in came:
                if open_keys.pop(answer.key, None):
                    yield answer
                line.free(answer.key)
    finally:
        line.close()


class _Line:
    """The questions that wait, and the hosts that are being asked."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._waiting = list(reversed(questions))
        self._hosts: Counter[str] = Counter()
        self._began: dict[int, tuple[float, Question]] = {}
        self._refused: dict[str, Answer] = {}
        self._large: set[int] = set()
        self._crowded = 0
        self._changed = threading.Condition()
        self.closed = False

    def take(self) -> tuple[Question, Answer | None] | None:
        """The next question whose host may be asked, with what its host said where that was
        enough; None when there is none left."""
        with self._changed:
            while self._waiting:
                free = range(len(self._waiting) - 1, -1, -1) if not self._crowded else ()
                for index in free:
                    host = _host(self._waiting[index])
                    if self._hosts[host] < PER_HOST:
                        one = self._waiting.pop(index)
                        self._hosts[host] += 1
                        self._began[one.key] = (time.monotonic(), one)
                        return one, self._refused.get(host)
                self._changed.wait()
            return None

    def done(self, one: Question, answer: Answer) -> bool:
        """A question was answered: its host may be asked another. False where it had been given
        up by then."""
        with self._changed:
            if answer.status in _BUSY and answer.retry_after:
                self._refused.setdefault(_host(one), answer)
            return self._leave(one)

    def room(self, one: Question) -> float:
        """Wait until a large body may be read for this question; gives the seconds that took, in
        which it is not late."""
        with self._changed:
            start = time.monotonic()
            began, _ = self._began.get(one.key, (start, one))
            self._set_began(one, math.inf)
            self._crowded += 1
            while len(self._large) >= _LARGE and not self.closed:
                self._changed.wait()
            self._crowded -= 1
            self._changed.notify_all()
            self._large.add(one.key)
            waited = time.monotonic() - start
            self._set_began(one, began + waited)
            return waited

    def free(self, key: int) -> None:
        """The body of this question is wanted no more."""
        with self._changed:
            if key in self._large:
                self._large.remove(key)
                self._changed.notify_all()

    def _set_began(self, one: Question, moment: float) -> None:
        if one.key in self._began:
            self._began[one.key] = (moment, one)

    def late(self) -> list[Question]:
        """Those whose request hangs: they are let go."""
        oldest = time.monotonic() - fetch.DEADLINE - _GRACE
        with self._changed:
            found = [one for began, one in self._began.values() if began < oldest]
            for one in found:
                self._leave(one)
            return found

    def close(self) -> None:
        """Let nobody take another."""
        with self._changed:
            self.closed = True
            self._waiting.clear()
            self._changed.notify_all()

    def _leave(self, one: Question) -> bool:
        if self._began.pop(one.key, None) is None:
            return False
        self._hosts[_host(one)] -= 1
        self._changed.notify_all()
        return True


def _host(one: Question) -> str:
    return urlsplit(one.url).netloc.lower()


def _start(
    line: _Line,
    answers: Queue[Answer],
    allowed: Sequence[Network],
    headers: Mapping[bytes, bytes],
) -> None:
    """One more thread that asks until the line is empty."""

    def handed(one: Question, refused: Answer | None) -> bool:
        room = partial(line.room, one)
        answer = _held(one, refused) if refused else ask(one, allowed, headers, room)
        wanted = line.done(one, answer) and _put(answers, answer, line)
        if not (wanted and answer.body):  # else it is freed by whoever reads it
            line.free(one.key)
        return wanted

    def work() -> None:  # which holds no answer while it waits for the next question
        while (taken := line.take()) is not None and handed(*taken):
            pass

    threading.Thread(target=work, daemon=True).start()


def _put(answers: Queue[Answer], answer: Answer, line: _Line) -> bool:
    """Hand an answer on; False where nobody wants it any more."""
    while not line.closed:
        try:
            answers.put(answer, timeout=_TICK)
        except Full:
            continue
        return True
    return False


def _held(one: Question, refused: Answer) -> Answer:
    """The answer for a feed that is not asked, because its host had enough of another's."""
    said = f"{_host(one)} said there were too many requests; this one was not made"
    return replace(refused, key=one.key, url=one.url, hops=(), error=said, held=True)


def ask(
    one: Question,
    allowed: Sequence[Network] = (),
    headers: Mapping[bytes, bytes] = HEADERS,
    room: Callable[[], float] = lambda: 0.0,
) -> Answer:
    """One feed's answer, whatever happens; `room` is as in `fetch.read_body`."""
    walk = _Walk(one.url, room)
    try:
        return _asked(one, walk, allowed, {**headers, **_validators(one)})
    except ReaderError as error:
        no_tls = isinstance(error, NoTlsError) and not walk.hops
        return replace(_failure(one, walk.url, str(error)), hops=walk.hops, no_tls=no_tls)
    except Exception as error:  # noqa: BLE001 -- a defect of a library must cost one feed only
        return _failure(one, walk.url, f"{walk.url}: {type(error).__name__}: {error}")


@dataclass(slots=True)
class _Walk:
    """Where a request is by now."""

    url: str
    room: Callable[[], float]
    hops: tuple[Hop, ...] = ()


def _asked(
    one: Question, walk: _Walk, allowed: Sequence[Network], headers: Mapping[bytes, bytes]
) -> Answer:
    end = time.monotonic() + fetch.DEADLINE
    walk.url = normalise(one.url)
    named = fetch.origin(walk.url) if one.trusted else None
    for _ in range(fetch.REDIRECTS + 1):
        addresses = fetch.checked(walk.url, allowed, typed=fetch.origin(walk.url) == named)
        with (
            fetch.client(walk.url) as asking,
            fetch.ask(asking, walk.url, addresses, end, headers) as response,
        ):
            onward = fetch.moved(response, walk.url)
            if onward is None:
                return _answer(one, walk, response, end)
            walk.hops = (*walk.hops, Hop(response.status_code, onward))
            walk.url = onward
    return _failure(one, one.url, f"{one.url} redirects more than {fetch.REDIRECTS} times")


def _validators(one: Question) -> dict[bytes, bytes]:
    """What lets a server say that nothing changed."""
    said = ((b"If-None-Match", one.etag), (b"If-Modified-Since", one.modified))
    return {name: value.encode("latin-1") for name, value in said if value}


def _answer(one: Question, walk: _Walk, response: httpx.Response, end: float) -> Answer:
    code = response.status_code
    answer = Answer(one.key, walk.url, code, walk.hops, b"", **fetch.heading(response))
    if code == 304:
        if one.etag or one.modified:
            return answer
        said = f"{_host(one)} said that nothing changed, though that was not asked (HTTP 304)"
        return replace(answer, error=said)
    if code != 200:
        return replace(answer, error=fetch.sentence(walk.url, code))
    body = fetch.read_body(response, walk.url, end, walk.room)
    if not body.strip():
        return replace(answer, error=f"{_host(one)} sent nothing: an empty answer (HTTP 200)")
    return replace(answer, body=body)


def _failure(one: Question, url: str, said: str) -> Answer:
    return Answer(one.key, url, 0, error=said)
