"""Where a link really leads, and opening it outside.

A browser is started with an argument list, never through a shell, cut off from the terminal;
only http and https are ever opened.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from reader.core.errors import ReaderError, UsageError
from reader.core.text import cells, squeeze
from reader.tui.layout.wrap import fit

_MOMENT: Final = 3.0
"""Seconds in which a browser that cannot start says so."""
_NONE: Final = "no browser could be started; y copies the address"


@dataclass(frozen=True, slots=True)
class Target:
    """A link that may be opened: `host` is what a person should read before they do, then
    `rest`, its path and query; `named` where it carries a user name."""

    url: str
    host: str
    rest: str = ""
    named: bool = False

    def shown(self, width: int) -> str:
        """The link as it can be trusted in so many cells: the path is cut first, then the
        host's beginning, never its end."""
        note = " (carries a user name)" if self.named else ""
        room = max(width - cells(note), 12)
        host = self.host
        while cells(host) > room:
            host = "…" + host[2:]
        return host + fit(self.rest, room - cells(host)) + note


def target(url: str) -> Target:
    """What `url` leads to. Raises UsageError for anything but http and https."""
    url = squeeze(url)
    try:
        split = urlsplit(url)
        host, port = split.hostname or "", split.port
    except ValueError as error:
        raise UsageError(f"this link cannot be read: {error}") from error
    if split.scheme not in {"http", "https"} or not host:
        raise UsageError(f"only web links are opened, not {split.scheme or 'this'}")
    shown = honest_host(host)
    if port is not None and port not in {80, 443}:
        shown = f"{shown}:{port}"
    query = f"?{split.query}" if split.query else ""
    rest = split.path + query
    return Target(url, shown, "" if rest == "/" else rest, "@" in split.netloc)


def honest_host(host: str) -> str:
    """`host` as it can be trusted on a screen: a name in letters of two scripts only in its
    punycode, one in another script than Latin with its punycode beside it."""
    if host.isascii():
        return host
    try:
        plain = host.encode("idna").decode("ascii")
    except UnicodeError:
        plain = host.encode("ascii", "backslashreplace").decode("ascii")
    if any(len(_scripts(label)) > 1 for label in host.split(".")):
        return plain
    return f"{host} ({plain})"


def _scripts(label: str) -> set[str]:
    """The scripts of a label's letters, by the first word of their Unicode names."""
    return {unicodedata.name(char, "?").split(" ")[0] for char in label if char.isalpha()}


def opener() -> list[str]:
    """The command that opens a URL on this system. Raises ReaderError where there is none."""
    names = ["open"] if sys.platform == "darwin" else ["xdg-open", "wslview", "gio"]
    for name in names:
        found = shutil.which(name)
        if found:
            return [found, "open"] if name == "gio" else [found]
    raise ReaderError(_NONE)


def open_outside(link: Target) -> None:
    """Start the browser on `link`; gives it a moment to fail, so only a thread calls this.
    Raises ReaderError where there is none or it fails."""
    try:
        started = subprocess.Popen(  # noqa: S603 - an argument list; the URL begins with http
            [*opener(), link.url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        code = started.wait(_MOMENT)
    except subprocess.TimeoutExpired:
        return  # it runs
    except OSError:
        code = 1
    if code:
        raise ReaderError(_NONE)
