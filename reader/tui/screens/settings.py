"""A form for how one feed is treated: what `newsreader feeds rename`, `move`, `tag` and `set`
change, in one change that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.core.errors import ReaderError
from reader.core.following import Feed
from reader.core.text import squeeze
from reader.tui import feed_settings
from reader.tui.feed_settings import FIELDS, WHEN, Field
from reader.tui.layout.wrap import fit
from reader.tui.widgets.choice import Choice
from reader.tui.widgets.footer import KeyLine

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

_WIDTH: Final = 72
_KEYS: Final = (("save", "Enter", "save"), ("next", "Tab", "next"), ("leave", "Esc", "leave"))


class SettingsScreen(ModalScreen[str | None]):
    """Gives back the feed's name where something was changed, None where all is as it was."""

    CSS = """
    SettingsScreen {
        align: center middle;
        background: $ground 60%;
    }
    #form {
        height: auto;
        background: $bar;
        padding: 1 1 0 1;
    }
    #form-head {
        height: 2;
        padding: 0 1;
        text-style: bold;
    }
    #form Horizontal {
        height: 1;
        padding: 0 1;
    }
    #form Horizontal Static {
        width: 14;
        color: $quiet;
    }
    #form Horizontal.-here Static {
        color: $mark;
    }
    #form Input {
        width: 1fr;
        height: 1;
        border: none;
        padding: 0;
        background: $ground;
        color: $ink;
    }
    #form Input > .input--placeholder {
        color: $quiet;
    }
    #form-hint {
        height: 3;
        padding: 0 1;
        margin-top: 1;
        border-top: solid $line;
        color: $quiet;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press('save')", show=False, priority=True),
        Binding("escape", "press('leave')", show=False, priority=True),
        Binding("tab,down", "press('next')", show=False, priority=True),
        Binding("shift+tab,up", "press('previous')", show=False, priority=True),
    ]

    def __init__(self, main: MainScreen, feed: Feed) -> None:
        super().__init__()
        self._main = main
        self._feed = feed
        self._panel = Vertical(id="form")
        self._hint = Static(id="form-hint", markup=False)
        self._key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """The feed's name, a line for each field, what is to be said of the field, keys."""
        texts = feed_settings.texts(self._feed.settings) | {"address": squeeze(self._feed.url)}
        with self._panel:
            yield Static(Content(self._title()), id="form-head", markup=False)
            for field, about in FIELDS.items():
                with Horizontal():
                    yield Static(Content(about.label), markup=False)
                    yield self._field(field, texts[field])
            yield self._hint
            yield self._key_line

    def _title(self) -> str:
        return fit(f"Settings of “{squeeze(self._feed.shown)}”", self._width() - 4)

    def _width(self) -> int:
        return min(_WIDTH, self.app.size.width)

    def _field(self, field: Field, text: str) -> Widget:
        if field == "full_text":
            return Choice(WHEN, text, id=f"form-{field}")
        own = squeeze(self._feed.title or self._feed.url) if field == "name" else ""
        usual = {"name": own, "every": "as its entries come", "keep": "ever"}.get(field, "")
        return Input(text, placeholder=usual, compact=True, select_on_focus=False,
                     id=f"form-{field}")  # fmt: skip

    def on_mount(self) -> None:
        """Begin at the first field."""
        self._key_line.show(_KEYS)
        self.query_one(f"#form-{next(iter(FIELDS))}").focus()

    def on_resize(self) -> None:
        """Another width."""
        self._panel.styles.width = self._width()
        self.query_one("#form-head", Static).update(Content(self._title()))

    def on_descendant_focus(self) -> None:
        """Say what the field is for."""
        for field, about in FIELDS.items():
            widget = self.query_one(f"#form-{field}")
            if widget.parent is not None:
                widget.parent.set_class(widget.has_focus, "-here")
            if widget.has_focus:
                self._hint.update(Content(about.hint))

    def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """Do what the key does."""
        self.action_press(event.action_id)

    def action_press(self, what: str) -> None:
        """Save, leave, or go to another field."""
        if what == "save":
            self._save()
        elif what == "leave":
            self.dismiss(None)
        elif what == "next":
            self.focus_next()
        else:
            self.focus_previous()

    def _save(self) -> None:
        """Change what was changed; where a field says nothing that can be, say so and stay."""
        feeds, before = self._main.library.feeds, self._feed
        texts = self._texts()
        try:
            settings = feed_settings.settled(before.settings, texts)
            # What nobody touched stays, also where it could not be written so.
            typed = texts["address"].strip()
            address = before.url if typed == squeeze(before.url) else typed
            feeds.move(before.id, address, settings)
        except ReaderError as error:
            self._hint.update(Content.styled(str(error), "$wrong"))
            return
        after = feeds.get(before.id)
        changed = (after.settings, after.url) != (before.settings, before.url)
        self.dismiss(after.shown if changed else None)

    def _texts(self) -> dict[Field, str]:
        """What stands in the fields."""
        widgets = ((field, self.query_one(f"#form-{field}")) for field in FIELDS)
        return {field: one.value for field, one in widgets if isinstance(one, Input | Choice)}
