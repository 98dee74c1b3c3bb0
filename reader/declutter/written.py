"""Whether a plain text was written as one - a letter, a press release, notes, a recipe, the manual
of a program - rather than taken from a page.

Pages have their menus, teasers and forms in a text as well, and of 806 taken from pages around
their story 92 % have a phrase of such things. In a text of somebody's own short lines are names,
greetings, steps and rows of tables, which look like menus to a model of pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reader.core.model import Block, Kind
from reader.declutter.text_features import Sight

_AROUND: Final[tuple[Kind, ...]] = (
    "newsletter", "appeal", "subscribe", "consent", "legal", "share", "teaser", "comments",
    "advertisement", "author", "navigation",
)  # fmt: skip
"""What stands around the story on pages. Not what may be any text's: dates, credits, buttons."""
_BESIDE: Final[tuple[Kind, ...]] = ("share", "teaser", "comments", "advertisement", "navigation")
"""What no item of minutes is about: they speak of a mailing, of donations, of terms as well."""
_SPOKEN: Final = 0.5
"""A phrase as strong as this speaks for such a thing."""
_MANY: Final = 10
"""So many blocks of a wrapped text may have one such phrase by chance."""
_WRAPPED: Final = 2
"""So many paragraphs that go over several lines were wrapped by who wrote them."""
_SECTIONS: Final = 3
"""So many numbered lines make minutes, a contract, a report."""
_CLAUSES: Final = 8
"""Of so many blocks of such a document one may have a phrase: it speaks of many things."""
_NUMBERED: Final = re.compile(r"\s*(?:§\s?)?(\d{1,2})(?:\.\d{1,2})*[.)]?\s+\D")
_LETTER: Final = 2
"""So many phrases a letter may have: it asks for things as well."""
_HEADLINE: Final = 14
_BRIEF: Final = 60
"""Characters of a greeting."""
_TOP: Final = 6
_GREETING: Final = re.compile(
    r"(?:dear|hi|hello|sehr geehrte[rs]?|liebe[rs]?|hallo|guten (?:tag|morgen|abend)|chère?s?|"
    r"bonjour|madame|monsieur|estimad[oa]s?|querid[oa]s?|hola|prezad[oa]s?|car[oia]|gentil[ei]|"
    r"egregi[oa]|spettabile|beste|geachte|hej|hei|kære|kära|szanown[iay]|drog[iay]|"
    r"vážen[ýáí]|tisztelt|kedves|stimat[eă]|sayın|sevgili|merhaba|уважаем\w+|дорог\w+|"
    r"здравствуйте|шановн\w+|αγαπητ\w+|kính gửi|yth\.?)\b[^.?]*[,:!，]?$",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    "尊敬的|亲爱的|親愛的|敬啟者|拝啓|前略|안녕하세요|존경하는|친애하는|"
    "السلام عليكم|عزيز|السيد|שלום|לכבוד|เรียน|प्रिय"
)
_RELEASE: Final = re.compile(
    r"\W*(?:(?:for immediate|press|media|news) release|for immediate release.{0,40}|"
    r"(?:presse|medien)(?:mitteilung|information|aussendung)|communiqué(?: de presse)?|"
    r"(?:comunicado|nota|boletín) de (?:prensa|imprensa)|comunicato(?: stampa)?|persbericht|"
    r"press?e?meddelan?de?(?:lse)?|pressemelding|pressitiedote|lehdistötiedote|"
    r"(?:informacja|notatka) prasowa|tisková zpráva|tlačová správa|sajtóközlemény|"
    r"comunicat de presă|basın (?:bülteni|açıklaması)|пресс-релиз|прес-?реліз|δελτίο τύπου|"
    r"siaran pers|thông cáo báo chí|新闻稿|新聞稿|プレスリリース|報道資料|보도\s?자료|"
    r"بيان صحفي|הודעה לעיתונות)\W*",
    re.IGNORECASE,
)
_HEAD: Final = 3
"""Lines of which one may say that a text is a press release."""
_MARKS: Final = (",", ":", "!", "，", "、")


def written(seen: Sequence[Sight], blocks: Sequence[Block]) -> bool:
    """Whether the blocks, and what was seen of each, are somebody's own text: they open as a
    letter or a press release does, or are wrapped by hand, or parted by empty lines, and hardly
    any of them, or none, has a phrase of what stands around stories. Pure."""
    said = [
        block.shape != "code" and sight.says(*_AROUND) >= _SPOKEN
        for sight, block in zip(seen, blocks, strict=True)
    ]
    phrases = sum(said)
    if any(map(_greets, seen[:_TOP])) or released(seen) is not None:
        return phrases <= _LETTER
    wrapped = sum(_height(block) > 1 for block in blocks if block.shape != "code")
    if wrapped >= _WRAPPED:
        return phrases <= len(blocks) // _MANY
    if not any(_parted(one, two) for one, two in pairwise(blocks)):
        return False
    if sum(map(bool, map(_number, blocks))) < _SECTIONS:
        return not phrases
    beside = (seen[index].says(*_BESIDE) for index in items(blocks) if said[index])
    return phrases - sum(not strength for strength in beside) <= len(blocks) // _CLAUSES


def released(seen: Sequence[Sight]) -> int | None:
    """The line near the top that says that a text is a press release: its headline comes next."""
    return next((at for at, one in enumerate(seen[:_HEAD]) if _RELEASE.fullmatch(one.text)), None)


def items(blocks: Sequence[Block]) -> range:
    """The blocks from the first numbered one to the last and what goes on with it, where these
    count from 1 up: minutes, a contract, a report. Of a text that is somebody's own they are,
    whatever they speak of."""
    numbered = {index: number for index, block in enumerate(blocks) if (number := _number(block))}
    if len(numbered) < _SECTIONS or [*numbered.values()] != [*range(1, len(numbered) + 1)]:
        return range(0)
    after = max(numbered) + 1
    goes_on = after < len(blocks) and not _parted(blocks[after - 1], blocks[after])
    return range(min(numbered), after + goes_on)


def _number(block: Block) -> int:
    """The number a block begins with, 0 for none."""
    found = _NUMBERED.match(f"{block.marker} {block.text}")
    return int(found[1]) if found else 0


def headed(seen: Sequence[Sight], blocks: Sequence[Block]) -> bool:
    """Whether the first block of such a text is its headline: a few words without an end, with an
    empty line below."""
    if len(blocks) < 2 or not _parted(blocks[0], blocks[1]):
        return False
    first = seen[0]
    plain = blocks[0].shape in {"paragraph", "heading"} and not first.cues and not _greets(first)
    return plain and first.size <= _HEADLINE and first.text[-1].isalnum()


def _greets(sight: Sight) -> bool:
    text = sight.text
    if len(text) > _BRIEF:
        return False
    greets = _GREETING.match(text) and text.endswith(_MARKS)
    return bool(greets or _OTHERS.match(text))


def _lines(block: Block) -> tuple[int, int]:
    return block.evidence.lines or (0, 0)


def _height(block: Block) -> int:
    first, after = _lines(block)
    return after - first


def _parted(one: Block, two: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    return _lines(two)[0] > _lines(one)[1]
