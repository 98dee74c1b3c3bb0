"""Text that a page shows nobody without scripts: in noscript, or in its JSON-LD alone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from reader.core.text import count_words, lower_words, squeeze
from reader.formats.html_blocks import Draft, Walker
from reader.formats.html_jsonld import PARTS, pieces_of
from reader.formats.html_tree import parse

_LONGEST: Final = 500_000
"""Characters of JSON-LD text that become blocks."""
_SENTENCE: Final = 12
"""Words from which a block counts as running text: menus and buttons have fewer."""
_STORY: Final = 50
"""Words of running text that make a story."""
_THERE: Final = 0.6
"""Share of a paragraph's three-word sequences by which the page has it already."""
_KNOWN: Final = 0.85
"""Share of its words by which it does."""
_TAGS: Final = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|strong|em|b|i|a)\b[^<>]*>", re.IGNORECASE
)
_ESCAPED: Final = re.compile(r"&lt;(?:p|br|div|h[1-6])\b", re.IGNORECASE)


def draft_text(draft: Draft) -> str:
    """A draft's text without its looks."""
    runs = draft.runs
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def seen(drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of noscript shown where they hold the page's text: four times as many
    words as the rest, or a story where the rest has hardly any running text (a page whose own
    text comes by script, with its menus)."""
    inside = [draft for draft in drafts if draft.hidden and "noscript" in draft.frame.path]
    if not inside:
        return drafts
    outside = [draft for draft in drafts if "noscript" not in draft.frame.path]
    told = _running(inside)
    if not (told >= _STORY and told >= 2 * _running(outside)):
        own = sum(count_words(draft_text(draft)) for draft in inside)
        if not own or own < 4 * sum(count_words(draft_text(draft)) for draft in outside):
            return drafts
    return [
        draft._replace(hidden=False) if "noscript" in draft.frame.path else draft
        for draft in drafts
    ]


def _running(drafts: Sequence[Draft]) -> int:
    """How many words of running text the drafts hold."""
    sizes = (count_words(draft_text(draft)) for draft in drafts)
    return sum(size for size in sizes if size >= _SENTENCE)


def completed(drafts: list[Draft], data: dict[str, Any], base: str) -> list[Draft]:
    """The drafts with those paragraphs of the JSON-LD object `data` that the page lacks: after
    the last one that both have, else under the page's headline, else before its footer. They
    stand as if in an article element of their own."""
    root = parse(_markup(data)[:_LONGEST], flat=True)
    if root is None:
        return drafts
    walker = Walker(base)
    walker.number = max((draft.frame.containers[-1] for draft in drafts), default=0)
    have = [word for draft in drafts for word in lower_words(draft_text(draft))]
    told = walker.walk(root).drafts
    missing, shared = _parted(told, have)
    parts = not PARTS.isdisjoint(data)
    if not (shared or parts or _running([draft for draft in drafts if not draft.hidden])):
        missing = told  # the page has no text of its own: this is it, however short
    elif sum(count_words(draft_text(draft)) for draft in missing) < _STORY:
        return drafts
    if shared and parts:
        return drafts  # a live blog's page shows the newest of its posts
    at = _place(drafts, shared)
    return [*drafts[:at], *missing, *drafts[at:]]


def _parted(told: list[Draft], have: list[str]) -> tuple[list[Draft], AbstractSet[tuple[str, ...]]]:
    """Those of the drafts `told` that a page with the words `have` lacks, and the sequences of
    the others. A short one (a post's time, a heading) goes with what follows it."""
    known, vocabulary = shingles(have), set(have)
    missing: list[Draft] = []
    waiting: list[Draft] = []
    shared: set[tuple[str, ...]] = set()
    lacking = False
    for draft in told:
        found = lower_words(draft_text(draft))
        if len(found) < _SENTENCE and draft.shape != "item":
            waiting.append(draft)
            continue
        own = shingles(found)
        lacking = len(own & known) < _THERE * len(own)
        # An apostrophe or an entity that was lost on one side makes other words of some.
        lacking = lacking and sum(word in vocabulary for word in found) < _KNOWN * len(found)
        if lacking:
            missing += [*waiting, draft]
        else:
            shared |= own
        waiting = []
    return missing + (waiting if lacking else []), shared


def shingles(found: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The three-word sequences of a text's words, or what a shorter one has."""
    if len(found) < 3:
        return frozenset({tuple(found)} if found else ())
    return frozenset(zip(found, found[1:], found[2:], strict=False))


def _place(drafts: list[Draft], shared: AbstractSet[tuple[str, ...]]) -> int:
    """The index at which the missing text belongs."""
    for index in range(len(drafts) - 1, -1, -1):
        own = shingles(lower_words(draft_text(drafts[index])))
        if len(own) > 3 and len(own & shared) >= _THERE * len(own):
            return index + 1
    for index, draft in enumerate(drafts):
        if draft.shape == "heading" and draft.level == 1 and not draft.hidden:
            return index + 1
    footers = (index for index, draft in enumerate(drafts) if "footer" in draft.frame.path)
    return next(footers, len(drafts))


def _markup(data: dict[str, Any]) -> str:
    """The object's text as HTML, in an element named as pages name theirs."""
    return f'<article class="article-body">{"".join(_elements(data))}</article>'


def _elements(data: dict[str, Any]) -> Iterator[str]:
    for tag, said in pieces_of(data):
        markup = html.unescape(said) if _ESCAPED.search(said) else said
        if _TAGS.search(markup):
            yield f"<{tag}>{markup}</{tag}>"
        else:
            yield from (
                f"<{tag}>{html.escape(line)}</{tag}>"
                for line in html.unescape(html.unescape(markup)).splitlines()
                if squeeze(line)
            )
