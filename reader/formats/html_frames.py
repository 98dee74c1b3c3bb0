"""What a page's elements give the blocks within them: place, names, look and shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from reader.core.model import Shape
from reader.formats.html_lists import Count, counted, next_mark
from reader.formats.html_table import is_data
from reader.formats.html_tree import Element

BLOCKS: Final = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "  # noqa: SIM905
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe "
    "legend li listing main menu nav noscript object ol optgroup option p pre search section "
    "select summary svg table tbody td textarea tfoot th thead title tr ul video audio canvas math "
    "xmp".split()
)
"""Elements that start a block and end the one before."""
_HIDING: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNSEEN: Final = frozenset({"noscript", "head", "title", "svg", "iframe", "object", "canvas"})
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]{2,}")
_LOW_WORD: Final = re.compile(r"[a-z]{2,}")
_NAME: Final = 200
"""Characters of an attribute that are looked at."""
_NAMING: Final = ("class", "id", "role", "itemprop", "data-testid", "data-component", "aria-label")
_READ: Final = frozenset({*_NAMING, "style", "hidden", "aria-hidden", "aria-level"})
_PATH: Final = 64
"""Enclosing elements that evidence tells apart; what nests deeper counts as its 64th."""
_WORDS: Final = 32
_RANKS: Final = {f"h{rank}": rank for rank in range(1, 7)}
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir", "dl", "li", "dd"})
_CODE: Final = frozenset({"pre", "listing", "xmp"})
_SHAPING: Final = frozenset(
    {*_RANKS, *_LISTS, *_CODE, "blockquote", "figcaption", "figure", "caption", "table"}
)
_HOLDING: Final = frozenset({"item", "figure"})
"""Elements and shapes that give what lies in them a shape; so may a role, which is a word."""
# The classes that platforms' own embed codes give a post, where a page has it as a blockquote
# or a script made that into another element.
_EMBED: Final = re.compile(
    r"(?:twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|"
    r"fb-post|reddit-embed-bq|telegram-post|text-post-media)(?![\w-])"
)
_INITIAL: Final = re.compile(r"drop-?_?cap|first-?_?letter|lettrine|initial-?_?(?:letter|cap)")

Sign = Literal["", "embed", "initial"]
"""What an element's class says it is: a post taken in from elsewhere, a large first letter."""
Facts = tuple[tuple[str, ...], bool, Sign, int]
"""An element's class words, whether its own style or attributes hide it, its sign, and its rank
where its role is a heading's."""


@dataclass(slots=True)
class Frame:
    """One open element that starts blocks, and what its blocks inherit."""

    tag: str
    path: tuple[str, ...] = ()
    containers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    own: int = 0
    hidden: bool = False
    shape: Shape = "paragraph"
    level: int = 0
    lists: int = 0
    quotes: int = 0
    marker: list[str] | None = None
    """A list item's mark until its first block took it; shared with what it holds."""
    table: bool = False
    count: Count | None = None
    """Where an ordered list's numbers have come to."""


class Namer:
    """Reads elements' attributes; equal ones once, since a page repeats most of them."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[str, str], ...], Facts] = {(): ((), False, "", 0)}

    def facts(self, items: list[tuple[str, str]], tag: str) -> Facts:
        """What an element's attributes say, and whether they or its tag hide it."""
        key = tuple([item for item in items if item[0] in _READ]) if items else ()
        found = self._known.get(key)
        if found is None:
            attributes = dict(key)
            found = self._known[key] = (
                _names(attributes),
                _is_hidden(attributes),
                _sign(attributes.get("class", "")),
                _role_rank(attributes),
            )
        if tag in _UNSEEN or (tag == "dialog" and "open" not in dict(items)):
            return found[0], True, found[2], found[3]
        return found


def _names(attributes: dict[str, str]) -> tuple[str, ...]:
    return _split(" ".join([attributes[key][:_NAME] for key in _NAMING if key in attributes]))


@lru_cache(maxsize=4096)
def _split(said: str) -> tuple[str, ...]:
    """The first words of an element's classes, id and role: `articleBody__teaser-3` has three."""
    # Where no capital parts words, the plain pattern finds the same in half the time.
    found = _LOW_WORD.findall(said) if said.islower() else map(str.lower, _WORD.findall(said))
    return tuple(dict.fromkeys(found))[:10]


def _is_hidden(attributes: dict[str, str]) -> bool:
    style = attributes.get("style")
    return (
        (style is not None and _HIDING.search(style[:1000]) is not None)
        or attributes.get("hidden", "until-found") != "until-found"
        or attributes.get("aria-hidden") == "true"
        or "sf-hidden" in attributes.get("class", "")  # SingleFile's word for "not displayed"
    )


def _sign(classes: str) -> Sign:
    # Both forms hold letters that most classes lack, which is asked faster.
    if "-" in classes and _EMBED.search(classes):
        return "embed"
    low = classes.lower()
    return "initial" if ("cap" in low or "lett" in low) and _INITIAL.search(low) else ""


def _role_rank(attributes: dict[str, str]) -> int:
    """The rank of an element with a heading's role, 0 for any other."""
    if attributes.get("role") != "heading":
        return 0
    given = attributes.get("aria-level", "")
    return int(given) if given in set("123456") else 2


def frame_of(element: Element, tag: str, facts: Facts, outer: Frame, number: int) -> Frame:
    """The frame of the `number`-th element that starts a block, within `outer`."""
    own, hidden, sign, rank = facts
    path, containers = outer.path, outer.containers
    if len(path) >= _PATH:
        path, containers = path[: _PATH - 1], containers[: _PATH - 1]
    frame = Frame(
        tag,
        path + (tag,),  # noqa: RUF005 - half the time
        containers + (number,),  # noqa: RUF005
        (own + outer.words)[:_WORDS] if own else outer.words,
        len(own),
        outer.hidden or hidden,
        outer.shape,
        outer.level,
        outer.lists,
        outer.quotes,
        outer.marker,
    )
    if rank or tag in _SHAPING or outer.shape in _HOLDING:
        _shape(element, tag, rank, frame, outer)
    if sign == "embed" and not outer.quotes and tag != "blockquote":
        frame.shape, frame.level = "quote", 1
    return frame


def _shape(element: Element, tag: str, role: int, frame: Frame, outer: Frame) -> None:
    """Set what `frame` looks like, from its tag, its role's rank and what it lies in."""
    if rank := _RANKS.get(tag) or role:
        frame.shape, frame.level = "heading", rank
    elif tag in _CODE:
        frame.shape = "code"
    elif tag == "blockquote":
        frame.quotes += 1
        frame.shape, frame.level = "quote", frame.quotes
    elif tag in {"figcaption", "figure", "caption"}:
        frame.shape = "figure"
    elif tag in _LISTS:
        _list(element, tag, frame, outer)
    elif tag == "table" and is_data(element):
        frame.shape, frame.table = "table", True
    elif (outer.shape == "item" and not outer.marker) or (
        outer.shape == "figure" and tag in {"p", "aside"} and "figcaption" not in outer.path
    ):
        frame.shape = "paragraph"  # text in a figure; the second block of a list's item


def _list(element: Element, tag: str, frame: Frame, outer: Frame) -> None:
    """Set what a list or an item of one gives: a definition is an item without a number."""
    if tag not in {"li", "dd"}:
        frame.lists += 1
        frame.count = counted(element) if tag == "ol" else None
        return
    mark = "•"
    if outer.count is not None:
        mark, outer.count = next_mark(element, outer.count)
    frame.shape, frame.level, frame.marker = "item", max(1, frame.lists), [mark]
