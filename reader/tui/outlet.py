"""What to call where an article came from, where it does not say so itself."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from reader.core.text import squeeze


def outlet(site: str | None, url: str) -> str:
    """The site's name; without one the URL's host, a file's own name, or
    where else the text came from."""
    name = squeeze(site or "")
    if name or not url:
        return name
    if url.startswith("stdin:"):
        return "standard input"
    try:
        split = urlsplit(url)
        return squeeze(split.hostname or PurePosixPath(unquote(split.path)).name)
    except ValueError:
        return ""
