"""What an empty library says instead of nothing."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widget import Widget

from reader.core.text import plural

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
        self._feeds = 0
        self._gone = ""

    def show(self, feeds: int, gone: str) -> None:
        """Say how many `feeds` are followed, how to ask them, and where what they brought has
        `gone`."""
        if (feeds, gone) != (self._feeds, self._gone):
            self._feeds, self._gone = feeds, gone
            self.refresh()

    def render(self) -> Content:
        """Keys in a column, what they do beside them."""
        offers = list(_OFFERS)
        if self._feeds:
            offers.insert(0, ("R", f"ask {plural(self._feeds, 'feed')} that you follow"))
        size = max(len(key) for key, _ in offers)
        lines = [
            Content.assemble(("Your library is empty.", "bold $ink")),
            Content.assemble(
                (self._gone or "Articles you open are kept here, on your disk.", "$quiet")
            ),
            Content(""),
        ]
        for key, said in offers:
            if self.size.width >= 60:
                lines.append(Content.assemble((key.ljust(size + 3), "$mark"), (said, "$ink")))
            else:
                lines.append(Content.assemble((key, "$mark"), "  ", (said, "$ink")))
        return Content("\n").join(lines)
