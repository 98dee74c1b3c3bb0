"""The trained text model: is a block the story's, and what is it else? See `train_text`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np

from reader.core.model import KINDS, Kind
from reader.declutter.trees import Forest, sigmoid, softmax

FILE: Final = "text_model.npz"


def chances(forest: Forest, rows: Sequence[Sequence[float]]) -> list[float]:
    """How likely each row is a block of the story, 0 to 1."""
    found: list[float] = sigmoid(forest.raw(np.asarray(rows, dtype=np.float32)))[:, 0].tolist()
    return found


def shares(forest: Forest, rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """For each row the probability of every kind, in the model's order."""
    if not rows:
        return []
    found: list[list[float]] = softmax(forest.raw(np.asarray(rows, dtype=np.float32))).tolist()
    return found


@cache
def load() -> tuple[Forest, Forest, tuple[Kind, ...]]:
    """The shipped forests ("is it the story's?", "what is it else?") and the kinds' names."""
    with resources.files(__package__).joinpath(FILE).open("rb") as file, np.load(file) as data:
        by_name: dict[str, Kind] = {name: name for name in KINDS}
        names = tuple(by_name[str(name)] for name in data["names"])
        return unpack(data, "article"), unpack(data, "kind"), names


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
