"""What each block of a page is for: two linear looks at cues of wording, class words, place.

The second look knows what the first thought of the blocks around. Linear, so that the reason
of a label can be what really decided: each column's share in a kind's score is known, and the
phrases of `page_reasons` belong to columns. Where both leave doubt, trees have a word as well
(page_doubt).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS, SHOWN, Document, Kind
from reader.declutter import page_around, page_doubt, page_links, page_vocabulary, page_words
from reader.declutter.cues import cues
from reader.declutter.page_again import AGAIN
from reader.declutter.page_features import COLUMNS as OWN
from reader.declutter.page_features import WORDED
from reader.declutter.page_survey import Matrix, Page
from reader.declutter.page_vocabulary import Vocabulary
from reader.declutter.trees import Forest, softmax

_SAID: Final = 140
"""Characters of a block that cues are looked for in: its beginning says what it is."""
_LONG: Final = 120
ASKED: Final = 12
"""Blocks from a doubtful one within which phrases are looked for."""
_SMALL: Final = 12
"""Blocks of a box within which one's wording speaks for the others."""
_NUMBER: Final[dict[Kind, int]] = {kind: number for number, kind in enumerate(KINDS)}
HIDDEN: Final = np.array([kind not in SHOWN for kind in KINDS])
"""Which kinds are hidden."""
PHRASE: Final = 0.4
"""Strength of `wording` from which a phrase speaks for a kind."""
_GROUPS: Final = page_words.NAMES
_TELLING: Final = 3
"""The first group that tells more than that a block is of the story or a heading."""
_AT: Final = {name: number for number, name in enumerate((*OWN, *AGAIN))}
_BINS: Final = (1.5, 3.5, 7.5, 15.5, 39.5)
_SCALED: Final = {
    "link_share": 1.0, "ends": 1.0, "upper": 1.0, "digits": 1.0, "times": 1.0, "hidden": 1.0,
    "position": 1.0, "after_image": 1.0, "signs": 1.0, "question": 1.0, "title_share": 1.0,
    "in_title": 1.0, "after_title": 1.0, "in_main": 1.0, "to_prose": 0.05, "from_prose": 0.05,
    "prose_before": 1.0, "alike": 0.3, "alike_words": 0.05, "alike_links": 1.0,
    "described": 1.0, "theme": 1.0, "box_words_1": 0.25, "box_links_1": 1.0,
    "box_links_2": 1.0, "box_prose_2": 1.0, "p_box1": 1.0, "p_box2": 1.0, "p_next_text": 1.0,
    "p_head": 1.0, "p_win2": 1.0, "strong": 1.0, "pipe": 1.0, "common_prev": 0.2,
    "common_next": 0.2, "since_head": 0.1, "repeated": 0.3, "openings": 0.2, "marks": 1.0,
    **dict.fromkeys(page_links.COLUMNS, 1.0), **dict.fromkeys(WORDED, 0.25),
    **{f"tag_{tag}": 1.0 for tag in (  # noqa: SIM905
        "nav aside footer header form figure figcaption ul table button a details noscript "
        "head dialog svg article main").split()},
}  # fmt: skip
"""Columns of the page model taken over, and what brings them near 1."""
_TAKEN: Final = np.array([_AT[name] for name in _SCALED])
_SCALE: Final = np.array(list(_SCALED.values()), dtype=np.float32)
_CLASS: Final = np.array([_AT[f"class_{name}"] for name in _GROUPS])

NAMES: Final[list[str]] = [
    *(f"class_{name}" for name in _GROUPS),
    *(f"own_{name}" for name in _GROUPS),
    *(f"nearest_{name}" for name in _GROUPS),
    *(f"{what}_{kind}" for what in ("cue", "within", "box", "head", "before", "behind", "opened")
      for kind in KINDS),
    *(f"size_{number}" for number in range(len(_BINS) + 1)),
    *(f"shape_{number}" for number in range(7)),
    "linked", "logit", "prose_all", "prose_none", "schema_in", "kept",
    *_SCALED,
]  # fmt: skip
"""Columns of `rows`."""

FIRST: Final = [*NAMES, *page_vocabulary.COLUMNS]
"""What the first look sees."""
COLUMNS: Final = [*FIRST, *page_around.COLUMNS]
"""What the second sees."""
_CUES: Final = [NAMES.index(f"cue_{kind}") for kind in KINDS]


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model: one row of weights per column it sees, one column per kind."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    means: NDArray[np.float32]

    def probabilities(self, rows: Matrix) -> NDArray[np.float64]:
        """One line per block, one column per kind."""
        raw = (rows - self.means) @ self.weights + self.bias
        return softmax(raw.astype(np.float64))

    def apart(self, kind: Kind, against: Kind) -> NDArray[np.float32]:
        """How much a unit of each column speaks for a kind rather than another."""
        found: NDArray[np.float32] = (
            self.weights[:, _NUMBER[kind]] - self.weights[:, _NUMBER[against]]
        )
        return found


