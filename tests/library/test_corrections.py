"""Keeping and junking blocks: what it would change, what it changes, and back."""

import pytest

from reader import store
from reader.core.errors import UsageError
from reader.core.meter import meter
from reader.core.model import Query
from reader.library.library import Library
from tests.library.corrections import (
    BIO,
    FACTS,
    FOLLOW,
    FOLLOWED,
    MENU,
    NOON,
    PLACES,
    block,
    fill,
    put,
    story,
)


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.db", clock=lambda: NOON) as opened:
        yield opened


def hidden(library, article_id, at):
    return library.article(article_id).labels[at].hidden


def stored(library, article_id):
    """What is written, without any layer laid on when reading."""
    return store.articles.load(library._db, article_id).labels


def index(library, article_id, at):
    return len(library.article(article_id).labels) + at


def correct(library, article_id, at, verdict, *, everywhere=True):
    asked = library.rules.preview(article_id, index(library, article_id, at), verdict)
    library.rules.correct(asked, everywhere=everywhere)
    library.catch_up()
    return asked


def test_the_preview_counts_what_would_change_and_what_is_spared(library):
    ids = fill(library)
    short = put(library, 20, story("Brevik", paragraphs=1))
    put(library, 21, story("Elsewhere"), site="other.org")
    gone = put(library, 22, story("Gone"))
    library.remove([gone])
    asked = library.rules.preview(ids[0], index(library, ids[0], BIO), "junk")
    assert (asked.changed, asked.stored, asked.spared) == (12, 13, 1)
    assert asked.kind == "author"
    correct(library, ids[0], BIO, "junk")
    assert [hidden(library, n, BIO) for n in ids] == [True] * 12
    assert not hidden(library, short, BIO)
    assert library.article(ids[3]).labels[BIO].reason == "you junk blocks like this on this site"


def test_what_is_previewed_is_what_changes(library):
    ids = fill(library)
    put(library, 20, story("Brevik", paragraphs=1))
    for at, verdict in ((BIO, "junk"), (FACTS, "keep"), (FOLLOWED, "junk"), (BIO, "keep")):
        before = {n: library.article(n).labels for n in library.ids()}
        asked = correct(library, ids[0], at, verdict)
        after = {n: library.article(n).labels for n in library.ids()}
        assert asked.changed == sum(before[n] != after[n] for n in before)
        assert after == {n: stored(library, n) for n in after}
        assert not library.behind


def test_search_words_and_links_follow(library):
    ids = fill(library)
    assert len(library.search(Query("islanders figures"))) == 0
    words = library.headlines(ids)[5].words
    correct(library, ids[0], FACTS, "keep")
    assert len(library.search(Query("islanders figures"))) == 12
    row = library.headlines(ids)[5]
    article = library.article(ids[5])
    assert row.words == meter(article.document, article.labels).shown > words
    correct(library, ids[0], FOLLOWED, "junk")
    assert len(library.search(Query("harbour desk channel"))) == 0
    assert all(link.link.reason for link in library.related(ids[0]))


def test_it_counts_at_once_and_survives_a_program_that_ends_in_between(library):
    ids = fill(library)
    asked = library.rules.preview(ids[0], index(library, ids[0], FACTS), "keep")
    library.rules.correct(asked, everywhere=True)
    assert not hidden(library, ids[7], FACTS)
    assert library.behind
    assert len(library.search(Query("islanders figures"))) == 1
    assert library.catch_up(cancelled=lambda: True) == 0
    with Library(library.path, clock=lambda: NOON) as again:
        assert again.catch_up() == 11
        assert len(again.search(Query("islanders figures"))) == 12


def test_catching_up_holds_the_file_for_a_moment_at_a_time(library, monkeypatch):
    ids = fill(library)
    monkeypatch.setattr("reader.library.correcting._SLICE", 0.0)
    steps = []
    asked = library.rules.preview(ids[0], index(library, ids[0], FACTS), "keep")
    library.rules.correct(asked, everywhere=True)
    assert library.catch_up(cancelled=lambda: steps.append(1)) == 11
    assert len(steps) >= 12


def test_only_here_changes_nothing_else_and_holds_against_the_site(library):
    ids = fill(library)
    correct(library, ids[1], FACTS, "keep", everywhere=False)
    assert [hidden(library, n, FACTS) for n in ids[:3]] == [True, False, True]
    assert library.article(ids[1]).labels[FACTS].reason == "you kept this block"
    correct(library, ids[0], FACTS, "junk")
    assert not hidden(library, ids[1], FACTS)
    assert library.article(ids[2]).labels[FACTS].confidence == 1.0


