"""Which of the titles a page gives itself is its headline.

A page's h1, its JSON-LD headline, og:title and title element often differ: the first is what a
reader sees, the others are worded for lists and searches and carry the site's name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from reader.core.text import lower_words, squeeze

_PARTED: Final = re.compile(r"\s+[|·•»«:—–-]+\s+|\s*[|｜丨]\s*|\s*::\s*|_")
_SAME: Final = re.compile(r"\W+")
_LONGEST: Final = 400
_SHARED: Final = 0.5
"""Share of the shorter title's words from which two titles are of one story."""
_HEADLINE: Final = 4
"""Words from which a page's only h1 is its headline, whatever its other titles are."""


def best_title(said: Sequence[str], headings: Sequence[str], sites: Sequence[str]) -> str | None:
    """The headline among the titles that metadata `said`, best first, and the h1 `headings`;
    `sites` are the names of the site. An h1 wins that shares its words with what was said, or
    that is the only one and no name of the site, if it is long or has all words of what was
    said; else the first title that was said, without the site's name at its end or beginning;
    else the only h1."""
    headings = [_begun(unescaped(heading)) for heading in headings[:20]]
    known = {_bare(site) for site in sites if site}
    known |= {_bare(site.split(".")[0]) for site in sites if site}
    cut = [without_site(_begun(unescaped(title)), known, headings) for title in said if title]
    heads = [heading for heading in headings if not _is_site(heading, known)]
    likely = [(max(map(_likeness, cut, [head] * len(cut)), default=0.0), head) for head in heads]
    shared, head = max(likely, key=lambda pair: pair[0], default=(0.0, ""))
    if shared >= _SHARED:
        return head[:_LONGEST]
    alone = heads[0] if len(heads) == 1 else ""
    if alone and (len(lower_words(alone)) >= _HEADLINE or _says_all(alone, cut)):
        return alone[:_LONGEST]
    return next((title[:_LONGEST] for title in [*cut, alone] if title), None)


def unescaped(text: str) -> str:
    """A text whose entities a page escaped twice ("&#8217;" in a title) as it was meant."""
    return squeeze(html.unescape(text)) if "&" in text else text


def _begun(text: str) -> str:
    """A title without the mark that parts it from a kicker that is not there (": City of
    superlatives"). A dash stays: it opens a quotation in many languages."""
    return text.lstrip(" :;,|·") or text


def _likeness(one: str, two: str) -> float:
    """How alike two titles are: the share of the shorter one's words that the other has; more
    than all where one holds the other whole."""
    first, second = _bare(one[:_LONGEST]), _bare(two[:_LONGEST])
    if first == second:
        return 2.0 if first else 0.0
    short, long = sorted((first, second), key=len)
    if len(short) >= 8 and short in long and 3 * len(short) >= len(long):
        return 1.0 + len(short) / len(long)
    mine, others = set(lower_words(one)), set(lower_words(two))
    least = min(len(mine), len(others))
    return len(mine & others) / least if least > 2 else 0.0


def _says_all(head: str, said: Sequence[str]) -> bool:
    """Whether an h1 has every word of the first title that was said: "Bridge closes: live" says
    more than "Live"."""
    return bool(said) and set(lower_words(head)).issuperset(lower_words(said[0]))


def _bare(text: str) -> str:
    return _SAME.sub("", text.lower())


def without_site(title: str, known: set[str], headings: Sequence[str]) -> str:
    """`title` without a last or first part that is the site's name; a part is also cut where
    an h1 is exactly what remains."""
    marks = list(_PARTED.finditer(title))[:20]
    if not marks:
        return title
    heads = {_bare(heading) for heading in headings}
    for mark in marks:
        if _bare(title[: mark.start()]) in heads:
            return title[: mark.start()].strip()
    while marks:
        first, last = marks[0], marks[-1]
        if _is_site(title[last.end() :], known):
            title, marks = title[: last.start()], marks[:-1]
        elif _is_site(title[: first.start()], known):
            return title[first.end() :].strip()
        else:
            break
    return title.strip()


def _is_site(part: str, known: set[str]) -> bool:
    bare = _bare(part)
    return bare in known or any(
        len(name) > 3 and (name in bare or bare in name) and len(bare) > 2 and part.count(" ") < 5
        for name in known
    )
