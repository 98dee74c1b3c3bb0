"""One article as text: paragraphs with the marks of their shapes, hidden places as one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.cli.output import wrapped
from reader.core.meter import meter
from reader.core.model import Article, Block, Label, places
from reader.core.text import count_words, plural, same_words
from reader.core.when import dated


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
    for index, (block, label) in enumerate(pairs(article)):
        if label.hidden and not everything:
            continue
        if index in folds:
            yield f"[{fold(article, folds[index])}]"
        if label.kind == "title" and same_words(block.text, article.title):
            continue
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


def fold(article: Article, place: Sequence[int]) -> str:
    """A hidden place in one line: kinds, size, and the reason of its largest block."""
    pairs = [(article.document.blocks[index], article.labels[index]) for index in place]
    kinds = dict.fromkeys(label.kind for _, label in pairs)
    size = sum(count_words(block.text) for block, _ in pairs)
    reason = max(pairs, key=lambda pair: len(pair[0].text))[1].reason
    return f"{', '.join(kinds)} · {plural(size, 'word')} · {reason}"


def pairs(article: Article) -> Iterator[tuple[Block, Label]]:
    """Each block with its label, in order."""
    return zip(article.document.blocks, article.labels, strict=True)
