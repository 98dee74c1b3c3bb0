"""Which feeds an address leads to, and what a list of feeds or links holds. Runs in the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, Final, NamedTuple

from reader.core.errors import FetchError, FormatError, NoTlsError, ReaderError
from reader.core.following import Answer, Question
from reader.core.model import Payload
from reader.core.when import iso
from reader.feeds import redirects
from reader.formats import discovery, feed, holding, newsboat, opml, reading_lists
from reader.formats.read import label, raw_text
from reader.web.addresses import Network, normalise
from reader.web.many import ask, fetch_all

_TRIED: Final = 10
"""Addresses that a page names and that are looked at."""


class Found(NamedTuple):
    """A feed that can be followed."""

    url: str
    title: str | None
    link: str | None
    answer: Answer
    """What its server said."""


def feeds_of(url: str, allowed: Sequence[Network], held: Answer | None = None) -> list[Found]:
    """The feed at `url`; else those that the page there names, best first; else the first at one
    of the usual places of its site. Only feeds that could be read come out. `held` is what the
    server of `url` said, where it was asked already. Raises FetchError or FormatError with what a
    person can do."""
    url = normalise(url)
    answer = held or ask(Question(0, url, trusted=True), allowed)
    if answer.error:
        failure = NoTlsError if answer.no_tls else FetchError
        raise failure(_named(answer.error, url))
    payload = Payload(answer.body, answer.url, answer.media_type)
    kind = holding.holding(payload)
    if kind == "feed":
        return [_found(answer, url)]
    if kind != "article":
        raise FormatError(f"{url} is a list, not a feed", "newsreader import takes it in")
    links = discovery.feed_links(raw_text(payload), answer.url)[:_TRIED]
    named = _readable([link.url for link in links], url, allowed)
    if named:
        return named
    for guess in discovery.guesses(answer.url):  # one after the other: most are not there
        if usual := _readable([guess], url, allowed):
            return usual
    raise FormatError(f"{url} names no feed, and none is at the usual places of its site")


def _readable(urls: Sequence[str], named: str, allowed: Sequence[Network]) -> list[Found]:
    """Those of the addresses at which there is a feed, in their order. A page must not lead to a
    private address, unless its own is the same one."""
    own = named.split("/", 3)[:3]
    questions = [
        Question(key, url, trusted=url.split("/", 3)[:3] == own) for key, url in enumerate(urls)
    ]
    found: dict[int, Found] = {}
    for answer in fetch_all(questions, allowed):
        try:
            if not answer.error:
                found[answer.key] = _found(answer, urls[answer.key])
        except ReaderError:  # what is no feed is none of those that are sought
            continue
    return list({found[key].url: found[key] for key in sorted(found)}.values())


def _found(answer: Answer, url: str) -> Found:
    """The feed of an answer, at the address to follow it by."""
    read = feed.read(Payload(answer.body, answer.url, answer.media_type))
    moved = redirects.target(answer.hops)
    said = replace(answer, hops=()) if moved else answer
    return Found(moved or normalise(url), read.title, read.link, said)


def _named(said: str, url: str) -> str:
    return said if url in said else f"{url}: {said}"


def listed(payload: Payload) -> dict[str, Any]:
    """What a list holds: subscriptions, or links of a reading list, and what is left out. Raises
    FormatError where it is none."""
    kind = holding.listed(payload)
    if kind in {"opml", "urls"}:
        found = opml.read(payload) if kind == "opml" else newsboat.read(payload)
        return {
            "subscriptions": [asdict(one) for one in found.subscriptions],
            "links": [],
            "left_out": [list(asdict(one).values()) for one in found.left_out],
        }
    if kind == "reading list":
        kept = reading_lists.read(payload)
        links = [asdict(one) | {"added": iso(one.added)} for one in kept.links]
        return {
            "subscriptions": [],
            "links": links,
            "left_out": [list(asdict(one).values()) for one in kept.left_out],
        }
    name = label(payload.url)
    if kind == "feed":
        raise FormatError(f"{name} is a feed, not a list of feeds", "newsreader add follows one")
    hint = "OPML, newsboat's urls, and exports of Pocket, Instapaper, wallabag and Omnivore are"
    raise FormatError(f"{name} is no list of feeds or links", hint)
