"""What commands write: to a pipe or to eyes, wrapped or whole, rows and JSON."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reader.core.errors import SourceError, UsageError
from reader.core.meter import meter
from reader.core.model import (
    Article,
    Headline,
    Related,
    Taken,
)
from reader.core.pictures import pictures
from reader.core.text import cells, clean, plural, with_own
from reader.core.when import age, iso

if TYPE_CHECKING:
    from reader.library.rulebook import Listed

MEASURE: Final = 72


def write(text: str) -> None:
    """To standard output. The second net: what reaches a terminal is cleaned once more."""
    sys.stdout.write(clean(text, lines=True))


def export(file: str | None, text: str, what: str) -> None:
    """Write to standard output (None, "-") or to a new file, and say so: what is there already
    is not written over. Raises UsageError, SourceError."""
    if file is None or file == "-":
        write(text)
        return
    path = Path(file).expanduser()
    try:
        with path.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already", "name another file") from error
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    write(f"wrote {what} to {clean(str(path))}\n")


def terminal_width() -> int | None:
    """The measure on a terminal; None elsewhere, where a paragraph stays one line."""
    if not sys.stdout.isatty():
        return None
    try:
        return max(20, min(MEASURE, os.get_terminal_size().columns - 2))
    except OSError:
        return MEASURE


def wrapped(text: str, width: int | None, first: str = "", rest: str = "") -> str:
    """`text` wrapped to `width` cells where one is given; its own line breaks stay. Wide
    characters are counted in cells; a text without spaces is cut where the line is full."""
    if "\n" in text:
        lines = text.split("\n")
        return "\n".join(
            wrapped(line, width, rest if number else first, rest)
            for number, line in enumerate(lines)
        )
    if width is None:
        return first + text
    if cells(text) == len(text):
        return textwrap.fill(
            text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
    lines, line = [], first
    for piece in re.findall(r"\s+|[^\s\u2e80-\u9fff\uff00-\uffef]+|.", text):
        if cells(line + piece) > width and line.strip():
            lines.append(line.rstrip())
            line = rest + piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


def article_json(article: Article, source: str) -> str:
    """The contract of `show --json`: every block of the source, in order."""
    document = article.document
    total = meter(document, article.labels)
    return json_line(
        {
            "title": document.title,
            "byline": document.byline,
            "published": iso(document.published),
            "modified": iso(document.modified),
            "site": document.site,
            "section": document.section,
            "language": document.language,
            "url": document.url or source,
            "source": source,
            "canonical": document.canonical,
            "image": document.image,
            "pictures": [one._asdict() for one in pictures(document, article.labels)],
            "words_shown": total.shown,
            "words_hidden": total.hidden,
            "blocks": [
                {
                    "shape": block.shape,
                    "text": block.text,
                    "kind": label.kind,
                    "hidden": label.hidden,
                    "reason": label.reason,
                    "confidence": round(label.confidence, 3),
                }
                | ({"url": block.file} if block.file else {})
                for block, label in zip(document.blocks, article.labels, strict=True)
            ],
        }
    )


def headline(row: Headline, present: datetime) -> str:
    """A row for eyes and for `cut`: number, state, title, then outlet and age."""
    state = ("★" if row.starred else " ") + (" " if row.read else "●")
    when = ("" if row.published else "came ") + age(row.published or row.listed_at, present)
    changed = "changed" if row.changed else None
    facts = " · ".join(fact for fact in (row.site, when, changed) if fact)
    return f"{row.id:6} {state} {row.title}{f'  ({facts})' if facts else ''}\n"


def headline_json(row: Headline) -> str:
    """One stored article as a line of JSON."""
    return json_line(
        {
            "id": row.id,
            "title": row.title,
            "site": row.site,
            "published": iso(row.published),
            "fetched_at": iso(row.fetched_at),
            "read": row.read,
            "starred": row.starred,
            "outlets": row.outlets,
            "reports": row.reports,
            "words": row.words,
            "source": row.url,
            "changed": row.changed,
        }
    )


def related(article: Article, found: Sequence[Related], stored: int, present: datetime) -> str:
    """The related articles for eyes."""
    if not found:
        return f"none of {plural(stored, 'stored article')} tells this story\n"
    lines = [article.title]
    for item in found:
        lines.append(f"  {item.link.level:9}  {headline(item.headline, present).strip()}")
        lines.append(f"  {'':9}  {_reason(item)}")
    return "\n".join(lines) + "\n"


def _reason(item: Related) -> str:
    """Why it is related; below a report with the same text, that, and what it has of its own."""
    if item.twin is None:
        return " · ".join(filter(None, (item.link.reason, "" if item.link.copied else item.own)))
    same = with_own("same text as above", item.own)
    return same if item.link.copied else f"{item.link.reason} · {same}"


def related_json(article: Article, found: Sequence[Related]) -> str:
    """The contract of `related --json`."""
    document = article.document
    return json_line(
        {
            "article": {
                "title": document.title,
                "site": document.site,
                "published": iso(document.published),
                "source": document.url,
            },
            "related": [
                {
                    "title": item.headline.title,
                    "site": item.headline.site,
                    "published": iso(item.headline.published),
                    "source": item.headline.url,
                    "level": item.link.level,
                    "score": round(item.link.score, 4),
                    "reason": item.link.reason,
                    "own": item.own or None,
                }
                for item in found
            ],
        }
    )


def taken_json(taken: Taken) -> str:
    """What became of one source, as a line of JSON."""
    return json_line(
        {
            "source": taken.source,
            "outcome": taken.outcome,
            "id": taken.article_id,
            "message": "; ".join(filter(None, (taken.message, taken.note))) or None,
        }
    )


def rule_json(rule: Listed) -> str:
    """A rule as a line of JSON."""
    return json_line(
        {
            "number": rule.number,
            "line": rule.line,
            "site": rule.site,
            "verdict": rule.verdict,
            "kind": rule.kind,
            "article": rule.article_id,
        }
    )


def json_line(value: Any) -> str:
    """A value as a line of JSON."""
    return json.dumps(value, ensure_ascii=False) + "\n"
