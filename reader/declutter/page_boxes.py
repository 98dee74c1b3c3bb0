"""Rules about blocks of a page that stand together: the paragraphs of a box that asks for
donations, the paragraphs that the page makes like those of its story, headings and what they
head.

Data hold few donation boxes, so the models take their prose for the story's; and a paragraph
right behind such a box for more of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS, Block, Document, Kind, Label
from reader.declutter import page_words
from reader.declutter.cues import address, cues
from reader.declutter.page_kinds import PHRASE
from reader.declutter.page_said import ended
from reader.declutter.page_survey import Page, Vector

_APPEAL: Final = KINDS.index("appeal")
_AGAINST: Final = np.array([kind not in {"article", "title", "byline"} for kind in KINDS])
_NO_BUTTON: Final = np.array([kind != "control" for kind in KINDS])
_CLASSES: Final = frozenset(page_words.GROUPS["appeal"].split())
_CLAIMED: Final[tuple[Kind, ...]] = ("article", "navigation", "control", "advertisement", "author")
"""Kinds that a block of a donation box may have been given by mistake."""
_ASKS: Final = 0.6
_MOST: Final = 16
_WORDS: Final = 160
"""A donation box has at most so many blocks and words."""
_STORY: Final = 3
"""So many paragraphs that ask for nothing are a story with an appeal in it."""
_PARAGRAPH: Final = 15
_TITLED: Final = 6
"""Words that a paragraph has at most where it is one in tag alone, and heads a box."""
_HEADED_MOST: Final = 200
"""Blocks below a heading that are looked at."""
_HEADED: Final = 0.8
"""How sure one can be of a heading by what it heads."""
_LINKS: Final[tuple[Kind, ...]] = ("navigation", "comments", "control")
_HEADLINE: Final = 4
"""Words from which a link may be a headline."""
_SENTENCE: Final = 10
"""Words from which a sentence may be a paragraph of the story."""
_BRIEF: Final = 2
"""Words of the shortest sentence."""
_ASKING: Final = frozenset({"appeal", "author", "consent", "subscribe"})
"""What asks or introduces: any few words may head it."""
_LIKE: Final = 2
"""So many of the story's paragraphs made alike show how the page makes them."""
_OFTEN: Final = 3
"""And so many that they are posts of a live blog or questions, of which some are short."""
_QUESTION: Final = ("?", "？", "؟", "?”", "?»", "?“", '?"', "？」")
_Key = tuple[int, int]
"""How a block is made, and a container of it."""


def appeal_boxes(
    document: Document, labels: list[Label], said: NDArray[np.float32], page: Page
) -> None:
    """Hide the prose and buttons of boxes that ask for support: where wording asks twice, or
    asks and the class words agree, and there is something to press. `said` is how strongly
    each block's wording speaks for each kind."""
    asks = (said[:, _APPEAL] >= _ASKS) | _marked_and_asking(document, labels)
    boxes: dict[int, list[int]] = defaultdict(list)
    wanted = {
        box
        for number in np.flatnonzero(asks).tolist()
        for box in document.blocks[number].evidence.containers[-4:]
    }
    if not wanted:
        return
    for number, block in enumerate(document.blocks):
        for box in block.evidence.containers:
            if box in wanted:
                boxes[box].append(number)
    for inside in boxes.values():
        if len(inside) <= _MOST:
            # Sure paragraphs were not asked before; beside one that asks they are.
            asks[[n for n in inside if not asks[n] and _asks(document.blocks[n].text)]] = True
        if _is_appeal(document, labels, inside, asks, page.sizes):
            for number in inside:
                if labels[number].kind in _CLAIMED:
                    why = "in one box with words that ask for support"
                    labels[number] = Label("appeal", why, 0.75)


def _marked_and_asking(document: Document, labels: list[Label]) -> NDArray[np.bool_]:
    """Which blocks taken for the story ask for support in a box that the page marks for that.
    The wording of sure paragraphs is not looked at elsewhere: it costs the most."""
    asks = np.zeros(len(labels), dtype=bool)
    for number, (block, label) in enumerate(zip(document.blocks, labels, strict=True)):
        if label.kind == "article" and _marked(block):
            asks[number] = _asks(block.text)
    return asks


def _marked(block: Block) -> bool:
    """Whether the page marks a block as an appeal by its class words or those around it."""
    evidence = block.evidence
    return not _CLASSES.isdisjoint(evidence.words[: evidence.own + 4])


