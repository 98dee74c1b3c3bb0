"""What the models say of a page: how likely each block is its story, and of what kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import Document
from reader.declutter import page_again, page_features, page_kinds, page_model
from reader.declutter.page_survey import Matrix, Page, survey
from reader.declutter.trees import sigmoid

VOTE: Final = 0.5
"""What readability's vote adds to, or takes from, a block's log odds of being article text."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the models say of a page: the rows they saw (`seen` the trees, `rows` the kinds),
    probabilities of article text and of kinds."""

    seen: Matrix
    story: NDArray[np.float64]
    kinds: NDArray[np.float64]
    rows: Matrix
    page: Page


def judge(document: Document, model: page_model.PageModel) -> Judged:
    """Both stages and the kinds, for every block."""
    page = survey(document)
    seen = page_features.table(document, model.lexicon, page)
    first = sigmoid(model.stages[0].raw(seen)[:, 0])
    more = np.concatenate([seen, page_again.again(page, first)], axis=1)
    near = np.flatnonzero(page_again.near(first))
    odds = log_odds(first)
    odds[near] = model.stages[1].raw(more[near])[:, 0]
    votes = page.evidence["readability"]
    odds += np.array([0.0 if vote is None else VOTE if vote else -VOTE for vote in votes])
    story = sigmoid(odds)
    around = page_again.near(first, page_kinds.ASKED)
    rows = page_kinds.rows(document, page, more, around, story)
    kinds, told = model.kinds.judge(page, rows, around)
    return Judged(more, story, kinds, told, page)


def log_odds(
    chance: NDArray[np.float64], other: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """Log odds of a chance against another, by default against its opposite."""
    against = 1 - chance if other is None else other
    odds: NDArray[np.float64] = np.log((chance + 1e-3) / (against + 1e-3))
    return odds
