"""The one screen: list, reader and sidebar. What keys do is in the modules beside the app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, Literal, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import get_current_worker

from reader.config import Arrangement
from reader.core.errors import ReaderError
from reader.core.model import Article
from reader.core.when import Clock
from reader.tui import (
    asking,
    correcting,
    following,
    hosts,
    lists,
    only_here,
    panes,
    refreshing,
    remembering,
    showing,
    status,
    taking,
    timeline,
)
from reader.tui.actions import ACTIONS
from reader.tui.keys import BY_ID, MAIN, Place, bindings
from reader.tui.state import State
from reader.tui.widgets.answer import Answered, Mode
from reader.tui.widgets.article import ArticleView
from reader.tui.widgets.context import ContextLine
from reader.tui.widgets.empty import Empty
from reader.tui.widgets.footer import KeyLine
from reader.tui.widgets.headlines import Headlines
from reader.tui.widgets.meter import MeterLine
from reader.tui.widgets.sidebar import Sidebar
from reader.tui.widgets.why import Why

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.screens.places import PlacesScreen
    from reader.tui.widgets.prompt import Prompt
    from reader.tui.widgets.rail import Rail

T = TypeVar("T")

REST: Final = 0.15
"""Seconds the selection rests before its article is shown."""
_EVERY: Final = 3.0
"""Seconds between two times the place being read is remembered, if it moved, and what something
else wrote to the library is read. One timer for all of it: each wakes an idle app."""
_DUE: Final = 60.0
"""Seconds between two looks for feeds that are due, where these are asked by themselves."""
_IN_PROMPT: Final = frozenset({"close", "escape", "redraw"})


class MainScreen(Screen[None]):
    """Holds the panes and what they share: the library, the state, the prompt, threads."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MAIN)]
    AUTO_FOCUS: ClassVar[str | None] = "#headlines"

    def __init__(
        self,
        library: Library,
        open_library: Callable[[], Library],
        clock: Clock,
        sources: Sequence[str],
        opened: Sequence[int],
        read_manual: Callable[[], list[Article]],
    ) -> None:
        super().__init__()
        self.library = library
        self.open_library = open_library
        self.clock = clock
        self.sources = sources
        self.failed: list[str] = []
        """What went wrong with them."""
        self.opened = opened
        self.read_manual = read_manual
        self.manual: list[Article] = []
        self.left = Arrangement()
        """How the screen was left, as it is remembered."""
        self.keep_left: Callable[[Arrangement], None] | None = None
        """What is told when that is another."""
        self.ask_due = False
        """Whether feeds are asked by themselves once they are due."""
        self.state = State()
        self.pending: hosts.Target | None = None
        self.headlines = Headlines(lambda ids: lists.rows(self, ids))
        self.article: ArticleView = ArticleView()
        self.sidebar = Sidebar(clock)
        self.context = ContextLine()
        self.meter = MeterLine()
        self.why = Why()
        self.empty = Empty()
        self.reader = Vertical(self.article, self.meter, id="reader")
        self.panes = Horizontal(self.headlines, self.reader, id="panes")
        self.key_line = KeyLine()
        self._resting: Timer | None = None
        self._asked_from: Widget | None = None
        self.prompt: Prompt | None = None
        """The open prompt, if there is one."""
        self.places: PlacesScreen | None = None
        """The list of places, while it lies over this screen."""
        self.rail: Rail | None = None
        """The places beside the list, once they were asked for."""

    def compose(self) -> ComposeResult:
        """Context above, panes, keys below."""
        yield self.context
        yield self.panes
        yield self.key_line

    def on_mount(self) -> None:
        """The first rows before the first paint, everything else after it."""
        lists.start(self)
        remembering.restore(self)
        panes.arrange(self)
        self.call_after_refresh(self._complete)
        self.call_after_refresh(self.follow)
        self.set_interval(60, self.headlines.forget)
        self.set_interval(_EVERY, lambda: self.try_to(self._look_after))
        if self.ask_due:
            self.set_interval(_DUE, lambda: self.try_to(lambda: refreshing.look_for_due(self)))
        if len(self.opened) == 1 and not self.sources:
            first = self.opened[0]
            self.call_after_refresh(self.try_to, lambda: taking.open_article(self, first))
        if self.sources:
            self.call_after_refresh(taking.take, self, list(self.sources), self.failed)

    def _complete(self) -> None:
        """The panes that nobody sees yet: mounting them costs a tenth of the first paint."""
        self.panes.mount(self.sidebar, self.empty)
        self.reader.mount(self.why, after=self.article)
        correcting.catch_up(self)

    def _look_after(self) -> None:
        """What is done now and then."""
        showing.keep_place(self)
        remembering.keep(self)
        lists.watch(self)

    def on_unmount(self) -> None:
        """Remember the place, and how the screen is left."""
        self.try_to(lambda: showing.keep_place(self))
        remembering.keep(self)

    def on_screen_suspend(self) -> None:
        """Another screen has the keys: those of this one, which may be seen below, do nothing."""
        self.key_line.show(())

    def on_screen_resume(self) -> None:
        """The keys are this screen's again."""
        self.key_line.show(status.footer(self))

    def on_resize(self) -> None:
        """Another width, other panes."""
        panes.arrange(self)
        if self.focused is not None and not self.focused.is_on_screen:
            self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.prompt is None and self.focused not in panes.shown(self):
            found = panes.shown(self)
            if found:
                found[-1].focus()

    # -- keys

    @property
    def place(self) -> Place:
        """Whose keys count: the focused pane. Between two panes, while a closed one gives its
        focus away, it is the reader's: a key typed fast must not quit."""
        if self.focused is self.sidebar:
            return "sidebar"
        if self.rail is not None and self.focused is self.rail.menu:
            return "rail"
        between = self.focused is None and self.article.article is not None
        return "reader" if between or self.focused is self.article else "list"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key acts only in its places; while one types, few do."""
        if action != "press":
            return super().check_action(action, parameters)
        key = BY_ID[str(parameters[0])]
        if self.prompt is not None:
            return key.id in _IN_PROMPT or key.id == "undo" == self.prompt.mode
        if key.id == "find_back":
            return self.place == "reader" and bool(self.state.finding)
        return self.place in key.places

    def action_press(self, action_id: str, digit: str = "") -> None:
        """Do what a key of the keymap does; say in one line why it could not be done."""
        if action_id == "link":
            self.try_to(lambda: asking.ask_link(self, digit))
        else:
            self.try_to(lambda: ACTIONS[action_id](self))

    def try_to(self, act: Callable[[], None]) -> None:
        """Do something that may fail, and say so in one line where it does."""
        try:
            act()
        except ReaderError as error:
            self.say(str(error), wrong=True)

    # -- telling

    def say(self, message: str, *, wrong: bool = False) -> None:
        """One line in the corner, for a moment, in place of what was said before: a pile would
        lie over the text."""
        severity: Literal["error", "information"] = "error" if wrong else "information"
        self.app.clear_notifications()
        self.app.notify(status.one_line(message), severity=severity, markup=False)

    def tell(self) -> None:
        """Bring the lines above and below up to date."""
        where, right, busy = status.context(self)
        self.context.show(where, right, busy=busy)
        self.key_line.show(status.footer(self) if self.is_active else ())
        for places in (self.places, self.rail):
            if places is not None:
                places.tell()

    def changed(self) -> None:
        """Statuses or articles changed: read the rows on the screen and the counts anew."""
        self.state.counts = self.library.counts()
        self.headlines.forget()
        panes.arrange(self)
        if self.state.sidebar:
            showing.load_related(self)
        timeline.renew(self)
        only_here.look(self)
        if self.places is not None:
            self.places.renew()
        if self.rail is not None:
            self.call_after_refresh(self.rail.renew)  # once the key that changed it is answered

    def show_rail(self) -> None:
        """Have the places beside the list."""
        if self.rail is None:
            from reader.tui.widgets.rail import Rail  # noqa: PLC0415 - not before the first paint

            self.rail = Rail(self)
            self.panes.mount(self.rail, before=self.headlines)
        panes.arrange(self)
        self.rail.renew()

    def in_thread(
        self,
        job: Callable[[Library], T],
        done: Callable[[T], None],
        group: str,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Run `job` with a library of its own in a thread, then `done` with what it gave, or
        `failed`; a newer job of the group takes the place of an older one."""

        def work() -> None:
            worker = get_current_worker()
            try:
                with self.open_library() as library:
                    result = job(library)
            except ReaderError as error:
                if not worker.is_cancelled:
                    self.app.call_from_thread(self.say, str(error), wrong=True)
                    self.app.call_from_thread(failed)
                return
            if not worker.is_cancelled and self.app.is_running:
                self.app.call_from_thread(self.try_to, lambda: done(result))

        self.run_worker(work, thread=True, exclusive=True, group=group)

    def take(self, sources: Sequence[str], settle: following.Settle | None = None) -> None:
        """Take in files, folders, URLs; a prompt may wait for what becomes of one."""
        taking.take(self, sources, settle=settle)

    # -- the prompt

    def ask(
        self,
        mode: Mode,
        text: str = "",
        hint: Callable[[str], str] | None = None,
        completed: Callable[[str], str] | None = None,
        before: str = "",
    ) -> None:
        """Open a prompt above the key line; it takes the keys until it is answered. Up brings back
        what was answered `before`."""
        from reader.tui.widgets.prompt import Prompt  # noqa: PLC0415 - not before the first paint

        self.close_prompt()
        self._asked_from = self.focused
        self.prompt = Prompt(mode, text, hint, completed, before)
        self.mount(self.prompt, before=self.key_line)
        self.tell()

    def close_prompt(self) -> None:
        """Close it, and give the keys back."""
        if self.prompt is not None:
            self.prompt.remove()
            self.prompt = None
            self.set_focus(self._asked_from or self.headlines)
            self.tell()

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        problem = asking.problem(event.mode, event.text)
        if problem and self.prompt is not None:
            self.prompt.refuse(problem)
            return
        if not asking.waits(event.mode, event.text):
            self.close_prompt()
        self.try_to(lambda: asking.answer(self, event.mode, event.text))

    # -- following

    def follow(self) -> None:
        """Show the selected article once the selection has rested."""
        self.stop_following()
        self._resting = self.set_timer(REST, lambda: self.try_to(self._rested))

    def stop_following(self) -> None:
        """Do not show what the selection passed over."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None

    def _rested(self) -> None:
        if self.reader.display and self.place in {"list", "rail"}:
            showing.preview(self)

    # -- what the widgets say

    @on(Headlines.Moved)
    def _moved(self) -> None:
        self.follow()

    @on(Headlines.AboveChanged)
    def _went_up(self) -> None:
        self.tell()

    @on(Headlines.Chosen)
    def _row_chosen(self) -> None:
        self.try_to(lambda: lists.open_row(self))

    @on(Sidebar.Chosen)
    def _related_chosen(self, event: Sidebar.Chosen) -> None:
        self.try_to(lambda: panes.open_related(self, event.article_id))

    @on(ArticleView.PlaceMoved)
    def _place_moved(self) -> None:
        panes.explain(self)

    @on(ArticleView.LinkChosen)
    def _link_chosen(self, event: ArticleView.LinkChosen) -> None:
        self.try_to(lambda: asking.ask_url(self, event.href))

    @on(KeyLine.Pressed)
    def _key_clicked(self, event: KeyLine.Pressed) -> None:
        if self.check_action("press", (event.action_id,)):
            self.action_press(event.action_id)

    def on_descendant_focus(self) -> None:
        """Another pane, other keys."""
        self.tell()
