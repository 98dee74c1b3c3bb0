"""Title, byline, dates, site, language, section and addresses of a page."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.text import clean
from reader.core.when import iso
from reader.formats.html import read
from reader.formats.html_dates import told

URL = "https://www.outlet.example/x"
TWO_PAGES = (
    "<p>Posted on 3 June 2023</p><p>Posted on 9 May 2022</p>"
    "<p>Author: Ida Vell</p><p>Author: Bo Tarn</p>"
)


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
        ("<title>Live</title>", "<h1>Bridge closes: live</h1>", "Bridge closes: live"),
        ("<title>Live now</title>", "<h1>Bridge: live</h1>", "Live now"),
        (
            "<title>湖畔新桥本周通车_本地_频道首页_湖城网</title>",
            "<h2>湖畔新桥本周通车</h2>",
            "湖畔新桥本周通车_本地_频道首页_湖城网",
        ),
        (
            "<title>湖畔新桥本周六上午正式通车_本地_湖城网</title>",
            "<h2>湖畔新桥本周六上午正式通车</h2>",
            "湖畔新桥本周六上午正式通车",
        ),
        (
            "<title>A bridge opens at the lake - Local - Town</title>",
            "<div>A bridge opens at the lake</div>",
            "A bridge opens at the lake",
        ),
        ("<title>Ferries and bridges</title>", "<h2>Ferries</h2>", "Ferries and bridges"),
        (
            "<meta property=og:title content='Ten breads you must bake'>",
            "<h1>Outlet Example</h1><h1>Breads to bake: ten of them</h1>",
            "Breads to bake: ten of them",
        ),
        ("<title>Salt &amp;#038; bread</title>", "", "Salt & bread"),
        ("", "<h1><span></span>: Bread, at last</h1>", "Bread, at last"),
        ("", "<h1>– Brødet er ferdig</h1>", "– Brødet er ferdig"),
        (
            "<title>Baking guide | Outlet</title>",
            "<h1>Why a loaf needs its time</h1>",
            "Why a loaf needs its time",
        ),
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


def test_a_site_is_named_by_its_own_object_where_no_publisher_is():
    site = '{"@type": "WebSite", "name": "Harbour Post"}'
    article = '{"@type": "NewsArticle", "publisher": {"name": "Harbour Group"}}'
    for said, name in ((site, "Harbour Post"), (f"[{site}, {article}]", "Harbour Group")):
        script = f'<script type="application/ld+json">{said}</script>'
        assert head(script, url="").site == name


def test_broken_json_ld_is_as_good_as_none():
    document = head('<script type="application/ld+json">{"@type": oops</script><title>T</title>')
    assert document.title == "T"


def test_what_stands_for_a_headline_has_its_date_and_author_below():
    """Pages older than their site's last design often have no h1."""
    document = head(
        "<title>The last ferry leaves the island | Harbour Post</title>",
        "<ul><li>Island</ul><h2>The last ferry leaves the island</h2>"
        "<p>By Ines Moltke</p><p>2021-05-11 09:36</p><p>It left at noon.</p>",
    )
    assert document.title == "The last ferry leaves the island"
    assert (document.byline, iso(document.published)) == (
        "Ines Moltke",
        "2021-05-11T09:36:00+00:00",
    )


def test_a_headline_that_the_title_element_shortens_is_found_in_any_element():
    document = head(
        "<title>Baker bakes for tightrope walker | Nordheide Post</title>",
        "<a href=/>Nordheide Post</a><div class=k7>Baker in Wietzen bakes bread for a tightrope "
        "walker</div><div class=m1>By Ines Moltke</div><div>The baker Uwe Lammers has baked a loaf "
        "that weighs four kilograms, which a tightrope walker will carry over the square of "
        "Wietzen on Sunday.</div>",
    )
    assert document.title == "Baker in Wietzen bakes bread for a tightrope walker"
    assert document.byline == "Ines Moltke"


@pytest.mark.parametrize(
    "other",
    [
        "<a href=/b>The baker who bakes for a tightrope walker</a>",
        "<div hidden>Baker in Wietzen bakes for a tightrope walker</div>",
        "<div>Tightrope walker falls</div>",
        (
            f"<p>{'The loaf weighs four kilograms. ' * 6}</p>"
            "<p>Baker in Wietzen bakes for a tightrope walker</p>"
        ),
    ],
)
def test_links_hidden_lines_and_what_stands_below_text_are_no_headline(other):
    document = head("<title>Baker bakes for tightrope walker</title>", other)
    assert document.title == "Baker bakes for tightrope walker"


