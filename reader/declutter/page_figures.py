"""What stands in a picture's frame and is no caption of the story: buttons that enlarge it, a
player's words, the caption itself a second time, the words of another story's picture. And the
captions of tables, of which the models saw too few.

The frame speaks so strongly for a caption that the models hardly listen to the words there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import DIMMED, KINDS, SHOWN, Block, Document, Kind, Label
from reader.declutter import page_kinds
from reader.declutter.page_survey import Page

_CAPTION: Final = KINDS.index("caption")
_CONTROL: Final = KINDS.index("control")
_SURE: Final = 0.89
"""Strength of wording: at .8 stand single words that begin captions as well ("Image", "Video").
Above, of five such blocks on 450 labelled pages four were buttons and none a caption."""
_MOST: Final = 25
"""Words of a button or of a player's message."""
_NEAR: Final = 3
"""Shown blocks within which a text stands right above."""
_TELLING: Final = 40
"""Characters from which a caption is one picture's own."""
_AGAIN: Final = 0.9
_TABLE: Final = 0.8
_PLAIN: Final = 0.95
"""Surer captions are left alone."""
_SAID: Final = 12
"""Characters that a button has not."""
_TAKEN: Final[frozenset[Kind]] = frozenset({"navigation", "share", "control", "legal"})
"""What a caption is taken for where its words are not known."""
_AROUND: Final = 4
"""Boxes around a caption that are looked at."""


_BUTTON: Final = 3
"""The innermost tags among which a button holds a block."""
_LABEL: Final = 3
"""Words of a button's label at most: of 14 such lines that were shown on 1,162 pages none is the
story's, of longer ones half are (questions that unfold their answers, captions of a gallery)."""
_PRESSED: Final = 0.9


def buttons(labels: list[Label], said: NDArray[np.float32], page: Page) -> None:
    """Hide captions that say what to press or that a player loads, and labels of a page's own
    buttons ("Metric", "2x"). `said` is how strongly each block's wording speaks for each kind."""
    sure = (said[:, _CONTROL] >= _SURE) & (said[:, _CONTROL] > said[:, _CAPTION])
    for number in np.flatnonzero(sure & (page.sizes <= _MOST)).tolist():
        if labels[number].kind == "caption":
            confidence = round(float(said[number, _CONTROL]), 3)
            but = labels[number].reason
            labels[number] = Label("control", "words of a button or player", confidence, but)
    pressed = np.array(["button" in path[-_BUTTON:] for path, _, _ in page.places])[page.place]
    for number in np.flatnonzero(pressed & (page.sizes <= _LABEL)).tolist():
        if labels[number].kind in {"article", "caption"}:
            but = labels[number].reason
            labels[number] = Label("control", "is the label of a button", _PRESSED, but)


def of_tables(document: Document, labels: list[Label], page: Page) -> None:
    """Show what the page itself calls the caption of a table of the story."""
    named = [path[-1:] == ("caption",) for path, _, _ in page.places]
    if not any(named):
        return
    for number, place in enumerate(page.place[:-1].tolist()):
        label, below = labels[number], labels[number + 1]
        if not named[place] or not label.hidden or below.kind != "article":
            continue
        if document.blocks[number + 1].shape == "table":
            why = "names the table below it"
            labels[number] = Label("caption", why, _TABLE, label.reason)


def of_figures(document: Document, labels: list[Label], said: NDArray[np.float32]) -> None:
    """Show what the page itself calls the caption of a picture, where no wording speaks against
    it, in the story or right before it. `said` as for `buttons`."""
    named = [
        number for number, (block, label) in enumerate(zip(document.blocks, labels, strict=True))
        if label.kind in _TAKEN and "figcaption" in block.evidence.path
    ]  # fmt: skip
    if not named:
        return
    told = [number for number, label in enumerate(labels) if label.kind in {"title", "article"}]
    against = page_kinds.against(said)
    holds = Counter(map(_figcaption, document.blocks))
    for number in named:
        block = document.blocks[number]
        if (
            told
            and told[0] < number < told[-1]
            and holds[_figcaption(block)] == 1
            and not block.evidence.hidden
            and block.evidence.link_share < 0.5
            and against[number] < page_kinds.PHRASE
            and len(block.text) >= _SAID
        ):
            but = labels[number].reason
            labels[number] = Label("caption", "marked as a picture's caption", 0.6, but)


def _figcaption(block: Block) -> int:
    """The container that is a block's figcaption, 0 without one."""
    seen = block.evidence
    return seen.containers[seen.path.index("figcaption")] if "figcaption" in seen.path else 0


def of_others(document: Document, labels: list[Label]) -> None:
    """Hide captions behind the story that stand in a box with other stories' headlines and nothing
    of this one's. Of 55 on 22 of 1,846 pages one, a counter, was something else."""
    told = [number for number, label in enumerate(labels) if label.kind == "article"]
    later = [
        number
        for number in range(told[-1] + 1 if told else 0, len(labels))
        if labels[number].kind == "caption" and labels[number].confidence < _PLAIN
    ]
    if not told or not later:
        return
    held: defaultdict[int, Counter[Kind]] = defaultdict(Counter)
    for block, label in zip(document.blocks, labels, strict=True):
        for box in block.evidence.containers[-_AROUND - 1 :]:
            held[box][label.kind] += 1
    for number in later:
        label = labels[number]
        for box in reversed(document.blocks[number].evidence.containers[-_AROUND:]):
            kinds = held[box]
            if kinds["article"] or kinds["title"]:
                break
            if kinds["teaser"] >= max(1, kinds["caption"] + kinds["byline"]):
                why = "in one box with other stories"
                labels[number] = Label("teaser", why, label.confidence, label.reason)
                break


def repeated(document: Document, labels: list[Label]) -> None:
    """Hide captions and bylines that stand right above already: pages give a picture's words once
    for wide screens and once for narrow ones, or on the picture and below it: 399 such lines on
    111 of 1,846 pages. A credit alone may be that of the next picture, so that what is short is
    hidden only right behind its like."""
    before: list[str] = []
    for number, label in enumerate(labels):
        if label.kind not in SHOWN:
            continue
        text = document.blocks[number].text
        if label.kind in DIMMED and text in before[: _NEAR if len(text) >= _TELLING else 1]:
            labels[number] = Label("control", "stands right above already", _AGAIN, label.reason)
        else:
            before.insert(0, text)
            del before[_NEAR:]
