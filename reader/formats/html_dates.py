"""When a page was published and modified, in whatever form it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from reader.core.text import squeeze
from reader.formats import text_facts

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
    can be from. A moment without a zone is taken as UTC: most pages that leave the zone out
    write UTC, and hours matter little."""
    text = squeeze(text[:64])
    moment: datetime | None
    try:
        moment = _read(text)
    except (ValueError, IndexError, OverflowError, TypeError):
        # What none of the forms explains is a date in words, or none at all.
        moment = text_facts.published([text])
    if moment is None or not _FIRST <= moment.year < _LAST:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read(text: str) -> datetime:
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if found := _PLAIN.match(text):
        year, month, day, hours, rest = found.groups()
        zone = (rest or "").replace("UTC", "").replace("GMT", "").replace(" ", "")
        zone = zone if re.fullmatch(r"[+-]\d\d:?\d\d|Z", zone) else ""
        return datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}T{hours or '00:00'}{zone}")
    return datetime.fromisoformat(text) if text[:1].isdigit() else parsedate_to_datetime(text)


def told(
    published: Iterable[str], modified: Iterable[str]
) -> tuple[datetime | None, datetime | None]:
    """When a page was published and modified, from what it says of each, best first. A
    publication more than two days after the last change gives way to another one that is not;
    a change before the publication is none."""
    changed = next(_moments(modified), None)
    found = list(_moments(published))
    for moment in found:
        if changed is None or moment <= changed + _SLACK:
            return moment, changed if changed is not None and changed >= moment else None
    return (found[0], None) if found else (None, changed)


def _moments(texts: Iterable[str]) -> Iterator[datetime]:
    return (moment for text in texts if text and (moment := moment_of(text)) is not None)
