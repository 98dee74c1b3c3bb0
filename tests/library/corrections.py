"""A dozen invented articles of one invented site, labelled by hand: no page is parsed."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.core.model import Block, Document, Evidence, Label, Payload, Run
from reader.library.digest import fingerprint
from reader.library.intake import Session
from reader.library.pool import Result

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PLACES = ("Skarsey", "Harsey", "Osten", "Karvel", "Lindholm", "Norra", "Velle", "Tarn", "Ruske",
          "Mander", "Pallas", "Quell")  # fmt: skip
FOLLOW = "Follow us on every channel of the harbour desk"


def block(text, kind="article", words=(), own=0, confidence=0.9, shape="paragraph"):
    tag = {"paragraph": "p", "heading": "h1", "item": "li"}[shape]
    evidence = Evidence(path=("main", "div", tag), words=words, own=own)
    return Block(shape, (Run(text),), evidence=evidence), Label(kind, "why", confidence)


def story(place, paragraphs=6):
    """A report of the ferry of a place, with what its site puts around it."""
    return [
        block(f"The ferry of {place} is back", "title", shape="heading"),
        *(
            block(
                f"Harbour master Gunvor Lie of {place} said in part {number} of her report that "
                f"the ferry of {place} would sail again before the winter storms set in, and "
                "asked the islanders to be patient with the crew.",
                words=("text",),
            )
            for number in range(paragraphs)
        ),
        block(FOLLOW, words=("text",)),
        block(f"{place} has been our reporter's home for years.", words=("bio", "box"), own=1),
        block(
            f"Facts: {place} in figures, 1,204 islanders",
            "teaser",
            words=("facts",),
            own=1,
            confidence=0.5,
        ),
        block("Menu", "navigation", words=("menu",), shape="item"),
    ]


FOLLOWED, BIO, FACTS, MENU = -4, -3, -2, -1


def put(library, number, pairs, site="example.org"):
    """Store an article as taking in does; gives its id."""
    url = f"https://www.{site}/{number}" if site else f"file:///{number}.txt"
    document = Document(url, pairs[0][0].text, None, None, None, "en",
                        tuple(block for block, _ in pairs))  # fmt: skip
    labels = tuple(label for _, label in pairs)
    payload = Payload(f"{site} {number}".encode(), url)
    result = Result(payload, document, labels, fingerprint(document, labels))
    return Session(library._db, library.clock).save(url, result).article_id


def fill(library, count=12, paragraphs=6):
    """So many articles of the site; their ids."""
    return [put(library, n, story(PLACES[n], paragraphs)) for n in range(count)]
