"""The commands about stories: who tells one, when, what only one report says, what changed."""

from __future__ import annotations

import sys
from argparse import Namespace

from reader.cli import output, telling
from reader.cli.naming import existing, looked_at, needed, number_of, say_empty
from reader.core.errors import UsageError
from reader.core.when import now
from reader.library.library import Library


def related(given: Namespace) -> int:
    """Print who else tells the story."""
    with needed(given) as library:
        _link(library)
        number = number_of(given.source)
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
    found = comparing.compare(looked_at(given, given.a), looked_at(given, given.b))
    if given.json:
        output.write(said.comparison_json(found))
    else:
        output.write(said.comparison(found, output.terminal_width()))
    return 0


def changes(given: Namespace) -> int:
    """Print what changed in a stored article since it was read."""
    from reader.cli import comparing as said  # noqa: PLC0415 -- beside its only use

    with needed(given) as library:
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
    if library.stories.unlinked:
        sys.stderr.write("newsreader: linking what an earlier version stored, once\n")
        library.catch_up()


def stories(given: Namespace) -> int:
    """Print the stories of the library."""
    library = existing(given)
    if library is None:
        say_empty(given)
        return 0
    printed = 0
    with library:
        _link(library)
        since = telling.moment(given.since, now()) if given.since else None
        ids = library.stories.since(since) if since else library.stories.front_page()
        for start in range(0, len(ids), 500):
            for row in library.stories.rows(ids[start : start + 500]):
                if (row.articles > 1 or given.all) and printed != given.limit:
                    output.write(telling.row_json(row) if given.json else telling.row(row, now()))
                    printed += 1
            if printed == given.limit:
                break
    if not printed and not given.json:
        sys.stderr.write(f"newsreader: {_none(given)}\n")
    return 0


def _none(given: Namespace) -> str:
    """That no story is listed, why, and what lists some."""
    if not given.since:
        return "no two stored articles tell one story"
    if given.all:
        return f"--since {given.since} finds no stored article (a longer time finds more)"
    return (
        f"--since {given.since} finds no story that two stored articles tell (a longer time finds "
        "more, --all lists single reports, too)"
    )


def story(given: Namespace) -> int:
    """Print the timeline of one story."""
    with needed(given) as library:
        _link(library)
        found = library.stories.timeline(given.story)
        if given.json:
            output.write(telling.timeline_json(found))
        elif given.markdown:
            articles = [library.article(report.headline.id) for report in found.reports]
            output.write(telling.dossier(found, articles))
        else:
            output.write(telling.timeline(found))
    return 0
