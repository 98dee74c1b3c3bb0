"""The commands as a shell sees them: output, exit codes, pipes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import arguments, main

STORY = """Heron on the roof

A heron stood on the roof of the town hall for most of Thursday, warden Hilde Roost said.

The bird was resting on its way south, Roost said, and left at dusk without a sound.

Sign up for our free newsletter
Get the day's stories in your inbox every morning. Enter your email address.
"""


@pytest.fixture
def story(tmp_path):
    file = tmp_path / "heron.txt"
    file.write_text(STORY)
    return file


def run(*argv, **options):
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, argv)],
        capture_output=True, text=True, timeout=60, check=False, **options,
    )  # fmt: skip


def test_show_prints_the_article_and_says_what_it_left_out(story, capsys):
    assert main(["show", str(story)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Heron on the roof\n")
    assert "newsletter" not in out
    assert "hidden in 1 place (--all shows them)" in out
    assert main(["show", "--all", str(story)]) == 0
    out = capsys.readouterr().out
    assert "Sign up for our free newsletter" in out
    assert "[newsletter · " in out
    assert "\n┊ Sign up for our free newsletter" in out
    assert "\n┊ A heron" not in out
    assert main(["show", "--all", "--markdown", str(story)]) == 0
    out = capsys.readouterr().out
    assert 0 < out.find("*\\[newsletter") < out.find("*\\[end of what is hidden")


def test_show_json_has_every_line_in_some_block(story, capsys):
    assert main(["show", "--json", str(story)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"title", "byline", "published", "site", "language", "url",
                         "words_shown", "words_hidden", "blocks", "modified", "section",
                         "canonical", "image", "pictures", "source"}  # fmt: skip
    whole = " ".join(block["text"] for block in data["blocks"])
    assert all(line in whole for line in STORY.splitlines() if line)
    assert data["published"] is None
    assert all(0 <= block["confidence"] <= 1 and block["reason"] for block in data["blocks"])
    assert {block["kind"] for block in data["blocks"] if block["hidden"]} == {"newsletter"}


def test_show_markdown_takes_nothing_of_the_source_for_a_mark(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("A *star* and [a](link) in <b>text</b> stood in the report of Monday. " * 3)
    assert main(["show", "--markdown", str(file)]) == 0
    assert r"A \*star\* and \[a\](link) in \<b\>text\</b\>" in capsys.readouterr().out


def test_show_stores_nothing(story, capsys):
    assert main(["show", str(story)]) == 0
    assert main(["list"]) == 0
    assert "empty" in capsys.readouterr().err


def test_a_library_from_the_shell(story, capsys):
    assert main(["add", str(story), str(story.parent / "none.txt")]) == 1
    taken = capsys.readouterr()
    assert taken.out.split()[:2] == ["new", "1"]
    assert "none.txt: No such file" in taken.err
    assert main(["list", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["title"], row["read"], row["published"]) == ("Heron on the roof", False, None)
    assert main(["search", "heron", "roost"]) == 0
    assert "Heron on the roof" in capsys.readouterr().out
    assert main(["search", "newsletter"]) == 1
    assert main(["show", "1"]) == 0
    assert "Roost said" in capsys.readouterr().out
    assert main(["related", str(story), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["related"] == []
    assert main(["remove", "1"]) == 0
    said = capsys.readouterr().out
    assert said == "removed “Heron on the roof” (u in the app takes it back)\n"
    assert main(["list", "--json"]) == 0
    assert "heron" not in capsys.readouterr().out
    assert main(["remove", "1"]) == 2


def test_another_library_by_db(story, tmp_path, capsys):
    other = str(tmp_path / "other.db")
    assert main(["--db", other, "add", str(story)]) == 0
    assert main(["list", "--db", other, "--json"]) == 0
    assert "Heron" in capsys.readouterr().out
    assert main(["list", "--json"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("argv", [["--nope"], ["show"], ["show", "a", "b"], ["help", "nothing"],
                                  ["list", "--limit", "0"]])  # fmt: skip
def test_wrong_usage_is_2(argv, capsys):
    try:
        code = main(argv)
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("argv", [["-h"], ["--help"], ["-V"], ["show", "-h"], ["help"],
                                  ["help", "reader-mode"], ["locate"]])  # fmt: skip
def test_asking_for_help_is_0(argv, capsys):
    try:
        code = main(argv)
    except SystemExit as stop:
        code = stop.code
    assert code == 0
    assert capsys.readouterr().out


def test_a_file_named_like_a_command_needs_a_path_or_two_dashes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list").write_text(STORY)
    for argv in (["./list"], ["--", "list"]):
        assert main(argv) == 0
        assert "Heron on the roof" in capsys.readouterr().out
    assert main(["list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Heron on the roof"


@pytest.mark.parametrize(
    "line",
    ["", "list", "search x", "locate", "demo", "help", "related -", "show -", "add -", "-"],
)
def test_without_a_terminal_everything_ends_by_itself(line):
    done = run(*line.split(), stdin=subprocess.DEVNULL)
    assert done.returncode in {0, 1}
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout


def test_standard_input_is_a_source():
    done = run("show", "-", input=STORY)
    assert done.returncode == 0
    assert done.stdout.startswith("Heron on the roof")


def test_whoever_reads_the_output_may_leave_early(story):
    shell = f"{sys.executable} -m reader show {story} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "Heron on the roof\n0\n"
    assert done.stderr == ""


def test_a_defect_is_one_line_and_its_details_are_in_the_log(monkeypatch, capsys):
    from reader.cli import commands

    monkeypatch.setitem(commands.COMMANDS, "locate", lambda _: 1 / 0)
    assert main(["locate"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    log = Path(os.environ["NEWSREADER_HOME"], "state", "newsreader.log")
    assert str(log) in err
    assert "ZeroDivisionError" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [("width = 7", "width must be"), ("colour = 1", "unknown setting"),
     ('refresh = "always"', "refresh must be"), ("= 1", "not valid TOML"),
     ('allow_private = ["x"]', "allow_private")],
)  # fmt: skip
def test_a_wrong_setting_is_named_with_its_file(toml, sentence, story, capsys):
    folder = Path(os.environ["NEWSREADER_HOME"], "config")
    folder.mkdir()
    (folder / "config.toml").write_text(toml)
    assert main(["show", str(story)]) == 2
    err = capsys.readouterr().err
    assert sentence in err
    assert "config.toml" in err


def test_a_library_without_articles_is_said_to_be_empty(tmp_path, capsys):
    path = str(tmp_path / "library.db")
    assert main(["add", str(tmp_path / "nothing.txt"), "--db", path]) == 1
    capsys.readouterr()
    assert main(["list", "--db", path]) == 0
    assert "the library is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "meant"), [("sohw", "show"), ("lsit", "list"), ("refesh", "refresh")]
)
def test_a_slip_of_the_keys_stores_nothing_and_names_the_command(word, meant, capsys):
    with pytest.raises(SystemExit) as stop:
        arguments.parse([word, "report.html"])
    assert stop.value.code == 2
    assert f"is {meant} meant?" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["reports", "sohw.html", "./sohw", "https://x.example/sohw"])
def test_what_may_be_a_source_is_one(word):
    assert arguments.parse([word]).sources == [word]


def test_a_file_named_almost_as_a_command_is_a_source(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sohw").write_text("A ship sank.")
    assert arguments.parse(["sohw"]).sources == ["sohw"]
