"""Notes (Markdown) keep their headings, lists, tables and short lines."""

from reader import declutter
from reader.formats import markdown
from reader.formats.read import parse

RELEASE = """# Ferry clock 2.1

## Added

- A table of tides
- **Bold** hours

## Fixed

| Fault | Where |
| --- | --- |
| drift | clock |

> Quoted from the log.

## Thanks

Zoë, for the tides.

Done.
"""
CLIPPED = """# Heron on the roof

A heron stood on the roof of the town hall for most of Thursday, warden Hilde Roost said.

The bird left at dusk, and the cafés around the square went back to their usual trade.

## Sign up for our newsletter

Enter your email address and get the day's stories every morning.

© 2026 Marsh Media. All rights reserved.
"""
ABOUT = "# Mail\n\nSign up for our newsletter\n\nSubscribe to our newsletter\n\nSupport us\n"


def kinds(text):
    document = parse(markdown.read(text, "file:///note.md"))
    labels = declutter.label(document)
    return {block.text: label for block, label in zip(document.blocks, labels, strict=True)}


def test_a_notes_own_structure_stays():
    assert not [text for text, label in kinds(RELEASE).items() if label.hidden]


def test_what_a_clipping_dragged_along_is_hidden_with_what_stands_under_it():
    found = kinds(CLIPPED)
    assert found["Heron on the roof"].kind == "title"
    hidden = [label.kind for label in found.values() if label.hidden]
    assert hidden == ["newsletter", "newsletter", "legal"]


def test_a_note_that_is_all_such_wording_is_shown():
    assert not [label for label in kinds(ABOUT).values() if label.hidden]


def test_a_greeting_or_a_single_word_asks_for_nothing():
    said = "# Light\n\nDear friends who support us,\n\nThe lantern room leaks.\n\nBest\n\nJo\n"
    assert not [text for text, label in kinds(said).items() if label.hidden]
