"""Markdown to HTML by CommonMark's rules, and a note's front matter read.

One way for nested lists, tables and links: the HTML reader's. Raw HTML in a note goes the
same way, and so is only ever text.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from reader.core.text import squeeze
from reader.formats.source import Source

_FRONT: Final = re.compile(
    r"\A\ufeff?---[ \t]*\n(.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD: Final = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*)$", re.MULTILINE)
_NAMES: Final = {
    "title": ("title",),
    "byline": ("author", "authors", "byline", "by"),
    "published": ("published", "date", "pubdate"),
    "site": ("site", "publisher", "outlet", "site_name"),
    "language": ("lang", "language"),
    "url": ("source", "url", "link", "canonical"),
}


def read(text: str, url: str) -> Source:
    """The note as HTML, with what its front matter says of it."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- 30 ms that other formats never pay

    front = _FRONT.match(text)
    fields = _fields(front.group(1)) if front else {}
    body = text[front.end() :] if front else text
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    address = fields.get("url", "")
    return Source(
        "markdown",
        parser.render(body.replace("\x00", "")),
        address if address.startswith(("http://", "https://")) else url,
        title=fields.get("title"),
        byline=fields.get("byline"),
        published=_date(fields.get("published")),
        site=fields.get("site"),
        language=fields.get("language"),
    )


def _fields(front: str) -> dict[str, str]:
    """The front matter's plain `name: value` lines, by our names for them."""
    said = {name.lower(): squeeze(value).strip("\"'") for name, value in _FIELD.findall(front)}
    return {
        ours: value
        for ours, theirs in _NAMES.items()
        if (value := next((said[name] for name in theirs if said.get(name)), ""))
    }


def _date(text: str | None) -> datetime | None:
    """An ISO 8601 date or moment; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
