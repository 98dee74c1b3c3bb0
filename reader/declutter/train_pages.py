"""Makes the page model: `train_pages(samples)`; see train.py for the command and the card.

Everything is split by site in four folds. A lexicon or a first-stage probability that a page
is trained with never saw that page's fold, so that the second stage learns from what it will
meet: probabilities of pages nobody trained on.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import lightgbm
import numpy as np
from numpy.typing import NDArray

from reader.core.text import words
from reader.declutter.page_again import again
from reader.declutter.page_features import Lexicon, table
from reader.declutter.page_survey import Matrix, Page, survey
from reader.declutter.train_boxes import boxed, is_boxed
from reader.declutter.train_data import FOLDS, Sample, fold_of
from reader.declutter.train_wording import Told, invented, told_by_page, told_by_text, train_wording
from reader.declutter.trees import Forest

SEED: Final = 7
_STAGE: Final[dict[str, Any]] = {
    "objective": "cross_entropy", "learning_rate": 0.08, "num_leaves": 24, "max_depth": 7,
    "min_data_in_leaf": 60, "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1,
    "lambda_l2": 5.0, "max_bin": 63, "num_threads": 1, "verbose": -1, "seed": SEED,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip
ROUNDS: Final = (110, 130)
"""Trees of the first and the second stage."""
_SHORT: Final = 30
_SUPPORT: Final = {"text": 8.0, "names": 5.0}
"""Sites a word must occur on before it counts."""

Counts = dict[str, list[float]]


@dataclass(slots=True)
class Trained:
    """Both stages and the lexicon."""

    lexicon: Lexicon
    stages: tuple[Forest, Forest]


def counts(samples: list[Sample], fold: int) -> dict[str, Counts]:
    """For each word of the fold's sites: on how many it spoke for article text, and against."""
    by_site: dict[str, dict[str, dict[str, list[float]]]] = {}
    for sample in samples:
        if fold_of(sample.site) != fold:
            continue
        held = by_site.setdefault(sample.site, {"text": {}, "names": {}})
        for block, target in zip(sample.document.blocks, sample.target, strict=True):
            found = _tokens(block.text)
            for name, listed in (("text", found), ("names", block.evidence.words)):
                for word in set(listed):
                    cell = held[name].setdefault(word, [0.0, 0.0])
                    cell[0] += target
                    cell[1] += 1
    total: dict[str, Counts] = {"text": defaultdict(lambda: [0.0, 0.0]),
                                "names": defaultdict(lambda: [0.0, 0.0])}  # fmt: skip
    for held in by_site.values():
        for name, cells in held.items():
            for word, (content, seen) in cells.items():
                total[name][word][0] += content / seen
                total[name][word][1] += 1.0 - content / seen
    return {name: dict(cells) for name, cells in total.items()}


def _tokens(text: str) -> list[str]:
    found = words(text.lower())
    return found if len(found) <= _SHORT else []


def lexicon_of(parts: list[dict[str, Counts]]) -> Lexicon:
    """The log odds of every word with enough sites behind it in `parts`."""
    made: dict[str, dict[str, float]] = {}
    for name, support in _SUPPORT.items():
        total: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for part in parts:
            for word, (content, other) in part[name].items():
                total[word][0] += content
                total[word][1] += other
        whole = [sum(cell[side] for cell in total.values()) for side in (0, 1)]
        prior = math.log((whole[0] + 1) / (whole[1] + 1))
        made[name] = {
            word: round(score, 2)
            for word, (content, other) in sorted(total.items())
            if content + other >= support
            and abs(score := math.log((content + 0.5) / (other + 0.5)) - prior) > 0.25
        }
    return Lexicon(made["text"], made["names"])


@dataclass(slots=True)
class Bench:
    """The samples with everything that is computed once."""

    samples: list[Sample]
    pages: list[Page]
    folds: list[int]
    counts: list[dict[str, Counts]]
    told: list[list[Told]]
    """By fold, the labelled blocks and the invented texts."""
    lexicons: dict[frozenset[int], Lexicon] = field(default_factory=dict)

    def lexicon(self, without: set[int]) -> Lexicon:
        """The lexicon of all folds but these."""
        key = frozenset(without)
        if key not in self.lexicons:
            left = [fold for fold in range(FOLDS) if fold not in without]
            words = lexicon_of([self.counts[fold] for fold in left])
            worded = train_wording([one for fold in left for one in self.told[fold]])
            self.lexicons[key] = replace(words, wording=worded)
        return self.lexicons[key]

    def rows(self, fold: int, without: set[int]) -> list[Matrix]:
        """The rows of a fold's pages, with the lexicon of all folds but `without`."""
        lexicon = self.lexicon(without)
        return [
            table(sample.document, lexicon, page)
            for sample, page, own in zip(self.samples, self.pages, self.folds, strict=True)
            if own == fold
        ]

    def of(self, fold: int) -> list[int]:
        """The numbers of a fold's samples."""
        return [number for number, own in enumerate(self.folds) if own == fold]


def bench_of(samples: list[Sample]) -> Bench:
    """The samples, boxes put into some of them, surveyed and counted."""
    texts = invented()
    plain = samples
    samples = [boxed(one, texts) if is_boxed(one) else one for one in plain]
    pages = [survey(sample.document) for sample in samples]
    told: list[list[Told]] = [[] for _ in range(FOLDS)]
    for text in texts:
        told[fold_of(text.text)].append(told_by_text(text))
    for sample, page in zip(plain, map(survey, (one.document for one in plain)), strict=True):
        told[fold_of(sample.site)] += told_by_page(sample, page)
    return Bench(
        samples,
        pages,
        [fold_of(sample.site) for sample in samples],
        [counts(samples, fold) for fold in range(FOLDS)],
        told,
    )


