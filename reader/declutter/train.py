"""Makes the models again: `python -m reader.declutter.train PAGES LINES [--kinds FILE]`.

PAGES is a folder with one folder per dataset (gold.json and pages/*.html.gz), LINES the plain
text lines for the text model, FILE hand-labelled lines of some of the pages (by default
kinds-dev.json beside PAGES), used where train_marks has none. Needs lightgbm and scikit-learn,
which the program itself never imports. Deterministic: the same data give the same bytes.
`--folds DIR` also writes the models of each fold, which never saw its sites, for
cross-validated runs of the benches. About 40 minutes on one core.

The page model (page_model.npz, 570 kB) and that of wording (wording_model.npz, 710 kB)
  Data: 1,844 pages, 420,000 blocks. With a gold text: 314 of news (article-extraction-benchmark,
    fundus), 734 English articles and guides (wcxb), 110 mostly Asian (magic), 13 (newspaper4k);
    675, half of them German, with wanted and unwanted snippets alone. 1,267 pages have 146,000
    blocks labelled by hand for what they are for (train_marks); boxes of invented texts
    (train_texts.txt, 20,149 in 30 languages) are put into two of five of these (train_boxes).
    News counts double.
  Model: 110 trees on a block's own columns, 130 more on those and on the first stage's view of
    its surroundings, asked where something is in doubt; two logistic regressions for the kinds,
    the second of which sees what the first thought of the blocks around, and 120 rounds of trees
    for the kinds they leave in doubt (page_doubt); one more regression over 64,000 words, pairs
    and parts of words, which both trees and kinds are told. Seed 7; four folds, split by site.
  Scores, all by models that never saw the page's site, beside trafilatura 2.3.1 on the same
    pages: news F1 .976 against .958 (95 % interval of the difference .011 to .025, paired
    bootstrap), all 1,171 pages with gold .958 against .939 (.015 to .025); gold lines kept .958
    against .936, boilerplate lines dropped .951 against .923. Of the blocks within twelve of a
    story's that are not its own, hidden / of these the right kind: fundus .989 / .872 (6,989
    blocks), article-extraction-benchmark .981 / .896 (3,863), wcxb .893 / .829, pages with
    snippets .972 / .870; of the 2,712 lines of kinds-dev, article lines shown / others hidden / of
    these the right kind .987 / .958 / .848. With 1,268 texts more than 9,651, no parts of words
    and no trees for kinds: .860, .891, .826, .861 right. Of appeals, notes about authors, consent
    and offers in words that nobody looked at (tests, "later") .935 have the right kind (before
    .878); of the lines of 24 invented pages that no model saw (tests, "scored") .929 (.885).
  The program judges long rows of links by their ends and copies by the first (page_menus), and
    has guards (page_guards, page_boxes, page_lists), which these figures do not know: with both
    .870, .894, .829, .867 right, kinds-dev .987 / .958 / .853, F1 .977 news and .959 all.
  Trained anew with trees of at most five levels, 90 and 110 of them: F1 .978 and .960, right kind
    .864, .893, .825, .868, 1 % less time: no gain worth other models.
  Training the same anew moves the right kind of kinds-dev by .014: it has 860 such lines.
  Texts of one sort alone teach that a language is that sort: with 5,000 appeals, notices and
    labels more and few stories, Portuguese and Italian stories fell to advertisements. So every
    language has some 170 sentences of plain news as well.
  Tried and left out, as no better by these scores: a network of one hidden layer for the kinds
    (right kind within .01), what words say of headings and of whole boxes as more columns, four
    times as many labelled lines of menus (the lines around stories decide).
  What would help, measured: a quarter, half and all of the labelled sites give .825, .839, .851 of
    the right kinds around stories (fundus), so twice as many give a point; a small convolution
    over the blocks beside the trees perhaps one more. The mean of a list's kinds for each of its
    entries, tried in four ways, gives nothing. That of all blocks with the same words brings .862
    on kinds-dev, whose lines are found by their words, and .002 less on the other sets' blocks:
    left out, since "Sport" in a menu is no headline's kicker.
  Known failures: other stories' headlines and menus are taken for each other, promotion for
    teasers; shop links and related stories in the middle of a story stay where their words say
    nothing; company pages' own offers pass for their text; disclaimers longer than the story
    count as story. On pages of a few blocks the trees are unsure: running text needs less there.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from reader.declutter import page_kinds, page_model, text_model, train_text, wording
from reader.declutter.page_again import again, near
from reader.declutter.page_features import Lexicon, table
from reader.declutter.page_model import PageModel
from reader.declutter.page_survey import Matrix
from reader.declutter.train_data import FOLDS, Sample, gather
from reader.declutter.train_kinds import KindTrainer, Labelled, numbers_of
from reader.declutter.train_pages import Bench, Crossed, bench_of, cross, train_pages
from reader.declutter.train_wording import invented

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
    kinds = given.kinds or (beside if beside.exists() else None)
    if given.folds:
        given.folds.mkdir(parents=True, exist_ok=True)
    bench = bench_of(list(gather(given.pages, kinds)))
    pages(bench, given.folds)
    scored = train_text.train(
        given.lines, bench.samples, lambda out: bench.lexicon(out).wording,
        _HERE / text_model.FILE, given.folds,
    )  # fmt: skip
    _log(json.dumps(scored))


def pages(bench: Bench, folds: Path | None) -> None:
    """Train the page model and that of wording, write them, and those of the folds where
    asked."""
    crossed = cross(bench, _log)
    trained = train_pages(bench, crossed.first)
    kinds_of = trainer(bench, crossed)
    whole = kinds_of.train(leaving=None)
    page_model.save(PageModel(trained.lexicon, trained.stages, whole), _HERE / page_model.FILE)
    wording.save(trained.lexicon.wording, _HERE / wording.FILE)
    _log(json.dumps(scores(bench.samples, crossed)))
    for fold, model in enumerate(crossed.models if folds else ()):
        made = PageModel(model.lexicon, model.stages, kinds_of.train(leaving=fold))
        page_model.save(made, _fold(folds, "page", fold))
        wording.save(model.lexicon.wording, _fold(folds, "wording", fold))
        _log(f"model without fold {fold}")


def _fold(folder: Path | None, name: str, fold: int) -> Path:
    return (folder or _HERE) / f"{name}{fold}.npz"


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
        more = again(page, crossed.first[number])
        made.append(page_kinds.rows(
            sample.document, page, np.hstack([own, more]),
            near(crossed.first[number], page_kinds.ASKED), crossed.second[number],
        ))  # fmt: skip
    return made


def trainer(bench: Bench, crossed: Crossed) -> KindTrainer:
    """The trainer of kinds, with the pages that somebody labelled by hand."""
    seen = kind_rows(bench, crossed)
    written = {text.text for text in invented()}
    return KindTrainer([
        Labelled(sample, page, fold, rows, numbers_of(sample.kinds),
                 near(first, page_kinds.ASKED),
                 np.array([text in written for text in page.plain]))
        for sample, page, fold, rows, first in zip(
            bench.samples, bench.pages, bench.folds, seen, crossed.first, strict=True
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
