"""What stands in several articles of a site is its template, and says so: "in 41 of 44 stored
articles".

Only blocks that would be shown are judged, and only long ones (see `imprint`). An article
counts as a witness where it is another story: versions of one story, the same text under two
addresses and reports that hand on a quotation share article text, so two articles that share
half of the shorter one, or the names they are about, prove nothing against each other. Of the
articles a block was found in half must be such witnesses: a running story's background stands
in many that share its names, of which one or two always hide it. And a block in few articles
that names whom the rest of its own article is about tells its story.

Never hidden: the title, the first paragraph, and anything where more than half of the article
would go. A shorter block is more often article text than not ("Pros:", "Key takeaways"); a
heading goes with what it heads. On 632 pages of 238 sites 6 of 18,299 lines of article text are
hidden, each of them a notice that the sites repeat; on 765 plain articles of 105 outlets none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reader.core.model import Block, Label
from reader.declutter.imprint import KINDS, Imprint

EXAMINED: Final = 8
"""Articles looked at for one print: more cannot change what they say together."""
_COPY: Final = 0.5
"""Share of the shorter article's words above which two are one story."""
_MOST: Final = 0.5
"""Share of an article's words that is never hidden together."""
_SAME_TOPIC: Final = 3
"""Names of 16 in common above which two articles are of one story: 10 % of unrelated pairs of
an agency's articles have so many, and all but one of those that hand on a quotation."""
_OF_STORY: Final = 2
"""Names a block has in common with the rest of its article from which it tells that story: a
digest of the day hands on whole paragraphs of stories that it shares little else with."""
MANY: Final = 4
"""Other articles with a block from which it is template all the same."""
_CERTAIN: Final = ((2, 0.58), (3, 0.75), (5, 0.85), (10, 0.92), (20, 0.97))


@dataclass(frozen=True, slots=True)
class Witness:
    """Another article of the site: its words of article text and the names it is about."""

    words: int
    topics: frozenset[int]


def candidates(own: Imprint, labels: Sequence[Label]) -> dict[int, tuple[int, ...]]:
    """The prints of the blocks that may turn out to be template, by block."""
    return {
        index: prints
        for index, prints in own.blocks.items()
        if labels[index].kind in KINDS and index != own.lead
    }


def repeated(
    own: Imprint,
    holders: Mapping[int, Sequence[int]],
    witnesses: Mapping[int, Witness],
) -> list[int]:
    """The candidates that are template. `holders` are up to `EXAMINED` other articles for each
    block, `witnesses` says what these are."""
    kin = {
        article_id
        for article_id, witness in witnesses.items()
        if _kin(own, [at for at, ids in holders.items() if article_id in ids], witness)
    }
    rest = own.topics(without={index for index, ids in holders.items() if ids})
    found = [
        index
        for index, ids in holders.items()
        if ids
        and len(kin.intersection(ids)) * 2 <= len(ids)
        and (len(ids) >= MANY or len(rest & own.capitals[index]) < _OF_STORY)
    ]
    size = sum(own.sizes.get(index, 0) for index in found)
    return found if size <= own.words * _MOST else []


def label(own: Label, count: int, total: int, *, more: bool = False) -> Label:
    """The label of a block that stands in `count` of the site's `total` stored articles, or in
    `more` than that."""
    sure = next(value for least, value in reversed(_CERTAIN) if count >= least)
    # The labeller's own doubt weighs in where few articles speak.
    confidence = sure if count > 2 else sure - own.confidence / 10
    number = f"more than {count:,}" if more else f"{count:,}"
    return Label(
        "repeated",
        f"in {number} of {total:,} stored articles",
        confidence,
        against=own.reason if own.kind == "article" else "",
        instead=own,
    )


def with_headings(blocks: Sequence[Block], labels: Sequence[Label]) -> list[Label]:
    """The labels, where a shown heading over nothing but hidden blocks goes with them if the
    first of these is template: "Support us" has the kind of what it heads."""
    made = list(labels)
    below: list[int] = []
    for index in reversed(range(len(blocks))):
        if blocks[index].shape != "heading":
            below.append(index)
            continue
        section, own = [labels[at] for at in below], labels[index]
        under = own.kind == "article" and section and section[-1].kind == "repeated"
        if under and all(label.hidden for label in section):
            reason = "heads what stands in other articles"
            made[index] = Label("repeated", reason, section[-1].confidence, "", own)
        below = []
    return made


def _kin(own: Imprint, shared: Sequence[int], other: Witness) -> bool:
    """Whether two articles that share these blocks are of one story."""
    common = sum(own.sizes.get(index, 0) for index in shared)
    if common > min(own.words, other.words) * _COPY:
        return True
    # Names that stand in the shared blocks alone are the site's own, or the quotation's.
    topics = own.topics(without=shared)
    alike = len(topics & other.topics)
    fewer = min(len(topics), len(other.topics))
    return alike >= _SAME_TOPIC or (alike >= 2 and alike * 2 >= fewer)
