"""Articles as the store gets them, made without any parsing."""

from datetime import UTC, datetime

from reader import store
from reader.core.model import Block, Document, Label, Payload, Run

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def entry(name="heron", body="A heron stood on the roof.", published=None, site=None, at=NOON):
    blocks = (
        Block("heading", (Run(name.title()),), 1),
        Block("paragraph", (Run(body), Run("more", "https://x.example/", "em"))),
        Block("item", (Run("Sign up"),), 2, "3."),
    )
    labels = (
        Label("title", "the headline", 1.0),
        Label("article", "a paragraph of the story", 0.9),
        Label("newsletter", "sign-up words", 0.8),
    )
    document = Document(f"file:///{name}", name.title(), None, published, site, "en", blocks)
    return store.Entry(
        payload=Payload(name.encode(), f"file:///{name}", "text/plain"),
        document=document, labels=labels, title=name.title(), body=body, words=6,
        digest=f"text-{body}", raw_digest=f"raw-{name}", labeller=1, fetched_at=at,
    )  # fmt: skip


def add(db, item):
    with store.transaction(db):
        article_id = store.articles.add(db, item)
        store.search.index(db, article_id, item.title, item.body)
    return article_id


def change(db, field, ids, value, what="did it"):
    with store.transaction(db):
        return store.journal.change(db, field, ids, value=value, what=what, at=NOON)
