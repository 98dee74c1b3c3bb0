"""Whole pages, written for these tests: invented outlets, people and events, in nine
languages and many ways to build a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader import declutter
from reader.core.model import KINDS, SHOWN
from reader.core.when import iso
from reader.formats import html

CASES = Path(__file__).parents[1] / "cases" / "pages"


def page(name: str):
    expected = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    document = html.read((CASES / f"{name}.html").read_text(encoding="utf-8"), expected["url"])
    return expected, document, declutter.label(document)


@pytest.fixture(params=sorted(path.stem for path in CASES.glob("*.html")))
def case(request):
    return page(request.param)


def test_metadata(case):
    expected, document, _ = case
    assert document.url == expected.get("document_url", expected["url"])
    assert document.title == expected["title"]
    if expected["byline"]:
        assert document.byline == expected["byline"]
    if "published" in expected:
        assert iso(document.published) == expected["published"]
    assert document.site == expected["site"]
    assert document.language == expected["language"]


def test_every_block_has_a_label_with_a_reason(case):
    _, document, labels = case
    assert len(labels) == len(document.blocks)
    for label in labels:
        assert label.kind in KINDS
        assert 0 <= label.confidence <= 1
        assert label.reason
        assert not label.reason.endswith(".")
        assert "\n" not in label.reason


def test_the_story_is_shown(case):
    expected, document, labels = case
    for opening in expected["shown"]:
        found = [
            label.kind
            for block, label in zip(document.blocks, labels, strict=True)
            if block.text.lstrip("«“ ").startswith(opening)
        ]
        assert any(kind in SHOWN for kind in found), (opening, found)


def test_the_rest_is_hidden(case):
    expected, document, labels = case
    for opening in expected["hidden"]:
        found = [
            label.kind
            for block, label in zip(document.blocks, labels, strict=True)
            if opening in block.text
        ]
        assert found, opening
        assert not set(found) & SHOWN, (opening, found)


def test_kinds(case):
    expected, document, labels = case
    for text, kind in expected["kinds"].items():
        found = [
            label.kind
            for block, label in zip(document.blocks, labels, strict=True)
            if block.text == text
        ]
        assert kind in found, (text, found)
