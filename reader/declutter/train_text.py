"""Trains the text labeller's model, `text_model.npz`. Run by `python -m reader.declutter.train`.

The model: three forests over `text_features` (own form, wording, place, neighbours, what words say
of each kind): "is the block the story's?" (180 trees of 31 leaves); "what is it?" at first sight
(40 rounds for 16 kinds); "what is it else?" with the first look's view of the blocks around (60
rounds for 15 kinds). Each is the mean of three that saw other draws of rows and columns. 900 kB.
Seeds 7 to 9, deterministic, one thread; four folds, split by site.

Trained on: pages as plain text in two crops, whose lines are the story's by overlap with gold
texts; and the lines around the stories of 1,267 pages that were labelled by hand (train_marks),
two of five with invented boxes (train_boxes). Kinds are learned from the latter alone.

Measured across sites, the model alone on news: character F1 a page .966 and content characters
kept .994 at the bar of .25. With sections and guards as shipped, on lines labelled by hand (article
lines shown / others hidden / of these the right kind): the 2,712 of kinds-dev .972 / .893 / .815.
Page F1 on news, near: .962, .982 of the content's characters kept. Of appeals, notes about authors,
consent and offers in words that nobody looked at (tests, "unseen" and "later") .95 and .72 have the
right kind.
Since what is long is told by what a script says in its characters (text_features.measure), more of
the content is kept where training had next to none: of 5 pages in Arabic, Persian and Urdu .993
(before .857), 5 in Korean .973 (.907), 11 in Japanese .911 (.821), 28 in Chinese .991 (.989).
One forest each instead of three: .969 / .885 / .801 and six of the golden cases wrong, where three
have none wrong; the same data drawn otherwise moved these figures by .01, their mean by .003. A
text takes a third more CPU for it (20 ms instead of 14 for one of 60 lines).

Left out: boxes without headlines (.968 / .892 / .801, one of the golden cases wrong); texts cut
short as more samples, and more weight for what was put in (more of the golden
cases wrong); the sections' verdicts (right kind .02 better without them, but notices, appeals and
what follows them are told by their sections where words are few).

Known failures: captions without a credit word pass for paragraphs; one-line answers, subheads of
one word and lists at the very end of a story may be hidden; other stories' headlines in full
sentences between paragraphs are kept; kinds of bare words on a line (navigation, teaser heading,
share) are confused. Of texts of a few lines the model is less sure than of pages.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np

from reader.core.model import Kind
from reader.declutter import text_features
from reader.declutter.neighbours import Matrix
from reader.declutter.text_features import Sight
from reader.declutter.train_data import FOLDS, Sample, fold_of
from reader.declutter.trees import sigmoid, softmax
from reader.declutter.wording import Wording
from reader.formats import text as text_format

SEEDS: Final = (7, 8, 9)
"""Each forest is the mean of so many, which saw other draws of rows and columns."""
LONGEST: Final = 500
"""Pages with more lines are lists of links; they would outweigh all others."""
ABOVE, BELOW = 12, 22
"""So many lines around its story are taken of a page labelled by hand."""
Line = tuple[str, int | None, str | None]
"""A line's text, whether it is the story's, its kind: None where nobody knows."""
Node = tuple[int, float, int, int, float]
"""Column, threshold, left and right child, value."""
NAMES: Final[tuple[Kind, ...]] = ("title", *text_features.KINDS)
FIRST: Final[tuple[Kind, ...]] = (*NAMES, "article")
_NEWS: Final = frozenset({"aeb", "fundus"})
_BOOST: Final[dict[str, Any]] = {
    "learning_rate": 0.08, "num_leaves": 31, "min_data_in_leaf": 40, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "verbose": -1, "max_bin": 127,
    "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_TREES: Final = {"article": 180, "first": 40, "kind": 60}
Forests = Sequence[Any]
"""LightGBM's boosters, one for each seed."""


Wordings = Callable[[set[int]], Wording]
"""The wording model of all folds but these."""


@dataclass(slots=True)
class Page:
    """One text with what is known of its blocks: `content` 1, 0 or None, `kinds` by name."""

    name: str
    fold: int
    weight: float
    seen: list[Sight]
    shown: Matrix
    content: list[int | None]
    kinds: list[str | None]


