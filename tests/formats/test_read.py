"""What bytes are is seen by looking at them."""

import gzip
import time
from datetime import UTC, datetime

import pytest

from reader.core.errors import FormatError, ReaderError, TooComplexError
from reader.core.model import Payload
from reader.formats import sniff
from reader.formats.read import parse, unpack_payload

PARAGRAPH = "The heron stood on the roof of the town hall and looked at the market below. " * 3
HTML = f"<!doctype html><html><body><h1>Heron</h1><p>{PARAGRAPH}</p></body></html>"
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://outlet.example/heron\r\n"
    "Subject: Heron\r\nDate: Thu, 12 Nov 2026 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
    "----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://outlet.example/heron\r\n\r\n"
    f"<html><body><h1>Heron</h1><p>Caf=C3=A9. {PARAGRAPH}</p></body></html>\r\n----b--\r\n"
)
MAIL = (
    "From: Marsh Letter <letter@marsh.example>\r\nTo: you@mail.example\r\n"
    "Subject: =?utf-8?q?The_geese_are_early_=E2=80=93_again?=\r\n"
    "Date: Thu, 19 Nov 2026 06:30:00 +0100\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
    f"--b\r\nContent-Type: text/plain\r\n\r\nPlain. {PARAGRAPH}\r\n"
    f"--b\r\nContent-Type: text/html\r\n\r\n<p>Rich. {PARAGRAPH}</p>\r\n--b--\r\n"
)
NOTE = (
    "---\ntitle: Herons\ndate: 2026-11-05\nauthor: O. Mills\n---\n\n"
    f"# Herons\n\n- one\n  - two\n\n{PARAGRAPH}\n"
)


def source(data, name="file:///x/article", media_type=None):
    return unpack_payload(Payload(data, name, media_type))


def texts(data, name="file:///x/article", media_type=None):
    return [block.text for block in parse(source(data, name, media_type)).blocks]


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (HTML.encode(), "file:///a", "html"),
        (HTML.encode(), "file:///a.txt", "html"),
        (b"<?xml version='1.0' encoding='utf-8'?>\n" + HTML.encode(), "file:///a", "html"),
        (f"<div><p>{PARAGRAPH}</p><p>x</p></div>".encode(), "file:///a", "html"),
        (PARAGRAPH.encode(), "file:///a.html", "text"),
        (b"5 < 6 and <b>not a page</b>. " + PARAGRAPH.encode(), "file:///a.txt", "text"),
        (NOTE.encode(), "file:///a", "markdown"),
        (PARAGRAPH.encode(), "file:///a.md", "markdown"),
        (PARAGRAPH.encode(), "file:///a", "text"),
    ],
)
def test_content_decides_not_the_name_alone(data, name, form):
    assert source(data, name).form == form


def test_gzip_of_anything_is_the_same_as_the_thing():
    assert texts(gzip.compress(HTML.encode())) == texts(HTML.encode())
    assert texts(gzip.compress(gzip.compress(MAIL.encode()))) == texts(MAIL.encode())


def test_a_gzip_bomb_is_too_complex():
    with pytest.raises(TooComplexError, match="more than 15 MB"):
        source(gzip.compress(b"a" * (16 * 1024 * 1024)))


def test_a_truncated_gzip_gives_what_is_there_and_a_damaged_one_says_so():
    whole = gzip.compress("\n".join(f"{n} {PARAGRAPH}" for n in range(400)).encode())
    assert texts(whole[: len(whole) // 2])
    with pytest.raises(FormatError, match="damaged"):
        source(b"\x1f\x8b\x08\x00" + b"\xff" * 40)


def test_an_archive_is_its_page_with_the_address_it_was_saved_from():
    document = parse(source(MHTML.encode()))
    assert document.url == "https://outlet.example/heron"
    assert document.published is None
    assert any("Café." in block.text for block in document.blocks)


def test_a_mail_is_its_html_part_with_its_head():
    document = parse(source(MAIL.encode()))
    assert document.title == "The geese are early – again"
    assert document.byline == "Marsh Letter"
    assert document.site == "marsh.example"
    assert document.published.astimezone(UTC) == datetime(2026, 11, 19, 5, 30, tzinfo=UTC)
    assert any(block.text.startswith("Rich.") for block in document.blocks)


def test_a_notes_front_matter_is_said_of_it_and_no_text():
    document = parse(source(NOTE.encode()))
    assert (document.title, document.byline) == ("Herons", "O. Mills")
    assert document.published == datetime(2026, 11, 5, tzinfo=UTC)
    assert not any("author" in block.text for block in document.blocks)
    assert [(b.text, b.level) for b in document.blocks if b.shape == "item"] == [
        ("one", 1),
        ("two", 2),
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 ...", "/x/article is a PDF"),
        (b"PK\x03\x04....", "zip archive"),
        (b"\x89PNG\r\n", "is a picture"),
        (bytes(range(256)) * 20, "holds binary data"),
        (b"  \n\t ", "is empty"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "is a feed"),
        (b"<!DOCTYPE rss PUBLIC 'x' 'y'>\n<rss><channel/></rss>", "is a feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "is a feed"),
        (b"<?xml version='1.0'?><opml version='2.0'><body/></opml>", "is a list of feeds"),
        (b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\n", "without text"),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence_with_its_path(data, sentence):
    with pytest.raises(ReaderError) as error:
        parse(source(data))
    assert sentence in str(error.value)
    assert "/x/article" in str(error.value)


def test_looking_at_comments_takes_no_longer_the_more_there_are():
    started = time.process_time()
    assert source(b"<!--a-->" * 4000 + b"<html><p>x</p></html>").form == "html"
    assert source(b"<!--a-->" * 4000 + b"x").form == "text"
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "said",
    [
        "Dear Ann,\n\nthe file __init__.py is in src.\n\n# 4 is the best photo\n\nand 2*3*4 is 24.",
        "#!/bin/sh\n\n# Start it\n\nset -e\n**all**\n",
        "# settings\nname: __main__\n# more\nport: 80\n",
    ],
)
def test_marks_that_other_texts_have_as_well_make_no_markdown(said):
    assert not sniff.markdown(said, "x.txt", None)
