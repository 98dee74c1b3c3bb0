"""One phrase for what decided a page block's label.

The kind model is linear: what each column gave the label is known. The phrase is that of the
column, or of several columns that say the same, that gave most.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from reader.core.model import KINDS, Block, Kind
from reader.declutter import page_words
from reader.declutter.cues import REASONS
from reader.declutter.page_kinds import NAMES, KindModel
from reader.declutter.page_survey import Matrix

_CLASS: Final[dict[str, str]] = {
    "navigation": "marked as navigation",
    "share": "marked as a share or follow box",
    "newsletter": "marked as a newsletter box",
    "appeal": "marked as a donation box",
    "subscribe": "marked as subscription or log-in",
    "advertisement": "marked as advertisement or promotion",
    "consent": "marked as a consent or cookie box",
    "legal": "marked as a legal notice",
    "teaser": "marked as a list of other stories",
    "author": "marked as a note about the author",
    "comments": "marked as comments",
    "control": "marked as a button or player",
    "unseen": "marked as not for the eye",
    "byline": "marked as author or date",
    "caption": "marked as a picture's caption",
    "heading": "marked as a headline",
}
_TAGS: Final[dict[str, str]] = {
    "nav": "stands in a menu",
    "aside": "stands beside the story",
    "footer": "stands in a footer",
    "header": "stands in a header",
    "form": "stands in a form",
    "figure": "stands with a picture",
    "figcaption": "marked as a picture's caption",
    "button": "is a button",
    "a": "is a link",
    "details": "stands in a folded part",
    "noscript": "shown only without scripts",
    "dialog": "stands in a dialog",
    "ul": "is an item of a list",
}
_BESIDE: Final = {
    "box": "in one box with", "opened": "follows", "before": "follows", "behind": "stands before",
    "head": "stands under a heading for",
}  # fmt: skip
_BOXES: Final[dict[Kind, str]] = {
    "navigation": "words of a menu",
    "share": "share or follow words",
    "newsletter": "sign-up words",
    "appeal": "words that ask for support",
    "subscribe": "subscription words",
    "advertisement": "words of an advertisement",
    "consent": "cookie or consent words",
    "legal": "a legal notice",
    "teaser": "other stories",
    "author": "a note about the author",
    "comments": "readers' comments",
    "control": "button labels",
    "byline": "author or date",
    "caption": "a picture credit",
    "title": "a headline",
}
_LINKED: Final = "links"
"""Stands for `linked` until the block is known."""
_MOST: Final = 10
"""Columns looked at for a reason: those that gave the label most."""
_OTHERS: Final[dict[str, str]] = {
    "prose_all": "stands behind the story's last paragraph",
    "prose_none": "stands before the story's first paragraph",
    "to_prose": "stands far from the story's paragraphs",
    "from_prose": "stands far from the story's paragraphs",
    "alike": "one of many blocks made alike",
    "alike_links": "one of many links made alike",
    "box_links_1": "stands in a box of links",
    "box_links_2": "stands in a box of links",
    "hidden": "the page itself does not show it",
    "after_image": "stands right behind a picture",
    "times": "names a date or time",
    "title_share": "has the headline's words",
    "in_title": "has the headline's words",
    "logit": "little in it looks like the story",
}


def reasons(blocks: Sequence[Block], rows: Matrix, model: KindModel, kinds: Sequence[Kind]
            ) -> list[str]:  # fmt: skip
    """Why the model gave each block its kind rather than taking it for article text."""
    if not blocks:
        return []
    numbers = np.array([KINDS.index(kind) for kind in kinds])
    shares = np.where(rows > 0, model.shares(rows, numbers, KINDS.index("article")), 0.0)
    most = np.argpartition(-shares, _MOST, axis=1)[:, :_MOST]
    return [
        _reason(block, kind, own.tolist(), share[own].tolist())
        for block, kind, own, share in zip(blocks, kinds, most, shares, strict=True)
    ]


def _reason(block: Block, kind: Kind, columns: list[int], shares: list[float]) -> str:
    gained: dict[str, float] = {}
    table = _phrases(kind)
    for number, share in zip(columns, shares, strict=True):
        phrase = table[number]
        if share <= 0 or phrase is None or (phrase is _LINKED and block.evidence.link_share < 0.5):
            continue
        gained[phrase] = gained.get(phrase, 0.0) + share
    if not gained:
        return "placed and built unlike the story"
    best = max(gained, key=lambda phrase: gained[phrase])
    return linked(block) if best is _LINKED else best


@cache
def _phrases(kind: Kind) -> tuple[str | None, ...]:
    """For each column what it says in words, for a label of this kind; None where it says
    nothing that a reader could use."""
    return tuple(_phrase(column, kind) for column in NAMES)


def _phrase(column: str, kind: Kind) -> str | None:
    what, _, which = column.partition("_")
    if what in {"cue", "within"} and which == kind:
        return REASONS[kind]
    if what in _BESIDE and which == kind:
        return f"{_BESIDE[what]} {_BOXES.get(kind, kind)}"
    if what in {"class", "own", "nearest"} and which in page_words.GROUPS:
        return _CLASS.get(which)
    if what == "tag":
        return _TAGS.get(which)
    if column in {"linked", "link_share"}:
        return _LINKED
    return _OTHERS.get(column)


def linked(block: Block) -> str:
    """How much of a block is links, in words."""
    tenths = round(block.evidence.link_share * 10)
    if tenths >= 10:
        return "all of it is a link"
    return f"{_TENTHS[tenths]} tenths of it are links"


_TENTHS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
