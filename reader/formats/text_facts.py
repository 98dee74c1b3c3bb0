"""What a plain text says of itself in plain form: "Title:" lines, "By …", a date line.

In doubt nothing: a wrong date or author is worse than none, and a file's own time is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

_HEAD: Final = 14
"""How many blocks from the top may say who wrote it and when."""
_TITLE: Final = re.compile(
    r"(?:title|headline|titel|titre|título|titolo|заголовок|başlık)\s*:\s*(\S.{2,200})",
    re.IGNORECASE,
)
AUTHOR: Final = re.compile(
    r"(?:authors?|byline|written by|words by|autor(?:in)?|auteure?|autore|autora|автор|yazar|بقلم|"
    r"מאת|लेखक|作者|撰文|執筆|작성자|글쓴이)\s*[:：]\s*(?:记者|記者)?\s*(\S.{1,100})",
    re.IGNORECASE,
)
"""A line that names an author behind a label."""
NAME: Final = r"[^\W\d_a-zа-я][\w.'’-]*"
"""One word of a person's name."""
_AND: Final = r"(?:and|und|et|y|e|en|og|och|&)"
_PERSON: Final = rf"{NAME}(?:\s+(?:(?:de|da|van|von|der|del|la|le|bin|al)\s+){{0,3}}{NAME}){{1,3}}?"
"""A name, as short as what stands behind it lets it be."""
_POST: Final = (
    r"(?:[\w.'’&-]+\s+){0,3}(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist)"
)
"""What somebody is at a newspaper: "Sentinel Staff Writer"."""
_KOREAN: Final = re.compile(
    r"(?:기자명\s*)?(?!본지|본사|객원|외신)([가-힣]{2,4})\s*(?:선임|수습|인턴)?\s?기자(?:\s.{0,60})?"
)
"""A reporter's name and title, maybe behind a label."""
_DATED: Final = re.compile(r"(.{6,40}?)\s*[|·–—,-]?\s+(?=(?:[Bb]y|BY)\s)")
"""What may stand before a "By": a date."""
_BY: Final = re.compile(
    rf"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|"
    rf"(?:[Ii]nterview|[Tt]exte?|[Tt]esto|[Tt]exto)\s*:)\s+"
    rf"({_PERSON}(?:(?:,\s+{_PERSON}){{0,4}},?\s+{_AND}\s+{_PERSON})?)"
    rf"(?:\s+{_POST})?(?:\s*[,|·–—].{{0,60}}|\s+\d{{1,6}}\s+[^\W\d]+|\s+[Ii]n(?:\s.{{0,60}})?)?"
)
"""A line that names who wrote it; a comma is one between names only where "and" follows."""

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
_MONTHS_INFLECTED: Final = (
    "ledna januára ιανουαρίου január tammikuuta січня ianuarie януари",
    "února februára φεβρουαρίου február helmikuuta лютого februarie февруари",
    "března marts maret μαρτίου március maaliskuuta березня martie март",
    "dubna apríla απριλίου április huhtikuuta квітня aprilie април",
    "května mája μαΐου május toukokuuta травня май",
    "června júna ιουνίου június kesäkuuta червня iunie юни",
    "července júla ιουλίου július heinäkuuta липня iulie юли",
    "srpna augusta agustus αυγούστου augusztus elokuuta серпня август",
    "září septembra σεπτεμβρίου szeptember syyskuuta вересня septembrie септември",
    "října októbra οκτωβρίου október lokakuuta жовтня octombrie октомври",
    "listopadu novembra νοεμβρίου marraskuuta листопада noiembrie ноември",
    "prosince decembra desember δεκεμβρίου joulukuuta грудня decembrie декември",
)
"""As dates have them in Czech, Slovak, Danish, Norwegian, Indonesian, Greek, Hungarian, Finnish,
Ukrainian, Romanian and Bulgarian, where they are not among the first."""
_MONTHS_ELSEWHERE: Final = (
    "يناير ינואר जनवरी มกราคม",
    "فبراير פברואר फरवरी फ़रवरी กุมภาพันธ์",
    "مارس מרץ मार्च มีนาคม",
    "أبريل إبريل אפריל अप्रैल เมษายน",
    "مايو מאי मई พฤษภาคม",
    "يونيو יוני जून มิถุนายน",
    "يوليو יולי जुलाई กรกฎาคม",
    "أغسطس אוגוסט अगस्त สิงหาคม",
    "سبتمبر ספטמבר सितंबर सितम्बर กันยายน",
    "أكتوبر אוקטובר अक्टूबर ตุลาคม",
    "نوفمبر נובמבר नवंबर नवम्बर พฤศจิกายน",
    "ديسمبر דצמבר दिसंबर दिसम्बर ธันวาคม",
)
"""The same in Arabic, Hebrew, Hindi and Thai."""
MONTHS: Final = {
    word: number
    for lines in (_MONTH_WORDS, _MONTHS_INFLECTED, _MONTHS_ELSEWHERE)
    for number, line in enumerate(lines, 1)
    for word in line.split()
}
# Only names that mean one offset everywhere; "CST" or "IST" are several.
_ZONES: Final = {
    "UTC": 0, "GMT": 0, "Z": 0, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "MSK": 180,
    "EST": -300, "EDT": -240, "PST": -480, "PDT": -420,
}  # fmt: skip
_AFTER_NOON: Final = frozenset({"下午", "午後", "오후"})
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?"
# A letter, or a vowel that Hindi and Thai set above, below or beside one: no letter to `re`.
_LETTER: Final = r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])"
_WORD: Final = rf"ב?(?P<word>{_LETTER}{{3,14}})\.?"
_BUDDHIST: Final = 543
_CENTURY: Final = 69
"""Two digits of a year are of the last century from here on (POSIX, strptime)."""
_YEAR: Final = r"(?P<year>(?:19|20|25)\d\d)"
"""Of our era, or of the Buddhist one, which is 543 years ahead."""
_TIME: Final = (
    r"(?:[,T]?\s*(?:at|um|à|a\s+las|às|alle|ore|в|v|kl\.?)?\s*(?P<part>[上下]午|午[前後]|오[전후])?\s*"
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.h]|[時时点시]\s*)(?P<minute>[0-5]?\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap]\.?m\.?))?(?:\s*Uhr)?"
    r"(?:\s*\(?(?P<zone>[A-Z]{1,4}\b|[+-]\d\d:?\d\d))?)?"
)
_FORMS: Final = tuple(
    re.compile(form + _TIME, re.IGNORECASE if "word" in form else 0)
    for form in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"\b(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"\b(?P<year>(?:19|20)\d\d)\.\s?(?P<month>\d\d)\.\s?(?P<day>\d\d)\.?(?!\d)",
        r"\b(?P<year>(?:19|20)\d\d)\.\s(?P<month>\d{1,2})\.\s(?P<day>\d{1,2})\.(?!\d)",
        rf"\b(?P<year>(?:19|20)\d\d)\.\s{_WORD}\s(?P<day>\d{{1,2}})\.(?!\d)",
        r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b",
        r"(?<![\d.])(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d\d)(?![\d.])",
        rf"\b{_DAY}\.?\s+(?:de\s+)?{_WORD},?\s+(?:de\s+|del\s+)?{_YEAR}\b",
        rf"\b{_WORD}\s+{_DAY},?\s+{_YEAR}\b",
        # Slashes are read only where one number cannot be a month.
        r"\b(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?\d|1[0-2])/(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<month>0?\d|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)\b",
    )
)
_CHANGED: Final = re.compile(
    r"\b(?:(?:last )?(?:updated|modified)|update|aktualisiert|geändert|stand(?=:)|"
    r"mise? à jour|modifié|actualizad[oa]|atualizad[oa]|aggiornat[oa]|bijgewerkt|"
    r"zaktualizowano|aktualizacja|uppdaterad|opdateret|oppdatert|päivitetty|güncelle(?:me|ndi|nme)|обновлено|изменено|оновлено)\b|"
    r"更新|수정|تحديث|עודכן|अपडेट",
    re.IGNORECASE,
)
"""What stands before the moment of a change."""
_LINE: Final = 80
"""Characters that a date line has at most."""
_BESIDE: Final = 45
"""Characters that a date line has at most beside its date."""
_PAIR: Final = 140
"""Characters of a line that names two moments."""


