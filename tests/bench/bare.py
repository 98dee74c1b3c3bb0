"""The peer for start-up: the smallest Textual app there is. Prints READY, ends on q.

python tests/bench/bare.py
"""

from textual.app import App
from textual.widgets import Static


class Bare(App):
    """One line of text."""

    BINDINGS = [("q", "quit", "quit")]  # noqa: RUF012 -- as every Textual app writes it

    def compose(self):
        """The line."""
        yield Static("READY")


if __name__ == "__main__":
    Bare().run()
