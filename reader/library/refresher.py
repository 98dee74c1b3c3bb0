"""The process of a refresh that runs apart: `python -P -m reader.library.refresher`; see `apart`.

The worker is started first: each of the two takes a tenth of a second to load what it needs, and
with two processors they do it at the same time.
"""

from __future__ import annotations

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

    apart.serve(ahead)


if __name__ == "__main__":
    main()