def test_the_block_itself_is_obeyed_even_where_its_article_would_lose_too_much(library):
    short = put(library, 20, story("Brevik", paragraphs=1))
    asked = correct(library, short, BIO, "junk")
    assert (asked.changed, asked.spared) == (1, 0)
    assert hidden(library, short, BIO)


def test_undo_and_redo_bring_everything_back_and_forth(library):
    ids = fill(library)
    before = [library.article(n) for n in ids]
    words = [row.words for row in library.headlines(ids)]
    correct(library, ids[0], BIO, "junk")
    after = [library.article(n) for n in ids]
    assert library.undo().startswith("junked “Skarsey has been")
    assert library.behind
    library.catch_up()
    assert [library.article(n) for n in ids] == before
    assert [row.words for row in library.headlines(ids)] == words
    assert library.redo() == f"junked “{PLACES[0]} has been our reporter…” on example.org"
    library.catch_up()
    assert [library.article(n) for n in ids] == after


def test_new_articles_and_new_versions_get_the_rules(library):
    ids = fill(library, 3)
    correct(library, ids[0], BIO, "junk")
    correct(library, ids[1], FACTS, "keep", everywhere=False)
    new = put(library, 30, story("Fresh"))
    assert stored(library, new)[BIO].hidden
    pairs = [block("A line that came later, and says so."), *story(PLACES[1])]
    library._db.execute("UPDATE versions SET raw_digest = ''")
    assert put(library, 1, pairs) == ids[1]
    assert library.article(ids[1]).version == 2
    assert stored(library, ids[1])[BIO].hidden
    assert not stored(library, ids[1])[FACTS].hidden


def test_a_text_without_a_site_can_only_be_corrected_here(library):
    article_id = put(library, 1, [block("Notes", "title"), block("One line of many words here."),
                                  block("Follow us")], site="")  # fmt: skip
    asked = library.rules.preview(article_id, 2, "junk")
    assert asked.rule is None
    library.rules.correct(asked, everywhere=True)
    library.catch_up()
    assert hidden(library, article_id, 2)
    assert [rule.site for rule in library.rules.all()] == [None]


@pytest.mark.parametrize(
    ("at", "verdict", "sentence"),
    [
        (0, "junk", "the headline stays"),
        (1, "keep", "shown already"),
        (MENU, "junk", "hidden already"),
    ],
)
def test_what_needs_no_correction_is_said(library, at, verdict, sentence):
    (article_id,) = fill(library, 1)
    at = at if at >= 0 else index(library, article_id, at)
    with pytest.raises(UsageError, match=sentence):
        library.rules.preview(article_id, at, verdict)
    with pytest.raises(UsageError, match="no such block"):
        library.rules.preview(article_id, 99, verdict)


def test_rules_are_listed_exported_imported_and_removed(library, tmp_path):
    ids = fill(library, 3)
    correct(library, ids[0], FOLLOWED, "junk")
    correct(library, ids[0], FACTS, "keep", everywhere=False)
    site, alone = library.rules.all()
    assert site.line == f'junk share on example.org: text "{FOLLOW.casefold()}"'
    assert alone.line == (
        f"keep only in article {ids[0]} “The ferry of Skarsey is back”: "
        'text "facts skarsey in figures 1 204 islanders"'
    )
    text = library.rules.export()
    assert text == site.line + "\n"
    with Library(tmp_path / "other.db", clock=lambda: NOON) as other:
        there = fill(other, 3)
        done = other.rules.take_in(f"# mine\n{text}nonsense\n{text}")
        assert (done.added, done.known) == (1, 0)
        assert done.wrong == ("line 3 is left out: no colon after the site",)
        assert all(stored(other, n)[FOLLOWED].hidden for n in there)
        assert other.rules.export() == text
        assert other.rules.take_in(text).known == 1
        assert other.undo() == "imported 1 rule"
        assert other.rules.all() == []
    with pytest.raises(UsageError, match="no rule 99"):
        library.rules.remove([site.number, 99])
    library.rules.remove([site.number, alone.number])
    assert library.rules.all() == []
    assert not stored(library, ids[1])[FOLLOWED].hidden
    assert library.undo() == "removed 2 rules"
    assert library.rules.all() == [site, alone]
