"""What a command's arguments name: the library, an article of it or of a source."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from reader import config
from reader.core.errors import SourceError, UsageError
from reader.core.model import Article
from reader.library.library import Library


def path_of(given: Namespace) -> Path:
    """The library's file: named, or one's own."""
    return Path(given.db).expanduser().absolute() if given.db else config.paths().library


def opened(given: Namespace, path: Path | None = None) -> Library:
    """The library, made if missing; `path` where it is another's than the arguments say."""
    allowed = config.settings(config.paths().settings).allow_private
    return Library(path or path_of(given), allow_private=allowed)


def existing(given: Namespace) -> Library | None:
    """The library where there is one: reading makes none. Raises SourceError where one is named
    that is not there."""
    if path_of(given).exists():
        return opened(given)
    if given.db:
        raise SourceError(f"{path_of(given)}: no library yet", "newsreader add SOURCE makes one")
    return None


def needed(given: Namespace) -> Library:
    """The library, where the command means nothing without one. Raises SourceError."""
    library = existing(given)
    if library is None:
        raise SourceError(f"{path_of(given)}: no library yet", "newsreader add SOURCE makes one")
    return library


def looked_at(given: Namespace, source: str) -> Article:
    """The article of a source, or a stored one by its number where no file has that name."""
    number = number_of(source)
    library = existing(given) if number is not None else None
    if library and number is not None:
        with library:
            if library.find(source) is not None:
                return library.article(number)
            raise UsageError(f"no article {number} is stored, and no file has that name")
    from reader.library.looking import look  # noqa: PLC0415 -- beside its only use

    allowed = config.settings(config.paths().settings).allow_private
    return look(source, allow_private=allowed)


def number_of(source: str) -> int | None:
    """The number of a stored article where that is what `source` is."""
    return int(source) if source.isdecimal() and not Path(source).exists() else None


def say_empty(given: Namespace) -> None:
    """That nothing is stored, on standard error, and how to store something."""
    if not given.json:
        sys.stderr.write("newsreader: the library is empty (newsreader add SOURCE…)\n")
