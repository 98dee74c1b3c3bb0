"""This reader and its peers on the same pages: F1, lines, time, and what of it is noise.

python -m tests.bench.peers PAGES [--datasets aeb,fundus] [--limit N]

PAGES holds folders with a gold.json ({id: {"url", "title", "gold", …}}) and pages/<id>.html.gz.
Each page goes once through each extractor in turn, after a warm-up; told is CPU time. The last
column is the 95 % interval of F1 less ours, by a paired bootstrap over the pages. Peers that are
not installed are named below the table. tests/bench/scoring.py says how pages are scored. Beside
pages that the models were trained on, ours is flattered: compare on pages of other sites.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench import scoring
from tests.bench.adapters import extract

Extractor = Callable[[str, str], str]
_OURS = "newsreader"
_DRAWS = 2000
_WARM = "<html><body><article>" + "<p>A paragraph to warm up with, said he.</p>" * 20 + "</article>"
_SPACED = "aeb"
"""The set whose own scoring knows words by spaces alone and keeps the headline."""


def trafilatura(html: str, url: str) -> str:
    """As its makers recommend it for articles."""
    import trafilatura as peer

    return peer.extract(html, url=url or None, include_comments=False) or ""


def trafilatura_fast(html: str, url: str) -> str:
    """Without its fallbacks."""
    import trafilatura as peer

    return peer.extract(html, url=url or None, include_comments=False, fast=True) or ""


def readability(html: str, url: str) -> str:
    """The lines of the fragment that it keeps."""
    from readability import Document

    return "\n".join(scoring.lines_of(Document(html, url=url).summary()))


def resiliparse(html: str, url: str) -> str:
    """Its main content as text."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, alt_texts=False))


def newspaper(html: str, url: str) -> str:
    """Its article's text, without fetching anything."""
    from newspaper import Article  # type: ignore[import-untyped,unused-ignore]

    article = Article(url=url or "https://nowhere.example/", fetch_images=False, request_timeout=1)
    article.download(input_html=html)
    article.parse()
    return article.text or ""


PEERS: dict[str, tuple[str, Extractor]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura fast": ("trafilatura", trafilatura_fast),
    "readability-lxml": ("readability-lxml", readability),
    "resiliparse": ("Resiliparse", resiliparse),
    "newspaper4k": ("newspaper4k", newspaper),
}
"""By name in the table: the package, and how it is called."""


def installed(package: str) -> str | None:
    """The version of a package, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def pages(
    folder: Path, sets: list[str], limit: int | None
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every page with a gold text: its set, its HTML, what is known of it."""
    for gold in sorted(folder.glob("*/gold.json")):
        if sets and gold.parent.name not in sets:
            continue
        known = json.loads(gold.read_text(encoding="utf-8"))
        for name in [name for name in sorted(known) if known[name]["gold"]][:limit]:
            data = gzip.decompress((gold.parent / "pages" / f"{name}.html.gz").read_bytes())
            yield gold.parent.name, data.decode("utf-8", "replace"), known[name]


def timed(extractor: Extractor, html: str, url: str) -> tuple[str, float]:
    """What came out, a line a block, and the milliseconds of CPU; nothing where it failed."""
    began = time.process_time()
    try:
        text = extractor(html, url)
    except Exception:  # noqa: BLE001 - a peer may fail in any way of its own
        text = ""
    spent = (time.process_time() - began) * 1000
    return "\n".join(line for raw in text.split("\n") if (line := raw.strip())), spent


def interval(mine: NDArray[np.float64], theirs: NDArray[np.float64]) -> tuple[float, float]:
    """The 95 % interval of their F1 less mine; each is two rows, precision and recall."""
    drawn = np.random.default_rng(7).integers(0, mine.shape[1], (_DRAWS, mine.shape[1]))
    apart = scoring.f1(theirs[0][drawn], theirs[1][drawn]) - scoring.f1(
        mine[0][drawn], mine[1][drawn]
    )
    low, high = np.percentile(apart, [2.5, 97.5])
    return float(low), float(high)


def run(folder: Path, sets: list[str], limit: int | None) -> dict[str, NDArray[np.float64]]:
    """By extractor, a column per page: precision, recall, kept, dropped, milliseconds."""
    peers = {name: call for name, (package, call) in PEERS.items() if installed(package)}
    extractors: dict[str, Extractor] = {_OURS: extract, **peers}
    for extractor in extractors.values():
        timed(extractor, _WARM, "https://nowhere.example/")
    told: dict[str, list[tuple[float, ...]]] = {name: [] for name in extractors}
    for part, html, known in pages(folder, sets, limit):
        title, spaced = known["title"], part == _SPACED
        # The lines of boilerplate are told apart by the gold text as it is scored.
        gold = known["gold"] if spaced else scoring.without_title(known["gold"], title, 3)
        rest = scoring.boilerplate(html, gold, title)
        for name, extractor in extractors.items():
            text, spent = timed(extractor, html, known["url"])
            found = text if spaced else scoring.without_title(text, title, 4)
            page = scoring.score(gold, found, rest, spaced=spaced)
            told[name].append((page.precision, page.recall, page.kept, page.dropped, spent))
    return {name: np.array(rows).T for name, rows in told.items()}


def main() -> None:
    """Print the table, best first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--datasets", default="")
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sets = [name for name in arguments.datasets.split(",") if name]
    told = run(arguments.pages, sets, arguments.limit)
    if not told[_OURS].size:
        parser.error(f"no pages with a gold text in {arguments.pages}")
    print(f"{told[_OURS].shape[1]} pages; CPU in ms a page")
    print("| extractor | F1 | P | R | kept | dropped | median | mean | p95 | F1 less ours, 95 % |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in sorted(told, key=lambda name: -float(scoring.f1(*told[name][:2]))):
        print(row(name, told[name], told[_OURS]))
    missing = [name for name, (package, _) in PEERS.items() if not installed(package)]
    if missing:
        print(f"not installed: {', '.join(missing)}")


def row(name: str, page: NDArray[np.float64], ours: NDArray[np.float64]) -> str:
    """One line of the table."""
    package = PEERS[name][0] if name in PEERS else ""
    quality = [float(scoring.f1(*page[:2])), *np.nanmean(page[:4], axis=1)]
    spent = (np.median(page[4]), page[4].mean(), np.percentile(page[4], 95))
    low, high = interval(ours[:2], page[:2])
    apart = "" if name == _OURS else f"{low:+.3f} to {high:+.3f}"
    cells = [f"{name} {installed(package) or '' if package else ''}".strip()]
    cells += [f"{value:.3f}" for value in quality]
    cells += [f"{value:.1f}" for value in spent]
    return f"| {' | '.join([*cells, apart])} |"


if __name__ == "__main__":
    main()
