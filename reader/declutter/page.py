"""Labels for a page's blocks: is it the story, and if not, what is it for?

Models give each block a probability of being article text and of each kind (page_judge), rules
find the headline, and guards keep what no mistake may hide. See train.py for the data and the
scores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import DIMMED, KINDS, SHOWN, Block, Document, Kind, Label
from reader.core.text import count_words
from reader.declutter import (
    page_boxes,
    page_features,
    page_figures,
    page_kinds,
    page_menus,
    page_model,
)
from reader.declutter.page_judge import Judged, judge, log_odds
from reader.declutter.page_reasons import reasons
from reader.declutter.page_said import ended
from reader.declutter.page_survey import Page

SURE: Final = 0.97
_PLAIN: Final = ("reads and stands like the story", "")
BLEND: Final = 0.8
"""How much the kinds' log odds of article text count beside the trees'."""
SWAY: Final = 3.0
"""The most that they may count: what the trees are sure of, wording alone does not hide."""
KEEP: Final = -0.1
"""Log odds from which a block is shown. On 1,171 pages of sites unseen in training it keeps
95.9 % of the gold lines and drops 95.1 % of the boilerplate lines (F1 .959, news .977)."""
WORDING: Final = 2.0
"""Log odds that a strong cue of wording for the likeliest other kind takes away."""
_WORDED: Final = 0.75
_LISTED: Final = 20
"""Items that a list within the story may have."""
_LITTLE: Final = 250
"""Characters shown below which a second opinion is worth its time."""
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
_LONGEST: Final = 60
"""Words beyond which a block is neither author nor date nor a picture's caption."""
_SQUASH: Final = re.compile(r"\W+")
_HIDDEN: Final = np.array([kind not in SHOWN for kind in KINDS])
_ARTICLE: Final = KINDS.index("article")
_WORDS: Final = np.array([page_features.COLUMNS.index(name) for name in page_features.WORDED])
_OPEN: Final = 0.15
_LIKELY: Final = 0.4
_FIRM: Final = 0.8
"""Probabilities of the story from which its words or its place may decide, or no phrase does."""
_SENTENCE: Final = 10
_SMALL: Final = 40
_LENIENT: Final = 1.2
"""On a page of so few blocks, of which training had few, running text needs so much less."""
_CONTROL: Final = KINDS.index("control")
_DIM: Final = np.array([kind in DIMMED for kind in KINDS])


def label_page(document: Document) -> tuple[Label, ...]:
    """A label for each block of a page, from its text and evidence alone."""
    again = page_menus.copies(document.blocks)
    once = [block for number, block in enumerate(document.blocks) if number not in again]
    rows = page_menus.middles(once)
    judged = _judged(replace(document, blocks=page_menus.without(once, rows)))
    return page_menus.copied(page_menus.completed(judged, rows), again)


def _judged(document: Document) -> tuple[Label, ...]:
    if not document.blocks:
        return ()
    model = page_model.load()
    judged = judge(document, model)
    labels = _labels(document, judged, model)
    _titles(document, labels, judged.page)
    _fine_print(labels, judged)
    _guard_lead(document, labels, judged)
    _guard_lists(document, labels, judged)
    said = page_kinds.wording(judged.rows)
    page_figures.buttons(labels, said, judged.page)
    page_boxes.guard_alike(document, labels, said, _bearing(judged), judged.page)
    page_boxes.appeal_boxes(document, labels, said, judged.page)
    page_boxes.headings(document, labels, judged.page)
    page_boxes.headings_of_story(document, labels, said, judged.page)
    page_boxes.terms(document, labels, said, judged.page)
    page_boxes.listed(document, labels, judged.page)
    page_figures.of_tables(document, labels, judged.page)
    page_figures.of_others(document, labels)
    page_figures.repeated(document, labels)
    return _guard_little(document, labels, judged)


def _bearing(judged: Judged) -> NDArray[np.float64]:
    """Strength of a phrase up to which a block made like the story's paragraphs is one: any
    where the trees are sure, a weak one where they are for it, or where its words are news
    before any kind that is hidden and the trees do not rule it out."""
    words = judged.seen[:, _WORDS]
    news = words[:, _ARTICLE] >= words[:, _HIDDEN].max(axis=1)
    told = (news & (judged.story >= _OPEN)) | (judged.story >= _LIKELY)
    found: NDArray[np.float64] = np.where(judged.story >= _FIRM, 2.0, np.where(told, _WORDED, 0.0))
    return found


