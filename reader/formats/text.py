"""Plain text as a person reads it: paragraphs, whether wrapped by hand or one to a line, lists,
quotes, headings, code. Every line that is not empty lies in exactly one block, which knows its
source lines (`Evidence.lines`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reader.core.model import Block, Document, Evidence, Run, Shape
from reader.core.text import clean, count_words, squeeze
from reader.formats import language, text_facts
from reader.formats.text_set import Line, which_are_set

_BULLET: Final = re.compile(r"([-*+•·‣◦▪●○■–])\s+(?=\S)")
_NUMBER: Final = re.compile(r"\(?(\d{1,3}|[a-z])[.)]\s+(?=\S)")
_QUOTE: Final = re.compile(r"((?:>\s?)+)")
_HASHES: Final = re.compile(r"(#{1,6})\s+(?=\S)")
_UNDERLINE: Final = re.compile(r"=={2,}|-{3,}|~{3,}")
_RULE: Final = re.compile(r"[-=_*~#+.•—–\s]+")
_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
_ENDS: Final = re.compile(r"[.!?…。！？؟।:;,][\"'”’»)\]」』]*$")
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uff00-\uffef]"
)

_NARROW: Final = 38
"""Text is not wrapped narrower than this: shorter lines are lines of their own."""
_WIDE: Final = 120
"""Nor wider: a longer line is a paragraph."""


@dataclass(slots=True)
class _Draft:
    """A block in the making."""

    shape: Shape
    lines: list[Line]
    text: str
    level: int = 0
    marker: str = ""
    first: int = -1
    after: int = -1

    def __post_init__(self) -> None:
        self.first, self.after = self.lines[0].number, self.lines[-1].number + 1


def read(text: str, url: str) -> Document:
    """Decoded text as a document. Source lines are what newlines separate.

    Title, byline and date come only from lines that say so plainly (see `text_facts`), the
    language from the words. A text of nothing but white space gives no blocks; never raises.
    """
    if "\n" not in text:
        text = text.replace("\r", "\n")
    raw = text.split("\n")
    starts = _starts(raw)
    groups = list(_groups(raw))
    code = which_are_set(groups)
    drafts = [draft for group, one in zip(groups, code, strict=True)
              for draft in ([_set(group)] if one else _drafts(group))]  # fmt: skip
    _mark_headings(drafts)
    blocks = tuple(_block(draft, starts) for draft in drafts)
    said = [block.text for block in blocks]
    return Document(
        url=url,
        title=text_facts.title(said),
        byline=text_facts.byline(said),
        published=text_facts.published(said),
        modified=text_facts.modified(said),
        site=None,
        language=language.detect("\n".join(said)),
        blocks=blocks,
    )


def _width(text: str) -> int:
    """About how wide a line is: letters of scripts without spaces count double."""
    return len(text) if text.isascii() else len(text) + len(_SPACELESS.findall(text))


def _starts(raw: Sequence[str]) -> list[float]:
    """The share of the source before each line."""
    total = max(sum(map(len, raw)), 1)
    found, before = [], 0
    for line in raw:
        found.append(before / total)
        before += len(line)
    return found


def _groups(raw: Sequence[str]) -> Iterator[list[Line]]:
    """Runs of lines without an empty one between them."""
    group: list[Line] = []
    for number, line in enumerate(raw):
        said = squeeze(line)
        if said:
            flat = clean(line.rstrip("\r").expandtabs())  # cleaned, a tab is a single space
            indent = len(flat) - len(flat.lstrip())
            group.append(Line(number, indent, said, flat.endswith(" "), flat.rstrip()))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _set(group: list[Line]) -> _Draft:
    """The block of a group whose spaces and line ends mean something."""
    least = min(line.indent for line in group)
    return _Draft("code", group, "\n".join(line.flat[least:] for line in group))


def _drafts(group: list[Line]) -> Iterator[_Draft]:
    """The blocks of one group of lines."""
    width = max(_width(line.text) for line in group)
    wrapped = _NARROW <= width <= _WIDE and _breaks_inside(group, width)
    numbers = {line.number for line in group if _listed(group, line)}
    draft: _Draft | None = None
    for line in group:
        if draft and _underlines(draft, line):
            draft.shape, draft.level = "heading", 1 if line.text[0] == "=" else 2
            draft.after = line.number + 1
            continue
        opened = _open(line, listed=line.number in numbers, alone=len(group) == 1)
        if draft and _continues(draft, opened, line, width if wrapped else 0):
            draft.text = _join(draft.text, opened.text)
            draft.lines.append(line)
            draft.after = line.number + 1
            continue
        if draft:
            yield draft
        draft = opened
    if draft:
        yield draft


def _breaks_inside(group: list[Line], width: int) -> bool:
    """Whether some line of the group breaks off inside a sentence: only then is it wrapped. In a
    script without capitals it must be full besides, since a headline may stand above any line."""
    return any(
        _width(before.text) >= _NARROW
        and (before.text[-1] in ",;:-" or not _ENDS.search(before.text))
        and _may_go_on(before.text, after.text)
        and (after.text[0].islower() or width - _width(before.text) <= _room(after.text))
        for before, after in pairwise(group)
    )


def _may_go_on(before: str, after: str) -> bool:
    """Whether a line may begin inside a sentence: with a letter that is no capital, or with a
    number behind a word that is no name."""
    if after[0].isdecimal():
        return before.rpartition(" ")[2][:1].islower() and before[-1].isalpha()
    return after[0].isalpha() and not after[0].isupper()


def _room(text: str) -> int:
    """How wide the first word of a line is, which would not have fitted into the one above."""
    return 4 if _SPACELESS.match(text) else _width(text.split(" ", 1)[0])


def _listed(group: list[Line], line: Line) -> bool:
    """Whether the line's number belongs to a list: a lone "26. June" is a date."""
    mine = _NUMBER.match(line.text)
    if not mine:
        return False
    value = _rank(mine[1])
    others = {_rank(found[1]) for other in group if (found := _NUMBER.match(other.text))}
    alone = len(group) == 1 and value < 20 and not re.match(r"\w+ \d{4}", line.text[mine.end() :])
    return value - 1 in others or value + 1 in others or (alone and count_words(line.text) > 3)


