"""The line at the top: where one is on the left, what goes on on the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from reader.tui.layout.wrap import fit
from reader.tui.widgets.line import Line


class ContextLine(Line):
    """Name, place, and on the right the view or a job's progress."""

    def __init__(self) -> None:
        super().__init__(id="context")
        self._parts = ("", "", False)

    def show(self, where: str, right: str, *, busy: bool = False) -> None:
        """Say where one is, and what goes on; `busy` sets the right part in the accent."""
        self._parts = (where, right, busy)
        self._draw()

    def on_resize(self) -> None:
        """Cut to another width."""
        self._draw()

    def _draw(self) -> None:
        where, right, busy = self._parts
        width = max(self.size.width - 2, 0)
        name = "newsreader  " if width >= 60 else ""
        right = fit(right, width // 2)
        where = fit(where, width - len(name) - cell_len(right) - 2)
        first, dot, rest = where.partition(" · ")
        gap = width - len(name) - cell_len(where) - cell_len(right)
        self.say(
            Content.assemble(
                " ",
                (name, "bold $mark"),
                (first, "bold $ink"),
                (dot + rest, "$quiet"),
                " " * max(gap, 0),
                (right, "$mark" if busy else "$quiet"),
            )
        )
