"""Changes to articles, all of which can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.core.text import plural, shorten, squeeze
from reader.tui import correcting, lists, panes, timeline

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.screens.main import MainScreen
    from reader.tui.state import Listing


def of_pane(screen: MainScreen) -> int | None:
    """The article the focused pane is about: of a story's row its lead, of a timeline the report
    at the bar; None for the manual and where there is none."""
    place = screen.place
    if place == "sidebar":
        return screen.sidebar.selected
    shown = screen.article.article
    if place == "reader" and shown is not None:
        return shown.id if shown.id > 0 else timeline.report(screen)
    return screen.headlines.article


def _meant(screen: MainScreen) -> Sequence[int]:
    """The articles that a change of the focused pane's article means: in the list of stories, all
    that tell the selected one."""
    if screen.place == "list" and screen.state.listing.of == "stories":
        story = screen.headlines.selected
        return [] if story is None else screen.library.stories.reports(story)
    article_id = of_pane(screen)
    return [] if article_id is None else [article_id]


def toggle_read(screen: MainScreen) -> None:
    """Mark read or unread; a story read unless all of it is."""
    found = screen.library.headlines(_meant(screen))
    unread = [row.id for row in found if not row.read]
    changed = unread or [row.id for row in found]
    if not changed:
        return
    screen.library.mark(changed, read=bool(unread))
    if len(changed) > 1:
        marked = "read" if unread else "unread"
        screen.say(f"marked {plural(len(changed), 'article')} {marked} · u takes it back")
    screen.changed()


def read_all(screen: MainScreen, listing: Listing | None = None) -> None:
    """Mark read all articles of a list, of the one that is shown for None, in one change. In a
    thread: 10,000 take 90 ms, 100,000 a second."""
    marked = listing or screen.state.listing

    def job(library: Library) -> int:
        unread = lists.unread_articles(library, marked)
        if unread:
            library.mark(unread, read=True)
        return len(unread)

    def done(count: int) -> None:
        screen.say(f"marked {count:,} read · u takes it back" if count else "nothing unread here")
        screen.changed()

    screen.in_thread(job, done, "mark")


def toggle_star(screen: MainScreen) -> None:
    """Star, or take the star away: of one article, in the list of stories the one shown."""
    article_id = of_pane(screen)
    if article_id is not None:
        starred = not screen.library.status(article_id).starred
        screen.library.mark([article_id], starred=starred)
        screen.changed()


def delete(screen: MainScreen) -> None:
    """Delete the article, or all of the story; say how to get it back; go on with the next."""
    ids = _meant(screen)
    if not ids:
        return
    if len(ids) == 1:
        what = f"“{shorten(squeeze(screen.library.article(ids[0]).title), 40)}”"
    else:
        what = plural(len(ids), "article")
    screen.library.remove(ids)
    screen.say(f"removed {what} · u brings {'it' if len(ids) == 1 else 'them'} back")
    lists.reload_soon(screen)
    correcting.catch_up(screen)
    shown = screen.article.article
    if shown is not None and shown.id in ids:
        panes.close_reader(screen)


def undo(screen: MainScreen) -> None:
    """Take the last change back; where that takes articles out of the library or unfollows several
    feeds, ask first: one `u` too many would empty the list. Asked already, the same key says
    yes."""
    asker = screen.places or screen
    if asker.prompt is not None:
        asker.close_prompt()
        undo_now(screen)
        return
    gone, feeds = screen.library.undo_takes
    if gone or feeds > 1:
        what = f"takes {plural(gone, 'article')} out of the library"
        if not gone:
            what = f"unfollows {plural(feeds, 'feed')}, whose articles stay"
        said = f"this {what} · u or Enter does it"
        asker.ask("undo", hint=lambda _: f"{said} · Esc cancels")
    else:
        undo_now(screen)


def undo_now(screen: MainScreen) -> None:
    """Take the last change back, whatever it was."""
    _replay(screen, screen.library.undo(), "undone", "nothing to undo")


def redo(screen: MainScreen) -> None:
    """Do what was undone again."""
    _replay(screen, screen.library.redo(), "done again", "nothing to do again")


def _replay(screen: MainScreen, what: str | None, did: str, nothing: str) -> None:
    if what is None:
        screen.say(nothing)
        return
    screen.say(f"{did}: {what}")
    if screen.library.behind:
        correcting.follow(screen)
    screen.state.restored = True
    lists.reload_soon(screen)
