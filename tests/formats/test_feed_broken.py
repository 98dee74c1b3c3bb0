"""A broken feed gives what can be read of it, soon, and says that it was repaired."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reader.core.errors import ReaderError
from reader.core.model import Payload
from reader.formats import feed
from reader.formats.feed_repair import well_formed

URL = "https://harbour.example/feed"
FEED = (
    "<rss><channel><title>Harbour</title>"
    "<item><title>One{}</title><link>https://a.example/1</link><description>first</description>"
    "</item><item><title>Two</title><link>https://a.example/2</link></item></channel></rss>"
)


def read(text):
    return feed.read(Payload(text.encode("utf-8", "surrogatepass"), URL))


def titles(found):
    return [entry.title for entry in found.entries]


@pytest.mark.parametrize(
    ("fault", "title"),
    [
        (" & more", "One & more"),
        ("<br>more", "One more"),
        (" <b>bold", "One bold"),
        ("</b></span>", "One"),
        (" 1 < 2", "One 1 < 2"),
        ("\x0b\x00", "One"),
        ("&#0;&#x1b;", "One"),
        ("<a href=x&y=1 href='2'>!</a>", "One!"),
        ("<p>x<p>y</i>", "One x y"),
        ("<undeclared:x>!</undeclared:x>", "One!"),
        ("</subtitle>", "One"),
    ],
)
def test_a_fault_in_one_entry_costs_no_other(fault, title):
    found = read(FEED.format(fault))
    assert titles(found) == [title, "Two"]
    assert found.entries[1].url == "https://a.example/2"
    assert found.notes == ("its XML is broken and was repaired",)


def test_names_that_mean_no_character_are_text():
    assert titles(read(FEED.format(" &nosuch; x"))) == ["One &nosuch; x", "Two"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Warning: line 3 of cache.php\n", ""),
        ("\n\n\ufeff<?xml version='1.0' encoding='utf-16'?>", ""),
        ("", "<!-- served from the cache --><script>x()</script>"),
        ("", FEED.format(" again")),
    ],
)
def test_rubbish_around_the_feed(before, after):
    assert titles(read(before + FEED.format("") + after)) == ["One", "Two"]


def test_a_feed_cut_short_gives_the_entries_before_the_cut():
    text = FEED.format("")
    for cut in range(text.index("</item>"), len(text)):
        assert titles(read(text[:cut]))[0] == "One"
    assert titles(read(text[: text.index("wo</title>")])) == ["One", "T"]


def test_missing_end_tags():
    text = "<rss><channel><item><title>One<link>https://a.example/1<item><title>Two</channel></rss>"
    found = read(text)
    assert titles(found) == ["One", "Two"]
    assert found.entries[0].url == "https://a.example/1"


def test_unfinished_character_data():
    text = "<rss><channel><item><description><![CDATA[<p>x</description></item></channel></rss>"
    assert "x" in read(text).entries[0].summary


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi",
                                                                    strict=True))
        + "]><rss><channel><title>T</title><item><title>&i;</title></item></channel></rss>",
        ("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>T &x;</title>"
        "<item><description><p>&x;</p></description></item></channel></rss>"),
    ],
    ids=["bomb", "file"],
)  # fmt: skip
def test_entities_neither_explode_nor_read_files(text):
    started = time.process_time()
    found = read(text)
    assert time.process_time() - started < 2
    assert found.title.startswith("T")
    assert "root" not in repr(found)
    assert len(repr(found)) < 3000


def test_a_huge_broken_feed_is_read_in_part_and_says_so():
    text = "<rss><channel><title>T & U</title>" + "<item><br/></item>" * 200_000
    found = read(text)
    assert found.title == "T & U"
    assert "what follows its first 500,000 tags and texts was left out" in found.notes[0]


HOSTILE = {
    "comments": "<rss>" + "<!--" * 100_000 + ">",
    "angles": "<rss>" + "<" * 300_000,
    "tags": "<rss>" + "<a " * 100_000,
    "data": "<rss>" + "<![CDATA[" * 50_000,
    "quotes": "<rss>" + "<a b='" * 50_000 + ">",
    "items": "<rss>" + "<item>" * 50_000,
    "depth": "<rss><item>" + "<b>" * 50_000 + "</p>" * 50_000,
    "crossed": "<rss><p><item>" + "<b>" * 20_000 + "</p>" * 20_000,
    "ampersands": "<rss>" + "&" * 500_000,
    "attributes": "<rss " + "a " * 200_000 + ">",
    "types": "<!DOCTYPE a [" * 50_000 + "<rss>",
    "author": "<rss><item><author>" + "a@b (" * 30_000 + "</author></item></rss>",
    "date": "<rss><item><pubDate>" + "1 " * 100_000 + "</pubDate></item></rss>",
    "links": "<rss><item><description>" + "&lt;a href=x " * 50_000 + "</description></item></rss>",
    "title": "<rss><item><title>" + "&lt;script>" * 100_000 + "</title></item></rss>",
    "json": '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 200_000,
    "numbers": '{"version": "https://jsonfeed.org/version/1", "title": ' + "9" * 100_000 + "}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_answer_in_two_seconds(text):
    started = time.process_time()
    with suppress(ReaderError):
        read(text)
    assert time.process_time() - started < 2


TAGS = st.sampled_from(["rss", "channel", "item", "title", "link", "b", "br", "dc:creator", "x:"])
PIECES = st.one_of(
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    TAGS.map("<{} a=1 b='2' c>".format),
    st.sampled_from(
        ["<![CDATA[", "]]>", "<!--", "-->", "&", "&amp;", "<", ">", '"', "<?", "&#X41;"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=5),
)


@given(st.lists(PIECES, max_size=30))
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_a_feed_it_is_read_or_refused(pieces):
    found = read("<rss>" + "".join(pieces))
    assert all("\x1b" not in (entry.title or "") for entry in found.entries)


@given(st.lists(PIECES, max_size=30))
@settings(max_examples=300, deadline=None)
def test_repaired_text_is_one_element(pieces):
    whole, *_ = well_formed("<rss>" + "".join(pieces).replace("\0", ""))
    parser = etree.XMLParser(recover=True, resolve_entities=False)
    assert etree.fromstring(whole.encode("utf-8", "replace"), parser).tag == "rss"


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    with suppress(ReaderError):
        assert feed.read(Payload(data, URL)).url == URL
