"""From a file, a folder or a URL to a stored article, through the real worker."""

import gzip
import ipaddress
import os

import pytest

from reader.core.model import Query
from reader.library.library import Library
from tests.web.server import PAGE, serving

STORY = """The ferry to Skarsey sank at its mooring on Monday night, harbour master Gunvor Lie said.

Nobody was on board when the hull of the Havlys gave way, and divers found no oil in the basin.

Lie asked the islanders to use the mail boat until the company sends another vessel in March.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("library") / "library.db"
    with Library(path, allow_private=(ipaddress.ip_network("127.0.0.0/8"),)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _empty(request):
    """Each test starts without articles, on the same worker, whose start costs most."""
    if "library" in request.fixturenames:
        library = request.getfixturevalue("library")
        library.remove(list(library.ids()))
        library._db.execute("DELETE FROM journal")


def take(library, *sources):
    return list(library.take_in([str(source) for source in sources]))


def test_a_file_becomes_an_article_with_its_real_path(library, tmp_path):
    file = tmp_path / "ferry.txt"
    file.write_text(STORY)
    link = tmp_path / "link.txt"
    link.symlink_to(file)
    (taken,) = take(library, link)
    assert taken.outcome == "new"
    article = library.article(taken.article_id)
    assert article.document.url == file.resolve().as_uri()
    assert article.document.published is None
    assert [block.text for block in article.document.blocks] == STORY.strip().split("\n\n")
    assert {label.kind for label in article.labels} == {"article"}


def test_the_same_again_is_unchanged_and_another_text_a_new_version(library, tmp_path):
    file = tmp_path / "ferry2.txt"
    file.write_text(STORY.replace("Monday", "Tuesday"))
    (first,) = take(library, file)
    (again,) = take(library, file)
    assert (again.outcome, again.article_id) == ("unchanged", first.article_id)
    file.write_text(STORY.replace("Monday", "Tuesday").replace("March", "April"))
    (changed,) = take(library, file)
    assert (changed.outcome, changed.article_id) == ("changed", first.article_id)
    assert library.article(first.article_id).version == 2


def test_the_same_text_from_elsewhere_is_a_duplicate_not_a_second_article(library, tmp_path):
    one, two = tmp_path / "one.txt", tmp_path / "two.txt.gz"
    one.write_text(STORY.replace("Skarsey", "Harsey"))
    two.write_bytes(gzip.compress(one.read_bytes()))
    first, second = take(library, one, two)
    assert (second.outcome, second.article_id) == ("duplicate", first.article_id)
    assert str(one) in second.message
    assert library.counts().articles == 1
    assert library.related(first.article_id) == []
    assert [taken.outcome for taken in take(library, one, two)] == ["unchanged"] * 2


def test_a_folder_gives_its_regular_files_and_one_bad_one_never_stops_the_rest(library, tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "deep" / "er" / "story.txt").write_text(STORY.replace("Lie", "Roe"))
    (tmp_path / "deep" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / ".hidden" / "secret.txt").write_text(STORY)
    (tmp_path / "deep" / "loop").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "deep" / "pipe")
    outcomes = {taken.source: taken for taken in take(library, tmp_path)}
    assert {name: taken.outcome for name, taken in outcomes.items()} == {
        str(tmp_path / "deep" / "er" / "story.txt"): "new",
        str(tmp_path / "deep" / "picture.png"): "failed",
    }
    message = outcomes[str(tmp_path / "deep" / "picture.png")].message
    assert "picture.png is a picture" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "No such file"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b"x" * (15 * 1024 * 1024 + 1)), "larger than 15 MB"),
        (os.mkfifo, "not a regular file"),
        (lambda path: path.symlink_to(path), "path"),
    ],
)
def test_what_cannot_be_read_is_one_line_with_its_path(library, tmp_path, make, sentence):
    path = tmp_path / "path"
    make(path)
    (taken,) = take(library, path)
    assert taken.outcome == "failed"
    assert sentence in taken.message
    assert str(path) in taken.message


def test_urls_are_fetched_and_kept_by_their_own_address(library):
    with serving() as site:
        paths = ("page", "gzip", "header-charset", "meta-charset", "moved")
        taken = take(library, *(f"{site}/{path}" for path in paths))
        assert [item.outcome for item in taken] == [
            "new", "duplicate", "duplicate", "duplicate", "unchanged"
        ]  # fmt: skip
        article = library.article(taken[0].article_id)
        assert article.title == "A heron on the roof"
        assert any("Café owners" in block.text for block in article.document.blocks)
        bad = take(library, *(f"{site}/{path}" for path in ("missing", "broken", "feed", "empty")))
        assert [item.outcome for item in bad] == ["failed"] * 4
        assert all(site in item.message for item in bad)


def test_a_redirect_to_a_private_address_is_refused(library):
    with serving() as site:
        (taken,) = take(library, f"{site}/private")
    assert taken.outcome == "failed"
    assert "private address" in taken.message


def test_giving_up_stops_at_once(library, tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    assert list(library.take_in([str(file)], cancelled=lambda: True)) == []


def test_progress_names_what_it_is_at(library, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY + name)
    told = []
    list(library.take_in([str(tmp_path)], progress=told.append))
    assert [(step.done, step.total) for step in told] == [(0, 2), (1, 2), (2, 2)]
    assert told[0].label.endswith("a.txt")


def test_all_of_one_call_is_one_change_to_undo(library, tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(STORY + f"Witness {name} saw it all from the pier.")
    take(library, tmp_path)
    assert library.counts().articles == 3
    assert library.undo() == "took in 3 articles"
    assert library.counts().articles == 0
    assert library.redo() == "took in 3 articles"
    assert library.counts().articles == 3


def test_what_was_removed_comes_back_when_it_is_named_again(library, tmp_path):
    file = tmp_path / "again.txt"
    file.write_text(STORY)
    (first,) = take(library, file)
    library.remove([first.article_id])
    assert len(library.ids(Query("ferry"))) == 0
    (back,) = take(library, file)
    assert (back.outcome, back.article_id) == ("new", first.article_id)
    assert len(library.ids(Query("ferry"))) == 1


def test_a_page_is_one_article_with_what_is_hidden_kept(library, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("</body>", "<footer><a href=/x>Imprint</a></footer></body>"))
    (taken,) = take(library, page)
    article = library.article(taken.article_id)
    hidden = [
        b.text for b, k in zip(article.document.blocks, article.labels, strict=True) if k.hidden
    ]
    assert hidden == ["Imprint"]
    everything = library.view(taken.article_id, "everything")
    assert not any(label.hidden for label in everything.labels)
    source = library.view(taken.article_id, "source")
    assert "<footer>" in "\n".join(block.text for block in source.document.blocks)
    second = library.view(taken.article_id, "readability")
    assert len(second.labels) == len(second.document.blocks)


def test_what_an_earlier_labeller_labelled_is_labelled_again(library, tmp_path):
    file = tmp_path / "old.txt"
    file.write_text(STORY.replace("Gunvor", "Astrid"))
    (first,) = take(library, file)
    before = library.article(first.article_id)
    library._db.execute(
        "UPDATE versions SET labeller = 0 WHERE article_id = ?", (first.article_id,)
    )
    assert [taken.article_id for taken in library.relabel()] == [first.article_id]
    assert library.article(first.article_id) == before
    assert list(library.relabel()) == []


def test_what_was_known_of_an_article_stays_where_its_new_text_does_not_say_it(library, tmp_path):
    file = tmp_path / "ferry.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY.split("\n\n"))
    head = (
        "<title>Ferry sinks</title><meta name=author content='Ann Vik'>"
        "<meta property=og:site_name content='Skarsey Post'>"
        "<meta property=article:published_time content='2031-05-06T07:08:00Z'>"
    )
    file.write_text(f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>")
    (first,) = take(library, file)
    before = library.article(first.article_id).document
    file.write_text(
        f"<html><head><title>Ferry sinks</title></head><body><article>{paragraphs}"
        "<p>It was raised on Friday by a crane from the mainland.</p></article></body></html>"
    )
    (again,) = take(library, file)
    document = library.article(first.article_id).document
    assert again.outcome == "changed"
    assert "raised on Friday" in document.blocks[-1].text
    assert before.byline == "Ann Vik"
    assert (document.published, document.byline, document.site) == (
        before.published,
        before.byline,
        before.site,
    )
    assert library.headlines([first.article_id])[0].published == before.published
