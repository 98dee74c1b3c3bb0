"""Short texts: a brief headline, brief sentences, letters."""

import pytest

from reader import declutter
from reader.declutter.headline import headline
from reader.formats import text as text_format

STORY = """The ferry to Skarsey lost its engine on Monday and drifted for two hours, they said.

Nobody was hurt, and the tug Havlys brought the ship and her forty passengers back by noon.

He laughed.

"We had coffee and played cards," said passenger Aske Dahl, who had missed the ferry before.

It was cold.

The company promised to refund all the tickets and to send another vessel until March.
"""


def labelled(text):
    document = text_format.read(text, "stdin:x")
    labels = declutter.label(document)
    return document, labels


@pytest.mark.parametrize("title", ["Ferry adrift", "A long day at sea", "Chapter 1", "Lost!"])
def test_a_brief_first_line_is_the_headline(title):
    document, labels = labelled(f"{title}\n\n{STORY}")
    assert (labels[0].kind, headline(document, labels)) == ("title", title)


def test_brief_sentences_between_paragraphs_stay():
    _, labels = labelled(f"Ferry adrift\n\n{STORY}")
    assert {label.kind for label in labels[1:]} == {"article"}