def title(texts: Sequence[str]) -> str | None:
    """The title a "Title:" line near the top names, or None."""
    return next((found[1] for found in _full(_TITLE, texts[:_HEAD])), None)


def byline(texts: Sequence[str]) -> str | None:
    """The author an "Author:" or "By Name Name" line near the top names, or None; a date may stand
    before the "By"."""
    head = texts[:_HEAD]
    for pattern, lines in ((AUTHOR, head), (_BY, map(_undated, head)), (_KOREAN, head)):
        for found in _full(pattern, lines):
            return found[1]
    return None


def _undated(text: str) -> str:
    """A short text without the date that stands before its "By"."""
    found = _DATED.match(text) if len(text) <= _PAIR else None
    return text[found.end() :] if found and first_moment([found[1]]) else text


def published(texts: Sequence[str]) -> datetime | None:
    """What `moment` finds, in UTC where no zone is named."""
    return _in_utc(moment(texts))


def modified(texts: Sequence[str]) -> datetime | None:
    """What `changed` finds, in UTC where no zone is named."""
    return _in_utc(changed(texts))


def _in_utc(found: datetime | None) -> datetime | None:
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def moment(texts: Sequence[str]) -> datetime | None:
    """The first moment that a date line near the top names; that of a change only where there
    is no other.

    A date line is short and says little else. A zone is taken where it is named ("GMT",
    "+03:00"); without one the moment has none. Ambiguous forms (03/04/2023) give None.
    """
    lines = [text for text in texts[:_HEAD] if len(text) <= _PAIR]
    told = (_CHANGED.split(text, maxsplit=1)[0] for text in lines)
    return first_moment(told) or first_moment(text for text in lines if len(text) <= _LINE)


