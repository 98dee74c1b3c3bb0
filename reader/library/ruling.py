"""What a person said of blocks, as a layer over the other labels: see `overlay`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from reader import store
from reader.core.model import Document, Kind, Label
from reader.core.site import site_of
from reader.declutter import rule_text, rules
from reader.declutter.rules import Exact, Rule, Verdict
from reader.store.rules import Kept


def ruled(
    db: store.Database, document: Document, labels: Sequence[Label], article_id: int | None
) -> tuple[Label, ...]:
    """`labels` with the site's rules and the article's own corrections. Reads only."""
    said = of_article(db, document, article_id)
    if not said:
        return tuple(labels)
    return rules.apply(site_wide(said), document, labels, exact(said, document, article_id))


def of_article(db: store.Database, document: Document, article_id: int | None) -> list[Kept]:
    """What is in force for a document."""
    return store.rules.of_article(db, site_of(document.url, document.site), article_id)


def site_wide(said: Sequence[Kept]) -> list[Rule]:
    """The rules among what was said, in the same order."""
    return [rule(each) for each in said if each.site is not None]


def exact(said: Sequence[Kept], document: Document, article_id: int | None) -> dict[int, Exact]:
    """What was said of blocks of this very article, by their indices; the newest of each."""
    found: dict[int, Exact] = {}
    for each in said:
        if each.article_id is None or each.article_id != article_id:
            continue
        at = rules.block_at(document, each.block, each.nth)
        if at is not None:
            verdict = cast("Verdict", each.verdict)
            found[at] = Exact(verdict, cast("Kind", each.kind), each.site is not None)
    return found


def rule(kept: Kept) -> Rule:
    """The rule of a stored line."""
    return _parsed(kept.line)


@lru_cache(maxsize=10_000)
def _parsed(line: str) -> Rule:
    return rule_text.parse(line)
