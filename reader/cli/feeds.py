"""`newsreader feeds`, `refresh`, `import`, `export`, and what `add` does with a feed."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from typing import Final

from reader.cli import feed_changes, feed_output, output
from reader.core.errors import ReaderError, UsageError
from reader.core.following import Feed, Refreshed
from reader.core.text import natural, plural, squeeze
from reader.library import following, lists
from reader.library.library import Library
from reader.web.addresses import credentials

_NO_PASSWORDS: Final = "user names and passwords in an address are never sent; it is asked without"


def follow(library: Library, url: str, given: Namespace) -> bool:
    """Follow the feed at `url`, or that of its site, and refresh it; True where that failed."""
    if credentials(url):
        _complain(_NO_PASSWORDS)
    try:
        found = library.feeds.subscribe(url)
    except ReaderError as error:
        if given.json:
            output.write(feed_output.followed_json(url, None, "failed", str(error)))
        else:
            _complain(str(error))
        return True
    (outcome,) = list(library.feeds.refresh([found.feed], first=True))
    others = f"it also names {', '.join(found.others)}" if found.others else ""
    what = "followed" if found.new else "unchanged"
    if given.json:
        said = "; ".join(part for part in (outcome.message, found.note, others) if part)
        output.write(feed_output.followed_json(url, found.feed.id, what, said))
    else:
        came = plural(outcome.new, "new article")
        output.write(f"{what:9}  feed {found.feed.id}  {outcome.name} ({came})\n")
        for said in filter(None, (found.note, others)):
            output.write(f"{'':11}{said}\n")
        if outcome.outcome in {"failed", "gone"}:
            _complain(f"{outcome.name}: {outcome.message}")
    return outcome.outcome in {"failed", "gone"}


def run(given: Namespace, library: Library | None) -> int:
    """List the feeds, or do what was asked with some."""
    if given.action and (given.of_folder is not None or given.of_tag is not None):
        raise UsageError("before an action --folder and --tag mean nothing", "name the feeds")
    if given.action == "starters":
        return _starters(given, library)
    if library is None:
        if given.action:
            raise UsageError("no library yet", "newsreader add URL follows a feed")
        return _none(given)
    with library:
        if given.action:
            return _change(given, library)
        found = library.feeds.within(given.of_folder, given.of_tag)
        whole = given.json and given.of_folder is None and given.of_tag is None
        aside = library.feeds.aside() if whole else []
    for feed in sorted(found, key=_place):
        output.write(feed_output.feed_json(feed) if given.json else feed_output.feed(feed))
    for line in aside:
        output.write(feed_output.aside_json(line))
    return 0 if found else _none(given)


def _place(feed: Feed) -> tuple[object, ...]:
    return [(natural(one), one) for one in feed.settings.folders], natural(feed.shown)


def _none(given: Namespace) -> int:
    if not given.json:
        _complain(
            "no feed is followed (newsreader add URL follows one, newsreader feeds starters lists "
            "some to choose from)"
        )
    return 0


def _starters(given: Namespace, library: Library | None) -> int:
    """The starter set, under a heading for each topic."""
    feeds: list[Feed] = []
    if library is not None:
        with library:
            feeds = library.feeds.all()
    found = following.offered(given.words, feeds)
    if not (found or given.json):
        _complain("no feed of the starter set is of these topics in these languages")
    for number, (topic, those) in enumerate(groupby(found, lambda one: one.starter.topic)):
        if not given.json:
            output.write(("\n" if number else "") + topic.capitalize() + "\n")
        for one in those:
            output.write((feed_output.starter_json if given.json else feed_output.starter)(one))
    return 0


def _change(given: Namespace, library: Library) -> int:
    feeds = library.feeds
    if given.action == "aside":
        for one in feeds.aside():
            output.write(f"{one.line}\n")
        return 0
    done = feed_changes.change(feeds, given)
    output.write("".join(f"{line}\n" for line in done.lines))
    if done.warning:
        _complain(done.warning)
    return 0


def refresh(given: Namespace, library: Library | None) -> int:
    """Ask feeds; a line for each that has something new or failed, then a summary."""
    if library is None:
        return _none(given)
    if given.feeds and (given.of_folder is not None or given.of_tag is not None):
        raise UsageError("name feeds, or a folder or a tag, not both")
    outcomes: list[Refreshed] = []
    with library:
        feeds = library.feeds
        within = feeds.within(given.of_folder, given.of_tag)
        if given.feeds:
            chosen = [feeds.named(name) for name in given.feeds]
        elif given.all:
            chosen = [feed for feed in within if not feed.paused]
        else:
            ids = {feed.id for feed in within}
            chosen = [feed for feed in feeds.due() if feed.id in ids]
        try:
            for outcome in feeds.refresh(chosen, ahead=given.ahead):
                outcomes.append(outcome)
                _tell(outcome, given)
        except KeyboardInterrupt:
            if not given.json:
                output.write("stopped; what came stays: " + _summary(outcomes, 0))
            raise
        waiting = 0 if given.feeds else len(within) - len(outcomes)
    if not given.json:
        output.write(_summary(outcomes, waiting))
    return int(any(one.outcome in {"failed", "gone"} for one in outcomes))


def _tell(outcome: Refreshed, given: Namespace) -> None:
    if given.json:
        output.write(feed_output.refreshed_json(outcome))
        sys.stdout.flush()
    elif outcome.outcome in {"failed", "gone"}:
        _complain(f"{outcome.name}: {outcome.message}")
    elif outcome.new or outcome.changed or outcome.message:
        changed = f", {outcome.changed} changed" if outcome.changed else ""
        said = f" ({outcome.message})" if outcome.message else ""
        output.write(f"{outcome.new:6} new{changed}  {outcome.name}{said}\n")


def _summary(outcomes: list[Refreshed], rest: int) -> str:
    counted = Counter(one.outcome for one in outcomes)
    parts = [
        f"{plural(len(outcomes) - counted['waiting'], 'feed')} asked",
        plural(sum(one.new for one in outcomes), "new article"),
        f"{counted['unchanged']:,} unchanged",
        f"{counted['failed'] + counted['gone']:,} failed",
    ]
    parts += [f"{counted['waiting']:,} not asked, told to wait"] if counted["waiting"] else []
    parts += [f"{rest:,} not due or paused"] if rest else []
    expired = sum(one.expired for one in outcomes)
    parts += [f"{plural(expired, 'read article')} taken out"] if expired else []
    return ", ".join(parts) + "\n"


def import_list(given: Namespace, library: Library | None) -> int:
    """Follow the feeds of a list, take in the links of a reading list, name what is left out."""
    if library is None:
        raise UsageError("no library yet")
    with library:
        return _import(given, library)


def _import(given: Namespace, library: Library) -> int:
    found = library.feeds.read_list(given.file)
    left_out = list(found.left_out)
    if not (found.subscriptions or found.links or left_out):
        output.write("nothing was taken: the list has no entries\n")
    library.feeds.keep_aside(left_out)
    if named := sum(credentials(one.url) for one in found.subscriptions):
        _complain(f"{plural(named, 'address', 'addresses')} of the list: {_NO_PASSWORDS}")
    if found.subscriptions:
        done = library.feeds.follow(found.subscriptions)
        left_out += done.left_out
        known = f", {done.known:,} followed already" if done.known else ""
        undo = f" {feed_changes.UNDO}; newsreader refresh asks them" if done.new else ""
        output.write(f"followed {plural(done.new, 'feed')}{known}{undo}\n")
    failed = 0
    if found.links:
        taken = 0
        for one in lists.take_in(library, found.links):
            failed += one.outcome == "failed"
            taken += one.outcome != "failed"
            if one.message:
                _complain(one.message)
        output.write(f"took in {plural(taken, 'article')} of {plural(len(found.links), 'link')}\n")
        if unkept := lists.unkept(found.links):
            output.write(unkept + "\n")
    for line in left_out:
        kept = "; kept aside (newsreader feeds aside)" if line.line else ""
        _complain(f"left out {line.item}: {line.reason}{kept}")
    return int(bool(failed or left_out))


def export(given: Namespace, library: Library | None) -> int:
    """The feeds as OPML or newsboat's list, to standard output or a new file."""
    if library is None:
        raise UsageError("no library yet", "newsreader add URL follows a feed")
    with library:
        text = library.feeds.export_opml() if given.opml else library.feeds.export_urls()
        number = len(library.feeds.all())
    output.export(given.file, text, plural(number, "feed"))
    return 0


def _complain(sentence: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"newsreader: {squeeze(sentence)}\n")


COMMANDS: Final[dict[str, Callable[[Namespace, Library | None], int]]] = {
    "feeds": run,
    "refresh": refresh,
    "import": import_list,
    "export": export,
}
