"""What a block's own words say of its purpose: a linear model over its words and pairs of words,
learned from hand-labelled blocks and from invented ones in twenty-one languages.

Lists of phrases (`cues`) know what somebody thought of; this weighs what was seen. Both are
asked: a phrase is surer and can be told to a reader, a weight carries to sentences nobody wrote
down. The model is `wording_model.npz`, made by train_wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, pairwise
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS
from reader.declutter.neighbours import summed
from reader.declutter.spoken import Known, Numbers, Spoken, hashes, known, known_words, spoken

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

_PAIR, _FIRST, _ALL = 1, 2, 3
_FORMS: Final = {"^": _FIRST, "=": _ALL}
"""What grams of several words are, by how their names begin."""

Odds = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """Row numbers of grams, and their weights times SCALE, a column per kind. `bias` is what
    speaks for each kind before a word is read. Equal to itself alone."""

    rows: dict[str, int]
    weights: NDArray[np.int8]
    bias: Odds

    def odds(self, texts: Sequence[Sequence[str]]) -> Odds:
        """Log odds of each kind, at most MOST either way, a row per text; a text is a block's
        lower-case words, of which the first OPENING count."""
        return self.odds_of(spoken(texts))

    def odds_of(self, said: Spoken) -> Odds:
        """The same of words that are numbered already."""
        rows, text = _found(said, _indexed(self))
        sizes = np.bincount(text, minlength=len(said.sizes))
        told = summed(self.weights.take(rows[text.argsort(kind="stable")], axis=0), sizes)
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
    if 0 < len(words) <= _WHOLE:
        found.append("=" + " ".join(words))
    return found


def stem(word: str) -> str:
    """What stands for a long word and its inflections; empty for a short one."""
    return f"{word[:_STEM]}~" if len(word) >= _LONG else ""


def rows_of(words: Sequence[str], rows: dict[str, int]) -> list[int]:
    """The rows of a text's grams that are known; a long word that is not, by its stem."""
    stems = [stem(word) for word in words if len(word) >= _LONG and word not in rows]
    return [row for row in map(rows.get, chain(grams(words), stems)) if row is not None]


class _Index(NamedTuple):
    """The rows of grams, -1 for none, by hash values of words and of stems, and by the numbers
    of words: those of all texts are looked up at once."""

    words: Known
    stems: Known
    grams: Known


@lru_cache(maxsize=8)
def _indexed(model: Wording) -> _Index:
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    held: list[tuple[int, list[str], int]] = []
    for name, row in model.rows.items():
        if name[:1] in _FORMS:
            held.append((_FORMS[name[:1]], name[1:].split(" "), row))
        elif " " in name:
            held.append((_PAIR, name.split(" "), row))
        elif name[-1:] == "~":
            stems[name[:-1]] = row
        else:
            words[name] = row
    for word in chain.from_iterable([parts for _, parts, _ in held]):
        words.setdefault(word, -1)  # known with others alone
    numbers = known_words(words, -1)
    place = dict(zip(words, numbers.places(hashes(words)).tolist(), strict=True))
    keys = {_key(form, [place[word] for word in parts], numbers): row for form, parts, row in held}
    grams = known(np.array(list(keys), np.int64), np.array(list(keys.values()), np.int64), -1)
    return _Index(numbers, known_words(stems, -1), grams)


def _key(form: int, places: Iterable[Any], words: Known) -> Any:
    """One number for a gram, or for each of many, whose words have these places: no other gram
    has it, since forms and places are digits to a base above all of them."""
    key: Any = form
    for place in places:
        key = key * (len(words.keys) + _ALL) + place
    return key


def _found(said: Spoken, index: _Index) -> tuple[Numbers, Numbers]:
    """The rows of all texts' grams that are known (`rows_of` each), and the text of each."""
    place = index.words.places(said.hashes)
    alone = index.words.values[place]
    long = [at for at in np.flatnonzero(alone < 0).tolist() if len(said.words[at]) >= _LONG]
    alone[long] = index.stems.get(hashes([said.words[at][:_STEM] for at in long]))
    opening = np.flatnonzero(said.turn < OPENING)
    word, text = said.word[opening], said.text[opening]
    beside = np.flatnonzero(text[:-1] == text[1:])
    begins = np.flatnonzero(said.turn == 0)
    number = place[word]
    keys = [
        _key(_PAIR, (number[beside], number[beside + 1]), index.words),
        _key(_FIRST, (place[said.word[begins]],), index.words),
    ]
    owners = [text, text[beside], said.text[begins]]
    for amount in range(1, _WHOLE + 1):
        short = begins[said.sizes[said.text[begins]] == amount]
        keys.append(_key(_ALL, (place[said.word[short + at]] for at in range(amount)), index.words))
        owners.append(said.text[short])
    rows = np.concatenate([alone[word], index.grams.get(np.concatenate(keys))])
    some = rows >= 0
    return rows[some], np.concatenate(owners)[some]


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
