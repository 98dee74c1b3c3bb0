"""Columns from where a block stands: its tags and class words. Blocks that a template makes
share them, so each different place of a page is looked at once."""

from __future__ import annotations

from typing import Final

import numpy as np

from reader.declutter import page_words
from reader.declutter.page_survey import Matrix, Page, Vector
from reader.declutter.spoken import Known

_TAGS: Final = (  # noqa: SIM905
    "nav aside footer header main article section form figure figcaption ul table td blockquote "
    "button a p dl details noscript head dialog svg iframe li span address select option"
).split()
_AT: Final = {tag: number for number, tag in enumerate(_TAGS, 2)}
_OWN_TAGS: Final = {tag: rank for rank, tag in enumerate(
    "p li div td span h1 h2 h3 h4 h5 h6 figcaption blockquote a button label dd dt pre table "  # noqa: SIM905
    "section article header footer nav aside form option".split(), 1)}  # fmt: skip

COLUMNS: Final = (
    "own_tag", "depth", *(f"tag_{tag}" for tag in _TAGS),
    "class_own", "class_all", "class_low", "class_high",
    *(f"class_{name}" for name in page_words.NAMES),
)  # fmt: skip
"""Columns of `table`."""


def table(page: Page, lexicon: Known) -> Matrix:
    """One row of `COLUMNS` per block; `lexicon` has the log odds of class words."""
    made = np.hstack([_tags(page), _names(page, lexicon), _nearness(page)])
    return made.astype(np.float32)[page.place]


def _tags(page: Page) -> Vector:
    """The innermost tag of each place, how many there are, and which."""
    paths = [path for path, _, _ in page.places]
    made = np.zeros((len(paths), 2 + len(_TAGS)))
    made[:, 0] = [_OWN_TAGS.get(path[-1], 0) if path else 0 for path in paths]
    made[:, 1] = [len(path) for path in paths]
    rows = range(0, made.size, made.shape[1])
    within = [
        row + _AT[tag] for row, path in zip(rows, paths, strict=True) for tag in path if tag in _AT
    ]
    made.ravel()[within] = 1.0
    return made


def _names(page: Page, lexicon: Known) -> Vector:
    """What each place's class words speak for: its own, all, the least and the most of them."""
    count = len(page.places)
    scores = lexicon.get(page.name_keys)[page.named]
    holder, own = page.holder, page.outside < 0
    sizes = np.bincount(holder, minlength=count)
    made = np.zeros((count, 4))
    made[:, 0] = np.bincount(holder[own], scores[own], count)
    made[:, 0] /= np.bincount(holder[own], minlength=count) + 1
    made[:, 1] = np.bincount(holder, scores, count) / (sizes + 1)
    named = np.flatnonzero(sizes)
    if len(named):
        begins = (sizes.cumsum() - sizes)[named]
        made[named, 2] = np.minimum.reduceat(scores, begins)
        made[named, 3] = np.maximum.reduceat(scores, begins)
    return made


def _nearness(page: Page) -> Vector:
    """For each group how near its nearest word is: 1 on the block's own element, less the
    further out it stands, 0 where it does not occur."""
    made = np.zeros((len(page.places), len(page_words.NAMES)))
    word, group = page.groups[::-1].T  # of two words of a group the nearer is set last
    outside = page.outside[word]
    made[page.holder[word], group] = np.where(outside < 0, 1.0, 0.9 / (1.0 + 0.15 * outside))
    return made
