"""One phrase for what decided a page block's label.

The kind model is linear: what each column gave the label is known. The phrase is that of the
column, or of several columns that say the same, that gave most.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from reader.core.model import KINDS, Block, Kind
from reader.declutter import page_words
from reader.declutter.cues import REASONS
from reader.declutter.page_features import Matrix
from reader.declutter.page_kinds import NAMES, KindModel

_CLASS: Final[dict[str, str]] = {
    "navigation": "class words say navigation",
    "share": "class words say share or follow",
    "newsletter": "class words say newsletter",
    "appeal": "class words say donations",
    "subscribe": "class words say subscription or log-in",
    "advertisement": "class words say advertisement or promotion",
    "consent": "class words say consent or cookies",
    "legal": "class words say legal notice",
    "teaser": "class words say a list of other stories",
    "author": "class words say about the author",
    "comments": "class words say comments",
    "control": "class words say a button or player",
    "unseen": "class words say it is not for the eye",
    "byline": "class words say author or date",
    "caption": "class words say picture or caption",
    "heading": "class words say headline",
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
    "theme": "has no words in common with the story",
}


def reason(block: Block, row: Matrix, model: KindModel, kind: Kind, rival: Kind) -> str:
    """Why the model gave `kind` to `block` rather than `rival`: its columns are `row`."""
    shares = model.shares(row, KINDS.index(kind), KINDS.index(rival))
    gained: dict[str, float] = {}
    for number in np.argsort(-shares)[:25]:
        value, share = float(row[number]), float(shares[number])
        if share <= 0 or value <= 0:
            continue
        phrase = _phrase(NAMES[number], block, kind)
        if phrase:
            gained[phrase] = gained.get(phrase, 0.0) + share
    if not gained:
        return REASONS[kind] if kind == "article" else "placed and built unlike the story"
    return max(gained, key=lambda phrase: gained[phrase])


def _phrase(column: str, block: Block, kind: Kind) -> str | None:
    """What a column's value says in words; None where it says nothing a reader could use."""
    what, _, which = column.partition("_")
    if what in {"cue", "within"} and which == kind:
        return REASONS[kind]
    if what in {"box", "opened", "before", "behind"} and which == kind:
        return f"next to words of the kind: {kind}"
    if what == "head" and which == kind:
        return f"stands under a heading of the kind: {kind}"
    if what in {"class", "own", "nearest"} and which in page_words.GROUPS:
        return _CLASS.get(which)
    if what == "tag":
        return _TAGS.get(which)
    if column in {"linked", "link_share"} and block.evidence.link_share > 0.5:
        return linked(block)
    if column == "theme":
        return None
    return _OTHERS.get(column)


def linked(block: Block) -> str:
    """How much of a block is links, in words."""
    tenths = round(block.evidence.link_share * 10)
    if tenths >= 10:
        return "all of it is a link"
    return f"{_TENTHS[tenths]} tenths of it are links"


_TENTHS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
