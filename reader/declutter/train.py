"""Makes the models again: `python -m reader.declutter.train PAGES LINES [--kinds FILE]`.

PAGES is a folder with one folder per dataset (gold.json and pages/*.html.gz), LINES the plain
text lines for the text model, FILE hand-labelled lines of some of the pages (by default
kinds-dev.json beside PAGES), used beside those of train_marks. Needs lightgbm and scikit-learn,
which the program itself never imports. Deterministic: the same data give the same bytes.
`--folds DIR` also writes one page model per fold that never saw the fold's sites, for
cross-validated runs of the benches. About ten minutes on one core, the text model three more.

The page model (page_model.npz, 215 kB)
  Data: 1,844 pages, 420,000 blocks. With a gold text: 314 of news (article-extraction-benchmark,
    fundus), 734 English articles and guides (wcxb), 110 mostly Asian (magic), 13 (newspaper4k);
    675, half of them German, with wanted and unwanted snippets alone. 197 pages have 29,000
    blocks labelled by hand for what they are for. News counts double.
  Model: 110 trees on a block's own columns, 130 more on those and on the first stage's view of
    its surroundings, asked where something is in doubt; two logistic regressions for the kinds,
    the second of which sees what the first thought of the blocks around. Seed 7; four folds,
    split by site.
  Scores, all by models that never saw the page's site, beside trafilatura 2.3.1 on the same
    pages: news F1 .975 against .958 (95 % interval of the difference .010 to .025, paired
    bootstrap), all 1,171 pages with gold .957 against .939 (.013 to .023); gold lines kept .955
    against .936, boilerplate lines dropped .952 against .923. Of 2,712 lines labelled by hand
    97.9 % of article lines are shown, 92.4 % of the others hidden, 82 % of these with the right
    kind (macro F1 .76).
  Known failures: other stories' headlines and menus are taken for each other, promotion for
    teasers; links to shops and related stories in the middle of a story stay where their words
    say nothing; what stands in a figure (buttons, other videos' titles) passes for captions;
    disclaimers longer than the story count as story; Chinese and Japanese pages score .91.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from reader.declutter import page_kinds, page_model, train_text
from reader.declutter.page_again import again
from reader.declutter.page_features import Lexicon, table
from reader.declutter.page_model import PageModel
from reader.declutter.page_survey import Matrix
from reader.declutter.train_data import Sample, gather
from reader.declutter.train_kinds import KindTrainer, Labelled, numbers_of
from reader.declutter.train_pages import FOLDS, Bench, Crossed, bench_of, cross, train_pages

_HERE = Path(__file__).parent


def main() -> None:
    """Read the arguments, train, write the models beside this module."""
    parser = argparse.ArgumentParser(prog="python -m reader.declutter.train")
    parser.add_argument("pages", type=Path)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--kinds", type=Path)
    parser.add_argument("--folds", type=Path)
    given = parser.parse_args()
    beside = given.pages.parent / "kinds-dev.json"
    pages(given.pages, given.kinds or (beside if beside.exists() else None), given.folds)
    for name, value in train_text.train(given.lines, _HERE / "text_model.npz", given.kinds).items():
        _log(f"{name}: {value:.4f}")


def pages(source: Path, kinds: Path | None, folds: Path | None) -> None:
    """Train the page model and write it, and those of the folds where asked."""
    bench = bench_of(list(gather(source, kinds)))
    crossed = cross(bench, _log)
    trained = train_pages(bench, crossed.first)
    seen = kind_rows(bench, crossed)
    kinds_of = trainer(bench, seen)
    whole = kinds_of.train(leaving=None)
    page_model.save(PageModel(trained.lexicon, trained.stages, whole), _HERE / page_model.FILE)
    _log(json.dumps(scores(bench.samples, crossed)))
    if folds:
        folds.mkdir(parents=True, exist_ok=True)
        for fold, model in enumerate(crossed.models):
            part = kinds_of.train(leaving=fold)
            made = PageModel(model.lexicon, model.stages, part)
            page_model.save(made, folds / f"fold{fold}.npz")
            _log(f"model without fold {fold}")


def kind_rows(bench: Bench, crossed: Crossed) -> list[Matrix]:
    """What the kind model sees of every labelled sample, by models that never saw its site;
    nothing of the others."""
    made: list[Matrix] = []
    lexicons: dict[int, Lexicon] = {fold: bench.lexicon({fold}) for fold in range(FOLDS)}
    for number, sample in enumerate(bench.samples):
        if not any(sample.kinds):
            made.append(np.zeros((0, 0), dtype=np.float32))
            continue
        page = bench.pages[number]
        own = table(sample.document, lexicons[bench.folds[number]], page)
        more = again(sample.document, page, crossed.first[number])
        made.append(
            page_kinds.rows(sample.document, page, np.hstack([own, more]), crossed.second[number])
        )
    return made


def trainer(bench: Bench, seen: list[Matrix]) -> KindTrainer:
    """The trainer of kinds, with the pages that somebody labelled by hand."""
    return KindTrainer([
        Labelled(sample, page, fold, rows, numbers_of(sample.kinds))
        for sample, page, fold, rows in zip(
            bench.samples, bench.pages, bench.folds, seen, strict=True
        )
        if any(sample.kinds)
    ])  # fmt: skip


def scores(samples: list[Sample], crossed: Crossed) -> dict[str, float]:
    """Cross-validated: of the weight of blocks, how much is told right, by stage."""
    found: dict[str, float] = {}
    for name, stage in (("first", crossed.first), ("second", crossed.second)):
        right = total = 0.0
        for sample, chance in zip(samples, stage, strict=True):
            weight = np.array(sample.weight)
            right += float((weight * ((chance >= 0.5) == (np.array(sample.target) >= 0.5))).sum())
            total += float(weight.sum())
        found[name] = round(right / total, 4)
    return found


def _log(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    main()
