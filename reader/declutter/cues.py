"""What a line says about its own purpose: the wording of menus, sign-ups, appeals, notices.

The phrases stand in `cues.txt`, by kind, place and language; they are wording any outlet would
use, and none of a single outlet. A cue is evidence, not a verdict: an article *about*
newsletters uses the same words, so what stands in quotation marks does not count, a phrase
within long prose counts less, and `address` tells whether a text speaks to its reader at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final, get_args

from reader.core.model import KINDS, Kind
from reader.core.text import lower_words
from reader.core.text import words as split_words
from reader.declutter.cue_forms import forms
from reader.declutter.cue_types import REASONS, Cue, Place

__all__ = ["REASONS", "Cue", "address", "cue", "cues", "tokens", "unquoted"]


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: Kind
    place: Place
    strength: float
    opens: bool
    parts: tuple[tuple[str, ...], ...]


_GAP: Final = 6
"""How many words an ellipsis in a phrase may stand for."""
_HINT: Final = 0.4
"""A phrase of this strength says nothing alone: two of them must meet in one block."""
_BRIEF: Final = 45
"""Hints count in blocks of at most so many words: long prose has some of every kind."""
_HEADER: Final = re.compile(r"\[(\w+) (\w+) ([\d.]+)( opens)?\]")
_QUOTED: Final = re.compile('["“„«»”][^"“”„«»]{2,400}["“”«»]|[「『][^」』]{2,400}[」』]')
# Who speaks to whom: words of a newsroom about itself, and to its reader.
# Words that mean something else in another language ("du", "nos", "my") are left out.
_WE_WORDS: Final = (
    "we we're we've we'll our ours us wir uns unser unsere unserem unseren unserer unseres "
    "nous notre nosotros nosotras nuestro nuestra nuestros nuestras nós nosso nossa nossos "
    "nossas noi nostro nostra nostri nostre мы нас нам наш наша наше наши нашу нашей нашего "
    "нашим нашему biz bizim bize bizi onze nasz nasza nasze vår"
)
_YOU_WORDS: Final = (
    "you you're you'll you've your yours dich dir dein deine deinen deinem deiner euch eure "
    "vous votre vos tus tú usted ustedes você vocês tuo tua tuoi tue vostro vostra voi вы вас "
    "вам ваш ваша ваше ваши вашу вашей вашего вашим siz sizin sizi jouw uw jij twój twoja twoje"
)
_WE: Final = frozenset(_WE_WORDS.split())
_YOU: Final = frozenset(_YOU_WORDS.split())
# Vowel points of Arabic and Hebrew are written or not.
_POINTS: Final = dict.fromkeys((*range(0x591, 0x5BE), *range(0x64B, 0x653)), None)
_FOLD: Final = {**str.maketrans({"’": "'", "\u0307": None, "ı": "i"}), **_POINTS}
_POLITE: Final = frozenset({"Sie", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Ihnen"})


def tokens(text: str) -> Sequence[str]:
    """The words of `text` as cues see them: case folded, apostrophes straight, and the Turkish
    pair of dotted and dotless i as one letter, since folding tears it apart; without points."""
    return lower_words(text) if text.isascii() else split_words(text.casefold().translate(_FOLD))


def unquoted(text: str) -> str:
    """`text` without what stands in quotation marks: a quoted plea is reporting."""
    return _QUOTED.sub(" ", text)


def cues(text: str) -> tuple[Cue, ...]:
    """All cues in one line or paragraph, one per kind, the strongest first.

    Several phrases of one kind add up. Never fails; an empty text has no cue.
    """
    said = tokens(text if len(text) < 60 else unquoted(text)) or tokens(text)
    if not said:
        return (Cue("control", text.strip(), 0.9, "whole", opens=False),) if text.strip() else ()
    size = len(said)
    best: dict[Kind, Cue] = {}
    seen: set[tuple[int, Kind]] = set()
    hints: dict[Kind, set[str]] = {}
    for start, end, phrase in _matches(said):
        if phrase.strength <= _HINT:
            if size <= _BRIEF:
                hints.setdefault(phrase.kind, set()).add(said[start])
            continue
        known = (start, phrase.kind) in seen
        strength = 0.0 if known and not phrase.opens else _strength(phrase, said, start, end, text)
        if not strength:
            continue
        if known:
            # "All rights" opens a notice also where the longer "all rights reserved" was found.
            best[phrase.kind] = best[phrase.kind]._replace(opens=True)
            continue
        seen.add((start, phrase.kind))
        _add(best, phrase, " ".join(said[start:end]), strength)
    _add_hints(best, hints)
    for cue_ in forms(text, size):
        had = best.get(cue_.kind)
        opens = cue_.opens or (had is not None and had.opens)
        stronger = cue_ if had is None or had.strength < cue_.strength else had
        best[cue_.kind] = stronger if stronger.opens == opens else stronger._replace(opens=opens)
    if len(best) < 2:
        return tuple(best.values())
    return tuple(sorted(best.values(), key=lambda found: (-found.strength, found.kind)))


def cue(text: str) -> Cue | None:
    """The strongest cue in one line or paragraph, or None."""
    found = cues(text)
    return found[0] if found else None


def address(text: str) -> tuple[float, float]:
    """How much `text` speaks as a newsroom to its reader, quotations left out: the share of
    its words that mean "we" or "our", and the share that mean "you" or "your"."""
    said = [word.replace("’", "'") for word in split_words(unquoted(text))]
    if not said:
        return 0.0, 0.0
    we = sum(word.casefold() in _WE and word != "US" for word in said)
    # The German "Sie" is polite only in the middle of a sentence; elsewhere it is "she".
    you = sum(
        word.casefold() in _YOU or (word in _POLITE and index > 0)
        for index, word in enumerate(said)
    )
    return we / len(said), you / len(said)


def _add(best: dict[Kind, Cue], phrase: _Phrase, found: str, strength: float) -> None:
    """Join a match to what its kind has so far: independent pieces of evidence."""
    had = best.get(phrase.kind)
    if had is None:
        best[phrase.kind] = Cue(phrase.kind, found, strength, phrase.place, phrase.opens)
        return
    joint = 1 - (1 - had.strength) * (1 - strength)
    lead = had.strength >= strength
    best[phrase.kind] = Cue(
        phrase.kind,
        had.words if lead else found,
        min(joint, 0.99),
        had.place if lead else phrase.place,
        had.opens or phrase.opens,
    )


def _add_hints(best: dict[Kind, Cue], hints: dict[Kind, set[str]]) -> None:
    """Join single words to what their kind has: a lone one only backs what a phrase says."""
    for kind, found in hints.items():
        had = best.get(kind)
        if had is None and len(found) < 2:
            continue
        strength = 1 - (1 - _HINT) ** len(found) * (1 - (had.strength if had else 0.0))
        words = had.words if had else " ".join(sorted(found))
        place = had.place if had else "any"
        opens = had is not None and had.opens
        best[kind] = Cue(kind, words, min(strength, 0.99), place, opens)


def _strength(phrase: _Phrase, said: Sequence[str], start: int, end: int, text: str) -> float:
    """What a match is worth where it stands; 0 where it does not count."""
    size, span = len(said), end - start
    if phrase.place == "whole":
        return phrase.strength if start == 0 and end == size else 0.0
    if phrase.place == "start" and start > 0:
        return 0.0
    if phrase.place == "end" and (end < size or size > 40):
        return 0.0
    strength = phrase.strength
    if phrase.place == "start" and span == 1:
        # One common word ("by", "photo", "read") says little unless a mark follows or the
        # line is a short one without an end mark.
        marked = re.match(r"\W*\w+\s*[:|/–—-]", text)
        if not marked:
            strength *= 0.75 if size <= 8 and text.rstrip()[-1:] not in ".!?" else 0.3
    if phrase.kind in {"byline", "caption"} and size > 40:
        strength *= 0.4
    return strength * (1.0 if size <= 25 else 0.9 if size <= 60 else 0.75)


def _matches(said: Sequence[str]) -> Iterator[tuple[int, int, _Phrase]]:
    """Every phrase that matches, longest first at each word."""
    place: Place = "start"
    exact, begun = _index(inside=False)
    for start, word in enumerate(said):
        if start == 1:
            place = "any"
            exact, begun = _index(inside=True)
        first = "#" if word[0].isdigit() else word
        if first not in exact and first[:3] not in begun:  # no phrase begins with most words
            continue
        followed, other = _beginning(first, place)
        if followed and start + 1 < len(said):  # as with few words
            other = followed.get(said[start + 1], other)
        for phrase in other:
            end = _match(phrase.parts, said, start)
            if end:
                yield start, end, phrase


@lru_cache(maxsize=1024)
def _beginning(word: str, place: Place) -> tuple[_Table, tuple[_Phrase, ...]]:
    """The phrases that begin with `word` at a text's start or anywhere, longest first: by the
    word that follows, and where none of these does. Nearly all fall at their second word."""
    exact, begun = _index(inside=place != "start")
    found = sorted((*exact.get(word, ()), *begun.get(word[:3], ())), key=_length)
    held = [(_second(phrase.parts[0]), phrase) for phrase in found]
    followed = {
        after: tuple(phrase for second, phrase in held if second in {after, None})
        for after, _ in held
        if after is not None
    }
    return followed, tuple(phrase for second, phrase in held if second is None)


def _second(part: tuple[str, ...]) -> str | None:
    return None if len(part) == 1 or part[1][-1] in "*#" else part[1]


def _length(phrase: _Phrase) -> int:
    """For sorting: longest first."""
    return -sum(map(len, phrase.parts))


def _match(parts: tuple[tuple[str, ...], ...], said: Sequence[str], start: int) -> int:
    """Where the phrase ends that begins at `start`, or 0."""
    at = start
    for number, part in enumerate(parts):
        last = at if number == 0 else min(at + _GAP, len(said) - len(part))
        while at <= last:
            if _same(part, said, at):
                break
            at += 1
        else:
            return 0
        at += len(part)
    return at


def _same(part: tuple[str, ...], said: Sequence[str], at: int) -> bool:
    if at + len(part) > len(said):
        return False
    for offset, wanted in enumerate(part):
        word = said[at + offset]
        if wanted == word:
            continue
        if wanted == "#":
            if not word[0].isdigit():
                return False
        elif not (wanted[-1] == "*" and word.startswith(wanted[:-1])):
            return False
    return True


_Table = dict[str, tuple[_Phrase, ...]]


@cache
def _index(*, inside: bool) -> tuple[_Table, _Table]:
    """Phrases by their first word, longest first; those whose first word is a beginning apart,
    by its first three letters. `inside` leaves out those that count at a text's start alone."""
    exact: dict[str, list[_Phrase]] = {}
    begun: dict[str, list[_Phrase]] = {}
    for phrase in _phrases():
        if inside and phrase.place in {"whole", "start"}:
            continue
        first = phrase.parts[0][0]
        if first[-1] == "*":
            begun.setdefault(first[:-1][:3], []).append(phrase)
        else:
            exact.setdefault(first, []).append(phrase)
    return _sorted(exact), _sorted(begun)


