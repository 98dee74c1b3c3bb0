"""Long menus: which of their entries are judged, and what the others are said to be."""

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


def test_a_long_menu_goes_by_its_first_two_entries_and_its_last():
    assert middle_of(listed(TOWNS) + STORY) == [TOWNS[2:-1]]
    assert middle_of(STORY + listed(TOWNS)) == [TOWNS[2:-1]]


def test_each_menu_has_ends_of_its_own():
    assert middle_of(listed(TOWNS, "top") + listed(TOWNS, "side")) == [TOWNS[2:-1]] * 2


def test_short_menus_headlines_texts_and_mixed_lists_have_no_middle():
    assert middle_of(listed(TOWNS[:5])) == []
    assert (
        middle_of(listed(f"{town} gets its new glassworks back after years" for town in TOWNS))
        == []
    )
    assert middle_of("".join(f"<li>{town}</li>" for town in TOWNS)) == []
    assert middle_of("".join(f"<p>See <a href=/{town}>{town}</a></p>" for town in TOWNS)) == []
    assert middle_of("".join(f"<h3><a href=/{town}>{town}</a></h3>" for town in TOWNS)) == []


def test_the_middle_has_the_kind_of_its_ends_and_says_so():
    document = read(f"<nav>{listed(TOWNS)}</nav><article><h1>Glass</h1>{STORY}</article>", URL)
    labels = dict(
        zip((block.text for block in document.blocks), declutter.label(document), strict=True)
    )
    assert {labels[town].kind for town in TOWNS} == {"navigation"}
    assert {labels[town].reason for town in TOWNS[2:-1]} == {
        "one of 8 links in a row that look alike"
    }
    assert all(labels[town].reason != labels["Kesk"].reason for town in ("Ostrel", "Vinda", "Zeel"))


def test_what_most_ends_are_the_middle_is():
    share, menu = Label("share", "", 0.9), Label("navigation", "", 0.6)
    made = page_menus.completed([menu, share, menu], [range(2, 4)])
    assert [label.kind for label in made] == [
        "navigation",
        "share",
        "navigation",
        "navigation",
        "navigation",
    ]
    assert made[2].confidence == 0.6


def block_of(text, href, tag):
    return Block("paragraph", (Run(text, href),), evidence=Evidence(path=(tag,)))


TEXTS = st.text("ab", min_size=1, max_size=2)
BLOCKS = st.lists(
    st.builds(block_of, TEXTS, st.sampled_from(["/a", None]), st.sampled_from("xy")), max_size=60
)


@given(BLOCKS)
def test_every_block_has_one_label_and_those_that_were_judged_their_own(blocks):
    menus = page_menus.middles(blocks)
    judged = page_menus.without(blocks, menus)
    left = {number for middle in menus for number in middle}
    assert list(judged) == [block for number, block in enumerate(blocks) if number not in left]
    own = [Label("navigation", str(number), 1.0) for number in range(len(judged))]
    made = page_menus.completed(own, menus)
    assert len(made) == len(blocks)
    assert [label for number, label in enumerate(made) if number not in left] == own
