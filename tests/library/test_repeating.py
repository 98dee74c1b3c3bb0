"""What stands in several articles of a site is hidden as template, and nothing else is."""

import pytest

from reader import store
from reader.core.model import Query
from reader.library import overlay
from reader.library.library import Library
from tests.library.site import APPEAL, STORIES, kinds, result, take, told

TEMPLATE = ["article"] * 4 + ["repeated"] * 3
PLAIN = ["article"] * 7


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.db") as opened:
        yield opened


def reasons(library, article_id):
    return {x.reason for x in library.article(article_id).labels if x.kind == "repeated"}


def test_an_appeal_that_stands_in_three_articles_is_template_in_all_of_them(library):
    db = library._db
    first, second, third = [
        x.article_id for x in take(db, *map(told, ("ferry", "school", "birds")))
    ]
    assert [kinds(db, x) for x in (first, second, third)] == [TEMPLATE] * 3
    for article_id in (first, second, third):
        assert reasons(library, article_id) == {"in 3 of 3 stored articles"}
    label = library.article(first).labels[-1]
    assert label.instead.kind == "article"
    assert label.against == "a paragraph of the story"
    assert 0.6 <= label.confidence <= 1


def test_the_second_article_of_a_site_is_enough_and_the_first_alone_is_not(library):
    db = library._db
    (first,) = take(db, told("ferry"))
    assert kinds(db, first.article_id) == PLAIN
    (second,) = take(db, told("school"))
    assert kinds(db, first.article_id) == kinds(db, second.article_id) == TEMPLATE
    assert reasons(library, first.article_id) == {"in 2 of 2 stored articles"}


def test_what_was_found_by_the_appeal_is_found_no_more_and_the_list_counts_less(library):
    (first,) = take(library._db, told("ferry"))
    before = library.headlines([first.article_id])[0].words
    assert list(library.ids(Query("crowns"))) == [first.article_id]
    take(library._db, told("school"))
    assert list(library.ids(Query("crowns"))) == []
    assert list(library.ids(Query("havlys"))) == [first.article_id]
    assert library.headlines([first.article_id])[0].words < before


def test_the_count_is_true_when_it_is_read(library):
    first, *_ = take(library._db, *map(told, ("ferry", "school", "birds")))
    plain = result("road", STORIES["road"])
    take(library._db, plain)
    assert reasons(library, first.article_id) == {"in 3 of 4 stored articles"}


def test_a_near_copy_with_another_date_and_name_is_the_same_block(library):
    line = (
        "This report was first read out on the island radio on {} by {} and written down by the "
        "listeners of the evening hour, who take turns with it for as long as the nights are dark."
    )
    said = [("3 May at 18:30", "Olav"), ("14 June at 19:00", "Olav"), ("2 July at 7:15", "Birte")]
    taken = take(
        library._db,
        *(
            result(name, (*STORIES[name], line.format(*one)))
            for name, one in zip(("ferry", "school", "birds"), said, strict=True)
        ),
    )
    for one in taken[:2]:
        assert kinds(library._db, one.article_id)[-1] == "repeated"


def test_two_tellings_of_one_story_make_each_other_no_template(library):
    update = (*STORIES["ferry"][:3], "The wreck was lifted on Friday, and Lie thanked the divers.")
    taken = take(library._db, result("ferry", STORIES["ferry"]), result("ferry-2", update))
    assert [one.outcome for one in taken] == ["new", "new"]
    assert {kind for one in taken for kind in kinds(library._db, one.article_id)} == {"article"}


def test_a_quotation_handed_on_to_the_next_report_stays_the_story(library):
    later = (
        "Gunvor Lie wants the wreck of the Havlys out of the basin before the herring comes in.",
        "For that the owners Nordlinje have hired a crane, which lies in Brekke until the weekend.",
        "Divers are to put straps around the hull, and the people of Tromsvik may watch from afar.",
        STORIES["ferry"][1],
    )
    taken = take(library._db, result("ferry", STORIES["ferry"]), result("crane", later))
    assert {kind for one in taken for kind in kinds(library._db, one.article_id)} == {"article"}


def test_a_digest_that_hands_on_paragraphs_hides_them_nowhere(library):
    opening = "The editors of the morning letter have read the paper for you, as they always do."
    chosen = [STORIES["school"][1], STORIES["birds"][1], STORIES["road"][2]]
    own = "And on the pier at noon the choir sings, if the rain that is forecast stays away."
    stories = [result(name, STORIES[name]) for name in ("road", "school", "birds")]
    taken = take(library._db, *stories, result("letter", (opening, *chosen, own)))
    assert {kind for one in taken for kind in kinds(library._db, one.article_id)} == {"article"}


