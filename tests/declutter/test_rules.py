"""Which blocks a person's rule means, and how it is written down."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import UsageError
from reader.core.model import KINDS, SHOWN, Block, Document, Evidence, Label, Run, Shape
from reader.core.text import squeeze
from reader.declutter import rule_making, rule_text, rules
from reader.declutter.rules import Exact, Place, Rule, normal

STORY = "The council met on Monday and agreed to rebuild the old pier before the autumn storms. "


def at(text, kind="article", tags=("body", "div", "p"), words=(), own=0, shape: Shape = "paragraph",
       confidence=0.9):  # fmt: skip
    evidence = Evidence(path=tags, words=words, own=own)
    return Block(shape, (Run(text),), evidence=evidence), Label(kind, "why", confidence)


BIO = at("Ada Brandt writes about harbours.", words=("bio", "author", "body"), own=2)
FOLLOW = at("Follow us on every channel", words=("body",))
PAGE = [
    at("Pier to be rebuilt", "title", ("body", "div", "h1"), shape="heading"),
    *(at(STORY * 2 + str(number), words=("body",)) for number in range(8)),
    FOLLOW,
    BIO,
    at("Menu", "navigation", ("nav", "ul", "li"), shape="item"),
]


def document(pairs):
    return Document("https://example.org/1", "Pier", None, None, None, "en",
                    tuple(block for block, _ in pairs))  # fmt: skip


def made(pairs, index, verdict="junk", kind="author"):
    labels = [label for _, label in pairs]
    return rule_making.rule_for(document(pairs), labels, index, verdict, kind, "example.org")


def applied(given_rules, pairs, exact=None):
    return rules.apply(given_rules, document(pairs), [label for _, label in pairs], exact)


def test_a_place_is_taken_where_its_words_tell_else_the_text():
    place = Place("paragraph", ("body", "div", "p"), ("bio", "author"))
    assert made(PAGE, 10).matcher == place
    assert made(PAGE, 9).matcher == "follow us on every channel"
    assert made(PAGE, 11).matcher == Place("item", ("nav", "ul", "li"))
    assert made([*PAGE, at("* * *", words=("body",))], 12) is None


def test_hashed_and_short_class_words_tell_nothing():
    pairs = [*PAGE, at("Read on", words=("css1x2", "ad", "x"), own=3)]
    assert made(pairs, len(pairs) - 1).matcher == "read on"


def test_a_place_that_also_holds_the_story_is_no_place():
    pairs = [at(STORY * 3, words=("lead",), own=1), *PAGE]
    assert isinstance(made([*pairs, at("Subscribe", words=("lead",), own=1)], 13).matcher, str)


def test_a_rule_says_what_it_did_and_keeps_the_labellers_word():
    junk, keep = made(PAGE, 10), made(PAGE, 11, "keep", "article")
    labels = applied([junk, keep], PAGE)
    assert labels[10] == Label("author", "you junk blocks like this on this site", 1.0,
                               instead=PAGE[10][1])  # fmt: skip
    assert (labels[11].kind, labels[11].reason) == (
        "article", "you keep blocks like this on this site"
    )  # fmt: skip
    assert labels[11].instead == PAGE[11][1]
    assert labels[:10] == tuple(label for _, label in PAGE[:10])


def test_the_newest_rule_counts():
    junk, keep = made(PAGE, 10), made(PAGE, 10, "keep", "article")
    assert applied([junk, keep], PAGE)[10] == PAGE[10][1]
    assert applied([keep, junk], PAGE)[10].hidden


def test_no_article_loses_more_than_a_tenth_to_rules_but_the_block_itself_is_obeyed():
    short = PAGE[:3] + PAGE[9:]
    rule = Rule("example.org", "junk", "teaser", Place("paragraph", ("body", "div", "p")))
    assert applied([rule], PAGE) == tuple(label for _, label in PAGE)
    assert rules.outcome([rule], document(PAGE), [label for _, label in PAGE], {})[1] == {0}
    exact = {1: Exact("junk", "teaser")}
    labels = applied([rule], short, exact)
    assert [label.hidden for label in labels] == [False, True, False, False, False, True]
    assert labels[1].reason == "you junked this block"


def test_the_tenth_is_of_all_rules_together():
    pairs = [at(STORY, words=("body",)) for _ in range(14)]
    pairs += [at(STORY + str(n), words=(name,), own=1) for n, name in enumerate(("one", "two"))]
    both = [made(pairs, 14), made(pairs, 15)]
    hidden = [label.hidden for label in applied(both, pairs)]
    assert hidden[14:] == [True, False]


def test_the_headline_stays():
    rule = Rule("example.org", "junk", "teaser", "pier to be rebuilt")
    assert not applied([rule], PAGE, {0: Exact("junk", "teaser")})[0].hidden


def test_what_is_hidden_in_doubt_becomes_sure():
    pairs = [*PAGE, at("Perhaps a story", "teaser", confidence=0.5)]
    label = applied([], pairs, {12: Exact("junk", "control")})[12]
    assert (label.kind, label.confidence) == ("teaser", 1.0)


WORDS = st.text(min_size=1, max_size=20).map(squeeze).filter(bool)
KIND = st.sampled_from([kind for kind in KINDS if kind not in SHOWN])
PLACES = st.builds(
    Place,
    st.sampled_from(["paragraph", "item", "table"]),
    st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    st.lists(WORDS, max_size=8).map(tuple),
)
TEXTS = st.text(max_size=300).map(normal).filter(bool)
RULES = st.builds(
    lambda site, matcher, kind, keep: Rule(site, *(("keep", "article") if keep else ("junk", kind)),
                                           matcher),
    WORDS, PLACES | TEXTS, KIND, st.booleans(),
)  # fmt: skip


@given(RULES)
def test_a_line_comes_back_as_the_rule_it_was(rule):
    line = rule_text.line(rule)
    assert "\n" not in line
    assert rule_text.parse(line) == rule
    assert rule_text.read(f"# mine\n\n{line}\n") == ([rule], [])


@given(st.text())
def test_normal_text_is_normal(text):
    assert normal(normal(text)) == normal(text)


@given(st.text() | st.text('keepjunk on":,\\[]{}text words in paragraph'))
def test_no_line_is_more_than_refused(text):
    try:
        rule = rule_text.parse(text)
    except UsageError:
        return
    assert rule_text.parse(rule_text.line(rule)) == rule


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("hide it", "no colon"),
        ('hide it: text "x"', "does not begin"),
        ('junk on example.org: text "x"', "does not begin"),
        ('junk article on example.org: text "x"', "“article” is no kind that is hidden"),
        ("keep on example.org:", "nothing stands after the colon"),
        ('keep on example.org: text "..."', "no words"),
        ('keep on example.org: text "x', "not closed"),
        ('keep on example.org: text "\\x"', "no quoted text"),
        ("keep on example.org: blob p", "“blob” is neither a shape"),
        ("keep on example.org: item p in", "the tags are not"),
        ("keep on example.org: item p in a in b in c", "more than 3 tags"),
        ("keep on example.org: item p, words", "what follows the tags"),
        ('keep on example.org: item ""', "is empty"),
        ("keep on example.org: " + "x" * 4000, "longer than"),
    ],
)
def test_a_wrong_line_is_left_out_with_its_number(line, sentence):
    good = 'keep on example.org: text "a b"'
    found, wrong = rule_text.read(f"{line}\n{good}")
    assert [rule_text.line(rule) for rule in found] == [good]
    assert len(wrong) == 1
    assert wrong[0].startswith("line 1 is left out: ")
    assert sentence in wrong[0]


def test_a_file_brings_nothing_that_acts():
    found, wrong = rule_text.read(
        'keep on "\x1b]0;x\x07evil\\u001b[31m": text "a"\r\nkeep \x9b31mon a: item p\u2028#'
    )
    assert [rule_text.line(rule) for rule in found] == ['keep on evil: text "a"',
                                                        "keep on a: item p"]  # fmt: skip
    assert wrong == []


def test_a_block_is_found_again_by_its_words():
    pairs = [FOLLOW, *PAGE, FOLLOW]
    again = document([PAGE[1], *pairs])
    for index in range(len(pairs)):
        text, nth = rules.nth_of(document(pairs), index)
        assert again.blocks[rules.block_at(again, text, nth)].text == pairs[index][0].text
    assert rules.block_at(again, "follow us on every channel", 3) is None


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        (at("Follow us on every channel"), "share"),
        (at("Ada Brandt lives in Northport.", words=("box", "bio")), "author"),
        (at("Something else", "teaser"), "teaser"),
        (at("She was born in 1974 and lives in Porvale with two dogs."), "author"),
        (at("Our podcast this week: two farmers on the frost"), "advertisement"),
        ((Block("item", (Run("Bridge opens", "https://example.org/2"),)), FOLLOW[1]), "teaser"),
    ],
)
def test_what_is_junked_gets_a_kind(pair, kind):
    assert rule_making.kind_of(*pair) == kind


def test_a_file_of_far_too_much_is_cut_and_said():
    many = [f'keep on example.org: text "rule {number}"' for number in range(2003)]
    found, wrong = rule_text.read("\n".join(many + ["nonsense"] * 200))
    assert len(found) == 2000
    assert wrong[0] == "line 2,001 is left out: more than 2,000 rules"
    assert len(wrong) == 101
    assert wrong[-1] == "103 more lines left out"


def test_thousands_of_rules_cost_little():
    many = [Rule("example.org", "junk", "share", f"text {number}") for number in range(2000)]
    began = time.perf_counter()
    assert applied([*many, made(PAGE, 10)], PAGE)[10].hidden
    assert time.perf_counter() - began < 0.1


def test_a_place_may_name_fewer_tags_than_are_kept():
    rule = Rule("example.org", "keep", "article", Place("item", ("li",)))
    assert not applied([rule], PAGE)[11].hidden
    other = Rule("example.org", "keep", "article", Place("item", ("ol", "li")))
    assert applied([other], PAGE)[11].hidden
