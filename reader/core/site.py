"""Which articles are of one site: what repeats in them and what a person's rules say of them
holds for that site alone."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from reader.core.text import squeeze

_FRONT: Final = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
"""What stands before a host's name for another look of the same pages."""


def site_of(url: str, site: str | None) -> str | None:
    """The host of an http(s) address without "www.", "m." or "amp."; for an article without
    such an address the site it names itself; None where neither is known."""
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.scheme in {"http", "https"} else None
    except ValueError:  # an address nobody can read
        host = None
    if host:
        return _FRONT.sub("", squeeze(host).rstrip("."))
    return squeeze(site or "") or None