def _rank(mark: str) -> int:
    return int(mark) if mark.isdecimal() else ord(mark)


def _open(line: Line, *, listed: bool, alone: bool) -> _Draft:
    """The block that would begin with this line; with "#" one that stands `alone` is a heading,
    among others it is a remark."""
    text = line.text
    if (quote := _QUOTE.match(text)) and len(text) > quote.end():
        return _Draft("quote", [line], text[quote.end() :], level=quote[1].count(">"))
    if alone and (hashes := _HASHES.match(text)):
        return _Draft("heading", [line], text[hashes.end() :], level=len(hashes[1]))
    mark = _BULLET.match(text) or (_NUMBER.match(text) if listed else None)
    if mark and not _RULE.fullmatch(text):
        level = 1 + min(line.indent // 2, 5)
        return _Draft("item", [line], text[mark.end() :], level, mark.group().strip())
    return _Draft("paragraph", [line], text)


def _underlines(draft: _Draft, line: Line) -> bool:
    return (
        draft.shape == "paragraph"
        and len(draft.lines) == 1
        and len(draft.text) <= _WIDE
        and bool(_UNDERLINE.fullmatch(line.text))
        and not _RULE.fullmatch(draft.text)
    )


def _continues(draft: _Draft, opened: _Draft, line: Line, width: int) -> bool:
    """Whether the line goes on where the draft's last line was wrapped: the line before is
    full (its successor's first word would not have fitted), or breaks inside a word or a
    sentence, or ends in a soft break. `width` is 0 where the text is not wrapped."""
    before = draft.lines[-1]
    if opened.shape == "quote":
        if draft.shape != "quote" or draft.level != opened.level:
            return False
    elif opened.shape != "paragraph" or draft.shape in {"heading", "quote"}:
        return False
    elif draft.shape == "item" and line.indent > 0 and line.indent > before.indent:
        return True
    if not width or _RULE.fullmatch(before.text) or _RULE.fullmatch(line.text):
        return False
    length = _width(before.text)
    if length < _NARROW:
        return False
    if before.soft or (before.text[-1] == "-" and opened.text[:1].islower()):
        return True
    ended = bool(_ENDS.search(before.text)) and before.text[-1] not in ",;:"
    if opened.text[:1].islower() and not ended:
        return True
    left = width - length
    if _SPACELESS.match(opened.text) and ended:
        return False
    return left <= _room(opened.text) and (not ended or left <= 10)


def _join(before: str, after: str) -> str:
    """Two lines of one paragraph as one: a word broken by a hyphen is whole again."""
    if before[-1:] == "-" and before[-2:-1].isalpha() and after[:1].islower():
        return before[:-1] + after
    if _SPACELESS.match(before[-1:]) and _SPACELESS.match(after[:1]):
        return before + after
    return f"{before} {after}"


def _mark_headings(drafts: list[_Draft]) -> None:
    """A short line without end mark, before a paragraph that is much longer, is a heading."""
    for draft, following in pairwise(drafts):
        text = draft.text
        if (
            draft.shape == "paragraph"
            and len(draft.lines) == 1
            and _width(text) <= 90
            and count_words(text) <= 14 + 20 * bool(_SPACELESS.search(text))
            and (not _ENDS.search(text) or text[-1] in "?:")
            and any(char.isalpha() for char in text)
            and not text[0].islower()
            and ". " not in text
            and following.shape in {"paragraph", "quote"}
            and _width(following.text) >= max(100, 2 * _width(text))
        ):
            draft.shape, draft.level = "heading", 1 if draft is drafts[0] else 2


def _block(draft: _Draft, starts: Sequence[float]) -> Block:
    runs = (Run(draft.text),) if draft.shape == "code" else tuple(_runs(draft.text))
    linked = sum(len(run.text) for run in runs if run.href)
    evidence = Evidence(
        link_share=linked / max(len(draft.text), 1),
        position=starts[draft.first],
        lines=(draft.first, draft.after),
    )
    return Block(draft.shape, runs, draft.level, draft.marker, evidence)


def _runs(text: str) -> Iterator[Run]:
    """The text with its addresses as links."""
    at = 0
    for found in _LINK.finditer(text):
        address = found.group().rstrip(".,;:!?'’…*_")
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(").,")
        if "." not in address.partition("//")[2] and not address.lower().startswith("www."):
            continue
        if found.start() > at:
            yield Run(text[at : found.start()])
        at = found.start() + len(address)
        yield Run(address, address if "//" in address else f"https://{address}")
    if at < len(text):
        yield Run(text[at:])
