"""Where a block's links lead, as the page model sees it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.declutter import page_links
from reader.declutter.page_survey import survey
from reader.declutter.targets import COLUMNS, target
from reader.formats.html import read

URL = "https://www.harbour-post.co.uk/news/ferry"
AT = {name: number for number, name in enumerate(page_links.COLUMNS)}
HOME = "harbour-post.co.uk"


def rows(html: str):
    document = read(html, URL)
    table = page_links.table(survey(document), np.zeros(len(document.blocks)))
    return {block.text: row for block, row in zip(document.blocks, table, strict=True)}


@pytest.mark.parametrize(
    ("href", "column", "value"),
    [
        ("https://harbour-post.co.uk/world/", "to_other", 0.0),
        ("https://sport.harbour-post.co.uk/", "to_other", 0.0),
        ("https://shop.example/oars", "to_other", 1.0),
        ("https://harbour-post.co.uk/", "to_home", 1.0),
        ("https://harbour-post.co.uk/ferry#comments", "to_here", 1.0),
        ("mailto:desk@harbour-post.co.uk", "to_mail", 1.0),
        ("mailto:desk@harbour-post.co.uk", "to_known", 0.0),
        ("https://harbour-post.co.uk/2024/05/why-the-old-ferry-sails-again", "to_slug", 1.0),
        ("https://harbour-post.co.uk/2024/05/why-the-old-ferry-sails-again", "to_number", 1.0),
        ("https://harbour-post.co.uk/news/story.html", "to_file", 1.0),
        ("https://harbour-post.co.uk/search?q=ferry", "to_query", 1.0),
        ("", "to_known", 0.0),
    ],
)
def test_an_address_says_where_it_leads(href, column, value):
    found, _ = target(href, HOME)
    assert found[AT[column]] == value


def test_a_headline_in_an_address_is_not_among_its_words():
    _, said = target("https://harbour-post.co.uk/world/ferry-sails-again-at-last", HOME)
    assert said == ("world",)


def test_another_site_is_named():
    _, said = target("https://www.oars.example/shop/wide-oars", HOME)
    assert said[0] == "@oars"


def test_lists_of_stories_are_boxes_of_long_addresses():
    items = "".join(
        f"<li><a href='/news/{day}-boats-came-home-from-the-bay'>Story {day}</a></li>"
        for day in range(4)
    )
    found = rows(f"<nav><a href='/sport'>Sport</a> <p>x</p></nav><div><ul>{items}</ul></div>")
    assert found["Story 1"][AT["cards_2"]] > found["Sport"][AT["cards_1"]]


def test_links_to_one_place_are_twins():
    found = rows("<p><a href='/a'>One</a></p><p><a href='/a'>Two</a></p><p><a href='/b'>Three</a>")
    assert found["One"][AT["to_twins"]] == 1
    assert found["Three"][AT["to_twins"]] == 0


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_address_will_do(href, home):
    found, said = target(href, home)
    assert len(found) == len(COLUMNS)
    assert all(0 <= value <= 2 for value in found)
    assert len(set(said)) == len(said)
