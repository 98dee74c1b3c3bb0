"""What each call loads: start-up time is imports, and a contract on files cannot see lazy ones."""

import os
import subprocess
import sys

import pytest

HEAVY = ("textual", "rich", "httpx", "lxml", "readability", "numpy", "Stemmer", "py3langid",
         "charset_normalizer", "markdown_it", "asyncio")  # fmt: skip
CODE = """
import sys
from reader.cli import main
try:
    main({argv!r})
except SystemExit:
    pass
print("LOADED", *sorted(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
"""


def loaded(home, *argv):
    run = subprocess.run(
        [sys.executable, "-c", CODE.format(argv=argv, heavy=HEAVY)],
        capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
        env=os.environ | {"NEWSREADER_HOME": str(home)},
    )  # fmt: skip
    line = next(line for line in run.stderr.splitlines() if line.startswith("LOADED"))
    return set(line.split()[1:])


@pytest.mark.parametrize(
    "argv",
    [
        ("--version",),
        ("--help",),
        ("list",),
        ("locate",),
        ("search", "heron"),
        ("help", "keys"),
        ("feeds",),
        ("refresh",),
    ],
)
def test_quick_commands_load_nothing_heavy(tmp_path, argv):
    assert loaded(tmp_path, *argv) == set()


def test_reading_a_file_parses_it_elsewhere(tmp_path):
    article = tmp_path / "heron.txt"
    article.write_text("A heron stood on the roof of the town hall for most of Thursday.\n" * 3)
    assert loaded(tmp_path, "show", str(article)) == set()
    assert loaded(tmp_path, "add", str(article)) <= {"numpy", "Stemmer"} - {"numpy"}


def test_the_screen_loads_no_parser_and_no_network():
    code = f"import sys, reader.tui.app; print(*(n for n in {HEAVY!r} if n in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) & {
        "httpx", "lxml", "readability", "numpy", "py3langid", "charset_normalizer"
    } == set()  # fmt: skip


def test_the_network_comes_without_the_command_line_of_httpx():
    code = "import sys, reader.web.many as m; print(*(n for n in sys.modules)); m.fetch.client('')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) & {"click", "rich", "pygments"} == set()


def test_asking_feeds_loads_nothing_that_reads_or_links_them():
    code = "import sys, reader.library.feed_work, reader.library.filling; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "httpx" in loaded
    assert loaded & {"lxml", "reader.formats.feed", "reader.library.intake", "numpy"} == set()
    assert not any(name.startswith(("reader.stories", "reader.declutter")) for name in loaded)
