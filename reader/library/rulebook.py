"""The list of what a person said of blocks, and rules as a file: see `declutter.rule_text`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader import store
from reader.core.errors import UsageError
from reader.core.text import plural, shorten, squeeze
from reader.core.when import Clock
from reader.declutter import rule_text
from reader.library.correcting import catch_up
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


def listed(db: store.Database) -> list[Listed]:
    """All that is in force, those of one block alone at the end."""
    return [
        Listed(
            each.id,
            each.line or _alone(db, each),
            each.site,
            each.verdict,
            each.kind,
            None if each.site else each.article_id,
        )
        for each in store.rules.all_of(db)
    ]


def _alone(db: store.Database, said: Kept) -> str:
    """The line of a correction of one block alone."""
    verdict = "keep" if said.verdict == "keep" else f"junk {said.kind}"
    article = store.articles.load(db, said.article_id or 0)
    return (
        f"{verdict} only in article {said.article_id} “{shorten(squeeze(article.title), 40)}”: "
        f"{rule_text.matcher(said.block)}"
    )


def exported(db: store.Database) -> str:
    """The rules of every site, a line each; corrections of one block alone are no rules."""
    return "".join(f"{each.line}\n" for each in store.rules.all_of(db) if each.site is not None)


def take_in(db: store.Database, text: str, clock: Clock) -> Imported:
    """Add the rules of a file, in one change that can be undone."""
    found, wrong = rule_text.read(text)
    there = {each.line for each in store.rules.all_of(db)}
    new = [rule for rule in found if rule_text.line(rule) not in there]
    if new:
        with store.transaction(db):
            entry = store.journal.open_entry(db, f"imported {plural(len(new), 'rule')}", clock())
            for rule in new:
                line = rule_text.line(rule)
                store.rules.add(db, entry, Kept(0, rule.verdict, rule.kind, rule.site, line))
        catch_up(db)
    return Imported(len(new), len(found) - len(new), tuple(wrong))


def remove(db: store.Database, numbers: Sequence[int], clock: Clock) -> None:
    """Put rules out of force, in one change that can be undone. Raises UsageError for a number
    that is none, and then changes nothing."""
    there = {each.id for each in store.rules.all_of(db)}
    for number in numbers:
        if number not in there:
            raise UsageError(f"there is no rule {number}", "nothing was removed")
    with store.transaction(db):
        what = f"removed {plural(len(set(numbers)), 'rule')}"
        entry = store.journal.open_entry(db, what, clock())
        for number in dict.fromkeys(numbers):
            store.journal.switch(db, entry, store.journal.RULE, number, active=False)
    catch_up(db)
