"""Reading lists of other programs: Pocket (CSV, HTML), Instapaper (CSV), wallabag and Omnivore
(JSON).

They are told apart by their own columns and keys. What comes out are addresses of the web with
what the person did with them there: title, tags, when it was added, read or archived, starred;
and the text that wallabag saved.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from reader.core.errors import FormatError
from reader.core.feeds import LeftOut, ReadingList, SavedLink
from reader.core.model import Payload
from reader.formats.feed_dates import moment
from reader.formats.feed_text import hypertext, line
from reader.formats.list_items import left_out, refused, web, words
from reader.formats.read import label, raw_text

_LINKS: Final = 200_000
"""Links that are read of one list."""
_INSTAPAPER: Final = frozenset({"unread", "archive", "starred"})
"""Instapaper's own folders; the others are the person's."""
_POCKET_HTML: Final = re.compile(r"<a\b[^<>]*\btime_added\s*=", re.IGNORECASE)

Row = dict[str, Any]


def is_reading_list(text: str) -> bool:
    """Whether `text` is a list that `read` knows."""
    return _reader(text) is not None


def read(payload: Payload) -> ReadingList:
    """The links that another program's export holds, in its order, each once. Raises FormatError
    where the bytes are no export that is known."""
    text = raw_text(payload)
    reader = _reader(text)
    if reader is None:
        hint = "exports of Pocket, Instapaper, wallabag and Omnivore are read"
        raise FormatError(f"{label(payload.url)} is not a reading list", hint)
    found: dict[str, SavedLink] = {}
    leftover: list[LeftOut] = []
    try:
        for given, link in reader(text):
            name = link.title or given
            if url := web(given):
                if url in found:
                    leftover.append(left_out(name, "its address stands in the list before"))
                elif len(found) < _LINKS:
                    found[url] = replace(link, url=url)
                else:
                    leftover.append(left_out(name, f"it comes after the first {_LINKS:,}"))
            else:
                leftover.append(refused(name, given))
    except (ValueError, RecursionError) as error:  # JSON is read as a whole or not at all
        raise FormatError(f"{label(payload.url)} is broken JSON", "export it again") from error
    except csv.Error as error:
        leftover.append(left_out("the rest of the list", f"its lines are broken: {error}"))
    return ReadingList(tuple(found.values()), tuple(leftover))


def _reader(text: str) -> Callable[[str], Iterator[tuple[str, SavedLink]]] | None:
    """What reads a list of this form, by its first line or its first item."""
    start = text.lstrip("\ufeff \t\r\n")[:4000]
    columns = {name.strip().strip('"').lower() for name in start.partition("\n")[0].split(",")}
    if {"url", "time_added"} <= columns:
        return _pocket
    if {"url", "timestamp"} <= columns and columns & {"folder", "selection"}:
        return _instapaper
    if start.startswith(("[", "{")):
        return next((reader for key, reader in _JSON.items() if f'"{key}"' in text), None)
    return _pocket_page if _POCKET_HTML.search(text[:100_000]) else None


def _rows(text: str) -> Iterator[Row]:
    """The rows of a CSV file by their columns' names in lower case."""
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff").replace("\0", ""), newline=""))
    names = [name.strip().lower() for name in next(lines, [])]
    return (dict(zip(names, row, strict=False)) for row in lines if any(row))


def _pocket(text: str) -> Iterator[tuple[str, SavedLink]]:
    for row in _rows(text):
        status = row.get("status", "").lower()
        yield _link(row, words(row.get("tags", "").split("|")), row.get("time_added"),
                    read=status == "archive")  # fmt: skip


def _instapaper(text: str) -> Iterator[tuple[str, SavedLink]]:
    for row in _rows(text):
        folder = row.get("folder", "")
        own = [] if folder.lower() in _INSTAPAPER else [folder]
        tags = words([*own, *_listed(row.get("tags", ""))])
        yield _link(row, tags, row.get("timestamp"), read=folder.lower() == "archive",
                    starred=folder.lower() == "starred")  # fmt: skip


def _listed(text: str) -> list[str]:
    """Instapaper's tags, a JSON list within the cell."""
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return text.split(",")
    return [tag for tag in found if isinstance(tag, str)] if isinstance(found, list) else []


def _pocket_page(text: str) -> Iterator[tuple[str, SavedLink]]:
    """Pocket's own HTML: links in lists, each list under what was done with them."""
    from reader.formats.html_tree import parse  # noqa: PLC0415 -- lxml, for this form only

    root = parse(text)
    archived = False
    for element in root.iter("h1", "a") if root is not None else ():
        said = "".join(element.itertext())
        if element.tag == "h1":
            archived = "archive" in said.lower()
        elif element.get("time_added"):
            row = {"url": element.get("href") or "", "title": said}
            tags = words((element.get("tags") or "").split(","))
            yield _link(row, tags, element.get("time_added"), read=archived)


def _items(text: str) -> Iterator[Row]:
    """The objects of a JSON list. Raises ValueError or RecursionError where it is broken."""
    found = json.loads(text.lstrip("\ufeff"), strict=False)
    if isinstance(found, dict):
        found = next((value for value in found.values() if isinstance(value, list)), [])
    return (item for item in found if isinstance(item, dict))


def _wallabag(text: str) -> Iterator[tuple[str, SavedLink]]:
    for item in _items(text):
        yield _link(item, _labels(item.get("tags")), item.get("created_at"),
                    read=_true(item.get("is_archived")),
                    starred=_true(item.get("is_starred")))  # fmt: skip


def _omnivore(text: str) -> Iterator[tuple[str, SavedLink]]:
    for item in _items(text):
        progress = item.get("readingProgress")
        done = isinstance(progress, int | float) and progress >= 100
        archived = str(item.get("state", "")).lower() == "archived"
        yield _link(item, _labels(item.get("labels")), item.get("savedAt"), read=archived or done)


def _labels(value: object) -> tuple[str, ...]:
    """Tags, as strings or as objects with a label or a name."""
    items = value[:200] if isinstance(value, list) else []
    named = (item.get("label") or item.get("name") if isinstance(item, dict) else item
             for item in items)  # fmt: skip
    return words(name for name in named if isinstance(name, str))


def _true(value: object) -> bool:
    return value is True or value in (1, "1")


def _link(
    row: Row, tags: tuple[str, ...], added: object, *, read: bool, starred: bool = False
) -> tuple[str, SavedLink]:
    """The address as it was given, and the link without it."""
    given, title = row.get("url"), row.get("title")
    named = line(title) if isinstance(title, str) else None
    when = moment(str(added)) if isinstance(added, str | int) else None
    url, text = given if isinstance(given, str) else "", row.get("content")
    content = hypertext(text, url) if isinstance(text, str) else None
    return url, SavedLink("", None if named == url else named, tags, when, read, starred, content)


_JSON: Final = {"is_archived": _wallabag, "savedAt": _omnivore}
"""What reads a JSON list, by a key that no other has."""
