"""The app's side of the worker: started when first needed, killed when it overruns, replaced."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.core import codec, errors
from reader.core.model import Document, Label, Payload, View
from reader.library import process, worker

if TYPE_CHECKING:
    import subprocess

    from reader.config import Network
    from reader.core.following import Answer
    from reader.declutter.imprint import Imprint
    from reader.stories.terms import Fingerprint

PARSE: Final = 10.0
"""Seconds for one source, and one more per megabyte: a page takes 0.05, the largest in the
test data 2."""
FETCH: Final = 35.0
"""Seconds more where it is fetched first; the request itself ends after 30."""
DISCOVER: Final = 90.0
"""Seconds for a site's feed, which may be at the last of many places."""
_TICK: Final = 0.05


@dataclass(frozen=True, slots=True)
class Result:
    """What the worker made of one source."""

    payload: Payload
    document: Document
    labels: tuple[Label, ...]
    fingerprint: Fingerprint
    imprint: Imprint | None = None
    """By the labeller's own labels; None where nobody has taken it yet."""
    names_feed: bool = False
    """Whether it is a page that names a feed."""


class Discovered(NamedTuple):
    """Where an address leads."""

    feeds: list[tuple[str, str | None, str | None]]
    """Address, title and page of each feed."""
    answer: Answer
    """What the first one's server said."""
    guessed: bool
    """No page named the first one: it stands at one of the usual places."""


class Worker:
    """One worker process, or none yet. Belongs to the thread that made it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def digest(self, payload: Payload, cancelled: Callable[[], bool]) -> Result:
        """Read and label a source's bytes. Raises SourceError and its kin."""
        out = self._call(_request("digest", payload), _deadline(payload), cancelled, payload.url)
        return result_of(payload, out)

    def fetch(
        self, url: str, allowed: tuple[Network, ...], cancelled: Callable[[], bool]
    ) -> Result:
        """Fetch a URL, then as `digest`. Raises IsFeedError with what came where that is a feed."""
        request = {"do": "fetch", "url": url, "allowed": [str(network) for network in allowed]}
        out = self._call(request, FETCH + PARSE, cancelled, url)
        if "feed" in out:
            message, hint = out["said"]
            error = errors.IsFeedError(_named(message, url), hint)
            error.answer = worker.received(out["feed"])
            raise error
        payload = Payload(base64.b64decode(out["data"]), out["url"], out["media_type"])
        return replace(result_of(payload, out), names_feed=out["names_feed"])

    def view(self, payload: Payload, view: View) -> Result:
        """A source as another view shows it."""
        request = _request("view", payload) | {"view": view}
        out = self._call(request, _deadline(payload), lambda: False, payload.url)
        return result_of(payload, out)

    def discover(
        self,
        url: str,
        allowed: tuple[Network, ...],
        cancelled: Callable[[], bool],
        held: Answer | None = None,
    ) -> Discovered:
        """The feeds that `url` leads to; `held` is what its server said. Raises SourceError."""
        request = {"do": "discover", "url": url, "allowed": [str(network) for network in allowed]}
        said = request | {"held": held and worker.handed(held)}
        out = self._call(said, DISCOVER, cancelled, url)
        feeds = [(url, title, link) for url, title, link in out["feeds"]]
        return Discovered(feeds, worker.received(out), out["guessed"])

    def listed(self, payload: Payload) -> dict[str, Any]:
        """What a list of feeds or links holds; see `discovering.listed`."""
        data = payload.data.decode("latin-1")
        request = {"do": "list", "url": payload.url, "media_type": payload.media_type}
        return self._call(request | {"data": data}, _deadline(payload), lambda: False, payload.url)

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._process:
            process.end(self._process)
            self._process = None

    def _call(
        self, request: dict[str, Any], seconds: float, cancelled: Callable[[], bool], name: str
    ) -> dict[str, Any]:
        running = self._process = self._process or process.start(process.WORKER)
        done, why = threading.Event(), ["stopped"]
        guard = threading.Thread(
            target=_guard, args=(running, done, seconds, cancelled, why), daemon=True
        )
        guard.start()
        try:
            reply = _exchange(running, request)
        finally:
            done.set()
            guard.join()
        if reply is None:
            self.close()
            raise errors.TooComplexError(f"{_shown(name)}: {why[0]}")
        if "error" in reply:
            kind, message, hint = reply["error"]
            raise getattr(errors, kind, errors.SourceError)(_named(message, name), hint)
        ok: dict[str, Any] = reply["ok"]
        return ok


def _exchange(running: subprocess.Popen[bytes], request: dict[str, Any]) -> dict[str, Any] | None:
    """The answer, or None where the worker ended before it gave one."""
    if running.stdin is None or running.stdout is None:
        raise ValueError(running)
    try:
        worker.send(running.stdin, request)  # type: ignore[arg-type]
        return worker.receive(running.stdout)  # type: ignore[arg-type]
    except (BrokenPipeError, ValueError, OSError):
        return None


def _guard(
    running: subprocess.Popen[bytes],
    done: threading.Event,
    seconds: float,
    cancelled: Callable[[], bool],
    why: list[str],
) -> None:
    """Kill the worker at its deadline or when the person gave up; reading then ends at once."""
    why[0] = "too complex to read (the worker ran out of memory)"
    left = seconds
    while not done.wait(_TICK):
        left -= _TICK
        if cancelled():
            why[0] = "cancelled"
        elif left <= 0:
            why[0] = f"too complex to read in {seconds:.0f} seconds"
        else:
            continue
        running.kill()
        return


def _request(what: str, payload: Payload) -> dict[str, Any]:
    return {
        "do": what,
        "url": payload.url,
        "media_type": payload.media_type,
        "data": base64.b64encode(payload.data).decode("ascii"),
    }


def _deadline(payload: Payload) -> float:
    return PARSE + len(payload.data) / 1e6


def result_of(payload: Payload, out: dict[str, Any]) -> Result:
    """What the worker made of a source, unpacked."""
    # Loaded with the first article: a refresh that brings nothing needs neither.
    from reader.declutter.imprint import Imprint  # noqa: PLC0415
    from reader.stories.terms import Fingerprint  # noqa: PLC0415

    document, labels = codec.decode(out["document"])
    fingerprint = Fingerprint.from_json(out["fingerprint"])
    return Result(payload, document, labels, fingerprint, Imprint.from_json(out["imprint"]))


def _named(message: str, name: str) -> str:
    """An error's sentence with the name of its source."""
    return message if _shown(name) in message else f"{_shown(name)}: {message}"


def _shown(url: str) -> str:
    """How an error names the source."""
    from reader.formats.read import label  # noqa: PLC0415 -- only when something failed

    return label(url)
