"""The moments feeds name: RFC 822 and ISO 8601 as they ought to be and as they are written.

RSS asks for RFC 822 ("Thu, 05 Feb 2026 08:00:00 GMT"), Atom and Dublin Core for ISO 8601. Found in
feeds besides: weekdays and months written out or in another language, no weekday, no zone, zones
by name or "GMT+1", two-digit years, "24:00", a second 60, half days ("9:05 PM"), the order of
`asctime`, slashes, CJK date signs, seconds since 1970. What names no moment gives None: a wrong
date puts an entry at a wrong place for ever.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from reader.core.text import squeeze
from reader.formats import text_facts

_LONGEST: Final = 100
_FIRST, _LAST = 1900, 2100
"""Years a feed may name: archives date their entries back, overflowed clocks go beyond."""
_ENGLISH: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                   "dec")  # fmt: skip
_GREEK: Final = ("ιαν", "φεβ", "μαρ", "απρ", "μαι", "ιουν", "ιουλ", "αυγ", "σεπ", "οκτ", "νοε",
                 "δεκ")  # fmt: skip
_ALSO: Final = {"févr": 2, "mrt": 3, "set": 9, "out": 10, "ott": 10, "des": 12}
"""Short forms that calendars know and running text does not, or as other words."""
_HUNGARIAN: Final = ("janu", "febr", "marc", "apri", "maju", "juni", "juli", "augu", "szep", "okto",
                     "nove", "dece")  # fmt: skip
# RFC 822 names American zones; the other names mean one offset nearly everywhere.
_ZONES: Final = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3, "BRT": -3, "ART": -3, "BST": 1,
    "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "WEST": 1, "EET": 2, "EEST": 3, "SAST": 2, "MSK": 3,
    "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_CLOCK: Final = re.compile(
    r"(?P<early>오전|오후|上午|下午|午前|午後|[ap]\.?m\.?)?[\sT]*(?<![\d+-])(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?|[시時点](?P<sign>\d{1,2})?분?)"
    r"\s*(?P<late>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"(?<![\d-])([+-])(\d{1,2}):?(\d{2})?\b")
_NAME: Final = re.compile(r"\b([A-Z]{2,4})\b")
_EPOCH: Final = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?", re.ASCII)
_YEAR_FIRST: Final = re.compile(
    r"\b(\d{4})\s*[-/.년年]\s*(\d{1,2})(?:\s*[-/.월月]\s*(\d{1,2}))?(?!\d)|^(\d{4})$"
)
_BASIC: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?(?![\d:])")
_ORDINAL: Final = re.compile(r"(\d{4})-?(\d{3})(?!\d)")
_WORD: Final = r"([^\W\d_]{3,12})\.?"
_YEAR_WORD: Final = re.compile(rf"\b(\d{{4}})[\s./-]*{_WORD}[\s./-]*(\d{{1,2}})(?!\d)")
_DAY_FIRST: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|º)?[\s./-]*(?:de\s+)?{_WORD}"
                               r"[\s.,/-]*(?:de\s+)?(\d{4}|\d{2})\b(?!:)")  # fmt: skip
_MONTH_FIRST: Final = re.compile(
    rf"\b{_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s[^\n]*?\b(\d{{4}})\b|"
    rf"\b{_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{2}})\b(?!:)"
)
# Where year, month and day stand in what each form finds.
_ORDERS: Final = (
    (_DAY_FIRST, (2, 1, 0)), (_MONTH_FIRST, (2, 0, 1)), (_YEAR_WORD, (0, 1, 2)),
)  # fmt: skip


def moment(text: str | None) -> datetime | None:
    """The moment that `text` names, in UTC, or None; without a zone it is taken as UTC."""
    text = squeeze(text[:_LONGEST]) if text else ""
    if not text:
        return None
    try:
        found = _read(text)
    except (ValueError, OverflowError):  # the 31st of February, hour 99: no moment
        return None
    return found if found and _FIRST <= found.year < _LAST else None


def _read(text: str) -> datetime | None:
    if text[:1].isdigit() and text.isascii():
        if len(text) > 18:  # the usual spelling, at a tenth of the cost
            try:
                exact = datetime.fromisoformat(text)
            except ValueError:
                pass  # one of the unusual ones below
            else:
                return exact.astimezone(UTC) if exact.tzinfo else exact.replace(tzinfo=UTC)
        if _EPOCH.fullmatch(text):
            seconds = float(text)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
    found = _day(text)
    if found is None:
        told = text_facts.published([text])
        return told.astimezone(UTC) if told else None
    return _with_time(*found)


def _day(text: str) -> tuple[datetime, str] | None:
    """The day that `text` names and what else it says."""
    if found := _BASIC.match(text):
        day = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
        return day, _clocked(found) + text[found.end() :]
    if (found := _ORDINAL.match(text)) and int(found[2]):
        day = datetime(int(found[1]), 1, 1, tzinfo=UTC) + timedelta(days=int(found[2]) - 1)
        return day, text[found.end() :]
    for form, order in _ORDERS:
        for found in form.finditer(text):
            parts = [part for part in found.groups() if part]
            year, month, day_ = (parts[place] for place in order)
            if number := _month(month):
                rest = text[: found.start()] + " " + _without(found, month, day_, year)
                day = datetime(_year(year), number, int(day_), tzinfo=UTC)
                return day, rest + " " + text[found.end() :]
    if found := _YEAR_FIRST.search(text):
        year = found[1] or found[4]
        day = datetime(int(year), int(found[2] or 1), int(found[3] or 1), tzinfo=UTC)
        return day, text[: found.start()] + " " + text[found.end() :]
    return None


def _clocked(found: re.Match[str]) -> str:
    """The time in ISO 8601's basic form, in the extended one."""
    return ":".join(part for part in found.groups()[3:] if part) + " "