def changed(texts: Sequence[str]) -> datetime | None:
    """The moment that a line near the top names behind a word for a change ("updated"); without
    a zone where it names none."""
    lines = (text for text in texts[:_HEAD] if len(text) <= _PAIR)
    parts = (found for text in lines if (found := _CHANGED.search(text)))
    return first_moment(part.string[part.end() :] for part in parts)


def first_moment(texts: Iterable[str], beside: int = _BESIDE) -> datetime | None:
    """The moment that the first date line of `texts` names, a line being one that has at most so
    many characters `beside` it; without a zone where it names none."""
    for text in texts:
        if len(text) > _LINE:
            continue
        for form in _FORMS:
            if (found := form.search(text)) and (named := _moment(found)):
                if len(text) - len(found.group()) <= beside:
                    return named
                break
    return None


def _full(pattern: re.Pattern[str], texts: Iterable[str]) -> Iterator[re.Match[str]]:
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
    part = parts["part"] or ""
    if (half or part) and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "pm" or part in _AFTER_NOON)
    zone = _zone(parts["zone"] or "")
    try:
        year = int(parts["year"])
        year -= _BUDDHIST * (year > 2400)
        year += 0 if year >= 100 else 1900 if year >= _CENTURY else 2000
        return datetime(year, month, int(parts["day"]), hour, minute, tzinfo=zone)
    except ValueError:  # the 31st of February: no date
        return None


def _zone(name: str) -> tzinfo | None:
    """The zone that a date line names; None where it names none, or one that is several."""
    minutes = _ZONES.get(name.upper())
    if name[:1] in {"+", "-"}:
        minutes = int(name[:3]) * 60 + int(name[0] + name[-2:])
    if minutes is None or abs(minutes) >= 24 * 60:
        return None
    return timezone(timedelta(minutes=minutes))
