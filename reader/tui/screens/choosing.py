"""A list over the screen to choose one row from: an article's links, the manual's pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option


class ChoosingScreen(ModalScreen[int | None]):
    """Enter gives the number of the row back, from 0; q, Esc and the keys that open it nothing."""

    CSS = """
    #panel-head {
        text-style: bold;
        padding-bottom: 1;
    }
    #panel OptionList {
        height: auto;
        max-height: 24;
        background: $bar;
        border: none;
        padding: 0;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,number_sign,f1", "dismiss", show=False),
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
    ]

    def __init__(self, head: str, rows: Sequence[Content], at: int = 0) -> None:
        super().__init__()
        self._head, self._rows, self._at = head, rows, at

    def compose(self) -> ComposeResult:
        """A heading and the list, the row `at` selected."""
        with Vertical(id="panel"):
            yield Static(Content(self._head), id="panel-head", markup=False)
            menu = OptionList(*map(Option, self._rows), markup=False, compact=True)
            menu.highlighted = self._at
            yield menu

    def action_step(self, by: int) -> None:
        """Down or up in the list."""
        menu = self.query_one(OptionList)
        menu.highlighted = max(0, min((menu.highlighted or 0) + by, len(self._rows) - 1))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)
