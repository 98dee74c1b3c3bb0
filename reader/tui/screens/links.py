"""The links of an article: number, words, and where each one really leads."""

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

from reader.core.errors import UsageError
from reader.core.text import squeeze
from reader.tui.hosts import target
from reader.tui.layout.wrap import fit

_MOST = 200
"""Links that are listed; the link prompt knows them all."""


class LinksScreen(ModalScreen[str | None]):
    """Enter gives the link back, q and Esc nothing."""

    CSS = """
    LinksScreen {
        align: center middle;
        background: $ground 60%;
    }
    #panel {
        width: 84;
        max-width: 94%;
        height: auto;
        max-height: 90%;
        background: $bar;
        padding: 1 2;
        scrollbar-size-vertical: 1;
    }
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
        Binding("q,escape,number_sign", "dismiss", show=False),
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
    ]

    def __init__(self, links: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._links = links[:_MOST]

    def compose(self) -> ComposeResult:
        """A heading and the list."""
        with Vertical(id="panel"):
            yield Static(Content(f"Links · {len(self._links):,}"), id="panel-head", markup=False)
            options = (
                Option(_option(number, text, href))
                for number, (text, href) in enumerate(self._links, 1)
            )
            yield OptionList(*options, markup=False, compact=True)

    def action_step(self, by: int) -> None:
        """Down or up in the list."""
        menu = self.query_one(OptionList)
        menu.highlighted = max(0, min((menu.highlighted or 0) + by, len(self._links) - 1))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._links[event.option_index][1])


def _option(number: int, text: str, href: str) -> Content:
    try:
        host = target(href).host
    except UsageError as error:
        host = str(error)
    return Content.assemble(
        (f"{number:>3}  ", "$mark"),
        (fit(squeeze(text), 44), "$ink"),
        (f"  {host}", "$quiet"),
    )
