"""Showing articles: following the list, reading, stepping, visiting related ones, views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from reader.core.model import VIEWS, Article, Related, View
from reader.tui import comparing, lists, only_here, panes, timeline, whole
from reader.tui.origin import block_of, origins
from reader.tui.state import Compared, Origin, Visit
from reader.tui.widgets.sidebar import none_tells

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.screens.main import MainScreen

LINED: Final[frozenset[View]] = frozenset({"source", "changes"})
"""Views whose blocks are others than the article's."""
NO_STORY: Final = {True: "the manual tells no story", False: "the timeline has the whole story"}
"""What is said of the manual, and of the other pages that are of our own making."""
_SCAN: Final = 400
"""Rows looked at one by one for the next unread article before the store is asked for all."""


def show(
    screen: MainScreen,
    article: Article,
    view: View = "reader",
    place: tuple[int, int | None] | None = None,
    row: int | None = None,
    related: int = 0,
) -> None:
    """Put `article` into the reader, at `place` or where it was left, the block at the bar in
    that `row` of the screen where it is known; that report of the sidebar is selected which is
    `related`."""
    keep_place(screen)
    screen.state.view = screen.state.asked = view
    screen.state.awaited, screen.state.finding = False, ""
    if place is None:
        place = (0, None)
        if article.id > 0:
            status = screen.library.status(article.id)
            place = (status.position, status.width)
    since = screen.library.changed_since(article.id) if article.id > 0 else None
    if since is not None or article.id != screen.state.kept[0]:  # back from `C` it still changed
        screen.state.changed = since
    screen.article.show(article, *place, row)
    screen.state.kept = (article.id, screen.article.block, place[1])
    screen.meter.show(screen.article.figures if article.id else None)
    whole.lacking(screen)
    only_here.mark(screen)
    if screen.state.sidebar:
        load_related(screen, related)
    screen.tell()


def clear(screen: MainScreen) -> None:
    """Nothing in the reader."""
    keep_place(screen)
    screen.state.visits.clear()
    screen.state.view = screen.state.asked = "reader"
    screen.state.awaited, screen.state.finding = False, ""
    screen.article.show(None)
    screen.meter.show(None)
    if screen.state.sidebar:
        load_related(screen)
    screen.state.why = False
    panes.arrange(screen)


def preview(screen: MainScreen) -> None:
    """Show the selected article, or the lead of the selected story, without marking it read;
    nothing where the list has no rows."""
    selected = screen.headlines.article
    shown = screen.article.article
    if not screen.headlines.ids:
        clear(screen)
    if selected is None or (shown is not None and shown.id == selected):
        return
    screen.state.visits.clear()
    show(screen, screen.library.article(selected))


def preview_here(screen: MainScreen) -> None:
    """Show the selected article unless one is being read."""
    if screen.place == "list":
        preview(screen)


def read(screen: MainScreen) -> None:
    """Read what is shown of the selected row: mark it read, give the reader the keys."""
    selected = screen.headlines.article
    if selected is None:
        return
    screen.stop_following()
    preview(screen)
    screen.state.reading = True
    panes.arrange(screen)
    screen.article.focus()
    mark_read(screen, selected)
    only_here.look(screen)


def mark_read(screen: MainScreen, article_id: int) -> None:
    """Mark an article read, unless it is, and remember that it was read as it stands."""
    if article_id <= 0:
        return
    unread = not screen.library.status(article_id).read
    if screen.library.note_read(article_id):
        if unread:
            screen.changed()
        else:
            screen.headlines.forget()


def in_manual(screen: MainScreen) -> bool:
    """Whether the keys go to the manual."""
    shown = screen.article.article
    return screen.place == "reader" and shown is not None and shown.id < 0


def step(screen: MainScreen, by: int) -> None:
    """Read the next row's article, or the one before; in the manual, turn pages."""
    if in_manual(screen):
        _turn(screen, by)
        return
    index = screen.headlines.index + by
    if 0 <= index < len(screen.headlines.ids):
        screen.headlines.select(index)
        read(screen)
    else:
        what = "story" if screen.state.listing.of == "stories" else "article"
        screen.say(f"this is the last {what}" if by > 0 else f"this is the first {what}")


def _turn(screen: MainScreen, by: int) -> None:
    """The next page of the manual, or the one before."""
    pages, shown = screen.manual, screen.article.article
    at = next((n for n, page in enumerate(pages) if shown and page.id == shown.id), 0) + by
    if 0 <= at < len(pages):
        show(screen, pages[at])
    else:
        screen.say("this is the last page" if by > 0 else "this is the first page")


def step_unread(screen: MainScreen, by: int) -> None:
    """Read the next row's article where something is unread, or the one before; in the manual,
    turn pages."""
    if in_manual(screen):
        _turn(screen, by)
        return
    index = next_unread(screen, by)
    if index is None:
        what = (
            "story with unread reports"
            if screen.state.listing.of == "stories"
            else "unread article"
        )
        screen.say(f"no {what} {'below' if by > 0 else 'above'}")
        return
    screen.headlines.select(index)
    read(screen)


