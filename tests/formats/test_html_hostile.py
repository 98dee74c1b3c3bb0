"""Nothing is lost and nothing hangs, whatever the page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import declutter
from reader.core.text import clean, words
from reader.formats import second_opinion
from reader.formats.html import read

URL = "https://news.example/"


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "b", "li"])
def test_text_at_any_depth_is_there(depth, tag):
    page = f"<html><body><p>first</p>{f'<{tag}>' * depth}deep words{f'</{tag}>' * depth}<p>last</p>"
    started = time.process_time()
    document = read(page, URL)
    labels = declutter.label(document)
    assert time.process_time() - started < 6
    found = " ".join(block.text for block in document.blocks)
    assert found == "first deep words last"
    assert len(labels) == len(document.blocks)


def test_depth_behind_closing_tags_in_a_script():
    page = "<div><script>'</div>'</script>" * 3_000 + "deep words"
    assert [block.text for block in read(page, URL).blocks] == ["deep words"]


@pytest.mark.parametrize(
    "page",
    [
        "<!--" * 50_000 + "x",
        "<" * 200_000,
        "<a " * 50_000,
        "<p>" * 50_000 + "x",
        "<table><tr><td>" * 1_500 + "x",
        "<ul><li>" * 1_500 + "x",
        "&" * 200_000,
        "<a href='http://a.b/'>x</a>" * 20_000,
        "<p class='" + "a b-c " * 50_000 + "'>x</p>",
        "<p style='" + "display:" * 50_000 + "'>x</p>",
        "x<br>" * 50_000,
        "<b>x</b><i>y</i>" * 20_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>x</p>",
    ],
)
def test_linear_time(page):
    started = time.process_time()
    document = read(page, URL)
    assert time.process_time() - started < 5
    assert len(declutter.label(document)) == len(document.blocks)


@pytest.mark.parametrize("page", ["", "   ", "<!-- x -->", "<html></html>", "\x00", "\ud800"])
def test_next_to_nothing(page):
    document = read(page, URL)
    assert all(block.text for block in document.blocks)
    assert len(declutter.label(document)) == len(document.blocks)
    second_opinion.keeps(page, URL)


def test_lone_surrogates_and_declarations():
    page = (
        "<?xml version='1.0' encoding='utf-16'?><meta charset=koi8-r><p>a\ud800b \u00e9\u4e2d</p>"
    )
    assert [block.text for block in read(page, URL).blocks] == ["a\ufffdb \u00e9\u4e2d"]


def test_no_byte_acts_on_the_terminal():
    page = (
        "<title>T\x1b]0;x\x07</title><meta name=author content='A\x1b[2J'><h1>T\x1b[31m</h1>"
        "<p>a\x1b<b>[31mred</b>&#27;[0m</p><pre>x\x1b[2J\ty</pre>"
        "<table><tr><td>a\x1b[1m<td>b<tr><td>c<td>\x9bd</table>"
    )
    document = read(page, "https://x\x1b[2J.example/")
    for block in document.blocks:
        assert clean(block.text.replace("\t", " "), lines=True) == block.text.replace("\t", " ")
    assert "\x1b" not in f"{document.title}{document.byline}{document.site}"


TAGS = st.sampled_from(
    "p div span b a h1 ul li ol table tr td blockquote pre br figure figcaption noscript section "  # noqa: SIM905
    "article nav footer option button label em x-custom details svg".split()
)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<>&"),
    max_size=12,
)


@st.composite
def pages(draw):
    out = []
    for _ in range(draw(st.integers(0, 25))):
        kind = draw(st.integers(0, 3))
        if kind == 0:
            out.append(f"<{draw(TAGS)}>")
        elif kind == 1:
            out.append(f"</{draw(TAGS)}>")
        else:
            out.append(f" w{draw(st.integers(0, 999))} {draw(TEXT)} ")
    return "".join(out)


@given(pages())
@settings(max_examples=200, deadline=None)
def test_every_word_is_in_a_block(page):
    document = read(page, URL)
    found = {word for block in document.blocks for word in words(block.text)}
    for token in page.replace("<", " <").replace(">", "> ").split():
        if token[0] == "w" and token[1:].isascii() and token[1:].isdigit():
            assert token in found
    for block in document.blocks:
        assert block.text.strip()
        assert 0 <= block.evidence.link_share <= 1
    assert read(page, URL) == document


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_labelled(page):
    document = read(page, URL)
    assert len(declutter.label(document)) == len(document.blocks)
