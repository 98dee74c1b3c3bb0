"""What each command does. Every one ends by itself, with or without a terminal."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from reader import config
from reader.cli import article_markdown, article_text, output, stories
from reader.cli.naming import existing, looked_at, needed, opened, path_of, say_empty
from reader.core.errors import UsageError
from reader.core.following import Lacking
from reader.core.model import Query, Taken
from reader.core.text import clean, plural, squeeze
from reader.core.when import now
from reader.library.library import Library


def open_app(given: Namespace) -> int:
    """Take in the sources and open them; without a terminal, print instead."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return _print_instead(given)
    return _screen(path_of(given), given.sources)


def _print_instead(given: Namespace) -> int:
    """What the app would show, as plain text: the sources' articles, or the list."""
    if not given.sources:
        given.unread = given.starred = given.json = False
        given.limit = given.feed = given.of_folder = given.of_tag = None
        return list_articles(given)
    failed = False
    with opened(given) as library:
        for taken in library.take_in(given.sources):
            failed |= _said(taken)
            if taken.article_id is not None:
                output.write(article_text.plain(library.article(taken.article_id), width=None))
    return int(failed)


def _screen(path: Path, sources: list[str]) -> int:
    """Open the app. Standard input is read first where it is a source; keyboard and picture
    (Textual paints on standard error) are the terminal's from then on."""
    settings = config.settings(config.paths().settings)
    opened: list[int] = []
    if "-" in sources:
        with Library(path) as library:
            for taken in library.take_in(["-"]):
                if _said(taken):
                    return 1
                opened += [taken.article_id] if taken.article_id is not None else []
        sources = [source for source in sources if source != "-"]
    for stream in (sys.stdin, sys.stderr):
        if not stream.isatty():
            os.dup2(os.open("/dev/tty", os.O_RDWR), stream.fileno())
    # A collection in the middle of start-up costs a tenth of it; the app turns it on again.
    gc.disable()
    from reader.tui.app import run  # noqa: PLC0415 -- 400 ms that no other command pays
    from reader.tui.themes import THEME_NAMES  # noqa: PLC0415 -- with the app

    # A theme remembered from another version may be gone; one that is set must be right.
    kept = config.chosen_theme()
    theme = settings.theme or (kept if kept in THEME_NAMES else config.THEME)
    return run(
        path,
        sources,
        opened=opened,
        settings=replace(settings, theme=theme),
        keep_theme=config.choose_theme,
        left=config.arrangement(path),
        keep_left=partial(config.arrange, path),
    )


def show(given: Namespace) -> int:
    """Print one article."""
    article = looked_at(given, given.source)
    if given.json:
        source = _stored(given, article.id) if article.id else given.source
        output.write(output.article_json(article, source=source))
    elif given.markdown:
        output.write(article_markdown.markdown(article, everything=given.all))
    else:
        output.write(
            article_text.plain(article, everything=given.all, width=output.terminal_width())
        )
        if article.id and (lacking := _lacking(given, article.id)):
            output.write(f"\n{lacking}\n")
    return 0


def _stored(given: Namespace, article_id: int) -> str:
    """By which source an article is stored, as `list` says it."""
    with needed(given) as library:
        (row,) = library.headlines([article_id])
    return row.url


def _lacking(given: Namespace, article_id: int) -> Lacking | None:
    """Why the page of a cut entry is not there."""
    with needed(given) as library:
        return library.feeds.lacking(article_id)


def list_articles(given: Namespace) -> int:
    """Print the stored articles."""
    library = existing(given)
    if library is None:
        say_empty(given)
        return 0
    with library:
        feeds = _feeds_of(library, given)
        query = Query(unread=given.unread, starred=given.starred, feeds=feeds)
        ids = library.ids(query, given.limit)
        _print_rows(library, ids, given)
        stored = library.counts().articles
    if not stored:
        say_empty(given)
    elif not ids and not given.json:
        sys.stderr.write("newsreader: no such article is stored\n")
    return 0


def _feeds_of(library: Library, given: Namespace) -> tuple[int, ...] | None:
    """The feeds whose articles are listed; None for whatever an article came by."""
    if given.feed is None and given.of_folder is None and given.of_tag is None:
        return None
    within = [feed.id for feed in library.feeds.within(given.of_folder, given.of_tag)]
    if given.feed is None:
        return tuple(within)
    feed_id = library.feeds.named(given.feed).id
    return (feed_id,) if feed_id in within else ()


