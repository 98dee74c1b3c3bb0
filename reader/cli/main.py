"""`newsreader`: parse, do, and end as a Unix program does.

0 all well, 1 something failed, 2 wrong usage, 130 interrupted. Errors go to standard error,
one line each, cleaned; a defect of ours goes with its traceback into the log.
"""

from __future__ import annotations

import errno
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Final

from reader import config
from reader.cli import arguments
from reader.core.errors import ReaderError, UsageError
from reader.core.text import squeeze

_OUTPUT: Final = frozenset({errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG})
"""What goes wrong with an output, not with us: a full disk, a terminal that went away."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    given = arguments.parse(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # A file name or an article may hold what the terminal's encoding lacks.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _do(given)
        sys.stdout.flush()
    except ReaderError as error:
        say(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has had enough.
        _write_no_more()
        return 0
    except Exception as error:  # noqa: BLE001 -- one line for the person, the rest for the log
        if isinstance(error, OSError) and error.errno in _OUTPUT:
            say(f"the output could not be written: {error.strerror}")
            _write_no_more()
            return 1
        say(f"a defect: {type(error).__name__}: {error} ({config.log_defect()})")
        return 1
    return code


def _do(given: Namespace) -> int:
    """Run the command that was named."""
    if given.command != "refresh" or not (given.all or given.feeds):
        return _loaded(given)
    from reader.library import process  # noqa: PLC0415 -- before all that takes time to load

    # Feeds will be asked: the worker takes as long to get ready for that as we do.
    given.ahead = process.start(process.WORKER, process.FEEDS)
    try:
        return _loaded(given)
    finally:
        process.end(given.ahead)


def _loaded(given: Namespace) -> int:
    from reader.cli import commands  # noqa: PLC0415 -- half of the time it takes to start

    return commands.COMMANDS[given.command](given)


def _write_no_more() -> None:
    """Let what is still buffered go nowhere when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(sentence: str) -> None:
    """One line to standard error."""
    sys.stderr.write(f"newsreader: {squeeze(sentence)}\n")
