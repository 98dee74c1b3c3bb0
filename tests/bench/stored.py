"""Linking as `add` does it, article by article into a real library in a temporary file."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader import declutter, store
from reader.core.model import Block, Document, Payload, Run
from reader.core.when import now
from reader.declutter.headline import headline
from reader.formats import text as text_format
from reader.library import digest, intake, linking
from reader.library.pool import Result
from reader.stories import evidence, join, profile
from reader.stories.background import relative, term_id
from reader.stories.profile import Profile


def link(articles: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Take the articles in, in order, then say for each what it is linked to."""
    with tempfile.TemporaryDirectory() as folder:
        db = store.connect(Path(folder, "library.db"))
        # A test bed is rebuilt, not recovered: no waiting for the disk.
        db.execute("PRAGMA synchronous=OFF")
        session = intake.Session(db, now)
        ids = take_in(session, articles)
        stories = store.stories.stories_of(db, [*ids.values()])
        names: dict[int, list[str]] = {}
        for name, number in ids.items():
            names.setdefault(number, []).append(name)
        for name, number in ids.items():
            links = store.links.links(db, number)
            # What was taken for the same text is listed first, as the app says it on adding.
            related = [[other, 1.0] for other in names[number] if other != name]
            related += [[other, one.score] for one in links for other in names[one.article_id]]
            ranked = related + [
                [other, value] for one, value in _ranked(db, number) for other in names[one]
            ]
            yield {
                "id": name,
                "related": related[:20],
                "ranked": ranked[:200],
                "cluster": str(stories[number]),
            }
        db.close()


def take_in(session: intake.Session, articles: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Take articles in, in order; gives each one's number in the library."""
    return {
        article["id"]: session.save(article["id"], _result(article)).article_id or 0
        for article in articles
    }


def _ranked(db: store.Database, number: int) -> list[tuple[int, float]]:
    """All candidates by probability, also those below every threshold, which the app never
    shows but the bench ranks; those that are linked stand before them."""
    article = store.articles.load(db, number)
    own = digest.fingerprint(article.document, article.labels)
    known = linking.Frequencies(db)
    known.load(map(term_id, (*own.stems, *own.across)))
    rare = relative(known, known.articles)
    numbers, kept = profile.profile(own, rare), profile.keys(own, rare, known.articles)
    looked = profile.wanted(kept, own, rare, known.articles)
    rows = store.links.candidates(db, looked, linking.CANDIDATES, number)
    asked = evidence.asking(own, numbers, rare)
    found = [(other, evidence.pair(asked, Profile.from_bytes(data))) for other, data in rows]
    evidence.rank([one for _, one in found])
    linked = {one.article_id for one in store.links.links(db, number)}
    scores = [(other, join.probability(one)) for other, one in found if other not in linked]
    return sorted(scores, key=lambda pair: -pair[1])


def _result(article: dict[str, Any]) -> Result:
    """What the worker would make of the article as a plain file, with what the bench knows of
    its title, date and outlet."""
    text = article["text"] or article["title"]
    identity = hashlib.sha256(f"{article['id']}\n{text}".encode()).hexdigest()
    document = text_format.read(text, f"stdin:{identity}")
    if not document.blocks:
        document = replace(document, blocks=(Block("paragraph", (Run(text),)),))
    labels = declutter.label(document)
    date = article["date"]
    document = Document(
        document.url,
        article["title"] or headline(document, labels),
        None,
        _moment(date) if date else None,
        article["outlet"],
        article["lang"] or document.language,
        document.blocks,
    )
    payload = Payload(text.encode(), document.url)
    return Result(payload, document, labels, digest.fingerprint(document, labels))


def _moment(date: str) -> datetime:
    moment = datetime.fromisoformat(date)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
