"""What the list shows, articles or stories, and how one gets from one list to another.

Lists lie over each other as visits do: a search over what was searched from, the reports of a
story over the stories. Each remembers its rows and the one that was selected, so that closing
what lies over it paints at once, and is read anew from a thread.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.core.model import Query
from reader.core.text import plural, squeeze
from reader.tui import panes, showing
from reader.tui.layout.wrap import fit
from reader.tui.state import Left, Listing, Rows
from reader.tui.widgets.row import Row, article_row, story_row

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.places import Key, Shelf
    from reader.tui.screens.main import MainScreen

FIRST: Final = 200
"""Rows read before the first paint; the rest follow from a thread."""

RANKED: Final = 2000
"""A search that finds so many has ranked only the newest of them."""
_GROUP: Final = "list"
"""The threads that read it: a newer one takes the place of an older one."""
_PAINTED: Final = 0.2
"""Seconds after which the first rows are on the screen."""


# -- what a list holds -------------------------------------------------------------------------


def ids_of(library: Library, listing: Listing, limit: int | None = None) -> array[int]:
    """The ids of a list's rows: of stories in the list of all stories, else of articles."""
    query = listing.query
    if listing.of == "articles":
        whole = query.text and limit is None
        return library.search(query) if whole else library.ids(query, limit)
    if not query.unread:
        stories = library.stories
        reports = listing.of == "story"
        return stories.reports(listing.story)[:limit] if reports else stories.front_page(limit)
    left = unread(library, listing)
    return array("q", (one for one in ids_of(library, _whole(listing)) if one in left))[:limit]


def _whole(listing: Listing) -> Listing:
    """The same list with what is read."""
    return replace(listing, query=replace(listing.query, unread=False))


def _anew(library: Library, listing: Listing, held: array[int]) -> array[int]:
    """The ids of a list's rows; of what is unread, those it `held` stay that were read since, so
    that no row goes away under somebody's eyes."""
    found = ids_of(library, listing)
    if not listing.query.unread or not held:
        return found
    wanted = {*found, *held}
    return array("q", (one for one in ids_of(library, _whole(listing)) if one in wanted))


def rows(screen: MainScreen, ids: Sequence[int]) -> list[Row]:
    """The rows of these ids; those that are gone are left out."""
    library, present, of = screen.library, screen.clock(), screen.state.listing.of
    if of != "stories":
        alone = of == "articles"
        return [article_row(found, present, alone=alone) for found in library.headlines(ids)]
    stories = library.stories.rows(ids)
    leads = {row.id: row for row in library.headlines([story.lead for story in stories])}
    return [story_row(story, leads.get(story.lead), present) for story in stories]


def unread(library: Library, listing: Listing) -> set[int]:
    """The ids of all rows with something unread, and maybe of others that are not in the list."""
    if listing.of == "stories":
        return set(library.stories.unread())
    return set(library.ids(replace(listing.query, unread=True)))


def unread_articles(library: Library, listing: Listing) -> list[int]:
    """All articles of a list that are not read; of a list of stories, all that tell one."""
    query = replace(listing.query, unread=True)
    if listing.of == "articles":
        return list(library.search(query) if query.text else library.ids(query))
    stories = library.stories.unread() if listing.of == "stories" else [listing.story]
    told = set(library.stories.articles(stories))
    return [article_id for article_id in library.ids(query) if article_id in told]


def row_of(screen: MainScreen, article_id: int) -> int | None:
    """The index of the row that is, or stands for, an article."""
    wanted: int | None = article_id
    if screen.state.listing.of == "stories":
        wanted = screen.library.stories.of(article_id)
    ids = screen.headlines.ids
    return ids.index(wanted) if wanted is not None and wanted in ids else None


def note_for(screen: MainScreen, found: int) -> str:
    """What the list says where it has no rows."""
    listing, stored = screen.state.listing, screen.state.counts.articles
    if found or not stored:
        return ""
    if listing.query.unread:
        return "nothing unread · U shows all"
    if listing.of == "story":
        return "no report of this story is left"
    if listing.of == "stories":
        return f"{plural(stored, 'article')}, not sorted into stories yet"
    if listing.query.feeds is not None:
        return _nothing_of(screen, listing)
    text = listing.query.text
    return f"none of {plural(stored, 'article')} has “{fit(squeeze(text), 20)}”" if text else ""


def _nothing_of(screen: MainScreen, listing: Listing) -> str:
    """Why a place has no articles: never asked, nothing came, or it was kept long enough."""
    feeds = screen.library.feeds
    if said := kept_long_enough(screen, listing.query.feeds or ()):
        return said
    held = [one for one in feeds.all() if one.id in (listing.query.feeds or ())]
    yet = "" if any(one.state.checked_at for one in held) else " yet"
    return f"nothing of {fit(squeeze(listing.title), 40)} is stored{yet} · r asks it"


