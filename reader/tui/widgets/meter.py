"""The lines under the article: how much is shown, how much is hidden; what is told only there."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.content import Content

from reader.core.model import Meter
from reader.core.text import plural
from reader.tui.layout.marks import ONLY
from reader.tui.layout.wrap import fit
from reader.tui.widgets.line import Line


def meter_sentence(meter: Meter) -> tuple[str, str]:
    """ "233 words shown · 231 hidden in 6 places", and what is doubtful about it."""
    said = f"{plural(meter.shown, 'word')} shown"
    if meter.places:
        said += f" · {meter.hidden:,} hidden in {plural(meter.places, 'place')}"
    else:
        said += " · nothing hidden"
    if not meter.doubtful:
        return said, ""
    looks = "looks" if meter.doubtful == 1 else "look"
    return said, f" · {meter.doubtful:,} {looks} like article text"


class MeterLine(Line):
    """Words shown and hidden, in the accent where something hidden may be article text; above it a
    line that is blank but for a note, so that a note moves nothing."""

    def __init__(self) -> None:
        super().__init__(id="meter")
        self._said = ("", "")
        self._note: tuple[str, str | Callable[[int], str]] = ("", "")
        self._sign = ONLY

    def show(self, meter: Meter | None) -> None:
        """Show the figures of `meter`, or nothing."""
        self._note = ("", "")
        self._said = meter_sentence(meter) if meter else ("", "")
        self._draw()

    def tell(self, sentence: str) -> None:
        """Say something else in its place."""
        self._said, self._note = (sentence, ""), ("", "")
        self._draw()

    def note(self, sentence: str, short: str | Callable[[int], str] = "", sign: str = ONLY) -> None:
        """Note a sentence above the figures, behind a sign; `short`, or what that makes of so many
        cells, where it does not fit."""
        self._note, self._sign = (sentence, short), sign
        self._draw()

    def on_resize(self) -> None:
        """Cut to another width."""
        self._draw()

    def _draw(self) -> None:
        said, doubt = self._said
        width = max(self.size.width - 3, 0)
        if cell_len(said) + cell_len(doubt) > width:
            said = said.replace(" words shown", " shown").replace(" word shown", " shown")
            doubt = doubt.replace(" looks like article text", " doubtful")
            doubt = doubt.replace(" look like article text", " doubtful")
        if cell_len(said) + cell_len(doubt) > width:
            said = said.partition(" in ")[0]
        said = fit(said, width)
        doubt = fit(doubt, width - cell_len(said))
        full, short = self._note
        room = max(width - 2, 0)
        said_short = short if isinstance(short, str) else short(room)
        note = full if cell_len(full) <= room else fit(said_short, room)
        above = (
            Content.assemble("  ", (f"{self._sign} ", "$mark"), (note, "$quiet"))
            if note
            else Content()
        )
        figures = Content.assemble("  ", (said, "$quiet"), (doubt, "$mark"))
        self.say(Content("\n").join([above, figures]))