def _without(found: re.Match[str], *parts: str) -> str:
    """What stands within a date: in `asctime`'s order the time and zone."""
    inside = found[0]
    for part in parts:
        inside = inside.replace(part, " ", 1)
    return inside


def _with_time(day: datetime, rest: str) -> datetime:
    """The day with the time and zone that the `rest` of its text names."""
    clock = _CLOCK.search(rest)
    hour = minute = second = 0
    if clock:
        hour = int(clock["hour"])
        minute = int(clock["minute"] or clock["sign"] or 0)
        second = min(int(clock["second"] or 0), 59)
        half = (clock["early"] or clock["late"] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (half[:1] == "p" or half in {"오후", "下午", "午後"})
        rest = rest[clock.end() :]
    if hour > 24 or minute > 59:
        raise ValueError(rest)
    return day + timedelta(hours=hour, minutes=minute, seconds=second) - _zone(rest)


def _zone(rest: str) -> timedelta:
    """The zone's distance from UTC; none where it is unknown or not said."""
    if offset := _OFFSET.search(rest):
        sign, hours, minutes = offset.groups()
        distance = timedelta(hours=int(hours), minutes=int(minutes or 0))
        timezone(distance)  # raises ValueError from a day on
        return -distance if sign == "-" else distance
    named = (_ZONES[name] for name in _NAME.findall(rest.upper()) if name in _ZONES)
    return timedelta(hours=next(named, 0))


def _year(text: str) -> int:
    number = int(text)
    if len(text) > 2:
        return number
    return number + (2000 if number < 70 else 1900)


def _month(word: str) -> int | None:
    """The month a word names: in full or short in a dozen languages, or by its first letters."""
    word = word.casefold()
    if number := text_facts.MONTHS.get(word) or _ALSO.get(word):
        return number
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    for names in (_HUNGARIAN, _GREEK, _ENGLISH):
        for number, name in enumerate(names, 1):
            if bare.startswith(name):
                return number
    return None
