"""What all lists of addresses share: only the web's come out, each once, and for every line that
does not there is a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from reader.core import addresses
from reader.core.feeds import LeftOut, Subscription
from reader.core.text import shorten, squeeze
from reader.formats.feed_text import LINE, address, line

_SHOWN: Final = 80
"""Cells of a line that is named in a sentence."""
_TAGS: Final = 50
"""Tags of one address that stands in many folders."""
_SCHEMES: Final = ("http://", "https://")


def web(text: str | None) -> str | None:
    """The address of the web that `text` is, or None."""
    text = addresses.unwrapped(squeeze((text or "")[:LINE]))
    bare = addresses.bare(text)
    if bare and bare.path:  # in a list it has one
        text = addresses.unasked(text)
    if text[:8].lower().startswith(_SCHEMES):
        scheme, _, rest = text.partition(":")
        return address(f"{scheme.lower()}:{rest}", "")
    return None


def left_out(item: str, reason: str) -> LeftOut:
    """One item that was not taken."""
    return LeftOut(shorten(squeeze(item[:LINE]), _SHOWN) or "an empty line", reason)


def refused(item: str, given: str) -> LeftOut:
    """An item whose address is none of the web's."""
    given = squeeze(given[:LINE])
    if not given:
        return left_out(item, "it names no address")
    scheme = given.partition(":")[0].lower()
    if given.startswith("|") or scheme in {"exec", "filter"}:
        return left_out(item or given, "it runs a program, which a list may not")
    return left_out(item or given, f"{shorten(given, _SHOWN)} is no address of the web")


def words(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Tags, cleaned, each once."""
    return tuple(dict.fromkeys(found for text in texts if text and (found := line(text))))


def merged(found: Iterable[Subscription]) -> tuple[tuple[Subscription, ...], list[LeftOut]]:
    """Each address once: what stands in several folders is in its first, with the others as
    tags; and a sentence for each that was merged."""
    first: dict[str, Subscription] = {}
    twice: list[LeftOut] = []
    for one in found:
        known = first.setdefault(one.url, one)
        if known is not one:
            reason = "its address stands in the list before, and was taken once"
            twice.append(left_out(one.title or one.url, reason))
            more = (tag for tag in (*one.tags, *one.folders) if tag not in known.folders)
            tags = tuple(dict.fromkeys((*known.tags, *more)))[:_TAGS]
            first[one.url] = replace(known, tags=tags) if tags != known.tags else known
    return tuple(first.values()), twice
