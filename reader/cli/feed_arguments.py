"""What may stand behind `newsreader feeds`: an action and what it needs."""

from __future__ import annotations

import argparse
from typing import Final

from reader.core.following import FULL_TEXT

_BY_GROUP: Final = frozenset({"pause", "resume"})
"""What is done to feeds that are named, or to those of a folder or a tag."""


def add(parser: argparse.ArgumentParser) -> None:
    """Let the parser of `feeds` know its actions."""
    # As with the rules: after the action, too.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--db", metavar="FILE", help="another library than your own")
    actions = parser.add_subparsers(dest="action", metavar="ACTION")

    def action(name: str, about: str, many: bool) -> argparse.ArgumentParser:  # noqa: FBT001
        one = actions.add_parser(name, help=about, description=about.capitalize() + ".",
                                 parents=[common])  # fmt: skip
        if many:
            one.add_argument("feeds", metavar="FEED", nargs="*" if name in _BY_GROUP else "+",
                             help="number, address or name")  # fmt: skip
        else:
            one.add_argument("feed", metavar="FEED", help="number, address or name")
        return one

    starters = actions.add_parser(
        "starters",
        help="list well-known feeds to choose from",
        description="List well-known public feeds by topic, marked where they are followed. None "
        "is followed unasked: newsreader add URL follows one, + in the app several.",
        parents=[common],
    )
    starters.add_argument(
        "words", metavar="TOPIC|LANG", nargs="*", help="only of these topics, in these languages"
    )
    starters.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object a line"
    )
    about = "list the lines of imported lists that are kept aside and never run"
    actions.add_parser("aside", help=about, description=about.capitalize() + ".", parents=[common])
    action("remove", "follow feeds no more; their articles stay", many=True)
    for name, said in (
        ("pause", "ask feeds no more until they are resumed"),
        ("resume", "ask feeds again"),
    ):
        several = action(name, said, many=True)
        several.add_argument("--folder", metavar="FOLDER", dest="those_folder",
                             help="those of a folder, and of those in it")  # fmt: skip
        several.add_argument("--tag", metavar="TAG", dest="those_tag",
                             help="those that bear a tag")  # fmt: skip
    for name, what, gone in (
        ("folder", "folder", "without a new name its feeds go to the one around it"),
        ("retag", "tag", "without a new name no feed bears it any more"),
    ):
        group = actions.add_parser(name, help=f"rename or dissolve a {what}", parents=[common],
                                   description=f"Rename or dissolve a {what}: {gone}.")  # fmt: skip
        group.add_argument("old", metavar=what.upper(), help="as it is called now")
        group.add_argument("new", metavar="NAME", nargs="?", help=gone)
    rename = action("rename", "give a feed another name", many=False)
    rename.add_argument("name", metavar="NAME", nargs="?", help="its own one where none is given")
    move = action("move", "give a feed another address; its articles stay", many=False)
    move.add_argument("url", metavar="URL", help="where it is asked from now on")
    tag = action("tag", "replace a feed's tags", many=False)
    tag.add_argument("tags", metavar="TAG", nargs="*", help="none takes all away")
    settings = action("set", "change how feeds are treated", many=True)
    settings.add_argument("--full-text", choices=FULL_TEXT, help="when an entry's page is fetched")
    settings.add_argument("--every", metavar="MINUTES", type=_count, help="how often it is asked, "
                          "15 at least; 0 as often as entries come")  # fmt: skip
    settings.add_argument("--keep", metavar="DAYS", type=_count, help="how long read articles stay "
                          "in the list; 0 for ever")  # fmt: skip
    settings.add_argument("--folder", metavar="FOLDER", help="where they are kept: 'coast / north' "
                          "is a folder in a folder, '' none")  # fmt: skip
    settings.add_argument("--tag", metavar="TAG", action="append", default=[], help="one more tag; "
                          "may be said again")  # fmt: skip
    settings.add_argument("--untag", metavar="TAG", action="append", default=[], help="take a tag "
                          "away; may be said again")  # fmt: skip


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 up")
    return int(text)
