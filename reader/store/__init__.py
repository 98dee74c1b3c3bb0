"""The only SQL: one module a noun, plain functions over an open `Database`."""

from reader.store import (
    articles,
    entries,
    feeds,
    handed,
    journal,
    links,
    naming,
    repetition,
    rules,
    search,
    stories,
    versions,
)
from reader.store.articles import Entry, Known
from reader.store.database import Database, connect, revision, transaction

__all__ = [
    "Database",
    "Entry",
    "Known",
    "articles",
    "connect",
    "entries",
    "feeds",
    "handed",
    "journal",
    "links",
    "naming",
    "repetition",
    "revision",
    "rules",
    "search",
    "stories",
    "transaction",
    "versions",
]
