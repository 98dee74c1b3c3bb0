"""Corrections as commands and screens use them: one is made, all are listed, rules go into a file
and come out of one.

`Library.rules` is one of these. What a correction changes is worked out in `correcting`; how a
rule is written, in `declutter.rule_text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader import store
from reader.core.errors import UsageError
from reader.core.text import plural, shorten, squeeze
from reader.core.when import Clock
from reader.declutter import rule_text
from reader.declutter.rules import Verdict
from reader.library import correcting
from reader.library.correcting import Preview
from reader.store.rules import Kept


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule in the list, or a correction of one block alone, with its number and its line;
    `article_id` is that of the article it counts in alone."""

    number: int
    line: str
    site: str | None
    verdict: str
    kind: str
    article_id: int | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file of rules: how many are new, how many were there, and a sentence for
    each line that was left out."""

    added: int
    known: int
    wrong: tuple[str, ...]


class Rules:
    """What a person said of the blocks of one library, and can say."""

    def __init__(self, db: store.Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def preview(self, article_id: int, block: int, verdict: Verdict) -> Preview:
        """What keeping or junking a block would change in the stored articles of its site: half a
        millisecond each at most. Raises UsageError where it would change nothing."""
        return correcting.preview(self._db, article_id, block, verdict)

    def correct(self, asked: Preview, *, everywhere: bool) -> str:
        """Correct the block, with `everywhere` by a rule for its site; gives what was done. What
        is written of the site's other articles follows in `Library.catch_up`."""
        return correcting.correct(self._db, asked, self._clock, everywhere=everywhere)

    def all(self) -> list[Listed]:
        """All that is in force: the rules of sites, then corrections of one block."""
        return [
            Listed(
                each.id,
                each.line or self._alone(each),
                each.site,
                each.verdict,
                each.kind,
                None if each.site else each.article_id,
            )
            for each in store.rules.all_of(self._db)
        ]

    def _alone(self, said: Kept) -> str:
        """The line of a correction of one block alone."""
        verdict = "keep" if said.verdict == "keep" else f"junk {said.kind}"
        article = store.articles.load(self._db, said.article_id or 0)
        return (
            f"{verdict} only in article {said.article_id} "
            f"“{shorten(squeeze(article.title), 40)}”: {rule_text.matcher(said.block)}"
        )

    def export(self) -> str:
        """The rules of all sites as text, a line each; corrections of one block alone are no
        rules."""
        said = store.rules.all_of(self._db)
        return "".join(f"{each.line}\n" for each in said if each.site is not None)

    def take_in(self, text: str) -> Imported:
        """Add the rules of such a text, in one change that can be undone; what is none is left
        out and said."""
        found, wrong = rule_text.read(text)
        there = {each.line for each in store.rules.all_of(self._db)}
        new = [rule for rule in found if rule_text.line(rule) not in there]
        if new:
            what = f"imported {plural(len(new), 'rule')}"
            with store.transaction(self._db):
                entry = store.journal.open_entry(self._db, what, self._clock())
                for rule in new:
                    said = Kept(0, rule.verdict, rule.kind, rule.site, rule_text.line(rule))
                    store.rules.add(self._db, entry, said)
            correcting.catch_up(self._db)
        return Imported(len(new), len(found) - len(new), tuple(wrong))

    def remove(self, numbers: Sequence[int]) -> None:
        """Put rules out of force, in one change that can be undone. Raises UsageError for a
        number that is none, and then changes nothing."""
        there = {each.id for each in store.rules.all_of(self._db)}
        for number in numbers:
            if number not in there:
                raise UsageError(f"there is no rule {number}", "nothing was removed")
        with store.transaction(self._db):
            what = f"removed {plural(len(set(numbers)), 'rule')}"
            entry = store.journal.open_entry(self._db, what, self._clock())
            for number in dict.fromkeys(numbers):
                store.journal.switch(self._db, entry, store.journal.RULE, number, active=False)
        correcting.catch_up(self._db)
