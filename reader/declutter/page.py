"""Labels for a page's blocks: is it the story, and if not, what is it for?

Two stages of trees give each block a probability of being article text (page_features), a
linear model gives the kinds (page_kinds), rules find the headline, and guards keep what no
mistake may hide. See train.py for the data and the scores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS, SHOWN, Block, Document, Kind, Label
from reader.core.text import count_words
from reader.declutter import page_features, page_kinds, page_model
from reader.declutter.page_features import Matrix
from reader.declutter.page_reasons import reason
from reader.declutter.trees import sigmoid

VOTE: Final = 1.0
"""What readability's vote adds to, or takes from, a block's log odds of being article text."""
_LEAST: Final = 25
"""Words that a view must at least show, where the page has them."""
_SQUASH: Final = re.compile(r"\W+")
_HIDDEN: Final = np.array([kind not in SHOWN for kind in KINDS])
_ARTICLE: Final = KINDS.index("article")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the models say of a page: probabilities of article text, of kinds, and the rows
    that the kinds came from."""

    story: NDArray[np.float64]
    kinds: NDArray[np.float64]
    rows: Matrix


def label_page(document: Document) -> tuple[Label, ...]:
    """A label for each block of a page, from its text and evidence alone."""
    if not document.blocks:
        return ()
    model = page_model.load()
    judged = judge(document, model)
    labels = [_label(block, number, judged, model) for number, block in enumerate(document.blocks)]
    _titles(document, labels)
    _guard_lead(document, labels, judged)
    return _guard_little(document, labels, judged)


def judge(document: Document, model: page_model.PageModel) -> Judged:
    """Both stages and the kinds, for every block."""
    page = page_features.survey(document)
    seen = page_features.table(document, model.lexicon, page)
    first = sigmoid(model.stages[0].raw(seen)[:, 0])
    more = np.hstack([seen, page_features.again(document, page, first)])
    odds = model.stages[1].raw(more)[:, 0]
    votes = [block.evidence.readability for block in document.blocks]
    odds += np.array([0.0 if vote is None else VOTE if vote else -VOTE for vote in votes])
    story = sigmoid(odds)
    rows = page_kinds.rows(document, more, story)
    return Judged(story, model.kinds.probabilities(rows), rows)


def _label(block: Block, number: int, judged: Judged, model: page_model.PageModel) -> Label:
    story, chances = float(judged.story[number]), judged.kinds[number]
    best = int(chances.argmax())
    if story >= 0.5 and best == _ARTICLE:
        return Label("article", "reads and stands like the story", round(story, 3))
    others = np.where(np.arange(len(KINDS)) == _ARTICLE, -1.0, chances)
    best = int(others.argmax())
    kind = KINDS[best]
    # Sure of a hidden kind is being sure that it is no article text, whichever kind it is.
    chance = float(chances[_ARTICLE])
    sure = 1 - (story + chance) / 2 if kind not in SHOWN else float(chances[best])
    why = reason(block, judged.rows[number], model.kinds, kind, "article")
    return Label(kind, why, round(sure, 3))


# -- rules


def _titles(document: Document, labels: list[Label]) -> None:
    """The blocks that are the headline, and the title element."""
    title = squash(document.title or "")
    for number, block in enumerate(document.blocks):
        path = block.evidence.path
        if path[-2:] == ("head", "title"):
            labels[number] = Label("navigation", "the page's name for its tab", 1.0)
        elif title and squash(block.text) == title and not {"nav", "ul", "ol"} & set(path):
            labels[number] = Label("title", "is the page's headline", 0.95)


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


def _guard_little(document: Document, labels: list[Label], judged: Judged) -> tuple[Label, ...]:
    """Where next to nothing would be left, show what could be the story after all."""
    sizes = [count_words(block.text) for block in document.blocks]
    shown = sum(n for n, label in zip(sizes, labels, strict=True) if label.kind == "article")
    prose = sum(n for n, block in zip(sizes, document.blocks, strict=True) if _is_prose(block, n))
    if shown >= max(_LEAST, prose * 0.08):
        return tuple(labels)
    found: list[Label] = []
    for number, (block, label) in enumerate(zip(document.blocks, labels, strict=True)):
        if label.hidden and _is_prose(block, sizes[number]):
            sure = min(0.5, float(judged.story[number]))
            found.append(Label("article", "shown because little else would be left", sure))
        else:
            found.append(label)
    if any(label.kind == "article" for label in found):
        return tuple(found)
    return tuple(
        Label("article", "shown because nothing else would be left", 0.3)
        if label.hidden and not block.evidence.hidden and "nav" not in block.evidence.path
        else label
        for block, label in zip(document.blocks, found, strict=True)
    )


def _is_prose(block: Block, size: int) -> bool:
    evidence = block.evidence
    return size >= 8 and not evidence.hidden and evidence.link_share < 0.5


def squash(text: str) -> str:
    """Letters and digits alone, in lower case: equal for texts that read the same."""
    return _SQUASH.sub("", text.lower())


# -- the second opinion


def unsure(document: Document, labels: Sequence[Label]) -> bool:
    """Whether a page's labels are doubtful enough to ask readability: where more than a sixth
    of the words in question (shown, or hidden with doubt) stand in blocks below .8, or less
    than 80 words are shown. Never where readability was asked already."""
    if any(block.evidence.readability is not None for block in document.blocks):
        return False
    shown = doubtful = 0
    for block, label in zip(document.blocks, labels, strict=True):
        size = count_words(block.text)
        if label.kind == "article":
            shown += size
        if label.confidence < 0.8 and (label.kind == "article" or label.hidden):
            doubtful += size if label.confidence < 0.8 else 0
    return shown < 80 or doubtful > shown / 6


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