def kept_long_enough(screen: MainScreen, ids: Sequence[int]) -> str:
    """That articles of these feeds were taken out, after how long, and how they come back; empty
    where none were."""
    out = screen.library.feeds.taken_out(ids)
    if not out:
        return ""
    keeps = {one.settings.keep for one in screen.library.feeds.all() if one.id in ids}
    days = {keep.days for keep in keeps if keep}
    kept = f"kept {plural(days.pop(), 'day')}" if len(days) == 1 else "kept long enough"
    taken = f"{plural(out, 'read article')} {'was' if out == 1 else 'were'} taken out"
    return f"{kept}: {taken} · u brings the last ones back"


# -- reading it --------------------------------------------------------------------------------


def start(screen: MainScreen) -> None:
    """The counts and the first rows."""
    screen.state.revision = screen.library.revision
    screen.state.counts = screen.library.counts()
    _open(screen, screen.state.listing)


def _open(screen: MainScreen, listing: Listing, selected: int | None = None) -> None:
    """Show another list, from its top as far as the selected row allows: the first rows at once,
    the rest from a thread once these are painted."""
    screen.state.listing, screen.state.partial = listing, False
    first = ids_of(screen.library, listing, FIRST)
    screen.state.found = len(first)
    index = first.index(selected) if selected is not None and selected in first else 0
    at = (index, index * screen.headlines.row_height)
    screen.headlines.show(first, note_for(screen, len(first)), at=at)
    if len(first) == FIRST:
        screen.set_timer(_PAINTED, lambda: reload_soon(screen))


def reload_soon(
    screen: MainScreen, then: Callable[[], None] | None = None, *, anew: bool = False
) -> None:
    """Read the list and the counts anew, in a thread, `then` go on; the selection stays. In a list
    of what is unread so does what was read since, unless it is to be `anew`."""
    screen.state.revision = screen.library.revision
    listing = screen.state.listing
    held = array("q") if anew else screen.headlines.ids

    def done(ids: array[int]) -> None:
        came, screen.state.restored = not screen.state.restored, False
        if screen.state.listing is not listing:
            return
        screen.state.found, screen.state.partial = len(ids), False
        at = _joined(screen, ids)
        screen.headlines.renew(ids, note_for(screen, len(ids)), at=at, came=came)
        screen.changed()
        if screen.article.article is None or not ids:
            screen.follow()
        if then is not None:
            then()

    screen.in_thread(lambda library: _anew(library, listing, held), done, _GROUP)


def watch(screen: MainScreen) -> None:
    """Read the list anew where something else has written to the library since it was read:
    another program, a refresh, a thread that takes in; not while it is being read already, which
    may be on behalf of what comes after."""
    reading = any(one.group == _GROUP and not one.is_finished for one in screen.workers)
    if not reading and screen.library.revision != screen.state.revision:
        reload_soon(screen)


def _joined(screen: MainScreen, ids: array[int]) -> tuple[int, int] | None:
    """Where the selected story is now, if it was joined to another one."""
    listed, lead = screen.headlines, screen.headlines.article
    if screen.state.listing.of != "stories" or lead is None or listed.selected in ids:
        return None
    story = screen.library.stories.of(lead)
    return (ids.index(story), listed.line) if story is not None and story in ids else None


def search(screen: MainScreen, text: str) -> None:
    """Show the articles that have all the words of `text`; none closes a search. A search with
    very many answers is ranked among the newest at once, among all of them from a thread."""
    state = screen.state
    query = Query(text=squeeze(text))
    if not query.text:
        if state.listing.query.text:
            close(screen)
        return
    under = state.listing.under if state.listing.query.text else _left(screen)
    _find(screen, Listing(query=query, under=under))


def _find(screen: MainScreen, listing: Listing) -> None:
    state, query = screen.state, listing.query
    state.listing, found = listing, screen.library.ids(query)
    ranked = screen.library.ids(replace(query, unread=False)) if query.unread else found
    state.found, state.partial = len(found), len(ranked) >= RANKED
    screen.headlines.show(found, note_for(screen, len(found)), at=(0, 0))
    screen.tell()
    screen.follow()
    if state.partial:
        screen.in_thread(
            lambda library: library.search(query), lambda ids: _ranked(screen, listing, ids), _GROUP
        )


def _ranked(screen: MainScreen, listing: Listing, ids: array[int]) -> None:
    if screen.state.listing is listing:
        screen.state.found, screen.state.partial = len(ids), False
        screen.headlines.show(ids)
        screen.tell()


