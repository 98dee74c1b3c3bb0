"""The trained page model, as one data file beside this module (`page_model.npz`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Any, Final

import numpy as np

from reader.core.model import KINDS
from reader.declutter import wording
from reader.declutter.page_again import AGAIN
from reader.declutter.page_doubt import COLUMNS as DOUBT_COLUMNS
from reader.declutter.page_features import COLUMNS, Lexicon
from reader.declutter.page_kinds import COLUMNS as KIND_COLUMNS
from reader.declutter.page_kinds import KindModel, Linear
from reader.declutter.page_vocabulary import Vocabulary
from reader.declutter.trees import Forest
from reader.declutter.wording import Wording

FILE: Final = "page_model.npz"
_WIDTHS: Final = [len(COLUMNS), len(AGAIN), len(KIND_COLUMNS), len(DOUBT_COLUMNS)]
_WORDS: Final = ("kind_names", "kind_leads")
_LINEAR: Final = ("weights", "bias", "means")
_THIRD: Final = 2
"""The number of the kinds' trees, behind those of the two stages."""


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
        if about["columns"] != _WIDTHS:
            raise ValueError(f"{FILE} was trained for other columns: {about['columns']}")
        lexicon = Lexicon(about["text"], about["names"], worded)
        one, two, third = (_forest(held, number, about) for number in range(3))
        looks = _linear(held, 0), _linear(held, 1)
        kinds = KindModel(_vocabulary(held, about), *looks, third)
    return PageModel(lexicon, (one, two), kinds)


def _vocabulary(held: Any, about: dict[str, Any]) -> Vocabulary:
    names, leads = ({word: row for row, word in enumerate(about[key], 1)} for key in _WORDS)
    return Vocabulary(names, leads, held["name_odds"], held["lead_odds"])


def _linear(held: Any, look: int) -> Linear:
    return Linear(*(held[f"{name}{look}"].astype(np.float32) for name in _LINEAR))


def _forest(held: Any, number: int, about: dict[str, Any]) -> Forest:
    column, threshold, left, right, value = (
        held[f"{name}{number}"] for name in ("column", "threshold", "left", "right", "value")
    )
    classes = len(KINDS) if number == _THIRD else 1
    return Forest(column, threshold, left, right, value, about["depth"][number], classes)


def save(model: PageModel, path: Path) -> None:
    """Write a trained model; the same model gives the same bytes."""
    about = {
        "columns": _WIDTHS,
        "depth": [trees.depth for trees in (*model.stages, model.kinds.third)],
        "text": model.lexicon.text,
        "names": model.lexicon.names,
        "kind_names": list(model.kinds.vocabulary.names),
        "kind_leads": list(model.kinds.vocabulary.leads),
    }
    text = json.dumps(about, ensure_ascii=False, separators=(",", ":"))
    arrays: dict[str, Any] = {"about": np.frombuffer(text.encode(), dtype=np.uint8)}
    held = model.kinds
    for number, trees in enumerate((*model.stages, held.third)):
        for name in ("column", "threshold", "left", "right", "value"):
            arrays[f"{name}{number}"] = getattr(trees, name)
    for number, look in enumerate((held.first, held.second)):
        for name in _LINEAR:
            # Half precision halves the file; three digits of a weight decide nothing.
            arrays[f"{name}{number}"] = getattr(look, name).astype(np.float16)
    arrays |= {"name_odds": held.vocabulary.name_odds, "lead_odds": held.vocabulary.lead_odds}
    np.savez_compressed(path, **arrays)
