"""Saying that the report selected in the sidebar tells the story being read, or does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.errors import UsageError

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


def say(screen: MainScreen, *, same: bool) -> None:
    """Keep what the person says of the two, and show the sidebar as it is now."""
    article, other = screen.article.article, screen.sidebar.selected
    if article is None or other is None:
        raise UsageError("there is no other report here of which to say it")
    if article.id < 0:
        raise UsageError("this is the manual")
    what = screen.library.stories.say(article.id, other, same=same)
    screen.changed()
    screen.say(f"{what} · u takes it back")
