"""The order of the front page."""

from __future__ import annotations

import math
from typing import Final

_DOUBLED: Final = 8 * 3600
"""Seconds that twice as many outlets are worth."""


def front_rank(newest: int, voices: int) -> int:
    """Where a story stands: the time of its newest report in seconds since 1970, and eight hours
    more for each doubling of those who tell it. It never has to be counted anew as time passes,
    so an index can hold it."""
    return newest + round(_DOUBLED * math.log2(max(voices, 1)))
