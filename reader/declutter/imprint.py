"""What is kept of an article's blocks, so that another article of its site can be compared with
it without either text: prints of its longer blocks, and the names it is about.

A block has one print of all its words, in lower case and with figures levelled ("Updated 14:32"
is "Updated 09:10"), and where it is long enough three more by which near copies are found: each
the five least hashes, by a function of its own, of the triples of its words that are neither
figures nor names (Broder's sketch). Of two texts that share 90 % of their triples 93 % have one
of the three in common, of two that share 30 % hardly 1 %.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from reader.core.model import Document, Kind, Label
from reader.core.text import words

WORDS: Final = 8
"""Words below which a block proves nothing: articles share "Background", "Pros:" and the names
of speakers. A character of a script without spaces counts as half a word."""
KINDS: Final[frozenset[Kind]] = frozenset({"article", "caption"})
"""What may turn out to be template; whose block is hidden already keeps its more telling kind,
and a byline says who wrote this one."""
_WITNESSES: Final = KINDS | {
    "share", "newsletter", "appeal", "subscribe", "advertisement", "consent", "legal", "author",
    "control",
}  # fmt: skip
"""Kinds a block may have in the other article. Teasers and links stand for that article's own
text: they would make every lead that is announced elsewhere a template."""


def _seed(name: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(name, digest_size=7).digest(), "big")


TOPICS: Final = 16
"""Names kept of an article."""
_LONG: Final = 16
"""Words without figures and names from which a block is looked for as a near copy: fewer have
too few triples."""
_READ: Final = 60
"""Such words of a block that are looked at: what is handed on whole is seldom longer, and every
one more is 2 µs."""
_LEAST: Final = 5
_PRIME: Final = (1 << 61) - 1
_HASHES: Final = tuple((_seed(b"a%d" % number), _seed(b"b%d" % number)) for number in range(3))
_DIGITS: Final = re.compile(r"\d+")
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_NAME: Final = re.compile(r"(?<![.!?…:;。\"“”„«»(\n])[ \u00a0]([^\W\d_]{3,})")


@dataclass(frozen=True, slots=True)
class Imprint:
    """An article as its site's other articles are compared with it.

    `blocks` has the prints of each block that has any, by its index, that of all its words
    first; `sizes` the words of those that are article text. `words` are all the article's,
    `lead` is its first paragraph. `names` are those of each block that may be judged, hashed,
    `title` are the title's words.
    """

    blocks: Mapping[int, tuple[int, ...]]
    sizes: Mapping[int, int]
    words: int
    lead: int | None
    title: frozenset[int]
    names: Mapping[int, Counter[int]]

    def topics(self, without: Container[int] = ()) -> frozenset[int]:
        """The names the article has most often, those in its title before others, leaving out
        some blocks."""
        found: Counter[int] = Counter()
        for index, names in self.names.items():
            if index in self.sizes and index not in without:
                found.update(names)
        found.update({name: 2 for name in self.title if name in found})
        return frozenset(name for name, _ in found.most_common(TOPICS))


def imprint(document: Document, labels: Sequence[Label]) -> Imprint:
    """The imprint of a document by the labeller's own labels."""
    blocks: dict[int, tuple[int, ...]] = {}
    sizes: dict[int, int] = {}
    names: dict[int, Counter[int]] = {}
    lead = None
    for index, (block, label) in enumerate(zip(document.blocks, labels, strict=True)):
        if label.kind not in _WITNESSES:
            continue
        said = words(block.text)
        if label.kind == "article":
            sizes[index] = len(said)
        if label.kind in KINDS:
            names[index] = _names(block.text)
        if not _long_enough(block.text, said):
            continue
        if lead is None and label.kind == "article" and block.shape != "heading":
            lead = index
        blocks[index] = prints(said)
    title = frozenset(crc32(word.casefold().encode()) for word in words(document.title or ""))
    return Imprint(blocks, sizes, sum(sizes.values()), lead, title, names)


def prints(said: Sequence[str]) -> tuple[int, ...]:
    """The prints of a block's words, signed numbers of 64 bits."""
    whole = _number(_DIGITS.sub("0", " ".join(said).casefold()).encode())
    # What changes from copy to copy is a date, a figure, a name.
    told = [word for word in said if not (word[0].isdecimal() or word[0].isupper())]
    return (whole, *_bands(told[:_READ])) if len(told) >= _LONG else (whole,)


def _names(text: str) -> Counter[int]:
    """Hashes of the words with a capital inside a sentence, and how often each stands."""
    return Counter(
        crc32(word.casefold().encode()) for word in _NAME.findall(text) if word[0].isupper()
    )


def _long_enough(text: str, said: Sequence[str]) -> bool:
    """Whether a block proves anything; its figures do not, they are levelled."""
    if len(said) < WORDS:
        return False
    told = len(said) - sum(word[0].isdecimal() for word in said)
    return told - (0 if text.isascii() else len(_SPACELESS.findall(text)) / 2) >= WORDS


def _bands(said: Sequence[str]) -> tuple[int, ...]:
    triples = zip(said, said[1:], said[2:], strict=False)
    shingles = {crc32(" ".join(triple).encode()) for triple in triples}
    return tuple(
        _number(b"%d %r" % (a, sorted((one * a + b) % _PRIME for one in shingles)[:_LEAST]))
        for a, b in _HASHES
    )


def _number(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)
