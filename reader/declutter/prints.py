"""Prints of a block: numbers that equal blocks have in common, and near copies mostly.

A block has one print of all its words, in lower case and with figures levelled ("Updated 14:32"
is "Updated 09:10"), and where it is long enough three more by which near copies are found: each
the five least hashes, by a function of its own, of the triples of its words that are neither
figures nor names (Broder's sketch). Of two texts that share 90 % of their triples 93 % have one
of the three in common, of two that share 30 % hardly 1 %.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final
from zlib import crc32


def _seed(name: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(name, digest_size=7).digest(), "big")


_LONG: Final = 16
"""Words without figures and names from which a block is looked for as a near copy: fewer have
too few triples."""
_READ: Final = 60
"""Such words of a block that are looked at: what is handed on whole is seldom longer."""
_LEAST: Final = 5
_PRIME: Final = (1 << 61) - 1
_HASHES: Final = tuple((_seed(b"a%d" % number), _seed(b"b%d" % number)) for number in range(3))
_DIGITS: Final = re.compile(r"\d+")


def prints(said: Sequence[str]) -> tuple[int, ...]:
    """The prints of a block's words, signed numbers of 64 bits."""
    whole = _number(_DIGITS.sub("0", " ".join(said).casefold()).encode())
    # What changes from copy to copy is a date, a figure, a name.
    told = [word for word in said if not (word[0].isdecimal() or word[0].isupper())]
    return (whole, *_bands(told[:_READ])) if len(told) >= _LONG else (whole,)


def _bands(said: Sequence[str]) -> tuple[int, ...]:
    triples = zip(said, said[1:], said[2:], strict=False)
    shingles = {crc32(" ".join(triple).encode()) for triple in triples}
    return tuple(
        _number(b"%d %r" % (a, sorted([(one * a + b) % _PRIME for one in shingles])[:_LEAST]))
        for a, b in _HASHES
    )


def _number(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)
