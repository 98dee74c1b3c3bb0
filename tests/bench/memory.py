"""Linking over an index in memory, in the order articles arrive: what `library.linking` does over
the store, without the store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from reader.declutter.headline import headline
from reader.declutter.text import label_text
from reader.formats import text as text_format
from reader.stories import match, terms
from reader.stories.terms import Fingerprint

CANDIDATES = 60


class Memory:
    """Fingerprints, the index of their keys, and the stories they make."""

    def __init__(self, *, ranks: bool = True) -> None:
        """With `ranks` also the scores of what is not linked, which the app never asks for:
        the bench wants an uncut ranking."""
        self.ranks = ranks
        self.df: Counter[str] = Counter()
        self.index: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        self.prints: dict[str, Fingerprint] = {}
        self.story: dict[str, str] = {}
        self.links: defaultdict[str, dict[str, match.Match]] = defaultdict(dict)
        self.scores: defaultdict[str, dict[str, float]] = defaultdict(dict)

    def add(self, name: str, one: Fingerprint) -> None:
        """Link an article to what is there, both ways, and take it in."""
        count = len(self.prints)
        shared: Counter[str] = Counter()
        for term in terms.probes(one, self.df, count):
            for other, weight in self.index[term]:
                shared[other] += weight
        for other, _ in shared.most_common(CANDIDATES):
            there = self.prints[other]
            if match.duplicate(one, there):
                continue
            if found := match.compare(one, there, self.df, count):
                self.links[name][other] = self.links[other][name] = found
            if self.ranks:
                value = match.score(one, there, self.df, count).value
                self.scores[name][other] = self.scores[other][name] = value
        joined = match.story(
            (self.story[other], found.score) for other, found in self.links[name].items()
        )
        self.story[name] = joined or name
        self.prints[name] = one
        for term, weight in terms.keys(one, self.df, count):
            self.index[term].append((name, weight))
        self.df.update(terms.counted(one))


def digest(article: dict[str, Any]) -> Fingerprint:
    """The fingerprint of an article's shown text, labelled as a plain file would be."""
    document = text_format.read(article["text"], "stdin:bench")
    labels = label_text(document)
    title = article["title"] or headline(document, labels)
    paragraphs = [
        block.text
        for block, label in zip(document.blocks, labels, strict=True)
        if label.kind == "article"
    ]
    date = article["date"]
    return terms.fingerprint(
        title,
        paragraphs,
        article["lang"] or document.language,
        datetime.fromisoformat(date) if date else None,
        article["outlet"],
    )


def link(articles: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Take the articles in, in order, then say for each what it is linked to."""
    memory = Memory()
    for article in articles:
        memory.add(article["id"], digest(article))
    for article in articles:
        name = article["id"]
        links = sorted(memory.links[name].items(), key=lambda pair: -pair[1].score)
        ranked = sorted(memory.scores[name].items(), key=lambda pair: -pair[1])
        yield {
            "id": name,
            "related": [[other, found.score] for other, found in links[:20]],
            "ranked": [list(pair) for pair in ranked[:200]],
            "cluster": memory.story[name],
        }
