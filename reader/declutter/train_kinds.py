"""Makes the kinds' weights: `train_kinds(...)`; see train.py for the command and the card.

Hand-labelled lines are few (62 pages), so that pages without them help: a block whose wording
and class words agree on a kind, and that the page model takes for no article text, counts a
tenth of a line labelled by hand.
"""

from __future__ import annotations

import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from reader.core.model import KINDS
from reader.declutter.page_kinds import NAMES, KindModel
from reader.declutter.page_survey import Matrix

WEAK: Final = 0.1
_BALANCE: Final = 0.4
_STRENGTH: Final = 0.01
_AT: Final = {name: number for number, name in enumerate(NAMES)}
_CUES: Final = [_AT[f"cue_{kind}"] for kind in KINDS]
_BY_CLASS: Final = frozenset({"share", "comments", "newsletter", "author", "consent"})


def by_hand(kinds: list[str | None]) -> NDArray[np.int64]:
    """Kind numbers, -1 where nobody labelled the block."""
    return np.array([KINDS.index(kind) if kind in KINDS else -1 for kind in kinds], dtype=np.int64)


def by_agreement(rows: Matrix, story: NDArray[np.float64], key: str) -> NDArray[np.int64]:
    """Kind numbers of the blocks where wording and class words agree; -1 elsewhere. A seventh
    of the sure article text stands for article."""
    found = np.full(len(rows), -1, dtype=np.int64)
    if not len(rows):
        return found
    cues = rows[:, _CUES]
    kind, strength = cues.argmax(axis=1), cues.max(axis=1)
    near = np.stack([
        rows[:, _AT[f"nearest_{name}"]] if f"nearest_{name}" in _AT else np.zeros(len(rows))
        for name in KINDS
    ], axis=1)  # fmt: skip
    agrees = near[np.arange(len(rows)), kind] > 0
    sure = (story < 0.2) & (kind > 3) & (((strength >= 0.6) & agrees) | (strength >= 0.9))
    found[sure] = kind[sure]
    named = near.argmax(axis=1)
    alone = (near.sum(axis=1) == 1) & (strength < 0.2) & (story < 0.05)
    alone &= np.isin(named, [KINDS.index(k) for k in KINDS if k in _BY_CLASS])
    found[alone] = named[alone]
    draw = np.random.default_rng(zlib.crc32(key.encode())).random(len(rows))
    found[(story > 0.9) & (draw < 0.15)] = 0
    return found


def train_kinds(rows: list[Matrix], kinds: list[NDArray[np.int64]], weak: list[bool]) -> KindModel:
    """A multinomial logistic regression on the blocks with a kind; `weak` marks the pages whose
    kinds are guesses."""
    x, y = np.vstack(rows), np.concatenate(kinds)
    amount = [np.full(len(k), WEAK if w else 1.0) for k, w in zip(kinds, weak, strict=True)]
    weight = np.concatenate(amount)
    x, y, weight = x[y >= 0], y[y >= 0], weight[y >= 0]
    totals = np.array([weight[y == kind].sum() for kind in range(len(KINDS))])
    weight = weight * (totals.sum() / np.maximum(totals[y], 20)) ** _BALANCE
    means, spread = x.mean(axis=0), x.std(axis=0) + 0.1
    fitted = LogisticRegression(C=_STRENGTH, max_iter=300).fit(
        (x - means) / spread, y, weight / weight.mean()
    )
    weights = np.zeros((x.shape[1], len(KINDS)), dtype=np.float32)
    bias = np.full(len(KINDS), -20.0, dtype=np.float32)  # kinds nobody showed us never win
    weights[:, fitted.classes_] = (fitted.coef_ / spread).T
    bias[fitted.classes_] = fitted.intercept_
    return KindModel(weights, bias, means.astype(np.float32))
