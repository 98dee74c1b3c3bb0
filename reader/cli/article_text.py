"""One article as text: paragraphs with the marks of their shapes, hidden places as one line."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli.output import wrapped
from reader.core.folds import folds
from reader.core.meter import meter
from reader.core.model import Article, Block, Label
from reader.core.text import plural, same_words
from reader.core.when import dated

_HIDDEN = "┊ "
"""Before each line of what is hidden, as on the screen."""


def plain(article: Article, *, everything: bool = False, width: int | None = None) -> str:
    """The article as paragraphs; with `everything`, what is hidden stands in its place under a
    line that says what it is, each of its lines marked. Ends with how much is hidden."""
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
    begins = {fold.blocks.start: fold for fold in folds(article.document.blocks, article.labels)}
    for index, (block, label) in enumerate(pairs(article)):
        if label.hidden and not everything:
            continue
        if index in begins:
            yield f"[{begins[index].sentence}]"
        if label.hidden:
            text = _block(block, width and max(1, width - len(_HIDDEN)))
            yield "\n".join(_HIDDEN + line for line in text.split("\n"))
        elif label.kind != "title" or not same_words(block.text, article.title):
            yield _block(block, width)


def _block(block: Block, width: int | None) -> str:
    """One block with the mark of its shape."""
    text = block.text
    if block.file:
        return f"{wrapped(text, width)}\n{block.file}"
    if block.shape in {"code", "table"}:
        return text.replace("\t", "  ")
    if block.shape == "quote":
        mark = "> " * max(block.level, 1)
        return wrapped(text, width, mark, mark)
    if block.shape == "item":
        first = "  " * max(block.level - 1, 0) + (block.marker or "•") + " "
        return wrapped(text, width, first, " " * len(first))
    return wrapped(text, width)


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


def pairs(article: Article) -> Iterator[tuple[Block, Label]]:
    """Each block with its label, in order."""
    return zip(article.document.blocks, article.labels, strict=True)
