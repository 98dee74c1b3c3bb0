"""What a page's elements give the blocks within them: place, names, look and shape."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from reader.core.model import Shape
from reader.formats.html_lists import Count, counted, next_mark
from reader.formats.html_runs import made
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
_SAVED_HIDDEN: Final = "sf-hidden"
"""SingleFile's class word for what was not displayed."""
_UNSEEN: Final = frozenset(
    {"noscript", "head", "title", "svg", "iframe", "object", "canvas", "dialog"}
)
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]{2,}")
_LOW_WORD: Final = re.compile(r"[a-z]{2,}")
_NAME: Final = 200
"""Characters of an attribute that are looked at."""
_LONGEST: Final = 4000
"""Characters of one that are kept from page to page."""
_NAMING: Final = ("class", "id", "role", "itemprop", "data-testid", "data-component", "aria-label")
_READ: Final = frozenset({*_NAMING, "style", "hidden", "aria-hidden", "aria-level"})
_LEADING: Final = frozenset({"a", "img", "iframe"})
"""Elements that have addresses, of which hardly two are equal."""
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
_Items = tuple[tuple[str, str], ...]
Facts = tuple[tuple[str, ...], bool, Sign, int]
"""An element's class words, whether its own style or attributes hide it, its sign, and its rank
where its role is a heading's."""


class Form(NamedTuple):
    """What the blocks within an element look like."""

    shape: Shape = "paragraph"
    level: int = 0
    lists: int = 0
    quotes: int = 0
    marker: list[str] | None = None
    """A list item's mark until its first block took it; shared with what it holds."""
    numbers: list[Count] | None = None
    """Where the numbers of the last ordered list around have come to; its items share it."""


class Frame(NamedTuple):
    """One open element that starts blocks, and what its blocks inherit."""

    tag: str
    path: tuple[str, ...] = ()
    containers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    own: int = 0
    hidden: bool = False
    form: Form = Form()


class Namer:
    """Reads elements' attributes; equal ones once, since a page repeats most of them."""

    def __init__(self) -> None:
        self._known: dict[_Items, Facts] = {(): ((), False, "", 0)}

    def facts(self, items: Collection[tuple[str, str]], tag: str) -> Facts:
        """What an element's attributes say, and whether they or its tag hide it."""
        found = self._known.get(tuple(items)) if tag not in _LEADING else None
        if found is None:  # these are new, or some of them say nothing
            key = tuple([(name, said[:_LONGEST]) for name, said in items if name in _READ])
            found = self._known.get(key)
            if found is None:
                found = self._known[key] = _told(key)
        if tag in _UNSEEN and (tag != "dialog" or "open" not in dict(items)):
            return found[0], True, found[2], found[3]
        return found


@lru_cache(maxsize=256)
def _told(items: _Items) -> Facts:
    """The facts of what is read of an element's attributes; a site's pages repeat most of it. No
    more than a page's are remembered: what the processor's cache has no room for costs time."""
    if len(items) == 1 and items[0][0] == "class":  # two of three
        classes = items[0][1]
        return _split(classes[:_NAME]), _SAVED_HIDDEN in classes, _sign(classes), 0
    attributes = dict(items)
    sign = _sign(attributes.get("class", ""))
    return _names(attributes), _is_hidden(attributes), sign, _role_rank(attributes)


def _names(attributes: dict[str, str]) -> tuple[str, ...]:
    return _split(" ".join([attributes[key][:_NAME] for key in _NAMING if key in attributes]))


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
        or _SAVED_HIDDEN in attributes.get("class", "")
    )


def _sign(classes: str) -> Sign:
    # Both forms hold letters that most classes lack, which is asked faster.
    ends = "-embed" in classes or "-post" in classes or "-tweet" in classes or "-media" in classes
    if ends and _EMBED.search(classes):
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
    own, hides, sign, rank = facts
    _, path, containers, words, _, hidden, form = outer
    if len(path) >= _PATH:
        path, containers = path[: _PATH - 1], containers[: _PATH - 1]
    if rank or tag in _SHAPING or form.shape in _HOLDING:
        form = _form(element, tag, rank, outer)
    if sign == "embed" and not outer.form.quotes and tag != "blockquote" and form.shape != "table":
        form = Form("quote", 1, *form[2:])
    return made(
        Frame,
        (
            tag,
            path + (tag,),  # noqa: RUF005 - half the time
            containers + (number,),  # noqa: RUF005
            (own + words)[:_WORDS] if own else words,
            len(own),
            hidden or hides,
            form,
        ),
    )


def _form(element: Element, tag: str, role: int, outer: Frame) -> Form:
    """What the blocks of an element look like, from its tag, its role's rank and what it lies
    in."""
    form = outer.form
    shape, _, lists, quotes, marker, _ = form
    if rank := _RANKS.get(tag) or role:
        return Form("heading", rank, *form[2:])
    if tag in _CODE:
        return Form("code", *form[1:])
    if tag == "blockquote":
        return Form("quote", quotes + 1, lists, quotes + 1, *form[4:])
    if tag in {"figcaption", "figure", "caption"}:
        return Form("figure", *form[1:])
    if tag in _LISTS:
        return _list(element, tag, outer)
    if tag == "table" and is_data(element):
        return Form("table", *form[1:])
    if (shape == "item" and not marker) or (
        shape == "figure" and tag in {"p", "aside"} and "figcaption" not in outer.path
    ):
        return Form("paragraph", *form[1:])  # text in a figure; the second block of a list's item
    return form


def _list(element: Element, tag: str, outer: Frame) -> Form:
    """What a list or an item of one gives: a definition is an item without a number."""
    shape, level, lists, quotes, marker, numbers = outer.form
    if tag not in {"li", "dd"}:
        numbers = [counted(element)] if tag == "ol" else None
        return Form(shape, level, lists + 1, quotes, marker, numbers)
    mark = "•"
    if numbers is not None and outer.tag == "ol":
        mark, numbers[0] = next_mark(element, numbers[0])
    return made(Form, ("item", max(1, lists), lists, quotes, [mark], numbers))
