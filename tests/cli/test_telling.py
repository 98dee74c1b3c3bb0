"""`newsreader stories` and `newsreader story`, as a shell sees them."""

import json
from datetime import UTC, datetime

import pytest

from reader.cli import main, telling
from reader.core.errors import UsageError
from reader.library.demo import build
from reader.library.library import Library

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build(path)
    return str(path)


def rows(capsys, *argv):
    assert main(["stories", "--json", *argv]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_stories_are_listed_those_that_several_tell(demo, capsys):
    found = rows(capsys, "--db", demo)
    assert len(found) >= 4
    assert all(row["articles"] > 1 for row in found)
    assert all(len(row["sources"]) == row["articles"] for row in found)
    assert len(rows(capsys, "--all", "--db", demo)) > len(found)
    assert len(rows(capsys, "--limit", "2", "--db", demo)) == 2
    assert main(["stories", "--db", demo]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(found)
    assert lines[0].split()[0] == str(found[0]["id"])
    assert found[0]["title"] in lines[0]


def test_since_leaves_out_what_ended_before(demo, capsys):
    assert rows(capsys, "--since", "2000-01-01", "--db", demo)
    assert rows(capsys, "--since", "2190-01-01", "--db", demo) == []
    assert main(["stories", "--since", "2190-01-01", "--db", demo]) == 0
    said = capsys.readouterr().err
    assert "--since 2190-01-01 finds no story that two stored articles tell (a longer time" in said
    assert "--all lists single reports" in said
    assert main(["stories", "--all", "--since", "2190-01-01", "--db", demo]) == 0
    assert "--since 2190-01-01 finds no stored article (a longer" in capsys.readouterr().err
    assert main(["stories", "--since", "soon", "--db", demo]) == 2
    assert "'soon' is no time (12h, 3d, 2w or 2026-06-26)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12h", "2026-11-25T00:00:00+00:00"),
        ("3 d", "2026-11-22T12:00:00+00:00"),
        ("2w", "2026-11-11T12:00:00+00:00"),
        ("2026-06-26T08:30+02:00", "2026-06-26T06:30:00+00:00"),
    ],
)
def test_a_time_is_a_span_or_a_date(text, iso):
    assert telling.moment(text, NOW) == datetime.fromisoformat(iso)
    with pytest.raises(UsageError):
        telling.moment(text + "x", NOW)


def test_a_story_is_told_from_first_to_last(demo, capsys):
    number = str(rows(capsys, "--db", demo)[0]["id"])
    assert main(["story", number, "--db", demo]) == 0
    text = capsys.readouterr().out
    assert main(["story", number, "--json", "--db", demo]) == 0
    data = json.loads(capsys.readouterr().out)
    assert text.startswith(data["title"] + "\n")
    places = [text.index(f"[{report['id']}]") for report in data["reports"]]
    assert places == sorted(places)
    assert len(places) == data["articles"]
    assert ("not in: " in text) == bool(data["silent"])


def test_a_story_as_markdown_has_every_report(demo, capsys):
    (row, *_) = rows(capsys, "--db", demo)
    assert main(["story", str(row["id"]), "--markdown", "--db", demo]) == 0
    text = capsys.readouterr().out
    assert text.startswith("# ")
    assert text.count("\n## ") >= row["articles"]


HALT = (
    (
        "The night train from Tormel stood for five hours in the Grauwen tunnel on Monday after a "
        "cable had come down on its roof, the railway of Perlan said."
    ),
    (
        "All 140 passengers walked out along the track at four in the morning and went on "
        "to Perlan by bus, the railway's spokeswoman, Runa Aldhoven, told the agency."
    ),
    (
        "Engineers are to hang the cable anew by Wednesday. Until then the night train goes "
        "round by Castrel, which takes two hours longer."
    ),
)
ADDED = "The baker of Grauwen, Emil Rask, opened at five and gave bread to all who came by."


@pytest.fixture
def copies(tmp_path):
    """A library that holds a text, the same with a paragraph more, and the same again."""
    for hour, more in enumerate(((), (ADDED,), ())):
        meta = (
            f'<meta property="og:site_name" content="Outlet {hour}">'
            f'<meta property="article:published_time" content="2026-03-03T0{hour}:00:00Z">'
        )
        text = "".join(f"<p>{paragraph}</p>" for paragraph in (*HALT, *more))
        story = f"<article><h1>Night train in tunnel</h1>{text}</article>"
        (tmp_path / f"{hour}.html").write_text(
            f"<html><head><title>Night train in tunnel</title>{meta}</head><body>{story}</body>"
        )
    path = str(tmp_path / "library.db")
    assert main(["add", *(str(tmp_path / f"{one}.html") for one in range(3)), "--db", path]) == 0
    return path


def test_a_copy_is_said_to_add_a_paragraph(copies, tmp_path, capsys):
    capsys.readouterr()
    assert main(["story", "1", "--db", copies]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert ["same text" in line for line in lines[-3:]] == [False, True, True]
    assert "same text, and 1 paragraph of its own" in lines[-2]
    assert main(["story", "1", "--json", "--db", copies]) == 0
    told = json.loads(capsys.readouterr().out)["reports"]
    assert [one["own"] for one in told] == [None, "1 paragraph of its own", None]
    assert main(["related", str(tmp_path / "2.html"), "--db", copies]) == 0
    assert capsys.readouterr().out.count("1 paragraph of its own") == 1
    assert main(["related", str(tmp_path / "2.html"), "--json", "--db", copies]) == 0
    found = json.loads(capsys.readouterr().out)["related"]
    assert {one["site"]: one["own"] for one in found} == {
        "Outlet 0": None,
        "Outlet 1": "1 paragraph of its own",
    }


def test_an_unknown_story_and_a_missing_library_are_said(demo, tmp_path, capsys):
    assert main(["story", "9999", "--db", demo]) == 2
    assert "no story 9999 is stored" in capsys.readouterr().err
    assert main(["story", "1", "--db", str(tmp_path / "none.db")]) == 1
    assert "no library yet" in capsys.readouterr().err
    assert main(["stories", "--db", str(tmp_path / "none.db")]) == 1
    assert not (tmp_path / "none.db").exists()


def test_what_an_earlier_version_stored_is_linked_first(tmp_path, capsys):
    path = tmp_path / "library.db"
    build(path)
    with Library(path) as library:
        for table in ("profiles", "story_terms", "term_counts", "links", "members", "stories"):
            library._db.execute(f"DELETE FROM {table}")
        library._db.execute("INSERT INTO unlinked SELECT id FROM articles")
    assert main(["stories", "--json", "--db", str(path)]) == 0
    out, err = capsys.readouterr()
    assert err == "newsreader: linking what an earlier version stored, once\n"
    assert len(out.splitlines()) >= 4
    assert main(["stories", "--json", "--db", str(path)]) == 0
    assert capsys.readouterr() == (out, "")


def test_a_day_alone_has_no_time(tmp_path, capsys):
    date = '<meta property="article:published_time" content="2026-11-20">'
    body = (
        "<p>Rye forgives nothing, says baker Oda Mills of Saltmarsh, who baked for years.</p>" * 2
    )
    head = f"<head><title>Rye forgives nothing</title>{date}</head>"
    (tmp_path / "rye.html").write_text(f"<html>{head}<body><article>{body}</article></body></html>")
    db = str(tmp_path / "library.db")
    assert main(["add", str(tmp_path / "rye.html"), "--db", db]) == 0
    capsys.readouterr()
    assert main(["story", "1", "--db", db]) == 0
    said = capsys.readouterr().out
    assert "20 Nov 2026" in said
    assert "00:00" not in said
