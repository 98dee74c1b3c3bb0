"""Two aligned reports as rows: what stands beside what, so that both can be read from the top.

Reports tell a story in orders of their own. The first keeps its order; the second keeps it as far
as that lets paragraphs that say the same stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reader.stories.align import Pair


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that stand beside one another: one of the first report, or none, and those of
    the second that say what it says. `elsewhere` is the second's paragraph that says the same and
    stands in another row, because it is nearer to a paragraph there."""

    a: int | None
    b: tuple[int, ...] = ()
    elsewhere: int | None = None


def arrange(pairs: Sequence[Pair], ours: int, theirs: int) -> tuple[Row, ...]:
    """The rows of two reports of so many paragraphs, each paragraph once: the first report in its
    own order, the second's paragraphs beside what they say the same as, its own after those they
    follow in it."""
    place = _places(pairs, ours)
    beside: dict[int, list[int]] = {}
    for b, a in sorted(place.items()):
        beside.setdefault(a, []).append(b)
    partner = {pair.a: pair.b for pair in sorted(pairs, key=lambda pair: (pair.score, -pair.b))}
    following = _following(theirs, place)
    rows = [Row(None, (b,)) for b in following.get(None, [])]
    for a in range(ours):
        own = tuple(beside.get(a, ()))
        rows.append(Row(a, own, None if own else partner.get(a)))
        rows += [Row(None, (b,)) for b in following.get(a, [])]
    return tuple(rows)


def _places(pairs: Sequence[Pair], count: int) -> dict[int, int]:
    """Beside which paragraph of the first report, of `count`, each one of the second stands that
    says the same as some: in the order of both reports as far as that goes, where as many of the
    first as can have one beside them; one that another order would need, beside the nearest."""
    place = {pair.b: pair.a for pair in sorted(pairs, key=lambda pair: (pair.score, -pair.a))}
    chains = _Chains(count)
    for _, group in groupby(sorted(pairs, key=lambda pair: pair.b), key=lambda pair: pair.b):
        for a, chain in [(pair.a, chains.longer(pair)) for pair in group]:
            chains.keep(a, chain)
    last = chains.up_to(count).last
    while last is not None:
        place[last.b] = last.a
        last = last.before
    return place


@dataclass(frozen=True, slots=True)
class _Link:
    """A paragraph `b` that stands beside `a`, and the one before it in its chain."""

    b: int
    a: int
    before: _Link | None


@dataclass(frozen=True, slots=True)
class _Chain:
    """Pairs in the order of both reports; worth 1 for each paragraph of the first that has one
    beside it, and the scores."""

    worth: float = 0.0
    last: _Link | None = None


class _Chains:
    """The best chain up to each paragraph of the first report: a Fenwick tree of maxima, because
    two long reports have ten thousand pairs."""

    def __init__(self, count: int) -> None:
        self._tree = [_Chain()] * (count + 1)
        self._at = [_Chain()] * count

    def up_to(self, end: int) -> _Chain:
        """The best chain whose last paragraph of the first comes before `end`."""
        found = _Chain()
        while end > 0:
            found = max(found, self._tree[end], key=_worth)
            end -= end & -end
        return found

    def longer(self, pair: Pair) -> _Chain:
        """The best chain that ends with this pair."""
        before, beside = self.up_to(pair.a), self._at[pair.a]
        worth = before.worth + 1
        if beside.worth > worth:
            before, worth = beside, beside.worth
        return _Chain(worth + pair.score, _Link(pair.b, pair.a, before.last))

    def keep(self, a: int, chain: _Chain) -> None:
        """Keep a chain that ends at `a`."""
        self._at[a] = max(self._at[a], chain, key=_worth)
        at = a + 1
        while at < len(self._tree):
            self._tree[at] = max(self._tree[at], chain, key=_worth)
            at += at & -at


def _worth(chain: _Chain) -> float:
    return chain.worth


def _following(count: int, place: Mapping[int, int]) -> dict[int | None, list[int]]:
    """The second report's paragraphs that stand beside none, by the first's after which they
    come: the one beside which their own forerunner stands."""
    found: dict[int | None, list[int]] = {}
    last: int | None = None
    for b in range(count):
        if b in place:
            last = place[b]
        else:
            found.setdefault(last, []).append(b)
    return found
