"""Labels for a page's blocks: is it the story, and if not, what is it for?

Models give each block a probability of being article text and of each kind (page_judge), rules
find the headline, and guards keep what no mistake may hide (page_guards). See train.py for the
data and the scores.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import DIMMED, KINDS, Document, Label
from reader.declutter import (
    page_boxes,
    page_features,
    page_figures,
    page_guards,
    page_kinds,
    page_lists,
    page_menus,
    page_model,
    page_posts,
)
from reader.declutter.page_guards import LIKELY
from reader.declutter.page_judge import Judged, judge, log_odds
from reader.declutter.page_kinds import HIDDEN
from reader.declutter.page_reasons import reasons
from reader.declutter.page_said import ended

SURE: Final = 0.97
_PLAIN: Final = ("reads and stands like the story", "")
BLEND: Final = 0.8
"""How much the kinds' log odds of article text count beside the trees'."""
SWAY: Final = 3.0
"""The most that they may count: what the trees are sure of, wording alone does not hide."""
KEEP: Final = -0.1
"""Log odds from which a block is shown. On 1,171 pages of sites unseen in training it keeps
96.0 % of the gold lines and drops 95.0 % of the boilerplate lines (F1 .959, news .977)."""
WORDING: Final = 2.0
"""Log odds that a strong cue of wording for the likeliest other kind takes away."""
_WORDED: Final = 0.75
_LONGEST: Final = 60
"""Words beyond which a block is neither author nor date nor a picture's caption."""
_ARTICLE: Final = KINDS.index("article")
_WORDS: Final = np.array([page_features.COLUMNS.index(name) for name in page_features.WORDED])
_OPEN: Final = 0.15
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
    labels = _of_each(replace(document, blocks=page_menus.without(once, rows)))
    return page_menus.copied(page_menus.completed(labels, rows), again)


def _of_each(document: Document) -> tuple[Label, ...]:
    """The same, of blocks that are all judged."""
    if not document.blocks:
        return ()
    model = page_model.load()
    judged = judge(document, model)
    labels = _labels(document, judged, model)
    page_guards.titles(document, labels, judged.page)
    page_guards.fine_print(labels, judged)
    page_guards.lead(document, labels, judged)
    page_lists.plain(document, labels, judged)
    said = page_kinds.wording(judged.rows)
    page_figures.buttons(labels, said, judged.page)
    page_boxes.guard_alike(document, labels, said, _bearing(judged), judged.page)
    page_posts.posts(document, labels, said, judged.page)
    page_lists.own(document, labels, judged)
    page_boxes.appeal_boxes(document, labels, said, judged.page)
    page_boxes.headings(document, labels, judged.page)
    page_boxes.headings_of_story(document, labels, said, judged.page)
    page_boxes.terms(document, labels, said, judged.page)
    page_boxes.listed(document, labels, judged.page)
    page_figures.of_figures(document, labels, said)
    page_figures.of_tables(document, labels, judged.page)
    page_figures.of_others(document, labels)
    page_figures.repeated(document, labels)
    page_guards.little(document, labels, judged)
    return tuple(labels)


def _bearing(judged: Judged) -> NDArray[np.float64]:
    """Strength of a phrase up to which a block made like the story's paragraphs is one: any
    where the trees are sure, a weak one where they are for it, or where its words are news
    before any kind that is hidden and the trees do not rule it out."""
    words = judged.seen[:, _WORDS]
    news = words[:, _ARTICLE] >= words[:, HIDDEN].max(axis=1)
    told = (news & (judged.story >= _OPEN)) | (judged.story >= LIKELY)
    found: NDArray[np.float64] = np.where(judged.story >= _FIRM, 2.0, np.where(told, _WORDED, 0.0))
    return found


def _labels(document: Document, judged: Judged, model: page_model.PageModel) -> list[Label]:
    """What the models decide, and why."""
    chances = judged.kinds.copy()
    article = chances[:, _ARTICLE].copy()
    chances[:, [_ARTICLE, KINDS.index("title")]] = -1.0  # titles are found by rule
    chances[(judged.page.sizes > _LONGEST)[:, None] & _DIM] = 0.0
    # Whether to show a caption or a byline at all comes before which of the hidden kinds it is.
    shown, hidden = chances[:, _DIM].sum(axis=1), chances[:, HIDDEN].sum(axis=1)
    chances[_prose(judged), _CONTROL] = 0.0
    best = np.where((shown > hidden)[:, None] == HIDDEN, -1.0, chances).argmax(axis=1)
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
    sure = np.where(HIDDEN[best], 1 - (judged.story + article) / 2, top)
    rivals = np.where(HIDDEN, chances, -1.0).argmax(axis=1)
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
