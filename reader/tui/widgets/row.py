"""What a row of the list says: of an article, or of a story that several articles tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.core.model import Headline, Story
from reader.core.text import coverage, plural, squeeze
from reader.core.when import age
from reader.tui.layout.wrap import fit, fit_facts
from reader.tui.outlet import outlet
from reader.tui.themes import Inks

_NAMES: Final = 8
"""Cells that names should have, or the facts after them are said in fewer words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list. `article` is what is shown of it: the article itself, a story's lead.
    `said` is who told it and the facts after that, in wordings that take less and less room."""

    id: int
    article: int
    title: str
    read: bool
    starred: bool
    said: tuple[tuple[str, str], ...]
    articles: int = 1
    """How many articles the row stands for."""


def article_row(headline: Headline, present: datetime, *, alone: bool = True) -> Row:
    """The row of an article: outlet, age, outlets of its story unless these stand around it. Of an
    unknown date it says when the article came, by which it is listed, where there is room."""
    since = age(headline.listed_at, present)
    dates = (age(headline.published, present),) if headline.published else (f"came {since}", "")
    told = _told(headline.reports, headline.outlets) if alone else ("",)
    changed = "changed" * headline.changed
    name = outlet(headline.site, headline.url)
    return Row(
        headline.id,
        headline.id,
        squeeze(headline.title) or headline.url,
        headline.read,
        headline.starred,
        tuple((name, _joined((date, changed, said))) for said in told for date in dates),
    )


def story_row(story: Story, lead: Headline | None, present: datetime) -> Row:
    """The row of a story: its outlets, how many they are, what is new, the age of the newest."""
    told, *shorter = _told(story.articles, len(story.outlets))
    fresh = f"{story.unread:,} new" if story.unread and story.read else ""
    newest = age(story.newest, present) if story.newest else ""
    full = _joined((told, fresh and f"{fresh} since you read", newest))
    brief = [_joined((said, fresh, newest)) for said in (told, *shorter)]
    known = story.outlets or dict.fromkeys(outlet(None, source) for source in story.sources)
    names = ", ".join(squeeze(name) for name in known if name)
    return Row(
        story.id,
        story.lead,
        squeeze(story.title),
        not story.unread,
        lead is not None and lead.starred,
        tuple(
            (who, what) for who in ((names, "") if told else (names,)) for what in (full, *brief)
        ),
        story.articles,
    )


def _told(reports: int, outlets: int) -> tuple[str, ...]:
    """How many tell a story, in full and, where that is long, in few words; nothing where there is
    one report."""
    if reports < 2:
        return ("",)
    full = coverage(reports, outlets)
    return (full, plural(reports, "report")) if 1 < outlets < reports else (full,)


def _joined(facts: Sequence[str]) -> str:
    return " · ".join(fact for fact in facts if fact)


def first_line(row: Row, width: int, paint: Inks, ground: Style) -> list[Segment]:
    """Unread mark, headline, star."""
    star = " ★" if row.starred else ""
    room = width - 4 - len(star)
    title = fit(row.title, room)
    style = paint.ink if row.read else paint.strong
    return [
        Segment(" " if row.read else "●", paint.mark + ground),
        Segment(" " + title + " " * max(room - cell_len(title), 0), style + ground),
        Segment(star, paint.mark + ground),
    ]


def second_line(row: Row, width: int) -> str:
    """Who told it and the facts, in the first wording that leaves the names some room."""
    for names, facts in row.said:
        if cell_len(facts) + (_NAMES + 3 if names else 0) <= width:
            return fit_facts(names, facts, width)
    return fit_facts(*row.said[-1], width)
