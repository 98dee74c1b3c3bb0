"""What changed in an article since it was read: its versions compared.

Most new versions of a page differ only in what surrounds the story, and a better labeller may
hide what an earlier one showed. Neither is a change of the article: only text counts that one of
the two versions shows and the other does not have at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reader import store
from reader.core.difference import Paragraph, difference, key
from reader.core.model import Article, Block, Document, Label
from reader.core.text import plural, squeeze
from reader.core.when import day

Text = tuple[str, int]
"""A paragraph and its block's place; -1 for the headline."""


@dataclass(frozen=True, slots=True)
class Changes:
    """An article as it stands beside an earlier version. `paragraphs` count by `old_blocks` and
    `new_blocks`, the places of their blocks in the two documents, -1 for the headline. `read` says
    whether the earlier version was read, `since` when, or when it came; None where that is not
    known. There are `versions` of the article, one where there is nothing to compare."""

    article: Article
    earlier: Article
    paragraphs: tuple[Paragraph, ...]
    old_blocks: tuple[int, ...]
    new_blocks: tuple[int, ...]
    versions: int
    read: bool
    since: datetime | None

    @property
    def places(self) -> int:
        """How many paragraphs changed."""
        return sum(paragraph.changed for paragraph in self.paragraphs)

    @property
    def sentence(self) -> str:
        """ "3 paragraphs changed since you read it (26 Jun 2023)"."""
        if self.versions == 1:
            return "this article has one version"
        date = day(self.since, weekday=False) if self.since else ""
        if self.read:
            since = f"since you read it ({date})" if date else "since you read it"
        else:
            since = f"since the version before ({date})"
        if not self.places:
            return f"unchanged {since}"
        return f"{plural(self.places, 'paragraph')} changed {since}"


def changes(db: store.Database, article: Article) -> Changes:
    """Compare a stored article with the newest earlier version that was read; where none was,
    with the version before."""
    numbers = store.versions.numbers(db, article.id)
    readings = store.versions.readings(db, article.id)
    before = [number for number in numbers if number < article.version]
    read = [reading for reading in readings if reading.version < article.version]
    if not before:
        return between(article, article, len(numbers), read=False, since=None)
    if read:
        old = store.versions.load(db, article.id, read[-1].version)
        return between(article, old, len(numbers), read=True, since=read[-1].at)
    old = store.versions.load(db, article.id, before[-1])
    return between(article, old, len(numbers), read=False, since=old.fetched_at)


def differ(old: Article, document: Document, labels: Sequence[Label], title: str) -> bool:
    """Whether a new version's text is another than that of the one before."""
    before, after = _texts(
        (old.document.blocks, old.labels, old.title), (document.blocks, labels, title)
    )
    return [key(text) for text, _ in before] != [key(text) for text, _ in after]


def between(
    article: Article, old: Article, versions: int, *, read: bool, since: datetime | None
) -> Changes:
    """An article beside an earlier version of it; see `Changes`."""
    before, after = _texts(
        (old.document.blocks, old.labels, old.title),
        (article.document.blocks, article.labels, article.title),
    )
    paragraphs = difference([text for text, _ in before], [text for text, _ in after])
    return Changes(
        article,
        old,
        tuple(paragraphs),
        tuple(block for _, block in before),
        tuple(block for _, block in after),
        versions,
        read,
        since,
    )


Version = tuple[Sequence[Block], Sequence[Label], str]


def _texts(old: Version, new: Version) -> tuple[list[Text], list[Text]]:
    """Headline and paragraphs of two versions, as far as they are to be compared."""
    shown, hidden = _keys(new)
    before = _headline(old)
    for index, (block, label) in enumerate(zip(*old[:2], strict=True)):
        known = key(block.text)
        if known in shown or (_counts(label) and known and known not in hidden):
            before.append((block.text, index))
    after = _headline(new)
    for index, (block, label) in enumerate(zip(*new[:2], strict=True)):
        if _counts(label) and key(block.text):
            after.append((block.text, index))
    return before, after


def _headline(version: Version) -> list[Text]:
    """The headline, unless it was only made from the text."""
    title = squeeze(version[2])
    made = title.rstrip("…")
    pairs = zip(*version[:2], strict=True)
    begun = any(_counts(label) and squeeze(block.text).startswith(made) for block, label in pairs)
    return [] if begun else [(title, -1)]


def _keys(version: Version) -> tuple[set[str], set[str]]:
    """What of a version's blocks is its text, and what it has besides."""
    shown: set[str] = set()
    hidden: set[str] = set()
    for block, label in zip(*version[:2], strict=True):
        (shown if _counts(label) else hidden).add(key(block.text))
    return shown - {""}, hidden


def _counts(label: Label) -> bool:
    """Bylines say when a page was made, and headlines are compared as such."""
    return label.kind in {"article", "caption"}
