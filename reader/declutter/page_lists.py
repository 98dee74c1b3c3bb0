"""Lists of the story, whose items are hardly told from those of menus and of other stories by
themselves: ten books that are links each, nine names, the sources, the notes at the end.

What stands around tells them: they lie in the story's own container, and a line that ends with a
colon announces them, or the story goes on behind them, or some of their items were taken for the
story's already. Pages with gold texts say so too: of 67 lists of four links or more between two
blocks of the story, in its container, 48 are the story's; 21 of these were hidden, now 8. Of the
items shown by these rules on 1,846 pages, by models that never saw the site, 223 are the story's
and 63 are not; none of either stands on a news page (fundus, article-extraction-benchmark).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reader.core.model import Block, Document, Kind, Label
from reader.core.text import count_words
from reader.declutter import page_kinds
from reader.declutter.page_judge import Judged

_LISTED: Final = 20
"""Items that a list within the story may have which nothing but its place speaks for."""
_INSIDE: Final = 3
"""Containers around it, from which it lies in a part of the page. Of 16 blocks that this shows on
1,162 pages besides those between two paragraphs of one container, 14 are the story's."""
_LONG: Final = 4
"""Links from which a list in the story is part of it. Of a longer one only the ends are here
(page_menus)."""
_PLAIN: Final = 0.3
_LINK: Final = 0.9
"""Shares of links of items without any, and of nothing else."""
_LISTS: Final = frozenset({"ul", "ol", "dl"})
_CLAIMED: Final[frozenset[Kind]] = frozenset({"navigation", "teaser", "control", "author"})
"""Kinds that a story's links and notes are taken for; some of a row of links may also be taken
for a partner's, not most."""
_NAMES: Final = 5
"""Words that items have on average at most which nothing announces: headlines have more."""
_POINT: Final = 4
"""Words that points have on average, which the labels of buttons have not."""
_AROUND: Final = 4
"""Containers around a paragraph, its own among them, of which one holds its story's lists."""
_BEHIND: Final = 4
"""Blocks behind points within which the story begins."""
_DOCUMENT: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv)(?:[?#]|$)", re.IGNORECASE
)
_COLON: Final = (":", "：")
_NOTES: Final = frozenset({"footnote", "footnotes", "endnote", "endnotes"})
_SOURCES: Final = frozenset(
    "sources source references bibliography quellen quelle literatur quellenangaben "  # noqa: SIM905
    "einzelnachweise références bibliographie fuentes referencias bibliografía fontes "
    "referências bibliografia "
    "fonti riferimenti bronnen bronvermelding źródła źródło przypisy källor källa kilder kilde "
    "lähteet источники литература джерела kaynaklar kaynakça zdroje források surse izvori πηγές "
    "出典 参考文献 参考资料 資料來源 资料来源 출처 المصادر المراجع מקורות sumber nguồn".split()
)
"""What the heading of a list of sources says, in lower case."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list that lies where the story does: its items, and the block before it."""

    items: range
    before: int
    inside: tuple[int, ...]
    """The containers around the list."""


def plain(document: Document, labels: list[Label], judged: Judged) -> None:
    """Show lists, tables, quotes and code that stand between two blocks of the story, in one
    container with both and without links or telling words: the gold texts that the trees learned
    from leave some of them out."""
    said = page_kinds.against(page_kinds.wording(judged.rows))
    blocks = document.blocks
    story = [number for number, label in enumerate(labels) if label.kind == "article"]
    for before, after in pairwise(story):
        between = range(before + 1, after)
        if not between or len(between) > _LISTED:
            continue
        inside = _shared(blocks[before], blocks[after])
        if len(inside) < max(2, min(_INSIDE, len(blocks[before].evidence.containers) - 1)):
            continue  # a page without any parts has its paragraphs in its body
        if all(
            labels[n].hidden
            and blocks[n].shape in {"item", "table", "quote", "code"}
            and blocks[n].evidence.containers[: len(inside)] == inside
            and blocks[n].evidence.link_share < _PLAIN
            and not blocks[n].evidence.hidden
            and said[n] < page_kinds.PHRASE
            for n in between
        ):
            for n in between:
                sure = round(max(0.5, float(judged.story[n])), 3)
                labels[n] = Label("article", "stands between the story's paragraphs", sure)


def _shared(one: Block, other: Block) -> tuple[int, ...]:
    """The containers around both blocks, without their own."""
    mine, others = one.evidence.containers[:-1], other.evidence.containers[:-1]
    return tuple([box for box, same in zip(mine, others, strict=False) if box == same])


def own(document: Document, labels: list[Label], judged: Judged) -> None:
    """Show the rest of lists that are the story's: see above."""
    blocks = document.blocks
    first = next((at for at, label in enumerate(labels) if label.kind == "article"), len(labels))
    for found in _lists(blocks, labels):
        lost = [number for number in found.items if labels[number].hidden]
        links = all(blocks[number].evidence.link_share >= _LINK for number in found.items)
        sold = [number for number in lost if labels[number].kind == "advertisement"]
        taken = _CLAIMED | {"advertisement"} if links and _most(found, sold) else _CLAIMED
        if not lost or any(
            labels[number].kind not in taken or blocks[number].evidence.hidden for number in lost
        ):
            continue
        if _documents(blocks, labels, found):
            why = "a document that comes with the story"
        elif page_kinds.against(page_kinds.wording(judged.rows[lost])).max() >= page_kinds.PHRASE:
            continue
        elif _points(blocks, labels, found, first):
            why = "a point above the story's first paragraph"
        else:
            why = _why(blocks, labels, found, lost)
        for number in lost if why else ():
            sure = round(max(0.5, float(judged.story[number])), 3)
            labels[number] = Label("article", why, sure, labels[number].reason)


def _lists(blocks: Sequence[Block], labels: Sequence[Label]) -> list[_List]:
    """The page's lists, outermost ones, that lie in a container around the story's paragraphs or
    in one of their own there. Menus elsewhere are passed by."""
    story = {
        box
        for block, label in zip(blocks, labels, strict=True)
        if label.kind == "article"
        for box in block.evidence.containers[-_AROUND:-1]
    }
    found: list[_List] = []
    end = 1  # what begins the page has nothing before it
    for number, block in enumerate(blocks):
        seen = block.evidence
        if number < end or block.shape != "item" or _LISTS.isdisjoint(seen.path):
            continue
        level = next(at for at, tag in enumerate(seen.path) if tag in _LISTS)
        if story.isdisjoint(seen.containers[max(0, level - 2) : level]):
            continue
        box, end = seen.containers[level], number + 1
        while end < len(blocks) and box in blocks[end].evidence.containers:
            end += 1
        found.append(_List(range(number, end), number - 1, seen.containers[:level]))
    return found


def _why(blocks: Sequence[Block], labels: list[Label], found: _List, lost: list[int]) -> str:
    """Why a list is the story's; empty where nothing says so."""
    before, behind = found.before, found.items.stop
    if any(not _NOTES.isdisjoint(blocks[n].evidence.words) for n in found.items):
        return "a note of the story"
    if not _beside(blocks[before], labels[before], found):
        return ""
    if _most(found, lost):
        return "an item of a list of the story"
    text = blocks[before].text
    if text.endswith(_COLON) and len(found.items) > 1:
        return "an item of a list that the story announces"
    if blocks[before].shape == "heading":
        return "a source of the story" if text.strip().lower() in _SOURCES else ""
    after = behind < len(blocks) and _beside(blocks[behind], labels[behind], found)
    brief = _words(blocks, found) <= _NAMES
    return "an item of a list in the story" if after and brief and len(found.items) >= _LONG else ""


def _most(found: _List, lost: Sequence[int]) -> bool:
    """Whether at least half of a list is not lost."""
    return 2 * len(lost) <= len(found.items)


def _words(blocks: Sequence[Block], found: _List) -> float:
    """How many words an item has on average."""
    return sum(count_words(blocks[number].text) for number in found.items) / len(found.items)


def _documents(blocks: Sequence[Block], labels: list[Label], found: _List) -> bool:
    """Whether all that a list below a line of the story leads to are documents."""
    leads = [run.href or "" for number in found.items for run in blocks[number].runs if run.href]
    before = labels[found.before].kind == "article"
    return before and len(leads) >= len(found.items) and all(map(_DOCUMENT.search, leads))


def _points(blocks: Sequence[Block], labels: list[Label], found: _List, first: int) -> bool:
    """Whether a list counts up what the story will tell, which begins at block `first`: sentences
    without links between the headline, its byline or a heading and the story's text."""
    before, behind = labels[found.before], found.items.stop
    items = [blocks[number] for number in found.items]
    return (
        (before.kind in {"title", "byline", "caption"} or blocks[found.before].shape == "heading")
        and found.before <= first
        and any(label.kind == "article" for label in labels[behind : behind + _BEHIND])
        and len(items) > 1
        and all(block.evidence.link_share < _PLAIN for block in items)
        and _words(blocks, found) >= _POINT
    )


def _beside(block: Block, label: Label, found: _List) -> bool:
    """Whether a block is the story's and stands in the innermost container around a list."""
    return (
        label.kind == "article"
        and found.inside[-1:]
        == block.evidence.containers[len(found.inside) - 1 : len(found.inside)]
    )
