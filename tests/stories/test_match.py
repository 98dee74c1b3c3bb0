"""Whether two articles tell the same story, and why we say so."""

import json
from datetime import UTC, datetime, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.stories import evidence, foreign, grouping, join, match, profile, terms
from reader.stories.background import relative, term_id
from reader.stories.evidence import Evidence
from reader.stories.profile import Profile
from reader.stories.terms import Fingerprint

BARGE = (
    "Barge sinks in Brackmouth harbour",
    [
        "A barge with gravel sank in the mouth of Brackmouth harbour on Monday, closing the port.",
        "Mayor Ida Tamm said divers would inspect the wreck of the Lapwing when the wind dropped.",
        "Fishermen in Brackmouth will lose a week of catches. Tamm promised them compensation.",
    ],
)
BARGE_AGAIN = (
    "Port of Brackmouth closed after gravel barge goes down",
    [
        "The port of Brackmouth stays closed after the gravel barge Lapwing went down in it.",
        "Divers will go to the wreck when the wind drops, mayor Ida Tamm told reporters.",
        "The harbour's fishermen are to be compensated for the catches they lose, Tamm said.",
    ],
)
ELECTION = (
    "Teachers' union wins vote in Castrel",
    [
        "The teachers' union of Castrel won a vote on smaller classes on Monday, the board said.",
        "Turnout was the highest since 1998. Leader Dario Venn called it a victory for the pupils.",
        "Education minister Pia Soling said that the classes would shrink from next autumn on.",
    ],
)
GOAL = (
    "Late goal sends Tormel through",
    [
        "Tormel reached the final of the cup with a late goal against Sankt Veit on Monday.",
        "Striker Lou Brandeis scored from a corner. Coach Emil Rask said that he could not watch.",
        "The final against Perlan will be played in May in the stadium of the capital.",
    ],
)


def make(article, days=None, site=None, language="en"):
    title, paragraphs = article
    when = None if days is None else datetime(2024, 5, 6, tzinfo=UTC) + timedelta(days=days)
    return terms.fingerprint(title, paragraphs, language, when, site)


RARE = relative({}, 2)


def kept(fingerprint):
    return profile.profile(fingerprint, RARE)


def asking(fingerprint):
    return evidence.asking(fingerprint, kept(fingerprint), RARE)


def compared(a, b):
    """What `b`, stored, is to `a` that comes; None where it is not shown."""
    found = matches(a, b)
    return found[0] if found and found[0].level else None


def matches(a, *stored):
    abroad = foreign.Abroad(a, kept(a), RARE)
    rows = [(number, kept(one)) for number, one in enumerate(stored, 1)]
    return match.matches(asking(a), abroad, a.surface, rows)[0]


def duplicate(a, b):
    return match.duplicate(kept(a), kept(b))


def test_two_reports_of_one_event_are_the_same_story_in_a_library_of_two():
    found = compared(make(BARGE), make(BARGE_AGAIN))
    assert found is not None
    assert found.level == "same"
    assert found.score >= match.SAME


def test_other_stories_of_the_same_day_are_not_related():
    for a, b in combinations((BARGE, ELECTION, GOAL), 2):
        assert compared(make(a), make(b)) is None
        assert compared(make(a, 0, "A"), make(b, 0, "B")) is None


def test_the_reason_names_what_both_share_and_the_time_only_where_both_are_dated():
    found = compared(make(BARGE), make(BARGE_AGAIN, 1))
    assert found is not None
    assert "·" not in found.reason
    shared = " ".join(BARGE[1]).casefold(), " ".join(BARGE_AGAIN[1]).casefold()
    for word in found.reason.split(", "):
        assert all(word.casefold() in text for text in shared)
    assert any(word in found.reason for word in ("Brackmouth", "Tamm", "Lapwing"))
    for days, said in ((0.4, "same day"), (1, "1 day apart"), (2, "2 days apart")):
        found = compared(make(BARGE, 0), make(BARGE_AGAIN, days))
        assert found is not None
        assert found.reason.endswith(f"· {said}")


def test_one_outlet_goes_on_with_a_story_it_does_not_tell_it_twice():
    assert compared(make(BARGE, 0, "A"), make(BARGE_AGAIN, 1, "A")).level == "follow-up"
    assert compared(make(BARGE, 0, "A"), make(BARGE_AGAIN, 1, "B")).level == "same"
    assert compared(make(BARGE, 0, "A"), make(BARGE_AGAIN, 1, None)).level == "same"