def search(given: Namespace) -> int:
    """Print the stored articles that hold the words; 1 where there are none, as grep does."""
    library = existing(given)
    if library is None:
        say_empty(given)
        return 1
    with library:
        ids = library.search(Query(" ".join(given.words)))[: given.limit]
        _print_rows(library, ids, given)
        stored = library.counts().articles
    if not ids and not given.json:
        sys.stderr.write(
            f"newsreader: none of {plural(stored, 'stored article')} has these words\n"
        )
    return 0 if len(ids) else 1


def _print_rows(library: Library, ids: Sequence[int], given: Namespace) -> None:
    present = now()
    for start in range(0, len(ids), 500):
        for row in library.headlines(ids[start : start + 500]):
            line = output.headline_json(row) if given.json else output.headline(row, present)
            output.write(line)


def add(given: Namespace) -> int:
    """Take in without opening, or follow; one line an item."""
    from reader.cli import feeds as followed  # noqa: PLC0415 -- for URLs only

    failed = False
    with opened(given) as library:
        feeds = [one for one in given.sources if given.feed or one.lower().startswith("feed:")]
        articles = [one for one in given.sources if one not in feeds]
        for taken in library.take_in(articles):
            if taken.is_feed and not given.article:
                failed |= followed.follow(library, taken.source, given)
            elif given.json:
                output.write(output.taken_json(taken))
                failed |= taken.outcome == "failed"
            elif not _said(taken):
                title = library.article(taken.article_id).title if taken.article_id else ""
                said = "; ".join(filter(None, (taken.message, taken.note)))
                note = f" ({clean(said)})" if said else ""
                output.write(f"{taken.outcome:9}  {taken.article_id}  {title}{note}\n")
            else:
                failed = True
        for source in feeds:
            failed |= followed.follow(library, source, given)
    return int(failed)


def _said(taken: Taken) -> bool:
    """Whether it failed; then its one line has been written to standard error."""
    if taken.outcome != "failed":
        return False
    sys.stdout.flush()
    sys.stderr.write(f"newsreader: {clean(taken.message)}\n")
    return True


def remove(given: Namespace) -> int:
    """Take articles out of the library."""
    with needed(given) as library:
        found = {name: library.find(name) for name in given.articles}
        missing = [name for name, number in found.items() if number is None]
        if missing:
            raise UsageError(f"{missing[0]} is not in the library", "nothing was removed")
        ids = list({number for number in found.values() if number is not None})
        rows = library.headlines(ids)
        library.remove(ids)
    gone = plural(len(ids), "article")
    if len(rows) == 1:
        gone = f"“{squeeze(rows[0].title) or rows[0].url}”"
    output.write(f"removed {gone} (u in the app takes it back)\n")
    return 0


def rules(given: Namespace) -> int:
    """List, export, import or remove what was said of blocks."""
    from reader.cli import rules as book  # noqa: PLC0415 -- beside its only use

    return book.run(given, path_of(given), lambda: opened(given))


def following(given: Namespace) -> int:
    """List what is followed, change or refresh it, lists in and out."""
    from reader.cli import feeds  # noqa: PLC0415 -- beside its only use

    # Only an import makes a library where there is none.
    library = opened(given) if given.command == "import" else existing(given)
    return feeds.COMMANDS[given.command](given, library)


def demo(given: Namespace) -> int:
    """Build the demo's library, and open it as any other."""
    from reader.library.demo import build  # noqa: PLC0415 -- beside its only use

    path = Path(given.db).expanduser().absolute() if given.db else config.paths().demo
    build(path)
    given.db, given.sources = str(path), []
    return open_app(given)


def locate(given: Namespace) -> int:
    """Print where things are."""
    paths = config.paths()
    rows = (
        ("library", path_of(given)),
        ("settings", paths.settings),
        ("demo", paths.demo),
        ("theme", paths.theme),
        ("screens", paths.screens),
        ("log", paths.log),
    )
    for name, path in rows:
        output.write(f"{name:9} {clean(str(path))}{'' if path.exists() else '  (not made yet)'}\n")
    return 0


def help_topic(given: Namespace) -> int:
    """Print a page of the manual."""
    from reader.library import manual  # noqa: PLC0415 -- beside its only use

    if given.topic is None:
        for topic, title in manual.topics().items():
            output.write(f"{topic:14} {title}\n")
        return 0
    output.write(manual.text(given.topic))
    return 0


COMMANDS: Final[dict[str, Callable[[Namespace], int]]] = {
    "open": open_app,
    "show": show,
    "related": stories.related,
    "stories": stories.stories,
    "story": stories.story,
    "compare": stories.compare,
    "changes": stories.changes,
    "list": list_articles,
    "search": search,
    "add": add,
    "remove": remove,
    "feeds": following,
    "refresh": following,
    "import": following,
    "export": following,
    "rules": rules,
    "demo": demo,
    "locate": locate,
    "help": help_topic,
}
