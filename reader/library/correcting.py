"""Corrections: what keeping or junking a block would change, and doing it.

Said once, a rule counts at once wherever an article of its site is read (`ruling`). What is
written of the articles (words, search, links) follows in `catch_up`, a twentieth of a second at a
time, so that nobody waits for a site of thousands; what was not reached when the program ended
is done with the next call.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from reader import store
from reader.core import codec
from reader.core.errors import UsageError
from reader.core.model import DOUBT, Kind, Label
from reader.core.site import site_of
from reader.core.text import shorten, squeeze
from reader.core.when import Clock
from reader.declutter import rule_making, rule_text, rules
from reader.declutter.rules import Rule, Verdict
from reader.library import linking, overlay, ruling
from reader.store.rules import Kept

_BATCH: Final = 200
"""Articles of a site read at a time."""
_SLICE: Final = 0.05
"""Seconds that one step of catching up may hold the file, and is away from it after."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a correction of one block would change: `rule` is that for the whole site, None where
    only the block itself can be meant. Of `stored` articles of the site `changed` would have
    other labels, and `spared` would lose too much and are left as they are."""

    article_id: int
    block: int
    verdict: Verdict
    kind: Kind
    text: str
    rule: Rule | None = None
    changed: int = 1
    stored: int = 1
    spared: int = 0

    @property
    def line(self) -> str:
        """The rule as the list of rules will have it; empty without one."""
        return rule_text.line(self.rule) if self.rule else ""


# -- before ------------------------------------------------------------------------------------


def preview(db: store.Database, article_id: int, block: int, verdict: Verdict) -> Preview:
    """What keeping or junking this block would change. Reads every stored article of the site:
    0.1 ms each, 0.5 ms where the rule may mean something in it (70 blocks; see
    `tests.bench.corrections`). Raises UsageError where there is nothing to correct."""
    article = overlay.load(db, article_id)
    document, labels = article.document, article.labels
    if not 0 <= block < len(labels):
        raise UsageError("there is no such block in the article as it is stored now")
    _check(labels[block], verdict)
    text = squeeze(document.blocks[block].text)
    kind: Kind = "article"
    if verdict == "junk":
        kind = rule_making.kind_of(document.blocks[block], labels[block])
    alone = Preview(article_id, block, verdict, kind, text)
    site = site_of(document.url, document.site)
    rule = site and rule_making.rule_for(document, labels, block, verdict, kind, site)
    return _counted(db, replace(alone, rule=rule)) if rule else alone


def _check(label: Label, verdict: Verdict) -> None:
    if label.kind == "title":
        raise UsageError("the headline stays")
    if verdict == "keep" and not label.hidden:
        raise UsageError("this is shown already", "! hides it")
    if verdict == "junk" and label.hidden and label.confidence >= DOUBT:
        raise UsageError("this is hidden already", "a shows it")


def _counted(db: store.Database, asked: Preview) -> Preview:
    """With how many of the site's articles would change."""
    if asked.rule is None:
        return asked
    gone = store.articles.removed(db)
    every, alone = _with(db, asked.rule), _alone(db)
    changed, spared, stored = {asked.article_id}, 0, 0
    for article_id, packed in _of_site(db, asked.rule.site, 0):
        if article_id in gone:
            continue
        stored += 1
        text = store.articles.unpacked(packed)
        if article_id == asked.article_id or not _may_hold(asked.rule, text):
            continue
        document, labels = codec.decode(text)
        # What repeats lies under a correction too; where both hide a block, nothing is counted
        # otherwise without it.
        before = [rules.without(label) for label in labels]
        exact = ruling.exact(alone.get(article_id, ()), document, article_id)
        after, left_out = rules.outcome(every, document, before, exact)
        if after != labels:
            changed.add(article_id)
        spared += len(every) - 1 in left_out
    return replace(asked, changed=len(changed), stored=stored, spared=spared)


def _with(db: store.Database, rule: Rule) -> list[Rule]:
    """The rules of a site with one more, the newest."""
    said = ruling.site_wide(store.rules.of_article(db, rule.site, None))
    return [each for each in said if not _same_blocks(each, rule)] + [rule]


def _alone(db: store.Database) -> dict[int, list[Kept]]:
    """What was said of blocks of single articles, by these."""
    found: dict[int, list[Kept]] = {}
    for each in store.rules.all_of(db):
        if each.article_id is not None:
            found.setdefault(each.article_id, []).append(each)
    return found


def _same_blocks(one: Rule, other: Rule) -> bool:
    return (one.site, one.matcher) == (other.site, other.matcher)


def _may_hold(rule: Rule, text: str) -> bool:
    """Whether the JSON of an article can hold what a rule means, without decoding it: five
    times as quick."""
    if isinstance(rule.matcher, str):
        return max(rule.matcher.split(), key=len) in text.casefold()
    return all(f'"{word}"' in text for word in (*rule.matcher.words, *rule.matcher.tags))


def _of_site(db: store.Database, site: str, after: int) -> Iterator[tuple[int, bytes]]:
    """Every article of a site after an id."""
    while rows := store.articles.of_site(db, site, after, _BATCH):
        yield from rows
        after = rows[-1][0]


# -- doing it ----------------------------------------------------------------------------------


def correct(db: store.Database, asked: Preview, clock: Clock, *, everywhere: bool) -> str:
    """Correct the block, and with `everywhere` make the rule for its site; gives what was done,
    as the journal says it. The article itself is up to date at once."""
    article = store.articles.load(db, asked.article_id)
    rule = asked.rule if everywhere else None
    verb = "kept" if asked.verdict == "keep" else "junked"
    what = f"{verb} “{shorten(asked.text, 30)}”"
    what += f" on {rule.site}" if rule else " here"
    block, nth = rules.nth_of(article.document, asked.block)
    line = rule_text.line(rule) if rule else ""
    site = rule.site if rule else None
    said = Kept(0, asked.verdict, asked.kind, site, line, asked.article_id, block, nth)
    with store.transaction(db):
        entry = store.journal.open_entry(db, what, clock())
        store.rules.add(db, entry, said)
        overlay.refresh(db, asked.article_id, linking.Frequencies(db))
    return what


def catch_up(db: store.Database, cancelled: Callable[[], bool] = lambda: False) -> int:
    """Bring what is written of the stored articles up to date with what was said; gives how many
    of them changed. Some 10 ms for each that does."""
    known = linking.Frequencies(db)
    changed = 0
    while store.rules.behind(db) is not None and not cancelled():
        with store.transaction(db):
            changed += _step(db, known)
        time.sleep(_SLICE if store.rules.behind(db) else 0)
    return changed


def _step(db: store.Database, known: linking.Frequencies) -> int:
    """One slice of catching up, inside a transaction."""
    behind = store.rules.behind(db)
    if behind is None:  # another program was quicker
        return 0
    said, reached = behind
    until, changed = time.monotonic() + _SLICE, 0
    if said.site is None:
        if said.article_id is not None:
            changed += overlay.refresh(db, said.article_id, known)
    else:
        rule = ruling.rule(said)
        for article_id, packed in _of_site(db, said.site, reached):
            if article_id == said.article_id or _may_hold(rule, store.articles.unpacked(packed)):
                changed += overlay.refresh(db, article_id, known)
            if time.monotonic() > until:
                store.rules.reach(db, said.id, article_id)
                return changed
    store.rules.reach(db, said.id, None)
    return changed
