"""A story's timeline: who reported what when, as a page in the reader.

The page is an article of our own making that is not stored, so its id is 0. Its address names the
story, and the first words of each report lead to `article:` and the report's number: all that the
page's keys need to know is in the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from reader.core.model import Article, Block, Document, Label, Report, Run, Timeline
from reader.core.text import coverage, squeeze, with_own
from reader.core.when import day, now, time_of_day, timed
from reader.tui import changing, panes, showing
from reader.tui.layout.wrap import fit
from reader.tui.outlet import outlet

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.screens.main import MainScreen

_STORY: Final = "timeline:"
_REPORT: Final = "article:"
_NAMED: Final = 3
"""Outlets without the story that are named; the rest are counted."""
_UNDATED: Final = "Without a date"


# -- the page ----------------------------------------------------------------------------------


def page(found: Timeline) -> Article:
    """A timeline as an article: a heading for each day, its reports below, numbered; then those
    without a date; then which outlets have not run it."""
    blocks: list[Block] = [_heading(found.story.title, 1)]
    date = ""
    for number, report in enumerate(found.reports, 1):
        published = report.headline.published
        its = day(published) if published else _UNDATED
        if its != date:
            date = its
            blocks.append(_heading(date, 2))
        blocks.append(_item(number, report))
    labels = [Label("title", "the story's headline", 1.0)]
    labels += [Label("article", "a line of the timeline", 1.0)] * (len(blocks) - 1)
    if found.silent:
        blocks.append(Block("paragraph", (Run(silence(found.silent)),)))
        labels.append(Label("caption", "outlets without a report", 1.0))
    document = Document(
        url=f"{_STORY}{found.story.id}",
        title=found.story.title,
        byline=None,
        published=None,
        site=_figures(found),
        language=None,
        blocks=tuple(blocks),
    )
    return Article(0, 1, document, tuple(labels), now())


def _heading(text: str, level: int) -> Block:
    return Block("heading", (Run(squeeze(text)),), level=level)


def _figures(found: Timeline) -> str:
    """ "Timeline · 4 reports by 3 outlets"."""
    return f"Timeline · {coverage(len(found.reports), len(found.story.outlets))}"


def _item(number: int, report: Report) -> Block:
    """A report in two lines: when and who; what, in bold and marked where it is unread. The time
    of day is left out where it is midnight sharp: what names only a day is read as that."""
    row = report.headline
    published = row.published
    facts = [
        time_of_day(published) if published and timed(published) else "",
        outlet(row.site, row.url),
        with_own("same text as before", report.own) if report.copied else "",
    ]
    first = " · ".join(fact for fact in facts if fact)
    title = squeeze(row.title) or row.url
    what = Run(title) if row.read else Run(f"● {title}", emphasis="strong")
    runs = (Run(f"{first}\n", f"{_REPORT}{row.id}"), what)
    return Block("item", runs, level=1, marker=f"{number}.")


def silence(outlets: Sequence[str]) -> str:
    """ "Not in: A, B, C and 4 others; they have other articles of those days"."""
    names = [squeeze(name) for name in outlets]
    named = names if len(names) <= _NAMED + 1 else names[:_NAMED]
    rest = len(names) - len(named)
    last = f"{rest:,} others" if rest else named[-1]
    before = named if rest else named[:-1]
    said = f"{', '.join(before)} and {last}" if before else last
    have = "it has" if len(names) == 1 else "they have"
    return f"Not in: {said}; {have} other articles of those days"


# -- showing it --------------------------------------------------------------------------------


def in_front(screen: MainScreen) -> bool:
    """Whether the keys go to a timeline."""
    return screen.place == "reader" and _story(screen) is not None


def _story(screen: MainScreen) -> int | None:
    """The story whose timeline the reader shows."""
    shown = screen.article.article
    return int(shown.document.url.removeprefix(_STORY)) if shown and shown.id == 0 else None


def toggle(screen: MainScreen) -> None:
    """Show the timeline of the focused pane's story, or go back from it."""
    if in_front(screen):
        panes.close(screen)
        return
    story = _asked(screen)
    if story is None:
        screen.say(_no_story(screen))
        return

    def done(found: Timeline) -> None:
        if _story(screen) is None:
            showing.visit(screen, page(found))
        else:  # it stands beside the list: another takes its place
            screen.state.sidebar = False
            panes.arrange(screen)
            showing.show(screen, page(found))
            screen.article.focus()

    screen.in_thread(lambda library: library.stories.timeline(story), done, "timeline")


def _no_story(screen: MainScreen) -> str:
    """Why there is no timeline of what the focused pane is about."""
    if showing.in_manual(screen):
        return showing.NO_STORY[True]
    if changing.of_pane(screen) is None:
        return panes.nothing_open(screen)
    return "this article is not sorted into a story yet"


def _asked(screen: MainScreen) -> int | None:
    """The story of what the focused pane is about."""
    if screen.place == "list" and screen.state.listing.of == "stories":
        return screen.headlines.selected
    article_id = changing.of_pane(screen)
    return None if article_id is None else screen.library.stories.of(article_id)


def renew(screen: MainScreen) -> None:
    """Bring a timeline that is shown up to date: what was read, what came."""
    story = _story(screen)
    if story is None:
        return

    def job(library: Library) -> Timeline | None:
        return library.stories.timeline(story) if library.stories.reports(story) else None

    def done(found: Timeline | None) -> None:
        if found is None or _story(screen) != story:
            return
        made, shown = page(found), screen.article.article
        if shown is not None and made.document != shown.document:
            showing.look_anew(screen, made, "reader", [])

    screen.in_thread(job, done, "timeline anew")


# -- its reports -------------------------------------------------------------------------------


def _reports(screen: MainScreen) -> Iterator[tuple[int, int, str]]:
    """Block, article and headline of each report of the timeline shown."""
    shown = screen.article.article
    for index, block in enumerate(shown.document.blocks if shown and shown.id == 0 else ()):
        href = block.runs[0].href or ""
        if href.startswith(_REPORT):
            yield index, int(href.removeprefix(_REPORT)), block.runs[1].text


def report(screen: MainScreen) -> int | None:
    """The article at the bar of a timeline; at a heading, the first below it."""
    here = screen.article.block
    return next((article for index, article, _ in _reports(screen) if index >= here), None)


def read(screen: MainScreen, number: int = 0) -> None:
    """Read the report at the bar, or that with a number; q comes back."""
    found = [article for _, article, _ in _reports(screen)]
    if number:
        article_id = found[number - 1] if 1 <= number <= len(found) else None
    else:
        article_id = report(screen)
    if article_id is None:
        screen.say("there is no report here")
        return
    showing.visit(screen, screen.library.article(article_id))


def hint(screen: MainScreen, text: str) -> str:
    """Which report a number leads to."""
    titles = [title for _, _, title in _reports(screen)]
    if not text.strip().isdecimal() or not 1 <= int(text) <= len(titles):
        return f"a number from 1 to {len(titles)} · Esc cancels"
    return f"{fit(titles[int(text) - 1], screen.app.size.width - 34)} · Enter reads it, Esc cancels"
