"""What an article's structure looks like as text and as Markdown."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.cli import article_markdown, article_text
from reader.core.model import Article, Label
from reader.formats.html import read

PAGE = """<html><head><title>A loaf</title>
<meta property=article:published_time content="2031-05-06T07:08:00Z">
<meta property=article:modified_time content="2031-05-08T07:08:00Z"></head><body>
<h2>Of 2 * 3 breads</h2>
<p>The wind,<br><i>the rain</i>,<br># the sea</p>
<ol start=3><li>Flour<ul><li>rye</li></ul></li><li>Salt</li></ol>
<dl><dt>Crust</dt><dd>What is outside.</dd></dl>
<blockquote>One<blockquote>two</blockquote></blockquote>
<pre>if x:
    bake()</pre>
<table><caption>Loaves</caption><tr><th>Town<th colspan=2>Sold<tr><td>Ahl<td>rye<td>3</table>
</body></html>"""


def article() -> Article:
    document = read(PAGE, "https://courier.example/loaf")
    labels = tuple(Label("article", "tells it", 1.0) for _ in document.blocks)
    return Article(1, 1, document, labels, datetime(2031, 5, 9, tzinfo=UTC))


def test_plain_text_keeps_lines_marks_and_columns():
    _, facts, _, rest = article_text.plain(article()).split("\n\n", 3)
    assert facts == "courier.example · Tue 6 May 2031, updated 8 May · 1 min"
    assert rest.split("\n\n") == [
        "Of 2 * 3 breads",
        "The wind,\nthe rain,\n# the sea",
        "3. Flour",
        "  • rye",
        "4. Salt",
        "Crust",
        "• What is outside.",
        "> One",
        "> > two",
        "if x:\n    bake()",
        "Loaves",
        "Town  Sold\nAhl  rye  3\n",
    ]


def test_markdown_says_the_same_to_its_readers():
    parts = article_markdown.markdown(article()).split("\n\n")
    assert parts[3:] == [
        "## Of 2 \\* 3 breads",
        "The wind,\\\n*the rain*,\\\n\\# the sea",
        "3. Flour",
        "  - rye",
        "4. Salt",
        "Crust",
        "- What is outside.",
        "> One",
        "> > two",
        "    if x:\n        bake()",
        "Loaves",
        "| Town | Sold |  |\n| --- | --- | --- |\n| Ahl | rye | 3 |\n",
    ]


def test_what_a_page_strikes_out_stays_struck_out():
    document = read("<p>It costs <del>12</del> 14 crowns, ~3 less.</p>", "https://a.example/loaf")
    labels = (Label("article", "tells it", 1.0),)
    found = Article(1, 1, document, labels, datetime(2031, 5, 9, tzinfo=UTC))
    assert "It costs ~~12~~ 14 crowns, \\~3 less." in article_markdown.markdown(found)


def test_a_headline_said_again_is_dropped_and_another_wording_stays():
    document = read(
        "<title>A loaf</title><h1>: A Loaf</h1><h2>Bread, the whole story</h2><p>It rose.</p>",
        "https://courier.example/loaf",
    )
    kinds = {"heading": Label("title", "is the headline", 1.0)}
    labels = tuple(
        kinds.get(block.shape, Label("article", "tells it", 1.0)) for block in document.blocks
    )
    found = Article(1, 1, document, labels, datetime(2031, 5, 9, tzinfo=UTC))
    for said in (article_text.plain(found), article_markdown.markdown(found)):
        assert ": A Loaf" not in said
        assert "Bread, the whole story" in said
