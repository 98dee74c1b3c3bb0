"""Columns from where a block stands: its tags and class words. Blocks that a template makes
share them, so each different place of a page is looked at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from reader.declutter import page_words
from reader.declutter.page_survey import Matrix, Page

_TAGS: Final = (  # noqa: SIM905
    "nav aside footer header main article section form figure figcaption ul table td blockquote "
    "button a p dl details noscript head dialog svg iframe li span address select option"
).split()
_OWN_TAGS: Final = {tag: rank for rank, tag in enumerate(
    "p li div td span h1 h2 h3 h4 h5 h6 figcaption blockquote a button label dd dt pre table "  # noqa: SIM905
    "section article header footer nav aside form option".split(), 1)}  # fmt: skip

COLUMNS: Final = (
    "own_tag", "depth", *(f"tag_{tag}" for tag in _TAGS),
    "class_own", "class_all", "class_low", "class_high",
    *(f"class_{name}" for name in page_words.NAMES),
)  # fmt: skip
"""Columns of `table`."""


def table(page: Page, lexicon: dict[str, float]) -> Matrix:
    """One row of `COLUMNS` per block; `lexicon` has the log odds of class words."""
    rows = [
        (*_tags(path), *_names(names, own, lexicon), *page_words.nearness(names, own))
        for path, names, own in page.places
    ]
    made: Matrix = np.array(rows, dtype=np.float32)[page.place]
    return made


@lru_cache(maxsize=4096)
def _tags(path: tuple[str, ...]) -> tuple[float, ...]:
    own = _OWN_TAGS.get(path[-1] if path else "", 0)
    within = frozenset(path)
    return (own, len(path), *[float(tag in within) for tag in _TAGS])


def _names(
    names: tuple[str, ...], own: int, lexicon: dict[str, float]
) -> tuple[float, float, float, float]:
    scores = [lexicon.get(name, 0.0) for name in names]
    if not scores:
        return 0.0, 0.0, 0.0, 0.0
    mine = scores[:own]
    return (
        sum(mine) / (len(mine) + 1), sum(scores) / (len(scores) + 1), min(scores), max(scores)
    )  # fmt: skip
