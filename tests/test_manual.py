"""The manual and the README say what is so."""

import re
from pathlib import Path

import pytest

from reader.cli.arguments import parse
from reader.core.model import KINDS
from reader.library import manual
from tests.manual import PAGE, keys_page

ROOT = Path(__file__).parents[1]


def test_the_page_of_keys_is_the_keymap():
    assert PAGE.read_text() == keys_page()


def test_every_page_has_a_title_and_can_be_shown():
    topics = manual.topics()
    assert list(topics) == list(manual.PAGES)
    assert all(topics.values())
    pages = manual.pages()
    assert all(len(page.labels) == len(page.document.blocks) > 3 for page in pages.values())


def test_every_kind_that_can_be_said_is_explained():
    page = manual.text("reader-mode")
    assert [kind for kind in KINDS if f"**{kind}**" not in page] == []


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "reader/manual").glob("*.md"))]
)
def test_every_command_line_that_is_shown_parses(page):
    for line in re.findall(r"^ {4}(?:.*\| )?newsreader (.*)$", page.read_text(), re.MULTILINE):
        words = re.findall(r'"[^"]*"|\S+', line.partition("#")[0])
        assert parse([word.strip('"') for word in words]).command


def test_every_picture_of_the_readme_is_there():
    pictures = re.findall(r"\]\((screenshots/[^)]+)\)", (ROOT / "README.md").read_text())
    assert len(pictures) == 3
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)
