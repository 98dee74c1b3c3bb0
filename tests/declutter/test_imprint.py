"""Prints of blocks: what is the same block, what a near copy, and what proves nothing."""

import json

from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import Block, Document, Label, Run
from reader.core.text import words
from reader.declutter.imprint import TOPICS, Imprint, imprint
from reader.declutter.prints import prints

LINE = (
    "Every morning the mail boat takes the paper from the harbour to the outer islands, where "
    "whoever comes first to the jetty hands it on to the houses along the shore."
)
WORDS = st.lists(
    st.sampled_from(["salt", "wind", "quay", "lamp", "rope", "tide", "gull", "oar", "sand", "mast"])
)


def made(*pairs, title="Of the boat"):
    blocks = tuple(Block(shape, (Run(text),)) for shape, _, text in pairs)
    labels = tuple(Label(kind, "", 0.9) for _, kind, _ in pairs)
    return imprint(Document("", title, None, None, None, "en", blocks), labels)


def test_figures_and_case_make_no_other_block():
    one = "Last updated at 14:32 on 3 May 2026 by the desk at the harbour"
    two = "Last updated at 9:10 on 12 May 2027 by the Desk at the Harbour"
    assert prints(words(one))[0] == prints(words(two))[0]
    assert prints(words(one))[0] != prints(words(one.replace("desk", "men")))[0]


def test_a_near_copy_shares_a_print_where_names_and_dates_differ():
    one = f"Written on Monday by Ada Lind in Skarsey. {LINE}"
    two = f"Written on Thursday by Per Olav Moe in Brekke. {LINE}"
    assert set(prints(words(one))[1:]) & set(prints(words(two))[1:])
    other = (
        "Nobody at the council could say when the new school would be open, or who was to pay "
        "for the bus that has to bring the children over the pass while the road is under snow."
    )
    assert not set(prints(words(one))) & set(prints(words(other)))


@given(WORDS)
def test_prints_follow_from_the_words_alone_and_fit_the_store(said):
    found = prints(said)
    assert found == prints(tuple(said))
    assert all(-(1 << 63) <= one < 1 << 63 for one in found)
    assert len(found) in {1, 4}


@given(WORDS, WORDS)
def test_two_blocks_have_one_print_only_where_their_words_are_the_same(one, two):
    assert (prints(one)[0] == prints(two)[0]) == (one == two)


def test_short_blocks_and_those_of_other_stories_have_none():
    found = made(
        ("heading", "article", LINE),
        ("paragraph", "article", "On behalf of the council she said"),
        ("paragraph", "article", "1 2 3 4 5 6 7 8 9 10 11"),
        ("paragraph", "article", "港の船は朝に出て夕方に帰る"),
        ("paragraph", "article", "港の船は朝に出て夕方に帰るので島の人は新聞を待つ"),
        ("paragraph", "teaser", LINE),
        ("paragraph", "appeal", LINE),
    )
    assert sorted(found.blocks) == [4, 6]
    assert found.lead == 4


def test_names_are_those_inside_sentences_the_titles_first():
    line = "The boat of Ada Lind went to Brekke. Harbour talk says that Moe in Brekke waits."
    found = made(("paragraph", "article", line), title="Lind at sea")
    assert len(found.topics()) == 4
    assert found.topics(without={0}) == frozenset()
    many = " ".join(f"then came N{chr(97 + n)}men" for n in range(TOPICS + 5))
    assert len(made(("paragraph", "article", many)).topics()) == TOPICS


@given(st.lists(st.text("aáÁBbß 7.“N\u00a0", max_size=80), max_size=5), st.text(max_size=20))
def test_an_imprint_comes_back_from_the_worker_as_it_was(lines, title):
    rows = [
        ("paragraph", "article", f"Then said the Men of Brekke on a pier {one}") for one in lines
    ]
    found = made(*rows, ("paragraph", "appeal", LINE), title=title)
    again = Imprint.from_json(json.loads(json.dumps(found.to_json())))
    assert again == found
    # Names that stand equally often are told apart by their order.
    assert [[*names] for names in again.names.values()] == [[*n] for n in found.names.values()]
