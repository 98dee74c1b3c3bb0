"""Linking in another order of arrival: what the stories bench calls as `tests.bench.orders:link`.

The articles come as `random.Random(SEED)` shuffles them, SEED being an environment variable: how
much the stories depend on which report came first.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import Any

from tests.bench import adapters


def link(articles: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """As `adapters.link`, in the order that SEED gives."""
    shuffled = list(articles)
    random.Random(int(os.environ["SEED"])).shuffle(shuffled)
    return adapters.link(shuffled)
