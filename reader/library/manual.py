"""The manual: Markdown pages that come with the program, shown by F1 and by `help`."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from typing import Final

from reader.core.errors import UsageError
from reader.core.model import Article, Label
from reader.core.when import now

PAGES: Final = (
    "start",
    "keys",
    "reader-mode",
    "corrections",
    "front-page",
    "stories",
    "feeds",
    "formats",
    "files",
)
"""The pages, in the order they are read."""


def topics() -> dict[str, str]:
    """Each page's name and title, in reading order."""
    return {page: text(page).partition("\n")[0].lstrip("# ") for page in PAGES}


def text(topic: str) -> str:
    """A page as Markdown. Raises UsageError for a topic that is none."""
    if topic not in PAGES:
        raise UsageError(f"the manual has no page {topic!r}", f"pages: {', '.join(PAGES)}")
    return (resources.files("reader.manual") / f"{topic}.md").read_text("utf-8")


def pages() -> dict[str, Article]:
    """Every page as an article that the reader pane can show. The texts are our own, so they
    need no worker."""
    from reader.formats import html, markdown  # noqa: PLC0415 -- lxml only when F1 is pressed

    title, label = (Label(kind, "a page of the manual", 1.0) for kind in ("title", "article"))
    found = {}
    for topic, name in topics().items():
        page = markdown.read(text(topic), f"manual:{topic}")
        document = replace(html.read(page.text, ""), title=name, site="newsreader")
        labels = (title, *(label,) * (len(document.blocks) - 1))
        found[topic] = Article(0, 1, document, labels, now())
    return found
