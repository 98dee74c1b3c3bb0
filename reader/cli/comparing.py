"""Two reports compared, and an article's versions, as text and JSON.

As text: each paragraph behind the letter of its report, those that say the same together, what
only one has of them as `{+...+}`; then what only one has, by itself. Both that and versions are
marked as `wdiff` marks them, which pipes and eyes know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reader.cli.article_text import facts
from reader.cli.output import json_line, wrapped
from reader.core.difference import Change, Piece
from reader.core.text import plural
from reader.core.when import iso
from reader.library.changes import Changes
from reader.library.comparing import Comparison, Side
from reader.stories.tokens import Span

_MARKS: Final[dict[Change, tuple[str, str]]] = {
    "same": ("", ""),
    "removed": ("[-", "-]"),
    "added": ("{+", "+}"),
}


def comparison(found: Comparison, width: int | None) -> str:
    """What two reports share and what they do not, for eyes."""
    head = [
        f"{letter}  {side.article.title}\n   {facts(side.article)}"
        for letter, side in (("A", found.a), ("B", found.b))
    ]
    if not found.alignment.comparable:
        return "\n".join([*head, "", "They are written in two languages: nothing was compared.\n"])
    count = (
        f"{_same(*found.same)} · {len(found.only_a):,} only in A · {len(found.only_b):,} only in B"
    )
    sections = [
        ("Both", list(_shared(found, width))),
        ("Only A", list(_alone("A", found.a, found.alignment.only_a, found.only_a, width))),
        ("Only B", list(_alone("B", found.b, found.alignment.only_b, found.only_b, width))),
    ]
    texts = ["\n".join([*head, count])]
    for name, paragraphs in sections:
        if paragraphs:
            texts += [f"-- {name} --", *paragraphs]
    return "\n\n".join(texts) + "\n"


def _same(ours: int, theirs: int) -> str:
    """ "3 paragraphs say the same", "3 paragraphs of A say the same as 2 of B"."""
    both = (" of A", f" as {theirs:,} of B") if ours != theirs else ("", "")
    verb = "says" if ours == 1 else "say"
    return f"{plural(ours, 'paragraph')}{both[0]} {verb} the same{both[1]}"


def _shared(found: Comparison, width: int | None) -> Iterator[str]:
    """The paragraphs that say the same, those of one row as one piece, with what only one says
    between marks."""
    ours, theirs = found.alignment.only_a, found.alignment.only_b
    for row in found.rows:
        beside = row.b if row.elsewhere is None else (row.elsewhere,)
        if row.a is not None and beside:
            texts = [("A", _within(found.a.texts[row.a], ours[row.a]))]
            texts += [("B", _within(found.b.texts[b], theirs[b])) for b in beside]
            yield "\n".join(_marked(text, f"{letter}  ", width) for letter, text in texts)


def _within(text: str, only: Sequence[Span]) -> str:
    """A paragraph with what only its report says between marks, as what was added has them."""
    before, after = _MARKS["added"]
    for start, end in reversed(only):
        text = text[:start] + before + text[start:end] + after + text[end:]
    return text


def _alone(
    letter: str,
    side: Side,
    spans: Sequence[Sequence[Span]],
    whole: Sequence[int],
    width: int | None,
) -> Iterator[str]:
    """What only one report has: a paragraph, or stretches of one that both have."""
    for number, text in enumerate(side.texts):
        if number in whole:
            yield _marked(text, f"{letter}+ ", width)
        else:
            for start, end in spans[number]:
                yield _marked(text[start:end], f"{letter}~ ", width)


def _marked(text: str, mark: str, width: int | None) -> str:
    return wrapped(text.replace("\t", "  "), width, mark, "   ")


def comparison_json(found: Comparison) -> str:
    """A comparison as one JSON object: paragraphs count from 0, `only` are stretches of
    characters that the other report does not say."""
    return json_line(
        {
            "a": _side_json(found.a, found.alignment.only_a),
            "b": _side_json(found.b, found.alignment.only_b),
            "comparable": found.alignment.comparable,
            "pairs": [
                {"a": pair.a, "b": pair.b, "score": pair.score} for pair in found.alignment.pairs
            ],
            "only_a": list(found.only_a),
            "only_b": list(found.only_b),
        }
    )


def _side_json(side: Side, only: Sequence[Sequence[Span]]) -> dict[str, Any]:
    document = side.article.document
    return {
        "title": document.title,
        "site": document.site,
        "published": iso(document.published),
        "language": document.language,
        "source": document.url,
        "paragraphs": [
            {"text": text, "only": [list(span) for span in spans]}
            for text, spans in zip(side.texts, only, strict=True)
        ],
    }


def changes(found: Changes, width: int | None) -> str:
    """What changed in an article, for eyes: the changed paragraphs alone."""
    head = f"{found.article.title}\n{found.sentence}"
    changed = [
        wrapped("".join(map(_piece, paragraph.pieces)).strip(), width)
        for paragraph in found.paragraphs
        if paragraph.changed
    ]
    return "\n\n".join([head, *changed]) + "\n"


def _piece(piece: Piece) -> str:
    """A piece between its marks, the space before it outside."""
    before, after = _MARKS[piece.change]
    words = piece.text.lstrip()
    return piece.text[: len(piece.text) - len(words)] + (before + words + after if words else "")


def changes_json(found: Changes) -> str:
    """The changes as one JSON object; paragraphs without any are left out."""
    return json_line(
        {
            "title": found.article.document.title,
            "source": found.article.document.url,
            "version": found.article.version,
            "versions": found.versions,
            "compared": found.earlier.version,
            "read": iso(found.since) if found.read else None,
            "paragraphs": [
                [{"change": piece.change, "text": piece.text} for piece in paragraph.pieces]
                for paragraph in found.paragraphs
                if paragraph.changed
            ],
        }
    )