def _labels(document: Document, judged: Judged, model: page_model.PageModel) -> list[Label]:
    """What the models decide, and why."""
    chances = judged.kinds.copy()
    article = chances[:, _ARTICLE].copy()
    chances[:, [_ARTICLE, KINDS.index("title")]] = -1.0  # titles are found by rule
    chances[np.ix_(judged.page.sizes > _LONGEST, _DIM)] = 0.0
    # Whether to show a caption or a byline at all comes before which of the hidden kinds it is.
    shown, hidden = chances[:, _DIM].sum(axis=1), chances[:, _HIDDEN].sum(axis=1)
    chances[_prose(judged), _CONTROL] = 0.0
    best = np.where((shown > hidden)[:, None] == _HIDDEN[None, :], -1.0, chances).argmax(axis=1)
    top = np.maximum(shown, hidden)
    # The kinds' model knows captions and boxes within the story that the trees take for text.
    # Their wording weighs little there, but one that is sure is right wherever it stands.
    said = page_kinds.wording(judged.rows)[np.arange(len(best)), best] >= _WORDED
    odds = log_odds(judged.story) + BLEND * np.clip(log_odds(article, top), -SWAY, SWAY)
    bar = np.where(said, KEEP + WORDING, KEEP)
    if len(document.blocks) < _SMALL:
        plain, sizes = judged.page.plain, judged.page.sizes
        text = [ended(said) and size >= _SENTENCE for said, size in zip(plain, sizes, strict=True)]
        linked = judged.page.linked >= 0.3 * sizes
        bar = bar - np.where(np.array(text) & ~linked, _LENIENT, 0.0)
    story = odds >= bar
    sure = np.where(_HIDDEN[best], 1 - (judged.story + article) / 2, top)
    rivals = np.where(_HIDDEN[None, :], chances, -1.0).argmax(axis=1)
    chance = np.where(story, np.maximum(judged.story, 0.5), sure).round(3)
    kinds = [KINDS[number] for number in np.where(story, _ARTICLE, best).tolist()]
    against = [KINDS[number] for number in np.where(story, rivals, _ARTICLE).tolist()]
    # What is surely the story needs no search for a phrase: the trees said so.
    asked = np.flatnonzero(~story | (chance < SURE)).tolist()
    why = [_PLAIN] * len(kinds)
    found = reasons(
        [document.blocks[number] for number in asked], judged.rows[asked], model.kinds,
        [kinds[number] for number in asked], [against[number] for number in asked],
    )  # fmt: skip
    for number, phrases in zip(asked, found, strict=True):
        why[number] = phrases
    return [
        Label(kind, spoke, sure, but)
        for kind, (spoke, but), sure in zip(kinds, why, chance.tolist(), strict=True)
    ]


def _prose(judged: Judged) -> NDArray[np.bool_]:
    """Which blocks are sentences too long for a crumb of a player or a form, and have no phrase
    of one: what the models do not know they take for that."""
    said = page_kinds.wording(judged.rows)[:, _CONTROL] > 0
    long = judged.page.sizes >= _SENTENCE
    whole = [
        big and ended(text) for big, text in zip(long.tolist(), judged.page.plain, strict=True)
    ]
    made: NDArray[np.bool_] = np.array(whole, dtype=np.bool_) & ~said
    return made


# -- rules


def _titles(document: Document, labels: list[Label], page: Page) -> None:
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


def _fine_print(labels: list[Label], judged: Judged) -> None:
    """In the page's own footer the kinds decide alone: prose there is fine print, which may be
    longer than a short story, unless the story is nowhere else."""
    page = judged.page
    inside = np.array([_in_footer(path) for path, _, _ in page.places])[page.place]
    story = np.array([label.kind == "article" for label in labels])
    if page.sizes[story & ~inside].sum() < _LEAST:
        return
    chances = np.where(_HIDDEN[None, :], judged.kinds, 0.0)
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


def _guard_lead(document: Document, labels: list[Label], judged: Judged) -> None:
    """Show a standfirst: what the page's own description says, shortly before the story."""
    first = next((n for n, label in enumerate(labels) if label.kind == "article"), None)
    if first is None:
        return
    for number in range(max(0, first - 12), first):
        block = document.blocks[number]
        evidence = block.evidence
        if (
            labels[number].hidden
            and evidence.described > 0.85
            and count_words(block.text) >= 8
            and not evidence.hidden
            and evidence.link_share < 0.5
            and not {"nav", "footer"} & set(evidence.path)
        ):
            sure = max(0.5, float(judged.story[number]))
            labels[number] = Label("article", "the page's own summary of the story", sure)