def pages(lines: Path, samples: Sequence[Sample]) -> Iterator[Page]:
    """The labelled texts, their blocks found and described: those of `lines` that nobody
    labelled by hand, and the lines around the stories of the samples that somebody did."""
    sites = {sample.key: sample.site for sample in samples}
    by_hand = {sample.key for sample in samples if any(sample.kinds)}
    with gzip.open(lines, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            near = row["variant"] == "near"
            if len(row["lines"]) > LONGEST or (near and row["id"] in by_hand):
                continue
            known = [(line["t"], line["y"], None) for line in row["lines"]]
            weight = (2.0 if near else 0.5) * _newsy(row["id"])
            site = sites.get(row["id"]) or urlsplit(row["url"]).netloc.removeprefix("www.")
            yield _page(row["id"], site, weight, known)
    for sample in samples:
        if sample.key in by_hand and (hand := list(near_story(sample))):
            yield _page(sample.key, sample.site, 2.0 * _newsy(sample.key), hand)


def near_story(sample: Sample) -> Iterator[Line]:
    """The lines of a page labelled by hand around its story, as a copy or a crude scraper
    catches them: text, whether it is the story's, its kind."""
    story = [number for number, kind in enumerate(sample.kinds) if kind == "article"]
    if not story:
        return
    shown = [
        number
        for number, block in enumerate(sample.document.blocks)
        if sample.kinds[number] or not block.evidence.hidden
    ]
    first, last = shown.index(story[0]), shown.index(story[-1])
    for number in shown[max(0, first - ABOVE) : last + BELOW]:
        kind = sample.kinds[number]
        text = " ".join(sample.document.blocks[number].text.split())
        yield text, None if kind is None else int(kind == "article"), kind


def _newsy(name: str) -> float:
    return 1.5 if name.partition("/")[0] in _NEWS else 1.0


def _page(name: str, site: str, weight: float, known: Sequence[Line]) -> Page:
    document = text_format.read("\n".join(text for text, _, _ in known), "train:")
    seen = text_features.sights(document.blocks)
    content: list[int | None] = []
    kinds: list[str | None] = []
    for block in document.blocks:
        first, after = block.evidence.lines or (0, 1)
        _, flag, kind = max(known[first:after], key=lambda line: len(line[0]))
        content.append(flag)
        kinds.append(kind)
    shown = text_features.shown(document.blocks, seen)
    return Page(name, fold_of(site), weight, seen, shown, content, kinds)


def train(
    lines: Path, samples: Sequence[Sample], wordings: Wordings, out: Path, folds: Path | None
) -> dict[str, float]:
    """Train on `lines` and the `samples` labelled by hand, write the model to `out` (and one per
    fold that never saw its sites into `folds`), give the scores measured across sites.
    Deterministic."""
    found = [page for page in pages(lines, samples) if page.seen]
    chances: list[list[float]] = [[] for _ in found]
    firsts: dict[int, Matrix] = {}
    pairs: dict[frozenset[int], Forests] = {}
    for fold in range(FOLDS):
        rows = {n: _rows(page, wordings({fold, page.fold})) for n, page in enumerate(found)}
        used = {n: table for n, table in rows.items() if found[n].fold != fold}
        article, first = _fit(used, found), _kinds(used, found, FIRST)
        for n, page in enumerate(found):
            if page.fold == fold:
                chances[n] = sigmoid(_mean(article, rows[n])).tolist()
                firsts[n] = _shares(first, rows[n])
        if folds:
            seen = _around(used, _inner(used, found, pairs, fold))
            kind = _kinds(seen, found, NAMES)
            _write(folds / f"text{fold}.npz", {"article": article, "first": first, "kind": kind})
    rows = {n: _rows(page, wordings({page.fold})) for n, page in enumerate(found)}
    kind = _kinds(_around(rows, firsts), found, NAMES)
    whole = {"article": _fit(rows, found), "first": _kinds(rows, found, FIRST), "kind": kind}
    _write(out, whole)
    return _scores(found, chances)


def _inner(
    rows: dict[int, Matrix], found: Sequence[Page], pairs: dict[frozenset[int], Forests], out: int
) -> dict[int, Matrix]:
    """What first looks that saw neither a page's fold nor `out` think of it."""
    made: dict[int, Matrix] = {}
    for fold in {found[n].fold for n in rows}:
        key = frozenset({out, fold})
        if key not in pairs:
            used = {n: table for n, table in rows.items() if found[n].fold != fold}
            pairs[key] = _kinds(used, found, FIRST)
        for n, table in rows.items():
            if found[n].fold == fold:
                made[n] = _shares(pairs[key], table)
    return made


def _around(rows: dict[int, Matrix], firsts: dict[int, Matrix]) -> dict[int, Matrix]:
    return {n: np.hstack([table, text_features.around(firsts[n])]) for n, table in rows.items()}


def _rows(page: Page, worded: Wording) -> Matrix:
    return np.hstack([page.shown, text_features.beside(text_features.worded(page.seen, worded))])


def _fit(rows: dict[int, Matrix], found: Sequence[Page]) -> Forests:
    data, flags, weights = [], [], []
    for number, table in rows.items():
        page = found[number]
        for row, flag, sight in zip(table, page.content, page.seen, strict=True):
            if flag is not None:
                data.append(row)
                flags.append(flag)
                # The bench counts characters, a reader counts paragraphs: between the two.
                amount = 0.3 + min(len(sight.text), 400) / 150
                weights.append(page.weight * amount)
    return _forests(data, flags, weights, {"objective": "binary"}, _TREES["article"])


def _kinds(rows: dict[int, Matrix], found: Sequence[Page], wanted: Sequence[str]) -> Forests:
    """Trees that tell these kinds apart on the blocks that somebody labelled."""
    data, names, weights = [], [], []
    for number, table in rows.items():
        page = found[number]
        for row, name in zip(table, page.kinds, strict=True):
            if name in wanted:
                data.append(row)
                names.append(wanted.index(name))
                weights.append(page.weight)
    # Rare kinds count more than their share, yet not as much as common ones.
    counts = Counter(names)
    weights = [w / counts[n] ** 0.35 for w, n in zip(weights, names, strict=True)]
    scale = len(weights) / sum(weights)
    options = {"objective": "multiclass", "num_class": len(wanted), "num_leaves": 15}
    trees = _TREES["first" if wanted is FIRST else "kind"]
    return _forests(data, names, [w * scale for w in weights], options, trees)


def _forests(
    data: list[Any], known: list[int], weights: list[float], options: dict[str, Any], trees: int
) -> Forests:
    """A booster for each seed."""
    import lightgbm  # noqa: PLC0415 -- only training needs it

    table = np.asarray(data, dtype=np.float32)
    return [
        lightgbm.train(
            {**_BOOST, **options, "seed": seed},
            lightgbm.Dataset(table, known, weight=weights),
            trees,
        )
        for seed in SEEDS
    ]


def _mean(forests: Forests, rows: Matrix) -> Any:
    """What the forests say of each row, in log odds of single precision; a column a class."""
    raw = [forest.predict(rows, raw_score=True, num_threads=1) for forest in forests]
    return np.mean(raw, axis=0).astype(np.float32)


def _shares(forests: Forests, rows: Matrix) -> Matrix:
    """What the forests say of each row, in shares of one."""
    shares: Any = softmax(_mean(forests, rows))
    found: Matrix = shares
    return found


def _scores(found: list[Page], chances: list[list[float]]) -> dict[str, float]:
    """Character F1 a page on the near texts of news at a few thresholds, and content kept."""
    scores: dict[str, float] = {}
    for bar in (0.5, 0.4, 0.3, 0.25, 0.2):
        marks, kept, all_ = [], 0, 0
        for page, chance in zip(found, chances, strict=True):
            if page.weight < 3:
                continue
            tp = fp = fn = 0
            for value, flag, sight in zip(chance, page.content, page.seen, strict=True):
                size = len(sight.text)
                tp += size * (flag == 1 and value > bar)
                fn += size * (flag == 1 and value <= bar)
                fp += size * (flag == 0 and value > bar)
            marks.append(2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1.0)
            kept, all_ = kept + tp, all_ + tp + fn
        scores[f"f1 at {bar}"] = sum(marks) / max(len(marks), 1)
        scores[f"kept at {bar}"] = kept / max(all_, 1)
    return scores


def _write(out: Path, models: dict[str, Forests]) -> None:
    """All trees in one compressed file, in the layout of `trees.Forest`; those of several seeds
    stand behind each other, their values shared out, so that their sum is the mean."""
    arrays: dict[str, Any] = {"names": np.array(NAMES)}
    for name, forests in models.items():
        dumps = [forest.dump_model() for forest in forests]
        trees: list[list[Node]] = []
        depth = 0
        for tree in (tree for dump in dumps for tree in dump["tree_info"]):
            nodes: list[Node] = []
            depth = max(depth, _flatten(tree["tree_structure"], nodes))
            trees.append([(*node[:4], node[4] / len(forests)) for node in nodes])
        widest = max(map(len, trees))
        columns = ("column", "threshold", "left", "right", "value")
        types = (np.int16, np.float32, np.int16, np.int16, np.float32)
        for place, (column, kind) in enumerate(zip(columns, types, strict=True)):
            full = np.zeros((len(trees), widest), dtype=kind)
            for index, nodes in enumerate(trees):
                full[index, : len(nodes)] = [node[place] for node in nodes]
            arrays[f"{name}_{column}"] = full
        arrays[f"{name}_shape"] = np.array([depth, dumps[0]["num_tree_per_iteration"]])
    np.savez_compressed(out, **arrays)


def _flatten(node: dict[str, Any], nodes: list[Node]) -> int:
    """Append a tree's nodes, root first; give its depth."""
    at = len(nodes)
    if "leaf_value" in node:
        nodes.append((0, 0.0, at, at, node["leaf_value"]))
        return 0
    nodes.append((0, 0.0, 0, 0, 0.0))
    left = len(nodes)
    low = _flatten(node["left_child"], nodes)
    right = len(nodes)
    high = _flatten(node["right_child"], nodes)
    # Rounded up: a single-precision threshold must not fall below the value it was cut at.
    cut = np.nextafter(np.float32(node["threshold"]), np.float32(np.inf))
    nodes[at] = (node["split_feature"], float(cut), left, right, 0.0)
    return 1 + max(low, high)
