"""The line at the bottom: the few keys that matter most here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style

from reader.tui.widgets.line import Line

Item = tuple[str, str, str]
"""An action's id, its key and its word."""


class KeyLine(Line):
    """Keys and what they do; a click on one does it."""

    @dataclass
    class Pressed(Message):
        """A key was clicked."""

        action_id: str

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._items: Sequence[Item] = ()

    def show(self, items: Sequence[Item]) -> None:
        """Name these keys, as far as they fit."""
        self._items = items
        self._draw()

    def on_resize(self) -> None:
        """More or fewer fit."""
        self._draw()

    def _draw(self) -> None:
        gap = "   " if self.size.width >= 60 else "  "
        room = self.size.width - len(gap[1:])
        pieces: list[Content] = []
        for action_id, key, label in self._items:
            size = cell_len(key) + 1 + cell_len(label)
            if size > room:
                break
            room -= size + len(gap)
            content = Content.assemble((key, "bold $mark"), " ", (label, "$quiet"))
            pieces.append(content.stylize(Style.from_meta({"press": action_id})))
        self.say(Content(gap[1:]) + Content(gap).join(pieces))

    def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        action_id = event.style.meta.get("press")
        if isinstance(action_id, str):
            self.post_message(self.Pressed(action_id))
