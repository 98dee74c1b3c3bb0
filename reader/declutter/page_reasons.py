"""One phrase for what decided a page block's label, and one for what spoke against it.

The kind model's looks are linear: what each column gave a kind rather than its rival is known.
The phrase is that of the column, or of several columns that say the same, that gave most; what
spoke against is what gave the rival most. Where trees were asked as well (page_doubt), they chose
between kinds that these looks found likely, and the phrase is still what the looks saw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS, SHOWN, Block, Kind
from reader.declutter import page_words
from reader.declutter.cues import REASONS
from reader.declutter.page_kinds import COLUMNS, KindModel
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
_LOANED: Final[dict[Kind, dict[str, str]]] = {
    "teaser": {"byline": "marked as the author or date of another story"},
    "author": {"byline": _CLASS["byline"]},
}
"""What class words for one kind say where they speak for another. Any other pair says nothing: a
button of an advertisement is none because it is marked as a button."""
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
    "box": "in one box with", "opened": "stands below", "before": "follows",
    "behind": "stands before", "head": "stands under a heading with",
}  # fmt: skip
_BOXES: Final[dict[Kind, str]] = {
    "navigation": "words of a menu",
    "share": "share or follow words",
    "newsletter": "sign-up words",
    "appeal": "words that ask for support",
    "subscribe": "subscription words",
    "advertisement": "words of an advertisement",
    "consent": "cookie or consent words",
    "legal": "words of a legal notice",
    "teaser": "words that point to other stories",
    "author": "words about the author",
    "comments": "words for readers' comments",
    "control": "button labels",
    "byline": "author or date",
    "caption": "a picture credit",
    "title": "a headline",
}
_AMONG: Final = {
    **{f"box{level}": "stands among {}" for level in range(1, 5)},
    **{f"beside{offset:+d}": "stands beside {}" for offset in (-2, -1, 1, 2)},
    "alike": "made like {}",
}
_KINDRED: Final[dict[Kind, str]] = {
    "article": "the story's paragraphs",
    "title": "headlines",
    "byline": "author and date lines",
    "caption": "captions",
    "navigation": "menu entries",
    "share": "share and follow buttons",
    "newsletter": "newsletter boxes",
    "appeal": "appeals for support",
    "subscribe": "subscription and log-in prompts",
    "advertisement": "advertisements",
    "consent": "consent notices",
    "legal": "legal notices",
    "teaser": "other stories",
    "author": "notes about the author",
    "comments": "readers' comments",
    "control": "buttons",
    "repeated": "repeated blocks",
}
_CLAIMING: Final[frozenset[Kind]] = frozenset({
    "byline", "share", "newsletter", "appeal", "subscribe", "advertisement", "consent", "legal",
    "teaser", "author", "comments",
})  # fmt: skip
"""Kinds whose phrases say what a block asks or states."""
_SINGLE: Final[dict[Kind, str]] = {kind: f"worded like {_KINDRED[kind]}" for kind in _CLAIMING}
"""What single words say of these: no more, where no phrase says it too."""
_CUES: Final[dict[Kind, int]] = {kind: COLUMNS.index(f"cue_{kind}") for kind in KINDS}
_PHRASED: Final = 0.5
"""Strength from which a phrase speaks for itself."""
_LEADS: Final[dict[Kind, str]] = {
    "byline": "its link leads to an author's page",
    "author": "its link leads to an author's page",
    "navigation": "its link leads to a part of the site",
    "share": "its link leads to a network",
    "newsletter": "its link leads to a sign-up",
    "appeal": "its link leads to a page for support",
    "subscribe": "its link leads to an offer or a log-in",
    "advertisement": "its link leads to a shop or a partner",
    "consent": "its link leads to privacy settings",
    "legal": "its link leads to terms or rights",
    "teaser": "its link leads to another story",
    "comments": "its link leads to comments",
    "control": "its link leads nowhere else",
}
_OF_KINDS: Final[dict[str, Mapping[Kind, str]]] = {
    "cue": REASONS, "within": REASONS, "lead": _LEADS,
    "word": {**REASONS, **_SINGLE, "control": "worded like a button or player"},
    "name": {kind: f"class names on or around it are common on {of}"
             for kind, of in _KINDRED.items()},
}  # fmt: skip
"""What columns of one kind each say where they speak for it: what is learned from single words
says no more than that."""
_LINKED: Final = "links"
"""Stands for `linked` until the block is known."""
_TOLD: Final = 0.4
"""Log odds from which what speaks against a label is worth saying."""
_STORY: Final[dict[str, str]] = {
    "word_article": "worded like news",
    "logit": "reads and stands like the story",
    "in_main": "stands in the page's main part",
    "p_box1": "stands among the story's paragraphs",
    "p_box2": "stands among the story's paragraphs",
    "p_win2": "stands among the story's paragraphs",
    "p_next_text": "stands among the story's paragraphs",
    "p_head": "stands under one of the story's headings",
    "box_prose_2": "stands among the story's paragraphs",
    "theme": "shares the story's words",
    "described": "says what the page's summary says",
    "schema_in": "stands in the page's own article text",
    "ends": "ends like a sentence",
    "marks": "punctuated like prose",
    "size_4": "as long as a paragraph",
    "size_5": "as long as a paragraph",
    "class_content": "marked as the story's text",
    "own_content": "marked as the story's text",
    "class_lead": "marked as the story's lead",
    "own_lead": "marked as the story's lead",
    "tag_article": "stands in the page's article",
    "tag_main": "stands in the page's main part",
    "kept": "readability keeps it",
}
"""What columns say when they speak for article text."""
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
    "to_slug": "its link leads to a page of its own",
    "to_number": "its link leads to a page of its own",
    "to_other": "its link leads to another site",
    "to_here": "its link leads to a place on this page",
    "to_home": "its link leads to the site's first page",
    "to_mail": "its link is a mail address",
    "to_twins": "links where other blocks do",
    **{f"cards_{level}": "stands in a box of links to stories" for level in (1, 2, 3)},
    **{f"others_{level}": "stands in a box of links to other sites" for level in (1, 2, 3)},
    **{f"images_{level}": "stands among pictures" for level in (1, 2, 3)},
    **{f"times_{level}": "stands among dates" for level in (1, 2, 3)},
}
_NO_COLUMN: Final = "placed and built unlike the story"


Said = tuple[list[str], Matrix]
"""Phrases, and which column says which."""
Reason = tuple[str, str]
"""What spoke for a label, and what against it: empty where nothing much did."""


def reasons(
    blocks: Sequence[Block], rows: Matrix, model: KindModel, kinds: Sequence[Kind],
    rivals: Sequence[Kind],
) -> list[Reason]:  # fmt: skip
    """Why the model gave each block its kind rather than the rival's."""
    found: list[Reason] = [("", "")] * len(blocks)
    linked = np.array([block.evidence.link_share for block in blocks]) >= 0.5
    groups: dict[tuple[Kind, Kind], list[int]] = {}
    for number, pair in enumerate(zip(kinds, rivals, strict=True)):
        groups.setdefault(pair, []).append(number)
    for (kind, rival), at in groups.items():
        told = _telling(model, kind, rival)
        seen = rows.take(at, axis=0).take(told.columns, axis=1)
        # A column says what it says of blocks that have more of it than most.
        share = np.where(seen > told.least, (seen - told.means) * told.apart, np.float32(0))
        plain = _NO_COLUMN if kind not in SHOWN else _STORY["logit"]
        spoke = _most(np.maximum(share, 0), told.mine, linked[at], 0.0, plain)
        against = _most(np.maximum(-share, 0), told.others, linked[at], _TOLD, "")
        phrased = rows[at, _CUES[kind]] >= _PHRASED
        for number, why, but, cue in zip(at, spoke, against, phrased.tolist(), strict=True):
            said = REASONS[kind] if cue and why == _SINGLE.get(kind) else why
            found[number] = _worded(said, blocks[number]), _worded(but, blocks[number])
    return found


