"""Which feeds a person means: one by its number, name or address, those of a folder or a tag; and
what becomes of their settings when a folder or a tag gets another name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from reader import store
from reader.core import addresses
from reader.core.errors import UsageError
from reader.core.following import Feed, FeedSettings, folders_of
from reader.core.text import shorten, squeeze


def within(feeds: Sequence[Feed], folder: str | None, tag: str | None) -> list[Feed]:
    """Those in a folder and the folders in it, and those that bear a tag, where these are named.
    Raises UsageError where there is none."""
    found = list(feeds)
    if folder is not None:
        path = _folded(folders_of(folder))
        found = [one for one in found if _folded(one.settings.folders)[: len(path)] == path]
    if tag is not None:
        word = squeeze(tag).casefold()
        found = [one for one in found if word in _folded(one.settings.tags)]
    if not found and (folder is not None or tag is not None):
        where = [f"in a folder {folder!r}"] if folder is not None else []
        where += [f"tagged {tag!r}"] if tag is not None else []
        raise UsageError(f"no feed is {' and '.join(where)}", "newsreader feeds lists them")
    return found


def _folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(str.casefold, names))


def named(db: store.Database, feeds: Sequence[Feed], name: str) -> Feed:
    """The feed of this number, address or name; an address may lack its scheme, and may be one
    that the feed had before. Raises UsageError where none or several are meant."""
    wanted = squeeze(name).casefold()
    bare = _bare(wanted)
    for found in (
        [one for one in feeds if str(one.id) == wanted],
        [one for one in feeds if one.url.casefold() == wanted],
        [one for one in feeds if one.shown.casefold() == wanted],
        [one for one in feeds if _bare(one.url) == bare],
        [one for one in feeds if bare in map(_bare, one.state.earlier)],
        _moved(db, feeds, bare),
        [one for one in feeds if wanted and wanted in one.shown.casefold()],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(f"{one.id} {shorten(one.shown, 30)}" for one in found[:5])
            raise UsageError(f"{name!r} may mean several feeds", several)
    raise UsageError(f"no feed is named {name!r}", "newsreader feeds lists them")


def _bare(url: str) -> str:
    return addresses.shown(url).casefold()


def _moved(db: store.Database, feeds: Sequence[Feed], bare: str) -> list[Feed]:
    """Those that a person moved away from an address."""
    before = store.journal.addresses(db)
    return [one for one in feeds if bare in map(_bare, before.get(one.id, ()))]


def quoted(name: str) -> str:
    """A folder's or a tag's name in the sentence of a change, which has places of its own."""
    return f"“{shorten(squeeze(name), 40)}”".replace("{", "{{").replace("}", "}}")


def in_folder(old: str, new: str | None) -> Callable[[FeedSettings], FeedSettings]:
    """What becomes of a feed in a folder that gets another name, or without one is dissolved."""
    depth = len(folders_of(old))

    def renamed(one: FeedSettings) -> FeedSettings:
        begin = folders_of(new) if new else one.folders[: depth - 1]
        return replace(one, folders=(*begin, *one.folders[depth:]))

    return renamed


def with_tag(old: str, new: str | None) -> Callable[[FeedSettings], FeedSettings]:
    """What becomes of a feed that bears a tag that gets another name, or without one goes."""
    word, instead = squeeze(old).casefold(), [squeeze(new)] if new and squeeze(new) else []

    def renamed(one: FeedSettings) -> FeedSettings:
        tags = ([tag] if tag.casefold() != word else instead for tag in one.tags)
        return replace(one, tags=tuple(dict.fromkeys(chain.from_iterable(tags))))

    return renamed
