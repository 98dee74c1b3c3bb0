"""Two reports of one story side by side, on a screen of their own: q leads back to where one was,
Enter into one of the two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from reader.core.model import Article
from reader.core.text import plural, squeeze
from reader.core.when import dated
from reader.library.comparing import Comparison
from reader.tui.keys import BY_ID, FOOTER, Place, bindings, footer_key
from reader.tui.layout.beside import Head
from reader.tui.outlet import outlet
from reader.tui.widgets.compare import At, CompareView
from reader.tui.widgets.context import ContextLine
from reader.tui.widgets.footer import KeyLine
from reader.tui.widgets.meter import MeterLine
from reader.tui.widgets.moves import MOVES
from reader.tui.widgets.sidebar import apart

_LEGEND: Final = (" · ┃ only one has it · ┆ in part", " · ┃ alone ┆ part")
"""What the lines in the margin say, and where there is little room."""
_NARROW: Final = 60
"""Cells below which there is little."""
Choice = tuple[int, int, At]
"""The article that is to be read, the block to begin at, and where that is in the comparison."""


class CompareScreen(Screen[Choice | None]):
    """Gives back what is to be read, None where one goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(["compare"])]
    AUTO_FOCUS: ClassVar[str | None] = "#compare"

    place: Place = "compare"

    def __init__(self, found: Comparison, at: At | None = None) -> None:
        super().__init__()
        self.found = found
        self.view = CompareView(found, heads(found.a.article, found.b.article), at)
        self.context = ContextLine()
        self.meter = MeterLine()
        self.key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """Context above, the reports, what they share, keys below."""
        yield self.context
        yield self.view
        yield self.meter
        yield self.key_line

    def on_mount(self) -> None:
        """The keys below."""
        keys = [BY_ID[action_id] for action_id in FOOTER["compare"]]
        self.key_line.show([(key.id, footer_key(key), key.label) for key in keys])

    def on_resize(self) -> None:
        """Say it shorter where there is less room."""
        marked = _LEGEND[self.app.size.width < _NARROW] if self.found.alignment.comparable else ""
        self.context.show(f"Two reports{marked}", "q back")
        self._count()

    @on(CompareView.SideChanged)
    def _count(self) -> None:
        self.meter.tell(counted(self.found, self.view.side, self.app.size.width - 3))

    @on(CompareView.Chosen)
    def _clicked(self) -> None:
        _open(self)

    @on(KeyLine.Pressed)
    def _key_clicked(self, event: KeyLine.Pressed) -> None:
        self.action_press(event.action_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of this place."""
        if action != "press":
            return super().check_action(action, parameters)
        return self.place in BY_ID[str(parameters[0])].places

    def action_press(self, action_id: str) -> None:
        """Do what a key does."""
        ACTIONS[action_id](self)


def heads(a: Article, b: Article) -> tuple[Head, Head]:
    """What stands above the two reports: headline, outlet, day; of the second how much later it
    came."""
    later = apart(b.document.published, a.document.published)
    names = [
        outlet(article.document.site, article.document.url) or name
        for article, name in ((a, "the first report"), (b, "the second report"))
    ]
    first, second = (
        Head(
            squeeze(article.title),
            " · ".join(fact for fact in (name, *_dates(article), *more) if fact),
            name,
        )
        for article, name, more in ((a, names[0], ()), (b, names[1], (later,)))
    )
    return first, second


def _dates(article: Article) -> tuple[str]:
    return (dated(article.document.published, article.document.modified),)


def counted(found: Comparison, side: int, width: int) -> str:
    """ "9 paragraphs say the same · 4 only here · 6 only there", seen from one side."""
    if not found.alignment.comparable:
        return "written in two languages: nothing was compared"
    only = (len(found.only_a), len(found.only_b))
    same = found.same[side]
    verb = "says" if same == 1 else "say"
    rest = f" the same · {only[side]:,} only here · {only[1 - side]:,} only there"
    said = f"{plural(same, 'paragraph')} {verb}{rest}"
    return said if cell_len(said) <= width else f"{same:,}{rest.replace(' the', '', 1)}"


def _next_only(step: int, screen: CompareScreen) -> None:
    if not screen.view.next_only(step):
        way = "below" if step > 0 else "above"
        screen.app.clear_notifications()
        screen.notify(f"no paragraph {way} that only one has", markup=False)


def _help(screen: CompareScreen) -> None:
    from reader.tui.screens.help import HelpScreen  # noqa: PLC0415 - when it is asked for

    screen.app.push_screen(HelpScreen(screen.place))


def _turn(screen: CompareScreen) -> None:
    screen.view.turn(1 - screen.view.side)


def _open(screen: CompareScreen) -> None:
    chosen = screen.view.chosen
    screen.dismiss((*chosen, screen.view.at) if chosen else None)


def _back(screen: CompareScreen) -> None:
    screen.dismiss(None)


ACTIONS: Final[dict[str, Callable[[CompareScreen], None]]] = {
    **{how: partial(lambda how, screen: screen.view.move(how), how) for how in MOVES},
    "pane_left": lambda screen: screen.view.turn(0),
    "pane_right": lambda screen: screen.view.turn(1),
    "pane_next": _turn,
    "pane_back": _turn,
    "next_only": partial(_next_only, 1),
    "previous_only": partial(_next_only, -1),
    "compare_open": _open,
    "palette": lambda screen: screen.app.action_command_palette(),
    "help": _help,
    "close": _back,
    "escape": _back,
    "quit": lambda screen: screen.app.exit(),
}
"""What the keys of this place do, by their ids."""