def _sorted(groups: dict[str, list[_Phrase]]) -> _Table:
    return {key: tuple(sorted(group, key=_length)) for key, group in groups.items()}


@cache
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(_read())


def _read() -> Iterator[_Phrase]:
    """The phrases of `cues.txt`; a fault in that file raises ValueError."""
    head: tuple[Kind, Place, float, bool] | None = None
    table = resources.files(__package__).joinpath("cues.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            head = _head(line)
            continue
        if head is None or ": " not in line:
            raise ValueError(f"cues.txt: {line[:60]}")
        for phrase in line.split(": ", 1)[1].split("|"):
            parts = tuple(_part(part) for part in phrase.split("…"))
            yield _Phrase(*head, parts)


def _head(line: str) -> tuple[Kind, Place, float, bool]:
    found = _HEADER.fullmatch(line)
    kind = next((kind for kind in KINDS if found and kind == found[1]), None)
    place = next((place for place in get_args(Place) if found and place == found[2]), None)
    if not found or kind is None or place is None:
        raise ValueError(f"cues.txt: {line[:60]}")
    return kind, place, float(found[3]), bool(found[4])


def _part(text: str) -> tuple[str, ...]:
    """One stretch of a phrase as words; scripts without spaces give one word a character."""
    if text.isascii():
        return tuple(text.split())
    found: list[str] = []
    for word in text.split():
        if word == "#":
            found.append(word)
            continue
        found += tokens(word)
        if word[-1] == "*":
            found[-1] += "*"
    return tuple(found)
