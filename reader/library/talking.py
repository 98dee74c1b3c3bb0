"""The app's side of a dialogue with a worker process of its own: see `feed_work`.

The process is killed when nothing came for too long or when the person gave up; reading from it
then ends at once, and `why` says what happened.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any, Final, Self

from reader.library import pool, process, worker

_TICK: Final = 0.05


class Talk:
    """A process with one request, ended with it. Belongs to the thread that made it."""

    def __init__(
        self,
        running: subprocess.Popen[bytes],
        request: dict[str, Any],
        cancelled: Callable[[], bool],
    ) -> None:
        self.why = "too complex to read (the worker ran out of memory)"
        self._cancelled = cancelled
        self._process = running
        self._until = time.monotonic() + pool.FETCH
        self._done = threading.Event()
        self._guard = threading.Thread(target=self._watch, daemon=True)
        self._guard.start()
        self.send(request)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._guard.join()
        process.end(self._process)

    def send(self, message: dict[str, Any]) -> None:
        """Say something; to a worker that is gone it goes nowhere, and `receive` tells so."""
        try:
            worker.send(self._process.stdin, message)  # type: ignore[arg-type]
        except (BrokenPipeError, OSError):
            return

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """The worker's next message, for which it has so long; None where it ended."""
        self._until = time.monotonic() + seconds
        try:
            return worker.receive(self._process.stdout)  # type: ignore[arg-type]
        except (ValueError, OSError):
            return None
        finally:
            # What the app does with the message is no fault of the worker's.
            self._until = float("inf")

    def ended(self, said: dict[str, Any]) -> None:
        """The worker is done; where that was too early, `why` is what it said."""
        if "error" in said:
            _, message, hint = said["error"]
            self.why = f"{message} ({hint})" if hint else message

    def _watch(self) -> None:
        while not self._done.wait(_TICK):
            if self._cancelled():
                self.why = "cancelled"
            elif time.monotonic() > self._until:
                self.why = "too complex to read in the time it has"
            else:
                continue
            self._process.kill()
            return
