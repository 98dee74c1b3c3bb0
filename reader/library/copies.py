"""What a copy of a text has of its own: paragraphs that the first to print the text lacks.

Whichever report is open, and in the timeline too, a copy is held against the first of its like in
time, so that every screen says the same of it. What a copy left out is not told: it adds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader import store
from reader.core.model import Headline, Related
from reader.core.text import plural
from reader.stories.profile import Profile


def added(db: store.Database, firsts: dict[int, int]) -> dict[int, str]:
    """ "2 paragraphs of its own" of each article that has some which the one it is held against,
    the first with its text, has not."""
    stored = store.links.profiles(db, [*{*firsts, *firsts.values()}])
    held = {one: frozenset(Profile.from_bytes(data).paragraphs) for one, data in stored.items()}
    none: frozenset[int] = frozenset()
    more = {one: len(held.get(one, none) - held.get(to, none)) for one, to in firsts.items()}
    return {one: f"{plural(count, 'paragraph')} of its own" for one, count in more.items() if count}


def folded(db: store.Database, found: Sequence[Related], about: int | None) -> list[Related]:
    """The rows beside the article `about`, None for one that is not stored: those folded together
    with what each has of its own. The article itself is one of them where it has their text."""
    folds: dict[int, list[Related]] = {}
    for one in found:
        folds.setdefault(one.twin or one.headline.id, []).append(one)
    here = store.articles.headlines(db, [about]) if about is not None else []
    firsts: dict[int, int] = {}
    for fold in folds.values():
        if len(fold) > 1:
            rows = [one.headline for one in fold] + (here if fold[0].link.copied else [])
            first = min(rows, key=_moment).id
            firsts.update({one.headline.id: first for one in fold})
    owned = added(db, firsts)
    return [replace(one, own=owned.get(one.headline.id, "")) for one in found]


def _moment(row: Headline) -> tuple[bool, float, int]:
    """What puts reports in order of time, those without a date last."""
    return row.published is None, (row.published or row.listed_at).timestamp(), row.id
