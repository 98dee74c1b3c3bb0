"""`newsreader rules` as a shell sees it."""

import json
import os
from pathlib import Path

import pytest

from reader import config
from reader.cli import main
from reader.library.library import Library
from tests.library.corrections import BIO, FACTS, FOLLOWED, fill

LINE = 'junk share on example.org: text "follow us on every channel of the harbour desk"'
PLACE = "junk author on example.org: paragraph p in div in main, words bio"


@pytest.fixture
def ids():
    with Library(config.paths().library) as library:
        ids = fill(library, 3)
        for at, verdict, everywhere in (
            (FOLLOWED, "junk", True),
            (BIO, "junk", True),
            (FACTS, "keep", False),
        ):
            block = len(library.article(ids[0]).labels) + at
            library.rules.correct(
                library.rules.preview(ids[0], block, verdict), everywhere=everywhere
            )
        library.catch_up()
    return ids


def shown(number):
    with Library(config.paths().library) as library:
        return not library.article(number).labels[BIO].hidden


def test_the_list_is_plain_lines_with_numbers(ids, capsys):
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f"     1  {LINE}", f"     2  {PLACE}"]
    assert lines[2].startswith(f"     3  keep only in article {ids[0]} “The ferry of")
    assert main(["rules", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[1] == {"number": 2, "line": PLACE, "site": "example.org", "verdict": "junk",
                       "kind": "author", "article": None}  # fmt: skip
    assert rows[2]["article"] == ids[0]


def test_what_is_exported_can_be_imported_elsewhere(ids, tmp_path, capsys):
    file, other = tmp_path / "rules.txt", str(tmp_path / "other.db")
    assert main(["rules", "export", str(file)]) == 0
    assert "wrote 2 rules to" in capsys.readouterr().out
    assert file.read_text() == f"{LINE}\n{PLACE}\n"
    assert main(["rules", "export"]) == 0
    assert capsys.readouterr().out == file.read_text()
    assert main(["rules", "export", str(file)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["--db", other, "rules", "import", str(file)]) == 0
    assert main(["rules", "import", str(file), "--db", other]) == 0
    out = capsys.readouterr().out
    assert out == (
        "imported 2 rules (u in the app takes it back)\nimported 0 rules, 2 were there already\n"
    )
    assert main(["rules", "--db", other, "export", "-"]) == 0
    assert capsys.readouterr().out == file.read_text()


def test_removing_needs_a_number_of_the_list(ids, capsys):
    assert main(["rules", "remove", "2", "99"]) == 2
    assert "there is no rule 99 (nothing was removed)" in capsys.readouterr().err
    assert not shown(ids[1])
    assert main(["rules", "remove", "2"]) == 0
    assert shown(ids[1])
    assert main(["rules"]) == 0
    assert PLACE not in capsys.readouterr().out


def test_a_broken_file_gives_what_is_good_in_it_and_a_sentence_for_the_rest(tmp_path, capsys):
    file = tmp_path / "rules.txt"
    file.write_bytes(
        b"\xef\xbb\xbf# from a friend\n" + LINE.encode() + b"\n\x1b]0;owned\x07keep\n\xff\xfe\x00\n"
        b'junk article on example.org: text "x"\nkeep on "\x1b[31mred": item li\n'
    )
    assert main(["rules", "import", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("imported 2 rules ")
    assert said.err.splitlines() == [
        "newsreader: line 3 is left out: no colon after the site",
        "newsreader: line 4 is left out: no colon after the site",
        "newsreader: line 5 is left out: “article” is no kind that is hidden",
    ]
    assert main(["rules", "export"]) == 0
    assert capsys.readouterr().out == f"{LINE}\nkeep on red: item li\n"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "No such file"),
        (Path.mkdir, "not a regular file"),
        (os.mkfifo, "not a regular file"),
        (lambda path: path.write_bytes(b"#" * (4 * 1024 * 1024 + 1)), "larger than 4 MB"),
    ],
)
def test_what_is_no_file_of_rules_is_one_line(tmp_path, capsys, make, sentence):
    path = tmp_path / "rules.txt"
    make(path)
    assert main(["rules", "import", str(path)]) == 1
    err = capsys.readouterr().err
    assert sentence in err
    assert err.count("\n") == 1


def test_without_a_library_there_are_none_and_none_is_made(capsys):
    assert main(["rules"]) == 0
    assert "no rules yet" in capsys.readouterr().err
    assert main(["rules", "--json"]) == 0
    assert main(["rules", "export"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["rules", "remove", "1"]) == 2
    assert not config.paths().library.exists()


@pytest.mark.parametrize(
    "argv", [["rules", "nope"], ["rules", "import"], ["rules", "remove"], ["rules", "remove", "x"]]
)
def test_wrong_usage_is_2(argv, capsys):
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2


@pytest.mark.parametrize("argv", [["rules", "-h"], ["rules", "import", "-h"]])
def test_help_is_0(argv, capsys):
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 0
    assert "rules" in capsys.readouterr().out
