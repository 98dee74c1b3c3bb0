"""Rules after the models of a page: the headline and the fine print, and what no mistake may hide.

The models decide block by block; these look at the page. Each changes `labels` in place and says
why, and all but the first two only ever show.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from reader.core.model import DIMMED, KINDS, Block, Document, Kind, Label
from reader.declutter import page_words
from reader.declutter.page_judge import Judged
from reader.declutter.page_kinds import HIDDEN, PHRASE, against, wording
from reader.declutter.page_survey import Page

LIKELY: Final = 0.4
"""Probability of the story from which a place or size may decide."""
_BEFORE: Final = 12
"""Blocks before the story's first among which its standfirst is."""
_STANDFIRST: Final = 8
"""Words that one has at least."""
_DESCRIBED: Final = 0.85
"""Share of its words that the page's description has."""
_BELOW: Final = 4
"""Blocks behind the headline among which it stands."""
_LEADS: Final = {
    *page_words.GROUPS["lead"].split(),
    "introduction", "subhead", "chapeau", "occhiello", "sottotitolo", "preamble", "ingress",
}  # fmt: skip
"""Class words of standfirsts."""
_FINE: Final = 0.5
"""Prose in a page's own footer is shown where it is twice as likely text as anything hidden."""
_LEAST: Final = 25
"""Words that a view must at least show, where the page has them."""
_BRIEF: Final = 0.3
"""Share of the page's prose that is a story below a headline, be it one sentence."""
_FEW: Final = 80
"""Words from which a story that is short beside the page's other prose stands by itself."""
_TOLD_APART: Final[frozenset[Kind]] = frozenset({"title", "comments", "legal", "consent"})
"""Kinds that are never shown because little else would be left."""
_NO_LEAD: Final = _TOLD_APART | {"author"}
"""Kinds that are never taken for a standfirst's: a profile's headline is marked as one too."""
_SQUASH: Final = re.compile(r"\W+")
_ARTICLE: Final = KINDS.index("article")


def titles(document: Document, labels: list[Label], page: Page) -> None:
    """The blocks that are the headline, and the title element."""
    title = squash(document.title or "")
    # No text that is much longer or shorter can be equal when squashed.
    least, most = len(title), 2 * len(document.title or "") + 20
    tabs = [path[-1:] == ("title",) and "svg" not in path for path, _, _ in page.places]
    for number, (place, text) in enumerate(zip(page.place.tolist(), page.plain, strict=True)):
        if tabs[place]:
            labels[number] = Label("navigation", "the page's name for its tab", 1.0)
        elif (
            title
            and least <= len(text) <= most
            and _reads(text, title)
            and not {"nav", "ul", "ol"} & set(page.places[place][0])
        ):
            labels[number] = Label("title", "is the page's headline", 0.95)


def _reads(text: str, title: str) -> bool:
    """Whether a text squashed is `title`. Most begin with another letter."""
    return title.startswith(squash(text[:1])) and squash(text) == title


def fine_print(labels: list[Label], judged: Judged) -> None:
    """In the page's own footer the kinds decide alone: prose there is fine print, which may be
    longer than a short story, unless the story is nowhere else."""
    page = judged.page
    inside = np.array([_in_footer(path) for path, _, _ in page.places])[page.place]
    story = np.array([label.kind == "article" for label in labels])
    if page.sizes[story & ~inside].sum() < _LEAST:
        return
    chances = np.where(HIDDEN[None, :], judged.kinds, 0.0)
    for number in np.flatnonzero(inside).tolist():
        best = int(chances[number].argmax())
        if (
            labels[number].kind == "article"
            and chances[number, best] > _FINE * judged.kinds[number, _ARTICLE]
        ):
            sure = round(float(chances[number, best]), 3)
            why = labels[number].reason
            labels[number] = Label(KINDS[best], "stands in the page's footer", sure, why)


def _in_footer(path: tuple[str, ...]) -> bool:
    return "footer" in path and not {"article", "main"} & set(path[: path.index("footer")])


