"""Feeds in every dialect give the same fields, and what one says it says in full."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest

from reader.core.errors import FormatError, ReaderError
from reader.core.model import Payload
from reader.formats import feed

URL = "https://harbour.example/feeds/news.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"
  xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.w3.org/2005/Atom"
  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
  xmlns:it="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:m="http://search.yahoo.com/mrss/">
<channel>
<title>Harbour &amp;amp; Quay</title><link>https://harbour.example/</link>
<description>Boats, &lt;b&gt;mostly&lt;/b&gt;</description><language>en_GB</language>
<ttl>90</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours>
<skipDays><day>Sunday</day></skipDays>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
<a:link rel="self" href="/feeds/news.xml"/><a:link rel="hub" href="https://hub.example/"/>
<a:link rel="next" href="?page=2"/>
<it:new-feed-url>https://harbour.example/new.xml</it:new-feed-url>
<image><url>/logo.png</url><title>Logo</title><link>https://other.example/</link></image>
<item>
<title>Nine boats &lt;i&gt;leave&lt;/i&gt;, List&lt;String&gt; stays</title>
<link>/2026/nine-boats?a=1&amp;b=2</link>
<guid isPermaLink="false"> harbour-9 </guid>
<pubDate>Thu, 05 Feb 2026 08:00:00 +0100</pubDate>
<d:creator>Ada Quay</d:creator><d:creator>Ben Mole</d:creator>
<category>Boats</category><category>Boats</category><d:subject>Ports</d:subject>
<comments>https://harbour.example/9#comments</comments>
<description>Nine boats left.</description>
<c:encoded><![CDATA[<p>Nine boats <a href="more">left</a> <img src='/b.png'></p>]]></c:encoded>
<enclosure url="https://harbour.example/9.mp3" type="audio/mpeg" length="1234"/>
<m:group><m:content url="/9.mp4" type="video/mp4"/><m:thumbnail url="/9.jpg"/></m:group>
</item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://kai.example/x/">
<title type="html">Kai &amp;amp; Mole</title><subtitle>Alles vom Hafen</subtitle>
<link href="/"/><link rel="self" href="feed.atom"/><updated>2026-02-05T10:00:00Z</updated>
<author><name>Die Redaktion</name></author>
<entry xml:base="2026/"><id>urn:kai:1</id><title>1 &lt; 2 Boote</title>
<link rel="alternate" type="application/pdf" href="a.pdf"/>
<link rel="alternate" type="text/html" href="a.html"/>
<link rel="enclosure" href="a.mp3" type="audio/mpeg" length="7"/><link rel="replies" href="a#c"/>
<published>2026-02-04T23:30:00-01:00</published><updated>2026-02-05T09:00:00Z</updated>
<summary>Kurz &amp; gut</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Zwei <b>Boote</b>
<a href="b.html">hier</a></p></div></content><category term="b" label="Boote"/></entry>
<entry><id>urn:kai:2</id><title>Text</title><link href="c.html"/>
<updated>2026-02-03T09:00:00Z</updated><content>Erster Absatz

a &lt; b</content></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://mole.example/"><title>Mole</title><link>https://mole.example/</link>
<description>d</description><dc:language>fr</dc:language></channel>
<item rdf:about="https://mole.example/1"><title>Un</title><link>https://mole.example/1</link>
<description>Court</description><dc:date>2026-02-05</dc:date></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Quay notes",
    "home_page_url": "https://quay.example/",
    "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
    "authors": [{"name": "Cleo Pier"}],
    "items": [
        {"id": 7, "url": "/7", "content_html": "<a href='x'>x</a>", "tags": ["a", "a", 3],
         "date_published": "2026-02-05T08:00:00+01:00",
         "attachments": [{"url": "/7.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5}]},
        {"id": "https://quay.example/8", "content_text": "One\n\nTwo < three", "title": None,
         "author": {"name": "Dan"}},
        "not an item",
    ],
}  # fmt: skip


def read(text, url=URL, media_type=None):
    data = text if isinstance(text, bytes) else text.encode()
    return feed.read(Payload(data, url, media_type))


def item(inside, head=""):
    return read(f"<rss><channel>{head}<item>{inside}</item></channel></rss>").entries[0]


def test_rss_with_all_its_modules():
    found = read(RSS)
    assert (found.title, found.link) == ("Harbour & Quay", "https://harbour.example/")
    assert (found.description, found.language) == ("Boats, mostly", "en-gb")
    assert found.self_url == URL
    assert found.hub == "https://hub.example/"
    assert found.next_url == "https://harbour.example/feeds/news.xml?page=2"
    assert found.moved_to == "https://harbour.example/new.xml"
    assert found.image == "https://harbour.example/logo.png"
    assert found.notes == ()
    assert found.hints.ttl == timedelta(minutes=90)
    assert found.hints.period == timedelta(hours=12)
    assert (found.hints.skip_hours, found.hints.skip_days) == ((0, 3), (6,))
    (entry,) = found.entries
    assert (entry.id, entry.url) == ("harbour-9", "https://harbour.example/2026/nine-boats?a=1&b=2")
    assert entry.title == "Nine boats leave, List<String> stays"
    assert entry.byline == "Ada Quay, Ben Mole"
    assert entry.published == datetime(2026, 2, 5, 7, tzinfo=UTC)
    assert entry.categories == ("Boats", "Ports")
    assert entry.comments == "https://harbour.example/9#comments"
    assert entry.summary == "Nine boats left."
    assert 'href="https://harbour.example/more"' in entry.content
    assert 'src="https://harbour.example/b.png"' in entry.content
    assert [(file.url, file.media_type, file.length) for file in entry.enclosures] == [
        ("https://harbour.example/9.mp3", "audio/mpeg", 1234),
        ("https://harbour.example/9.mp4", "video/mp4", None),
    ]
    assert entry.image == "https://harbour.example/9.jpg"


def test_atom_with_bases_within_bases():
    found = read(ATOM, "https://elsewhere.example/")
    assert (found.title, found.description) == ("Kai & Mole", "Alles vom Hafen")
    assert (found.link, found.self_url) == (
        "https://kai.example/",
        "https://kai.example/x/feed.atom",
    )
    one, two = found.entries
    assert one.url == "https://kai.example/x/2026/a.html"
    assert (one.title, one.byline) == ("1 < 2 Boote", "Die Redaktion")
    assert one.published == datetime(2026, 2, 5, 0, 30, tzinfo=UTC)
    assert one.updated == datetime(2026, 2, 5, 9, tzinfo=UTC)
    assert 'href="https://kai.example/x/2026/b.html"' in one.content
    assert "xmlns" not in one.content
    assert one.summary == "<p>Kurz &amp; gut</p>"
    assert (one.enclosures[0].url, one.enclosures[0].length) == (
        "https://kai.example/x/2026/a.mp3", 7,
    )  # fmt: skip
    assert (one.categories, one.comments) == (("Boote",), "https://kai.example/x/2026/a#c")
    assert two.published == two.updated == datetime(2026, 2, 3, 9, tzinfo=UTC)
    assert (two.content, two.media_type) == (
        "<p>Erster Absatz</p><p>a &lt; b</p>", "text/plain",
    )  # fmt: skip


def test_rdf_keeps_its_items_beside_the_channel():
    found = read(RDF)
    (entry,) = found.entries
    assert (found.title, found.language) == ("Mole", "fr")
    assert (entry.id, entry.url, entry.title) == (
        "https://mole.example/1", "https://mole.example/1", "Un",
    )  # fmt: skip
    assert entry.published == entry.updated == datetime(2026, 2, 5, tzinfo=UTC)


def test_json_feed_with_values_of_the_wrong_type():
    found = read(json.dumps(JSON))
    one, two = found.entries
    assert (found.title, found.link, found.hub) == (
        "Quay notes", "https://quay.example/", "https://hub.example/",
    )  # fmt: skip
    assert (one.id, one.url, one.byline) == ("7", "https://quay.example/7", "Cleo Pier")
    assert one.content == '<a href="https://quay.example/x">x</a>'
    assert (one.categories, one.enclosures[0].length) == (("a",), 5)
    assert (two.url, two.byline, two.title) == ("https://quay.example/8", "Dan", None)
    assert two.content == "<p>One</p><p>Two &lt; three</p>"


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ("<author>ada@quay.example (Ada Quay)</author>", "Ada Quay"),
        ("<author>Ada Quay &lt;ada@quay.example&gt;</author>", "Ada Quay"),
        ("<author>ada@quay.example</author>", "ada@quay.example"),
        ("<author><name>Ada</name><email>a@b.example</email></author>", "Ada"),
        ("<dc:creator>Ada</dc:creator><dc:creator>Ada</dc:creator>", "Ada"),
        ("<itunes:author>The Mole</itunes:author>", "The Mole"),
        ("<author> </author>", None),
    ],
)
def test_authors_are_names(markup, byline):
    assert item(markup).byline == byline


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("<link>\n https://a.example/1\n</link>", "https://a.example/1"),
        ("<guid>https://a.example/2</guid>", "https://a.example/2"),
        ("<guid isPermaLink='false'>https://a.example/2</guid>", None),
        ("<link>javascript:alert(1)</link><guid>x</guid>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<atom:link href='https://a.example/3'/>", "https://a.example/3"),
        (("<link>https://count.example/x</link><feedburner:origLink>https://a.example/4"
         "</feedburner:origLink>"), "https://a.example/4"),
        ("<link>story/5</link>", "https://harbour.example/feeds/story/5"),
    ],
)  # fmt: skip
def test_links_lead_to_the_web_or_nowhere(markup, url):
    assert item(markup).url == url


def test_relative_links_of_rss_are_its_sites():
    entry = item("<link>story/5</link>", "<link>https://site.example/news/</link>")
    assert entry.url == "https://site.example/news/story/5"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-15", "koi8-r", "shift_jis"])
def test_encodings(encoding):
    word = {"koi8-r": "Гавань", "shift_jis": "港の船"}.get(encoding, "Hafenmöwe")
    text = f"<?xml version='1.0' encoding='{encoding}'?><rss><channel><title>{word}</title>"
    assert read((text + "</channel></rss>").encode(encoding)).title == word


def test_a_gzipped_feed_is_the_feed():
    assert read(gzip.compress(RSS.encode())) == read(RSS)


def test_names_of_characters_are_htmls():
    found = read("<!DOCTYPE rss SYSTEM 'http://x.example/rss.dtd'><rss><channel><title>caf&eacute;"
                 "&nbsp;&#150; &#x93;a&#x94;</title></channel></rss>")  # fmt: skip
    assert found.title == "café – “a”"
    assert found.notes == ()


def test_a_strangers_title_is_not_the_feeds():
    text = "<rss xmlns:x='urn:x'><channel><x:title>No</x:title><title>Yes</title></channel></rss>"
    assert read(text).title == "Yes"


@pytest.mark.parametrize(
    "text",
    ["", "  ", "Just a note.", "<html><body><p>x</p></body></html>", "{}", "[1]",
     '{"version": "https://jsonfeed.org/version/1", '],
)  # fmt: skip
def test_what_is_no_feed_says_so_with_its_address(text):
    with pytest.raises(FormatError) as error:
        read(text)
    assert URL in str(error.value)


def test_the_first_ten_thousand_entries_and_a_note():
    many = "<item><title>x</title></item>" * 10_002
    found = read(f"<rss><channel>{many}</channel></rss>")
    assert len(found.entries) == 10_000
    assert found.notes == ("2 entries after the first 10,000 were left out",)


def test_every_string_is_clean():
    esc = "T\x9b2J\u202ex\u200b"
    text = RSS.replace("Nine boats", esc).replace("Ada Quay", esc).replace("Boats", esc)
    found = read(text)
    assert "\x9b" not in repr(found)
    assert "\\x9b" not in repr(found)
    assert "\\u202e" not in repr(found)
    entry = read(json.dumps(JSON | {"title": "\x1b[31mred"})).title
    assert entry == "red"


def test_errors_are_ours():
    with pytest.raises(ReaderError):
        read(b"\x1f\x8b\x08\x00" + b"\xff" * 40)


def test_a_page_is_no_feed_whatever_words_it_holds():
    page = (
        "<html><head><title>x</title></head><body><p>x</p><channel>x</channel><rss></body></html>"
    )
    with pytest.raises(FormatError, match=r"is not a feed \(it is a web page\)"):
        read(page)


def test_atoms_content_elsewhere_is_a_file_or_the_story():
    text = ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="audio/mpeg" '
            'src="https://a.example/1.mp3"/></entry><entry><content type="text/html" '
            'src="https://a.example/2"/></entry></feed>')  # fmt: skip
    one, two = read(text).entries
    assert one.enclosures[0].url == "https://a.example/1.mp3"
    assert (two.url, two.enclosures) == ("https://a.example/2", ())


def test_a_list_of_feeds_is_no_feed():
    with pytest.raises(FormatError, match="is a list of feeds, not a feed"):
        read("<opml><body><outline xmlUrl='https://a.example/'/></body></opml>")
