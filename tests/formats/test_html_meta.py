"""Title, byline, date, site and language of a page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.core.when import iso
from reader.formats.html import read
from reader.formats.html_dates import moment_of

URL = "https://www.outlet.example/x"


def head(markup: str, body: str = "<p>x</p>", url: str = URL):
    return read(f"<html><head>{markup}</head><body>{body}</body></html>", url)


@pytest.mark.parametrize(
    ("markup", "body", "title"),
    [
        ("<title>A long story | Outlet</title>", "", "A long story"),
        ("<title>Outlet - A long story</title>", "", "A long story"),
        ("<title>War - and peace at last</title>", "", "War - and peace at last"),
        ("<title>A long story | Some Other Name</title>", "<h1>A long story</h1>", "A long story"),
        ("<meta property=og:title content='A long story'><title>x</title>", "", "A long story"),
        (
            "<meta property=og:title content='A long story about'>",
            "<h1>Outlet</h1><h1>A long story about bread</h1>",
            "A long story about bread",
        ),
        ("", "<h1>Only this</h1>", "Only this"),
        ("", "<h1>One of</h1><h1>Two heads</h1>", None),
    ],
)
def test_title(markup, body, title):
    assert head(markup, body + "<p>x</p>").title == title


def test_json_ld_wins_over_meta():
    document = head(
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"W"},'
        '{"@type":"NewsArticle","headline":"The headline itself","author":[{"name":"Ada Quill"},'
        '{"name":"Bo Reed"}],"datePublished":"2024-05-01T10:00:00+02:00","publisher":{"name":"O"},'
        '"inLanguage":"nl-BE"}]}</script><meta property=og:title content="Another headline">'
        '<meta name=author content="Somebody Else">'
    )
    assert document.title == "The headline itself"
    assert document.byline == "Ada Quill, Bo Reed"
    assert iso(document.published) == "2024-05-01T10:00:00+02:00"
    assert (document.site, document.language) == ("O", "nl")


def test_broken_json_ld_is_as_good_as_none():
    document = head('<script type="application/ld+json">{"@type": oops</script><title>T</title>')
    assert document.title == "T"


def test_site_falls_back_to_the_host():
    assert head("").site == "outlet.example"
    assert head("", url="file:///a/b.html").site is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-01", datetime(2024, 5, 1, tzinfo=UTC)),
        ("2024-05-01T10:00:00Z", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("2024-05-01 10:00:00 UTC", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("Wed, 01 May 2024 10:00:00 GMT", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("9999999999999", None),
    ],
)
def test_moments(text, moment):
    assert moment_of(text) == moment


def test_a_byline_is_a_name_not_an_address():
    document = head(
        "<meta property=article:author content='https://social.example/ada'>",
        "<a rel=author href=/ada>By Ada Quill</a>",
    )
    assert document.byline == "Ada Quill"
