"""Rules as lines of plain text, to be read, compared and edited.

    junk newsletter on example.org: text "follow us on every channel"
    junk author on example.org: paragraph p in div in aside, words author bio
    keep on "The Daily Example": item li in ul in section, words timeline

A verdict (and what the block is, for junk), the site, then the text, in normal form, or the
place: the shape, the nearest tags from the block's own outwards, class words it must have. What
is no plain word stands in quotation marks, with JSON's escapes. `#` begins a comment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final, get_args

from reader.core.codec import TAGS, WORDS
from reader.core.errors import UsageError
from reader.core.model import KINDS, SHOWN, Kind, Shape
from reader.core.text import clean, plural, shorten, squeeze
from reader.declutter.rules import Place, Rule, Verdict, normal

MOST: Final = 2000
"""Rules that are taken from one file: all of a site's are looked at whenever one reads it."""
NAMED: Final = 100
"""Lines left out that are named one by one."""
LONGEST: Final = 4000
"""Characters of a line; the longest we write has some 500."""
_SHAPES: Final[tuple[Shape, ...]] = get_args(Shape)
_PLAIN: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_TOKEN: Final = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[:,]|[^\s",:]+)')
_KEYWORDS: Final = frozenset({"in", "on", "text", "words"})


def line(rule: Rule) -> str:
    """The rule as one line, which `parse` turns back into the same rule."""
    verdict = rule.verdict if rule.verdict == "keep" else f"junk {rule.kind}"
    return f"{verdict} on {_quoted(rule.site)}: {matcher(rule.matcher)}"


def matcher(what: str | Place) -> str:
    """What a rule means: the part of its line after the colon."""
    if isinstance(what, str):
        return f"text {json.dumps(what, ensure_ascii=False)}"
    place = f"{what.shape} {' in '.join(map(_quoted, reversed(what.tags)))}"
    named = " ".join(map(_quoted, what.words))
    return f"{place}, words {named}" if named else place


def _quoted(word: str) -> str:
    plain = _PLAIN.fullmatch(word) and word not in _KEYWORDS
    return word if plain else json.dumps(word, ensure_ascii=False)


def parse(text: str) -> Rule:
    """The rule that a line holds, cleaned as any foreign text. Raises UsageError with what is
    wrong with it."""
    if len(text) > LONGEST:
        raise UsageError(f"longer than {LONGEST:,} characters")
    tokens = list(_tokens(clean(text)))
    if ":" not in tokens:
        raise UsageError("no colon after the site")
    at = tokens.index(":")
    verdict, kind, site = _head(tokens[:at])
    return Rule(site, verdict, kind, _matcher(tokens[at + 1 :]))


def read(text: str) -> tuple[list[Rule], list[str]]:
    """The rules of a file, and a sentence for each line that is none."""
    rules: dict[Rule, None] = {}
    wrong: list[str] = []
    more = 0
    for number, each in enumerate(clean(text, lines=True).split("\n"), 1):
        if not each.strip() or each.lstrip().startswith("#"):
            continue
        try:
            rule = parse(each)
        except UsageError as error:
            said = error.message
        else:
            if len(rules) < MOST or rule in rules:
                rules[rule] = None
                continue
            said = f"more than {MOST:,} rules"
        if len(wrong) < NAMED:
            wrong.append(f"line {number:,} is left out: {said}")
        else:
            more += 1
    return list(rules), wrong + ([f"{plural(more, 'more line')} left out"] if more else [])


def _tokens(text: str) -> Iterator[str]:
    """Words, quoted strings (with their first mark, so that they are never keywords), `:`, `,`."""
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise UsageError("a quotation mark is not closed")
        token, at = found.group(1), found.end()
        yield f'"{_unquoted(token)}' if token.startswith('"') else token


def _unquoted(token: str) -> str:
    try:
        # Escapes may bring back what was cleaned away.
        return squeeze(str(json.loads(token)))
    except ValueError as error:
        raise UsageError(f"{_shown(token)} is no quoted text") from error


def _head(tokens: Sequence[str]) -> tuple[Verdict, Kind, str]:
    """`keep on SITE` or `junk KIND on SITE`."""
    match tokens:
        case ["keep", "on", site] if _bare(site):
            return "keep", "article", _bare(site)
        case ["junk", name, "on", site] if _bare(site):
            return "junk", _kind(name), _bare(site)
        case _:
            raise UsageError("does not begin with “keep on SITE” or “junk KIND on SITE”")


def _kind(name: str) -> Kind:
    found = next((kind for kind in KINDS if kind == name and kind not in SHOWN), None)
    if found is None:
        raise UsageError(f"{_shown(name)} is no kind that is hidden")
    return found


def _matcher(tokens: Sequence[str]) -> str | Place:
    match tokens:
        case ["text", quoted] if quoted.startswith('"'):
            if not (text := normal(quoted)):
                raise UsageError("the text has no words")
            return text
        case [name, *rest]:
            shape = next((shape for shape in _SHAPES if shape == name), None)
            if shape is None:
                raise UsageError(f'{_shown(name)} is neither a shape nor “text "…"”')
            cut = rest.index(",") if "," in rest else len(rest)
            return _place(shape, rest[:cut], rest[cut:])
        case _:
            raise UsageError("nothing stands after the colon")


def _place(shape: Shape, tags: Sequence[str], tail: Sequence[str]) -> Place:
    """`TAG in TAG in TAG` and `, words WORD WORD`."""
    if not tags or len(tags) % 2 == 0 or any(word != "in" for word in tags[1::2]):
        raise UsageError("the tags are not “TAG in TAG in TAG”")
    if len(tags[::2]) > TAGS:
        raise UsageError(f"more than {TAGS} tags")
    if tail and (list(tail[:2]) != [",", "words"] or not 2 < len(tail) <= 2 + WORDS):
        raise UsageError("what follows the tags is not “, words WORD…”")
    named = tuple(_bare(tag) for tag in reversed(tags[::2]))
    found = tuple(_bare(word) for word in tail[2:])
    if not all((*named, *found)):
        raise UsageError("a tag or class word is empty")
    return Place(shape, named, found)


def _bare(token: str) -> str:
    return token.removeprefix('"')


def _shown(token: str) -> str:
    return f"“{shorten(_bare(token), 30)}”"
