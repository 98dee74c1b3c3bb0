"""What an article's own structure becomes: lists, quotes, tables, figures, lines, letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.html import read

URL = "https://news.example/a/story.html"


def blocks(body: str):
    return read(f"<html><body>{body}</body></html>", URL).blocks


def shapes(body: str) -> list[tuple[str, str]]:
    return [(block.shape, block.text) for block in blocks(body)]


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


@pytest.mark.parametrize(
    ("base", "href", "leads"),
    [
        ("https://news.example/a?p=2#top", "#notes", "https://news.example/a?p=2#notes"),
        ("https://news.example/a#top", "#", "https://news.example/a"),
        ("file:///home/a.html", "#notes", ""),
        ("https://news.example/a", " #notes ", "https://news.example/a#notes"),
    ],
)
def test_a_place_on_the_page_is_an_address_of_the_page(base, href, leads):
    (block,) = read(f"<p><a href='{href}'>Notes</a></p>", base).blocks
    assert block.runs[0].href == leads


@pytest.mark.parametrize(
    ("markup", "marks"),
    [
        ("<ol start=4><li>a<li>b</ol>", ["4.", "5."]),
        ("<ol start=-1><li>a<li>b</ol>", ["-1.", "0."]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3.", "2.", "1."]),
        ("<ol reversed start=9><li>a<li>b</ol>", ["9.", "8."]),
        ("<ol type=a><li>a<li value=26>b<li>c</ol>", ["a.", "z.", "27."]),
        ("<ol type=I start=3><li>a<li>b</ol>", ["III.", "IV."]),
        ("<ol start=x><li value=>a</ol>", ["1."]),
        ("<ol start=99999999999><li>a</ol>", ["1."]),
    ],
)
def test_ordered_lists_count_as_the_page_says(markup, marks):
    assert [block.marker for block in blocks(markup)] == marks


def test_lists_in_lists_have_their_own_depth_and_count():
    found = blocks("<ol><li>a<ol type=i><li>b</li><li>c<ul><li>d</ul></li></ol></li><li>e</ol>")
    assert [(b.level, b.marker, b.text) for b in found] == [
        (1, "1.", "a"),
        (2, "i.", "b"),
        (2, "ii.", "c"),
        (3, "•", "d"),
        (1, "2.", "e"),
    ]


def test_what_follows_an_items_first_block_is_no_item_of_its_own():
    found = shapes("<ul><li>see <blockquote>quoted</blockquote> and on</li></ul>")
    assert found == [("item", "see"), ("quote", "quoted"), ("paragraph", "and on")]


def test_definitions_are_items_under_their_terms():
    found = blocks("<dl><dt>Rye</dt><dd>A dark grain.</dd><dd>Or its bread.</dd></dl>")
    assert [(b.shape, b.level, b.text) for b in found] == [
        ("paragraph", 0, "Rye"),
        ("item", 1, "A dark grain."),
        ("item", 1, "Or its bread."),
    ]


def test_code_is_one_block_with_its_indents():
    source = "<pre><code>for x in y:\n    go(x)\n\n\tdone</code></pre>"
    assert shapes(source) == [("code", "for x in y:\n    go(x)\n\n    done")]
    lines = "<pre><div>for x in y:</div><div>    go(x)</div></pre>"
    assert shapes(lines) == [("code", "for x in y:\n    go(x)")]


def test_a_tables_caption_stands_before_it_and_spans_keep_the_columns():
    found = shapes(
        "<table><caption>Boats by harbour</caption>"
        "<thead><tr><th>Harbour<th colspan=2>Boats</tr></thead>"
        "<tr><td rowspan=2>Ahl<td>sail<td>12<tr><td>motor<td>3<tr><td>Bor<td>sail<td>4</table>"
    )
    assert found == [
        ("figure", "Boats by harbour"),
        ("table", "Harbour\tBoats\nAhl\tsail\t12\n\tmotor\t3\nBor\tsail\t4"),
    ]
    both = shapes("<table><tr><th colspan=2>Both<th>c<tr><td>1<td>2<td>3</table>")
    assert both == [("table", "Both\t\tc\n1\t2\t3")]


def test_flags_in_a_table_with_a_heading_row_leave_it_a_table():
    table = "<tr><th>Team<th>Points<tr><td><img src=f.png> Ahl<td>3"
    assert [shape for shape, _ in shapes(f"<table>{table}</table>")] == ["table"]
    plain = table.replace("th>", "td>")
    assert shapes(f"<table>{plain}</table>")[0] == ("paragraph", "Team")


def test_figures_keep_caption_and_credit():
    one = "<figure><img src=x><figcaption>Dawn. <span>Photo: Bo Reed</span></figcaption></figure>"
    two = "<figure><img src=x><figcaption><p>Dawn.<p class=credit>Bo Reed</figcaption></figure>"
    assert shapes(one) == [("figure", "Dawn. Photo: Bo Reed")]
    assert shapes(two) == [("figure", "Dawn."), ("figure", "Bo Reed")]
    amp = "<figure><amp-img src=x alt='three boats at dawn'></amp-img></figure>"
    assert shapes(amp) == [("figure", "three boats at dawn")]


@pytest.mark.parametrize(
    "markup",
    [
        "<blockquote class='twitter-tweet'><p>We won.</p>— Ada</blockquote>",
        "<div class='bluesky-embed loaded'><p>We won.</p>— Ada</div>",
        "<amp-social><blockquote><p>We won.</p>— Ada</blockquote></amp-social>",
    ],
)
def test_posts_taken_in_are_quotes(markup):
    found = blocks(f"<p>They wrote:</p>{markup}<p>Then they left.</p>")
    assert [b.shape for b in found] == ["paragraph", "quote", "quote", "paragraph"]
    assert {b.level for b in found if b.shape == "quote"} == {1}


def test_footnotes_stay_at_their_words():
    found = shapes(
        "<p>So it is<sup><a href='#n1'>[1]</a></sup>, it seems.</p><ol><li id=n1>A book.</ol>"
    )
    assert found == [("paragraph", "So it is[1], it seems."), ("item", "A book.")]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>6</sup> and 10<sup>−3</sup>", "10⁶ and 10⁻³"),
        ("in 1998<sup><a href='#n'>4</a></sup>.", "in 1998⁴."),
        ("H<sub>2</sub>O, the 1<sup>st</sup>", "H2O, the 1st"),
        ("April<sup>2</sup>, 12 m<sup>2</sup>.<sup>3</sup>", "April², 12 m².³"),
        ("<sup>1</sup> A note <sup>2</sup>", "1 A note 2"),
        ("She said <q>no, <q>never</q></q>.", "She said “no, “never””."),
        ("She said “<q>no</q>”.", "She said “no”."),
        ("<q>“No”</q> <q> </q>", "“No”"),
        ("She said <q>no<br></q> and left.", "She said “no” and left."),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ("<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>", "漢(kan)字(ji)"),
        ("super<wbr>cali frag&shy;ile", "supercali fragile"),
        ("Press <a href=/x>here<svg><path d=x /></svg></a> now", "Press here now"),
        ("So <math><mi>x</mi><mo>=</mo><mn>2</mn></math> holds", "So x=2 holds"),
    ],
)
def test_inline_elements(markup, text):
    assert texts(f"<p>{markup}</p>") == [text]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><span class=dropcap>T</span>he sea rose.</p>",
        "<p><span class='lead drop-cap'>\n T\n</span>he sea rose.</p>",
        "<div><div class='firstLetter'>T</div>he sea rose.</div>",
        "<p class='has-drop-cap'>The sea rose.</p>",
    ],
)
def test_a_large_first_letter_belongs_to_its_word(markup):
    assert texts(markup) == ["The sea rose."]


def test_breaks_part_paragraphs_and_keep_verses_and_addresses():
    assert texts("<p>One.<br><br>Two<br>\n<br>three</p>") == ["One.", "Two", "three"]
    verse = "<p>The wind,<br>the <i>rain</i>,<br>the sea<br><br>and<br>me</p>"
    assert texts(verse) == ["The wind,\nthe rain,\nthe sea", "and\nme"]
    address = "<address>Ovens &amp; Co<br>1 Mill Row<br>Ahl</address>"
    assert texts(address) == ["Ovens & Co\n1 Mill Row\nAhl"]
    wrapped = "a line that an editor broke where its window ended, for no other reason<br>" * 3
    assert texts(f"<p>{wrapped}</p>")[0].count("\n") == 0
    assert texts("<h2>Of<br>boats<br>and men</h2>") == ["Of boats and men"]


def test_an_interviews_questions_stand_by_themselves():
    found = blocks("<p><b>Was it hard?</b><br>Yes, very.<br><b>And now?</b><br>No.</p>")
    assert [(b.text, b.runs[0].emphasis) for b in found] == [
        ("Was it hard?", "strong"),
        ("Yes, very.", ""),
        ("And now?", "strong"),
        ("No.", ""),
    ]
    assert texts("<ul><li><b>Salt</b><br>a pinch</ul>") == ["Salt a pinch"]


def test_a_declared_shadow_is_text_and_any_other_template_is_not():
    found = texts(
        "<x-a><template shadowrootmode=open><p>inside</p></template><p>light</p></x-a>"
        "<template><p>never</p></template>"
    )
    assert found == ["inside", "light"]


def test_the_page_that_a_frame_holds_stands_behind_it():
    inner = "<p>Said on <b>Tuesday</b>.</p><iframe srcdoc='<p>And within.</p>'></iframe>"
    escaped = inner.replace("&", "&amp;").replace('"', "&quot;")
    found = texts(f'<p>Before.</p><iframe srcdoc="{escaped}">Old</iframe><p>Behind.</p>')
    assert found == ["Before.", "Old", "Said on Tuesday.", "And within.", "Behind."]
    assert texts("<p>One</p><iframe srcdoc=' '></iframe>two") == ["One", "two"]
    deep = "<p>" + "<div>" * 2500 + "word"
    assert texts(f"<iframe srcdoc='{deep}'></iframe>") == ["word"]
    (hidden,) = read("<iframe hidden srcdoc='<p>Not for you.</p>'></iframe>", URL).blocks
    assert hidden.evidence.hidden


def test_details_and_typed_text():
    assert texts("<details><summary>More</summary><p>All.</p></details>") == ["More", "All."]
    assert texts("<textarea>a\nb</textarea>") == ["a b"]


PARTS = st.sampled_from(
    "<table> </table> <tr> <td> <th> <caption> <td\tcolspan=3\trowspan=4> <q> </q> <rt> </rt> "  # noqa: SIM905
    "<sup> </sup> <ruby> <br> <br> <b> </b> <pre> </pre> <div> </div> <dl> <dd> <dt> <li> "
    "<span\tclass=dropcap> </span> <div\tclass=fb-post> <svg> </svg> <p> </p> <math>".split(" ")
)


@given(st.lists(PARTS | st.integers(0, 999).map(lambda number: f" w{number} "), max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_or_doubled(parts):
    found = " ".join(texts("".join(parts))).replace("“", " ").replace("”", " ")
    for mark in "()":
        found = found.replace(mark, " ")
    said = [part.strip() for part in parts if part.startswith(" w")]
    assert [word for word in found.split() if word.startswith("w")] == said
