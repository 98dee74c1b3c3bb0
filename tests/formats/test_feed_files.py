"""The files that feeds give with their entries, as lines with a link."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.feeds import Enclosure, Entry
from reader.core.model import Payload
from reader.formats import feed, feed_files, feed_media

NAMESPACES = (
    "xmlns:media='http://search.yahoo.com/mrss/' "
    "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
    "xmlns:podcast='https://podcastindex.org/namespace/1.0'"
)
PODCAST = """<enclosure url="/e1.mp3" length="60123456" type="audio/mpeg"/>
<itunes:duration>1:02:03</itunes:duration>
<podcast:transcript url="/t.vtt" type="text/vtt"/><podcast:transcript type="text/html"/>
<podcast:chapters url="/c.json" type="application/json+chapters"/>"""
MEDIA = """<media:group><media:content url="/film.mp4" type="video/mp4" duration="95.5">
<media:title>The ice breaks</media:title></media:content></media:group>
<media:content url="/quay.jpg?width=140" medium="image"><media:title>no</media:title>
<media:description>The &lt;b&gt;quay&lt;/b&gt; at dusk</media:description>
<media:credit>Ada Quay</media:credit></media:content>
<media:content url="/quay.jpg?width=900" medium="image">
<media:description>The quay at dusk</media:description></media:content>"""


GROUP = """<media:group><media:title>Dusk</media:title>
<media:description>Boats at dusk</media:description><media:credit>Ada Quay</media:credit>
<media:content url="/1.jpg" medium="image"/>
<media:content url="/2.jpg" medium="image"><media:credit>Bo Mole</media:credit>
<media:description>The mole</media:description></media:content>
<media:content url="/3.mp4" type="video/mp4"/></media:group>
<media:content url="/4.jpg" medium="image"/>"""


def lines(text, url="https://quay.example/feed"):
    (entry,) = feed.read(Payload(text.encode(), url)).entries
    return [(block.text, block.file) for block in feed_files.blocks(entry)]


def rss(item):
    return f"<rss version='2.0' {NAMESPACES}><channel><item>{item}</item></channel></rss>"


def test_a_podcast_has_its_sound_its_transcript_and_its_chapters():
    assert lines(rss(PODCAST)) == [
        ("Audio · mp3 · 1 h 2 min · 57 MB", "https://quay.example/e1.mp3"),
        ("Transcript · vtt", "https://quay.example/t.vtt"),
        ("Chapters · json", "https://quay.example/c.json"),
    ]


def test_films_and_pictures_say_what_they_show_and_one_of_several_sizes_is_named():
    assert lines(rss(MEDIA)) == [
        ("Video: The ice breaks · mp4 · 2 min", "https://quay.example/film.mp4"),
        ("Picture: The quay at dusk (Ada Quay) · jpg", "https://quay.example/quay.jpg?width=140"),
    ]


def test_attachments_of_a_json_feed():
    item = {
        "id": "1",
        "attachments": [
            {"url": "https://quay.example/1.m4a", "mime_type": "audio/x-m4a", "title": "Ice",
             "size_in_bytes": 1500, "duration_in_seconds": 42.5},
            {"url": "https://quay.example/1", "mime_type": "application/pdf", "size_in_bytes": -1},
            {"url": "javascript:alert(1)"},
        ],
    }  # fmt: skip
    said = {"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": [item]}
    assert lines(json.dumps(said)) == [
        ("Audio: Ice · m4a · 42 s · 1 KB", "https://quay.example/1.m4a"),
        ("File · pdf", "https://quay.example/1"),
    ]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1:02:03", 3723), ("62:03", 3723), (" 3723 ", 3723), ("12.75", 12), ("0", None),
     ("", None), (None, None), ("an hour", None), ("1:2:3:4", None), ("-5", None)],
)  # fmt: skip
def test_durations(text, seconds):
    assert feed_media.seconds(text) == seconds


@given(st.text(), st.none() | st.text(), st.none() | st.text(), st.none() | st.integers(0, 10**15))
def test_any_file_gives_a_line_or_none(end, media_type, title, number):
    one = Enclosure(f"https://a.example/{end}", media_type, number, number, title)
    (block,) = feed_files.blocks(Entry(None, None, None, enclosures=(one,)))
    assert block.text
    odd = Enclosure(f"file:///{end}", media_type)
    assert feed_files.blocks(Entry(None, None, None, enclosures=(odd,))) == ()


def test_what_a_group_says_is_said_of_its_files_that_say_nothing():
    assert [line for line, _ in lines(rss(GROUP))] == [
        "Picture: Boats at dusk (Ada Quay) · jpg",
        "Picture: The mole (Bo Mole) · jpg",
        "Video: Dusk (Ada Quay) · mp4",
        "Picture · jpg",
    ]
