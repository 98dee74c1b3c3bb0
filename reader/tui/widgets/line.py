"""A line of text that says something about the rest of the screen."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class Line(Widget):
    """Shows one Content, never markup; repaints only when it changes."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.content = Content("")

    def say(self, content: Content) -> None:
        """Show `content`."""
        if content != self.content or content.spans != self.content.spans:
            self.content = content
            self.refresh()

    def render(self) -> Content:
        """What is shown."""
        return self.content
