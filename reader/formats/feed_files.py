"""The files an entry brings along as blocks of its article: each a line with a link.

What kind of file it is comes first, then what the feed says of it, its type, length and size:
`Audio: The last crossing · mp3 · 1 h 2 min · 57 MB`. Nothing of it is ever fetched. A picture that
the feed gives in several sizes is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from reader.core.feeds import Enclosure, Entry
from reader.core.model import ENCLOSURE, Block, Evidence, Run

_KINDS: Final = {"audio": "Audio", "video": "Video", "image": "Picture"}
_ENDINGS: Final = {
    "mp3": "audio", "m4a": "audio", "ogg": "audio", "opus": "audio", "flac": "audio",
    "mp4": "video", "m4v": "video", "webm": "video", "mov": "video",
    "jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "webp": "image",
}  # fmt: skip
"""What a file is whose feed does not say it, by the end of its name."""
_TYPES: Final = {
    ("audio", "mpeg"): "mp3", ("audio", "mp4"): "m4a", ("text", "plain"): "text",
    ("application", "json+chapters"): "json", ("application", "x-subrip"): "srt",
}  # fmt: skip
"""Media types whose second half says little to a person."""
_PLAIN: Final = 12
"""Characters of a type that a person can read; "vnd.openxmlformats-…" is none."""


def blocks(entry: Entry) -> tuple[Block, ...]:
    """A block for each file, in the feed's order."""
    evidence = Evidence(path=ENCLOSURE)
    return tuple(
        Block("figure", (Run(_line(one), one.url),), evidence=evidence)
        for one in _each(entry.enclosures)
    )


def _each(files: tuple[Enclosure, ...]) -> Iterator[Enclosure]:
    """The files that can be opened; of a picture in several sizes the first."""
    seen: set[tuple[str, str, str | None]] = set()
    for one in files:
        if not one.url.startswith(("http://", "https://")):  # a stored entry may be any file's
            continue
        parts = urlsplit(one.url)
        same = (parts.netloc, parts.path, one.title)
        if _kind(one) != "image" or same not in seen:
            seen.add(same)
            yield one


def _kind(one: Enclosure) -> str:
    """The first half of its media type, or what its name ends in stands for."""
    said = (one.media_type or "").lower().partition("/")[0]
    return said if said in _KINDS else _ENDINGS.get(_ending(one.url), said)


def _ending(url: str) -> str:
    return PurePosixPath(urlsplit(url).path).suffix.lstrip(".").lower()


def _line(one: Enclosure) -> str:
    """What is said of one file."""
    name = one.role.capitalize() or _KINDS.get(_kind(one), "File")
    credit = f"({one.credit})" if one.credit else ""
    said = " ".join(part for part in (one.title, credit) if part)
    lasts = _lasting(one.duration) if one.duration else ""
    size = _size(one.length) if one.length else ""
    facts = (f"{name}: {said}" if said else name, _type(one), lasts, size)
    return " · ".join(fact for fact in facts if fact)


def _type(one: Enclosure) -> str:
    """Its type in a word: "mp3", "jpeg", "vtt"; empty where none is known."""
    kind, _, given = (one.media_type or "").lower().partition(";")[0].strip().partition("/")
    short = _TYPES.get((kind, given), given.removeprefix("x-"))
    return short if short and len(short) <= _PLAIN else _ending(one.url)[:_PLAIN]


def _lasting(seconds: int) -> str:
    """ "1 h 2 min", "42 min", "35 s"."""
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    said = ((hours, "h"), (minutes, "min"))
    return " ".join(f"{number} {unit}" for number, unit in said if number)


def _size(length: int) -> str:
    """ "57 MB", "121 KB"."""
    if length >= 10 * 1024**2:
        return f"{length / 1024**2:,.0f} MB"
    return f"{length / 1024**2:.1f} MB" if length >= 1024**2 else f"{max(1, length // 1024)} KB"
