"""The process of a refresh that runs apart: `python -P -m reader.library.refresher`; see `apart`.

The worker is started first: each of the two takes a tenth of a second to load what it needs, and
with two processors they do it at the same time. Then both leave one processor to whoever reads:
on two, keys beside a refresh took 1.7 times as long in their slowest twentieth, with both at any
lower priority as well, and 1.0 to 1.4 times since (tests.bench.refresh).
"""

from __future__ import annotations

import contextlib
import os
from typing import Final

from reader.library import process

_NICE: Final = 10
"""On two busy cores keys would wait for a refresh that nobody waits for."""


def main() -> None:
    """Serve one request, behind whatever a person does: the worker started here inherits that."""
    os.nice(_NICE)
    ahead = process.start(process.WORKER, process.FEEDS)
    from reader.library import apart  # noqa: PLC0415 -- see above

    _leave_one(ahead.pid)
    apart.serve(ahead)


def _leave_one(worker: int) -> None:
    """Keep this process and the worker's own thread off one processor, where the system lets
    one choose (Linux) and there are others."""
    if hasattr(os, "sched_setaffinity") and len(free := sorted(os.sched_getaffinity(0))) > 1:
        os.sched_setaffinity(0, free[1:])
        with contextlib.suppress(ProcessLookupError):  # it ended: asking it says so
            os.sched_setaffinity(worker, free[1:])


if __name__ == "__main__":
    main()
