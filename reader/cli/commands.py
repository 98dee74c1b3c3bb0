"""What each command does. Every one ends by itself, with or without a terminal."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from reader import config
from reader.cli import article_markdown, article_text, output, telling
from reader.core.errors import SourceError, UsageError
from reader.core.model import Article, Query, Taken
from reader.core.text import clean, plural
from reader.core.when import now
from reader.library.library import Library


def _path(given: Namespace) -> Path:
    """The library's file: named, or one's own."""
    return Path(given.db).expanduser().absolute() if given.db else config.paths().library


def _open(given: Namespace, path: Path | None = None) -> Library:
    allowed = config.settings(config.paths().settings).allow_private
    return Library(path or _path(given), allow_private=allowed)


def _existing(given: Namespace) -> Library | None:
    """The library where there is one: reading makes none."""
    return _open(given) if _path(given).exists() else None


def _needed(given: Namespace) -> Library:
    """The library, where the command means nothing without one. Raises SourceError."""
    library = _existing(given)
    if library is None:
        raise SourceError(f"{_path(given)}: no library yet", "newsreader add SOURCE makes one")
    return library


def open_app(given: Namespace) -> int:
    """Take in the sources and open them; without a terminal, print instead."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return _print_instead(given)
    return _screen(_path(given), given.sources)


def _print_instead(given: Namespace) -> int:
    """What the app would show, as plain text: the sources' articles, or the list."""
    if not given.sources:
        given.unread = given.starred = given.json = False
        given.limit = given.feed = None
        return list_articles(given)
    failed = False
    with _open(given) as library:
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
    )


def show(given: Namespace) -> int:
    """Print one article."""
    article = _look(given, given.source)
    if given.json:
        output.write(output.article_json(article, source=given.source))
    elif given.markdown:
        output.write(article_markdown.markdown(article, everything=given.all))
    else:
        output.write(
            article_text.plain(article, everything=given.all, width=output.terminal_width())
        )
    return 0


def _look(given: Namespace, source: str) -> Article:
    """The article of a source, or a stored one by its number where no file has that name."""
    number = _number(source)
    library = _existing(given) if number is not None else None
    if library and number is not None:
        with library:
            if library.find(source) is not None:
                return library.article(number)
            raise UsageError(f"no article {number} is stored, and no file has that name")
    from reader.library.library import look  # noqa: PLC0415 -- beside its only use

    allowed = config.settings(config.paths().settings).allow_private
    return look(source, allow_private=allowed)


def _number(source: str) -> int | None:
    return int(source) if source.isdecimal() and not Path(source).exists() else None


def related(given: Namespace) -> int:
    """Print who else tells the story."""
    with _needed(given) as library:
        _link(library)
        number = _number(given.source)
        if number is None:
            article, found = library.relate(given.source)
        else:
            article, found = library.article(number), library.related(number)
        stored = library.counts().articles
    if given.json:
        output.write(output.related_json(article, found))
    else:
        output.write(output.related(article, found, stored, now()))
    return 0


def compare(given: Namespace) -> int:
    """Print what two reports share, and what only one has."""
    from reader.cli import comparing as said  # noqa: PLC0415 -- beside its only use
    from reader.library import comparing  # noqa: PLC0415 -- with it

    if given.a == given.b == "-":
        raise UsageError("standard input can be only one of the two")
    found = comparing.compare(_look(given, given.a), _look(given, given.b))
    if given.json:
        output.write(said.comparison_json(found))
    else:
        output.write(said.comparison(found, output.terminal_width()))
    return 0


def changes(given: Namespace) -> int:
    """Print what changed in a stored article since it was read."""
    from reader.cli import comparing as said  # noqa: PLC0415 -- beside its only use

    with _needed(given) as library:
        article_id = library.find(given.article)
        if article_id is None:
            raise UsageError(f"{given.article} is not in the library")
        found = library.changes(article_id)
    if given.json:
        output.write(said.changes_json(found))
    else:
        output.write(said.changes(found, output.terminal_width()))
    return 0