def toggle_unread(screen: MainScreen) -> None:
    """List only what is unread, or all again; the selected row stays selected, or the next that
    is still there is."""
    listed, was = screen.headlines, screen.state.listing
    following = listed.ids[listed.index :]
    query = replace(was.query, unread=not was.query.unread)
    (_find if query.text else _open)(screen, replace(was, query=query))

    def select() -> None:
        held = {row: index for index, row in enumerate(listed.ids)}
        listed.select(next((held[row] for row in following if row in held), 0))

    select()
    if listed.selected not in following and len(listed.ids) == FIRST:
        reload_soon(screen, select)
    screen.tell()
    screen.follow()


# -- from one to another -----------------------------------------------------------------------


def _left(screen: MainScreen) -> Left:
    """The list as it is."""
    listed = screen.headlines
    return Left(screen.state.listing, listed.ids, listed.index, listed.line)


def _bottom(screen: MainScreen) -> Left:
    """The list that all others lie over."""
    bottom = _left(screen)
    while bottom.listing.under is not None:
        bottom = bottom.listing.under
    return bottom


def _return(screen: MainScreen, left: Left) -> None:
    """Show a list as it was left, then read it anew."""
    screen.state.listing, screen.state.partial = left.listing, False
    screen.state.found = len(left.ids)
    note = note_for(screen, len(left.ids))
    screen.headlines.show(left.ids, note, at=(left.index, left.line))
    screen.tell()
    screen.follow()
    reload_soon(screen)


def close(screen: MainScreen) -> bool:
    """Back to the list under this one; False where there is none. Where that is the list of all
    articles, the one that was found stays selected, to be seen among its neighbours."""
    left = screen.state.listing.under
    if left is None:
        return False
    selected = screen.headlines.selected
    if left.listing.of == "articles" and selected in left.ids:
        left = replace(left, index=left.ids.index(selected or 0), line=screen.headlines.line)
    _return(screen, left)
    return True


def toggle(screen: MainScreen) -> None:
    """From articles, those of a search and of a story too, to the stories; from these to all
    articles. Each list is as one left it."""
    if not screen.state.counts.articles:
        screen.say("no article is stored yet")
        return
    if not screen.headlines.display:
        screen.state.sidebar = False
    panes.to_list(screen)
    to: Rows = "articles" if screen.state.listing.of == "stories" else "stories"
    _turn(screen, _bottom(screen), to)


def _turn(screen: MainScreen, bottom: Left, to: Rows) -> None:
    """To one of the two lists that all others lie over."""
    if bottom.listing.of == to:
        _return(screen, bottom)
        return
    aside, screen.state.aside = screen.state.aside, bottom
    if aside is not None:
        _return(screen, aside)
        return
    _open(screen, Listing(to))
    screen.tell()
    screen.follow()


def shows(screen: MainScreen, feeds: tuple[int, ...] | None) -> bool:
    """Whether the list is that of what came by these feeds, or for None of all articles."""
    listing = screen.state.listing
    return listing.of == "articles" and _whole(listing).query == Query(feeds=feeds)


def place(screen: MainScreen) -> Key:
    """The key of the place that is listed, also under a search; nothing for all articles."""
    left: Listing | None = screen.state.listing
    while left is not None and not left.place:
        left = left.under.listing if left.under is not None else None
    return left.place if left is not None else ()


def listed(screen: MainScreen, rows: Sequence[Shelf]) -> Shelf | None:
    """Of these places the one that is listed: where a feed stands in several, the chosen one."""
    shown = [row for row in rows if shows(screen, row.feeds)]
    chosen = (row for row in shown if row.key == screen.state.listing.place)
    return next(chosen, shown[0] if shown else None)


def show_place(screen: MainScreen, shelf: Shelf, *, enter: bool = True) -> None:
    """List what came by a place's feeds, over the list of all; or all articles. From one place to
    another it stays a list of only what is unread. Where one does not `enter` it, the keys stay
    where they are."""
    feeds = shelf.feeds
    if enter:
        if not screen.headlines.display:
            screen.state.sidebar = False
        panes.to_list(screen)
    if shows(screen, feeds):
        return
    bottom, was = _bottom(screen), screen.state.listing
    placed = was.of == "articles" and not was.query.text
    if feeds is not None:
        query = Query(unread=was.query.unread and placed, feeds=feeds)
        _open(screen, Listing(query=query, title=shelf.name, place=shelf.key, under=bottom))
    else:
        _turn(screen, bottom, "articles")
        listing = screen.state.listing
        if placed and listing.query.unread != was.query.unread:
            _open(screen, replace(listing, query=replace(listing.query, unread=was.query.unread)))
    screen.tell()
    screen.follow()


def open_row(screen: MainScreen) -> None:
    """Read the selected article; of a story that several articles tell, list these, its lead
    selected."""
    row = screen.headlines.row(screen.headlines.index)
    if row is None or row.articles == 1:
        showing.read(screen)
        return
    under = _left(screen)
    _open(screen, Listing("story", story=row.id, title=row.title, under=under), row.article)
    screen.tell()
    screen.follow()
