"""What outlets are called: a feed that the person renamed gives its articles their outlet's name,
where that is the name the feed has itself.

Looked up whenever articles are read, and nowhere written: linking and the count of outlets go by
the name that an article came with, and a name that is taken back was never anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from reader.store.database import Database
from reader.store.parts import parts

_NAMED = """SELECT id, title, settings FROM feeds
    WHERE NOT removed AND title IS NOT NULL AND settings LIKE '%"name":%'"""


def renamed(db: Database) -> dict[int, tuple[str, str]]:
    """Of each feed that the person renamed: the name that it has itself, and that one."""
    said = ((row[0], row[1], json.loads(row[2]).get("name")) for row in db.execute(_NAMED))
    return {feed_id: (title, name) for feed_id, title, name in said if name}


def names(db: Database, sites: Mapping[int, str | None]) -> dict[int, str]:
    """The names that the person gave to the outlets of these articles, of which `sites` are those
    they came with; nothing of an article for which none was given."""
    given = renamed(db)
    found: dict[int, str] = {}
    if not given:
        return found
    feeds = ",".join(map(str, given))
    for part, marks in parts([*sites]):
        rows = db.execute(
            f"""SELECT article_id, feed_id FROM feed_articles
            WHERE article_id IN ({marks}) AND feed_id IN ({feeds}) ORDER BY feed_id DESC""",
            part,
        )
        for article_id, feed_id in rows:
            title, name = given[feed_id]
            if sites[article_id] == title:
                found[article_id] = name
    return found
