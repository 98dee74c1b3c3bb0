"""The feeds that a page names, best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.discovery import COMMON_PATHS, FeedLink, feed_links, guesses

URL = "https://harbour.example/news/today.html"


def links(markup):
    return [link.url for link in feed_links(f"<html><body>{markup}</body></html>", URL)]


def test_a_pages_own_links_come_first_and_comments_last():
    page = """<html><head><base href="https://cdn.example/x/">
    <link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/">
    <link rel="alternate" type="application/rss+xml" title="News &amp; boats" href="/feed/">
    <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom">
    <link rel="alternate" type="application/feed+json" href="https://json.example/feed.json">
    <link rel="alternate" hreflang="de" type="text/html" href="/de/">
    <link rel="alternate stylesheet" type="text/css" href="/feed.css">
    <link rel="alternate" type="application/rss+xml" href="javascript:x">
    </head><body><a href="/feed/">RSS</a><a href="/ports/rss.xml">Ports</a></body></html>"""
    assert feed_links(page, URL) == [
        FeedLink("https://cdn.example/feed/", "News & boats", "application/rss+xml"),
        FeedLink("https://cdn.example/x/atom", None, "application/atom+xml"),
        FeedLink("https://json.example/feed.json", None, "application/feed+json"),
        FeedLink("https://cdn.example/ports/rss.xml", "Ports", None),
        FeedLink("https://cdn.example/comments/feed/", "Comments Feed", "application/rss+xml"),
    ]


@pytest.mark.parametrize(
    "href",
    ["/feed", "feed.xml", "/rss", "/index.rdf", "/blog/atom.xml", "https://feeds.example/x/rss2",
     "/?feed=rss2", "/news?format=rss", "/feeds/all", "/a/feed.json"],
)  # fmt: skip
def test_links_that_look_like_feeds(href):
    assert len(links(f"<a href='{href}'>x</a>")) == 1


@pytest.mark.parametrize(
    "href",
    ["/", "/feedback", "/cattle-feed-prices", "/rss.html", "/atomic", "/about/rss.php", "#rss",
     "mailto:feed@x.example", "/pictures/feed.png", "https://feeds.example/"],
)  # fmt: skip
def test_links_that_do_not(href):
    assert links(f"<a href='{href}'>x</a>") == []


def test_guesses_are_below_the_page_and_below_the_root():
    found = guesses("https://harbour.example/blog")
    assert found[0] == "https://harbour.example/blog/feed"
    assert f"https://harbour.example/{COMMON_PATHS[0]}" in found
    assert len(found) == 2 * len(COMMON_PATHS)
    assert len(guesses("https://harbour.example")) == len(COMMON_PATHS)
    assert guesses("file:///x") == []


@given(st.text(max_size=200))
def test_any_page_names_feeds_of_the_web_or_none(text):
    for link in feed_links(f"<link rel=alternate type=text/rss href='{text}'>{text}", URL):
        assert link.url.startswith(("http://", "https://"))
