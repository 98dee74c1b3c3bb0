"""What is seen of a page's head: its title element, its headline, and what stands around it."""

from __future__ import annotations

from itertools import chain
from typing import Final

from reader.core.text import lower_words, words
from reader.formats.html_blocks import Draft
from reader.formats.html_byline import names_author
from reader.formats.html_meta import Head
from reader.formats.html_only import draft_text
from reader.formats.text_labels import lines

_NEAR: Final = 12
"""Blocks after a headline that may say who wrote it and when."""
_ABOVE: Final = 3
"""Blocks before a headline that may say when."""
_TITLE: Final = 12
"""Characters from which the beginning of the title element is a headline, no section's name."""
_SHARED: Final = 0.6
"""Share of the title element's words that a headline in other words has."""
_FEWEST: Final = 3
"""How many these are at least."""
_WORDY: Final = 25
"""Words beyond which a block is text, below which no headline is looked for."""


def untitled(drafts: list[Draft]) -> tuple[list[Draft], str]:
    """The drafts without the title element where the page's own blocks hold its words, and its
    text."""
    titles = [draft for draft in drafts if _is_tab(draft)]
    if not titles:
        return drafts, ""
    tab = draft_text(titles[0])
    rest = [draft for draft in drafts if not _is_tab(draft)]
    sought = {word for draft in titles for word in words(draft_text(draft))}
    headings = [draft for draft in rest if draft.shape == "heading"]
    for draft in chain(headings, rest):
        text = draft_text(draft)
        if any(map(text.__contains__, sought)):
            sought.difference_update(words(text))
            if not sought:
                return rest, tab
    lacking = [draft for draft in titles if not sought.isdisjoint(words(draft_text(draft)))]
    return lacking + rest, tab


def _is_tab(draft: Draft) -> bool:
    """Whether a draft is the title element, which names the page's tab; sloppy markup puts it
    into the body."""
    return draft.frame.tag == "title" and "svg" not in draft.frame.path


def head_of(drafts: list[Draft], tab: str) -> Head:
    """What is seen of the page's head. A page without an h1 has another block for a headline
    where one is what the title element's text, `tab`, begins with, or says nearly the same."""
    found = [i for i, draft in enumerate(drafts) if draft.level == 1 and draft.shape == "heading"]
    found = [index for index in found if not drafts[index].hidden] or found
    if not found and tab:
        begun = [index for index, draft in enumerate(drafts) if _begins(draft, tab)]
        found = [i for i in begun if drafts[i].shape == "heading"] or begun
        found = found[:1] or _reworded(drafts, tab)
    first = found[0] if found else 0
    behind = drafts[first + 1 : first + _NEAR] if found else []
    near = [draft for draft in behind if not draft.hidden]
    above = [draft for draft in drafts[max(0, first - _NEAR) : first] if not draft.hidden]
    return Head(
        [draft_text(drafts[index]) for index in found],
        [draft_text(draft) for draft in near],
        [draft_text(draft) for draft in near if names_author(_own_words(draft))],
        [draft_text(draft) for draft in above[-_ABOVE:]],
        lambda: lines([draft_text(draft) for draft in drafts if not draft.hidden]),
    )


def _own_words(draft: Draft) -> tuple[str, ...]:
    return draft.inline + draft.frame.words[: draft.frame.own]


def _begins(draft: Draft, tab: str) -> bool:
    """Whether a block that shows is the first part of a title, or all of it."""
    if draft.hidden or _is_tab(draft):
        return False
    text = draft_text(draft)
    return len(text) >= _TITLE and tab.startswith(text) and not tab[len(text) :][:1].isalnum()


def _reworded(drafts: list[Draft], tab: str) -> list[int]:
    """The block above the page's text that has most of the title element's words, if any has: a
    line of no link. Sites shorten their headlines for the tab."""
    told = set(lower_words(tab))
    best, most = [], _SHARED * len(told)
    for index, draft in enumerate(drafts):
        if draft.hidden or _is_tab(draft) or any(run.href for run in draft.runs):
            continue
        found = lower_words(draft_text(draft))
        if len(found) > _WORDY:
            break
        shared = len(told.intersection(found))
        if shared >= max(most, _FEWEST, len(found) / 2):
            best, most = [index], shared + 1
    return best
