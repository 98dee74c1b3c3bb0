"""What a block's own words say of its purpose: a linear model over its words and pairs of words,
learned from hand-labelled blocks and from invented ones in twenty-one languages.

Lists of phrases (`cues`) know what somebody thought of; this weighs what was seen. Both are
asked: a phrase is surer and can be told to a reader, a weight carries to sentences nobody wrote
down. The model is `wording_model.npz`, made by train_wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain, pairwise
from pathlib import Path
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS
from reader.declutter.neighbours import summed

FILE: Final = "wording_model.npz"
OPENING: Final = 18
"""Words of a block that are looked at: its beginning says what it is."""
SCALE: Final = 24.0
"""Weights are kept as whole parts of this, between -5.3 and 5.3: a byte each."""
MOST: Final = 4.0
"""Log odds beyond which a block's words say no more."""
_STEM: Final = 5
_LONG: Final = 7
"""A word of so many letters that nobody knows is asked for by its beginning."""
_WHOLE: Final = 3
"""A block of so few words is also known as a whole."""

Odds = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Wording:
    """Row numbers of grams, and their weights times SCALE, a column per kind. `bias` is what
    speaks for each kind before a word is read."""

    rows: dict[str, int]
    weights: NDArray[np.int8]
    bias: Odds

    def odds(self, texts: Sequence[Sequence[str]]) -> Odds:
        """Log odds of each kind, at most MOST either way, a row per text; a text is the
        beginning of a block as lower-case words."""
        known: dict[tuple[str, ...], int] = {}
        at = [known.setdefault(tuple(words[:OPENING]), len(known)) for words in texts]
        found = [rows_of(words, self.rows) for words in known]
        return self._weighed(found)[at]

    def _weighed(self, found: list[list[int]]) -> Odds:
        sizes = np.array([len(rows) for rows in found], dtype=np.int64)
        flat = np.array(list(chain.from_iterable(found)), dtype=np.int64)
        told = summed(self.weights.take(flat, axis=0), sizes)
        total = told / (SCALE * np.sqrt(sizes + 1.0)[:, None])
        made: Odds = np.clip(total + self.bias, -MOST, MOST).astype(np.float32)
        return made


NOBODY: Final = Wording({}, np.zeros((0, len(KINDS)), np.int8), np.zeros(len(KINDS), np.float32))
"""The model that knows no word."""


def grams(words: Sequence[str]) -> list[str]:
    """What is known of a text: its words, pairs of neighbours, the first, and all of it where it
    is short."""
    found = [*words, *map(" ".join, pairwise(words))]
    if words:
        found.append(f"^{words[0]}")
    if len(words) <= _WHOLE:
        found.append("=" + " ".join(words))
    return found


def stem(word: str) -> str:
    """What stands for a long word and its inflections; empty for a short one."""
    return f"{word[:_STEM]}~" if len(word) >= _LONG else ""


def rows_of(words: Sequence[str], rows: dict[str, int]) -> list[int]:
    """The rows of a text's grams that are known; a long word that is not, by its stem."""
    stems = [stem(word) for word in words if len(word) >= _LONG and word not in rows]
    return [row for row in map(rows.get, chain(grams(words), stems)) if row is not None]


@cache
def load() -> Wording:
    """The model that ships with the program."""
    with resources.files(__package__).joinpath(FILE).open("rb") as file:
        return read(file)


def read(file: IO[bytes]) -> Wording:
    """A model that `save` wrote."""
    with np.load(file) as held:
        names = held["grams"].tobytes().decode().split("\n")
        return Wording({name: row for row, name in enumerate(names)}, held["weights"], held["bias"])


def save(model: Wording, path: Path) -> None:
    """Write a trained model; the same model gives the same bytes."""
    listed = sorted(model.rows, key=model.rows.__getitem__)
    names = np.frombuffer("\n".join(listed).encode(), dtype=np.uint8)
    np.savez_compressed(path, grams=names, weights=model.weights, bias=model.bias)
