"""One article as Markdown."""

from __future__ import annotations

import re
from typing import Final

from reader.cli.article_text import facts, pairs
from reader.core.folds import folds
from reader.core.meter import meter
from reader.core.model import Article, Block, Run
from reader.core.text import plural, same_words

_SPECIAL: Final = re.compile(r"([\\`*_~\[\]<>])")
_LEADING: Final = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)")


def markdown(article: Article, *, everything: bool = False) -> str:
    """The article as Markdown, nothing of the source taken for a mark."""
    begins = {fold.blocks.start: fold for fold in folds(article.document.blocks, article.labels)}
    ends = {fold.blocks.stop - 1 for fold in begins.values()}
    parts = [f"# {escaped(article.title)}", f"*{escaped(facts(article))}*"]
    for index, (block, label) in enumerate(pairs(article)):
        if label.hidden and not everything:
            continue
        if index in begins:
            parts.append(f"*\\[{escaped(begins[index].sentence)}\\]*")
        if label.kind != "title" or not same_words(block.text, article.title):
            parts.append(_marked(block))
        if index in ends:
            parts.append("*\\[end of what is hidden\\]*")
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
        mark = {"em": "*", "strong": "**", "code": "`", "struck": "~~"}[run.emphasis]
        inner = run.text.strip().replace("`", "'") if run.emphasis == "code" else text.strip()
        text = text.replace(text.strip(), f"{mark}{inner}{mark}", 1)
    return f"[{text}](<{run.href}>)" if run.href and "<" not in run.href else text


def escaped(text: str) -> str:
    """`text` with nothing in it that Markdown would take for a mark."""
    return _SPECIAL.sub(r"\\\1", text)
