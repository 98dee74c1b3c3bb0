"""What the screens with a list over everything else have in common: a heading, the list, what is
known of the selected row, a prompt, keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from reader.tui.keys import BY_ID, FOOTER, Place, footer_key
from reader.tui.widgets.answer import Mode
from reader.tui.widgets.footer import KeyLine
from reader.tui.widgets.menu import Menu
from reader.tui.widgets.moves import Move
from reader.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.screens.main import MainScreen

T = TypeVar("T")

_WIDTH: Final = 96
_AROUND: Final = 5
"""Lines of the panel that are neither the list's nor those below it."""
_ASKED: Final = 2
"""Lines of a prompt."""


class Board(ModalScreen[T]):
    """A list over the screen. The screens made of it say whose keys count (`place`), how many
    lines stand below the list (`below`), and what the list shows (`paint`)."""

    CSS = """
    Board {
        align: center middle;
        background: $ground 60%;
    }
    #board {
        height: auto;
        background: $bar;
        padding: 1 1 0 1;
    }
    #board-head {
        height: 2;
        padding: 0 1;
    }
    #board Menu {
        height: auto;
        padding: 0 1;
    }
    #board-told {
        padding: 0 1;
        border-top: solid $line;
        color: $quiet;
    }
    """
    SCOPED_CSS: ClassVar[bool] = False  # or it would not reach the screens made of it
    AUTO_FOCUS: ClassVar[str | None] = "Menu"

    place: ClassVar[Place]
    below: ClassVar[int]

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self.main = main
        self.prompt: Prompt | None = None
        self.menu = Menu()
        self._head = Static(id="board-head", markup=False)
        self._told = Static(id="board-told", markup=False)
        self._panel = Vertical(id="board")
        self._key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """A heading, the list, what is known of the selected row, keys."""
        self._told.styles.height = self.below + 1
        with self._panel:
            yield self._head
            yield self.menu
            yield self._told
            yield self._key_line

    def on_resize(self) -> None:
        """Another width, other rows."""
        self._panel.styles.width = self.room + 4
        self._fit()
        self.paint()

    @property
    def room(self) -> int:
        """The cells of a row."""
        return min(_WIDTH, self.app.size.width) - 4

    def _fit(self) -> None:
        """Make the list as long as there is room for it, and name the keys that count."""
        keys = [BY_ID[action_id] for action_id in FOOTER[self.place]]
        named = [(key.id, footer_key(key), key.label) for key in keys]
        self._key_line.show(named if self.prompt is None else [("escape", "Esc", "cancel")])
        around = _AROUND + self.below + (0 if self.prompt is None else _ASKED)
        self.menu.styles.max_height = max(self.app.size.height - around, 3)

    @abstractmethod
    def paint(self) -> None:
        """Show the rows as wide as they may be."""

    @abstractmethod
    def tell(self) -> None:
        """Bring what stands above and below the list up to date."""

    def head(self, title: str, facts: Sequence[str], told: Sequence[str]) -> None:
        """Say these above and below the list."""
        quiet = ((f" · {fact}", "$quiet") for fact in facts)
        self._head.update(Content.assemble((title, "bold $ink"), *quiet))
        self._told.update(Content("\n".join(told)))

    @on(OptionList.OptionHighlighted)
    def _went(self) -> None:
        self.tell()

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of this place; while one types, only those that end it."""
        if action != "press":
            return super().check_action(action, parameters)
        key = BY_ID[str(parameters[0])]
        if self.prompt is not None:
            return key.id == "escape" or key.id == "undo" == self.prompt.mode
        return self.place in key.places

    def action_press(self, action_id: str) -> None:
        """Do what a key does; say in one line why it could not be done."""
        self.main.try_to(lambda: self.press(action_id))

    @abstractmethod
    def press(self, action_id: str) -> None:
        """Do what a key does."""

    @on(KeyLine.Pressed)
    def _key_clicked(self, event: KeyLine.Pressed) -> None:
        self.action_press(event.action_id)

    def move(self, how: Move) -> None:
        """Move the selection."""
        self.menu.move(how)

    def help(self) -> None:
        """The keys of this place."""
        from reader.tui.screens.help import HelpScreen  # noqa: PLC0415 - when it is asked for

        self.app.push_screen(HelpScreen(self.place))

    # -- the prompt

    def ask(self, mode: Mode, hint: Callable[[str], str]) -> None:
        """Open a prompt above the keys; `hint` is asked for every text that is typed."""
        self.prompt = Prompt(mode, "", hint)
        self._panel.mount(self.prompt, before=self._key_line)
        self._fit()

    def close_prompt(self) -> None:
        """Close it, and give the keys back."""
        if self.prompt is not None:
            self.prompt.remove()
            self.prompt = None
            self._fit()
            self.menu.focus()
