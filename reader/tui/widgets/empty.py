"""What an empty library says instead of nothing."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widget import Widget

_OFFERS: Final = (
    ("^O", "open a file, a folder or a URL"),
    ("+", "choose from well-known feeds"),
    ("newsreader demo", "look around in a library of samples"),
    ("?", "the keys"),
    ("F1", "the manual"),
    ("Q", "quit"),
)


class Empty(Widget):
    """Offers a first step."""

    def __init__(self) -> None:
        super().__init__(id="empty")

    def render(self) -> Content:
        """Keys in a column, what they do beside them."""
        size = max(len(key) for key, _ in _OFFERS)
        lines = [
            Content.assemble(("Your library is empty.", "bold $ink")),
            Content.assemble(("Articles you open are kept here, on your disk.", "$quiet")),
            Content(""),
        ]
        for key, said in _OFFERS:
            if self.size.width >= 60:
                lines.append(Content.assemble((key.ljust(size + 3), "$mark"), (said, "$ink")))
            else:
                lines.append(Content.assemble((key, "$mark"), "  ", (said, "$ink")))
        return Content("\n").join(lines)
