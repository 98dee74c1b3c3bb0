"""Whether stored articles tell an article's story, how sure that is, and why.

The probability comes from `join`; what is called the same story, possibly the same or a
follow-up follows from it, from the time between and from the outlets.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from reader.core.model import Level
from reader.core.text import plural
from reader.stories import evidence, foreign, join
from reader.stories.background import relative
from reader.stories.evidence import Asking, Evidence
from reader.stories.foreign import Abroad
from reader.stories.profile import TITLE, Profile

SAME: Final = 0.6
POSSIBLE: Final = 0.43
"""Of links at this probability and above .83 are right on labelled stories, and .75 of those to
be found are found (.81 and .76 where teasers of other stories stand in a quarter of the texts);
means over seven sources."""
FOLLOWS: Final = 0.34
"""How probable a report of the same outlet must be to be its follow-up: the middle of the range,
.28 to .39, where 314 hard pairs of one outlet's news are told apart best (F1 .71 to .73 by
folds)."""
_UNSURE: Final = 0.39
"""How near two texts count at most that too little ties: no story is joined for it."""
_GAP: Final = 30.0
"""Days after which an article joins no story for what was written then: one team's matches of two
years share every word. A story that goes on has reports between. Of 19 stories of the labelled
articles with a longer gap one is left, and no figure changed. After `SAME_DAYS` it joins none that
it is not sure to tell, either: it is a follow-up."""
LEAST: Final = 0.1
"""Below this a pair has no say in which story an article belongs to."""
LATER: Final = 0.6
"""How probable another outlet's older report must be with the time left out, that between and
the days both name, to be its background."""
SAME_DAYS: Final = 3.0
_PEOPLE: Final = 3
_TOLD: Final = 0.5
"""Names that an outlet's report shares with an older one it goes on with, and how much they are of
the names of both (0 to 2)."""
_SHORT: Final = 80
"""Words below which a teaser that survived makes false links: 24 % of texts under 500
characters had one among their first five, none above 1,200."""
_BRIEF: Final = 40
"""Words of a text of a sentence or two."""
_TIES: Final = 2
"""Names or words of both headlines that such a text must share to be the same story where no date
says that they are of one day: "Fed raises rates" and "Fed to meet" share one. A headline of the
same day rarely shares a word by chance: asked of dated ones too, it lost .003 of BCubed. But where
such a text has a sentence, "ferry" and "aground" are no report of this ferry: there two must be
rare and one a name, dated or not."""
_COPY: Final = 0.8
_COPY_WORDS: Final = 40
_HELD: Final = 0.85
_EMPTY: Final = 3
"""Letters of a small word that tells a person nothing."""
_BESIDE: Final = """ab ag as bv co corp company gmbh group holding holdings inc kg llc llp ltd
limited nv oy oyj plc pty sa sarl se sl spa srl mr mrs ms dr prof"""
"""What stands beside the names of companies and people."""
_ONWARD: Final = "read more click here continue learn weiterlesen mehr lesen lire leggi más"
"""What leads on to the whole text: "Read more" is written as a name is."""
_SILENT: Final = frozenset(f"{_BESIDE} {_ONWARD}".split())
_usual: Final = relative({}, 0)
"""How rare a word is anywhere."""
_DAY: Final = 86400


@dataclass(frozen=True, slots=True)
class Match:
    """How a stored article stands to the one that asks. `level` is None where it is not shown;
    `back` is the reason from the other's side. `copied` says that it is the same text, `abroad`
    that it is in another language, `brief` that it says a sentence or two where the one that asks
    says more."""

    article_id: int
    score: float
    level: Level | None
    reason: str
    back: str
    copied: bool = False
    abroad: bool = False
    brief: bool = False


def matches(
    asked: Asking,
    abroad: Abroad,
    surface: Mapping[str, str],
    stored: Sequence[tuple[int, Profile]],
) -> tuple[list[Match], float]:
    """What connects an article with these stored ones, best first; pairs without any say are
    left out. `surface` says how its stems are written. And how near the nearest is, for the
    profile.

    Unknown outlets and dates bar nothing. Articles of one outlet are never "same": it tells a
    story once and then goes on with it.
    """
    copies, far, others = [], [], []
    for article_id, other in stored:
        if same_article(asked.profile, other):
            continue
        if duplicate(asked.profile, other):
            copies.append(_copy(article_id, asked.profile, other))
        elif foreign.differ(asked.profile, other):
            told = foreign.compare(abroad, other)
            if told:
                reason = _between_languages(told.words, asked.profile, other)
                far.append(Match(article_id, told.score, told.level, reason, reason, abroad=True))
        else:
            others.append((article_id, other, evidence.pair(asked, other)))
    nearest = evidence.rank([found for _, _, found in others])
    judged = [
        _match(article_id, asked, other, found, surface) for article_id, other, found in others
    ]
    near = sorted(
        (one for one in judged if one is not None), key=lambda one: (-one.score, one.article_id)
    )
    return copies + near + far, nearest


def _match(
    article_id: int, asked: Asking, other: Profile, found: Evidence, surface: Mapping[str, str]
) -> Match | None:
    score = join.probability(found)
    level = _level(asked.profile, other, found, score)
    if _says_little(asked.profile, other, found):
        level = "possible" if level == "same" else level
        score = min(score, _UNSURE)
    if found.days is not None and found.days > (SAME_DAYS if score < SAME else _GAP):
        score = min(score, _UNSURE)
    if level is None and score < LEAST:
        return None
    if not _tied(asked.profile, other, found):
        return None
    reason = _reason(asked, other, found, surface) if level else ""
    brief = other.length < _BRIEF <= asked.profile.length
    return Match(article_id, round(score, 4), level, reason, reason, brief=brief)


def same_article(a: Profile, b: Profile) -> bool:
    """The same text under the same headline, unless two known outlets both printed it: that is
    shared copy."""
    shared = a.site and b.site and a.site != b.site
    return a.digest == b.digest and a.headline == b.headline and not shared


def duplicate(a: Profile, b: Profile) -> bool:
    """Whether both hold the same text, word for word or nearly so. Short texts never count:
    two outlets may well print one headline."""
    if min(a.length, b.length) < _COPY_WORDS:
        return False
    return a.digest == b.digest or _held(a.paragraphs, b.paragraphs) or _alike(a, b)


def _held(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether nearly all of a text's paragraphs, where it has three, stand in the other."""
    one, other = {*a}, {*b}
    common = len(one & other)
    if not common:
        return False
    whole = len(a) >= 3 and common >= _HELD * len(one)
    return whole or (len(b) >= 3 and common >= _HELD * len(other))


