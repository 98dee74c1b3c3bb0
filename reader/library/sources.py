"""What a person names: files, folders, URLs, standard input; each becomes items to take in."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import unquote, urlsplit

from reader.core import addresses
from reader.core.errors import FetchError, NoTlsError, SourceError, TooComplexError
from reader.core.model import Payload
from reader.formats.unpack import LIMIT

_T = TypeVar("_T")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


def urls(source: str, *, files: bool = True) -> tuple[str, ...]:
    """The URLs that a source may mean, the likelier first; none for a file or standard input.
    What has no scheme but looks like a host and its path is an address where no file is named so,
    and no folder as its host; where no `files` are meant, in any case."""
    source = addresses.unwrapped(source)
    if not files:
        bare = addresses.bare(source)
        return bare.urls if bare else (source,)
    if source.lower().startswith(("http://", "https://")):
        return (source,)
    bare = addresses.bare(source, files=True)
    if bare is None or os.path.lexists(source) or os.path.lexists(source.partition("/")[0]):
        return ()
    return bare.urls


def is_url(source: str) -> bool:
    """Whether a source is fetched over the network."""
    return bool(urls(source))


def asked(source: str, ask: Callable[[str], _T], *, files: bool = True) -> tuple[_T, str]:
    """What `ask` gives for the URL that a source means (see `urls`); and a sentence where that is
    by http because no TLS connection could be made, the only failure after which another is asked.
    Raises what `ask` does."""
    first, *others = urls(source, files=files) or (source,)
    try:
        return ask(first), ""
    except NoTlsError:
        if not others:
            raise
    except FetchError as error:
        if not (others and files):
            raise
        raise type(error)(f"{error.message}; no file is named so either", error.hint) from error
    return ask(others[0]), by_http(others[0])


def by_http(url: str) -> str:
    """That an address without a scheme is asked without TLS."""
    return f"no TLS connection could be made: {url} was asked instead"


def expand(source: str) -> Iterator[str]:
    """The items behind one source: itself, or a folder's files, in a stable order.

    In folders: regular files only, hidden ones skipped, symlinked folders not followed, so
    that no loop, device or pipe is ever read.
    """
    path = local(source)
    if path is None or not path.is_dir():
        yield source
        return
    found = False
    for folder, names, files in os.walk(path, followlinks=False):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            item = Path(folder, name)
            if not name.startswith(".") and item.is_file():
                found = True
                yield str(item)
    if not found:
        raise SourceError(f"{path} holds no file that could be read")


def local(source: str) -> Path | None:
    """The file or folder a source names; None for a URL or standard input."""
    if source == "-" or is_url(source):
        return None
    if not source.strip():
        raise SourceError("an empty name is no source")
    scheme = _SCHEME.match(source)
    if scheme and scheme.group(1).lower() != "file":
        raise SourceError(f"{source}: only http, https and file URLs are read")
    if source.lower().startswith("file://"):
        parts = urlsplit(source)
        if parts.netloc not in {"", "localhost"}:
            raise SourceError(f"{source} names a file on another machine")
        return Path(unquote(parts.path))
    return Path(source).expanduser()


def read(source: str) -> Payload:
    """The bytes of a file or of standard input. Raises SourceError or TooComplexError."""
    path = local(source)
    if path is None:
        data = sys.stdin.buffer.read(LIMIT + 1)
        if not data:
            raise SourceError("standard input is empty")
        _within(len(data), "standard input")
        return Payload(data, f"stdin:{hashlib.sha256(data).hexdigest()}")
    try:
        real = path.resolve(strict=True)
        # Opened without waiting and checked afterwards: a pipe that nobody writes to would
        # block, and a name can change between a check and an open.
        with os.fdopen(os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise SourceError(f"{path} is not a regular file")
            _within(about.st_size, str(path))
            data = file.read(LIMIT + 1)
    except (OSError, RuntimeError, ValueError) as error:
        # RuntimeError: a loop of symbolic links; ValueError: a NUL in the name.
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise SourceError(f"{path}: {reason}") from error
    _within(len(data), str(path))
    return Payload(data, real.as_uri())


def _within(size: int, name: str) -> None:
    if size > LIMIT:
        raise TooComplexError(f"{name} is larger than {LIMIT // 1024**2} MB")
