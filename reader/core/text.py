"""Foreign text made safe, and the few things every part asks of text.

`clean` is the first of two nets between an article and the terminal (the screen's own filter
is the second): whole escape sequences go first, so that no half of one stays behind as
letters, then every character that acts instead of showing. Zero-width joiners stay: Persian,
Indic scripts and emoji need them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Final

_ESC: Final = "\x1b"
# ECMA-48: control strings (OSC, DCS, SOS, PM, APC) up to BEL, ST or, unfinished, the end of
# their line; CSI; the other escapes. 8-bit forms count as well, since terminals obey them.
_SEQUENCES: Final = re.compile(
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
# C0 but tab and newline, DEL, C1, bidi marks, embeddings and isolates, zero-width space, word
# joiner and invisible operators, soft hyphen, Mongolian vowel separator, BOM, annotation
# anchors, object replacement, noncharacters, tag characters.
_ACTING: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
_BREAKS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_MARKS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_SUSPECT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    f"{_MARKS}\ud800-\udfff\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What any of the others changes holds one of these: most texts are looked through once."""
_STACKED: Final = re.compile(f"[{_MARKS}]{{4,}}")
STACK: Final = 3
"""How many combining marks one letter may carry: Vietnamese needs two, IPA three."""
_PARAGRAPH: Final = 2000
_WORD: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    "|[^\\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff_]+"
    "(?:['\u2019][^\\W\\d_]+)*"
)
_ASCII_WORD: Final = re.compile("[a-z0-9]+(?:'[a-z]+)*")
"""The same of ASCII in lower case, in two thirds of the time."""
_ASCII_SPACED: Final = bytes(
    byte if byte < 128 and chr(byte).isalnum() else ord(" ") for byte in bytes(range(256)).lower()
)
"""What leaves nothing of ASCII but letters in lower case, digits and spaces."""
# A sentence ends at its mark, closing quotes included, before a space and what may open another;
# not after an initial, a common abbreviation or a number ("26. Juni").
_END: Final = re.compile(
    r"[.!?\u2026\u0964]+[\"'\u201d\u2019\u00bb)\]]*(?=\s)|[\u3002\uff01\uff1f]+[\u300d\u300f\u201d]*"
)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Sen|Rep|Gov|St|Jr|Sr|No|vs|Inc|Ltd|Co|Corp|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|bzw|ca|z\.\s?B|Nr|Hr|Fr|Abs|Mme|M|Sra?|"
    r"Ud|p\.\s?ej|\u0433|\u0443\u043b|\u0438\u043c|\u0442\.\u0435)|\b\d{1,2})\.$"
)


def clean(text: str, *, lines: bool = False) -> str:
    """`text` without anything that could act on a terminal; every foreign string passes here.

    Tabs become spaces; line breaks of every kind become a newline when `lines`, else a space.
    White space is otherwise left alone. Idempotent; never fails.
    """
    if text.isascii() and text.isprintable():
        return text
    if _SUSPECT.search(text):
        text = _BREAKS.sub("\n", text)
        text = _SEQUENCES.sub("", text)
        text = _ACTING.sub("", text)
        text = _SURROGATES.sub("\ufffd", text)
        text = _STACKED.sub(lambda found: found.group()[:STACK], text)
    text = text.replace("\t", " ")
    return text if lines else text.replace("\n", " ")


def squeeze(text: str) -> str:
    """`text` cleaned, its white space folded to single spaces and trimmed: one line."""
    text = clean(text.strip()).strip()  # mostly the first leaves nothing to clean
    # Cleaned ASCII has no white space but spaces.
    return text if text.isascii() and "  " not in text else " ".join(text.split())


def words(text: str) -> list[str]:
    """The words of `text` in order; in scripts without spaces every character is one."""
    return _WORD.findall(text)


@lru_cache(maxsize=256)
def _lower_words(text: str) -> tuple[str, ...]:
    if text.isascii() and "'" not in text:  # most blocks, in two thirds of the time
        return tuple(text.encode().translate(_ASCII_SPACED).decode().split())
    low = text.lower()
    return tuple((_ASCII_WORD if low.isascii() else _WORD).findall(low))


def lower_words(text: str) -> Sequence[str]:
    """The words of `text` in lower case. Those of texts up to a long paragraph's length are
    remembered for a while: a page's blocks are asked for theirs by one part after the other.
    Not for long: what the processor's cache has no room for is slower than to look again."""
    return _lower_words(text) if len(text) <= _PARAGRAPH else _WORD.findall(text.lower())


def same_words(one: str, two: str) -> bool:
    """Whether two texts have the same words in the same order, whatever stands between them."""
    return [*lower_words(one)] == [*lower_words(two)]


def count_words(text: str) -> int:
    """How many words `text` has."""
    return len(_WORD.findall(text))


def sentences(text: str) -> list[str]:
    """`text` cut into sentences, marks included, without the space between them."""
    found: list[str] = []
    start = 0
    for mark in _END.finditer(text):
        if _ABBREVIATION.search(text[max(start, mark.end() - 12) : mark.end()]):
            continue
        found.append(text[start : mark.end()].strip())
        start = mark.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def cells(text: str) -> int:
    """How many terminal cells `text` takes (Unicode East Asian Width, UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def shorten(text: str, width: int) -> str:
    """`text` cut to `width` cells, an ellipsis in the last one where something was cut."""
    if cells(text) <= width:
        return text
    room = max(width - 1, 0)
    kept: list[str] = []
    for char in text:
        room -= _cells(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "\u2026"


def natural(name: str) -> tuple[tuple[str, int, str], ...]:
    """A key that sorts names as people do: in any case, "Feed 20" before "Feed 100"."""
    parts = re.split("([0-9]+)", name.casefold())
    numbers = [number.lstrip("0") for number in parts[1::2]]
    pairs = zip_longest(parts[::2], numbers, fillvalue="")
    return tuple((text, len(number), number) for text, number in pairs)


def coverage(reports: int, outlets: int) -> str:
    """How many tell a story, as every list and heading says it: "5 outlets" with a report each,
    "6 reports by 5 outlets", and "3 reports" where the outlets are unknown or one and the same."""
    if outlets < 2:
        return plural(reports, "report")
    if reports == outlets:
        return plural(outlets, "outlet")
    return f"{plural(reports, 'report')} by {plural(outlets, 'outlet')}"


def with_own(said: str, own: str) -> str:
    """ "same text as before, and 2 paragraphs of its own"; what is said alone where there is
    nothing of its own."""
    return f"{said}, and {own}" if own else said


def plural(number: int, one: str, many: str | None = None) -> str:
    """ "1 word", "1,204 words": a number a person reads, with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
