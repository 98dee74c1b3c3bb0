"""Which paragraphs of two reports say the same: labelled pairs of reports, and small cases."""

import time
from collections import Counter
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import Payload
from reader.library.digest import digest
from reader.stories.align import align
from tests.bench import pairs as bench

# Pairs of paragraphs that say the same, and after them those of which one may hold either.
LABELLED = {
    ("coastline-bridge.txt", "gazette-bridge.html"): (
        {(0, 1), (0, 2), (1, 1), (1, 2), (2, 5), (3, 4), (4, 7)},
        {(2, 4), (2, 0), (0, 0), (2, 1)},
    ),
    ("coastline-bridge.txt", "wire-bridge.txt"): (
        {(0, 0), (0, 2), (1, 1), (2, 2), (3, 0)},
        {(2, 1), (4, 3), (1, 0)},
    ),
    ("gazette-bridge.html", "wire-bridge.txt"): (
        {(1, 0), (1, 1), (2, 2), (4, 0), (4, 1), (5, 2), (7, 3)},
        {(5, 0), (0, 0), (0, 2), (5, 1), (2, 1)},
    ),
    ("coastline-minister.txt", "ledger-minister.html"): (
        {(0, 0), (1, 1), (2, 2), (3, 5)},
        {(0, 2), (2, 0), (2, 6), (3, 1), (1, 5)},
    ),
    ("gazette-glacier.html", "wire-glacier.txt"): (
        {(1, 0), (2, 0), (2, 1), (4, 2), (5, 3)},
        {(6, 1), (0, 1), (0, 2), (1, 1), (3, 1)},
    ),
    ("gazette-glacier.html", "peak-glacier.html"): (
        {(2, 1), (2, 2), (4, 7), (5, 9)},
        {(1, 0), (6, 0), (0, 2), (2, 8), (4, 8), (1, 1), (0, 7), (3, 0), (2, 0)},
    ),
    ("wire-glacier.txt", "peak-glacier.html"): (
        {(0, 1), (1, 2), (2, 7), (3, 9)},
        {(1, 0), (0, 0), (0, 8), (2, 8), (1, 4)},
    ),
    ("hafenrundschau-osthafen.txt", "kuestenblatt-osthafen.html"): (
        {(0, 1), (1, 2), (2, 3), (3, 4), (3, 5)},
        {(0, 0), (2, 2), (1, 3)},
    ),
}


def paragraphs(name):
    data = resources.files("reader.demo").joinpath("articles", name).read_bytes()
    made = digest(Payload(data, f"file:///{name}"))
    kept = [
        block.text
        for block, label in zip(made.document.blocks, made.labels, strict=True)
        if label.kind == "article" and block.shape != "heading"
    ]
    return kept, made.document.language


def test_the_demos_reports_align_as_labelled():
    right = wrong = missed = 0
    for (one, other), (same, either) in LABELLED.items():
        (a, of_a), (b, of_b) = paragraphs(one), paragraphs(other)
        found = {(pair.a, pair.b) for pair in align(a, b, (of_a, of_b)).pairs}
        right += len(found & same)
        wrong += len(found - same - either)
        missed += len(same - found)
    # Measured: 39 right, none wrong, 2 missed.
    assert right / (right + wrong) > 0.95
    assert right / (right + missed) > 0.9


@pytest.mark.parametrize(
    ("half", "least"),
    # Measured: tune .96 .93 .84 .91, test .86 .86 .85 .93.
    [("tune", (0.95, 0.92, 0.83, 0.9)), ("test", (0.85, 0.85, 0.84, 0.92))],
)
def test_labelled_pairs_and_stretches(half, least):
    """Precision and recall of the pairs, then of what only one report has."""
    its = bench.total([bench.score(case) for case in bench.cases() if case.half == half])
    assert all(figure >= bound for figure, bound in zip(its.figures, least, strict=True)), its


def test_no_paragraph_hangs_on_many_others():
    """In none of the labelled reports does one say what more than three of the other say."""
    for case in bench.cases():
        found = case.aligned().pairs
        for side in (Counter(pair.a for pair in found), Counter(pair.b for pair in found)):
            assert max(side.values(), default=0) <= 3, case.name


