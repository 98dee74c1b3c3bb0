"""The marks of ordered lists: "3.", "c.", "iv.", forwards and backwards.

As the HTML Living Standard numbers them (4.4.5: start, reversed and type of ol, 4.4.8: value
of li).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from reader.formats.html_tree import Element

_NUMBER: Final = re.compile(r"\s*([+-]?\d{1,6})(?!\d)", re.ASCII)
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Count(NamedTuple):
    """Where an ordered list has come to."""

    following: int
    step: int
    style: str
    """The list's type: "1", "a", "A", "i" or "I"."""


def counted(element: Element) -> Count:
    """The count at the beginning of an `ol`."""
    start = _number(element.get("start"))
    back = element.get("reversed") is not None
    if start is None:
        start = sum(child.tag == "li" for child in element) if back else 1
    return Count(start, -1 if back else 1, element.get("type") or "1")


def next_mark(item: Element, count: Count) -> tuple[str, Count]:
    """The mark of the list's next `item`, and the count after it."""
    value = _number(item.get("value"))
    number = count.following if value is None else value
    return f"{_written(number, count.style)}.", count._replace(following=number + count.step)


def _number(given: str | None) -> int | None:
    found = _NUMBER.match(given) if given else None
    return int(found[1]) if found else None


def _written(number: int, style: str) -> str:
    if style in {"a", "A"} and 0 < number <= 26:
        return chr(ord(style) + number - 1)
    if style in {"i", "I"} and 0 < number < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
        return text if style == "i" else text.upper()
    return str(number)
