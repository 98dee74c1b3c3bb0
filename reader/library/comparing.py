"""Two reports side by side: which of their shown paragraphs say the same, and what one alone says.

Only the article's text is compared: not what is hidden, nor headlines, captions, bylines,
headings and code, which one outlet words as it likes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.core.model import Article
from reader.stories.align import Alignment, align
from reader.stories.arrange import Row, arrange

_LEFT_OUT: Final = frozenset({"heading", "code", "figure"})


@dataclass(frozen=True, slots=True)
class Side:
    """One report: `blocks` are the places, in its document, of the paragraphs that were compared,
    and the alignment counts by."""

    article: Article
    blocks: tuple[int, ...]

    @property
    def texts(self) -> list[str]:
        """The compared paragraphs."""
        return [self.article.document.blocks[index].text for index in self.blocks]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports and what they share."""

    a: Side
    b: Side
    alignment: Alignment

    @property
    def same(self) -> tuple[int, int]:
        """How many paragraphs of each say what the other says."""
        pairs = self.alignment.pairs
        return len({pair.a for pair in pairs}), len({pair.b for pair in pairs})

    @property
    def only_a(self) -> tuple[int, ...]:
        """The paragraphs that only the first has."""
        return self._only(self.alignment.only_a, {pair.a for pair in self.alignment.pairs})

    @property
    def only_b(self) -> tuple[int, ...]:
        """The paragraphs that only the second has."""
        return self._only(self.alignment.only_b, {pair.b for pair in self.alignment.pairs})

    @property
    def rows(self) -> tuple[Row, ...]:
        """Both reports set beside each other, each paragraph once."""
        return arrange(self.alignment.pairs, len(self.a.blocks), len(self.b.blocks))

    def _only(self, spans: Sequence[object], shared: set[int]) -> tuple[int, ...]:
        return tuple(n for n, only in enumerate(spans) if only and n not in shared)


def compare(a: Article, b: Article) -> Comparison:
    """Compare two reports, stored or not. Reads nothing, keeps nothing."""
    first, second = _side(a), _side(b)
    languages = a.document.language, b.document.language
    return Comparison(first, second, align(first.texts, second.texts, languages))


def _side(article: Article) -> Side:
    pairs = zip(article.document.blocks, article.labels, strict=True)
    compared = (
        index
        for index, (block, label) in enumerate(pairs)
        if label.kind == "article" and block.shape not in _LEFT_OUT
    )
    return Side(article, tuple(compared))
