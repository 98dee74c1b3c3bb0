"""An entry as an article, and why it may not be the whole of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.core.feeds import Entry, FeedDocument
from reader.formats.feed_entry import document, truncated

WHOLE = "The harbour office counted nineteen boats on Friday, and the mole was closed. " * 20
FEED = FeedDocument(
    "https://quay.example/feed", "The Quay", "https://quay.example/", None, "en", ()
)
WHEN = datetime(2026, 2, 5, 8, tzinfo=UTC)


def entry(content=None, summary=None):
    return Entry("1", "https://quay.example/9", "Nine boats", content=content, summary=summary)


def test_an_entry_is_read_as_a_page_with_what_it_says_of_itself():
    one = Entry(
        "1", "https://quay.example/9", "Nine boats", "Ada Quay", WHEN, None,
        f"<h2>Friday</h2><p>{WHOLE}</p><ul><li><a href='https://a.example/'>one</a></li></ul>",
        "Short", categories=("Boats", "Sea"), image="https://quay.example/9.jpg",
    )  # fmt: skip
    found = document(one, FEED)
    assert (found.url, found.title, found.byline) == (one.url, "Nine boats", "Ada Quay")
    assert (found.published, found.modified) == (WHEN, None)
    assert (found.site, found.language, found.section) == ("The Quay", "en", "Boats")
    assert found.image == one.image
    assert [block.shape for block in found.blocks] == ["heading", "paragraph", "item"]
    assert found.blocks[2].runs[0].href == "https://a.example/"
    assert "Short" not in repr(found.blocks)


def test_without_a_content_the_summary_is_read_and_without_both_nothing():
    assert document(entry(summary="Nine &amp; ten"), FEED).blocks[0].text == "Nine & ten"
    assert document(entry(), FEED).blocks == ()


@pytest.mark.parametrize(
    ("content", "summary", "reason"),
    [
        (None, None, "it holds no text"),
        ("<p><img src='x'></p>", None, "it holds no text"),
        (f"{WHOLE} and then […]", None, "its text ends in “[…]”"),
        (f"<p>{WHOLE} and [&#8230;]</p>", None, "its text ends in “[…]”"),
        (f"{WHOLE} and so...", None, "its text ends in “...”"),
        (f"<p>{WHOLE} and …</p><p>The post Nine boats appeared first on The Quay.</p>", None,
         "its text ends in “…”"),
        (f"<p>{WHOLE}</p><a>Continue reading <span>Nine boats</span> →</a>", None,
         "its text ends in “Continue reading”"),
        (f"{WHOLE}<p><a>Weiterlesen</a></p>", None, "its text ends in “Weiterlesen”"),
        (f"{WHOLE} Lire la suite", None, "its text ends in “Lire la suite”"),
        (f"{WHOLE} Читать далее »", None, "its text ends in “Читать далее”"),
        ("港は静かだ。続きを読む", None, "its text ends in “続きを読む”"),
        (f"{WHOLE} <a>More</a>", None, "its text ends in “More”"),
        (None, "Nine boats left.", "the feed gives a summary of 3 words, no content"),
        ("Nine boats left.", "Nine boats left.", "its content is its summary, 3 words"),
    ],
)  # fmt: skip
def test_what_speaks_for_a_cut(content, summary, reason):
    assert truncated(entry(content, summary)) == reason


@pytest.mark.parametrize(
    ("content", "summary"),
    [
        (WHOLE, None),
        (None, WHOLE),
        (f"{WHOLE} There was nothing more", None),
        (f"{WHOLE} She could not read on.", None),
        (f"<p>{WHOLE}</p><p>The post Nine boats appeared first on The Quay.</p>", None),
        ("A short note, and whole.", None),
        ("A short note, and whole.", "A note"),
        (f"Wait… {WHOLE}", None),
    ],
)
def test_what_does_not(content, summary):
    assert truncated(entry(content, summary)) is None