def _guard_lists(document: Document, labels: list[Label], judged: Judged) -> None:
    """Show lists, tables and quotes that stand between two paragraphs of the story, in the
    same container and without links or telling words: the gold texts that the trees learned
    from leave some of them out."""
    said = page_kinds.wording(judged.rows)[:, _HIDDEN].max(axis=1, initial=0.0)
    blocks = document.blocks
    story = [number for number, label in enumerate(labels) if label.kind == "article"]
    for before, after in pairwise(story):
        between = range(before + 1, after)
        if not between or len(between) > _LISTED:
            continue
        inside = blocks[before].evidence.containers[:-1]
        if len(inside) < 2 or blocks[after].evidence.containers[: len(inside)] != inside:
            continue
        if all(
            labels[n].hidden
            and blocks[n].shape in {"item", "table", "quote"}
            and blocks[n].evidence.containers[: len(inside)] == inside
            and blocks[n].evidence.link_share < 0.3
            and not blocks[n].evidence.hidden
            and said[n] < 0.4
            for n in between
        ):
            for n in between:
                sure = round(max(0.5, float(judged.story[n])), 3)
                labels[n] = Label("article", "a list or table between the story's paragraphs", sure)


def _guard_little(document: Document, labels: list[Label], judged: Judged) -> tuple[Label, ...]:
    """Where next to nothing would be left, show what could be the story after all; and a block
    that holds most of the page's prose by itself, but for a notice longer than the brief that
    stands below its headline."""
    sizes = judged.page.sizes.tolist()
    prose = [n for n, block in enumerate(document.blocks) if _is_prose(block, sizes[n])]
    total = sum(sizes[number] for number in prose)
    told = sum(size for size, label in zip(sizes, labels, strict=True) if label.kind == "article")
    if told < _LEAST:  # the trees' own guess, before size alone decides
        for number in prose:
            if judged.story[number] >= _LIKELY and labels[number].hidden:
                sure = min(0.5, float(judged.story[number]))
                labels[number] = Label("article", "shown because little else would be left", sure)
                told += sizes[number]
    story = told >= _LEAST
    headed = story and any(label.kind == "title" for label in labels)
    for number in prose:
        beside = story and _in_footer(document.blocks[number].evidence.path)
        beside = beside or (headed and judged.story[number] < _LIKELY)
        large = sizes[number] > total / 2 and sizes[number] >= _FEW and not beside
        if large and not _settled(labels[number]):
            labels[number] = Label("article", "holds most of the page's text", 0.5)
    shown = sum(size for size, label in zip(sizes, labels, strict=True) if label.kind == "article")
    apart = _TOLD_APART | DIMMED  # what is dimmed shows
    rest = [number for number in prose if labels[number].kind not in apart]
    most = sum(sizes[number] for number in rest)
    brief = shown >= _BRIEF * most and any(label.kind == "title" for label in labels)
    if (shown < _LEAST and not (shown and brief)) or (shown < _FEW and shown < 0.08 * most):
        for number in rest:
            if labels[number].hidden:
                sure = min(0.5, float(judged.story[number]))
                labels[number] = Label("article", "shown because little else would be left", sure)
    if any(label.kind == "article" for label in labels):
        return tuple(labels)
    return tuple(
        Label("article", "shown because nothing else would be left", 0.3)
        if label.hidden and not block.evidence.hidden and "nav" not in block.evidence.path
        else label
        for block, label in zip(document.blocks, labels, strict=True)
    )


def _settled(label: Label) -> bool:
    """Whether a label stands whatever the block's size."""
    return label.kind in {"article", "title", "comments"}


def _is_prose(block: Block, size: float) -> bool:
    evidence = block.evidence
    return size >= 8 and not evidence.hidden and evidence.link_share < 0.5


def squash(text: str) -> str:
    """Letters and digits alone, in lower case: equal for texts that read the same."""
    return _SQUASH.sub("", text.lower())


# -- the second opinion


def unsure(document: Document, labels: Sequence[Label]) -> bool:
    """Whether readability should be asked about a page: where next to nothing of it is shown.
    Never where it was asked already. Asking wherever labels are doubtful told no more on 1,171
    pages of sites unseen in training (F1 .954 either way) and doubled the slowest twentieth."""
    shown = 0
    for block, label in zip(document.blocks, labels, strict=True):
        if label.kind == "article":
            shown += len(block.text)
            if shown >= _LITTLE:  # as on nearly all pages, after a few paragraphs
                return False
    return all(block.evidence.readability is None for block in document.blocks)


def label_as_readability(document: Document) -> tuple[Label, ...]:
    """Labels by readability's vote: what it kept is article, the rest keeps a hidden kind of
    ours. Where it was not asked or kept nothing, our own labels."""
    own = label_page(document)
    if not any(block.evidence.readability for block in document.blocks):
        return own
    return tuple(_voted(block, label) for block, label in zip(document.blocks, own, strict=True))


def _voted(block: Block, label: Label) -> Label:
    if block.evidence.readability:
        kind: Kind = label.kind if label.kind in {"title", "caption"} else "article"
        return Label(kind, "readability keeps it", 0.7)
    if label.hidden or label.kind in {"title", "byline", "caption"}:
        return label
    return Label("navigation", "readability leaves it out", 0.5)
