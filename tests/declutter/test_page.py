"""The page labeller's guards, its second opinion, and its model as a file."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from reader import declutter
from reader.core.model import KINDS, SHOWN, Document, Kind, Label
from reader.declutter import page_figures, page_guards, page_kinds, page_model, page_reasons
from reader.declutter.cues import REASONS
from reader.declutter.page_judge import judge
from reader.declutter.page_survey import survey
from reader.declutter.trees import Forest, softmax
from reader.formats import second_opinion
from reader.formats.html import read

URL = "https://news.example/a"
STORY = "".join(
    f"<p>The ferry to the island of Osk sailed again on day {day}, and the harbour master said "
    f"that nobody had waited longer than {day + 5} minutes for a place on deck.</p>"
    for day in range(6)
)


def labelled(html: str):
    document = read(html, URL)
    return document, declutter.label(document)


def test_no_blocks_no_labels():
    assert declutter.label(Document(URL, None, None, None, None, None, ())) == ()


def test_a_container_of_most_text_is_shown_whatever_its_name():
    document, labels = labelled(f"<div class='sidebar promo related'>{STORY}</div>")
    assert all(label.kind == "article" for label in labels), document


def test_where_little_is_left_all_is_shown_with_low_confidence():
    _, labels = labelled(
        "<div class=footer><p>A short note of a few words about one thing.</p></div>"
    )
    assert [label.kind for label in labels] == ["article"]
    assert labels[0].confidence <= 0.5


def test_a_brief_below_its_headline_is_enough_of_a_page():
    document, labels = labelled(
        "<h1>Bus burns on the road to Lhota</h1><div class=article><p>A bus caught fire near Lhota "
        "on Monday morning, and all of its passengers got out in time.</p></div>"
        "<div class=related><h3>Read also</h3><a href=/n/bridge-repairs-drag-on-81723>The repairs "
        "of the bridge drag on, as old foundations were found below its piers</a></div>"
        "<div class=offer><p>Read all our news without ads for 79 crowns a month.</p></div>"
    )
    kinds = {
        block.text[:8]: label.kind for block, label in zip(document.blocks, labels, strict=True)
    }
    assert kinds["A bus ca"] == "article"
    assert {kinds["The repa"], kinds["Read all"]}.isdisjoint(SHOWN)


OFFER = (
    "Subscribe now to read all our reports without ads; cancel at any time. It is renewed by us. "
)
COOKIES = (
    "We use cookies to measure how our pages are read. You can change your choice at any time. "
)


@pytest.mark.parametrize(
    "notice",
    [
        f"<aside class='popup subscribe-form'><p>{OFFER * 6}</p></aside>",
        f"<section class='cookie-banner'><p>{COOKIES * 6}</p></section>",
    ],
)
def test_a_notice_is_no_story_though_it_is_longer_than_the_brief_it_stands_by(notice):
    document, labels = labelled(
        "<h1>Head of Marrow bank resigns</h1><article><p>The head of Marrow bank, Ulf Teng, "
        "resigned on Monday after the bank had lost a tenth of its customers, its board said.</p>"
        f"<p>His deputy Rita Moss will take over on Friday.</p></article>{notice}"
    )
    assert [label.kind for label in labels[:3]] == ["title", "article", "article"]
    assert labels[-1].hidden, document.blocks[-1]


def test_a_headline_with_a_turkish_capital_is_the_title():
    headline = "İskele yeniden açıldı, feribotlar sabah yola çıktı"
    document, labels = labelled(f"<article><h1>{headline}</h1>{STORY}</article>")
    assert (document.blocks[0].text, labels[0].kind) == (headline, "title")


def test_the_pages_own_summary_is_a_lead():
    summary = "Ferries carry commuters while the harbour bridge is under repair until April."
    document, labels = labelled(
        f"<meta name=description content='{summary}'><h1>Ferries</h1>"
        f"<div class='teaser promo'><p>{summary}</p></div><div>{STORY}</div>"
    )
    kinds = {block.text: label.kind for block, label in zip(document.blocks, labels, strict=True)}
    assert kinds[summary] == "article"


def test_a_list_between_paragraphs_is_part_of_the_story():
    items = "<ul><li>Dogs stay on the lower deck</li><li>Bicycles travel free of charge</li></ul>"
    document, labels = labelled(f"<article><h1>Ferries</h1>{STORY}{items}{STORY}</article>")
    kinds = {block.text: label.kind for block, label in zip(document.blocks, labels, strict=True)}
    assert kinds["Bicycles travel free of charge"] == "article"


def test_readability_is_asked_once_and_its_vote_is_a_view():
    html = f"<nav><a href=/a>Home</a></nav><article><h1>Ferries</h1>{STORY}</article>"
    document = read(html, URL)
    assert second_opinion.keeps(html, URL)
    voted = second_opinion.vote(document, html)
    assert any(block.evidence.readability for block in voted.blocks)
    assert not declutter.unsure(voted, declutter.label(voted))
    labels = declutter.label_as_readability(voted)
    for block, label in zip(voted.blocks, labels, strict=True):
        assert (label.kind in SHOWN) == bool(block.evidence.readability) or label.kind == "title"


def test_without_a_vote_the_readability_view_is_our_own():
    document, labels = labelled(f"<article>{STORY}</article>")
    assert declutter.label_as_readability(document) == labels


def test_labels_depend_on_text_and_evidence_alone():
    document, labels = labelled(f"<article><h1>Ferries</h1>{STORY}</article>")
    assert declutter.label(replace(document, url="file:///elsewhere")) == labels


def test_the_model_comes_back_from_its_file(tmp_path):
    model = page_model.load()
    page_model.save(model, tmp_path / "one.npz")
    page_model.save(model, tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_trees_walk_left_on_equal():
    forest = Forest(
        np.array([[1, 0, 0]], np.int16), np.array([[0.5, 0, 0]], np.float32),
        np.array([[1, 1, 2]], np.int16), np.array([[2, 1, 2]], np.int16),
        np.array([[0, -1, 3]], np.float32), depth=1,
    )  # fmt: skip
    rows = np.array([[9, 0.5], [9, 0.6]], np.float32)
    assert forest.raw(rows)[:, 0].tolist() == [-1, 3]
    assert softmax(np.array([[0.0, 0.0]])).tolist() == [[0.5, 0.5]]


def test_each_tree_of_a_forest_starts_at_its_own_root():
    forest = Forest(
        np.array([[1, 0, 0], [0, 0, 0]], np.int16), np.array([[0.5, 0, 0], [8, 0, 0]], np.float32),
        np.array([[1, 1, 2]] * 2, np.int16), np.array([[2, 1, 2]] * 2, np.int16),
        np.array([[0, -1, 3], [0, 10, 20]], np.float32), depth=2,
    )  # fmt: skip
    rows = np.array([[9, 0.5], [8, 0.6]], np.float32)
    assert forest.raw(rows)[:, 0].tolist() == [19, 13]
    classed = replace(forest, classes=2)
    assert classed.raw(rows).tolist() == [[-1, 20], [3, 10]]
    assert classed.raw_of(rows, np.array([[1], [0]])).tolist() == [[20], [3]]


@pytest.mark.parametrize("unwanted", ["lightgbm", "sklearn", "lxml", "readability", "sqlite3"])
def test_labelling_a_page_imports_no_trainer_and_no_parser(unwanted):
    code = (
        "import sys; from reader.core.model import *; from reader import declutter;"
        "block = Block('paragraph', (Run('some words'),), evidence=Evidence(path=('p',),"
        "containers=(1,))); declutter.label(Document('u', None, None, None, None, None, (block,)));"
        f"sys.exit({unwanted!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_fine_print_longer_than_the_story_stays_in_its_footer():
    notice = (
        "The material on this site is for general information only and is no advice. No liability "
        "is accepted for losses that arise from its use. All rights reserved. "
    )
    document, labels = labelled(f"<main>{STORY}</main><footer><p>{notice * 8}</p></footer>")
    shown = [block.text for block, label in zip(document.blocks, labels, strict=True)
             if label.kind in SHOWN]  # fmt: skip
    assert len(shown) == 6
    assert not any("liability" in text for text in shown)


def test_a_story_that_stands_in_a_footer_alone_is_shown():
    _, labels = labelled(f"<footer>{STORY}</footer>")
    assert all(label.kind == "article" for label in labels)


def test_links_below_a_heading_of_other_stories_are_other_stories():
    links = "".join(
        f"<p><a href='/{name}'>{name} opens on the second of May</a></p>"
        for name in ("Library", "Bridge", "Market")
    )
    document, labels = labelled(f"{STORY}<div><h3>Read also</h3><div>{links}</div></div>")
    kinds = {block.text: label.kind for block, label in zip(document.blocks, labels, strict=True)}
    assert kinds["Read also"] == "teaser"
    assert all(kind == "teaser" for text, kind in kinds.items() if "opens on" in text)


def test_a_standfirst_is_no_heading_of_the_buttons_below_it():
    said = (
        "The harbour of Osk lost its only ferry in a night of storm, and nobody on the island "
        "knows when another will come or who is going to pay for it"
    )
    share = '<div class="share"><a href="/s">Share</a> <a href="/g">Give this article</a></div>'
    document, labels = labelled(
        f"<html><body><main><h1>Ferry lost</h1><div><h2>{said}</h2>{share}</div>{STORY}"
        "</main></body></html>"
    )
    shown = [
        block.text
        for block, label in zip(document.blocks, labels, strict=True)
        if label.kind in SHOWN
    ]
    assert said in shown
    assert not any("Give this article" in text for text in shown)


def test_a_caption_that_stands_right_above_is_folded():
    words = "The ferry at its pier in Osk on Tuesday, with the harbour master in front of it"
    figure = (
        f"<figure><img src=/a.jpg alt=''><figcaption>{words}</figcaption></figure>"
        "<figure><img src=/b.jpg alt=''><figcaption>Photo: Ida Vell</figcaption></figure>"
    )
    document, labels = labelled(f"<h1>Ferry sails</h1>{figure}{figure}{STORY}")
    said = [(block.text, label) for block, label in zip(document.blocks, labels, strict=True)]
    captions = [label for text, label in said if text == words]
    assert [label.kind for label in captions] == ["caption", "control"]
    assert captions[1].reason == "stands right above already"
    # A credit may be that of another picture: it counts only right behind its like.
    credits_ = [label.kind for text, label in said if text == "Photo: Ida Vell"]
    assert credits_ == ["caption", "control"]


def test_credits_of_two_pictures_stay():
    figures = "".join(
        f"<figure><img src=/{n}.jpg alt=''><figcaption>The ferry at pier {n} on Tuesday morning"
        "</figcaption><figcaption>Photo: Ida Vell</figcaption></figure>"
        for n in (1, 2)
    )
    document, labels = labelled(f"<h1>Ferry sails</h1>{figures}{STORY}")
    kinds = [
        label.kind
        for block, label in zip(document.blocks, labels, strict=True)
        if block.text == "Photo: Ida Vell"
    ]
    assert kinds == ["caption", "caption"]


def test_the_words_of_another_storys_picture_are_its_own():
    cards = "".join(
        f"<li><figure><img src=/{n}.jpg alt=''><figcaption>A pier in winter {n}</figcaption>"
        f"</figure><h3><a href='/story-{n}'>Port {n} counts its ships again</a></h3></li>"
        for n in range(4)
    )
    figure = (
        "<figure><img src=/o.jpg alt=''><figcaption>A pier of Osk in winter</figcaption></figure>"
    )
    document, _ = labelled(f"<main>{STORY}{figure}</main><aside><ul>{cards}</ul></aside>")
    taken: dict[str, Kind] = {"figure": "caption", "heading": "teaser", "item": "teaser"}
    labels = [Label(taken.get(block.shape, "article"), "", 0.7) for block in document.blocks]
    page_figures.of_others(document, labels)
    said = [
        label.kind
        for block, label in zip(document.blocks, labels, strict=True)
        if "in winter" in block.text
    ]
    assert said == ["caption", *["teaser"] * 4]


LIVE = """\
The bridge between Osk and Karvel will close for a year from June, the roads agency said on Tuesday.
Counting has begun.
Mayor Ole Brandt said that the fares on the ferry would double, which nobody had asked for.
Ferry sails again.
A second ferry shall sail from July, said the agency's head, Mona Dahl, who leads it since 2019.
Bridge is closed.
Lorry drivers would strike if the fares rose, and their union called a meeting for the evening.
""".splitlines()


def test_short_posts_of_a_live_blog_are_shown_like_the_long_ones():
    items = "".join(
        f"<li class=update><header><time>{20 - hour}:05</time></header><p>{said}</p>"
        "<div class=share><a href=#>Share</a></div></li>"
        for hour, said in enumerate(LIVE)
    )
    document, labels = labelled(f"<article><h1>Bridge: live</h1><ol>{items}</ol></article>")
    shown = [b.text for b, label in zip(document.blocks, labels, strict=True) if not label.hidden]
    assert [text for text in shown if text in LIVE] == LIVE


def test_terms_are_shown_with_what_explains_them():
    listed = "<dl><dt>Turnout</dt><dd>61 per cent of the voters on the island</dd></dl>"
    document, labels = labelled(f"<article><h1>Ferry vote</h1>{STORY}{listed}{STORY}</article>")
    kinds = {b.text: label.kind for b, label in zip(document.blocks, labels, strict=True)}
    assert kinds["Turnout"] == kinds["61 per cent of the voters on the island"] == "article"


def test_the_caption_of_a_table_shares_its_fate():
    table = "<table><caption>Northern League</caption><tr><th>Team<th>Pts<tr><td>Osk<td>28</table>"
    document, labels = labelled(f"<article><h1>Ferry sails</h1>{STORY}{table}{STORY}</article>")
    found = {block.shape: label for block, label in zip(document.blocks, labels, strict=True)}
    assert (found["table"].kind, found["figure"].kind) == ("article", "caption")
    hidden = [Label("navigation", "", 0.7) for _ in labels]
    page_figures.of_tables(document, hidden, survey(document))
    assert all(label.hidden for label in hidden)


def test_an_interview_keeps_its_short_questions_and_answers():
    talk = "".join(
        f"<p><b>{question}</b></p><p>{answer}</p>"
        for question, answer in (
            ("When do you get up?", "At two."),
            ("Every day?", "Yes."),
            ("Do you share recipes?", "Never."),
            ("Do you read the comments?", "No."),
        )
    )
    document, labels = labelled(
        "<article><h1>Bread is patience</h1><p>Arne Sillitoe has run the bakery in Holmvik for "
        f"thirty years.</p>{talk}</article>"
    )
    assert [label.kind for label in labels] == ["title", *["article"] * 9], document


def test_a_phrase_is_told_as_such_and_single_words_as_no_more_than_words():
    asks = (
        "We use cookies to measure how our pages are read. You can change your choice at any time."
    )
    document, labels = labelled(f"<div><p>{asks}</p></div><article>{STORY}</article>")
    told = {block.text: label for block, label in zip(document.blocks, labels, strict=True)}
    assert (told[asks].kind, told[asks].reason) == ("consent", REASONS["consent"])
    speak = {"share", "newsletter", "appeal", "subscribe", "consent", "legal", "teaser", "author"}
    for kind, phrase in page_reasons._OF_KINDS["word"].items():
        assert (phrase == REASONS.get(kind)) <= (kind not in speak)


def test_what_there_is_little_of_is_no_reason():
    document, _ = labelled(f"<article><h1>The ferry</h1>{STORY}</article>")
    model = page_model.load().kinds
    column = page_kinds.COLUMNS.index("alike")
    speaks = {
        (kind, other): float(model.apart(kind, other)[1][column])
        for kind in KINDS
        for other in KINDS
        if kind not in SHOWN
    }
    few = min(speaks, key=speaks.__getitem__)
    many = max(speaks, key=speaks.__getitem__)
    rows = np.tile(model.second.means, (2, 1))
    rows[:, column] *= (0.5, 2.0)
    said = "one of many blocks made alike"

    def why(pair: tuple[Kind, Kind], row: int) -> str:
        return page_reasons.reasons(document.blocks[:1], rows[[row]], model, *zip(pair))[0][0]

    assert why(few, 0) != said
    assert why(many, 1) == said


@pytest.mark.parametrize(
    ("text", "first", "kind"),
    [
        ("Nobody has waited longer than a quarter of an hour, it seems.", "teaser", "article"),
        ("Sign up for our newsletter and read more about the ferry.", "teaser", "teaser"),
        ("Has sailed to Osk for nine years and writes about it.", "author", "author"),
        ("Nobody has waited.", "teaser", "teaser"),
    ],
)
def test_what_is_marked_as_a_standfirst_is_one_where_no_phrase_speaks_against_it(text, first, kind):
    top = f"<h1>The ferry to Osk sails again</h1><p class=standfirst>{text}</p>"
    document = read(f"<article>{top}<div>{STORY}</div></article>", URL)
    labels = list(declutter.label(document))
    labels[:2] = [Label("title", "", 1.0), Label(first, "", 0.7)]
    page_guards.lead(document, labels, judge(document, page_model.load()))
    assert labels[1].kind == kind


def test_a_short_label_of_a_button_is_none_of_the_story_a_question_may_be():
    ask = "How long does the ferry take?"
    document = read(
        f"<article><h1>The ferry</h1>{STORY}<div><button>Metric</button><button><h3>{ask}</h3>"
        f"</button></div>{STORY}</article>", URL,
    )  # fmt: skip
    labels = [Label("article", "", 0.8)] * len(document.blocks)
    page = survey(document)
    page_figures.buttons(labels, np.zeros((len(labels), len(KINDS)), np.float32), page)
    told = {block.text: label.kind for block, label in zip(document.blocks, labels, strict=True)}
    assert (told["Metric"], told[ask]) == ("control", "article")


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("The ferryman feeds his sturgeons, Osk", "caption"),
        (
            "<p>The ferryman feeds his sturgeons, Osk</p><p>Turn on the script to see it</p>",
            "share",
        ),
        ("Zoom", "share"),
        ("<a href='/p'>The ferryman feeds his sturgeons, Osk</a>", "share"),
    ],
)
def test_what_the_page_calls_a_caption_is_one_where_nothing_speaks_against_it(inside, kind):
    figure = f"<figure><img src=a.jpg><figcaption>{inside}</figcaption></figure>"
    document = read(f"<article><h1>Sturgeons of Osk</h1>{figure}{STORY}</article>", URL)
    labels = list(declutter.label(document))
    caption = next(
        number
        for number, block in enumerate(document.blocks)
        if "figcaption" in block.evidence.path
    )
    labels[caption] = Label("share", "worded like share and follow buttons", 0.9)
    said = np.zeros((len(labels), len(KINDS)), np.float32)
    page_figures.of_figures(document, labels, said)
    assert labels[caption].kind == kind
