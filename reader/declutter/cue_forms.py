"""Cues of form instead of wording: rights signs, bare dates, credits, sums, bare links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader.core.model import Kind
from reader.declutter.cue_types import Cue

_YEAR: Final = r"(?:19|20)\d\d"
_DATE: Final = re.compile(
    rf"\b{_YEAR}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{1,2}}[:.]\d\d\b"
    r"|\d{4}年|\d{1,2}月\d{1,2}日|[\u0e00-\u0e7f]\s25[4-9]\d\b"
)
_SPLIT_CREDIT: Final = re.compile(
    r"(?:\((?:[^()]{0,60}/[^()]{2,40}|AP|AFP|Reuters)\)"
    r"|[/|©]\s*(?:AFP|AP|Reuters|EPA|dpa|Getty[\w ]*|picture alliance|ANSA|EFE|TASS|AA|IMAGO"
    r"|Keystone)\b[^.]{0,30})[.)]?\s*$",
    re.IGNORECASE,
)
_SITE_CREDIT: Final = re.compile(
    r"[.,|/(–—]\s*(?:www\.)?[a-z\d-]{2,30}(?:\.[a-z]{2,8}){1,2}\)?$", re.IGNORECASE
)
_NAMED_CREDIT: Final = re.compile(
    r"(?:^|[\s.,;(])(?:Photos?|Fotos?|Image|Picture|Bild|Fotoğraf|Photograph|Crédit(?:\s+photo)?|Imagen"
    r"|Imagem|Immagine|Fotografía|Фото|写真|图片)(?:\s+(?:by|von|de|di|par))?\s*[:：]\s*[^.]{2,60}[.)]?$",
    re.IGNORECASE,
)
_PLAYER: Final = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*/\s*\d{1,2}:\d\d)?|\d(?:[.,]\d+)?x")
_AMOUNT: Final = re.compile(
    r"(?:[$€£¥₽₺]|US\$|R\$|CHF|EUR|USD)\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£¥₽₺]|CHF|EUR|USD|zł|kr|TL|руб\.?)"
)
_NAME: Final = r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*)"
_SIGNED: Final = re.compile(rf"[.!?]\s*(?:\s{_NAME}{{1,2}}\s*)?[|/]\s*{_NAME}{{1,3}}$")
_CRUMBS: Final = re.compile(r"[^›»>\d]{2,30}(?:\s*[›»>]\s*[^›»>\d]{2,40}){2,}")
_PLACE_LINE: Final = re.compile(r"[^\W\d_][^()]{1,40}\([^()]{2,30}\)\s*[-–—:]?")
_LINKED: Final = re.compile(r"www\.|//|@")
_NUMERAL: Final = re.compile(r"\d")
_CRUMB: Final = re.compile(r"[›»>]")
_MARKED: Final = re.compile(r"[:：(/|©.,–—]")
"""Every picture's credit holds one of these: most lines need no closer look."""
_FORMED: Final = re.compile(r"[:：(/|©.,–—›»>@\d]")
"""Every cue of form holds one of these: half of the lines need no look at all."""
_PARTING: Final = re.compile(r"[(/|©]")
"""Both of those that part a name from the text hold one of these."""
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+|@\w{2,}|\S+@\S+\.\w+")


def forms(text: str, size: int) -> Iterator[Cue]:
    """Cues of form in one line or paragraph of `size` words."""
    if not _FORMED.search(text):
        return
    stripped = text.strip()
    if size <= 60:
        yield from _credits(stripped, size)
    if size <= 40 and "©" in stripped:
        # A year beside the sign is a notice; a name alone is a picture's credit.
        rights = re.search(rf"{_YEAR}|copyright", stripped, re.IGNORECASE)
        kind: Kind = "legal" if rights else "caption"
        yield Cue(kind, "©", 0.85 if size <= 25 else 0.6, "any", opens=kind == "legal")
    if size <= 14:
        yield from _wholes(stripped, size)
    found = _LINK.search(stripped) if size <= 8 and _LINKED.search(stripped) else None
    if found and len(found.group()) > 0.7 * len(stripped):
        yield Cue("share", found.group(), 0.6, "whole", opens=False)


def _wholes(text: str, size: int) -> Iterator[Cue]:
    """What a short line is that has nothing but one form."""
    if _NUMERAL.search(text):
        for most, form, kind, strength in _NUMBERS:
            if size <= most and form.fullmatch(text):
                yield Cue(kind, text, strength, "whole", opens=False)
        yield from _dates(text, size)
    elif _CRUMB.search(text) and _CRUMBS.fullmatch(text):
        yield Cue("navigation", text, 0.8, "whole", opens=False)
    place = _PLACE_LINE.fullmatch(text) if size <= 6 and "(" in text else None
    if place and text.split("(", maxsplit=1)[0].isupper():
        yield Cue("byline", text, 0.8, "whole", opens=False)


def _credits(text: str, size: int) -> Iterator[Cue]:
    """Who took the picture, at a caption's end."""
    if not _MARKED.search(text):
        return
    if (":" in text or "：" in text) and (found := _NAMED_CREDIT.search(text)):
        yield Cue("caption", found.group().strip(), 0.85, "end", opens=False)
    parted = _PARTING.search(text)
    if parted and (found := _SPLIT_CREDIT.search(text)):
        yield Cue("caption", found.group().strip(), 0.8 if size <= 40 else 0.4, "end", opens=False)
    if 3 <= size <= 30 and (found := _SITE_CREDIT.search(text)):
        yield Cue("caption", found.group(), 0.75, "end", opens=False)
    if parted and size <= 40 and (found := _SIGNED.search(text)) and found.group()[1:].istitle():
        yield Cue("caption", found.group(), 0.75, "end", opens=False)


def _dates(text: str, size: int) -> Iterator[Cue]:
    """A short line that is mostly a date or a time."""
    found = _DATE.search(text)
    if size < 2 or not found or _PLAYER.fullmatch(text) or text[-1:] in ".!?":
        return
    letters = sum(char.isalpha() for char in text)
    digits = sum(char.isdigit() for char in text)
    share = digits / (digits + letters)
    if share > 0.2:
        yield Cue("byline", found.group(), min(0.9, 0.4 + share), "any", opens=False)


_NUMBERS: Final[tuple[tuple[int, re.Pattern[str], Kind, float], ...]] = (
    (2, _AMOUNT, "control", 0.5),
    (14, _PLAYER, "control", 0.7),
)
"""What a line of at most so many words is that has nothing but this number."""
