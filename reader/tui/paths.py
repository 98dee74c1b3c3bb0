"""Completing what is typed into the open prompt: files and folders, `~`, file://."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reader.core.text import clean, plural
from reader.library import sources

_MOST = 500
"""Entries of a folder that are looked at."""
_FETCHES = "Enter fetches this address · Esc cancels"


def source_of(text: str) -> str:
    """What was typed as a source: quotes taken off, `~` and file:// opened up."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.lower().startswith("file://"):
        text = unquote(urlsplit(text).path)
    return str(Path(text).expanduser()) if text.startswith("~") else text


def is_address(text: str) -> bool:
    """Whether what was typed is an address of the web, also one that is none of those read."""
    source = source_of(text)
    return "://" in source or sources.is_url(source)


def problem(text: str) -> str:
    """Why what was typed cannot be opened; empty where it may be: addresses are not looked at."""
    source = source_of(text)
    if is_address(text) or os.path.exists(source):  # noqa: PTH110 - False for what is no path
        return ""
    return f"there is no {clean(source)} · web addresses begin with https://"


def candidates(text: str) -> list[str]:
    """The paths that begin with what was typed, folders with a slash at their end."""
    if "://" in text and not text.lower().startswith("file://"):
        return []
    source = source_of(text) if text else ""
    folder, _, start = source.rpartition("/")
    where = Path(folder + "/") if "/" in source else Path()
    try:
        with os.scandir(where) as entries:
            names = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for entry, _ in zip(entries, range(_MOST), strict=False)
                if entry.name.startswith(start)
                and entry.name == clean(entry.name)
                and (start or not entry.name.startswith("."))
            )
    except OSError:
        return []  # no such folder: nothing to offer
    prefix = f"{folder}/" if "/" in source else ""
    return [prefix + name for name in names]


def completed(text: str) -> str:
    """`text` made longer as far as all that fits agrees."""
    found = candidates(text)
    return os.path.commonprefix(found) if found else text  # noqa: RUF071 - by letters is meant


def offer(text: str) -> str:
    """One line on what `text` could become."""
    if not text.strip():
        return "a file, a folder or a URL · Tab completes · Enter opens · Esc cancels"
    if "://" in text and not text.lower().startswith("file://"):
        return _FETCHES
    found = candidates(text)
    if not found and sources.is_url(source_of(text)):
        return _FETCHES
    if not found:
        return "nothing here has this name · Esc cancels"
    names = "  ".join(Path(path).name + ("/" if path.endswith("/") else "") for path in found[:6])
    more = f"  and {plural(len(found) - 6, 'more', 'more')}" if len(found) > 6 else ""
    return clean(names + more)