def _asks(text: str) -> bool:
    return any(one.kind == "appeal" and one.strength >= _ASKS for one in cues(text))


def _is_appeal(
    document: Document, labels: list[Label], inside: list[int], asks: NDArray[np.bool_],
    sizes: Vector,
) -> bool:  # fmt: skip
    blocks = [document.blocks[number] for number in inside]
    if not 1 < len(inside) <= _MOST or any(labels[number].kind == "title" for number in inside):
        return False
    told = [
        number
        for number in inside
        if labels[number].kind == "article" and not asks[number] and sizes[number] >= _PARAGRAPH
    ]
    if len(told) >= _STORY:
        return False
    asking = sum(bool(asks[number]) for number in inside)
    named = any(map(_marked, blocks))
    pressed = any("button" in b.evidence.path or b.evidence.link_share > 0 for b in blocks)
    if not pressed or asking + named < 2:
        return False
    spoken = sum(
        sizes[number]
        for number, block in zip(inside, blocks, strict=True)
        if asks[number] or sizes[number] < _PARAGRAPH or address(block.text)[0] > 0
    )
    whole = sum(sizes[number] for number in inside)
    return bool(whole <= _WORDS and spoken * 2 >= whole)


def guard_alike(
    document: Document, labels: list[Label], said: NDArray[np.float32],
    bearing: NDArray[np.float64], page: Page,
) -> None:  # fmt: skip
    """Show paragraphs that stand in one container with the story's and are made like them, where
    little wording speaks against it: like two of them where no phrase does, like one where the
    phrases are weaker than what speaks for it (`bearing`). What is shorter than a sentence mostly
    is ("Counting has begun.") must be like three, or answer the question above it."""
    boxes, alike = page.inner[:, 1:3].tolist(), page.alike.tolist()
    whole = page.sizes >= _SENTENCE
    keys = {
        number: [(alike[number], box) for box in boxes[number] if box]
        for number in np.flatnonzero(whole).tolist()
    }
    story = Counter(
        [key for number, held in keys.items() if labels[number].kind == "article" for key in held]
    )
    looks = {look for look, _ in story}
    asking = [n for n, text in enumerate(page.plain) if text.endswith(_QUESTION)]
    brief = page.sizes >= _BRIEF
    brief[[number + 1 for number in asking if number + 1 < len(brief)]] = True
    for number in np.flatnonzero(brief & ~whole).tolist():
        if alike[number] in looks:
            keys[number] = [(alike[number], box) for box in boxes[number] if box]
    _conversation(document, labels, keys, asking, said, page)
    for number, held in keys.items():
        like = max(map(story.__getitem__, held), default=0)
        if not like or not labels[number].hidden:
            continue
        against = said[number, _AGAINST].max()
        often = like >= (_LIKE if whole[number] else _OFTEN) and page.sizes[number] >= _BRIEF
        if (
            ((whole[number] and against < bearing[number]) or (against < PHRASE and often))
            and _running(document.blocks[number])
            and ended(page.plain[number])
        ):
            why = "made and placed like the story's paragraphs"
            labels[number] = Label("article", why, 0.5)
            story.update(held)


def _running(block: Block) -> bool:
    """Whether it is a paragraph that the page shows, and hardly a link."""
    evidence = block.evidence
    return block.shape == "paragraph" and not evidence.hidden and evidence.link_share < 0.3


def _conversation(
    document: Document, labels: list[Label], keys: dict[int, list[_Key]], asking: list[int],
    said: NDArray[np.float32], page: Page,
) -> None:  # fmt: skip
    """Show the questions and answers of an interview, however short: a question of three made
    alike of which the story has one, and the sentence right below a question made like it.
    `keys` are those of blocks that may be the story's, `asking` the page's questions. Single
    words of a button ("Yes") say nothing there."""
    asking = [number for number in asking if number in keys]
    if not asking:
        return
    asks = said[:, _AGAINST & _NO_BUTTON].max(axis=1, initial=0.0) >= _ASKS
    mine = [not ask and _running(block) for ask, block in zip(asks, document.blocks, strict=True)]
    often = Counter(key for n in asking for key in keys[n])
    ours = {
        key for n in asking if labels[n].kind == "article" for key in keys[n]
        if often[key] >= _OFTEN
    }  # fmt: skip
    for number in asking:
        if labels[number].hidden and mine[number] and not ours.isdisjoint(keys[number]):
            labels[number] = Label("article", "made like the questions of the story", 0.5)
        below = number + 1
        if (
            labels[number].kind == "article"
            and below in keys
            and labels[below].hidden
            and mine[below]
            and ended(page.plain[below])
            and not page.plain[below].endswith(_QUESTION)
            and not set(keys[number]).isdisjoint(keys[below])
        ):
            labels[below] = Label("article", "answers the question above it", 0.5)


