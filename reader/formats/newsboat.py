"""newsboat's `urls` file: one feed a line, its tags behind it.

    https://outlet.example/feed.xml news "long reads" "~The Outlet" !

"~" before a tag makes it the feed's title, "!" hides its entries from the list. Lines that run a
program (`exec:`, `filter:`) or search the store (`query:`) are named and left out, never run; so is
every other line that is no address, and those that are come in for all that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from reader.core.feeds import FeedList, LeftOut, Subscription
from reader.core.model import Payload
from reader.formats.feed_text import line
from reader.formats.list_items import left_out, merged, refused, web, words
from reader.formats.read import raw_text

_PLAIN: Final = re.compile(r'[^\s"\\#!~]+')
_TOKEN: Final = re.compile(r'"((?:[^"\\]|\\.)*+)"?|(\S+)')
_KEPT: Final = {
    "exec:": "it runs a program, which is never done",
    "filter:": "it runs a program on a feed, which is never done",
    "query:": "it is a search over the other feeds, not a feed",
    "file:": "it is a file of one machine, not a feed of the web",
}
"""How lines begin that are no feeds of the web, and what they are."""


def read(payload: Payload) -> FeedList:
    """The feeds that the file names, in its order; comments and empty lines count for nothing."""
    found: list[Subscription] = []
    leftover: list[LeftOut] = []
    for text in raw_text(payload).splitlines():
        tokens = _tokens(text)
        if not tokens:
            continue
        given, tags = tokens[0], tokens[1:]
        reason = next((why for start, why in _KEPT.items() if given.lower().startswith(start)), "")
        if reason:
            leftover.append(replace(left_out(given, reason), line=line(text) or ""))
        elif url := web(given):
            found.append(_subscription(url, tags))
        else:
            leftover.append(refused(text, text))
    subscriptions, twice = merged(found)
    return FeedList(subscriptions, (*leftover, *twice))


def write(subscriptions: Sequence[Subscription], aside: Sequence[str]) -> str:
    """The list as newsboat's `urls`, which `read` gives back, with the lines that were kept aside
    at its end, as they came. Folders, which it does not know, are tags."""
    lines = [" ".join([one.url, *_words(one)]) for one in subscriptions]
    return "".join(f"{text}\n" for text in (*lines, *aside))


def _tags(one: Subscription) -> list[str]:
    title = [f"~{one.title}"] if one.title else []
    return [*title, *one.folders, *one.tags]


def _words(one: Subscription) -> list[str]:
    return [*map(_quoted, _tags(one)), *(["!"] if one.hidden else [])]


def _quoted(tag: str) -> str:
    if _PLAIN.fullmatch(tag):
        return tag
    return '"' + re.sub(r'(["\\])', r"\\\1", tag) + '"'


def _tokens(text: str) -> list[str]:
    """The words of a line, up to one outside quotes that begins with "#": that is a comment."""
    pairs = ((found[1], found[2]) for found in _TOKEN.finditer(text))
    quoted = takewhile(lambda pair: not (pair[1] or "").startswith("#"), pairs)
    return [re.sub(r"\\(.)", r"\1", inside) if inside is not None else bare
            for inside, bare in quoted]  # fmt: skip


def _subscription(url: str, tags: list[str]) -> Subscription:
    titles = [tag[1:] for tag in tags if tag.startswith("~")]
    return Subscription(
        url=url,
        title=line(titles[-1]) if titles else None,
        tags=words(tag for tag in tags if not tag.startswith(("~", "!"))),
        hidden=any(tag.startswith("!") for tag in tags),
    )