def _alike(a: Profile, b: Profile) -> bool:
    """Whether two texts of about one length are made of the same words in the same order."""
    if min(a.length, b.length) < 0.85 * max(a.length, b.length):
        return False
    size = min(len(a.sketch), len(b.sketch))
    common = {*a.sketch}.intersection(b.sketch)
    if not size or len(common) < _COPY * size:
        return False
    lowest = sorted({*a.sketch, *b.sketch})[:size]
    return sum(one in common for one in lowest) >= _COPY * size


def _copy(article_id: int, a: Profile, b: Profile) -> Match:
    more = len({*b.paragraphs} - {*a.paragraphs})
    fewer = len({*a.paragraphs} - {*b.paragraphs})
    return Match(
        article_id, 1.0, "same", _same_text(more, fewer), _same_text(fewer, more), copied=True
    )


def _same_text(more: int, fewer: int) -> str:
    """What a copy has that the article beside it lacks; where it lacks some, too, that."""
    if more == fewer == 0:
        return "the same text"
    if not more:
        return f"the same text without {plural(fewer, 'paragraph')}"
    own = f"the same text, {plural(more, 'paragraph')} of its own"
    return f"{own}, {fewer:,} left out" if fewer else own


def _tied(a: Profile, b: Profile, found: Evidence) -> bool:
    """Whether more than chance words connect a short text: a name, or a telling title word."""
    if min(a.length, b.length) >= _SHORT:
        return True
    return found.named > 0 or found.telling > evidence.TELLING or not (a.headline and b.headline)