def test_weeks_later_it_is_a_follow_up_with_a_lower_score():
    near = compared(make(BARGE, 0), make(BARGE_AGAIN, 1))
    late = compared(make(BARGE, 0), make(BARGE_AGAIN, 12))
    assert late.level == "follow-up"
    assert late.score < near.score


def test_a_copy_is_a_duplicate_and_another_report_is_not():
    copy = make((None, [*BARGE[1], "(Agency)"]))
    assert duplicate(make(BARGE), copy)
    assert duplicate(copy, make(BARGE))
    assert not duplicate(make(BARGE), make(BARGE_AGAIN))
    headline = ("Storm over the coast", [])
    assert not duplicate(make(headline), make(headline))


def test_short_texts_need_a_name_or_a_telling_word_of_the_title():
    one = make(("Harbour news", ["The wind dropped and the port opened again for a week."]))
    other = make(("Evening notes", ["When the wind dropped for a week the port opened."]))
    assert compared(one, other) is None


def test_titles_alone_can_be_compared():
    one = make(("Barge Lapwing sinks in Brackmouth harbour", []))
    other = make(("Brackmouth harbour closed as barge Lapwing sinks", []))
    assert compared(one, other).level == "same"


def test_names_are_found_past_sentence_starts_and_title_case():
    found = make(
        ("The Great Storm Comes", ["Yesterday Ida Tamm spoke. Tamm laughed. Rain fell on Perlan."])
    )
    names = {found.surface.get(stem, stem) for stem in found.names}
    assert {"Tamm", "Perlan"} <= names
    assert not {"Great", "Storm", "Comes", "Yesterday", "Rain"} & names


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "Мост через Ольшанку закрыли в Заречинске, сообщил Пётр Калганов журналистам.",
         "В Заречинске закрыт мост через реку Ольшанку, подтвердил Калганов во вторник."),
        ("tr", "Karaçay Barajı'nda su seviyesi yüzde on dörde düştü, müdür Selim Akdora söyledi.",
         "Selim Akdora, Karaçay Barajı'ndaki su seviyesinin düştüğünü açıkladı."),
        ("ja", ("青浜港の沖合で漁船2隻が衝突し、乗組員2人がけがをしました。海上保安部によりますと、"
         "青浜漁協の「第三波丸」が濃霧の中で別の船とぶつかったということです。"),
         ("濃霧の青浜港沖で漁船「第三波丸」が別の漁船と衝突、乗組員2人がけが。"
         "海上保安部が青浜漁協から話を聞いています。")),
        (None, "Majiri ya Kitonga yalifunga bandari ya Mbaruku jumatatu usiku.",
         "Bandari ya Mbaruku ilifungwa baada ya majiri ya Kitonga jumatatu."),
    ],
)  # fmt: skip
def test_stories_in_other_languages(language, one, other):
    a, b = make((None, [one]), language=language), make((None, [other]), language=language)
    assert compared(a, b).level in {"same", "possible"}


def test_a_fingerprint_comes_back_from_json():
    found = make(BARGE, 1, "A")
    again = Fingerprint.from_json(json.loads(json.dumps(found.to_json())))
    assert (again.title, again.names, again.published, again.digest, again.sketch) == (
        found.title, found.names, found.published, found.digest, found.sketch,
    )  # fmt: skip
    assert kept(again).terms == kept(found).terms
    assert kept(again).marks == kept(found).marks
    assert len(found.to_json()) < 4000


FERRY = (
    "Ferry Anna Tweel runs aground",
    ["The ferry Anna Tweel ran aground off Sandhaven on Tuesday with 61 people aboard.",
     "The harbour master of Ostrup, Jens Karvel, said that lifeboats took all of them ashore."],
)  # fmt: skip
FAEHRE = (
    "Fähre läuft vor Sandhaven auf Grund",
    ["Vor Sandhaven ist am Dienstag die Fähre Anna Tweel auf Grund gelaufen, mit 61 Menschen.",
     "Alle wurden gerettet, sagte Hafenmeister Jens Karvel in Ostrup der Zeitung am Abend."],
)  # fmt: skip


def test_articles_in_two_languages_are_one_story_by_their_names_and_numbers():
    found = compared(make(FERRY, 0), make(FAEHRE, 0.2, language="de"))
    assert found.level == "same"
    assert found.score >= grouping.JOIN
    undated = compared(make(FERRY), make(FAEHRE, language="de"))
    assert undated.level == "possible"
    assert undated.score < grouping.JOIN
    assert compared(make(FERRY, 0, "A"), make(FAEHRE, 0.2, "A", "de")).level == "possible"
    assert found.reason.endswith(" · in another language · same day")
    assert {*found.reason.split(" · ")[0].split(", ")} <= {
        "Anna", "Tweel", "Sandhaven", "Jens", "Karvel", "Ostrup", "61",
    }  # fmt: skip
    assert compared(make(FERRY, 0), make(FAEHRE, 9, language="de")) is None
    assert compared(make(BARGE, 0), make(FAEHRE, 0, language="de")) is None
    both = {term for term, _ in profile.keys(make(FERRY), RARE, 2)}
    assert both & {term for term, _ in profile.keys(make(FAEHRE, language="de"), RARE, 2)}


