"""Two reports side by side, and what changed in one since it was read."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from reader.core.difference import Change, Paragraph
from reader.core.model import Article, Block, Label, Run
from reader.tui import showing
from reader.tui.layout.marks import Edit

if TYPE_CHECKING:
    from reader.library.changes import Changes
    from reader.library.comparing import Comparison
    from reader.library.library import Library
    from reader.tui.screens.compare import Choice
    from reader.tui.screens.main import MainScreen
    from reader.tui.widgets.compare import At

_SIGNS: Final[dict[Change, str]] = {"same": "", "added": "+", "removed": "−"}
_REASONS: Final[dict[Change, str]] = {
    "same": "stands in both versions",
    "added": "stands in the newer version alone",
    "removed": "stood in the older version alone",
}


def ask(screen: MainScreen) -> None:
    """Set the article that is read and the selected one of the story side by side."""
    shown, other = screen.article.article, screen.sidebar.selected
    if shown is None or other is None:
        screen.say("there is no other report to compare with")
        return
    article_id = shown.id

    def done(found: Comparison) -> None:
        now = screen.article.article
        if now is not None and now.id == article_id and screen.is_current:
            show(screen, found)

    screen.in_thread(lambda library: library.stories.compare(article_id, other), done, "compare")


def show(screen: MainScreen, found: Comparison, at: At | None = None) -> None:
    """Show two reports side by side, from the top or as one left them."""
    from reader.tui.screens.compare import CompareScreen  # noqa: PLC0415 - when it is asked for

    screen.app.push_screen(CompareScreen(found, at), partial(_chosen, screen, found))


def _chosen(screen: MainScreen, found: Comparison, choice: Choice | None) -> None:
    """Read the report that was chosen, at its paragraph; q comes back to the comparison. Stay where
    one was for none."""
    if choice is None:
        return
    article_id, block, at = choice

    def read() -> None:
        showing.visit(screen, screen.library.article(article_id), block, compared=(found, at))

    screen.try_to(read)


# -- the versions of one article ---------------------------------------------------------------


def toggle_changes(screen: MainScreen) -> None:
    """Show what changed since the article was read, or go back to it."""
    shown = screen.article.article
    if shown is None:
        return
    if screen.state.view == "changes":
        showing.to_reader(screen)
        return
    article_id = shown.id

    def job(library: Library) -> Changes:
        return library.changes(article_id)

    def done(found: Changes) -> None:
        now = screen.article.article
        if now is None or now.id != article_id:
            return
        if not found.places:
            screen.say(found.sentence)
            return
        article, edits, lines = marked(found)
        showing.look_anew(screen, article, "changes", lines)
        screen.article.mark_edits(edits)
        screen.meter.tell(found.sentence)

    screen.in_thread(job, done, "changes")


def marked(found: Changes) -> tuple[Article, dict[int, list[Edit]], list[int]]:
    """Both versions as one article, what was added and removed in each of its blocks, and the
    block in which each block of the article as it stands is, or the one before it."""
    blocks: list[Block] = []
    labels: list[Label] = []
    edits: dict[int, list[Edit]] = {}
    at: dict[int, int] = {}
    for paragraph in found.paragraphs:
        place = -1 if paragraph.new is None else found.new_blocks[paragraph.new]
        if paragraph.new is not None and place < 0 and not paragraph.changed:
            continue  # the headline stands above as it is
        whole = len(paragraph.pieces) == 1
        pieces = [
            (piece.change, piece.text if whole else _signed(piece.text, piece.change))
            for piece in paragraph.pieces
        ]
        ends = list(accumulate(len(text) for _, text in pieces))
        edits[len(blocks)] = [
            (end - len(text.lstrip()), end, change)
            for (change, text), end in zip(pieces, ends, strict=True)
            if change != "same" and text.strip()
        ]
        if place >= 0:
            at[place] = len(blocks)
        runs = tuple(Run(text) for _, text in pieces)
        blocks.append(_block(found, paragraph)._replace(runs=runs))
        kinds = {change for change, _ in pieces}
        only = kinds.pop() if len(kinds) == 1 else None
        reason = _REASONS[only] if only else "changed between the two versions"
        labels.append(Label("article", reason, 1.0))
    lines: list[int] = []
    for index in range(len(found.article.document.blocks)):
        lines.append(at.get(index, lines[-1] if lines else 0))
    document = replace(found.article.document, blocks=tuple(blocks), byline=None)
    return replace(found.article, document=document, labels=tuple(labels)), edits, lines


def _signed(text: str, change: Change) -> str:
    """A piece with the sign of its change before its first word: not every terminal can underline
    and strike out. A whole paragraph has it in the margin."""
    words = text.lstrip()
    return text[: len(text) - len(words)] + _SIGNS[change] + words if words else text


def _block(found: Changes, paragraph: Paragraph) -> Block:
    """The block a paragraph is set as: as it is in the newer version, where it has it."""
    if paragraph.new is not None:
        place, blocks = found.new_blocks[paragraph.new], found.article.document.blocks
    else:
        place, blocks = found.old_blocks[paragraph.old or 0], found.earlier.document.blocks
    return blocks[place] if place >= 0 else Block("heading", (), level=1)
