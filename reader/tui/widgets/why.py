"""Why a block is shown or hidden: the panel under the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from reader.core.model import Block, Label
from reader.core.text import count_words, plural, squeeze
from reader.tui.layout.wrap import fit, wrap

if TYPE_CHECKING:
    from reader.library.telling import OnlyHere

_MOST = 8
"""Blocks of one hidden place that are explained one by one."""
_FRAME = 3
"""Lines of the panel that explain none: its margin, its upper edge and its last line."""


def certainty(confidence: float) -> str:
    """A confidence as a person reads it: "92 % sure"."""
    return f"{round(confidence * 100)} % sure"


class Why(Widget):
    """What the current block is taken for, what spoke for and against it, how sure that is and
    what would be said without the other articles and rules; or each block of a fold in brief."""

    def __init__(self) -> None:
        super().__init__(id="why")
        self._content = Content("")

    def show(
        self,
        blocks: Sequence[tuple[Block, Label]],
        size: tuple[int, int],
        only: Sequence[OnlyHere] = (),
    ) -> None:
        """Explain these blocks beside a text of `size` (cells, lines), of which half are free for
        it; of one, which of its sentences are told `only` there."""
        lines = _one(*blocks[0], only) if len(blocks) == 1 else _several(blocks, *size)
        self._content = Content("\n").join(lines)
        self.refresh(layout=True)

    def render(self) -> Content:
        """The explanation."""
        return self._content


def _one(block: Block, label: Label, only: Sequence[OnlyHere]) -> list[Content]:
    """One block in full, a line for each thing that can be said of it."""
    own = label.instead
    said = {"for": label.reason or "no reason kept", "against": label.against}
    if own:
        facts = (own.kind, _state(own), own.reason, certainty(own.confidence))
        said["otherwise"] = " · ".join(facts)
    if only:
        new = "; ".join(one.why for one in only)
        said["only here"] = f"{new} · {only[0].claim}"
    count = plural(count_words(block.text), "word")
    key = "a keeps it" if label.hidden else "! junks it"
    return [
        _head(label, certainty(label.confidence)),
        *(
            Content.assemble((f"{what:<11}", "$quiet"), (text, "$ink"))
            for what, text in said.items()
            if text
        ),
        Content.styled(f"{count} · {key} · w closes this", "$quiet"),
    ]


def _several(blocks: Sequence[tuple[Block, Label]], width: int, height: int) -> list[Content]:
    """The blocks of a fold, what is said of each above its text; where there is no room for all,
    the least sure."""
    room, told = height // 2 - _FRAME, dict[int, list[Content]]()
    for number in sorted(range(len(blocks)), key=lambda at: blocks[at][1].confidence)[:_MOST]:
        block, label = blocks[number]
        said = [label.reason or "no reason kept", label.against and f"but {label.against}"]
        head = _head(label, certainty(label.confidence), *filter(None, said))
        room -= len(wrap(head.plain, width)) + 1
        if room < 0 and told:
            break
        told[number] = [head, Content.styled(fit(f"  {squeeze(block.text)}", width), "$quiet")]
    lines = [line for number in sorted(told) for line in told[number]]
    if len(blocks) > len(told):
        rest = len(blocks) - len(told)
        lines.append(Content.styled(f"and {rest:,} more, surer ones · w closes this", "$quiet"))
    return lines


def _head(label: Label, *said: str) -> Content:
    return Content.assemble(
        (label.kind, "bold $mark"),
        ("".join(f" · {each}" for each in (_state(label), *said)), "$ink"),
    )


def _state(label: Label) -> str:
    return "hidden" if label.hidden else "shown"