def test_wire_copy_at_another_site_says_nothing_of_this_one(library):
    taken = take(
        library._db,
        told("ferry", host="skarsey.example"),
        told("school", host="brekke.example"),
        told("birds", host="lofthus.example"),
    )
    assert [kinds(library._db, one.article_id) for one in taken] == [PLAIN] * 3


def test_a_repeated_lead_stays_and_so_do_short_lines(library):
    lead = "Good morning from the harbour, where the mail boat has just come in with your paper."
    taken = take(
        library._db,
        *(
            result(name, (lead, *STORIES[name], "Background", *APPEAL))
            for name in ("ferry", "school", "birds", "road")
        ),
    )
    for one in taken:
        wanted = ["article"] * 6 + ["repeated"] * 3
        assert kinds(library._db, one.article_id) == wanted


def test_an_article_that_is_mostly_shared_with_others_stays_as_it_is(library):
    form = tuple(STORIES["road"])
    taken = take(
        library._db,
        *(result(name, (STORIES[name][0], *form)) for name in ("ferry", "school", "birds")),
    )
    for one in taken:
        assert kinds(library._db, one.article_id) == ["article"] * 5


def test_removing_and_taking_back_is_followed(library):
    first, second = [x.article_id for x in take(library._db, told("ferry"), told("school"))]
    library.remove([second])
    assert kinds(library._db, first) == PLAIN
    assert reasons(library, first) == set()
    assert list(library.ids(Query("crowns"))) == [first]
    library.undo()
    assert kinds(library._db, first) == TEMPLATE
    (third,) = take(library._db, told("birds"))
    assert library.undo() == "took in “Of the birds”"
    assert reasons(library, first) == {"in 2 of 2 stored articles"}
    library.redo()
    assert reasons(library, third.article_id) == {"in 3 of 3 stored articles"}
    assert kinds(library._db, first) == TEMPLATE


def test_a_new_version_counts_once_and_takes_its_old_text_along(library):
    db = library._db
    first, second = [x.article_id for x in take(db, told("ferry"), told("school"))]
    (again,) = take(
        db,
        told("school", appeal=(*APPEAL[:2], "A line that is new with this version of the page.")),
    )
    assert again.outcome == "changed"
    assert kinds(db, first) == ["article"] * 4 + ["repeated"] * 2 + ["article"]
    assert reasons(library, first) == {"in 2 of 2 stored articles"}
    take(db, told("school"))
    assert kinds(db, first) == kinds(db, second) == TEMPLATE
    assert db.execute("SELECT articles FROM sites").fetchall() == [(2,)]


def test_the_same_text_at_a_second_address_is_no_second_witness(library):
    db = library._db
    first = told("ferry")
    twin = result("ferry-amp", (*STORIES["ferry"], *APPEAL), title="Of the ferry")
    taken = take(db, first, twin)
    assert [one.outcome for one in taken] == ["new", "duplicate"]
    assert kinds(db, taken[0].article_id) == PLAIN


def test_what_makes_two_texts_one_does_not_depend_on_what_is_stored(library):
    db = library._db
    take(db, told("ferry"), told("school"))
    twin = result("school-amp", (*STORIES["school"], *APPEAL), title="Of the school")
    assert [one.outcome for one in take(db, twin)] == ["duplicate"]


def test_labels_can_be_laid_on_again_without_a_change(library):
    db = library._db
    first, _ = take(db, told("ferry"), told("school"))
    article = store.articles.load(db, first.article_id)
    again = overlay.overlaid(db, article.document, article.labels, article.id)
    assert again == article.labels
    assert overlay.own(again) == told("ferry").labels


def test_a_text_without_a_site_has_no_others(library, tmp_path):
    for name in ("ferry", "school", "birds"):
        (tmp_path / f"{name}.txt").write_text("\n\n".join((*STORIES[name], *APPEAL)))
    taken = list(library.take_in([str(tmp_path)]))
    assert {one.outcome for one in taken if one.source.endswith(".txt")} == {"new"}
    assert store.repetition.site(library._db, "") is None
    for one in taken:
        if one.article_id:
            assert "repeated" not in kinds(library._db, one.article_id)


@pytest.mark.parametrize("everywhere", [False, True])
def test_what_a_person_keeps_stays_shown_however_often_it_repeats(library, everywhere):
    first, second = [x.article_id for x in take(library._db, told("ferry"), told("school"))]
    library.rules.correct(library.rules.preview(first, 5, "keep"), everywhere=everywhere)
    library.catch_up()
    assert kinds(library._db, first)[4:] == ["article", "repeated", "repeated"]
    assert kinds(library._db, second)[4] == ("article" if everywhere else "repeated")
    assert library.article(first).labels[5].instead == told("ferry").labels[5]
    library.undo()
    library.catch_up()
    assert kinds(library._db, first) == kinds(library._db, second) == TEMPLATE
