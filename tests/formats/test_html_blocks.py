"""Shapes, runs and evidence of a page's blocks."""

from __future__ import annotations

import pytest

from reader.formats.html import read

URL = "https://news.example/a/story.html"


def blocks(body: str, url: str = URL):
    return read(f"<html><body>{body}</body></html>", url).blocks


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def test_paragraphs_headings_and_bare_text_in_order():
    found = blocks("one<h2>two</h2><p>three</p>four<div>five <b>six</b></div>")
    assert [(b.shape, b.level, b.text) for b in found] == [
        ("paragraph", 0, "one"),
        ("heading", 2, "two"),
        ("paragraph", 0, "three"),
        ("paragraph", 0, "four"),
        ("paragraph", 0, "five six"),
    ]


def test_two_breaks_part_paragraphs_one_is_a_space():
    assert texts("<p>a<br>b<br><br>c<br> <br/>d</p>") == ["a b", "c", "d"]


def test_lists_have_depth_and_marks():
    found = blocks("<ol start=3><li>x<ul><li><p>y</p><p>more</p></li></ul></li><li>z</li></ol>")
    assert [(b.shape, b.level, b.marker, b.text) for b in found] == [
        ("item", 1, "3.", "x"),
        ("item", 2, "•", "y"),
        ("paragraph", 0, "", "more"),
        ("item", 1, "4.", "z"),
    ]


def test_quotes_nest():
    found = blocks("<blockquote>a<blockquote><p>b</p></blockquote></blockquote>")
    assert [(b.shape, b.level) for b in found] == [("quote", 1), ("quote", 2)]


def test_a_highlighters_names_are_none_of_its_code():
    (block,) = blocks(
        "<pre class=shell><code><span class='token comment'># start</span>\ngo</code>"
    )
    assert (block.text, block.evidence.words) == ("# start\ngo", ("shell",))


def test_code_keeps_its_lines():
    (block,) = blocks("<pre>\nif x:\n    <b>go</b>()\n\n</pre>")
    assert (block.shape, block.text) == ("code", "if x:\n    go()")


def test_a_data_table_is_one_block_and_a_layout_table_is_walked_through():
    (data,) = blocks("<table><tr><th>a</th><th>b</th></tr><tr><td>1 </td><td>\n2</td></tr></table>")
    assert (data.shape, data.text) == ("table", "a\tb\n1\t2")
    layout = blocks(
        "<table><tr><td><h1>t</h1><p>x</p></td><td><ul><li>y</li></ul></td></tr></table>"
    )
    assert [b.shape for b in layout] == ["heading", "paragraph", "item"]


def test_captions_and_images_words():
    found = blocks(
        "<figure><img alt='ignored words here now'><figcaption>A <i>boat</i></figcaption></figure>"
        "<figure><img alt='three boats at sea'></figure><figure><img alt='boat'></figure>"
    )
    assert [(b.shape, b.text) for b in found] == [
        ("figure", "A boat"),
        ("figure", "three boats at sea"),
    ]
    assert found[0].evidence.after_image


def test_pictures_are_kept_with_the_block_behind_them_and_icons_are_none():
    found = blocks(
        "<p>One.</p><img src='/a.jpg' alt='A  quay'><img src='i.png' width=16 height=16>"
        "<img src='data:image/gif;base64,R0' data-src='b.jpg'><p>Two.</p>"
        "<figure><img src='https://cdn.example/c.jpg?w=1'><figcaption>A boat</figcaption></figure>"
        "<p>Three.</p><picture><img srcset='d.jpg 1x, e.jpg 2x' alt='an &#27;[2Jisle'></picture>"
        "<p>Four.</p>"
        "<img src='javascript:x'><img><p>Five.</p>"
    )
    assert [[tuple(one) for one in block.pictures] for block in found] == [
        [],
        [("https://news.example/a.jpg", "A quay"), ("https://news.example/a/b.jpg", "")],
        [("https://cdn.example/c.jpg?w=1", "")],
        [],
        [("https://news.example/a/d.jpg", "an isle")],
        [],
    ]


