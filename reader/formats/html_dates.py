"""When a page was published and modified, in whatever form it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Final

from reader.core.text import squeeze
from reader.core.when import timed
from reader.formats import text_facts, zones

PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "pub_date",
    "publication_date", "article.published", "date.available", "datecreated", "og:pubdate",
    "cxenseparse:recs:publishtime", "last-modified",
)  # fmt: skip
"""Names of meta elements that hold the date of publication, best first."""
MODIFIED: Final = (
    "article:modified_time", "og:article:modified_time", "article:modified", "datemodified",
    "og:updated_time", "article.updated", "dcterms.modified", "date.modified", "date.updated",
    "last-modified", "lastmod",
)  # fmt: skip
"""Names of meta elements that hold the date of the last change, best first."""
_FIRST, _LAST = 1990, 2100
"""Years between which a page of the web may be dated; a clock's zero and overflows are not."""
_SLACK: Final = timedelta(days=2)
_EPOCH: Final = re.compile(r"[12]\d{9}(?:\d{3})?", re.ASCII)
_PLAIN: Final = re.compile(
    r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(.*))?$", re.ASCII
)


def moment_of(text: str) -> datetime | None:
    """The moment that a `text` names: ISO 8601 (offsets with or without a colon), RFC 2822,
    seconds or milliseconds since 1970, or a date in words; else None, also for years no page
    can be from. Without a zone where it names none."""
    text = squeeze(text[:64])
    moment: datetime | None
    try:
        moment = _read(text)
    except (ValueError, IndexError, OverflowError, TypeError):
        # What none of the forms explains is a date in words, or none at all.
        moment = text_facts.moment([text])
    return moment if moment is not None and _FIRST <= moment.year < _LAST else None


def _read(text: str) -> datetime:
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if found := _PLAIN.match(text):
        year, month, day, hours, rest = found.groups()
        zone = re.sub("UTC|GMT", "", rest or "").replace(" ", "") or ("Z" if rest else "")
        zone = zone if re.fullmatch(r"[+-]\d\d:?\d\d|Z", zone) else ""
        return datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}T{hours or '00:00'}{zone}")
    return datetime.fromisoformat(text) if text[:1].isdigit() else parsedate_to_datetime(text)


def told(
    published: Iterable[str], modified: Iterable[str], host: str = ""
) -> tuple[datetime | None, datetime | None]:
    """When a page was published and modified, from what it says of each, best first. A
    publication more than two days after the last change gives way to another one that is not;
    a change before the publication is none.

    A time without a zone is by the clock that the page's other times name, else by that of the
    country its `host` is of, else UTC. A day without a time is midnight UTC."""
    found, changes = _moments(published), _moments(modified)
    named = (moment.tzinfo for moment in (*found, *changes) if moment.tzinfo)
    clock = next(named, None) or zones.of_host(host)
    found = [_placed(moment, clock) for moment in found]
    changed = next((_placed(moment, clock) for moment in changes), None)
    for moment in found:
        if changed is None or moment <= changed + _SLACK:
            return moment, changed if changed is not None and changed >= moment else None
    return (found[0], None) if found else (None, changed)


def _moments(texts: Iterable[str]) -> list[datetime]:
    # Several of a page's fields say the same.
    return [moment for text in dict.fromkeys(texts) if text and (moment := moment_of(text))]


def _placed(moment: datetime, clock: tzinfo) -> datetime:
    if moment.tzinfo:
        return moment
    if not timed(moment):
        return moment.replace(tzinfo=UTC)
    # With the offset of that moment, summer time or not: what is stored names no country.
    return datetime.fromisoformat(moment.replace(tzinfo=clock).isoformat())
