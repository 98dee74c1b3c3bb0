"""The keys of one place."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.tui.keys import GROUPS, Place, of_place
from reader.tui.layout.wrap import wrap

_COLUMN = 13
_NAMES: dict[Place, str] = {
    "list": "the list",
    "reader": "the reader",
    "sidebar": "the sidebar",
    "compare": "comparing",
    "places": "the list of places",
    "rail": "the places beside the list",
    "starters": "the well-known feeds",
}


def key_help(place: Place, width: int) -> Content:
    """Every key of `place` and its sentence, by groups, the sentences in a column."""
    lines = [Content.assemble(("Keys in " + _NAMES[place], "bold $ink"))]
    keys = of_place(place)
    for group in GROUPS:
        of_group = [key for key in keys if key.group == group]
        if of_group:
            lines += [Content(""), Content.assemble((group, "bold $quiet"))]
        for key in of_group:
            for number, (start, end) in enumerate(wrap(key.help, width - _COLUMN)):
                shown = "" if number else key.shown
                lines.append(
                    Content.assemble((shown.ljust(_COLUMN), "$mark"), (key.help[start:end], "$ink"))
                )
    return Content("\n").join(lines)


class HelpScreen(ModalScreen[None]):
    """Over the screen until q, Esc or ?."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,question_mark,enter", "dismiss", show=False),
        Binding("j,down", "scroll('down')", show=False),
        Binding("k,up", "scroll('up')", show=False),
        Binding("space,pagedown", "scroll('page_down')", show=False),
        Binding("b,pageup", "scroll('page_up')", show=False),
        Binding("g,home", "scroll('top')", show=False),
        Binding("G,end", "scroll('bottom')", show=False),
    ]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place: Place = place

    def compose(self) -> ComposeResult:
        """One scrolling panel."""
        with VerticalScroll(id="panel"):
            yield Static(key_help(self._place, self._width()), markup=False)

    def _width(self) -> int:
        """What the panel leaves for its text."""
        return max(min(84, self.app.size.width * 94 // 100) - 5, 20)

    def on_resize(self) -> None:
        """Wrap anew."""
        self.query_one(Static).update(key_help(self._place, self._width()))

    def action_scroll(self, how: str) -> None:
        """Scroll the panel."""
        panel = self.query_one("#panel", VerticalScroll)
        page, whole = panel.size.height, panel.virtual_size.height
        steps = {
            "down": 1, "up": -1, "page_down": page, "page_up": -page,
            "top": -whole, "bottom": whole,
        }  # fmt: skip
        panel.scroll_relative(y=steps[how], animate=False)