def _most(
    share: Matrix, said: Said, linked: NDArray[np.bool_], least: float, other: str
) -> list[str]:
    """For each row the phrase that its columns gave most to, the `other` where that is not more
    than `least`."""
    phrases, table = said
    gained = share @ table
    if _LINKED in phrases:
        gained[:, phrases.index(_LINKED)] *= linked
    best, most = gained.argmax(axis=1).tolist(), gained.max(axis=1).tolist()
    return [
        phrases[number] if amount > least else other
        for number, amount in zip(best, most, strict=True)
    ]


class _Told(NamedTuple):
    """The columns that one of two kinds has a phrase for, beyond which value they say it, their
    means and how much a unit above speaks for the first, and what each kind says of them."""

    columns: NDArray[np.int64]
    least: NDArray[np.float32]
    means: NDArray[np.float32]
    apart: NDArray[np.float32]
    mine: Said
    others: Said


@lru_cache(maxsize=512)
def _telling(model: KindModel, kind: Kind, rival: Kind) -> _Told:
    (mine, table), (others, against) = _phrases(kind), _phrases(rival)
    columns = np.flatnonzero(table.any(axis=1) | against.any(axis=1))
    means, apart = model.apart(kind, rival)
    means, apart = means[columns], apart[columns]
    said = (mine, table[columns]), (others, against[columns])
    return _Told(columns, np.maximum(means, 0), means, apart, *said)


def _worded(phrase: str, block: Block) -> str:
    return how_linked(block) if phrase is _LINKED else phrase


@cache
def _phrases(kind: Kind) -> Said:
    """What columns say in words when they speak for this kind, and which column says what: a
    row per column, a column per phrase."""
    said = [_phrase(column, kind) for column in COLUMNS]
    phrases = list(dict.fromkeys(phrase for phrase in said if phrase is not None)) or [_NO_COLUMN]
    table = np.zeros((len(said), len(phrases)), dtype=np.float32)
    for number, phrase in enumerate(said):
        if phrase is not None:
            table[number, phrases.index(phrase)] = 1.0
    return phrases, table


def _phrase(column: str, kind: Kind) -> str | None:
    what, _, which = column.partition("_")
    if which == kind and what in _AMONG:
        return _AMONG[what].format(_KINDRED[kind])
    if kind == "article":
        return _STORY.get(column)
    if what in _OF_KINDS and which == kind:
        return _OF_KINDS[what].get(kind)
    if column in {"title_share", "in_title"}:
        return "repeats words of the headline" if kind == "title" else None
    if what in _BESIDE and which == kind:
        return f"{_BESIDE[what]} {_BOXES.get(kind, kind)}"
    if what in {"class", "own", "nearest"} and which in page_words.GROUPS:
        own = which == kind or which not in KINDS
        return _CLASS.get(which) if own else _LOANED.get(kind, {}).get(which)
    if what == "tag":
        return _TAGS.get(which)
    if column in {"linked", "link_share"}:
        return _LINKED
    return _OTHERS.get(column)


def how_linked(block: Block) -> str:
    """How much of a block is links, in words."""
    tenths = round(block.evidence.link_share * 10)
    if tenths >= 10:
        return "all of it is a link"
    return f"{_TENTHS[tenths]} tenths of it are links"


_TENTHS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