def fit(rows: list[Matrix], bench: Bench, numbers: list[int], rounds: int) -> lightgbm.Booster:
    """Trees for the rows of the samples of these numbers."""
    target = np.concatenate([bench.samples[n].target for n in numbers])
    weight = np.concatenate([bench.samples[n].weight for n in numbers])
    data = lightgbm.Dataset(np.vstack(rows), target, weight=weight)
    return lightgbm.train(_STAGE, data, rounds)


Log = Callable[[str], None]


@dataclass(slots=True)
class Crossed:
    """Probabilities of both stages for every sample, by models that never saw its site, and
    those models, one per fold."""

    first: list[NDArray[np.float64]]
    second: list[NDArray[np.float64]]
    models: list[Trained]


def cross(bench: Bench, log: Log) -> Crossed:
    """Train and predict fold by fold."""
    models: list[Trained] = []
    first: list[NDArray[np.float64]] = [np.zeros(0)] * len(bench.samples)
    second: list[NDArray[np.float64]] = [np.zeros(0)] * len(bench.samples)
    pair: dict[frozenset[int], lightgbm.Booster] = {}
    for out in range(FOLDS):
        others = [fold for fold in range(FOLDS) if fold != out]
        rows = {fold: bench.rows(fold, {out, fold}) for fold in others}
        tests = bench.rows(out, {out})
        order = [number for fold in others for number in bench.of(fold)]
        stacked = [row for fold in others for row in rows[fold]]
        one = fit(stacked, bench, order, ROUNDS[0])
        inner: dict[int, NDArray[np.float64]] = {}
        for fold in others:
            key = frozenset({out, fold})
            if key not in pair:
                rest = [other for other in others if other != fold]
                pair[key] = fit(
                    [row for other in rest for row in rows[other]], bench,
                    [number for other in rest for number in bench.of(other)], ROUNDS[0],
                )  # fmt: skip
            for number, row in zip(bench.of(fold), rows[fold], strict=True):
                inner[number] = np.asarray(pair[key].predict(row))
        full = [
            np.hstack([row, again(bench.pages[n], inner[n])])
            for n, row in zip(order, stacked, strict=True)
        ]
        two = fit(full, bench, order, ROUNDS[1])
        for number, row in zip(bench.of(out), tests, strict=True):
            first[number] = np.asarray(one.predict(row))
            more = again(bench.pages[number], first[number])
            second[number] = np.asarray(two.predict(np.hstack([row, more])))
        models.append(Trained(bench.lexicon({out}), (forest(one), forest(two))))
        log(f"fold {out + 1} of {FOLDS}")
    return Crossed(first, second, models)


def train_pages(bench: Bench, first: list[NDArray[np.float64]]) -> Trained:
    """The model of all samples; `first` are the first stage's probabilities by `cross`."""
    order = [number for fold in range(FOLDS) for number in bench.of(fold)]
    rows = [row for fold in range(FOLDS) for row in bench.rows(fold, {fold})]
    one = fit(rows, bench, order, ROUNDS[0])
    full = [
        np.hstack([row, again(bench.pages[n], first[n])])
        for n, row in zip(order, rows, strict=True)
    ]
    two = fit(full, bench, order, ROUNDS[1])
    return Trained(bench.lexicon(set()), (forest(one), forest(two)))


def forest(model: lightgbm.Booster, classes: int = 1) -> Forest:
    """LightGBM's trees as arrays."""
    trees = [tree["tree_structure"] for tree in model.dump_model()["tree_info"]]
    flat = [_flat(tree) for tree in trees]
    width = max(len(nodes) for nodes, _ in flat)
    shape = (len(flat), width)
    made = Forest(
        np.zeros(shape, np.int16), np.zeros(shape, np.float32), np.zeros(shape, np.int16),
        np.zeros(shape, np.int16), np.zeros(shape, np.float32),
        max(depth for _, depth in flat), classes,
    )  # fmt: skip
    for number, (nodes, _) in enumerate(flat):
        for place, (column, threshold, left, right, value) in enumerate(nodes):
            made.column[number, place] = column
            made.threshold[number, place] = threshold
            made.left[number, place] = left
            made.right[number, place] = right
            made.value[number, place] = value
    return made


def _flat(tree: dict[str, Any]) -> tuple[list[tuple[int, float, int, int, float]], int]:
    nodes: list[tuple[int, float, int, int, float]] = []
    queue: list[tuple[dict[str, Any], int]] = [(tree, 0)]
    deepest = 0
    for node, depth in queue:  # grows while it is read: breadth first
        place = len(nodes)
        deepest = max(deepest, depth)
        if "split_feature" in node:
            left, right = len(queue), len(queue) + 1
            queue += [(node["left_child"], depth + 1), (node["right_child"], depth + 1)]
            # float32 rows against a float64 threshold: rounding down keeps "<=" as it was
            limit = np.float32(node["threshold"])
            if float(limit) > node["threshold"]:
                limit = np.nextafter(limit, np.float32(-np.inf))
            nodes.append((node["split_feature"], float(limit), left, right, 0.0))
        else:
            nodes.append((0, 0.0, place, place, float(node["leaf_value"])))
    return nodes, deepest
