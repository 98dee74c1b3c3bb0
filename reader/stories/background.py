"""How common a term is anywhere, so that a library of two articles can be compared as well as
one of a million.

`background.txt` holds, for the commonest stems of several languages, the share of articles
that use them, counted by `python -m reader.stories.count`. A library's own counts take over
as it grows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Final
from zlib import crc32

_REMEMBERED: Final = 1 << 15
"""Terms of which the number and the share are remembered, some 6 MB: one article's are asked for
several times over, and half of them are the last one's."""
PRIOR: Final = 600
"""How many articles the background counts for: a library of as many has an equal say."""
_UNKNOWN: Final = (0.05, 0.05, 0.05, 0.03, 0.004)
"""The share assumed for a stem in no table, by its length: short ones are function words of
a language we have no table for. Longer ones: see RARE."""
_KANA: Final = (0.02, 0.2)
"""The share assumed for a pair of characters with one hiragana and for one of hiragana alone:
Japanese writes its grammar with them, its names and things mostly without."""
RARE: Final = 0.0004


@cache
def table() -> dict[str, float]:
    """Stem to share of articles."""
    text = resources.files(__package__).joinpath("background.txt").read_text(encoding="utf-8")
    found: dict[str, float] = {}
    for line in text.splitlines():
        if line and line[0] != "#":
            share, _, group = line.partition("\t")
            for stem in group.split(" "):
                found[stem] = int(share) / 1000
    return found


Rarity = Callable[[str], float]


def rarities(df: Mapping[str, int], n: int) -> Rarity:
    """Gives a term's inverse document frequency: 0 for a term in every article, about 8 for a
    rare one."""
    whole = math.log(PRIOR + n)

    def rarity(term: str) -> float:
        return max(whole - math.log(_assumed(term) * PRIOR + df.get(term, 0)), 0.0)

    return rarity


def relative(df: Mapping[int, int], n: int) -> Rarity:
    """Rarities as shares of that of a term no article has: 0 to 1, so that what was weighed when
    the library was small can stand beside what is weighed now. `df` counts by `term_id`; as it
    was when a term was first asked for."""
    whole, most = math.log(PRIOR + n), _most(n)

    @cache
    def rarity(term: str) -> float:
        counted = df.get(term_id(term), 0)
        return max(whole - math.log(_assumed(term) * PRIOR + counted), 0.0) / most

    return rarity


def relative_of(share: float, n: int) -> float:
    """The relative rarity of a term that this share of a library of `n` articles has."""
    return -math.log(share) / _most(n)


def _most(n: int) -> float:
    return math.log(PRIOR + n) - math.log(RARE * PRIOR)


@lru_cache(_REMEMBERED)
def term_id(term: str) -> int:
    """The number a term is kept by, 32 bits: of a million terms some hundred share theirs with
    another, which blurs how rare the two are and nothing else."""
    return crc32(term.encode())


@lru_cache(_REMEMBERED)
def _assumed(term: str) -> float:
    """The background's share."""
    found = table().get(term)
    if found is not None:
        return found
    kana = sum("\u3041" <= character <= "\u309f" for character in term)
    if kana:
        return _KANA[kana == len(term)]
    short = len(term) < len(_UNKNOWN) and not term[0].isdigit() and term < "\u0e00"
    return _UNKNOWN[len(term)] if short else RARE
