"""Long lists of numbers in statements that take only so many values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

_Value = TypeVar("_Value", int, str)
_CHUNK: Final = 500
"""Values per statement: far below SQLite's old limit of 999, even where all stand twice."""


def parts(values: Sequence[_Value]) -> Iterable[tuple[list[_Value], str]]:
    """The values in handy portions, each with the question marks it fills."""
    for start in range(0, len(values), _CHUNK):
        part = list(values[start : start + _CHUNK])
        yield part, ",".join("?" * len(part))
