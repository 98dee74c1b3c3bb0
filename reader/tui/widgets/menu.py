"""A list to choose from, whose keys are those of the screen that it is on."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.tui.widgets.moves import Move, moved


class Menu(OptionList, inherit_bindings=False):
    """Rows of text, never markup; of rows that are shown again only those that changed are
    painted."""

    DEFAULT_CSS = """
    Menu, Menu:focus {
        background: $bar;
        background-tint: $bar 0%;
        border: none;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
        self._shown: list[Content] = []

    @property
    def at(self) -> int:
        """The number of the selected row; 0 where there is none."""
        return self.highlighted or 0

    def show(self, lines: Sequence[Content], at: int) -> None:
        """Show these rows, the one with the number `at` selected."""
        if len(lines) == len(self._shown):
            for number, (line, before) in enumerate(zip(lines, self._shown, strict=True)):
                if line != before or line.spans != before.spans:
                    self.replace_option_prompt_at_index(number, line)
        else:
            self.set_options([Option(line) for line in lines])
        self._shown = list(lines)
        self.highlighted = max(min(at, len(lines) - 1), 0) if lines else None

    def on_resize(self) -> None:
        """The selected row stays on the screen."""
        self.scroll_to_highlight()

    def move(self, how: Move) -> None:
        """Move the selection."""
        self.highlighted = moved(self.at, how, max(self.size.height, 1), len(self._shown) - 1)
