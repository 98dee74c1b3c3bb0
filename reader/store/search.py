"""Full-text search over what a reader sees: titles and shown text, and outlets by their names.

All words must be there; "quoted words" as a phrase; a word that ends in * as a beginning.
FTS5's unicode61 tokenizer takes a run of Chinese, Japanese or Thai as one word, so the index
gets such characters one by one and a query's run of them becomes a phrase.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import combining, normalize

from reader.core.model import Query
from reader.core.text import words
from reader.store import naming
from reader.store.articles import of_feeds
from reader.store.database import Database
from reader.store.parts import parts

NEWEST: Final = 2000
"""Interactive search ranks among this many newest hits: 6 ms at 100,000 articles, where all
hits of a common word take 156 (measured on 100,000 articles of 400 words)."""
OUTLETS: Final = 100_000
"""It looks for outlets among so many newest articles: 4 ms at 10,000, 40 at 100,000, and
twice that where it finds thousands."""
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_PART: Final = re.compile(r'"([^"]*)"?|(\S+)')


def index(db: Database, article_id: int, title: str, body: str) -> None:
    """Put an article's shown text into the index, in place of what was there."""
    old = db.execute("SELECT title, body FROM shown WHERE article_id = ?", (article_id,)).fetchone()
    if old:
        db.execute(
            "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)",
            (article_id, _spaced(old[0]), _spaced(old[1])),
        )
    db.execute("INSERT OR REPLACE INTO shown VALUES (?, ?, ?)", (article_id, title, body))
    db.execute(
        "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
        (article_id, _spaced(title), _spaced(body)),
    )


def ids(db: Database, query: Query, *, newest: int | None = NEWEST) -> array[int]:
    """The ids of the articles that match `query.text`, best first by bm25 (a title word
    counts four times), ranked among the `newest` hits, or all where that is None; then the others
    of outlets with all the words in their names, newest first."""
    match = expression(query.text)
    if not match:
        return array("q")
    state = " AND NOT s.read" * query.unread + " AND s.starred" * query.starred
    state += of_feeds(query, "r.rowid")
    within = "" if newest is None else " ORDER BY rowid DESC LIMIT :newest"
    rows = db.execute(
        f"""SELECT r.rowid FROM
        (SELECT rowid, bm25(search, 4.0, 1.0) AS rank FROM search
         WHERE search MATCH :match{within}) r
        JOIN statuses s ON s.article_id = r.rowid
        WHERE NOT s.removed{state} ORDER BY r.rank, r.rowid DESC""",
        {"match": match, "newest": newest},
    )
    found = array("q", (row[0] for row in rows))
    known = set(found)
    found.extend(one for one in _by_outlet(db, query, newest=newest) if one not in known)
    return found


def _by_outlet(db: Database, query: Query, *, newest: int | None) -> Iterator[int]:
    """The articles of the outlets that the query names, by their own names or those that the
    person gave them, newest first."""
    asked = [
        (token, word.endswith("*"))
        for phrase, word in _PART.findall(query.text)
        for token in _folded(phrase or word)
    ]
    within = "" if newest is None else f" ORDER BY id DESC LIMIT {OUTLETS}"
    articles = f"(SELECT id, site, sorted_at FROM articles{within})"
    sites = db.execute(f"SELECT DISTINCT site FROM {articles} WHERE site IS NOT NULL").fetchall()
    state = " AND NOT s.read" * query.unread + " AND s.starred" * query.starred
    state += of_feeds(query, "a.id")
    named = [
        (f"a.site IN ({marks})", part)
        for part, marks in parts([site for (site,) in sites if _named(site, asked)])
    ]
    named += [
        (f"a.site = ?{of_feeds(Query(feeds=(feed_id,)), 'a.id')}", [title])
        for feed_id, (title, name) in naming.renamed(db).items()
        if _named(name, asked)
    ]
    found: set[tuple[int, int]] = set()
    for which, values in named:
        found.update(
            db.execute(
                f"""SELECT a.sorted_at, a.id FROM {articles} a
                CROSS JOIN statuses s ON s.article_id = a.id
                WHERE {which} AND NOT s.removed{state} ORDER BY a.id DESC LIMIT ?""",
                (*values, -1 if newest is None else newest),
            )
        )
    return (article_id for _, article_id in sorted(found, reverse=True))


def _named(site: str, asked: Sequence[tuple[str, bool]]) -> bool:
    """Whether an outlet's name has all these words, or beginnings of words."""
    name = _folded(site)
    return bool(asked) and all(
        any(word.startswith(one) if beginning else word == one for word in name)
        for one, beginning in asked
    )


def _folded(text: str) -> list[str]:
    """The words of `text` as the index has them: in lower case, without diacritics."""
    bare = normalize("NFKD", text.lower())
    return words("".join(character for character in bare if not combining(character)))


def expression(text: str) -> str:
    """A person's words as an FTS5 expression; empty where there is no word. Whatever is
    typed, the result is valid: every part is quoted."""
    parts: list[str] = []
    for phrase, word in _PART.findall(text):
        tokens = words(phrase or word)
        if tokens:
            star = "*" if word.endswith("*") else ""
            parts.append('"' + " ".join(tokens) + '"' + star)
    return " ".join(parts)


def _spaced(text: str) -> str:
    """`text` with every character of a script without spaces standing alone."""
    return text if text.isascii() else _UNSPACED.sub(lambda found: f" {found.group()} ", text)
