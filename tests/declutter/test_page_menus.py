"""Rows of links: which of them are judged, and what the others are said to be."""

from hypothesis import given
from hypothesis import strategies as st

from reader import declutter
from reader.core.model import Block, Evidence, Label, Run
from reader.declutter import page_menus
from reader.formats.html import read

URL = "https://news.example/a"
STORY = "".join(
    f"<p>The glassworks of Ostrel lit furnace number {number} again, and its foreman said that "
    f"the {number + 40} people who had been sent home would be called back by Friday.</p>"
    for number in range(2, 8)
)
TOWNS = ["Ostrel", "Vinda", "Harrow Bay", "Lumm", "Kesk", "Pallet", "Northmoor", "Zeel"]


def listed(names, what="menu"):
    entries = (f"<li><a href='/{name}'>{name}</a></li>" for name in names)
    return f"<ul class={what}>{''.join(entries)}</ul>"


def middle_of(html):
    blocks = read(html, URL).blocks
    return [[blocks[n].text for n in middle] for middle in page_menus.middles(blocks)]


def test_a_long_row_goes_by_its_first_two_links_and_its_last_two():
    assert middle_of(listed(TOWNS) + STORY) == [TOWNS[2:-2]]
    assert middle_of(STORY + listed(TOWNS)) == [TOWNS[2:-2]]


def test_headlines_are_rows_as_well():
    told = [f"{town} gets its new glassworks back after years" for town in TOWNS]
    assert middle_of(listed(told)) == [told[2:-2]]


def test_each_row_has_ends_of_its_own():
    assert middle_of(listed(TOWNS, "top") + listed(TOWNS, "side")) == [TOWNS[2:-2]] * 2


def test_short_rows_paragraphs_texts_and_mixed_lists_have_no_middle():
    assert middle_of(listed(TOWNS[:5])) == []
    assert middle_of(listed(f"{town} " * 40 for town in TOWNS)) == []
    assert middle_of("".join(f"<li>{town}</li>" for town in TOWNS)) == []
    assert middle_of("".join(f"<p>See <a href=/{town}>{town}</a></p>" for town in TOWNS)) == []
    assert middle_of("".join(f"<h3><a href=/{town}>{town}</a></h3>" for town in TOWNS)) == []


def copied_in(html):
    blocks = read(html, URL).blocks
    found = page_menus.copies(blocks)
    assert all(blocks[number].runs == blocks[first].runs for number, first in found.items())
    return [(blocks[number].text, number - first) for number, first in found.items()]


def test_a_menu_that_stands_there_again_goes_by_the_first():
    narrow = listed(TOWNS[:3], "narrow")
    assert copied_in(listed(TOWNS[:3], "wide") + STORY + narrow) == [
        (town, 9) for town in TOWNS[:3]
    ]
    assert copied_in(listed(TOWNS[:3]) + narrow + STORY + narrow) == [
        *((town, 3) for town in TOWNS[:3]),
        *((town, 12) for town in TOWNS[:3]),
    ]


def test_a_link_alone_that_stands_there_again_is_judged_itself():
    once = "<p><a href='/Lumm'>Lumm</a></p>"
    assert copied_in(listed(TOWNS) + STORY + once + STORY + once) == []
    assert copied_in(listed(TOWNS) + STORY + listed(["Lumm", "Aster", "Kesk"])) == []


def test_other_words_or_another_place_to_lead_to_make_other_links():
    other = listed(TOWNS).replace("href='/", "href='/en/")
    assert copied_in(listed(TOWNS) + other) == []
    assert copied_in(listed(TOWNS[:4]) + listed(TOWNS[4:])) == []


def test_a_copy_has_the_kind_of_the_first_and_says_why():
    page = f"<nav>{listed(TOWNS)}</nav><article><h1>Glass</h1>{STORY}</article>"
    document = read(page + listed(TOWNS, "narrow"), URL)
    labels = declutter.label(document)
    assert [block.text for block in document.blocks[-8:]] == TOWNS
    assert {label.kind for label in labels[-8:]} == {"navigation"}
    assert {label.reason for label in labels[-8:]} == {"the same links stand further up"}
    assert labels[-1].confidence == labels[TOWNS.index("Zeel")].confidence


def test_the_middle_has_the_kind_of_its_ends_and_says_so():
    document = read(f"<nav>{listed(TOWNS)}</nav><article><h1>Glass</h1>{STORY}</article>", URL)
    labels = dict(
        zip((block.text for block in document.blocks), declutter.label(document), strict=True)
    )
    assert {labels[town].kind for town in TOWNS} == {"navigation"}
    told = "one of 8 links in a row that look alike"
    assert {labels[town].reason for town in TOWNS[2:-2]} == {told}
    assert all(labels[town].reason != told for town in TOWNS[:2] + TOWNS[-2:])


def test_what_most_ends_are_the_middle_is():
    share, menu = Label("share", "", 0.9), Label("navigation", "", 0.6)
    made = page_menus.completed([menu, share, menu, menu], [range(2, 4)])
    kinds = [label.kind for label in made]
    assert kinds == ["navigation", "share", "navigation", "navigation", "navigation", "navigation"]
    assert made[2].confidence == 0.6


def block_of(text, href, tag):
    return Block("paragraph", (Run(text, href),), evidence=Evidence(path=(tag,)))


TEXTS = st.text("ab", min_size=1, max_size=2)
BLOCKS = st.lists(
    st.builds(block_of, TEXTS, st.sampled_from(["/a", None]), st.sampled_from("xy")), max_size=60
)


@given(BLOCKS)
def test_every_block_has_one_label_and_those_that_were_judged_their_own(blocks):
    rows = page_menus.middles(blocks)
    judged = page_menus.without(blocks, rows)
    left = {number for middle in rows for number in middle}
    assert list(judged) == [block for number, block in enumerate(blocks) if number not in left]
    own = [Label("navigation", str(number), 1.0) for number in range(len(judged))]
    made = page_menus.completed(own, rows)
    assert len(made) == len(blocks)
    assert [label for number, label in enumerate(made) if number not in left] == own


@given(BLOCKS)
def test_copies_are_of_what_is_judged_and_every_block_has_a_label(blocks):
    again = page_menus.copies(blocks)
    assert all(first < number and first not in again for number, first in again.items())
    once = [number for number in range(len(blocks)) if number not in again]
    made = page_menus.copied([Label("share", str(number), 1.0) for number in once], again)
    assert [label.reason for label in made] == [
        "the same links stand further up" if number in again else str(number)
        for number in range(len(blocks))
    ]
