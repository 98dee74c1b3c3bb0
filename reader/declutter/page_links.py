"""Columns from where a block's links lead. A story's address has a long last part, or a number
or a date in it; a section's is short; a shop, a network or a partner is another site.

Addresses are taken apart by hand: `urlsplit` costs five times as much, and a page has hundreds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import numpy as np

from reader.core.model import Document
from reader.declutter.page_survey import Matrix, Page, Vector

COLUMNS: Final = (
    "to_known", "to_other", "to_here", "to_home", "to_mail", "to_slug", "to_depth", "to_number",
    "to_file", "to_query", "to_twins",
    *(f"{what}_{level}" for level in (1, 2, 3) for what in ("cards", "others", "images", "times")),
)  # fmt: skip
"""Columns of `table`: whether the link's target is known, on another site, a place on this page,
the site's first page, a mail address; words of its last part, parts, whether it has a date or a
long number, names a file, asks a question; how many other blocks lead there. Then of the block's
three innermost containers how many words their links' addresses have, and which share of their
blocks leads to other sites, follows an image, names a time: what lists of stories are made of."""
Target = tuple[tuple[float, ...], tuple[str, ...]]
"""The columns but for the twins, and the words of the address."""
_NUMBER: Final = re.compile("[0-9](?:[0-9]{4}|(?:(?<=1)9|(?<=2)0)[0-9]{2}[-/]?[0-9]{2})")
"""Five digits, or a year and a month. What begins with one set of letters is sought at once."""
_WORD: Final = re.compile(r"[a-z]{2,}")
_SLUG: Final = 4
"""Words from which a last part is a headline: they tell of the story, not of the site."""
_WORDS: Final = 6
_SECOND: Final = [[name] for name in ("co", "com", "org", "net", "ac", "gov", "go", "or", "ne")]
_LETTER: Final = 18
"""Characters of a word where a script is written in percent signs."""


def table(document: Document, page: Page, times: Vector) -> Matrix:
    """One row of `COLUMNS` per block, by its longest link; `times` says which name a time."""
    home = _home(document.url)
    rows = np.array([target(href, home)[0] for href in page.leads], dtype=np.float32)
    twins = np.minimum(np.bincount(page.lead) - 1, 4) * np.fromiter(map(bool, page.leads), bool)
    made: Matrix = np.column_stack([rows, twins.astype(np.float32)])[page.lead]
    images = np.array(page.evidence["after_image"], dtype=np.float32)
    return np.concatenate([made, *_boxes(page, made, images, times)], axis=1)


def _boxes(page: Page, made: Matrix, images: Vector, times: Vector) -> list[Matrix]:
    """What the blocks of each of the three innermost containers have, as means."""
    told = np.stack([made[:, 5], made[:, 1], images, times > 0], axis=1)
    known = np.maximum(made[:, 0], 0.0)
    flat, size = page.chains.ravel(), len(page.boxes)
    wide = page.chains.shape[1]
    sums = np.stack([np.bincount(flat, one.repeat(wide), size) for one in (*told.T, known)], axis=1)
    count = np.maximum(page.boxes[:, [3]], 1.0)
    linked = np.maximum(sums[:, [4]], 1.0)
    share = np.hstack([sums[:, :2] / linked, sums[:, 2:4] / count]).astype(np.float32)
    share[0] = 0.0
    return [share[page.inner[:, level]] for level in range(3)]


def words(document: Document, page: Page) -> list[tuple[str, ...]]:
    """The words of each address in `page.leads`."""
    home = _home(document.url)
    return [target(href, home)[1] for href in page.leads]


@lru_cache(maxsize=4096)
def target(href: str, home: str) -> Target:
    """What an address says, on a page of the site `home`."""
    _, found, rest = href.partition("://")
    if not found:
        return (0.0, 0.0, 0.0, 0.0, href.startswith("mailto:"), 0.0, 0.0, 0.0, 0.0, 0.0), ()
    host, _, path = rest.partition("/")
    path, place, _ = path.partition("#")
    path, asked, _ = path.partition("?")
    site = _site(host)
    other = bool(home) and site != home
    parts = [part for part in path.lower().split("/") if part]
    last = parts[-1] if parts else ""
    size = _size(last)
    told = parts[:-1] if size >= _SLUG else parts
    said = _WORD.findall(" ".join(told))[:_WORDS]
    if other:
        said = [f"@{site.partition('.')[0]}", *said]
    if asked:
        said.append("?")
    return (
        1.0, other, bool(place), not parts, 0.0, min(size, 12) / 6, min(len(parts), 6) / 4,
        _NUMBER.search(path) is not None, "." in last[-6:], bool(asked),
    ), tuple(dict.fromkeys(said))  # fmt: skip


def _size(part: str) -> int:
    """About how many words the last part of a path has."""
    if "%" in part:
        return max(len(part) // _LETTER, 1)
    words = part.replace("_", "-").replace("+", "-").split("-")
    return len(words) - sum(map(str.isdigit, words))


def _home(url: str) -> str:
    _, found, rest = url.partition("://")
    return _site(rest.partition("/")[0]) if found else ""


@lru_cache(maxsize=256)
def _site(host: str) -> str:
    """A host's last two names, three where the last but one is a country's own ("co.uk")."""
    names = host.lower().partition(":")[0].split(".")
    return ".".join(names[-3:] if len(names[-1]) == 2 and names[-2:-1] in _SECOND else names[-2:])
