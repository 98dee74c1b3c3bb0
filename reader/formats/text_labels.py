"""What a page says of itself away from its headline: a date line above it, "Date: 3 May 2024" or
"Author: Mira Tellgren" anywhere. Asked only where nothing nearer tells.

Of 1,846 pages 334 named no date that was found near the headline or in their markup; 46 of them
have one of these. Where the markup tells as well, it agrees (to a day) with 72 of 75 dates above
headlines and 33 of 35 behind a label. A page's only date line, wherever it stands, agrees with
42 of 57: too few. Of authors behind a label 31 of 45 are those of the markup; most of the others
are the people where the markup names the newsroom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from reader.formats import text_facts

_DATED: Final = re.compile(
    r"(?:date|datum|fecha|data|дата|tarih|erstellt|veröffentlicht|erschienen|publiziert|stand|"
    r"published|posted|submitted|publicado|publicato|pubblicato|publié|créé|опубликовано|"
    r"gepubliceerd|geplaatst|publicerad|publicerat|opublikowano|yayınlanma tarihi)\b"
    r"(?:\s+(?:am|on|at|el|le|il|em|op|den))?\s*[:@–-]?\s*(?=[\d\w])(.{6,60})",
    re.IGNORECASE,
)
_PURE: Final = 25
"""Characters that a line above a headline may have beside its date: there stand other things."""
_LINE: Final = 90
"""Characters of a line behind a label at most."""


def lines(texts: Iterable[str]) -> list[str]:
    """The short lines of blocks: what may stand behind a label."""
    return [line for line in "\n".join(texts).split("\n") if len(line) <= _LINE]


def moment_above(texts: Sequence[str]) -> datetime | None:
    """The moment that a line above the headline names, the nearest first, `texts` being in the
    page's order; without a zone where it names none."""
    return text_facts.first_moment(reversed(texts), beside=_PURE)


def moment(short: Sequence[str]) -> datetime | None:
    """The moment behind a label ("Date: …"), where all such lines name one day; without a zone
    where it names none."""
    said = (found[1] for line in short if (found := _DATED.match(line)))
    told = [day for one in said if (day := text_facts.first_moment([one]))]
    return told[0] if len({day.date() for day in told}) == 1 else None


def author(short: Sequence[str]) -> str | None:
    """Who is named behind a label ("Author: …"), where one line alone does so."""
    told = {found[1] for line in short if (found := text_facts.AUTHOR.fullmatch(line))}
    said = told.pop() if len(told) == 1 else ""
    return None if any(map(str.isdigit, said)) else said or None