def _says_little(a: Profile, b: Profile, found: Evidence) -> bool:
    """Whether one of two texts with headlines says no more than a sentence or two, and too little
    of what the other says."""
    shorter = min(a, b, key=lambda one: one.length)
    if shorter.length >= _BRIEF or not (a.headline and b.headline):
        return False
    if all(mark & TITLE for mark in shorter.marks):
        return found.days is None and found.ties < _TIES
    return found.strong < _TIES or not found.named


def _level(a: Profile, b: Profile, found: Evidence, score: float) -> Level | None:
    if a.site and a.site == b.site:
        return "follow-up" if score >= FOLLOWS or _goes_on(found) else None
    if found.days is None or found.days <= SAME_DAYS:
        return "same" if score >= SAME else "possible" if score >= POSSIBLE else None
    # Older, and about the same people: background.
    if found.named < 2:
        return None
    timeless = replace(found, days=None, fading=1.0, weekday=False, other_weekday=False)
    return "follow-up" if join.probability(timeless) >= LATER else None


def _goes_on(found: Evidence) -> bool:
    """Whether a report goes on with an earlier one of its outlet: as sure as if that were of the
    day before, and after more than some days only where it is about the same people."""
    if found.days is None:
        return False
    yesterday = replace(found, days=min(found.days, 1.0), fading=1.0)
    if found.days > SAME_DAYS:
        if found.named < _PEOPLE or found.names_told < _TOLD:
            return False
        yesterday = replace(yesterday, weekday=False, other_weekday=False)
    return join.probability(yesterday) >= FOLLOWS


def _reason(asked: Asking, other: Profile, found: Evidence, surface: Mapping[str, str]) -> str:
    """The shared names and terms that weighed most, and the time between where it is known."""
    ranked = sorted(
        evidence.shared(asked, other), key=lambda one: -one.added * (2 if one.named else 1)
    )
    said: list[str] = []
    stems = [asked.words[one.term] for one in ranked]
    for word in [surface.get(stem, stem) for stem in stems if _says(stem, surface)]:
        # "Iran" and "Iranian" say the same thing twice.
        if all(word[:4].casefold() != other[:4].casefold() for other in said):
            said.append(word)
        if len(said) == 3:
            break
    reason = ", ".join(said) or "common words only"
    return reason if found.days is None else f"{reason} · {_between(asked.profile, other)}"


def _says(stem: str, surface: Mapping[str, str]) -> bool:
    """Whether a word says something to a person: "ran" and "off" are rare enough at times, "Inc"
    and "Read" are written like names, and all say nothing."""
    word = surface.get(stem, stem)
    if word.casefold() in _SILENT:
        return False
    if not word.isascii() or not word.islower():
        return True
    return len(word) > _EMPTY and _usual(stem) >= evidence.TELLING


def _between_languages(words: Sequence[str], a: Profile, b: Profile) -> str:
    telling = [word for word in words if word.casefold() not in _SILENT]
    reason = f"{', '.join(telling[:3])} · in another language"
    undated = math.isnan(a.moment) or math.isnan(b.moment)
    return reason if undated else f"{reason} · {_between(a, b)}"


def _between(a: Profile, b: Profile) -> str:
    """The time between two known moments: by the days of the calendar here, in hours where two
    days touch and both have a time of day."""
    days = abs((_day(a.moment) - _day(b.moment)).days)
    hours = abs(a.moment - b.moment) / 3600
    if not days:
        return "same day"
    if hours < 36 and a.moment % _DAY and b.moment % _DAY:
        return f"{max(round(hours), 1)} h apart"
    return f"{plural(days, 'day')} apart"


def _day(moment: float) -> date:
    """The day of a moment; midnight sharp in UTC is how a page that names only a day is read."""
    known = datetime.fromtimestamp(moment, UTC)
    return (known.astimezone() if moment % _DAY else known).date()
