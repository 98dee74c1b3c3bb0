"""Keeping and junking the block at the bar: asked first, then done, then all that follows it.

On a closed place of several blocks the keys open it and put the bar at the block in doubt, or the
first: what becomes a rule for a whole site is chosen by looking at it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual.worker import get_current_worker

from reader.core.errors import UsageError
from reader.core.text import cells, plural
from reader.tui import lists, only_here, panes
from reader.tui.layout.wrap import fit

if TYPE_CHECKING:
    from reader.declutter.rules import Verdict
    from reader.library.correcting import Preview
    from reader.library.library import Library
    from reader.tui.screens.main import MainScreen

_SLOW: Final = 0.4
"""Seconds of counting after which that is said."""
_NARROW: Final = 60
"""Cells up to which the rule gets one line."""
HERE: Final = "here"
"""The answer that corrects the block alone."""


def ask(screen: MainScreen, verdict: Verdict) -> None:
    """Count what keeping or junking the block at the bar would change, then ask."""
    view, article = screen.article, screen.article.article
    if article is None:
        return
    if screen.state.view != "reader":
        raise UsageError(f"this is the {screen.state.view} view", "V leads back to the reader's")
    _check_sure(screen, verdict)
    inside = view.show_blocks()
    if inside:
        key = "a keeps" if verdict == "keep" else "! junks"
        screen.say(f"{plural(inside, 'block')} · {key} the one at the bar · ] next")
        return
    block, part = view.block, view.part
    if part is not None and part.look in {"title", "meta"}:
        raise UsageError("the headline stays" if part.look == "title" else "this line is our own")
    slow = screen.set_timer(_SLOW, lambda: screen.say("counting in the stored articles…"))

    def job(library: Library) -> Preview:
        return library.rules.preview(article.id, block, verdict)

    def done(asked: Preview) -> None:
        slow.stop()
        now = screen.article.article
        if now is not None and now.id == article.id and screen.prompt is None:
            screen.state.correction = (asked, view.screen_row)
            screen.app.clear_notifications()  # they would lie over the question
            screen.ask("correct", hint=lambda _: question(asked, screen.app.size.width - 2))

    screen.in_thread(job, done, "correct", slow.stop)


def _check_sure(screen: MainScreen, verdict: Verdict) -> None:
    """Refuse to junk a hidden place in which nothing is in doubt."""
    view, part = screen.article, screen.article.part
    if verdict == "junk" and part is not None and part.look in {"fold", "open"}:
        place = view.folds[part.fold]
        if not place.doubtful:
            raise UsageError("this is hidden already", "a shows it")


def question(asked: Preview, width: int) -> str:
    """What would change, the rule that would be made, and the keys, in lines of `width`."""
    verb = "Keep" if asked.verdict == "keep" else "Junk"
    named = f"{verb} “{fit(asked.text, max(width // 3, 16))}”"
    if asked.rule is None:
        return f"{named} in this article?\nEnter {verb.lower()}s it · Esc cancels"
    one = asked.changed == 1
    said = (
        f"{named}: {asked.changed:,} of {plural(asked.stored, 'stored article')} of "
        f"{fit(asked.rule.site, 40)} {'changes' if one else 'change'}"
    )
    if asked.spared:
        said += f"; {asked.spared:,} would lose more than a tenth: not applied there"
    room = width * 2 - 2 if width > _NARROW else width
    rule = asked.line if cells(asked.line) <= room else fit(asked.line, room)
    return f"{said}\n{rule}\nEnter the whole site · o only here · Esc cancels"


def answer(screen: MainScreen, text: str) -> None:
    """Do what was asked; the article shown follows at once, the others of its site soon."""
    pending, screen.state.correction = screen.state.correction, None
    if pending is None:
        return
    asked, row = pending
    everywhere = text != HERE and asked.rule is not None

    def job(library: Library) -> str:
        return library.rules.correct(asked, everywhere=everywhere)

    def done(_: str) -> None:
        did = "kept" if asked.verdict == "keep" else "junked"
        where = "here"
        if everywhere and asked.rule is not None:
            where = f"in {plural(asked.changed, 'article')} of {fit(asked.rule.site, 30)}"
        screen.say(f"{did} {where} · u takes it back")
        # Once the prompt has gone: until then the article has fewer rows than it will have.
        screen.call_after_refresh(screen.try_to, lambda: follow(screen, row))

    screen.in_thread(job, done, "correct")


def follow(screen: MainScreen, row: int | None = None) -> None:
    """After a correction, or its undoing: show the article as it is now, the line being read in
    its place or in that `row` of the screen; the others of its site follow from a thread."""
    shown = screen.article.article
    if shown is not None and shown.id > 0 and screen.state.view == "reader":
        screen.article.renew(screen.library.article(shown.id), row)
        screen.meter.show(screen.article.figures)
        only_here.mark(screen)
        panes.explain(screen)
    screen.state.visits[:] = [
        replace(visit, article=screen.library.article(visit.article.id))
        if visit.article.id > 0 and visit.view == "reader"
        else visit
        for visit in screen.state.visits
    ]
    screen.changed()
    catch_up(screen)


def catch_up(screen: MainScreen) -> None:
    """Bring search, links and word counts up to date, if they are not, from a thread."""
    if not screen.library.behind:
        return

    def job(library: Library) -> int:
        worker = get_current_worker()
        return library.catch_up(lambda: worker.is_cancelled)

    def done(changed: int) -> None:
        if changed:
            lists.reload_soon(screen)

    screen.in_thread(job, done, "catch up")
