"""A feed's settings as what stands in the fields of a form, and back.

The values are those of `newsreader feeds rename`, `tag` and `set`; a field that nobody touched
leaves its setting as it was, also one that could not be written so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, Literal

from reader.core.errors import UsageError
from reader.core.following import FULL_TEXT, FeedSettings, folders_of, interval, tags_of
from reader.core.text import squeeze

Field = Literal["name", "folder", "tags", "full_text", "every", "keep", "address"]


@dataclass(frozen=True, slots=True)
class About:
    """What a form says of a field: before it, and below while it has the keys."""

    label: str
    hint: str


FIELDS: Final[dict[Field, About]] = {
    "name": About("name", "nothing for the name that it has itself"),
    "folder": About("folder", "coast / north is a folder in a folder · nothing for none"),
    "tags": About("tags", "with commas between them"),
    "full_text": About("whole pages", "Space or ← → choose which entries' pages are fetched"),
    "every": About(
        "ask every",
        "hours, 0.25 at least · nothing for as often as its entries come\n"
        'counts for F5, newsreader refresh, and refresh = "due" in config.toml',
    ),
    "keep": About("keep for", "days that read articles stay in the lists · nothing for ever"),
    "address": About("address", "where it is asked · its articles stay what they are"),
}
"""The fields, from top to bottom."""
WHEN: Final[dict[str, str]] = {
    "truncated": "of cut entries",
    "always": "of all entries",
    "never": "of none",
}
LONGEST: Final = 999_999
"""Minutes or days that a setting may have, as in the command."""


def texts(settings: FeedSettings) -> dict[Field, str]:
    """What stands in the fields, but for the address, which is no setting."""
    hours = settings.every.total_seconds() / 3600 if settings.every else 0
    return {
        "name": squeeze(settings.name or ""),
        "folder": " / ".join(map(squeeze, settings.folders)),
        "tags": ", ".join(map(squeeze, settings.tags)),
        "full_text": settings.full_text,
        "every": f"{hours:g}" if settings.every else "",
        "keep": str(settings.keep.days) if settings.keep else "",
    }


def settled(before: FeedSettings, fields: Mapping[Field, str]) -> FeedSettings:
    """The settings that the fields say. Raises UsageError for one that says none."""
    was = texts(before)
    changed = {field: text for field, text in fields.items() if text != was.get(field, text)}
    settings = before
    for field, text in changed.items():
        settings = _set(settings, field, text)
    return settings


def _set(settings: FeedSettings, field: Field, text: str) -> FeedSettings:
    if field == "name":
        return replace(settings, name=squeeze(text) or None)
    if field == "folder":
        return replace(settings, folders=folders_of(text))
    if field == "tags":
        return replace(settings, tags=tags_of(text.split(",")))
    if field == "full_text":
        return replace(settings, full_text=next(one for one in FULL_TEXT if one == text))
    if field == "every":
        return replace(settings, every=interval(_number(text, "hours", 60)))
    days = _number(text, "days", 1)
    return replace(settings, keep=timedelta(days=days) if days else None)


def _number(text: str, unit: str, of: int) -> int:
    """So many units in those they are made `of`; 0 for nothing. Raises UsageError."""
    said = text.strip().replace(",", ".")
    if not said:
        return 0
    try:
        number = round(float(said) * of)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"“{squeeze(text)}” is no number of {unit}") from error
    if of == 1 and number != float(said):
        raise UsageError(f"“{squeeze(text)}” is no whole number of {unit}")
    if not 0 <= number <= LONGEST or (number == 0) != (float(said) == 0):
        raise UsageError(f"{squeeze(text)} {unit} is more, or less, than can be")
    return number
