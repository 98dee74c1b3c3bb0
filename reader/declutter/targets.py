"""What an address says: whose it is, how deep it lies, which words it has.

Addresses are taken apart by hand: `urlsplit` costs five times as much, and a page has hundreds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

COLUMNS: Final = (
    "to_known", "to_other", "to_here", "to_home", "to_mail", "to_slug", "to_depth", "to_number",
    "to_file", "to_query",
)  # fmt: skip
"""What numbers say of an address: whether it is known, on another site, a place on this page, the
site's first page, a mail address; words of its last part, parts, whether it has a date or a long
number, names a file, asks a question."""
Target = tuple[tuple[float, ...], tuple[str, ...]]
"""A number for each of COLUMNS, and the words of the address."""
_NUMBER: Final = re.compile("[0-9](?:[0-9]{4}|(?:(?<=1)9|(?<=2)0)[0-9]{2}[-/]?[0-9]{2})")
"""Five digits, or a year and a month. What begins with one set of letters is sought at once."""
_WORD: Final = re.compile(r"[a-z]{2,}")
_SLUG: Final = 4
"""Words from which a last part is a headline: they tell of the story, not of the site."""
_WORDS: Final = 6
_SECOND: Final = [[name] for name in ("co", "com", "org", "net", "ac", "gov", "go", "or", "ne")]
_LETTER: Final = 18
"""Characters of a word where a script is written in percent signs."""


def target(href: str, home: str) -> Target:
    """What an address says, on a page of the site `home`."""
    _, found, rest = href.partition("://")
    if not found:
        return (0.0, 0.0, 0.0, 0.0, href.startswith("mailto:"), 0.0, 0.0, 0.0, 0.0, 0.0), ()
    host, _, path = rest.partition("/")
    path, place, _ = path.partition("#")
    path, asked, _ = path.partition("?")
    site = _site(host)
    other = bool(home) and site != home
    parts = [part for part in path.lower().split("/") if part]
    last = parts[-1] if parts else ""
    size = _size(last)
    told = parts[:-1] if size >= _SLUG else parts
    said = _WORD.findall(" ".join(told))[:_WORDS]
    if other:
        said = [f"@{site.partition('.')[0]}", *said]
    if asked:
        said.append("?")
    return (
        1.0, other, bool(place), not parts, 0.0, min(size, 12) / 6, min(len(parts), 6) / 4,
        _NUMBER.search(path) is not None, "." in last[-6:], bool(asked),
    ), tuple(dict.fromkeys(said))  # fmt: skip


def _size(part: str) -> int:
    """About how many words the last part of a path has."""
    if "%" in part:
        return max(len(part) // _LETTER, 1)
    words = part.replace("_", "-").replace("+", "-").split("-")
    return len(words) - sum(map(str.isdigit, words))


def home_of(url: str) -> str:
    """The site of a page, as `target` wants it; empty where its address names none."""
    _, found, rest = url.partition("://")
    return _site(rest.partition("/")[0]) if found else ""


@lru_cache(maxsize=32)
def _site(host: str) -> str:
    """A host's last two names, three where the last but one is a country's own ("co.uk")."""
    names = host.lower().partition(":")[0].split(".")
    return ".".join(names[-3:] if len(names[-1]) == 2 and names[-2:-1] in _SECOND else names[-2:])