def lead(document: Document, labels: list[Label], judged: Judged) -> None:
    """Show a standfirst shortly before the story: what the page's own description says, or what
    stands right below the headline and is marked as one, where no phrase speaks against it."""
    first = next((n for n, label in enumerate(labels) if label.kind == "article"), None)
    if first is None:
        return
    phrases = against(wording(judged.rows))
    for number in range(max(0, first - _BEFORE), first):
        block = document.blocks[number]
        evidence = block.evidence
        if (
            not labels[number].hidden
            or evidence.hidden
            or evidence.link_share >= 0.5
            or judged.page.sizes[number] < _STANDFIRST
            or not {"nav", "footer"}.isdisjoint(evidence.path)
        ):
            continue
        sure = max(0.5, float(judged.story[number]))
        above = labels[max(0, number - _BELOW) : number]
        if evidence.described > _DESCRIBED:
            labels[number] = Label("article", "the page's own summary of the story", sure)
        elif (
            not _LEADS.isdisjoint(evidence.words[: max(1, evidence.own)])
            and phrases[number] < PHRASE
            and labels[number].kind not in _NO_LEAD
            and any(label.kind == "title" for label in above)
        ):
            labels[number] = Label("article", "marked as the story's lead", sure)


def little(document: Document, labels: list[Label], judged: Judged) -> None:
    """Where next to nothing would be left, show what could be the story after all; and a block
    that holds most of the page's prose by itself, but for a notice longer than the brief that
    stands below its headline."""
    sizes = judged.page.sizes.tolist()
    prose = [n for n, block in enumerate(document.blocks) if _is_prose(block, sizes[n])]
    if _shown(labels, sizes) < _LEAST:  # the trees' own guess, before size alone decides
        _show(labels, [number for number in prose if judged.story[number] >= LIKELY], judged)
    _largest(document, labels, judged, prose)
    shown = _shown(labels, sizes)
    apart = _TOLD_APART | DIMMED  # what is dimmed shows
    rest = [number for number in prose if labels[number].kind not in apart]
    most = sum(sizes[number] for number in rest)
    brief = shown >= _BRIEF * most and any(label.kind == "title" for label in labels)
    if (shown < _LEAST and not (shown and brief)) or (shown < _FEW and shown < 0.08 * most):
        _show(labels, rest, judged)
    if any(label.kind == "article" for label in labels):
        return
    for number, block in enumerate(document.blocks):
        seen = block.evidence
        if labels[number].hidden and not seen.hidden and "nav" not in seen.path:
            labels[number] = Label("article", "shown because nothing else would be left", 0.3)


def _shown(labels: list[Label], sizes: list[float]) -> float:
    """How many words are labelled as the story's."""
    return sum(size for size, label in zip(sizes, labels, strict=True) if label.kind == "article")


def _show(labels: list[Label], numbers: list[int], judged: Judged) -> None:
    for number in numbers:
        if labels[number].hidden:
            sure = min(0.5, float(judged.story[number]))
            labels[number] = Label("article", "shown because little else would be left", sure)


def _largest(document: Document, labels: list[Label], judged: Judged, prose: list[int]) -> None:
    """Show a block that holds most of the page's prose."""
    sizes = judged.page.sizes.tolist()
    total = sum(sizes[number] for number in prose)
    story = _shown(labels, sizes) >= _LEAST
    headed = story and any(label.kind == "title" for label in labels)
    for number in prose:
        beside = story and _in_footer(document.blocks[number].evidence.path)
        beside = beside or (headed and judged.story[number] < LIKELY)
        large = sizes[number] > total / 2 and sizes[number] >= _FEW and not beside
        if large and not _settled(labels[number]):
            labels[number] = Label("article", "holds most of the page's text", 0.5)


def _settled(label: Label) -> bool:
    """Whether a label stands whatever the block's size."""
    return label.kind in {"article", "title", "comments"}


def _is_prose(block: Block, size: float) -> bool:
    evidence = block.evidence
    return size >= 8 and not evidence.hidden and evidence.link_share < 0.5


def squash(text: str) -> str:
    """Letters and digits alone, in lower case: equal for texts that read the same."""
    return _SQUASH.sub("", text.lower())