def test_links_are_absolute_and_only_of_the_web():
    (block,) = blocks(
        "<p><a href='/x y'>a</a> <a href='javascript:alert(1)'>b</a> <a href='../z'>c</a>"
        " <a href='mailto:me@x.example'>d</a> <a href='http://[bad'>e</a> <a href='file:///etc'>f</a></p>"
    )
    assert [run.href for run in block.runs if run.href] == [
        "https://news.example/x%20y",
        "https://news.example/z",
        "mailto:me@x.example",
        "http://[bad",
    ]


def test_emphasis_and_link_share():
    (block,) = blocks("<p><em>a</em> <strong>b</strong> <code>c</code> <a href='/l'>dd</a></p>")
    assert {run.emphasis for run in block.runs} == {"em", "strong", "code", ""}
    assert block.evidence.link_share == pytest.approx(2 / 8)
    (block,) = blocks("<p>It costs <del>12</del> <s>13</s> 14 crowns.</p>")
    assert [run.text for run in block.runs if run.emphasis == "struck"] == ["12", "13"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>x</p>",
        "<div style='color:red; DISPLAY : none'><p>x</p></div>",
        "<div aria-hidden=true><b>x</b></div>",
        "<noscript><p>x</p></noscript>",
        "<p class='a sf-hidden'>x</p>",
        "<dialog>x</dialog>",
        "<span style='display:none'>x</span>",
    ],
)
def test_what_the_page_hides_is_a_hidden_block(markup):
    found = blocks(f"<p>some words that everybody sees</p>{markup}")
    assert [(b.text, b.evidence.hidden) for b in found][1:] == [("x", True)]


def test_text_after_a_hidden_span_is_seen():
    found = blocks("<p>a<span hidden>b</span>c</p>")
    assert [(b.text, b.evidence.hidden) for b in found] == [("a", False), ("b", True), ("c", False)]


def test_noscript_is_shown_where_it_is_all_there_is():
    (block,) = blocks("<noscript><p>the whole story without scripts</p></noscript>")
    assert not block.evidence.hidden


def test_script_style_and_template_are_no_text():
    assert texts("<script>a</script><style>b</style><template><p>c</p></template><p>d</p>") == ["d"]


def test_forms_have_text_too():
    found = texts(
        "<form><label>l</label><select><option>o</option></select><textarea>t</textarea><button>b</button></form>"
    )
    assert found == ["l", "o", "t", "b"]


def test_evidence():
    found = read(
        '<html><body><div class="storyBody main-x" id="c1"><p>a</p><p>b</p></div>'
        "<footer role=contentinfo>c</footer></body></html>",
        URL,
    ).blocks
    first, second, last = (block.evidence for block in found)
    assert first.path == ("html", "body", "div", "p")
    assert first.words[:3] == ("story", "body", "main")
    assert first.containers[:-1] == second.containers[:-1]
    assert first.containers != second.containers
    assert last.words == ("contentinfo",)
    assert first.position == 0 < second.position < last.position < 1


def test_the_title_element_is_kept_where_no_block_has_its_words():
    found = read("<title>Only here</title><p>text</p>", URL).blocks
    assert [(b.text, b.evidence.hidden) for b in found] == [("Only here", True), ("text", False)]
    assert [b.text for b in read("<title>Here</title><h1>Here</h1>", URL).blocks] == ["Here"]


def test_schema_share():
    found = read(
        '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"one two three"}'
        "</script><p>One two three</p><p>something else entirely</p>",
        URL,
    ).blocks
    assert [b.evidence.schema for b in found] == [1.0, 0.0]
    assert read("<p>x</p>", URL).blocks[0].evidence.schema is None


def test_links_of_a_page_saved_without_its_address_are_links_that_lead_nowhere():
    page = "<html><body><nav><a href='/a'>News</a> <a href='b.html'>Sport</a></nav><p>x</p></body>"
    for url in ("file:///home/x/page.html", "stdin:0", ""):
        block = read(page, url).blocks[0]
        assert block.evidence.link_share > 0.8
        assert {run.href for run in block.runs} <= {"", None}
    block = read(page, "https://outlet.example/x/").blocks[0]
    assert {run.href for run in block.runs if run.href} == {
        "https://outlet.example/a",
        "https://outlet.example/x/b.html",
    }