BRIDGE = [
    "The Harbour Bridge opened again on Monday, nine weeks after a barge struck its pier.",
    "The repair cost 4.2 million, which the city and its insurer shared.",
    "Fishermen asked for a second light on the northern pier.",
]


def test_what_only_one_report_says():
    other = [
        (
            "Traffic is back: nine weeks after a barge struck the pier, the Harbour Bridge opened "
            "on Monday. A brass band played on the quay."
        ),
        "A café gave away four hundred cups of tea.",
    ]
    found = align(BRIDGE, other, ("en", "en"))
    assert [(pair.a, pair.b) for pair in found.pairs] == [(0, 0)]
    assert found.only_a == ((), ((0, len(BRIDGE[1])),), ((0, len(BRIDGE[2])),))
    ((start, end),) = found.only_b[0]
    assert other[0][start:end] == "A brass band played on the quay."


def test_copies_align_whole_in_any_order():
    found = align(BRIDGE, BRIDGE[::-1], ("en", "en"))
    assert [(pair.a, pair.b, pair.score) for pair in found.pairs] == [
        (0, 2, 1.0),
        (1, 1, 1.0),
        (2, 0, 1.0),
    ]
    assert not any(found.only_a + found.only_b)


def test_short_sentences_align_where_they_are_the_same_and_not_by_chance():
    found = align(["He said no.", "It rained."], ["It snowed.", "“He said: no!”"], ("en", "en"))
    assert [(pair.a, pair.b) for pair in found.pairs] == [(0, 1)]


def test_the_names_of_a_story_alone_connect_nothing():
    a = [f"Mayor Edda Lindqvist of Karvel {did}." for did in ("swam", "sang", "slept", "left")]
    b = [f"In Karvel, Mayor Edda Lindqvist {did}." for did in ("read", "wrote", "ran", "rowed")]
    assert align(a, b, ("en", "en")).pairs == ()


def test_numbers_count_as_every_country_writes_them():
    a = ["Gesperrt bleibt die Brücke für Fahrzeuge über 7,5 Tonnen."]
    b = ["Fahrzeuge über 7.5 Tonnen dürfen nicht auf die Brücke."]
    assert len(align(a, b, ("de", "de-CH")).pairs) == 1


def test_a_script_without_spaces():
    a = ["北港大桥周一上午重新开放，此前关闭了九个星期。", "渔民抗议新的停泊费。"]
    b = ["学校将组织参观活动。", "周一上午，关闭九个星期的北港大桥重新开放。"]
    found = align(a, b, ("zh", "zh"))
    assert [(pair.a, pair.b) for pair in found.pairs] == [(0, 1)]
    assert found.only_a[1] == ((0, len(a[1])),)


def test_two_languages_are_not_compared():
    found = align(BRIDGE, ["Die Hafenbrücke ist wieder offen."], ("en", "de"))
    assert not found.comparable
    assert found.pairs == ()
    assert found.only_a == ((), (), ())


def test_a_report_among_a_hundred_paragraphs():
    crowd = [f"Paragraph {n} tells of boat {n * 7} and of buoy {n * 11}." for n in range(100)]
    found = align([BRIDGE[0]], [*crowd, BRIDGE[0], *crowd], ("en", "en"))
    assert [(pair.a, pair.b) for pair in found.pairs] == [(0, 100)]


WORDS = st.text(alphabet="abc7 .,!桥大\n", max_size=40)


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
def test_turned_round_it_is_the_same(a, b):
    found, turned = align(a, b), align(b, a)
    assert sorted((p.b, p.a, p.score) for p in found.pairs) == [
        (p.a, p.b, p.score) for p in turned.pairs
    ]
    assert (found.only_a, found.only_b) == (turned.only_b, turned.only_a)
    for text, spans in zip(a, found.only_a, strict=True):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == tuple(sorted(spans))


def test_reports_that_repeat_themselves_take_time_by_their_length_alone():
    def spent(times: int) -> float:
        start = time.process_time()
        align([BRIDGE[0]] * times, [BRIDGE[0] + " " + BRIDGE[1]] * times, ("en", "en"))
        align([" ".join(BRIDGE) * times], [" ".join(BRIDGE[::-1]) * times], ("en", "en"))
        return time.process_time() - start

    spent(100)  # warm
    assert spent(4000) < 8 * spent(1000)  # by their square it would be sixteen times
