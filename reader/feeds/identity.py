"""Which entry of a feed is which stored one, through edits of guid, address and title.

Feeds break each of the three: a CMS writes new guids, a site moves to another host, an editor
rewrites a headline; other feeds give all entries one guid or one address. So each pair of facts
is tried, the surest first, and decides only where it names one entry on either side. Readers that
trust one fact alone double entries on edits (Miniflux #3120) or lose those with doubled guids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

_APART: Final = timedelta(days=1)
"""Between the dates of two entries that are none of an edit: what comes daily under one title
and with one text is a new entry every time."""
_ENOUGH: Final = 20
"""Words below which an equal text proves nothing."""

_NAMES: Final = 8
"""Earlier names of one entry that are remembered."""

Name = tuple[str | None, str | None]
"""A guid and an address that an entry had together."""
Key = Callable[["Mark"], Hashable]


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells one entry from another. `url` is in normal form; `title` and `content` are
    digests, empty where there is none; that of a text too short to prove anything begins with
    "-": it tells whether the text changed, not which entry it is."""

    guid: str | None
    url: str | None
    title: str
    content: str
    published: datetime | None = None


def mark(
    guid: str | None, url: str | None, title: str | None, text: str, published: datetime | None
) -> Mark:
    """The mark of an entry with this plain title and text."""
    words = text.split()
    content = digest(" ".join(words))
    if content and len(words) < _ENOUGH:
        content = f"-{content}"
    return Mark(guid, url, digest(" ".join((title or "").split())), content, published)


def digest(text: str) -> str:
    """A short digest of `text`, empty for none: 64 bits, of a feed's thousand entries two are
    alike once in 10^13."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest() if text else ""


def match(
    known: Sequence[Mark],
    came: Sequence[Mark],
    page: str | None = None,
    earlier: Sequence[Sequence[Name]] = (),
) -> list[int | None]:
    """For each entry that came, the index of the known one that it is, or None for a new one.
    Each known one is given once. `page` is the address of the feed's own page, in normal form,
    which tells nothing where entries give it; `earlier` are the names each known one had before,
    which count last: an edit may be taken back."""
    found: list[int | None] = [None] * len(came)
    free = set(range(len(known)))
    _same(known, came, found, free)
    for key, agree in _STEPS:
        if not free or None not in found:
            break  # as with most feeds, whose entries are known as they are, or new
        _unique(known, came, found, free, _but(key, page), agree)
    if any(earlier) and free and None in found:
        _named_before(known, came, found, free, earlier)
    return found


def renamed(names: Sequence[Name], before: Mark, now: Mark) -> tuple[Name, ...]:
    """The names an entry had, newest first, when it is called otherwise now."""
    old, new = (before.guid, before.url), (now.guid, now.url)
    if old == new or not any(old):
        return tuple(names)
    return tuple(dict.fromkeys(name for name in (old, *names) if name != new))[:_NAMES]


def _named_before(
    known: Sequence[Mark],
    came: Sequence[Mark],
    found: list[int | None],
    free: set[int],
    earlier: Sequence[Sequence[Name]],
) -> None:
    """Pair what only one entry was ever called, guid and address before the guid alone."""
    names = [((one.guid, one.url), *had) for one, had in zip(known, earlier, strict=True)]
    for both in (True, False):
        owners: dict[Hashable, set[int]] = {}
        for index, had in enumerate(names):
            for guid, url in had:
                owners.setdefault(_name(guid, url, both=both), set()).add(index)
        here = Counter(_name(one.guid, one.url, both=both) for one in came)
        for index, one in enumerate(came):
            fact = _name(one.guid, one.url, both=both)
            owner = owners.get(fact, set())
            if found[index] is None and fact and here[fact] == 1 and len(owner) == 1:
                (at,) = owner
                if at in free:
                    found[index] = at
                    free.discard(at)


def _name(guid: str | None, url: str | None, *, both: bool) -> Hashable:
    return _both(guid, url) if both else guid


def _same(
    known: Sequence[Mark], came: Sequence[Mark], found: list[int | None], free: set[int]
) -> None:
    """Pair what is equal, in order, however often it stands there: first with its date, then in
    all but that."""
    for dated in (True, False):
        places: dict[Hashable, list[int]] = {}
        for index in sorted(free, reverse=True):
            places.setdefault(_all(known[index], dated=dated), []).append(index)
        for index, one in enumerate(came):
            left = places.get(_all(one, dated=dated), [])
            if found[index] is None and left and _near(known[left[-1]], one):
                found[index] = at = left.pop()
                free.discard(at)


def _unique(
    known: Sequence[Mark],
    came: Sequence[Mark],
    found: list[int | None],
    free: set[int],
    key: Key,
    agree: Callable[[Mark, Mark], bool],
) -> None:
    """Pair what one fact, or two, name on either side once and nothing speaks against."""
    here, there = Counter(map(key, came)), Counter(map(key, known))
    at = {key(known[index]): index for index in free}
    for index, one in enumerate(came):
        fact = key(one)
        if found[index] is not None or fact is None or here[fact] != 1 or there[fact] != 1:
            continue
        other = at.get(fact)
        if other is not None and other in free and agree(known[other], one):
            found[index] = other
            free.discard(other)


def _all(one: Mark, *, dated: bool) -> Hashable:
    return (one.guid, one.url, one.title, one.content, one.published if dated else None)


def _both(*facts: object) -> Hashable:
    return facts if all(facts) else None


def _path(one: Mark) -> str | None:
    """The address without its host; None for one that names no page there."""
    parts = urlsplit(one.url or "")
    where = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return where or None


def _text(one: Mark) -> str | None:
    """The digest of a text that is long enough to prove something."""
    return one.content if one.content and not one.content.startswith("-") else None


def _near(one: Mark, other: Mark) -> bool:
    """Whether two dates may be those of one entry; a missing one may be any."""
    if one.published is None or other.published is None:
        return True
    return abs(one.published - other.published) <= _APART


def _any(_one: Mark, _other: Mark) -> bool:
    return True


def _edited(one: Mark, other: Mark) -> bool:
    """Whether an entry at the same address is the same one: with another guid, title, text and
    date it is a page that is rewritten for each."""
    return (
        not (one.guid and other.guid and one.guid != other.guid)
        or (one.title != "" and one.title == other.title and _near(one, other))
        or (_text(one) is not None and one.content == other.content)
        or (one.published is not None and one.published == other.published)
    )


def _but(key: Key, page: str | None) -> Key:
    """`key`, blind to the feed's own page as an address."""
    if page is None:
        return key

    def seen(one: Mark) -> Hashable:
        return key(one if one.url != page else replace(one, url=None))

    return seen


_STEPS: Final[tuple[tuple[Key, Callable[[Mark, Mark], bool]], ...]] = (
    (lambda one: _both(one.guid, one.url), _any),
    (lambda one: _both(one.guid, one.title), _near),
    (lambda one: _both(one.guid, one.content), _near),
    (lambda one: one.guid, _any),
    (lambda one: one.url, _edited),
    (lambda one: _both(one.title, _text(one)), _near),
    (lambda one: _both(one.title, _path(one)), _near),
    (lambda one: _both(one.title, one.published), _any),
    (_text, _near),
)
"""What is tried, in this order, and what must not speak against it."""