def test_frequent_terms_are_no_keys():
    found = make(BARGE)
    keys = [term for term, _ in profile.keys(found, RARE, 2)]
    words = {term_id(stem): stem for stem in found.stems}
    own = [words[term] for term in keys if term in words]
    assert len(own) <= profile.KEYS
    assert "the" not in own
    assert "lapw" in own
    weights = [weight for term, weight in profile.keys(found, RARE, 2) if term in words]
    assert weights == sorted(weights, reverse=True)
    often = dict.fromkeys(keys, 5000)
    assert not {*keys} & {term for term, _ in profile.keys(found, relative(often, 10000), 10000)}


def test_a_copy_says_what_it_has_of_its_own_from_either_side():
    longer = make(
        (BARGE[0], [*BARGE[1], "Brackmouth's two pilots had warned of the sandbank since May."])
    )
    (found,) = matches(make(BARGE), longer)
    assert found.copied
    assert found.level == "same"
    assert found.reason == "the same text, 1 paragraph of its own"
    assert found.back == "the same text without 1 paragraph"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=4), st.lists(st.text(max_size=120), max_size=4))
def test_any_two_texts_can_be_compared_and_copies_are_copies_both_ways(one, other):
    a, b = make((None, one), language=None), make(("T", other), language="en")
    there, back = evidence.pair(asking(a), kept(b)), evidence.pair(asking(b), kept(a))
    evidence.rank([there])
    assert there.cosine == pytest.approx(back.cosine)
    assert 0 <= there.cosine <= 1
    assert 0 <= join.probability(there) <= 1
    assert duplicate(a, b) == duplicate(b, a)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=5), st.sampled_from([None, -3.5, 0, 8]))
def test_a_profile_comes_back_from_its_bytes(paragraphs, days):
    found = kept(make(("Title", paragraphs), days, "Site"))
    again = Profile.from_bytes(found.to_bytes())
    assert again.to_bytes() == found.to_bytes()
    assert again.terms == found.terms
    assert again.marks == found.marks


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 30), st.integers(5, 900))
def test_more_in_common_is_never_less_probable(less, more, days, words):
    less, more = sorted((less, more))
    for name, own in product(
        ("cosine", "names_told", "numbers", "opening", "lift", "nearest", "mutual"), (False, True)
    ):
        pair = [
            Evidence(words=words, days=days, one_outlet=own, **{name: value})
            for value in (less, more)
        ]
        assert join.probability(pair[0]) <= join.probability(pair[1]) + 1e-9


def test_the_same_day_of_the_week_speaks_for_one_story_and_another_day_against():
    def told(day):
        title, (first, *rest) = BARGE_AGAIN
        return make((title, [f"{first[:-1]} on {day}.", *rest]))

    here = make(BARGE)
    same, other = (evidence.pair(asking(here), kept(told(day))) for day in ("Monday", "Thursday"))
    unsaid = evidence.pair(asking(here), kept(make(BARGE_AGAIN)))
    assert (same.weekday, same.other_weekday) == (True, False)
    assert (other.weekday, other.other_weekday) == (False, True)
    assert (unsaid.weekday, unsaid.other_weekday) == (False, False)
    evidence.rank([same, other, unsaid])
    assert join.probability(other) < join.probability(unsaid) < join.probability(same)


def test_an_article_that_has_a_nearer_one_stands_further_off():
    asked, stored = asking(make(BARGE)), kept(make(BARGE_AGAIN))
    one, taken = (evidence.pair(asked, stored._replace(nearest=near)) for near in (0.0, 0.95))
    evidence.rank([one, taken])
    assert taken.mutual < one.mutual == 1
    assert join.probability(taken) < join.probability(one)


def test_a_profile_of_before_lacks_what_was_not_kept_then():
    stored = kept(make(BARGE_AGAIN))._replace(nearest=0.5)
    before = Profile.from_bytes(stored.to_bytes()[:-6])
    assert (before.nearest, before.opening_norm, before.weekdays) == (0, 0, 0)
    assert before.terms == stored.terms
    found = evidence.pair(asking(make(BARGE)), before)
    assert found.opening == found.cosine
    assert not found.other_weekday


