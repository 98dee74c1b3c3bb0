"""The trained text model: is a block the story's, and what is it else? See `train_text`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import IO, Any, Final

import numpy as np

from reader.core.model import KINDS, Kind
from reader.declutter import text_features
from reader.declutter.neighbours import Matrix
from reader.declutter.trees import Forest, sigmoid, softmax

FILE: Final = "text_model.npz"
FORESTS: Final = ("article", "first", "kind")


@dataclass(frozen=True, slots=True)
class TextModel:
    """Three forests: is a block the story's; what is it, at first sight; what is it else, with
    the first look's view of those around it. `first` has a class for the story behind the
    kinds that `names` lists."""

    article: Forest
    first: Forest
    kind: Forest
    names: tuple[Kind, ...]

    def chances(self, rows: Matrix) -> list[float]:
        """How likely each row is a block of the story, 0 to 1."""
        found: list[float] = sigmoid(self.article.raw(rows))[:, 0].tolist()
        return found

    def shares(self, rows: Matrix, wanted: Sequence[int]) -> list[dict[Kind, float]]:
        """For each of the wanted rows the probability of every kind but the story's."""
        if not wanted:
            return []
        first = softmax(self.first.raw(rows))
        more = np.hstack([rows, text_features.around(first)])[list(wanted)]
        found = softmax(self.kind.raw(more)).tolist()
        return [dict(zip(self.names, share, strict=True)) for share in found]


@cache
def load() -> TextModel:
    """The model that ships with the program."""
    with resources.files(__package__).joinpath(FILE).open("rb") as file:
        return read(file)


def read(file: IO[bytes]) -> TextModel:
    """A model that `train_text` wrote."""
    with np.load(file) as data:
        by_name: dict[str, Kind] = {name: name for name in KINDS}
        names = tuple(by_name[str(name)] for name in data["names"])
        article, first, kind = (unpack(data, name) for name in FORESTS)
        return TextModel(article, first, kind, names)


def unpack(data: Any, name: str) -> Forest:
    """One forest from the arrays `train_text` wrote."""
    depth, classes = (int(number) for number in data[f"{name}_shape"])
    return Forest(
        data[f"{name}_column"],
        data[f"{name}_threshold"],
        data[f"{name}_left"],
        data[f"{name}_right"],
        data[f"{name}_value"],
        depth,
        classes,
    )
