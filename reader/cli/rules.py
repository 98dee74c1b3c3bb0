"""`newsreader rules`: what was said of blocks, listed, exported, imported, removed."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from reader.cli import output
from reader.core.errors import SourceError, UsageError
from reader.core.text import plural, squeeze
from reader.library.library import Library

_LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a file of rules: ten thousand have one megabyte."""


def run(given: Namespace, path: Path, opened: Callable[[], Library]) -> int:
    """Do what was asked with the rules of the library at `path`, which `opened` opens."""
    if given.action == "import":
        return _import(given.file, opened)
    if given.action == "remove" and not path.exists():
        raise UsageError(f"{path}: no library yet")
    if not path.exists():
        # Reading makes no library.
        return _nothing(given)
    with opened() as library:
        if given.action == "remove":
            library.rules.remove(given.numbers)
            gone = plural(len(set(given.numbers)), "rule")
            output.write(f"removed {gone} (u in the app takes it back)\n")
            return 0
        if given.action == "export":
            return _export(given, library.rules.export())
        found = library.rules.all()
    for rule in found:
        output.write(output.rule_json(rule) if given.json else f"{rule.number:6}  {rule.line}\n")
    return 0 if found else _nothing(given)


def _export(given: Namespace, text: str) -> int:
    output.export(given.file, text, plural(text.count("\n"), "rule"))
    return 0


def _nothing(given: Namespace) -> int:
    if given.action == "export":
        return _export(given, "")
    if not given.json:
        sys.stderr.write("newsreader: no rules yet (a and ! in the reader make them)\n")
    return 0


def _import(file: str, opened: Callable[[], Library]) -> int:
    """Add a file's rules, and name every line that is left out; 1 where there was one."""
    text = _read(file)
    with opened() as library:
        done = library.rules.take_in(text)
    for sentence in done.wrong:
        sys.stderr.write(f"newsreader: {squeeze(sentence)}\n")
    known = f", {done.known:,} were there already" if done.known else ""
    undo = " (u in the app takes it back)" if done.added else ""
    output.write(f"imported {plural(done.added, 'rule')}{known}{undo}\n")
    return int(bool(done.wrong))


def _read(file: str) -> str:
    """The text of a file, or of standard input. Raises SourceError."""
    try:
        if file == "-":
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            path = Path(file).expanduser()
            if path.exists() and not path.is_file():
                raise SourceError(f"{path} is not a regular file")
            with path.open("rb") as opened:
                data = opened.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        raise SourceError(f"{file}: {said}") from error
    if len(data) > _LARGEST:
        raise SourceError(f"{file}: larger than 4 MB, so no file of rules")
    return data.decode("utf-8-sig", "replace")