@pytest.mark.parametrize(
    ("box", "byline"),
    [
        ("<div class='post-author'>Ines Moltke</div>", "Ines Moltke"),
        ("<span class=byline>Written by Tomás de la Cruz · 3 May 2024</span>", "Tomás de la Cruz"),
        ("<p class=author>Ines Moltke May 3</p>", "Ines Moltke"),
        ("<p class=author>About the author</p>", None),
        ("<p class=author>ines</p>", None),
        ("<p class=summary>Harbour Closed</p>", None),
        ("<p class=author hidden>Ines Moltke</p>", None),
        ("<p>By Juri Halm</p><p class=author>Ines Moltke</p>", "Juri Halm"),
        ("<p>By <a rel=author>Juri Halm</a> and Ines Moltke</p>", "Juri Halm and Ines Moltke"),
        ("<p>By Ines Moltke</p><a rel=author>Juri Halm</a>", "Juri Halm"),
        ("<p>By Ada Fenn &amp; Jo Halm</p>", "Ada Fenn & Jo Halm"),
        (
            "<p>By Ada Fenn, Jo Halm and <a rel=author>Tom Vass</a></p>",
            "Ada Fenn, Jo Halm and Tom Vass",
        ),
        ("<p>By Ada Fenn, Health Reporter</p>", "Ada Fenn"),
        ("<p>Por Marta de la Cruz y Ana Gil | 3 mayo</p>", "Marta de la Cruz y Ana Gil"),
        ("<p>By <b>ADA FENN</b><br>Courier Staff Writer</p>", "ADA FENN"),
        ("<p><time>January 14, 2026</time> by Ada Fenn <a href=#c>27 Comments</a></p>", "Ada Fenn"),
        ("<p>May 18, 2023 By Ada Fenn in <a href=/t>Tides</a></p>", "Ada Fenn"),
        ("<p>Founded in 1999 by Ada Fenn</p>", None),
        ("<p>Interview: Jonas Eberle</p>", "Jonas Eberle"),
        ("<p>Interview: Was nun?</p>", None),
        (
            "<div class=author>Interview: Jonas Eberle 8. Februar 2026, 5:30 Uhr</div>",
            "Jonas Eberle",
        ),
        ("<p>بقلم: ليلى المرواني</p>", "ليلى المرواني"),
        ("<p>作者：记者林漱</p>", "林漱"),
        ("<ul><li>기자명 한도윤 기자</li><li>승인 2026.10.21</li></ul>", "한도윤"),
        ("<p>본지 기자</p>", None),
    ],
)
def test_a_block_below_the_headline_that_is_named_after_authors_names_one(box, byline):
    assert head("", f"<h1>The last ferry</h1>{box}<p>It left at noon.</p>").byline == byline


def test_a_title_element_in_the_body_is_the_title_as_well():
    page = read(
        "<body><div>x</div><title>The last ferry leaves | Local | Harbour</title>"
        "<h2>The last ferry leaves</h2><p>2021-05-11</p><p>It left at noon.</p></body>", URL,
    )  # fmt: skip
    assert (page.title, iso(page.published)) == (
        "The last ferry leaves", "2021-05-11T00:00:00+00:00",
    )  # fmt: skip