def test_a_sentence_or_two_need_more_than_one_word_in_common():
    rates, meets = make(("Orlow raises fares", [])), make(("Orlow to meet", []))
    (found,) = matches(meets, rates)
    assert found.level == "possible"
    assert found.score < grouping.JOIN
    barge = make(("Barge sinks in Brackmouth", ["A barge sank in Brackmouth. Read more."]))
    assert compared(barge, make(BARGE)).level == "same"


def test_the_time_between_goes_by_the_calendar():
    for one, other, said in (
        (0.94, 1.86, "22 h apart"),
        (0.3, 0.9, "same day"),
        (0.3, 2.9, "2 days apart"),
        (0, 1.4, "1 day apart"),
    ):
        found = compared(make(BARGE, one), make(BARGE_AGAIN, other))
        assert found.reason.endswith(f"· {said}"), found.reason


def test_a_reason_writes_names_as_names_and_leaves_out_empty_words():
    one = make(
        ("Ferry ran aground off Estrel", ["A ferry ran aground off a rock. Estrel is near."])
    )
    assert one.surface["estrel"] == "Estrel"
    loud = make(("FERRY RAN AGROUND OFF ESTREL", ["A ferry ran aground off a rock."]))
    assert loud.surface["estrel"] == "Estrel"
    found = compared(one, make(("Ferry ran aground off Estrel, crew says", ["It ran aground."])))
    assert "ran" not in found.reason.split(", ")


def test_reports_years_apart_join_no_story_however_alike_they_are():
    for days, joins in ((1, True), (20, True), (400, False), (1500, False)):
        found = compared(make(BARGE, days, "A"), make(BARGE_AGAIN, 0, "B"))
        assert (found.score >= grouping.JOIN) == joins


FIRE = (
    "Trawler Marlis towed into Ostrup after engine fire",
    [("The trawler Marlis was towed into Ostrup on Monday after a fire in her engine room. Captain "
     "Jens Karvel and a crew of six were unhurt."),
     "The owner, Tweel Fisheries, said that the damage would be looked at by divers."],
)  # fmt: skip
CHARGED = (
    "Captain of the Marlis charged over missing extinguishers",
    [("Jens Karvel, captain of the trawler Marlis, was charged by prosecutors in Ostrup on Friday "
     "because two extinguishers were missing on board."),
     "Tweel Fisheries, which owns the ship, said that it would stand by him."],
)  # fmt: skip


@pytest.mark.parametrize("days", [1, 2, 4, 9, 20, 60])
def test_an_outlet_goes_on_with_its_story_about_the_same_people(days):
    assert compared(make(CHARGED, days, "A"), make(FIRE, 0, "A")).level == "follow-up"
    assert compared(make(ELECTION, days, "A"), make(FIRE, 0, "A")) is None
    assert compared(make(GOAL, days, "A"), make(FIRE, 0, "A")) is None


def test_a_reason_has_no_empty_words_and_writes_a_name_as_a_name():
    one = make(
        ("Quorvex Inc to buy Lumerra Ltd",
         [("Quorvex Inc ran a bid for Lumerra Ltd, said Dr Tamm. Shares of Quorvex Inc ran up. "
          "The bid stands at quorvex.com until Quorvex or Lumerra says more.")])
    )  # fmt: skip
    other = make(
        ("Lumerra Ltd agrees to Quorvex Inc bid",
         ["Lumerra Ltd ran a vote and took the bid of Quorvex Inc, Dr Tamm said on a call."])
    )  # fmt: skip
    found = compared(one, other)
    said = found.reason.split(" · ")[0].split(", ")
    assert {"Quorvex", "Lumerra"} <= {*said}
    assert not {"Inc", "Ltd", "Dr", "ran"} & {*said}
    assert match._reason(asking(one), kept(make(("x", ["y"]))), Evidence(), {}) == (
        "common words only"
    )


def test_a_reason_has_no_word_of_what_leads_on_to_the_whole_text():
    onward = "Read more. Click here to Continue. Weiterlesen"
    one, other = (
        make((title, [*paragraphs, onward])) for title, paragraphs in (BARGE, BARGE_AGAIN)
    )
    rare = {"Read", "Click", "Continue", "Weiterlesen"}
    assert rare & {*one.surface.values()}
    said = compared(one, other).reason.split(" · ")[0].split(", ")
    assert len(said) == 3
    assert not rare & {*said}
    only = {"read": "Read", "click": "Click", "tamm": "Tamm"}
    assert [stem for stem in only if match._says(stem, only)] == ["tamm"]
