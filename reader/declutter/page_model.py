"""The trained page model, as one data file beside this module (`page_model.npz`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Any, Final

import numpy as np

from reader.declutter import wording
from reader.declutter.page_again import AGAIN
from reader.declutter.page_features import COLUMNS, Lexicon
from reader.declutter.page_kinds import COLUMNS as KIND_COLUMNS
from reader.declutter.page_kinds import KindModel, Linear
from reader.declutter.page_vocabulary import Vocabulary
from reader.declutter.trees import Forest
from reader.declutter.wording import Wording

FILE: Final = "page_model.npz"
_WORDS: Final = ("kind_names", "kind_leads")
_LINEAR: Final = ("weights", "bias", "means")


@dataclass(frozen=True, slots=True)
class PageModel:
    """Everything that training gives: words, both stages' trees, the kinds' weights."""

    lexicon: Lexicon
    stages: tuple[Forest, Forest]
    kinds: KindModel


@cache
def load() -> PageModel:
    """The model that ships with the program."""
    with resources.files(__package__).joinpath(FILE).open("rb") as file:
        return read(file, wording.load())


def read(file: IO[bytes], worded: Wording) -> PageModel:
    """A model that `save` wrote, its wording given: that is a model of its own. Raises
    ValueError where its columns are not those of this code: it must be trained again."""
    with np.load(file) as held:
        about = json.loads(held["about"].tobytes().decode())
        if about["columns"] != [len(COLUMNS), len(AGAIN), len(KIND_COLUMNS)]:
            raise ValueError(f"{FILE} was trained for other columns: {about['columns']}")
        lexicon = Lexicon(about["text"], about["names"], worded)
        stages = tuple(_forest(held, stage, about) for stage in (0, 1))
        looks = (_linear(held, look) for look in (0, 1))
        kinds = KindModel(_vocabulary(held, about), *looks)
    return PageModel(lexicon, (stages[0], stages[1]), kinds)


def _vocabulary(held: Any, about: dict[str, Any]) -> Vocabulary:
    names, leads = ({word: row for row, word in enumerate(about[key], 1)} for key in _WORDS)
    return Vocabulary(names, leads, held["name_odds"], held["lead_odds"])


def _linear(held: Any, look: int) -> Linear:
    return Linear(*(held[f"{name}{look}"].astype(np.float32) for name in _LINEAR))


def _forest(held: Any, stage: int, about: dict[str, Any]) -> Forest:
    column, threshold, left, right, value = (
        held[f"{name}{stage}"] for name in ("column", "threshold", "left", "right", "value")
    )
    return Forest(column, threshold, left, right, value, about["depth"][stage])


def save(model: PageModel, path: Path) -> None:
    """Write a trained model; the same model gives the same bytes."""
    about = {
        "columns": [len(COLUMNS), len(AGAIN), len(KIND_COLUMNS)],
        "depth": [stage.depth for stage in model.stages],
        "text": model.lexicon.text,
        "names": model.lexicon.names,
        "kind_names": list(model.kinds.vocabulary.names),
        "kind_leads": list(model.kinds.vocabulary.leads),
    }
    text = json.dumps(about, ensure_ascii=False, separators=(",", ":"))
    arrays: dict[str, Any] = {"about": np.frombuffer(text.encode(), dtype=np.uint8)}
    for number, stage in enumerate(model.stages):
        for name in ("column", "threshold", "left", "right", "value"):
            arrays[f"{name}{number}"] = getattr(stage, name)
    held = model.kinds
    for number, look in enumerate((held.first, held.second)):
        for name in _LINEAR:
            # Half precision halves the file; three digits of a weight decide nothing.
            arrays[f"{name}{number}"] = getattr(look, name).astype(np.float16)
    arrays |= {"name_odds": held.vocabulary.name_odds, "lead_odds": held.vocabulary.lead_odds}
    np.savez_compressed(path, **arrays)
