"""Articles and rows as text, Markdown and JSON, for pipes and for eyes."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reader.core.errors import SourceError, UsageError
from reader.core.meter import meter
from reader.core.model import (
    Article,
    Block,
    Headline,
    Label,
    Related,
    Run,
    Taken,
    places,
)
from reader.core.text import cells, clean, count_words, plural
from reader.core.when import age, dated, iso

if TYPE_CHECKING:
    from reader.library.rulebook import Listed

MEASURE: Final = 72
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>])")
_LEADING: Final = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)")


def write(text: str) -> None:
    """To standard output. The second net: what reaches a terminal is cleaned once more."""
    sys.stdout.write(clean(text, lines=True))


def export(file: str | None, text: str, what: str) -> None:
    """Write to standard output (None, "-") or to a new file, and say so: what is there already
    is not written over. Raises UsageError, SourceError."""
    if file is None or file == "-":
        write(text)
        return
    path = Path(file).expanduser()
    try:
        with path.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already", "name another file") from error
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    write(f"wrote {what} to {clean(str(path))}\n")


def terminal_width() -> int | None:
    """The measure on a terminal; None elsewhere, where a paragraph stays one line."""
    if not sys.stdout.isatty():
        return None
    try:
        return max(20, min(MEASURE, os.get_terminal_size().columns - 2))
    except OSError:
        return MEASURE


# -- one article ------------------------------------------------------------------------------


def plain(article: Article, *, everything: bool = False, width: int | None = None) -> str:
    """The article as paragraphs; with `everything`, what is hidden stands in its place under a
    line that says what it is. Ends with how much is hidden."""
    parts = [wrapped(article.title, width), facts(article)]
    parts += _body(article, everything, width)
    text = "\n\n".join(part for part in parts if part) + "\n"
    total = meter(article.document, article.labels)
    if total.hidden:
        hint = "" if everything else " (--all shows them)"
        text += (
            f"\n{plural(total.hidden, 'word')} hidden in {plural(total.places, 'place')}{hint}\n"
        )
    return text


def _body(article: Article, everything: bool, width: int | None) -> Iterator[str]:  # noqa: FBT001
    folds = {place.start: place for place in places(article.labels)}
    title = article.title.casefold()
    for index, (block, label) in enumerate(_pairs(article)):
        if label.hidden and not everything:
            continue
        if index in folds:
            yield f"[{_fold(article, folds[index])}]"
        if label.kind == "title" and block.text.casefold() == title:
            continue
        yield _block(block, width)


def _block(block: Block, width: int | None) -> str:
    """One block with the mark of its shape."""
    text = block.text
    if block.shape in {"code", "table"}:
        return text.replace("\t", "  ")
    if block.shape == "quote":
        mark = "> " * max(block.level, 1)
        return wrapped(text, width, mark, mark)
    if block.shape == "item":
        first = "  " * max(block.level - 1, 0) + (block.marker or "•") + " "
        return wrapped(text, width, first, " " * len(first))
    return wrapped(text, width)


def wrapped(text: str, width: int | None, first: str = "", rest: str = "") -> str:
    """`text` wrapped to `width` cells where one is given; its own line breaks stay. Wide
    characters are counted in cells; a text without spaces is cut where the line is full."""
    if "\n" in text:
        lines = text.split("\n")
        return "\n".join(
            wrapped(line, width, rest if number else first, rest)
            for number, line in enumerate(lines)
        )
    if width is None:
        return first + text
    if cells(text) == len(text):
        return textwrap.fill(
            text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
    lines, line = [], first
    for piece in re.findall(r"\s+|[^\s\u2e80-\u9fff\uff00-\uffef]+|.", text):
        if cells(line + piece) > width and line.strip():
            lines.append(line.rstrip())
            line = rest + piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


def facts(article: Article) -> str:
    """Outlet, author, date and minutes, as far as they are known."""
    document = article.document
    minutes = max(1, round(meter(document, article.labels).shown / 230))
    known = [
        document.site,
        document.byline,
        dated(document.published, document.modified),
    ]
    return " · ".join([fact for fact in known if fact] + [f"{minutes} min"])


def _fold(article: Article, place: Sequence[int]) -> str:
    """A hidden place in one line: kinds, size, and the reason of its largest block."""
    pairs = [(article.document.blocks[index], article.labels[index]) for index in place]
    kinds = dict.fromkeys(label.kind for _, label in pairs)
    size = sum(count_words(block.text) for block, _ in pairs)
    reason = max(pairs, key=lambda pair: len(pair[0].text))[1].reason
    return f"{', '.join(kinds)} · {plural(size, 'word')} · {reason}"


def markdown(article: Article, *, everything: bool = False) -> str:
    """The article as Markdown, nothing of the source taken for a mark."""
    folds = {place.start: place for place in places(article.labels)}
    parts = [f"# {escaped(article.title)}", f"*{escaped(facts(article))}*"]
    for index, (block, label) in enumerate(_pairs(article)):
        if (label.hidden and not everything) or label.kind == "title":
            continue
        if index in folds:
            parts.append(f"*\\[{escaped(_fold(article, folds[index]))}\\]*")
        parts.append(_marked(block))
    total = meter(article.document, article.labels)
    if total.hidden and not everything:
        parts.append(f"*{plural(total.hidden, 'word')} hidden in {plural(total.places, 'place')}*")
    return "\n\n".join(parts) + "\n"


def _marked(block: Block) -> str:
    text = "".join(_marked_run(run) for run in block.runs)
    if block.shape == "heading":
        return f"{'#' * min(max(block.level, 2), 6)} {text}"
    if block.shape == "quote":
        mark = "> " * max(block.level, 1)
        return mark + text.replace("\n", f"\\\n{mark}")
    if block.shape == "item":
        marker = block.marker if block.marker[:-1].isdecimal() else "-"
        return f"{'  ' * max(block.level - 1, 0)}{marker} {text}"
    if block.shape == "code":
        return "\n".join(f"    {line}" for line in block.text.split("\n"))
    if block.shape == "table":
        return _table(block.text)
    return "\\\n".join(_LEADING.sub(r"\1\\\2", line) for line in text.split("\n"))


def _table(text: str) -> str:
    rows = [
        [escaped(cell).replace("|", "\\|") for cell in row.split("\t")] for row in text.split("\n")
    ]
    width = max(map(len, rows))
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _marked_run(run: Run) -> str:
    text = escaped(run.text)
    if run.emphasis and text.strip():
        mark = {"em": "*", "strong": "**", "code": "`"}[run.emphasis]
        inner = run.text.strip().replace("`", "'") if run.emphasis == "code" else text.strip()
        text = text.replace(text.strip(), f"{mark}{inner}{mark}", 1)
    return f"[{text}](<{run.href}>)" if run.href and "<" not in run.href else text


def escaped(text: str) -> str:
    """`text` with nothing in it that Markdown would take for a mark."""
    return _SPECIAL.sub(r"\\\1", text)


def _pairs(article: Article) -> Iterator[tuple[Block, Label]]:
    return zip(article.document.blocks, article.labels, strict=True)


def article_json(article: Article, source: str) -> str:
    """The contract of `show --json`: every block of the source, in order."""
    document = article.document
    total = meter(document, article.labels)
    return json_line(
        {
            "title": document.title,
            "byline": document.byline,
            "published": iso(document.published),
            "modified": iso(document.modified),
            "site": document.site,
            "section": document.section,
            "language": document.language,
            "url": document.url or source,
            "canonical": document.canonical,
            "image": document.image,
            "words_shown": total.shown,
            "words_hidden": total.hidden,
            "blocks": [
                {
                    "shape": block.shape,
                    "text": block.text,
                    "kind": label.kind,
                    "hidden": label.hidden,
                    "reason": label.reason,
                    "confidence": round(label.confidence, 3),
                }
                for block, label in _pairs(article)
            ],
        }
    )


# -- rows -------------------------------------------------------------------------------------


def headline(row: Headline, present: datetime) -> str:
    """A row for eyes and for `cut`: number, state, title, then outlet and age."""
    state = ("★" if row.starred else " ") + (" " if row.read else "●")
    # An unknown date is not made up from the time of taking in.
    when = age(row.published, present) if row.published else None
    changed = "changed" if row.changed else None
    facts = " · ".join(fact for fact in (row.site, when, changed) if fact)
    return f"{row.id:6} {state} {row.title}{f'  ({facts})' if facts else ''}\n"


def headline_json(row: Headline) -> str:
    """One stored article as a line of JSON."""
    return json_line(
        {
            "id": row.id,
            "title": row.title,
            "site": row.site,
            "published": iso(row.published),
            "fetched_at": iso(row.fetched_at),
            "read": row.read,
            "starred": row.starred,
            "outlets": row.outlets,
            "reports": row.reports,
            "words": row.words,
            "source": row.url,
            "changed": row.changed,
        }
    )


def related(article: Article, found: Sequence[Related], stored: int, present: datetime) -> str:
    """The related articles for eyes."""
    if not found:
        return f"none of {plural(stored, 'stored article')} tells this story\n"
    lines = [article.title]
    for item in found:
        lines.append(f"  {item.link.level:9}  {headline(item.headline, present).strip()}")
        lines.append(f"  {'':9}  {item.link.reason}")
    return "\n".join(lines) + "\n"


def related_json(article: Article, found: Sequence[Related]) -> str:
    """The contract of `related --json`."""
    document = article.document
    return json_line(
        {
            "article": {
                "title": document.title,
                "site": document.site,
                "published": iso(document.published),
                "source": document.url,
            },
            "related": [
                {
                    "title": item.headline.title,
                    "site": item.headline.site,
                    "published": iso(item.headline.published),
                    "source": item.headline.url,
                    "level": item.link.level,
                    "score": round(item.link.score, 4),
                    "reason": item.link.reason,
                }
                for item in found
            ],
        }
    )


def taken_json(taken: Taken) -> str:
    """What became of one source, as a line of JSON."""
    return json_line(
        {
            "source": taken.source,
            "outcome": taken.outcome,
            "id": taken.article_id,
            "message": taken.message or None,
        }
    )


def rule_json(rule: Listed) -> str:
    """A rule as a line of JSON."""
    return json_line(
        {
            "number": rule.number,
            "line": rule.line,
            "site": rule.site,
            "verdict": rule.verdict,
            "kind": rule.kind,
            "article": rule.article_id,
        }
    )


def json_line(value: Any) -> str:
    """A value as a line of JSON."""
    return json.dumps(value, ensure_ascii=False) + "\n"
