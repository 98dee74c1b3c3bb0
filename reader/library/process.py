"""A process of our own: started with pipes for all that it says, ended at any moment.

`subprocess.Popen` with pipes for all three streams: multiprocessing's start methods fail
inside a running Textual app ("bad value(s) in fds_to_keep") and would hand on the terminal.
`-P` keeps the current folder off `sys.path`.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import reader

WORKER: Final = "reader.library.worker"
FEEDS: Final = "feeds"
"""What tells a worker that feeds will be asked for: it gets ready before it hears which."""
_AHEAD: Final = 1024 * 1024
"""Bytes that a process may have said before they are read, where a pipe can hold so many (Linux):
a worker goes on with some forty entries while the first are written."""
QUIET: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
"""One thread of algebra is enough for one page; numpy would reserve memory for each and spin."""
RETURNING: Final = {"MALLOC_MMAP_THRESHOLD_": str(1024 * 1024)}
"""What is large goes back to the system at once (glibc). Else each of forty threads keeps the room
of the largest body it had: 100 feeds of 10 MB stood at 350 MB, with it at 100."""


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A new process that runs a module of ours."""
    running = subprocess.Popen(  # noqa: S603 -- a module of ours
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | QUIET | RETURNING | {"PYTHONPATH": str(Path(reader.__file__).parents[1])},
        start_new_session=True,
    )
    if running.stdout and hasattr(fcntl, "F_SETPIPE_SZ"):
        # Where the system grants no more, the process waits a little more often.
        with contextlib.suppress(OSError):
            fcntl.fcntl(running.stdout, fcntl.F_SETPIPE_SZ, _AHEAD)
    return running


def end(process: subprocess.Popen[bytes]) -> None:
    """End such a process."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            try:
                stream.close()
            except BrokenPipeError:
                # What was still to be written to it has nobody left to read it.
                continue