def headings(document: Document, labels: list[Label], page: Page) -> None:
    """Hide the headings of what is hidden: a heading has the kind of what it heads, which is
    all that follows in its container up to the next heading. So has one that was taken for a
    crumb of a form, above what asks or introduces."""
    for number, (block, label) in enumerate(zip(document.blocks, labels, strict=True)):
        if label.kind not in {"article", "control"} or not _heads(block, page, number):
            continue
        headed = _headed(document, page, number)
        if headed and all(labels[one].hidden for one in headed):
            what = labels[headed[0]]
            if label.kind == "control" and not (
                what.kind in _ASKING and page.sizes[headed[0]] >= _PARAGRAPH
            ):
                continue
            sure = min(what.confidence, _HEADED)
            labels[number] = Label(what.kind, "heads what is hidden", sure, label.reason)


def headings_of_story(
    document: Document, labels: list[Label], said: NDArray[np.float32], page: Page
) -> None:
    """Show headings amid the story: the story stands before and right behind them, in one
    container with what stands behind, and no wording speaks against it."""
    begun = False
    for number, label in enumerate(labels[:-1]):
        begun = begun or label.kind == "article"
        if not begun or not label.hidden or labels[number + 1].kind != "article":
            continue
        block = document.blocks[number]
        if (
            block.shape == "heading"
            and page.prose[number + 1]
            and said[number, _AGAINST].max() < PHRASE
            and set(page.inner[number, 1:3].tolist()) & set(page.inner[number + 1, 1:3].tolist())
            and not block.evidence.hidden
            and block.evidence.link_share < 0.5
        ):
            why = "heads the story's next paragraph"
            labels[number] = Label("article", why, 0.6, label.reason)


def terms(document: Document, labels: list[Label], said: NDArray[np.float32], page: Page) -> None:
    """Show the terms of a list whose explanations are shown, where no wording speaks against it:
    the models know them from the specifications of shops."""
    if not any(path[-1:] == ("dt",) for path, _, _ in page.places):
        return
    for number, (term, block) in enumerate(pairwise(document.blocks)):
        one, other = term.evidence, block.evidence
        if (
            one.path[-2:] == ("dl", "dt")
            and other.path[-1:] == ("dd",)
            and one.containers[:-1] == other.containers[: len(one.containers) - 1]
            and labels[number].hidden
            and labels[number + 1].kind == "article"
            and said[number, _AGAINST].max() < PHRASE
            and not one.hidden
            and one.link_share < 0.5
        ):
            why = "names what the story's next item explains"
            labels[number] = Label("article", why, 0.6, labels[number].reason)


def listed(document: Document, labels: list[Label], page: Page) -> None:
    """Links below a heading of other stories, up to the next heading in its container, are other
    stories, where they are long enough for headlines."""
    for number, label in enumerate(labels):
        if label.kind != "teaser" or not _heads(document.blocks[number], page, number):
            continue
        for below in _headed(document, page, number):
            if (
                labels[below].kind in _LINKS
                and page.sizes[below] >= _HEADLINE
                and document.blocks[below].evidence.link_share >= 0.9
            ):
                why = "stands under a heading of other stories"
                labels[below] = Label("teaser", why, label.confidence, labels[below].reason)


def _heads(block: Block, page: Page, number: int) -> bool:
    """Whether a block is a heading by its tag, or by being a few words without an end; what is as
    long as a paragraph is a standfirst, whatever its tag."""
    return (block.shape == "heading" and page.sizes[number] < _PARAGRAPH) or (
        block.shape == "paragraph"
        and page.sizes[number] <= _TITLED
        and page.plain[number][-1:] not in ".!?:;,…。"
    )


def _headed(document: Document, page: Page, heading: int) -> list[int]:
    """The blocks behind a heading in its container, or in the one around it where it is alone
    in its own, as in a box's head."""
    blocks = document.blocks
    for level in (1, 2):
        box = int(page.inner[heading, level])
        if not box:
            break
        found: list[int] = []
        for number in range(heading + 1, min(heading + 1 + _HEADED_MOST, len(blocks))):
            block = blocks[number]
            if block.shape == "heading" or box not in block.evidence.containers:
                break
            found.append(number)
        if found:
            return found
    return []
