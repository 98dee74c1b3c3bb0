"""What is counted once for all blocks of a page: its words, its containers, its templates.

Blocks are rows of arrays here, containers are their own numbers (0 stands for none), so that
sums over a page's thousands of block-in-container pairs are one `bincount` each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import Block, Document, Evidence
from reader.core.text import lower_words
from reader.declutter import page_words
from reader.declutter.spoken import Numbers, Spoken, hashes, numbered, spoken
from reader.declutter.targets import Target, home_of, target

Matrix = NDArray[np.float32]
Vector = NDArray[Any]
"""Numbers, one per block or more."""
Place = tuple[tuple[str, ...], tuple[str, ...], int]

LONG: Final = 15
"""Words from which unlinked text counts as prose."""
LEVELS: Final = 4
"""Enclosing containers that are looked at."""
_MOST: Final = 1 << 20
"""Containers beyond this number count as none: no page has a million elements that hold text."""


@dataclass(slots=True)
class Page:
    """A page's counts; arrays have a row per block where nothing else is said."""

    evidence: Mapping[str, Sequence[Any]]
    """Each field of all blocks' evidence."""
    plain: list[str]
    words: list[Sequence[str]]
    """Lower-case words of each block."""
    spoken: Spoken
    """The same as numbers."""
    sizes: Vector
    linked: Vector
    """Words in links, about."""
    prose: NDArray[np.bool_]
    heading: NDArray[np.bool_]
    chains: Numbers
    """Containers of each block, outermost first, 0 beyond the innermost."""
    inner: Numbers
    """The `LEVELS` innermost containers, innermost first, 0 for none."""
    boxes: Vector
    """By container: words, linked words, words in prose, blocks."""
    places: list[Place]
    """The different places that blocks stand in: tags, class words, how many are the block's."""
    place: Numbers
    """The number of each block's place."""
    names: list[str]
    """The different class words."""
    name_keys: Numbers
    """What `Known` looks each of them up by."""
    named: Numbers
    """The numbers of those of all places, one place's after the other's, nearest first."""
    holder: Numbers
    """The place of each of these."""
    outside: Numbers
    """How far out each stands: below 0 on the block's own element."""
    groups: Numbers
    """Which of these are in a group of page_words: their index, the number of the group."""
    leads: list[str]
    """The different addresses that blocks' longest links lead to, one empty for no link."""
    targets: list[Target]
    """What each of these addresses says."""
    lead: Numbers
    """The number of each block's address."""
    alike: Numbers
    """Equal for blocks that the page's template makes alike."""
    looks: Vector
    """By number in `alike`: blocks, words, linked words, words in prose."""
    main: Numbers
    """The containers down to the deepest that holds three fifths of the page's prose."""
    title: frozenset[str]


def survey(document: Document) -> Page:
    """Count a page once."""
    blocks = document.blocks
    plain = [block.text for block in blocks]
    found = [lower_words(text) for text in plain]
    said = spoken(found)
    sizes = said.sizes.astype(np.float64)
    columns = zip(*[block.evidence for block in blocks], strict=True)
    seen = dict(zip(Evidence._fields, columns, strict=True))
    containers = seen["containers"]
    shares = np.array(seen["link_share"])
    prose = (sizes >= LONG) & (shares < 0.4) & ~np.array(seen["hidden"], dtype=bool)
    linked = sizes * shares
    heading = np.array([block.shape == "heading" for block in blocks], dtype=bool)
    told = np.where(prose, sizes, 0.0)
    chains = _chains(containers)
    boxes = _by_box(chains, (sizes, linked, told, np.ones(len(blocks))))
    # A template's blocks share their places, which have a dozen times as many class words as
    # are different: what tags and words say is asked of each once.
    places, place = numbered(zip(seen["path"], seen["words"], seen["own"], strict=True))
    names, named = numbered(chain.from_iterable([words for _, words, _ in places]))
    keys = hashes(names)
    holder, outside = _held(places)
    alike = _alike(places, place, containers)
    leads, lead = numbered(map(longest, blocks))
    home = home_of(document.url)
    looks = np.stack(
        [
            np.bincount(alike, weights=amount)
            for amount in (np.ones_like(sizes), sizes, linked, told)
        ],
        axis=1,
    )
    title = frozenset(word for word in lower_words(document.title or "") if len(word) > 2)
    return Page(
        seen, plain, found, said, sizes, linked, prose, heading, chains, _inner(chains), boxes,
        places, place, names, keys, named, holder, outside, _groups(keys, named),
        leads, [target(href, home) for href in leads], lead, alike, looks,
        _main(chains, prose, boxes), title,
    )  # fmt: skip


def _held(places: list[Place]) -> tuple[Numbers, Numbers]:
    """The place of each class word, and how far out it stands."""
    sizes = np.array([len(words) for _, words, _ in places])
    before = sizes.cumsum() - sizes + np.array([own for _, _, own in places])
    holder = np.arange(len(places)).repeat(sizes)
    return holder, np.arange(len(holder)) - before[holder]


def _groups(keys: Numbers, named: Numbers) -> Numbers:
    known = page_words.grouped(keys)
    grouped = np.flatnonzero(known.max(axis=1)[named])
    index, group = known[named[grouped]].nonzero()
    return np.stack([grouped[index], group], axis=1)


def longest(block: Block) -> str:
    """The address that most of a block's linked text leads to; empty without one."""
    runs = block.runs
    if len(runs) == 1:
        return runs[0].href or ""
    best, most = "", 0
    for run in runs:
        if run.href and len(run.text) > most:
            best, most = run.href, len(run.text)
    return best


def _alike(places: list[Place], place: Numbers, containers: Sequence[tuple[int, ...]]) -> Numbers:
    """Equal numbers for blocks that the page's template makes alike: the same last tags and
    nearest class words at the same depth."""
    _, look = numbered((path[-3:], words[: own + 3]) for path, words, own in places)
    return numbered(zip(look[place].tolist(), map(len, containers), strict=True))[1]


def _chains(listed: Sequence[tuple[int, ...]]) -> Numbers:
    depths = np.array([len(one) for one in listed])
    made = np.zeros((len(listed), max(1, int(depths.max(initial=0)))), dtype=np.int64)
    made[np.arange(made.shape[1]) < depths[:, None]] = np.fromiter(
        chain.from_iterable(listed), dtype=np.int64
    )
    made[(made < 0) | (made > _MOST)] = 0
    return made


def _inner(chains: Numbers) -> Numbers:
    depths = (chains > 0).sum(axis=1)
    at = depths[:, None] - 1 - np.arange(LEVELS)
    rows = np.arange(len(chains))[:, None]
    found: Numbers = np.where(at >= 0, chains[rows, np.maximum(at, 0)], 0)
    return found


def _by_box(chains: Numbers, amounts: tuple[Vector, ...]) -> Vector:
    flat = chains.ravel()
    wide = chains.shape[1]
    made = np.stack([np.bincount(flat, weights=one.repeat(wide)) for one in amounts], axis=1)
    made[0] = 0.0
    return made


def _main(chains: Numbers, prose: NDArray[np.bool_], boxes: Vector) -> Numbers:
    if not prose.any():
        return np.zeros(0, dtype=np.int64)
    total = boxes[chains[0, 0], 2]
    depth = ((boxes[chains, 2] >= 0.6 * total) & (chains > 0)).sum(axis=1) * prose
    best = int(depth.argmax())
    return chains[best, : int(depth[best])]
