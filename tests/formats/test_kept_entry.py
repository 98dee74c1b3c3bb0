"""An entry as the raw source of its article, alone and with its page."""

import json
from datetime import UTC, datetime

import pytest

from reader.core.errors import FormatError
from reader.core.feed_codec import ENTRY_TYPE
from reader.core.feeds import Entry, FeedDocument
from reader.core.model import Document, Payload
from reader.formats import kept_entry
from reader.library import digest

FEED = FeedDocument("https://quay.example/feed", "The Quay", None, None, "en", ())
WHEN = datetime(2026, 2, 5, 8, tzinfo=UTC)
ENTRY = Entry("1", "https://quay.example/9", "Nine boats", "Ada Quay", WHEN, content="<p>Nine.</p>")
PAGE = Payload(
    "<h1>Nine</h1><p>Nine boats in Ærø</p>".encode("latin-1"), "https://quay.example/9", "text/html"
)


def test_what_is_packed_comes_back_byte_for_byte():
    for page in (None, PAGE):
        kept = kept_entry.unpack(kept_entry.pack("https://quay.example/9", ENTRY, FEED, page))
        assert kept == (ENTRY, FEED, page)


def test_an_entry_is_read_alone_or_with_its_page():
    alone = digest.digest(kept_entry.pack(ENTRY.url, ENTRY, FEED)).document
    assert [block.text for block in alone.blocks] == ["Nine."]
    whole = digest.digest(kept_entry.pack(ENTRY.url, ENTRY, FEED, PAGE)).document
    assert "Nine boats in Ærø" in [block.text for block in whole.blocks]
    assert (whole.title, whole.byline, whole.published) == ("Nine boats", "Ada Quay", WHEN)
    assert whole.site == "The Quay"


def test_a_page_that_names_its_site_keeps_the_name():
    page = Document("https://quay.example/9", "x", None, None, "Quay and Mole", "en", ())
    assert kept_entry.merged(page, kept_entry.Kept(ENTRY, FEED, None)).site == "Quay and Mole"


@pytest.mark.parametrize(
    "said",
    [b"", b"[]", b"{}", b"\xff", b'{"entry": 1, "feed": {}}', b"[" * 100_000,
     b'{"entry": {}, "feed": {"url": "u", "title": 1, "language": null}, "page": {"data": 1}}'],
)  # fmt: skip
def test_what_only_claims_to_be_an_entry_is_refused(said):
    with pytest.raises(FormatError, match="is a damaged entry of a feed"):
        kept_entry.unpack(Payload(said, "https://quay.example/9", ENTRY_TYPE))


def test_what_claims_to_be_an_entry_is_cleaned():
    said = {
        "entry": {
            "title": "a\x1b[31mb",
            "content": "<p>c\x1b]0;d\x07</p>",
            "categories": ["\x9be"],
        },
        "feed": {"url": "u", "title": "f\x1bg", "language": None},
    }
    kept = kept_entry.unpack(
        Payload(json.dumps(said).encode(), "https://quay.example/9", ENTRY_TYPE)
    )
    texts = (kept.entry.title, kept.entry.content, kept.feed.title, *kept.entry.categories)
    assert not set("\x1b\x9b\x07") & set("".join(texts))