def next_unread(screen: MainScreen, by: int) -> int | None:
    """The index of the next unread row from the selected one."""
    ids, index = screen.headlines.ids, screen.headlines.index
    order: Sequence[int] = range(index + 1, len(ids)) if by > 0 else range(index - 1, -1, -1)
    for at in order[:_SCAN]:
        row = screen.headlines.row(at)
        if row is not None and not row.read:
            return at
    if len(order) <= _SCAN:
        return None
    unread = lists.unread(screen.library, screen.state.listing)
    return next((at for at in order[_SCAN:] if ids[at] in unread), None)


def visit(
    screen: MainScreen,
    article: Article,
    block: int | None = None,
    compared: Compared | None = None,
) -> None:
    """Show an article from outside the list, at `block` where one is given; `back` returns to
    where one was, and to the comparison that one comes from. The sidebar goes where it would lie
    over the text, or has nothing to say."""
    if screen.state.view == "changes":
        to_reader(screen)
    shown = screen.article.article
    if shown is not None:
        screen.state.visits.append(
            Visit(
                shown,
                screen.state.view,
                screen.article.block,
                chosen_width(screen),
                screen.article.screen_row,
                screen.place,
                screen.sidebar.selected or 0 if screen.state.sidebar else None,
                compared,
            )
        )
    if panes.mode(screen) == "one" or article.id <= 0:
        screen.state.sidebar = False
    show(screen, article, place=None if block is None else (block, None))
    screen.state.reading = True
    panes.arrange(screen)
    screen.article.focus()
    mark_read(screen, article.id)
    only_here.look(screen)


def back(screen: MainScreen) -> None:
    """Return from a visit to where one was."""
    last = screen.state.visits.pop()
    screen.state.sidebar = last.related is not None
    place = (last.position, last.width)
    show(screen, last.article, last.view, place, last.row, last.related or 0)
    if last.place == "list":
        panes.to_list(screen)
        return
    panes.arrange(screen)
    screen.set_focus(screen.sidebar if last.place == "sidebar" else screen.article)
    timeline.renew(screen)
    only_here.look(screen)
    if last.compared is not None:
        comparing.show(screen, *last.compared)


def keep_place(screen: MainScreen) -> None:
    """Remember the block being read and the width chosen."""
    view = screen.article
    if view.article is None or view.article.id <= 0:
        return
    place = (view.article.id, view.block, chosen_width(screen))
    if place != screen.state.kept and screen.state.view not in LINED:
        screen.library.keep_place(*place)
        screen.state.kept = place


def chosen_width(screen: MainScreen) -> int | None:
    """The width chosen for the article; None for the usual one."""
    view = screen.article
    return view.measure if view.measure != view.usual else None


def next_view(screen: MainScreen) -> None:
    """The next way to look at the article; pressed again before it is there, the one after."""
    shown, state = screen.article.article, screen.state
    if shown is None or shown.id <= 0:
        return
    if state.view == "changes":
        to_reader(screen)
        return
    following = VIEWS[(VIEWS.index(state.asked) + 1) % len(VIEWS)]
    state.asked, state.awaited = following, True
    screen.tell()
    article_id = shown.id

    def job(library: Library) -> tuple[Article, list[int]]:
        article = library.view(article_id, following)
        if following != "source":
            return article, []
        return article, origins(
            library.article(article_id).document.blocks, article.document.blocks
        )

    def done(made: tuple[Article, list[int]]) -> None:
        now = screen.article.article
        if state.awaited and state.asked == following and now and now.id == article_id:
            look_anew(screen, made[0], following, made[1])

    def failed() -> None:
        if state.asked == following:
            state.awaited = False
            screen.tell()

    screen.in_thread(job, done, "view", failed)


def to_reader(screen: MainScreen) -> None:
    """From the changes of an article back to it."""
    shown = screen.article.article
    if shown is not None:
        look_anew(screen, screen.library.article(shown.id), "reader", [])


def look_anew(screen: MainScreen, article: Article, view: View, lines: list[int]) -> None:
    """Show the same article in another view, the line being read where it is; `lines` are those
    of the source, or of its changes, in which its blocks begin."""
    state, place, row = screen.state, screen.article.block, screen.article.screen_row
    width = chosen_width(screen)
    if state.view in LINED:
        was = state.origin
        back = (was.block, was.row)
        place, row = back if place == was.line else (block_of(was.lines, place), row)
    if view in LINED:
        block, place = place, lines[place] if place < len(lines) else 0
        state.origin = Origin(block, place, row, lines)
        row = max(row, 0)
    show(screen, article, view, (place, width), row)


def load_related(screen: MainScreen, selected: int = 0) -> None:
    """Fill the sidebar for the article shown, a report `selected`."""
    shown = screen.article.article
    if shown is None or shown.id <= 0:
        note = NO_STORY[shown.id < 0] if shown else panes.nothing_open(screen)
        screen.sidebar.show((), None, note)
        return
    article_id, published = shown.id, shown.document.published

    def done(related: list[Related]) -> None:
        now = screen.article.article
        if now is not None and now.id == article_id:
            note = none_tells(screen.state.counts.articles)
            screen.sidebar.show(related, published, note, article_id, selected)

    screen.in_thread(lambda library: library.related(article_id), done, "related")
