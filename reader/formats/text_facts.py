"""What a plain text says of itself in plain form: "Title:" lines, "By …", a date line.

In doubt nothing: a wrong date or author is worse than none, and a file's own time is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_HEAD: Final = 14
"""How many blocks from the top may say who wrote it and when."""
_TITLE: Final = re.compile(
    r"(?:title|headline|titel|titre|título|titolo|заголовок|başlık)\s*:\s*(\S.{2,200})",
    re.IGNORECASE,
)
_AUTHOR: Final = re.compile(
    r"(?:authors?|byline|autor(?:in)?|auteure?|autore|autora|автор|yazar)\s*:\s*(\S.{2,100})",
    re.IGNORECASE,
)
NAME: Final = r"[^\W\d_a-zа-я][\w.'’-]*"
"""One word of a person's name."""
_BY: Final = re.compile(
    rf"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor)\s+({NAME}(?:\s+(?:(?:de|da|van|von|der|del|"
    rf"la|le|bin|al|and|und|et|y|e)\s+)?{NAME}){{1,6}})(?:\s*[,|·–—].{{0,60}})?"
)

_MONTH_WORDS: Final = (
    "january jan januar jänner janvier enero ene janeiro gennaio gen января ocak januari stycznia",
    "february feb februar février fev fév febrero fevereiro febbraio февраля şubat februari lutego",
    "march mar märz mars marzo março марта mart maart marca",
    "april apr avril avr abril abr aprile апреля nisan kwietnia",
    "may mai mayo maio maggio mag мая mayıs mei maj maja",
    "june jun juni juin junio junho giugno giu июня haziran czerwca",
    "july jul juli juillet juil julio julho luglio lug июля temmuz lipca",
    "august aug août aout agosto ago августа ağustos augustus augusti sierpnia",
    "september sep sept septembre septiembre setembro settembre сентября eylül września",
    "october oct oktober okt octobre octubre outubro ottobre октября ekim października",
    "november nov novembre noviembre novembro ноября kasım listopada",
    "december dec dezember dez décembre déc diciembre dic dezembro dicembre декабря aralık grudnia",
)
MONTHS: Final = {
    word: number for number, line in enumerate(_MONTH_WORDS, 1) for word in line.split()
}
# Only names that mean one offset everywhere; "CST" or "IST" are several.
_ZONES: Final = {
    "UTC": 0, "GMT": 0, "Z": 0, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "MSK": 180,
    "EST": -300, "EDT": -240, "PST": -480, "PDT": -420,
}  # fmt: skip
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?"
_WORD: Final = r"(?P<word>[^\W\d_]{3,12})\.?"
_TIME: Final = (
    r"(?:[,T]?\s*(?:at|um|à|a\s+las|às|alle|ore|в|kl\.?)?\s*"
    r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap]\.?m\.?))?(?:\s*Uhr)?"
    r"(?:\s*\(?(?P<zone>[A-Z]{1,4}\b|[+-]\d\d:?\d\d))?)?"
)
_FORMS: Final = tuple(
    re.compile(form + _TIME, re.IGNORECASE if "word" in form else 0)
    for form in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"\b(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b",
        rf"\b{_DAY}\.?\s+(?:de\s+)?{_WORD},?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)\b",
        rf"\b{_WORD}\s+{_DAY},?\s+(?P<year>(?:19|20)\d\d)\b",
        # Slashes are read only where one number cannot be a month.
        r"\b(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?\d|1[0-2])/(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<month>0?\d|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)\b",
    )
)


def title(texts: Sequence[str]) -> str | None:
    """The title a "Title:" line near the top names, or None."""
    return next((found[1] for found in _full(_TITLE, texts[:_HEAD])), None)


def byline(texts: Sequence[str]) -> str | None:
    """The author an "Author:" or "By Name Name" line near the top names, or None."""
    for pattern in (_AUTHOR, _BY):
        for found in _full(pattern, texts[:_HEAD]):
            return found[1]
    return None


def published(texts: Sequence[str]) -> datetime | None:
    """The first moment that a date line near the top names.

    A date line is short and says little else. A zone is taken where it is named ("GMT",
    "+03:00"); without one the date is taken as UTC, so it may be off by hours, never by a day
    more than the world's own zones allow. Ambiguous forms (03/04/2023) give None.
    """
    for text in texts[:_HEAD]:
        if len(text) > 80:
            continue
        for form in _FORMS:
            if (found := form.search(text)) and (moment := _moment(found)):
                return moment if len(text) - len(found.group()) <= 45 else None
    return None


def _full(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[re.Match[str]]:
    for text in texts:
        if len(text) < 240 and (found := pattern.fullmatch(text)):
            yield found


def _moment(found: re.Match[str]) -> datetime | None:
    """The moment a match names, or None where its numbers make none."""
    parts = found.groupdict()
    word = parts.get("word")
    month = MONTHS.get(word.casefold()) if word else int(parts["month"])
    if not month:
        return None
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts["half"] or "").lower().replace(".", "")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    zone = _zone(parts["zone"] or "")
    try:
        return datetime(int(parts["year"]), month, int(parts["day"]), hour, minute, tzinfo=zone)
    except ValueError:  # the 31st of February: no date
        return None


def _zone(name: str) -> timezone:
    minutes = _ZONES.get(name.upper(), 0)
    if name[:1] in {"+", "-"}:
        minutes = int(name[:3]) * 60 + int(name[0] + name[-2:])
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else UTC