def test_a_saved_page_is_of_the_site_of_its_canonical_address():
    link = "<link rel=canonical href='https://www.harbour.example/last-ferry'>"
    assert head(link, url="file:///pages/a.html").site == "harbour.example"


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
        ("2024-05-01T10:00:00+0200", datetime(2024, 5, 1, 8, tzinfo=UTC)),
        ("2024-05-01T10:00:00.123Z", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("2024/5/1", datetime(2024, 5, 1, tzinfo=UTC)),
        ("1714557600", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("1714557600000", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("1. Mai 2024", datetime(2024, 5, 1, tzinfo=UTC)),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("2024-13-45", None),
        ("yesterday", None),
        ("", None),
        ("9999999999999", None),
    ],
)
def test_moments(text, moment):
    assert told([text], []) == (moment, None)


@pytest.mark.parametrize(
    ("published", "modified", "host", "moment"),
    [
        ("2024-07-01 10:00", "", "outlet.example", "2024-07-01T10:00:00+00:00"),
        ("2024-07-01 10:00", "", "news.outlet.de", "2024-07-01T10:00:00+02:00"),
        ("2024-01-15 10:00", "", "news.outlet.de", "2024-01-15T10:00:00+01:00"),
        ("2024年7月1日 8時15分", "", "outlet.jp", "2024-07-01T08:15:00+09:00"),
        ("2024-07-01 10:00", "2024-07-01T11:00:00-04:00", "outlet.jp", "2024-07-01T10:00:00-04:00"),
        ("2024-07-01", "", "outlet.jp", "2024-07-01T00:00:00+00:00"),
        ("2024-07-01 10:00", "", "outlet.co", "2024-07-01T10:00:00+00:00"),
    ],
)
def test_a_time_without_a_zone_is_by_the_pages_own_clock(published, modified, host, moment):
    found, _ = told([published], [modified], host)
    assert found is not None
    assert found.isoformat() == moment


def test_the_change_is_read_from_the_line_below_the_headline():
    document = head(
        "", "<h1>Weir closed</h1><p>Published 3 June 2023, 10:00 · Updated 5 June 2023, 12:30</p>"
    )
    assert document.published == datetime(2023, 6, 3, 10, tzinfo=UTC)
    assert document.modified == datetime(2023, 6, 5, 12, 30, tzinfo=UTC)


def test_a_byline_is_a_name_not_an_address():
    document = head(
        "<meta property=article:author content='https://social.example/ada'>",
        "<a rel=author href=/ada>By Ada Quill</a>",
    )
    assert document.byline == "Ada Quill"


def ld(**fields: object) -> str:
    data = {"@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        (ld(author=["Ada Quill", {"@type": "Person", "name": "Bo Reed"}]), "Ada Quill, Bo Reed"),
        (ld(author="admin") + "<meta name=author content='By Ada Quill'>", "Ada Quill"),
        (ld(author={"name": "Outlet"}) + "<meta name=byl content='Ada Quill'>", "Ada Quill"),
        (ld(author={"name": "Outlet"}), "Outlet"),
        (ld(author=["https://x.example/ada", "@ada"]), None),
        ("<meta name=author content='Ada Quill'><meta name=author content='Bo Reed'>",
         "Ada Quill, Bo Reed"),
        ("<meta name=author content='desk@x.example (Ada Quill)'>", "Ada Quill"),
    ],
)  # fmt: skip
def test_bylines_are_people(markup, byline):
    assert head(f"<meta property=og:site_name content=Outlet>{markup}").byline == byline


def test_authors_that_json_ld_only_refers_to_are_found():
    graph = [
        {"@type": "Article", "headline": "H", "author": {"@id": "#ada"}},
        {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
        {"@type": "WebPage", "datePublished": "2024-05-01", "dateModified": "2024-05-02"},
    ]
    script = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    document = head(script)
    assert document.byline == "Ada Quill"
    assert iso(document.published) == "2024-05-01T00:00:00+00:00"
    assert iso(document.modified) == "2024-05-02T00:00:00+00:00"


def test_microdata_and_the_lines_under_the_headline_come_last():
    document = head(
        "", "<h1>A loaf</h1><span itemprop=author><b itemprop=name>Ada Quill</b></span>"
        "<p itemprop=datePublished content=2024-05-01>May</p>",
    )  # fmt: skip
    assert document.byline == "Ada Quill"
    assert iso(document.published) == "2024-05-01T00:00:00+00:00"
    document = head("", "<h1>A loaf</h1><p>Von Ada Quill</p><p>1. Mai 2024, 10:00 Uhr</p><p>x</p>")
    assert document.byline == "Ada Quill"
    assert iso(document.published) == "2024-05-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("published", "modified", "expected"),
    [
        ("2024-05-01", "2024-05-03", ("2024-05-01", "2024-05-03")),
        ("2024-05-09", "2024-05-03", ("2024-05-02", "2024-05-03")),
        ("1970-01-01", "2024-05-03", ("2024-05-02", "2024-05-03")),
        ("2024-05-04", "2024-05-03", ("2024-05-04", None)),
        ("2024-05-01", "9999-12-31", ("2024-05-01", None)),
    ],
)
def test_impossible_dates_give_way(published, modified, expected):
    document = head(
        ld(datePublished=published, dateModified=modified)
        + "<meta property=article:published_time content=2024-05-02>"
    )
    found = (document.published, document.modified)
    assert tuple(when and when.date().isoformat() for when in found) == expected


def test_section_own_address_and_lead_image():
    document = head(
        "<link rel=canonical href='/bread/loaf'><meta property=article:section content=Baking>"
        "<meta property=og:image content='/i/loaf.jpg'>"
    )
    assert document.section == "Baking"
    assert document.canonical == "https://www.outlet.example/bread/loaf"
    assert document.image == "https://www.outlet.example/i/loaf.jpg"
    document = head(
        "<link rel=canonical href='/'><meta property=og:url content='javascript:x'>"
        + ld(url="https://outlet.example/loaf", image=[{"url": "https://i.example/1.png"}],
             articleSection=["Baking", "Town"])
    )  # fmt: skip
    assert document.canonical == "https://outlet.example/loaf"
    assert (document.image, document.section) == ("https://i.example/1.png", "Baking")
    saved = head("<link rel=canonical href='/loaf'>", url="file:///a/b.html")
    assert (saved.canonical, saved.image, saved.section) == (None, None, None)


