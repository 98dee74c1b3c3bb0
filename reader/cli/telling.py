"""The stories of the library and the timeline of one, as text, JSON and Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from reader.cli.article_markdown import escaped, markdown
from reader.cli.output import json_line
from reader.core.errors import UsageError
from reader.core.model import Article, Headline, Report, Story, Timeline
from reader.core.text import coverage, with_own
from reader.core.when import age, day, iso, time_of_day, timed

_NAMED: Final = 3
"""Outlets a row names; the others are counted."""
_SPAN: Final = re.compile(r"(\d{1,4})\s*([hdw])")
_UNITS: Final = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def moment(text: str, present: datetime) -> datetime:
    """The moment that `--since` names: "12h", "3d", "2w" back, or a date as ISO 8601 writes it,
    in the local zone where it names none. Raises UsageError."""
    span = _SPAN.fullmatch(text.strip())
    if span:
        return present - int(span[1]) * _UNITS[span[2]]
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text!r} is no time", "12h, 3d, 2w or 2026-06-26") from None
    return found if found.tzinfo else found.astimezone()


def row(story: Story, present: datetime) -> str:
    """One story in a line: its number, how many tell it, its headline, who and when."""
    facts = [_outlets(story.outlets)]
    if story.unread and story.read:
        facts.append(f"{story.unread:,} new since you read")
    if story.newest:
        facts.append(age(story.newest, present))
    rest = " · ".join(fact for fact in facts if fact)
    state = "●" if story.unread else " "
    told = coverage(story.articles, len(story.outlets))
    return f"{story.id:6} {state} {told:>10}  {story.title}{f'  ({rest})' if rest else ''}\n"


def _outlets(names: Sequence[str]) -> str:
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} others"


def row_json(story: Story) -> str:
    """One story as a line of JSON."""
    return json_line(_story(story))


def _story(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "title": story.title,
        "articles": story.articles,
        "outlets": list(story.outlets),
        "unread": story.unread,
        "newest": iso(story.newest),
        "sources": list(story.sources),
    }


def timeline(found: Timeline) -> str:
    """A story for eyes: who reported what when, first to last, and who did not."""
    lines = [
        found.story.title,
        coverage(len(found.reports), len(found.story.outlets)),
        "",
    ]
    told: str | None = ""
    for report in found.reports:
        date = _day(report.headline)
        if date != told:
            lines += [date]
            told = date
        lines.append(_report(report))
    if found.silent:
        lines += ["", f"not in: {_outlets(found.silent)} (other articles of those days are stored)"]
    return "\n".join(lines) + "\n"


def _day(row: Headline) -> str:
    return day(row.published) if row.published else "undated"


def _report(report: Report) -> str:
    row = report.headline
    clock = time_of_day(row.published) if row.published and timed(row.published) else "  -  "
    same = f" · {with_own('same text', report.own)}" if report.copied else ""
    outlet = f"{row.site} · " if row.site else ""
    return f"  {clock}  {outlet}{row.title}{same}  [{row.id}]"


def timeline_json(found: Timeline) -> str:
    """A story as one JSON object."""
    return json_line(
        {
            **_story(found.story),
            "reports": [
                {
                    "id": report.headline.id,
                    "title": report.headline.title,
                    "site": report.headline.site,
                    "published": iso(report.headline.published),
                    "source": report.headline.url,
                    "read": report.headline.read,
                    "copied": report.copied,
                    "own": report.own or None,
                }
                for report in found.reports
            ],
            "silent": list(found.silent),
        }
    )


def dossier(found: Timeline, articles: Sequence[Article]) -> str:
    """A story as Markdown: the timeline, then every report with what it hides said."""
    lines = [f"# {escaped(found.story.title)}", ""]
    for report in found.reports:
        row = report.headline
        who = " · ".join(part for part in (_day(row), row.site or "") if part)
        same = f" ({with_own('same text', report.own)})" if report.copied else ""
        lines.append(f"- {escaped(who)}: {escaped(row.title)}{same}")
    if found.silent:
        lines += ["", f"Not in: {escaped(', '.join(found.silent))}."]
    texts = [markdown(article).replace("# ", "## ", 1) for article in articles]
    return "\n".join(lines) + "\n\n" + "\n".join(texts)
