"""A field that holds one of a few values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """Shows the value chosen, by its words; Space and the arrows choose another."""

    DEFAULT_CSS = """
    Choice {
        height: 1;
        width: 1fr;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right,l", "step(1)", show=False),
        Binding("left,h", "step(-1)", show=False),
    ]

    def __init__(self, words: Mapping[str, str], value: str, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._words = words
        self.value = value

    def render(self) -> Content:
        """The value, between arrows where it may be changed now."""
        words = self._words[self.value]
        if self.has_focus:
            return Content.assemble(("‹ ", "$mark"), (words, "$ink"), (" ›", "$mark"))
        return Content.styled(words, "$ink")

    def on_click(self) -> None:
        """The next one."""
        self.action_step(1)

    def action_step(self, by: int) -> None:
        """The next value, or the one before."""
        values = list(self._words)
        self.value = values[(values.index(self.value) + by) % len(values)]
        self.refresh()
