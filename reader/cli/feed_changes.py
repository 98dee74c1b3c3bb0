"""What `newsreader feeds ACTION` changes of the feeds it names, and the lines that say so."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final, NamedTuple

from reader.core.errors import UsageError
from reader.core.following import (
    FROM_NOW_ON,
    Feed,
    FeedSettings,
    folders_of,
    going,
    interval,
    tags_of,
)
from reader.core.text import plural, shorten, squeeze
from reader.library.following import Feeds

UNDO: Final = "(u in the app takes it back)"


class Done(NamedTuple):
    """What is to be said of a change, line by line, and what is to be minded."""

    lines: Sequence[str]
    warning: str = ""


def change(feeds: Feeds, given: Namespace) -> Done:
    """Do what is asked with the feeds that are named."""
    if given.action in _GROUPS:
        return _group(feeds, given)
    chosen = _chosen(feeds, given)
    done = _ACTIONS[given.action](feeds, chosen, given)
    if given.action != "remove" and [feeds.get(one.id) for one in chosen] == chosen:
        return Done([f"{_shown(chosen)}: so already, nothing was changed"])
    return done


def _chosen(feeds: Feeds, given: Namespace) -> list[Feed]:
    """The feeds that are named, each once, or those of a folder or a tag."""
    names = given.feeds if "feeds" in given else [given.feed]
    folder, tag = vars(given).get("those_folder"), vars(given).get("those_tag")
    grouped = folder is not None or tag is not None
    if grouped == bool(names):
        raise UsageError("name feeds, or a folder or a tag", "newsreader feeds lists them")
    found = feeds.within(folder, tag) if grouped else map(feeds.named, names)
    return list({one.id: one for one in found}.values())


def _group(feeds: Feeds, given: Namespace) -> Done:
    """Rename or dissolve a folder or a tag."""
    what, rename = _GROUPS[given.action]
    count = rename(feeds, given.old, given.new)
    if not count:
        return Done([f"{what} {squeeze(given.old)}: so already, nothing was changed"])
    became = f"is now {squeeze(given.new)}" if given.new else "is no more"
    return Done([f"{what} {squeeze(given.old)} {became}, of {plural(count, 'feed')} {UNDO}"])


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
    meant = {name for one in feeds.all() for name in (str(one.id), one.shown.casefold())}
    if wrong := next((tag for tag in given.tags if squeeze(tag).casefold() in meant), None):
        hint = "newsreader feeds set FEED... --tag TAG gives many feeds a tag, of any name"
        raise UsageError(f"{wrong!r} names a feed, and `tag` is for one feed", hint)
    feeds.retag(chosen[0].id, given.tags)
    tags = ", ".join(feeds.get(chosen[0].id).settings.tags) or "no tags"
    return Done([f"{_shown(chosen)}: {tags} {UNDO}"])


def _set(feeds: Feeds, chosen: Sequence[Feed], given: Namespace) -> Done:
    ids = _ids(chosen)
    out = feeds.taken_out(ids)
    feeds.change(ids, lambda one: _settings(given, one), "changed how {} {be} treated")
    said = [FROM_NOW_ON] if given.full_text == "always" else []
    if back := out - feeds.taken_out(ids):
        said.append(f"{plural(back, 'read article')} that had been taken out came back")
    if given.keep:
        ripe = sum(feeds.ripe(feed_id, timedelta(days=given.keep)) for feed_id in ids)
        said += [f"{going(ripe)} {UNDO}"] if ripe else []
    changed = [one for one in chosen if feeds.get(one.id).settings != one.settings]
    return Done([f"changed: {_shown(changed)} {UNDO}", *said])


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
    tags = tags_of((*settings.tags, *given.tag))
    gone = {squeeze(tag).casefold() for tag in given.untag}
    return replace(settings, tags=tuple(tag for tag in tags if tag.casefold() not in gone))


_GROUPS: Final[dict[str, tuple[str, Callable[[Feeds, str, str | None], int]]]] = {
    "folder": ("folder", Feeds.rename_folder),
    "retag": ("tag", Feeds.rename_tag),
}
_ACTIONS: Final[dict[str, Callable[[Feeds, Sequence[Feed], Namespace], Done]]] = {
    "remove": _remove,
    "pause": _pause,
    "resume": _resume,
    "rename": _rename,
    "move": _move,
    "tag": _tag,
    "set": _set,
}