def _link(library: Library) -> None:
    """Link what an earlier version stored, once, and say so: it takes some ms an article."""
    if library.unlinked:
        sys.stderr.write("newsreader: linking what an earlier version stored, once\n")
        library.catch_up()


def stories(given: Namespace) -> int:
    """Print the stories of the library."""
    library = _existing(given)
    if library is None:
        _say_empty(given)
        return 0
    printed = 0
    with library:
        _link(library)
        since = telling.moment(given.since, now()) if given.since else None
        ids = library.stories_since(since) if since else library.front_page()
        for start in range(0, len(ids), 500):
            for row in library.stories(ids[start : start + 500]):
                if (row.articles > 1 or given.all) and printed != given.limit:
                    output.write(telling.row_json(row) if given.json else telling.row(row, now()))
                    printed += 1
            if printed == given.limit:
                break
    if not printed and not given.json:
        sys.stderr.write("newsreader: no two stored articles tell one story\n")
    return 0


def story(given: Namespace) -> int:
    """Print the timeline of one story."""
    with _needed(given) as library:
        _link(library)
        found = library.timeline(given.story)
        if given.json:
            output.write(telling.timeline_json(found))
        elif given.markdown:
            articles = [library.article(report.headline.id) for report in found.reports]
            output.write(telling.dossier(found, articles))
        else:
            output.write(telling.timeline(found))
    return 0


def list_articles(given: Namespace) -> int:
    """Print the stored articles."""
    library = _existing(given)
    if library is None:
        _say_empty(given)
        return 0
    with library:
        feeds = (library.feeds.named(given.feed).id,) if given.feed else None
        query = Query(unread=given.unread, starred=given.starred, feeds=feeds)
        ids = library.ids(query, given.limit)
        _print_rows(library, ids, given)
    if not ids and not given.json:
        sys.stderr.write("newsreader: no such article is stored\n")
    return 0


def _say_empty(given: Namespace) -> None:
    if not given.json:
        sys.stderr.write("newsreader: the library is empty (newsreader add SOURCE…)\n")


def search(given: Namespace) -> int:
    """Print the stored articles that hold the words; 1 where there are none, as grep does."""
    library = _existing(given)
    if library is None:
        _say_empty(given)
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
    with _open(given) as library:
        articles = given.sources if not given.feed else []
        for taken in library.take_in(articles):
            if taken.is_feed and not given.article:
                failed |= followed.follow(library, taken.source, given)
            elif given.json:
                output.write(output.taken_json(taken))
                failed |= taken.outcome == "failed"
            elif not _said(taken):
                title = library.article(taken.article_id).title if taken.article_id else ""
                note = f" ({clean(taken.message)})" if taken.message else ""
                output.write(f"{taken.outcome:9}  {taken.article_id}  {title}{note}\n")
            else:
                failed = True
        for source in given.sources if given.feed else []:
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
    with _needed(given) as library:
        found = {name: library.find(name) for name in given.articles}
        missing = [name for name, number in found.items() if number is None]
        if missing:
            raise UsageError(f"{missing[0]} is not in the library", "nothing was removed")
        library.remove([number for number in found.values() if number is not None])
    gone = plural(len(set(found.values())), "article")
    output.write(f"removed {gone} (u in the app takes it back)\n")
    return 0


def rules(given: Namespace) -> int:
    """List, export, import or remove what was said of blocks."""
    from reader.cli import rules as book  # noqa: PLC0415 -- beside its only use

    return book.run(given, _path(given), lambda: _open(given))


def following(given: Namespace) -> int:
    """List what is followed, change or refresh it, lists in and out."""
    from reader.cli import feeds  # noqa: PLC0415 -- beside its only use

    # Only an import makes a library where there is none.
    opened = _open(given) if given.command == "import" else _existing(given)
    return feeds.COMMANDS[given.command](given, opened)


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
        ("library", _path(given)),
        ("settings", paths.settings),
        ("demo", paths.demo),
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
    "related": related,
    "stories": stories,
    "story": story,
    "compare": compare,
    "changes": changes,
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
