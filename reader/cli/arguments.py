"""What may stand on the command line.

`newsreader SOURCE…` and the commands share one line: the first word that is no option is a
command where one has that name, else everything is a source; `--` or `./` makes a file of a
name that is also a command.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reader import __version__
from reader.cli import feed_arguments

_ABOUT: Final = """\
A news reader for the terminal. Opens files (text, HTML, Markdown, mail, MHTML; also gzipped),
folders, URLs and standard input ("-"), shows the article without the clutter around it, says
what it hid and why, and which stored articles tell the same story.
"""
_COMMANDS: Final = """\
commands:
  show SOURCE       print an article decluttered; stores nothing
  related SOURCE    print the stored articles that tell its story; stores nothing
  stories           print the stories of the library, one a line
  story ID          print who reported a story when, and who did not
  compare A B       print what two reports both say, and what only one does; stores nothing
  changes ARTICLE   print what changed in a stored article since it was read
  list              print the stored articles
  search WORDS      print the stored articles that hold these words
  add SOURCE...     take in without opening; follow a feed, or the one a site names (--feed)
  feeds             list what is followed, or a starter set; remove, pause, resume, rename,
                    move, tag and set it; rename folders and tags
  refresh [FEED...] ask the feeds that are due, or these, for what is new
  import FILE       follow the feeds of a list, take in the links of a reading list
  export --opml     print the feeds as OPML
  remove ARTICLE... take out of the library
  rules             list, export, import and remove what you said of blocks
  demo              open a library of invented articles
  locate            print where library, settings and log are
  help [TOPIC]      print a page of the manual

With sources, they are taken in and opened; without, the library is. "newsreader COMMAND -h"
says more. A file named like a command: ./list, or after "--".
"""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments, with `command` set ("open" where none was named). Exits as argparse does:
    0 after help or version, 2 after a usage error."""
    command, rest = _split(list(argv))
    if command is None:
        opening = _opening()
        arguments = opening.parse_args(rest)
        arguments.command = "open"
        if arguments.sources and (meant := _meant(arguments.sources[0])):
            word = arguments.sources[0]
            opening.error(f"{word} is neither a file nor a command: is {meant} meant?")
    else:
        arguments = _PARSERS[command]().parse_args(rest)
        arguments.command = command
    return arguments


def _split(argv: list[str]) -> tuple[str | None, list[str]]:
    """The command, and the other words; options may stand before it."""
    skip = False
    for index, word in enumerate(argv):
        if skip:
            skip = False
        elif word == "--":
            return None, argv
        elif word == "--db":
            skip = True
        elif word in _PARSERS:
            return word, argv[:index] + argv[index + 1 :]
        elif word == "-" or not word.startswith("-"):
            return None, argv
    return None, argv


def _meant(word: str) -> str | None:
    """The command that a word is a slip of the keys for; none where it may name a source."""
    if not word.isalpha() or Path(word).exists():
        return None
    from difflib import get_close_matches  # noqa: PLC0415 -- for slips alone

    alike = [name for name in _PARSERS if name[0] == word[0]]
    return next(iter(get_close_matches(word, alike, 1, cutoff=0.7)), None)


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--db", metavar="FILE", help="another library than your own")
    return common


def _opening() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsreader",
        description=_ABOUT,
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_common()],
    )
    parser.add_argument("-V", "--version", action="version", version=f"newsreader {__version__}")
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help="file, folder, URL or -")
    return parser


def _parser(name: str, about: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=f"newsreader {name}", description=about, parents=[_common()]
    )


def _show() -> argparse.ArgumentParser:
    parser = _parser("show", "Print an article decluttered. Stores nothing.")
    parser.add_argument("source", metavar="SOURCE", help="file, URL, - or a stored number")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="every block with kind and reason")
    form.add_argument("--markdown", action="store_true", help="as Markdown")
    parser.add_argument("--all", action="store_true", help="also what is hidden, marked as such")
    return parser


def _related() -> argparse.ArgumentParser:
    parser = _parser("related", "Print the stored articles that tell the story. Stores nothing.")
    parser.add_argument("source", metavar="SOURCE", help="file, URL, - or a stored number")
    parser.add_argument("--json", action="store_true", help="as one JSON object")
    return parser


def _stories() -> argparse.ArgumentParser:
    parser = _parser("stories", "Print the stories of the library, those first that many tell.")
    parser.add_argument(
        "--since", metavar="TIME", help="with a report since then: 12h, 3d, 2w or 2026-06-26"
    )
    parser.add_argument("--all", action="store_true", help="also those that a single article tells")
    _rows(parser)
    return parser


def _story() -> argparse.ArgumentParser:
    parser = _parser(
        "story", "Print who reported a story when, first to last, and which outlets did not."
    )
    parser.add_argument("story", metavar="ID", type=_positive, help="its number in `stories`")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as one JSON object")
    form.add_argument("--markdown", action="store_true", help="with every report's text")
    return parser


def _compare() -> argparse.ArgumentParser:
    parser = _parser(
        "compare",
        "Print which paragraphs of two reports say the same, then what only one of them has: "
        "paragraphs (A+, B+), and sentences, clauses or phrases of a paragraph that both have "
        "(A~, B~; in their place {+...+}). "
        "Stores nothing.",
    )
    parser.add_argument("a", metavar="A", help="file, URL, - or a stored number")
    parser.add_argument("b", metavar="B", help="another one")
    parser.add_argument("--json", action="store_true", help="as one JSON object")
    return parser


