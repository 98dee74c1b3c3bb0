"""An article as the parts of the reader's column, from the title down.

Every block of the document gets its part, shown or inside a fold; the title's block alone may be
merged into the headline above the text, where it says the same words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from reader.core.folds import Fold
from reader.core.model import DIMMED, DOUBT, Article, Block, Label, Shape
from reader.core.text import same_words, squeeze
from reader.core.when import dated
from reader.tui.layout.rows import Look, Part
from reader.tui.outlet import outlet

WORDS_A_MINUTE: Final = 230

LOOKS: Final[dict[Shape, Look]] = {
    "paragraph": "text",
    "heading": "heading",
    "quote": "quote",
    "item": "item",
    "code": "code",
    "table": "table",
    "figure": "figure",
}
"""How a block of each shape is set."""


def minutes(words: int) -> str:
    """How long `words` take to read: "3 min", "2 h"."""
    taken = max(1, round(words / WORDS_A_MINUTE))
    return f"{taken} min" if taken < 100 else f"{round(taken / 60):,} h"


def facts(article: Article, words: int, *, byline: bool = False) -> str:
    """ "The Daily Example · Mon 26 Jun 2023 · 3 min", with what is known of an article that
    shows so many words; a timeline, which has the id 0, is not read through."""
    document = article.document
    found = [
        squeeze(document.byline or "") if byline else "",
        outlet(document.site, document.url),
        dated(document.published, document.modified),
        minutes(words) if article.id else "",
    ]
    return " · ".join(fact for fact in found if fact)


def parts(
    article: Article, hidden: Sequence[Fold], words: int, opened: Collection[int]
) -> list[Part]:
    """The parts of `article`, which shows so many words, with those of its `hidden` places open
    whose numbers are in `opened`."""
    blocks, labels = article.document.blocks, article.labels
    title = squeeze(article.title)
    merged = _title_block(blocks, labels, title)
    known = squeeze(article.document.byline or "").casefold()
    repeated = any(
        known in squeeze(block.text).casefold()
        for block, label in zip(blocks, labels, strict=True)
        if label.kind == "byline"
    )
    found = [
        Part("title", title, block=merged),
        Part("meta", facts(article, words, byline=not repeated), quiet=True, tight=True),
    ]
    starts = {fold.blocks.start: (number, fold) for number, fold in enumerate(hidden)}
    index = 0
    while index < len(blocks):
        if index in starts:
            number, fold = starts[index]
            found.extend(_fold_parts(number, fold, article, number in opened))
            index = fold.blocks.stop
            continue
        if index != merged:
            found.append(_block_part(blocks, labels, index))
        index += 1
    return found


def _title_block(blocks: Sequence[Block], labels: Sequence[Label], title: str) -> int:
    """The index of the block that says what the headline says, or -1."""
    for index, label in enumerate(labels):
        if label.kind == "title" and same_words(blocks[index].text, title):
            return index
    return -1


def _block_part(blocks: Sequence[Block], labels: Sequence[Label], index: int) -> Part:
    block = blocks[index]
    follows = index > 0 and block.shape == "item" == blocks[index - 1].shape
    return Part(
        "text" if labels[index].kind == "caption" else LOOKS[block.shape],
        block.text,
        block.runs,
        block=index,
        level=block.level,
        marker=block.marker,
        quiet=labels[index].kind in DIMMED or block.shape == "figure",
        tight=follows and not labels[index - 1].hidden,
    )


def _fold_parts(number: int, fold: Fold, article: Article, is_open: bool) -> list[Part]:  # noqa: FBT001
    blocks, labels = article.document.blocks, article.labels
    line = Part("open" if is_open else "fold", fold.sentence, fold=number, quiet=not is_open)
    if not is_open:
        return [line]
    return [
        line,
        *(
            Part(
                LOOKS[blocks[index].shape],
                blocks[index].text,
                blocks[index].runs,
                block=index,
                fold=number,
                level=blocks[index].level,
                marker=blocks[index].marker,
                quiet=True,
                railed=True,
                doubtful=labels[index].confidence < DOUBT,
                tight=True,
            )
            for index in fold.blocks
        ),
    ]
