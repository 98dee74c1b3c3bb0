"""Which pictures an article has."""

from reader.core import codec
from reader.core.model import Block, Document, Label, Picture, Run
from reader.core.pictures import pictures

SHOWN, HIDDEN = Label("article", "it tells", 1.0), Label("teaser", "another story", 1.0)


def document(*blocks, image=None):
    return Document("https://x.example/", None, None, None, None, None, blocks, image=image)


def block(text, *urls, shape="paragraph", alt=""):
    return Block(shape, (Run(text),), pictures=tuple(Picture(url, alt) for url in urls))


def test_what_stands_with_shown_text_counts_and_a_caption_names_its_picture():
    found = document(
        block("One.", "https://x.example/a.jpg", alt="a quay"),
        block("A boat", "https://x.example/b.jpg?w=300", shape="figure"),
        block("Elsewhere", "https://x.example/c.jpg"),
        image="https://x.example/b.jpg?w=1200",
    )
    said = pictures(found, (SHOWN, SHOWN, HIDDEN))
    assert [one.shown for one in said] == ["picture: a quay", "picture: A boat"]
    lead = document(block("One."), image="https://x.example/lead.jpg")
    assert pictures(lead, (SHOWN,)) == [Picture("https://x.example/lead.jpg")]


def test_pictures_are_stored_with_their_blocks():
    found = document(block("One.", "https://x.example/a.jpg", alt="a quay"), block("Two."))
    assert codec.decode(codec.encode(found, (SHOWN, HIDDEN))) == (found, (SHOWN, HIDDEN))
