"""What a block's own words say of its purpose: a linear model over its words, pairs of words and
parts of words, learned from hand-labelled blocks and from invented ones in thirty languages.

Lists of phrases (`cues`) know what somebody thought of; this weighs what was seen. Both are
asked: a phrase is surer and can be told to a reader, a weight carries to sentences nobody wrote
down. What carries furthest are parts of words, four letters in a row (after fastText, Bojanowski
et al. 2017): a Finnish or Turkish word seldom comes twice in one form. Of the 9,651 texts that were
written first .59 have the kind that their words speak for most where parts count, .47 by whole
words alone, .53 with the beginnings of long ones (texts of other folds, of thirteen kinds); of
other sites' blocks .70 either way. The model is `wording_model.npz`, made by train_wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise, repeat
from pathlib import Path
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS
from reader.declutter.neighbours import summed
from reader.declutter.spoken import Known, Numbers, Spoken, hashes, known, spoken

FILE: Final = "wording_model.npz"
OPENING: Final = 18
"""Words of a block that are looked at: its beginning says what it is."""
SCALE: Final = 24.0
"""Weights are kept as whole parts of this, between -5.3 and 5.3: a byte each."""
MOST: Final = 4.0
"""Log odds beyond which a block's words say no more."""
PART: Final = 4
"""Letters of a part of a word, of which its two ends count as one each."""
_LETTERS: Final = 32
"""Letters of a word that are taken apart: what is longer is no word, and would fill memory."""
_WHOLE: Final = 3
"""A block of so few words is also known as a whole."""

_WORDS, _PARTS, _FIRST, _ALL = range(4)
_FORMS: Final = {"^": _FIRST, "=": _ALL}
"""What grams are, by how their names begin; with a "#" parts, the others words and pairs."""
_MIX: Final = 6364136223846793005
"""What makes one number of several: odd and large, so that nothing is lost and little cancels."""

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
        rows, sizes = self.found(said)
        told = summed(self.weights.take(rows, axis=0), sizes)
        total = told / (SCALE * np.sqrt(sizes + 1.0)[:, None])
        made: Odds = np.clip(total + self.bias, -MOST, MOST).astype(np.float32)
        return made

    def found(self, said: Spoken) -> tuple[Numbers, Numbers]:
        """The rows of the texts' grams that are known, one text's after the other's, and how many
        each has."""
        rows, text = _found(said, _indexed(self))
        return rows[text.argsort(kind="stable")], np.bincount(text, minlength=len(said.sizes))


NOBODY: Final = Wording({}, np.zeros((0, len(KINDS)), np.int8), np.zeros(len(KINDS), np.float32))
"""The model that knows no word."""


def grams(words: Sequence[str]) -> list[str]:
    """What is known of a text: its words, pairs of neighbours, the first, all of it where it is
    short, and the parts of the longer words."""
    found = [*words, *map(" ".join, pairwise(words))]
    if words:
        found.append(f"^{words[0]}")
    if 0 < len(words) <= _WHOLE:
        found.append("=" + " ".join(words))
    for word in words:
        if len(word) >= PART:
            ended = f"<{word[:_LETTERS]}>"
            found += [f"#{ended[at : at + PART]}" for at in range(len(ended) - PART + 1)]
    return found


@lru_cache(maxsize=8)
def _indexed(model: Wording) -> Known:
    """The rows of grams by `_key`, -1 for none: those of all texts are looked up at once."""
    rows = model.rows
    parts = [name for name in rows if name[:1] == "#"]
    names = [name for name in rows if name[:1] != "#"]
    sizes = np.fromiter(map(str.count, names, repeat(" ")), np.int64, len(names)) + 1
    forms = np.array([_FORMS.get(name[:1], _WORDS) for name in names], dtype=np.int64)
    words = hashes(re.sub("[\\^=]", "", " ".join(names)).split(" "))
    starts = sizes.cumsum() - sizes
    keys = words[starts] * _MIX + forms
    for at in range(1, int(sizes.max(initial=0))):
        longer = np.flatnonzero(sizes > at)
        keys[longer] = keys[longer] * _MIX + words[starts[longer] + at]
    letters = _codes("".join(parts)).reshape(-1, 1 + PART)[:, 1:]
    keys = np.append(keys, _packed([*letters.T]))
    number = np.fromiter(map(rows.__getitem__, names + parts), np.int32, len(rows))
    return known(keys, number, -1)


def _codes(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)


def _packed(letters: Sequence[Numbers]) -> Numbers:
    """A key of a part: its letters side by side, made unlike those of words."""
    key = np.zeros_like(letters[0])
    for letter in letters:
        key = (key << 16) ^ letter
    packed: Numbers = key * _MIX + _PARTS
    return packed


def _parts(words: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The keys of the words' parts, one word's after the other's, and how many each has."""
    sizes = np.fromiter(map(len, words), np.int64, len(words)) + 3 - PART
    letters = _codes(f"<{'><'.join(words)}>")
    if not len(words):
        return letters[:0], sizes
    # All runs of letters but those that reach beyond a word's end.
    inside = np.ones(len(letters), dtype=bool)
    ends = np.cumsum(sizes + PART - 1)
    for back in range(1, PART):
        inside[ends - back] = False
    begins = np.flatnonzero(inside)
    return _packed([letters[begins + at] for at in range(PART)]), sizes


def _key(form: int, words: Iterable[Numbers]) -> Numbers:
    """One number for each gram of this form, of its words' hash values."""
    first, *others = words
    key = first * _MIX + form
    for word in others:
        key = key * _MIX + word
    return key


def _found(said: Spoken, grams: Known) -> tuple[Numbers, Numbers]:
    """The rows of all texts' grams that are known, and the text of each."""
    opening = np.flatnonzero(said.turn < OPENING)
    word, text = said.word[opening], said.text[opening]
    beside = np.flatnonzero(text[:-1] == text[1:])
    begins = np.flatnonzero(said.turn == 0)
    spelt = said.hashes[said.word]
    pairs = (spelt[opening[beside]], spelt[opening[beside] + 1])
    keys = [_key(_WORDS, pairs), _key(_FIRST, (spelt[begins],))]
    owners = [text, text[beside], said.text[begins]]
    for size in range(1, _WHOLE + 1):
        short = begins[said.sizes[said.text[begins]] == size]
        keys.append(_key(_ALL, (spelt[short + at] for at in range(size))))
        owners.append(said.text[short])
    alone = grams.get(_key(_WORDS, (said.hashes,)))
    parts, whose = _of_words(said, word, grams)
    rows = np.concatenate([alone[word], grams.get(np.concatenate(keys)), parts])
    some = rows >= 0
    return rows[some], np.concatenate([*owners, text[whose]])[some]


def _of_words(said: Spoken, word: Numbers, grams: Known) -> tuple[Numbers, Numbers]:
    """The rows of the parts that are known of each of these words, and which it is the part of.
    Each different word is asked for its parts once."""
    asked = np.flatnonzero(
        (said.lengths >= PART) & (np.bincount(word, minlength=len(said.words)) > 0)
    )
    keys, sizes = _parts([said.words[number][:_LETTERS] for number in asked.tolist()])
    rows = grams.get(keys)
    owner = asked.repeat(sizes)[rows >= 0]
    rows = rows[rows >= 0]
    held = np.bincount(owner, minlength=len(said.words))
    starts = held.cumsum() - held
    times = held[word]
    at = np.repeat(starts[word] - (times.cumsum() - times), times) + np.arange(times.sum())
    return rows[at], np.arange(len(word)).repeat(times)


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
