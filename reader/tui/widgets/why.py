"""Why a block is shown or hidden: the panel under the article."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from reader.core.model import Block, Label
from reader.core.text import count_words, plural, squeeze
from reader.tui.layout.wrap import fit

_MOST = 8
"""Blocks of one hidden place that are explained one by one."""


def certainty(confidence: float) -> str:
    """A confidence as a person reads it: "92 % sure"."""
    return f"{round(confidence * 100)} % sure"


class Why(Widget):
    """Kind, reason and confidence of the current block, or of each block of a fold."""

    def __init__(self) -> None:
        super().__init__(id="why")
        self._content = Content("")

    def show(self, blocks: Sequence[tuple[Block, Label]], width: int) -> None:
        """Explain these blocks in lines of `width` cells."""
        lines: list[Content] = []
        for block, label in blocks[:_MOST]:
            state = "hidden" if label.hidden else "shown"
            said = f" · {state} · {label.reason or 'no reason kept'} · "
            lines.append(
                Content.assemble(
                    (label.kind, "bold $mark"),
                    (said + certainty(label.confidence), "$ink"),
                )
            )
            if len(blocks) > 1:
                lines.append(Content.assemble((fit(f"  {squeeze(block.text)}", width), "$quiet")))
        if len(blocks) == 1:
            count = plural(count_words(blocks[0][0].text), "word")
            lines.append(Content.assemble((f"{count} · w closes this", "$quiet")))
        elif len(blocks) > _MOST:
            rest = len(blocks) - _MOST
            lines.append(Content.assemble((f"and {rest:,} more · w closes this", "$quiet")))
        self._content = Content("\n").join(lines)
        self.refresh(layout=True)

    def render(self) -> Content:
        """The explanation."""
        return self._content