KEYS = st.sampled_from(
    ["@type", "@id", "@graph", "author", "name", "url", "image", "datePublished", "dateModified",
     "headline", "publisher", "articleSection", "mainEntityOfPage", "inLanguage", "description"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30)
    | st.sampled_from(["NewsArticle", "WebPage", "\x1b]0;x\x07", "http://[", "x" * 100_000]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=15,
)  # fmt: skip


@given(VALUES, st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_metadata_will_do(value, text):
    whole = {"@type": "NewsArticle"} | dict.fromkeys(
        ["author", "image", "datePublished", "dateModified", "headline", "publisher", "url",
         "articleSection", "inLanguage", "mainEntityOfPage"], value
    )  # fmt: skip
    shown = text.translate({ord(mark): None for mark in "<>'"})
    markup = "".join(
        f"<meta property='{name}' content='{shown}'>"
        for name in ("og:title", "author", "article:published_time", "og:url", "og:image")
    )
    for data in (value, whole):
        script = json.dumps(data).replace("<", "")
        document = head(f'<script type="application/ld+json">{script}</script>{markup}')
        for said in (document.title, document.byline, document.site, document.section,
                     document.canonical, document.image):  # fmt: skip
            assert said is None or (said == clean(said) and len(said) <= 2000)


@pytest.mark.parametrize("depth", [50, 900, 100_000])
def test_deep_and_large_values_cost_little(depth):
    deep = '{"name":' * depth + '"x"' + "}" * depth
    large = '"' + "By a | b - " * 100_000 + '"'
    started = time.process_time()
    for value in (deep, large):
        script = (
            f'{{"@type":"Article","author":{value},"headline":{value},"datePublished":{value}}}'
        )
        head(f'<script type="application/ld+json">{script}</script><title>{large}</title>')
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The council said that the ferry was late and that it would have to be repaired."),
        ("de", "Der Rat sagte, dass die Fähre nicht fährt und auch der Hafen gesperrt ist."),
        ("es", "La barca de la isla no sale hoy: hay que pedir plaza de nuevo y esperar al lunes."),
        ("ja", "港の橋は金曜日に閉鎖され、修理には十一週間かかると市議会は述べた。"),
    ],
)
def test_a_page_that_names_no_language_is_in_that_of_its_paragraphs(code, sentence):
    menu = "<nav><a href=/a>News</a><a href=/b>Sport</a></nav>"
    page = f"<html><body>{menu}<h1>Osk</h1><p>{sentence}</p><p>{sentence}</p></body></html>"
    assert read(page, "https://e.example/a").language == code
    named = page.replace("<html>", '<html lang="fi">')
    assert read(named, "https://e.example/a").language == "fi"


@pytest.mark.parametrize(
    ("body", "published", "byline"),
    [
        ("<p>3 June 2023</p><h1>Weir closed</h1><p>x</p>", "2023-06-03", None),
        # What stands there tells of something else.
        (f"<p>Tickets for the fair of 3 June 2023 {'are sold' * 3}</p><h1>Weir</h1>", None, None),
        (f"<p>3 June 2023</p>{'<p>x</p>' * 4}<h1>Weir closed</h1><p>x</p>", None, None),
        (
            f"<h1>Wehr</h1>{'<p>x</p>' * 20}<p>Datum: 3.6.2023</p><p>Autor: Ida Vell</p>",
            "2023-06-03",
            "Ida Vell",
        ),
        ("<h1>Wehr</h1>" + "<p>x</p>" * 20 + "<p>Stand: 03.06.23</p>", "2023-06-03", None),
        # Two that differ are those of two pages.
        (
            f"<h1>Weir</h1>{'<p>x</p>' * 20}{TWO_PAGES}",
            None,
            None,
        ),
        ("<h1>Weir</h1>" + "<p>x</p>" * 20 + "<p>Date: not yet known</p>", None, None),
    ],
)
def test_dates_and_authors_away_from_the_headline(body, published, byline):
    document = head("", body)
    assert document.published == (None if published is None else datetime.fromisoformat(
        f"{published}T00:00:00+00:00"))  # fmt: skip
    assert document.byline == byline


def test_what_stands_by_the_headline_comes_before_labels():
    document = head(
        "", "<h1>Weir</h1><p>3 June 2023</p>" + "<p>x</p>" * 20 + "<p>Posted on 9 May 2022</p>"
    )
    assert document.published == datetime(2023, 6, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "day"),
    [("Do 25.04.24 | 14:07 Uhr", "2024-04-25"), ("25.04.99", "1999-04-25"), ("1.25.04.24", None)],
)
def test_years_of_two_digits(line, day):
    document = head("", f"<h1>Weir closed</h1><p>{line}</p><p>x</p>")
    assert (document.published and document.published.date().isoformat()) == day