def _changes() -> argparse.ArgumentParser:
    parser = _parser(
        "changes",
        "Print what changed in a stored article since it was read, or since the version before "
        "where no earlier one was: [-what went-] and {+what came+}.",
    )
    parser.add_argument("article", metavar="ARTICLE", help="number, file or URL")
    parser.add_argument("--json", action="store_true", help="as one JSON object")
    return parser


def _list() -> argparse.ArgumentParser:
    parser = _parser("list", "Print the stored articles, newest first.")
    parser.add_argument("--unread", action="store_true", help="only unread ones")
    parser.add_argument("--starred", action="store_true", help="only starred ones")
    parser.add_argument("--feed", metavar="FEED", help="only those of a feed: number or name")
    _of(parser, "those of the feeds")
    _rows(parser)
    return parser


def _search() -> argparse.ArgumentParser:
    parser = _parser(
        "search",
        "Print the stored articles that hold all the words, best first; 1 where there are none.",
    )
    parser.add_argument(
        "words",
        metavar="WORD",
        nargs="+",
        help="a word, a beginn*, or '\"a phrase\"' in marks of its own",
    )
    _rows(parser)
    return parser


def _rows(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most so many")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _of(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--folder", metavar="FOLDER", dest="of_folder",
                        help=f"only {what} of a folder, and of those in it")  # fmt: skip
    parser.add_argument("--tag", metavar="TAG", dest="of_tag", help=f"only {what} that bear a tag")


def _add() -> argparse.ArgumentParser:
    parser = _parser(
        "add",
        "Take in files, folders, URLs or standard input without opening. A URL that is a feed's is "
        "followed and refreshed.",
    )
    parser.add_argument("sources", metavar="SOURCE", nargs="+", help="file, folder, URL or -")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--article", action="store_true", help="only as articles")
    kind.add_argument(
        "--feed", action="store_true", help="only as feeds: a site's URL leads to the one it names"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def _feeds() -> argparse.ArgumentParser:
    parser = _parser(
        "feeds",
        "List the feeds that are followed: number, unread articles, name. FEED is a number, an "
        "address or a name. Every change can be taken back with u in the app.",
    )
    _of(parser, "feeds")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    feed_arguments.add(parser)
    return parser


def _refresh() -> argparse.ArgumentParser:
    parser = _parser(
        "refresh",
        "Ask the feeds that are due for what is new, one line for each that has some, and a "
        "summary. 1 where a feed failed.",
    )
    parser.add_argument("feeds", metavar="FEED", nargs="*", help="these, due or not")
    parser.add_argument("--all", action="store_true", help="all that are not paused, due or not")
    _of(parser, "feeds")
    parser.add_argument("--json", action="store_true", help="one JSON object a feed")
    parser.set_defaults(ahead=None)
    return parser


def _import() -> argparse.ArgumentParser:
    parser = _parser(
        "import",
        "Follow the feeds of a list (OPML, newsboat's urls), or take in the links of a reading "
        "list (Pocket, Instapaper, wallabag, Omnivore). 1 where a line was left out or a link "
        "could not be taken in, which is then named.",
    )
    parser.add_argument("file", metavar="FILE", help="a file, or - for standard input")
    return parser


def _export() -> argparse.ArgumentParser:
    parser = _parser("export", "Print the feeds that are followed, or write them to a new file.")
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--opml", action="store_true", help="as OPML 2.0")
    form.add_argument("--urls", action="store_true", help="as newsboat's urls, with what is kept "
                      "aside")  # fmt: skip
    parser.add_argument("file", metavar="FILE", nargs="?", help="a new file, or -")
    return parser


def _remove() -> argparse.ArgumentParser:
    parser = _parser("remove", "Take articles out of the library; u in the app takes it back.")
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", help="number, file or URL")
    return parser


def _rules() -> argparse.ArgumentParser:
    parser = _parser(
        "rules",
        "List the rules that a (keep) and ! (junk) in the reader made, each with its number. "
        "They count for one site each; those of one block alone stand at the end.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    # After the action, too; there it must not undo what was said before it.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--db", metavar="FILE", help="another library than your own")
    actions = parser.add_subparsers(dest="action", metavar="export | import | remove")
    about = "Write the rules as text, one a line, to standard output or a new file."
    export = actions.add_parser("export", help="write them as text", description=about,
                                parents=[common])  # fmt: skip
    export.add_argument("file", metavar="FILE", nargs="?", help="a new file, or -")
    about = "Add the rules of such a text; 1 where a line was left out, which is then named."
    taken = actions.add_parser("import", help="add those of a file", description=about,
                               parents=[common])  # fmt: skip
    taken.add_argument("file", metavar="FILE", help="a file, or - for standard input")
    about = "Remove rules by their numbers in the list; u in the app takes it back."
    remove = actions.add_parser("remove", help="remove some", description=about, parents=[common])
    remove.add_argument("numbers", metavar="N", nargs="+", type=_positive, help="as listed")
    return parser


def _help() -> argparse.ArgumentParser:
    parser = _parser("help", "Print a page of the manual, or the list of its pages.")
    parser.add_argument("topic", metavar="TOPIC", nargs="?", help="a page's name")
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)


_PARSERS: Final = {
    "show": _show,
    "related": _related,
    "stories": _stories,
    "story": _story,
    "compare": _compare,
    "changes": _changes,
    "list": _list,
    "search": _search,
    "add": _add,
    "feeds": _feeds,
    "refresh": _refresh,
    "import": _import,
    "export": _export,
    "remove": _remove,
    "rules": _rules,
    "demo": lambda: _parser("demo", "Open a library of invented articles, apart from your own."),
    "locate": lambda: _parser("locate", "Print where library, settings and log are."),
    "help": _help,
}
