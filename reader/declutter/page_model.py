"""The trained page model, as one data file beside this module (`page_model.npz`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np

from reader.declutter.page_again import AGAIN
from reader.declutter.page_features import COLUMNS, Lexicon
from reader.declutter.page_kinds import NAMES, KindModel
from reader.declutter.trees import Forest

FILE: Final = "page_model.npz"


@dataclass(frozen=True, slots=True)
class PageModel:
    """Everything that training gives: words, both stages' trees, the kinds' weights."""

    lexicon: Lexicon
    stages: tuple[Forest, Forest]
    kinds: KindModel


@cache
def load() -> PageModel:
    """The model that ships with the program. Raises ValueError where its columns are not those
    of this code: it must be trained again."""
    with resources.files(__package__).joinpath(FILE).open("rb") as file, np.load(file) as held:
        about = json.loads(held["about"].tobytes().decode())
        if about["columns"] != [len(COLUMNS), len(AGAIN), len(NAMES)]:
            raise ValueError(f"{FILE} was trained for other columns: {about['columns']}")
        lexicon = Lexicon(about["text"], about["names"])
        stages = tuple(_forest(held, stage, about) for stage in (0, 1))
        kinds = KindModel(held["weights"], held["bias"], held["means"])
    return PageModel(lexicon, (stages[0], stages[1]), kinds)


def _forest(held: Any, stage: int, about: dict[str, Any]) -> Forest:
    column, threshold, left, right, value = (
        held[f"{name}{stage}"] for name in ("column", "threshold", "left", "right", "value")
    )
    return Forest(column, threshold, left, right, value, about["depth"][stage])


def save(model: PageModel, path: Path) -> None:
    """Write a trained model; the same model gives the same bytes."""
    about = {
        "columns": [len(COLUMNS), len(AGAIN), len(NAMES)],
        "depth": [stage.depth for stage in model.stages],
        "text": model.lexicon.text,
        "names": model.lexicon.names,
    }
    text = json.dumps(about, ensure_ascii=False, separators=(",", ":"))
    arrays: dict[str, Any] = {"about": np.frombuffer(text.encode(), dtype=np.uint8)}
    for number, stage in enumerate(model.stages):
        for name in ("column", "threshold", "left", "right", "value"):
            arrays[f"{name}{number}"] = getattr(stage, name)
    kinds = model.kinds
    arrays |= {"weights": kinds.weights, "bias": kinds.bias, "means": kinds.means}
    np.savez_compressed(path, **arrays)
