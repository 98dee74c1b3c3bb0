"""The line where one types: search, find, a link's number, what to open; or just confirms."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.tui.widgets.answer import Answered, Mode

_LABELS: dict[Mode, str] = {
    "search": "search the library",
    "find": "find in the article",
    "link": "link",
    "open": "open",
    "confirm": "",
    "correct": "",
    "follow": "follow",
    "narrow": "narrow",
    "tells": "the same story",
    "undo": "",
}


class _Field(Input):
    """An input whose Tab completes, and whose Up brings back the last answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False),
        Binding("up", "recall", show=False),
    ]

    def action_complete(self) -> None:
        """Let the prompt complete what was typed."""
        prompt = self.query_ancestor(Prompt)
        prompt.complete()

    def action_recall(self) -> None:
        """Let the prompt bring back what was answered before."""
        self.query_ancestor(Prompt).recall()


class _Confirmation(Static, can_focus=True):
    """The question that Enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "accept", show=False)]

    def action_accept(self) -> None:
        """Yes."""
        self.query_ancestor(Prompt).accept("")


class _Correction(_Confirmation):
    """The question that Enter answers for the whole site, `o` for the block alone."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "here", show=False)]

    def action_here(self) -> None:
        """Only here."""
        self.query_ancestor(Prompt).accept("here")


class Prompt(Vertical):
    """Asks for one line. `hint` says, for what is typed so far, what Enter would do."""

    DEFAULT_CSS = """
    Prompt {
        height: auto;
        background: $bar;
        padding: 0 1;
    }
    Prompt Horizontal {
        height: 1;
    }
    #prompt-label {
        width: auto;
        color: $mark;
        padding-right: 2;
    }
    #prompt-hint {
        color: $quiet;
        height: 1;
    }
    #prompt-confirm {
        color: $ink;
        text-style: bold;
        height: 1;
    }
    #prompt-correct {
        height: auto;
    }
    #prompt-field {
        width: 1fr;
        background: $bar;
        color: $ink;
        height: 1;
        border: none;
        padding: 0;
    }
    """

    def __init__(
        self,
        mode: Mode,
        text: str = "",
        hint: Callable[[str], str] | None = None,
        completed: Callable[[str], str] | None = None,
        before: str = "",
    ) -> None:
        super().__init__(id="prompt")
        self.mode = mode
        self._text = text
        self._hint = hint
        self._completed = completed
        self._before = before
        self.waiting = False
        """Whether an answer was given of which is not known yet whether it can be taken."""

    def compose(self) -> ComposeResult:
        """The hint above, the field below."""
        hint = Content(self._hint(self._text) if self._hint else "")
        if self.mode == "correct":
            yield _Correction(_question(hint.plain), id="prompt-correct", markup=False)
            return
        if self.mode in {"confirm", "undo"}:
            yield _Confirmation(hint, id="prompt-confirm", markup=False)
            return
        if self._hint:
            yield Static(hint, id="prompt-hint", markup=False)
        with Horizontal():
            label = Content(_LABELS[self.mode])
            yield Static(label, id="prompt-label", markup=False)
            yield _Field(self._text, select_on_focus=False, compact=True, id="prompt-field")

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one("#prompt-confirm, #prompt-correct, #prompt-field").focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._hint and not self.waiting:
            self.query_one("#prompt-hint", Static).update(Content(self._hint(event.value)))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.accept(event.value)

    def wait(self, message: str) -> None:
        """Say what goes on until the answer is known to be taken or refused; until then no other
        is given, and what is typed is only typed."""
        self.waiting = True
        self.query_one("#prompt-hint", Static).update(Content(message))

    def refuse(self, message: str) -> None:
        """Say why it cannot be done; what was typed stays."""
        self.waiting = False
        self.query_one("#prompt-hint", Static).update(Content.styled(message, "$wrong"))

    def accept(self, text: str) -> None:
        """Give the answer."""
        if self.waiting:
            return
        self.post_message(Answered(self.mode, text))

    def complete(self) -> None:
        """Complete what was typed, as far as it is certain."""
        if self._completed:
            self._set(self._completed)

    def recall(self) -> None:
        """Bring back what was answered before, where there is something."""
        if self._before:
            self._set(lambda _: self._before)

    def _set(self, change: Callable[[str], str]) -> None:
        field = self.query_one(_Field)
        field.value = change(field.value)
        field.cursor_position = len(field.value)


def _question(text: str) -> Content:
    """A question of several lines: what it is, in full ink; what lies behind it; the keys."""
    first, *between, last = text.split("\n")
    lines = [(first, "bold $ink"), *((line, "$quiet") for line in between), (last, "$mark")]
    return Content("\n").join(Content.styled(line, style) for line, style in lines)
