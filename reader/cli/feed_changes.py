"""What `newsreader feeds ACTION` changes of the feeds it names, and the lines that say so."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final, NamedTuple

from reader.core.following import FROM_NOW_ON, Feed, FeedSettings, folders_of, interval
from reader.core.text import shorten, squeeze
from reader.library.following import Feeds

UNDO: Final = "(u in the app takes it back)"


class Done(NamedTuple):
    """What is to be said of a change, line by line, and what is to be minded."""

    lines: Sequence[str]
    warning: str = ""


def change(feeds: Feeds, given: Namespace) -> Done:
    """Do what is asked with the feeds that are named."""
    names = given.feeds if "feeds" in given else [given.feed]
    return _ACTIONS[given.action](feeds, [feeds.named(name) for name in names], given)


def _ids(chosen: Sequence[Feed]) -> list[int]:
    return [feed.id for feed in chosen]


def _shown(chosen: Sequence[Feed]) -> str:
    return ", ".join(shorten(feed.shown, 40) for feed in chosen)


def _remove(feeds: Feeds, chosen: Sequence[Feed], _: Namespace) -> Done:
    feeds.remove(_ids(chosen))
    return Done([f"not followed any more: {_shown(chosen)} {UNDO}"])


def _pause(feeds: Feeds, chosen: Sequence[Feed], _: Namespace) -> Done:
    feeds.pause(_ids(chosen))
    return Done([f"paused: {_shown(chosen)} {UNDO}"])


def _resume(feeds: Feeds, chosen: Sequence[Feed], _: Namespace) -> Done:
    feeds.resume(_ids(chosen))
    return Done([f"resumed: {_shown(chosen)}"])


def _rename(feeds: Feeds, chosen: Sequence[Feed], given: Namespace) -> Done:
    feeds.rename(chosen[0].id, given.name)
    name = feeds.get(chosen[0].id).shown
    same = [str(one.id) for one in feeds.all() if one.shown == name and one.id != chosen[0].id]
    warning = f"feed {', '.join(same)} has that name too; name them by their numbers"
    return Done([f"{_shown(chosen)} is now {name} {UNDO}"], warning if same else "")


def _move(feeds: Feeds, chosen: Sequence[Feed], given: Namespace) -> Done:
    feeds.move(chosen[0].id, given.url)
    return Done([f"{_shown(chosen)} is now at {feeds.get(chosen[0].id).url} {UNDO}"])


def _tag(feeds: Feeds, chosen: Sequence[Feed], given: Namespace) -> Done:
    feeds.retag(chosen[0].id, given.tags)
    tags = ", ".join(feeds.get(chosen[0].id).settings.tags) or "no tags"
    return Done([f"{_shown(chosen)}: {tags} {UNDO}"])


def _set(feeds: Feeds, chosen: Sequence[Feed], given: Namespace) -> Done:
    feeds.change(_ids(chosen), lambda one: _settings(given, one), "changed how {} is treated")
    said = [FROM_NOW_ON] if given.full_text == "always" else []
    return Done([f"changed: {_shown(chosen)} {UNDO}", *said])


def _settings(given: Namespace, settings: FeedSettings) -> FeedSettings:
    """The settings with those that were named."""
    if given.full_text:
        settings = replace(settings, full_text=given.full_text)
    if given.every is not None:
        settings = replace(settings, every=interval(given.every))
    if given.keep is not None:
        settings = replace(settings, keep=timedelta(days=given.keep) if given.keep else None)
    if given.folder is not None:
        settings = replace(settings, folders=folders_of(given.folder))
    tags = (*settings.tags, *(tag for tag in map(squeeze, given.tag) if tag))
    gone = {squeeze(tag).casefold() for tag in given.untag}
    kept = (tag for tag in dict.fromkeys(tags) if tag.casefold() not in gone)
    return replace(settings, tags=tuple(kept))


_ACTIONS: Final[dict[str, Callable[[Feeds, Sequence[Feed], Namespace], Done]]] = {
    "remove": _remove,
    "pause": _pause,
    "resume": _resume,
    "rename": _rename,
    "move": _move,
    "tag": _tag,
    "set": _set,
}
