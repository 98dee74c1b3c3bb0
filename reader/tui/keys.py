"""The keymap as data: what every key does where, in one sentence.

The screen's bindings, the key help, the line at the bottom and the palette all come from here.
A key may mean two things in two places, never in one (`tests/tui/test_keys.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from textual.binding import Binding

from reader.core.errors import UsageError

Place = Literal["list", "reader", "sidebar", "compare", "places", "rail", "starters"]

PLACES: Final[tuple[Place, ...]] = (
    "list", "reader", "sidebar", "compare", "places", "rail", "starters",
)  # fmt: skip
PANES: Final[tuple[Place, ...]] = PLACES[:3]
"""Those of the main screen that are about articles; two reports are compared on a screen of their
own, places and starter feeds lie over it."""
MAIN: Final[tuple[Place, ...]] = (*PANES, "rail")
"""Those of the main screen."""
_LIST: Final[tuple[Place, ...]] = ("list",)
_READER: Final[tuple[Place, ...]] = ("reader",)
_TEXT: Final[tuple[Place, ...]] = ("list", "reader")
"""Where a text is read, or shown beside its row."""
_SIDEBAR: Final[tuple[Place, ...]] = ("sidebar",)
_COMPARE: Final[tuple[Place, ...]] = ("compare",)
_SIDES: Final[tuple[Place, ...]] = (*PANES, "compare")
_PLACES: Final[tuple[Place, ...]] = ("places", "rail")
_FEEDS: Final[tuple[Place, ...]] = (*PANES, *_PLACES)
_OPEN: Final[tuple[Place, ...]] = ("list", *_PLACES)
_STARTERS: Final[tuple[Place, ...]] = ("starters",)
_PAGED: Final[tuple[Place, ...]] = ("list", *PLACES[2:-1])


@dataclass(frozen=True, slots=True)
class Key:
    """One thing keys do. `id` names it in a user's keymap and in the table of actions, `keys`
    are Textual's names, `shown` how help writes them, `label` the footer's word for it."""

    id: str
    keys: str
    shown: str
    help: str
    places: tuple[Place, ...] = PANES
    label: str = ""
    group: str = ""


KEYS: Final[tuple[Key, ...]] = (
    Key("down", "j,down", "j ↓", "Down one row", PLACES, group="Move"),
    Key("up", "k,up", "k ↑", "Up one row", PLACES, group="Move"),
    Key("page_down", "space,pagedown", "Space PgDn", "Down a page", _PAGED, group="Move"),
    Key("page_through", "space,pagedown", "Space PgDn", "Down a page; at the end, on to the next "
        "unread article", _READER, group="Move"),
    Key("page_on", "pagedown", "PgDn", "Down a page", _STARTERS, group="Move"),
    Key("page_up", "b,pageup", "b PgUp", "Up a page", PLACES, group="Move"),
    Key("half_down", "ctrl+d", "^D", "Down half a page", PLACES, group="Move"),
    Key("half_up", "ctrl+u", "^U", "Up half a page", PLACES, group="Move"),
    Key("top", "g,home", "g Home", "To the top", PLACES, group="Move"),
    Key("bottom", "G,end", "G End", "To the end", PLACES, group="Move"),
    Key("list_open", "enter", "Enter", "Read the article; list a story's reports", _LIST,
        "read", "Move"),
    Key("sidebar_open", "enter", "Enter", "Read it, q comes back", _SIDEBAR, "read", "Move"),
    Key("compare_open", "enter", "Enter", "Read this report at the paragraph", _COMPARE, "read",
        "Move"),
    Key("pane_left", "h,left", "h ←", "To the pane on the left", _SIDES, group="Move"),
    Key("pane_right", "l,right", "l →", "To the pane on the right", _SIDES, group="Move"),
    Key("pane_next", "tab", "Tab", "To the next pane", (*_SIDES, "rail"), "other side", "Move"),
    Key("pane_back", "shift+tab", "S-Tab", "To the pane before", (*_SIDES, "rail"), group="Move"),
    Key("next_only", "right_square_bracket,full_stop", "] .", "To the next paragraph that only "
        "one of the two reports has", _COMPARE, "only one has", "Move"),
    Key("previous_only", "left_square_bracket,comma", "[ ,", "To the one before", _COMPARE,
        group="Move"),
    Key("next", "J", "J", "Read the next article", group="Articles"),
    Key("previous", "K", "K", "Read the previous article", group="Articles"),
    Key("next_unread", "n", "n", "Read the next unread article; in a search, the next match",
        label="next unread", group="Articles"),
    Key("previous_unread", "p", "p", "Read the previous unread article", group="Articles"),
    Key("read", "m", "m", "Mark read or unread; a story as a whole", label="mark read",
        group="Articles"),
    Key("read_all", "A", "A", "Mark all as read that is listed, or that came by the selected "
        "place; u takes it back", _OPEN, "all read", "Articles"),
    Key("only_unread", "U", "U", "List only what is unread, or all again", ("list", "rail"),
        group="Articles"),
    Key("star", "f", "f", "Star, or take the star away", label="star", group="Articles"),
    Key("delete", "D", "D", "Remove, a story as a whole; u brings it back", group="Articles"),
    Key("undo", "u", "u", "Undo the last change, also of earlier days; asks first where that "
        "takes articles or feeds out", _FEEDS, "undo",
        "Articles"),
    Key("redo", "ctrl+r", "^R", "Do it again", _FEEDS, group="Articles"),
    Key("browser", "o", "o", "Open in the browser, after showing where it leads",
        group="Articles"),
    Key("copy_url", "y", "y", "Copy the address", group="Articles"),
    Key("copy_text", "Y", "Y", "Copy the article's text", group="Articles"),
    Key("folds", "x", "x", "Show or fold everything hidden", _TEXT, "hidden", "Hidden places"),
    Key("next_fold", "right_square_bracket,full_stop", "] .", "To the next hidden place, first "
        "those that may be article text; inside an open one to its next block", _READER,
        group="Hidden places"),
    Key("previous_fold", "left_square_bracket,comma", "[ ,", "To the hidden place before",
        _READER, group="Hidden places"),
    Key("fold", "enter", "Enter", "Open or close the hidden place at the bar; in a timeline, "
        "read the report there", _READER,
        "open", "Hidden places"),
    Key("why", "w", "w", "Why the block at the bar is shown or hidden", _TEXT, "why",
        "Hidden places"),
    Key("keep", "a", "a", "Keep the block at the bar: here, or on the whole site, after counting "
        "what that changes", _READER, group="Hidden places"),
    Key("junk", "exclamation_mark", "!", "Junk the block at the bar, in the same way", _READER,
        group="Hidden places"),
    Key("view", "V", "V", "Another view: reader, readability, everything, source", _READER,
        group="Reading"),
    Key("sidebar", "c", "c", "The same story elsewhere", label="same story", group="Reading"),
    Key("story_same", "a", "a", "Say that it tells the story that is read", _SIDEBAR,
        group="Reading"),
    Key("story_apart", "exclamation_mark", "!", "Say that it does not tell it", _SIDEBAR,
        group="Reading"),
    Key("story_tells", "S", "S", "Say of another article that it tells the story that is read, by "
        "its number or words of it", (*_READER, *_SIDEBAR), group="Reading"),
    Key("stories", "T", "T", "From articles to stories, and back", label="stories",
        group="Reading"),
    Key("timeline", "L", "L", "The story's timeline: who reported what when", label="timeline",
        group="Reading"),
    Key("compare", "d", "d", "Compare it with the article that is read, side by side", _SIDEBAR,
        "compare", "Reading"),
    Key("changes", "C", "C", "What changed in the article since it was read: ] and [ go "
        "through it, C or q back", _READER, "changes", "Reading"),
    Key("find", "slash", "/", "Find in the article; n and N go on, Esc ends", _READER, "find",
        "Reading"),
    Key("find_back", "N", "N", "The match before", _READER, group="Reading"),
    Key("search", "slash", "/", "Search the library", ("list", "sidebar"), "search", "Reading"),
    Key("link", "1,2,3,4,5,6,7,8,9", "1–9", "Open a link by its number, after showing where "
        "it leads; in a timeline, read the report", _READER, group="Reading"),
    Key("links", "number_sign", "#", "The article's links, those of hidden places last; the "
        "manual's pages", _READER, group="Reading"),
    Key("narrow", "minus", "-", "Narrower lines", _READER, group="Reading"),
    Key("widen", "plus", "+", "Wider lines", _READER, group="Reading"),
    Key("width", "equals_sign", "=", "The usual width", _READER, group="Reading"),
    Key("zen", "z", "z", "Nothing but the text, and back", group="Reading"),
    Key("places", "B", "B", "Places: all articles, the feeds that are followed, folders, tags; "
        "beside the list where there is room, and away again", _FEEDS, "places", "Feeds"),
    Key("place_open", "enter", "Enter", "List the articles of the place", _PLACES, "list", "Feeds"),
    Key("folder_open", "l,right", "l →", "Open a closed folder or tag; list the articles of any "
        "other place", _PLACES, group="Feeds"),
    Key("folder_close", "h,left", "h ←", "Close the folder or tag, or the one that this is in",
        _PLACES, group="Feeds"),
    Key("follow", "a", "a", "Follow a feed, or that of a site, by its address", _PLACES, "follow",
        "Feeds"),
    Key("starters", "plus", "+", "Choose from a set of well-known feeds", _OPEN, "well-known",
        "Feeds"),
    Key("mark", "space", "Space", "Mark the feed, or take the mark away", _STARTERS, "mark",
        "Feeds"),
    Key("begin", "enter", "Enter", "Follow the feeds that are marked", _STARTERS, "follow",
        "Feeds"),
    Key("narrow_set", "slash", "/", "Only what has words that begin so: a name, or of the "
        "well-known feeds a topic or a language", (*_STARTERS, *_PLACES), "narrow", "Feeds"),
    Key("pause", "p", "p", "Ask the feed no more, or again", _PLACES, "pause", "Feeds"),
    Key("settings", "e", "e", "The feed's name, folder, tags, address, and how it is treated",
        _PLACES, "settings", "Feeds"),
    Key("unfollow", "D", "D", "Follow the feed no more; its articles stay, u brings it back",
        _PLACES, group="Feeds"),
    Key("refresh", "r", "r", "Refresh the feeds that are listed or selected, or the article's",
        _FEEDS, "refresh", "Feeds"),
    Key("refresh_all", "R", "R", "Refresh all feeds", _FEEDS, group="Feeds"),
    Key("refresh_due", "f5", "F5", "Refresh the feeds that are due", _FEEDS, group="Feeds"),
    Key("page", "P", "P", "Fetch the page of an entry of which its feed gives a part, now", _TEXT,
        group="Feeds"),
    Key("open", "ctrl+o", "^O", "Open a file, a folder or a URL; a feed's URL follows it",
        label="open", group="Program"),
    Key("palette", "colon", "^P :", "All commands, themes too", PLACES, "palette", "Program"),
    Key("help", "question_mark", "?", "The keys of this place", PLACES, "keys", "Program"),
    Key("manual", "f1", "F1", "The manual; in it, the list of its pages", label="manual",
        group="Program"),
    Key("redraw", "ctrl+l", "^L", "Read the list and draw it again", group="Program"),
    Key("close", "q", "q", "Close the topmost thing; in the list, quit", PLACES, "back",
        "Program"),
    Key("escape", "escape", "Esc", "Close the topmost thing; stop taking in, a refresh", PLACES,
        group="Program"),
    Key("quit", "Q,ctrl+q", "Q ^Q", "Quit", PLACES, group="Program"),
)  # fmt: skip

BY_ID: Final[Mapping[str, Key]] = {key.id: key for key in KEYS}

FOOTER: Final[dict[Place, tuple[str, ...]]] = {
    "list": ("list_open", "stories", "places", "search", "help"),
    "reader": ("folds", "sidebar", "find", "help", "palette"),
    "sidebar": ("sidebar_open", "compare", "close", "help", "palette"),
    "compare": ("next_only", "pane_next", "compare_open", "close", "help"),
    "places": ("place_open", "follow", "starters", "settings", "help"),
    "rail": ("place_open", "refresh", "settings", "places", "help"),
    "starters": ("mark", "begin", "narrow_set", "close", "help"),
}
"""The keys the bottom line names, at most five a place, those that matter most first."""

GROUPS: Final = ("Move", "Articles", "Hidden places", "Reading", "Feeds", "Program")


def bindings(places: Sequence[Place] = PLACES) -> Iterator[Binding]:
    """A screen's bindings, for those of its places: each runs `press` with the key's id (and the
    key, for digits)."""
    for key in KEYS:
        if set(places).isdisjoint(key.places):
            continue
        if key.id == "link":
            for digit in key.keys.split(","):
                yield Binding(digit, f"press('link', '{digit}')", key.help, show=False)
        else:
            yield Binding(key.keys, f"press('{key.id}')", key.help, show=False, id=key.id)


def of_place(place: Place) -> list[Key]:
    """The keys that do something in `place`."""
    return [key for key in KEYS if place in key.places]


def footer_key(key: Key) -> str:
    """How the bottom line writes a key: its shortest name."""
    return "^P" if key.id == "palette" else key.shown


def check_keymap(keymap: Mapping[str, str]) -> None:
    """Refuse a user's keymap that names an unknown action or gives one key to two in one place.
    Raises UsageError."""
    unknown = sorted(set(keymap) - set(BY_ID))
    if unknown:
        raise UsageError(f"the keymap names an unknown action: {unknown[0]}")
    for place in PLACES:
        taken: dict[str, str] = {}
        for key in of_place(place):
            for name in keymap.get(key.id, key.keys).split(","):
                other = taken.setdefault(name.strip(), key.id)
                if other != key.id:
                    raise UsageError(
                        f"the keymap gives {name.strip()} to both {other} and {key.id}"
                    )
