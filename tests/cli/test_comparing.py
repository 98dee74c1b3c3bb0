"""`compare` and `changes` as a shell sees them."""

import io
import json
import sys

import pytest

from reader.cli import main

ONE = """Karvel Bridge reopens

The Karvel Bridge reopened on Saturday, nine months after engineers found cracks in it.

Mayor Edda Lindqvist rode the first bus over the river and cut no ribbon.
"""
TWO = """Buses cross the Karvel Bridge again

Nine months after engineers had found cracks in it, the Karvel Bridge reopened on Saturday. The
ferry that stood in for it was sold to a town in the north.

Shopkeepers handed out four hundred cups of coffee on the western bank.
"""


@pytest.fixture
def files(tmp_path):
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (tmp_path / name).write_text(text)
    return [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]


def test_two_files_are_compared_and_nothing_is_stored(files, capsys):
    assert main(["compare", *files]) == 0
    out = capsys.readouterr().out
    assert "1 paragraph says the same · 1 only in A · 1 only in B" in out
    both, _, rest = out.partition("-- Only A --")
    assert "A  The Karvel Bridge reopened" in both
    assert "B  Nine months after engineers" in both
    assert "{+The ferry that stood in for it was sold" in both.replace("\n   ", " ")
    assert rest.split("\n\n")[1:4] == [
        "A+ Mayor Edda Lindqvist rode the first bus over the river and cut no ribbon.",
        "-- Only B --",
        "B~ The ferry that stood in for it was sold to a town in the north.",
    ]
    assert "B+ Shopkeepers" in rest
    assert main(["list"]) == 0
    assert "empty" in capsys.readouterr().err


def test_one_paragraph_that_two_say_is_counted_for_each_report(files, tmp_path, capsys):
    both = tmp_path / "both.txt"
    first, _, rest = ONE.partition("\n\n")
    both.write_text(first + "\n\n" + rest.replace("\n\n", " "))
    assert main(["compare", files[0], str(both)]) == 0
    out = capsys.readouterr().out
    assert "2 paragraphs of A say the same as 1 of B · 0 only in A · 0 only in B" in out


def test_compare_json_counts_paragraphs_and_characters(files, capsys):
    assert main(["compare", "--json", *files]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [(pair["a"], pair["b"]) for pair in data["pairs"]] == [(0, 0)]
    assert (data["only_a"], data["only_b"], data["comparable"]) == ([1], [1], True)
    first = data["b"]["paragraphs"][0]
    ((start, end),) = first["only"]
    assert first["text"][start:end].startswith("The ferry")


def test_a_stored_article_against_standard_input(files, capsys, monkeypatch):
    assert main(["add", files[0]]) == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TWO.encode())))
    capsys.readouterr()
    assert main(["compare", "1", "-"]) == 0
    assert "1 paragraph says the same" in capsys.readouterr().out


def test_standard_input_twice_is_wrong_usage(capsys):
    assert main(["compare", "-", "-"]) == 2
    assert "only one of the two" in capsys.readouterr().err


def test_two_languages_are_said_to_be_two(files, tmp_path, capsys):
    german = tmp_path / "drei.txt"
    german.write_text(
        "Die Brücke über den Fluss ist seit Samstag wieder für den Verkehr geöffnet, wie die "
        "Stadt am Morgen mitteilte. Die Bürgermeisterin fuhr mit dem ersten Bus hinüber.\n"
    )
    assert main(["compare", files[0], str(german)]) == 0
    assert "written in two languages: nothing was compared" in capsys.readouterr().out


def test_what_changed_in_a_stored_article(files, tmp_path, capsys):
    assert main(["add", files[0]]) == 0
    capsys.readouterr()
    assert main(["changes", "1"]) == 0
    assert "this article has one version" in capsys.readouterr().out
    (tmp_path / "one.txt").write_text(ONE.replace("nine months", "ten months"))
    assert main(["add", files[0]]) == 0
    capsys.readouterr()
    assert main(["changes", files[0]]) == 0
    out = capsys.readouterr().out
    assert "1 paragraph changed since the version before" in out
    assert "Saturday, [-nine-] {+ten+} months after" in out
    assert main(["changes", "--json", "1"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["versions"], data["compared"], data["read"]) == (2, 1, None)
    assert {"change": "added", "text": " ten"} in data["paragraphs"][0]
    assert main(["changes", "7"]) == 2