@dataclass(frozen=True, slots=True, eq=False)
class KindModel:
    """Two looks at a page's blocks, each linear, the words both know, and trees for what they
    leave in doubt. Equal to itself alone."""

    vocabulary: Vocabulary
    first: Linear
    second: Linear
    third: Forest

    def judge(
        self, page: Page, seen: Matrix, near: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float64], Matrix]:
        """Probabilities of kinds, and the rows (of COLUMNS) they came from; `seen` are `rows`,
        `near` the blocks within ASKED of one that may be the story."""
        more = np.empty((len(seen), len(COLUMNS)), dtype=np.float32)
        told = more[:, : len(FIRST)]
        told[:, : len(NAMES)] = seen
        told[:, len(NAMES) :] = page_vocabulary.table(page, self.vocabulary)
        first = self.first.probabilities(told)
        more[:, len(FIRST) :] = page_around.around(page, first)
        chances = self.second.probabilities(more)
        return page_doubt.settled(page, more, first, chances, near, self.third), more

    def apart(self, kind: Kind, against: Kind) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The means of COLUMNS, and how much a unit above them speaks, at both looks, for a kind
        rather than another. Both looks were fitted to the same blocks: their means are one."""
        gained = self.second.apart(kind, against)
        gained[: len(self.first.weights)] += self.first.apart(kind, against)
        return self.second.means, gained


def rows(
    document: Document, page: Page, seen: Matrix, near: NDArray[np.bool_],
    story: NDArray[np.float64],
) -> Matrix:  # fmt: skip
    """What the kind model sees before it looks around, by NAMES: `seen` are the page model's
    rows (its COLUMNS and AGAIN), `near` the blocks within ASKED of one that may be the story,
    `story` how likely each is it."""
    count = len(document.blocks)
    said, opened, top = _said(document, near, story)
    classes = seen[:, _CLASS]
    size = np.expm1(seen[:, _AT["words"]])
    bins = np.eye(len(_BINS) + 1, dtype=np.float32)[np.searchsorted(_BINS, size)]
    told = seen[:, _AT["prose_before"]]
    odds = np.log((story + 1e-3) / (1 - story + 1e-3)) / 4
    single = np.array([
        seen[:, _AT["link_share"]] > 0.9, odds, told > 0.99, told < 0.01,
        seen[:, _AT["schema"]] > 0.5, seen[:, _AT["readability"]] > 0,
    ]).T  # fmt: skip
    made = np.empty((count, len(NAMES)), dtype=np.float32)
    np.concatenate([
        classes, classes >= 0.99, _nearest(page), said,
        said * (size > 25)[:, None], _boxes(page, said), _tops(page, top), opened, bins,
        np.eye(7, dtype=np.float32)[seen[:, _AT["shape"]].astype(np.int64)], single,
        seen[:, _TAKEN] * _SCALE,
    ], axis=1, out=made, casting="same_kind")  # fmt: skip
    return made


def wording(rows: Matrix) -> Matrix:
    """From `rows`, how strongly each block's own words speak for each kind."""
    return rows[:, _CUES]


def against(said: Matrix) -> NDArray[np.float32]:
    """The strongest word that each block says for any of the hidden kinds; `said` is `wording`."""
    strongest: NDArray[np.float32] = said[:, HIDDEN].max(axis=1, initial=0.0)
    return strongest


def _nearest(page: Page) -> Matrix:
    """The groups of the nearest class word that is in any, the content's and heads' left out."""
    made = np.zeros((len(page.places), len(_GROUPS)), dtype=np.float32)
    word, group = page.groups[page.groups[:, 1] >= _TELLING].T
    holder = page.holder[word]
    nearest = np.zeros(len(made), dtype=np.int64)
    nearest[holder[::-1]] = word[::-1]  # the nearest is set last
    first = word == nearest[holder]
    made[holder[first], group[first]] = 1.0
    return made[page.place]


def _said(document: Document, asked: NDArray[np.bool_], story: NDArray[np.float64]
          ) -> tuple[Matrix, Matrix, list[int]]:  # fmt: skip
    """Cue strengths by kind; what an opening cue shortly before announced; the first cue. Long
    blocks that are sure to be the story are not asked: wording could not change that. Nor is
    what stands far from it: of menus and footers the single words say enough."""
    count = len(document.blocks)
    said = np.zeros((count, len(KINDS)), dtype=np.float32)
    opened = np.zeros((count, len(KINDS)), dtype=np.float32)
    top = [-1] * count
    last, since = -1, 0
    for number in np.flatnonzero(asked).tolist():
        if last >= 0 and number - since < 6:
            opened[number, last] = 1.0
        text = document.blocks[number].text
        if len(text) > _LONG and story[number] > 0.9:
            continue
        found = cues(text[:_SAID])
        for cue in found:
            said[number, _NUMBER[cue.kind]] = cue.strength
        if found and found[0].strength > 0.4:
            top[number] = _NUMBER[found[0].kind]
        if found and found[0].opens:
            last, since = top[number], number
    return said, opened, top


def _boxes(page: Page, said: Matrix) -> Matrix:
    """The strongest cue of each kind that a block of the same small box has."""
    made = np.zeros_like(said)
    best = np.zeros((len(page.boxes), len(KINDS)), dtype=np.float32)
    speaks = np.flatnonzero(said.any(axis=1))
    for level in (1, 2):
        np.maximum.at(best, page.inner[speaks, level], said[speaks])
    size = sum(np.bincount(page.inner[:, level], minlength=len(best)) for level in (1, 2))
    best[np.asarray(size) > _SMALL] = 0.0
    best[0] = 0.0
    for level in (1, 2):
        np.maximum(made, best[page.inner[:, level]], out=made)
    return made


def _tops(page: Page, top: list[int]) -> Matrix:
    """The first cue's kind of the heading before, the block before and the block behind."""
    count, kinds = len(top), len(KINDS)
    known = np.array([-1, *top, -1])
    head = np.maximum.accumulate(np.where(page.heading, np.arange(1, count + 1), 0))
    told = np.array([known[np.append(0, head[:-1])], known[:-2], known[2:]]).T
    made = np.zeros((count, 3, kinds), dtype=np.float32)
    number, place = np.nonzero(told >= 0)
    made[number, place, told[number, place]] = 1.0
    return made.reshape(count, -1)
