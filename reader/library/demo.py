"""The demo: a library of its own, built from the articles that come with the program."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from reader.core.errors import StoreError
from reader.core.when import Clock, now
from reader.library.library import Library


def build(path: Path, clock: Clock = now) -> None:
    """Take the demo's articles into the library at `path`; one that holds any article already
    is left as it is, with what was read and starred in it. Raises StoreError."""
    with (
        Library(path, clock=clock) as library,
        resources.as_file(resources.files("reader.demo") / "articles") as folder,
    ):
        if library.counts().articles:
            return
        for taken in library.take_in([str(folder)]):
            if taken.outcome == "failed":
                raise StoreError(f"the demo could not be built: {taken.message}")
