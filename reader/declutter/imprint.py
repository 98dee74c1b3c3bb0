"""What is kept of an article's blocks, so that another article of its site can be compared with
it without either text: prints of its longer blocks, and the names it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from reader.core.model import Document, Kind, Label
from reader.core.text import words
from reader.declutter.prints import prints

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
TOPICS: Final = 16
"""Names kept of an article."""
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_NAME: Final = re.compile(r"(?<![.!?…:;。\"“”„«»(\n])[ \u00a0]([^\W\d_a-z][^\W\d_]{2,})")
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Imprint:
    """An article as its site's other articles are compared with it.

    `blocks` has the prints of each block that has any, by its index, that of all its words
    first; `sizes` the words of those that are article text. `words` are all the article's,
    `lead` is its first paragraph. Hashed are the `title`'s words, the `names` inside the
    sentences of each block of article text, and the `capitals`, the words of a block with prints
    that may be names.
    """

    blocks: Mapping[int, tuple[int, ...]]
    sizes: Mapping[int, int]
    words: int
    lead: int | None
    title: frozenset[int]
    names: Mapping[int, Counter[int]]
    capitals: Mapping[int, frozenset[int]]

    def topics(self, without: Container[int] = ()) -> frozenset[int]:
        """The names the article has most often, those in its title before others, leaving out
        some blocks."""
        found: Counter[int] = Counter()
        for index, names in self.names.items():
            if index not in without:
                found.update(names)
        found.update({name: 2 for name in self.title if name in found})
        return frozenset(name for name, _ in found.most_common(TOPICS))

    def to_json(self) -> list[Any]:
        """Lists that `from_json` turns back, for the pipe between worker and app."""
        return [
            [*self.blocks.items()],
            [*self.sizes.items()],
            self.lead,
            [*self.title],
            [[index, [*names.items()]] for index, names in self.names.items()],
            [[index, [*found]] for index, found in self.capitals.items()],
        ]

    @classmethod
    def from_json(cls, said: list[Any]) -> Imprint:
        """The imprint that `to_json` wrote, all in its order."""
        blocks, sizes, lead, title, names, capitals = said
        words = sum(size for _, size in sizes)
        return cls(
            {index: tuple(found) for index, found in blocks},
            dict(sizes),
            words,
            lead,
            frozenset(title),
            {index: Counter(dict(found)) for index, found in names},
            {index: frozenset(found) for index, found in capitals},
        )


def imprint(document: Document, labels: Sequence[Label]) -> Imprint:
    """The imprint of a document by the labeller's own labels."""
    blocks: dict[int, tuple[int, ...]] = {}
    sizes: dict[int, int] = {}
    names: dict[int, Counter[int]] = {}
    capitals: dict[int, frozenset[int]] = {}
    lead = None
    for index, (block, label) in enumerate(zip(document.blocks, labels, strict=True)):
        if label.kind not in _WITNESSES:
            continue
        said = words(block.text)
        if label.kind == "article":
            sizes[index] = len(said)
            names[index] = _names(block.text)
        if block.shape == "heading" or not _long_enough(block.text, said):
            continue
        if lead is None and label.kind == "article":
            lead = index
        blocks[index] = prints(said)
        capitals[index] = frozenset([_hashed(word) for word in said if word[0].isupper()])
    title = frozenset(map(_hashed, words(document.title or "")))
    return Imprint(blocks, sizes, sum(sizes.values()), lead, title, names, capitals)


def _names(text: str) -> Counter[int]:
    """Hashes of the words with a capital inside a sentence, and how often each stands."""
    return Counter([_hashed(word) for word in _NAME.findall(text) if word[0].isupper()])


def _hashed(word: str) -> int:
    return crc32(word.casefold().encode())


def _long_enough(text: str, said: Sequence[str]) -> bool:
    """Whether a block proves anything; its figures do not, they are levelled."""
    if len(said) < WORDS:
        return False
    figures = sum([word[0].isdecimal() for word in said]) if _DIGIT.search(text) else 0
    told = len(said) - figures
    return told - (0 if text.isascii() else len(_SPACELESS.findall(text)) / 2) >= WORDS
