"""Entries and a feed's state as JSON, for the store and between the app and its worker.

What an object leaves out has its default, so that a later version may add fields. An entry's
strings are cleaned when they are read: what is kept as its raw source may be any file's bytes.
"""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final

from reader.core.feeds import ROLES, Enclosure, Entry, RefreshHints
from reader.core.following import FULL_TEXT, Answer, FeedSettings, FeedState, Hop
from reader.core.text import clean, squeeze

ENTRY_TYPE: Final = "application/vnd.newsreader.entry+json"
"""The media type of an entry that is kept as an article's raw source."""
_MOMENTS: Final = frozenset({
    "published", "updated", "full_at", "checked_at", "changed_at", "due_at", "wait_until",
})  # fmt: skip
_SPANS: Final = frozenset({"every", "keep", "ttl", "period"})
_LONG: Final = frozenset({"content", "summary"})


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """The entry as an object of JSON."""
    return _packed(entry)


def entry_from_json(said: dict[str, Any]) -> Entry:
    """The entry that `entry_to_json` wrote. Raises TypeError or ValueError for another object."""
    facts = {name: _cleaned(name, _unpacked(name, value)) for name, value in said.items()}
    files = map(_file, facts.pop("enclosures", ()))
    categories = tuple(squeeze(one) for one in facts.pop("categories", ()))
    return Entry(**{"id": None, "url": None, "title": None, **facts},
                 categories=categories, enclosures=tuple(files))  # fmt: skip


def _file(said: dict[str, Any]) -> Enclosure:
    """One of an entry's files. Raises TypeError or ValueError for another object."""
    facts: dict[str, Any] = {"url": "", **said}
    facts = {name: squeeze(one) if isinstance(one, str) else one for name, one in facts.items()}
    numbers = (facts.get("length"), facts.get("duration"))
    if facts.get("role", "") not in ROLES or not all(isinstance(n, int | None) for n in numbers):
        raise ValueError(said)
    return Enclosure(**facts)


def state_to_json(state: FeedState) -> dict[str, Any]:
    """The state as an object of JSON."""
    return _packed(state)


def state_from_json(said: dict[str, Any]) -> FeedState:
    """The state that `state_to_json` wrote."""
    facts = {name: _tuple(_unpacked(name, value)) for name, value in said.items()}
    return FeedState(**facts | {"hints": hints_from_json(facts.get("hints", {}))})


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """An answer without its body as an object of JSON."""
    said = asdict(replace(answer, body=b""))
    del said["body"]
    return said


def answer_from_json(said: dict[str, Any], body: bytes = b"") -> Answer:
    """The answer that `answer_to_json` wrote, with its body."""
    hops = tuple(Hop(**hop) for hop in said["hops"])
    return Answer(**said | {"hops": hops, "body": body})


def hints_to_json(hints: RefreshHints) -> dict[str, Any]:
    """The hints as an object of JSON."""
    return _packed(hints)


def hints_from_json(said: dict[str, Any]) -> RefreshHints:
    """The hints that `hints_to_json` wrote."""
    facts = {name: _unpacked(name, value) for name, value in said.items()}
    return RefreshHints(**{name: _tuple(value) for name, value in facts.items()})


def settings_to_json(settings: FeedSettings) -> dict[str, Any]:
    """The settings as an object of JSON."""
    return _packed(settings)


def settings_from_json(said: dict[str, Any]) -> FeedSettings:
    """The settings that `settings_to_json` wrote; a word of a newer version counts as not said."""
    facts = {name: _tuple(_unpacked(name, value)) for name, value in said.items()}
    if facts.get("full_text") not in FULL_TEXT:
        facts.pop("full_text", None)
    return FeedSettings(**facts)


def _packed(value: Any) -> dict[str, Any]:
    """A dataclass as JSON's own types, without what is empty."""
    said = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, RefreshHints):
            held = _packed(held)
        elif isinstance(held, datetime):
            held = held.isoformat()
        elif isinstance(held, timedelta):
            held = held.total_seconds()
        elif isinstance(held, tuple):
            held = [_packed(one) if isinstance(one, Enclosure) else one for one in held]
        if held not in (None, "", [], {}, 0, False):
            said[field.name] = held
    return said


def _unpacked(name: str, value: Any) -> Any:
    if name in _MOMENTS and value is not None:
        return datetime.fromisoformat(value)
    return timedelta(seconds=value) if name in _SPANS and value is not None else value


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _cleaned(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return clean(value, lines=True) if name in _LONG else squeeze(value)
    return value
