"""Lists whose items are the story's, though each looks like a menu's entry or another headline."""

import pytest

from reader import declutter
from reader.core.model import Label
from reader.declutter import page_lists, page_model
from reader.declutter.page_judge import judge
from reader.formats.html import read

URL = "https://courier.example/culture/reading-room"
HEAD = "<html><head><title>The reading room of Ostrel opens</title></head><body>"
MENU = "<nav><a href='/'>Home</a> <a href='/town'>Town</a> <a href='/sport'>Sport</a></nav>"
BEFORE = (
    "<article><h1>The reading room of Ostrel opens</h1><p>By Ilse Verrin, 4 May 2026</p>"
    "<p>After nine years of scaffolding the reading room of Ostrel opened its doors on Monday, and "
    "forty people waited outside in the rain, some of them with books that were overdue.</p>"
    "<p>The town had planned to sell the building in 2019. It was saved by a baker, Hanno Trell, "
    "who rented the cellar for his flour and refused to leave until the council gave in.</p>"
)
AFTER = (
    "<p>The room has space for sixty readers, and the old heating, which used to knock every "
    "quarter of an hour, has been replaced by one that nobody has heard yet.</p>"
    "<p>On Sundays it stays closed, since the librarian, Mrs Aldous, sings in the choir.</p>"
)
TEASERS = (
    "</article><aside><h2>More stories</h2><ul>"
    "<li><a href='/town/ferry-runs-aground-again-4411'>The ferry runs aground again</a></li>"
    "<li><a href='/sport/ostrel-lose-at-home-4410'>Ostrel lose at home to nine men</a></li>"
    "</ul></aside></body></html>"
)
NAMES = [
    "Ada Brook",
    "Tomas Quill",
    "Petra Lund",
    "Oskar Venn",
    "Mina Hale",
    "Jon Sarre",
    "Eva Roth",
]
BOOKS = ["Salt", "The Long Ferry", "A Baker's Winter", "Nine Doors", "Silence in the Choir"]


def listed(names, start="https://elsewhere.example/"):
    items = "".join(
        f"<li><a href='{start}{name.replace(' ', '-').lower()}'>{name}</a></li>" for name in names
    )
    return f"<ul>{items}</ul>"


def labels_of(middle, after=AFTER):
    document = read(HEAD + MENU + BEFORE + middle + after + TEASERS, URL)
    labels = declutter.label(document)
    return {block.text: label for block, label in zip(document.blocks, labels, strict=True)}


def hidden(labels, texts):
    return [text for text in texts if labels[text].hidden]


@pytest.mark.parametrize("names", [NAMES, BOOKS, NAMES[:2]])
@pytest.mark.parametrize("start", ["https://elsewhere.example/", "/people/"])
def test_a_list_of_links_that_the_story_announces_is_shown(names, start):
    labels = labels_of(f"<p>These are on the shelf by the door:</p>{listed(names, start)}")
    assert hidden(labels, names) == []
    assert labels["Home Town Sport"].hidden
    assert labels["Ostrel lose at home to nine men"].hidden


def test_a_list_of_names_between_two_paragraphs_is_shown():
    labels = labels_of(listed(NAMES))
    assert hidden(labels, NAMES) == []


@pytest.mark.parametrize("boxes", [1, 2])
def test_a_list_is_the_storys_where_its_paragraphs_lie_in_boxes_of_their_own(boxes):
    begin, end = "<div>" * boxes, "</div>" * boxes
    story = BEFORE + listed(NAMES) + AFTER
    boxed = story.replace("<p>", f"{begin}<p>").replace("</p>", f"</p>{end}")
    document = read(HEAD + MENU + boxed + TEASERS, URL)
    told = zip(document.blocks, declutter.label(document), strict=True)
    assert hidden({block.text: label for block, label in told}, NAMES) == []


def test_sources_at_the_end_are_shown_with_their_heading():
    sources = ["Minutes of the town council", "The baker's lease", "Letters of Mrs Aldous"]
    labels = labels_of(AFTER, f"<h3>Sources</h3>{listed(sources)}")
    assert hidden(labels, ["Sources", *sources]) == []


def test_headlines_of_other_stories_amid_the_story_stay_hidden():
    others = [
        "The baker who would not leave his cellar speaks about his victory",
        "Why the choir of Ostrel sings in an empty swimming bath this summer",
        "Nine years of scaffolding: what the town has paid for it so far",
        "Council wants to sell the old fire station to a maker of organs",
    ]
    labels = labels_of(f"<h3>Read also</h3>{listed(others, '/town/')}")
    assert hidden(labels, others) == others


def test_documents_below_a_line_of_the_story_come_with_it():
    plans = ["Floor plan", "Search", "Map"]
    items = "".join(f"<li><a href='/files/{name}.pdf'>{name}</a></li>" for name in plans)
    labels = labels_of(f"<p>The town has published three papers about it.</p><ul>{items}</ul>")
    assert hidden(labels, plans) == []


def test_notes_of_the_story_are_no_notes_about_its_author():
    notes = ["Ilse Verrin, Flour and Books, Ostrel 2021, p. 88.", "Town archive, box 12."]
    items = "".join(f"<li id='fn{number}'>{note}</li>" for number, note in enumerate(notes, 1))
    labels = labels_of(AFTER, f"<ol class='footnotes'>{items}</ol>")
    assert hidden(labels, notes) == []


def test_points_above_the_first_paragraph_are_the_storys():
    points = ["Sixty seats, none of them heated", "The baker keeps his cellar for ever"]
    items = "".join(f"<li>{point}</li>" for point in points)
    page = BEFORE.replace(
        "2026</p>", f"2026</p><section><h2>Key points</h2><ul>{items}</ul></section>"
    )
    document = read(HEAD + MENU + page + AFTER + TEASERS, URL)
    told = zip(document.blocks, declutter.label(document), strict=True)
    labels = {block.text: label for block, label in told}
    assert hidden(labels, points) == []


def test_what_is_shown_for_its_place_says_so_and_what_spoke_against_it():
    labels = labels_of(f"<p>These are on the shelf by the door:</p>{listed(BOOKS)}")
    shown = [labels[book] for book in BOOKS if "list" in labels[book].reason]
    assert all(label.reason.startswith(("an item of a list", "one of")) for label in shown)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<ol><li>Build a frame of reeds.</li><li>Cover it with moss.</li></ol>", True),
        ("<pre>width = 3 * height</pre>", True),
        (
            "<ol><li>Build a frame of reeds.</li><li><a href='/moss'>Moss for sale</a></li></ol>",
            False,
        ),
        ("<ol><li>Build a frame of reeds.</li><li>Subscribe to our newsletter</li></ol>", False),
    ],
)
def test_what_stands_between_the_storys_blocks_is_the_storys_where_nothing_speaks_against_it(
    inside, shown
):
    document = read(f"{HEAD}<main>{BEFORE}<div>{inside}</div>{AFTER}</main>", URL)
    labels = list(declutter.label(document))
    first, last = (
        next(n for n, block in enumerate(document.blocks) if block.text.startswith(text))
        for text in ("The town had planned", "The room has space")
    )
    for number in range(first + 1, last):
        labels[number] = Label("teaser", "", 0.6)
    page_lists.plain(document, labels, judge(document, page_model.load()))
    assert {labels[number].kind == "article" for number in range(first + 1, last)} == {shown}
