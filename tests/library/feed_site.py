"""Invented feeds, and a library that follows them on loopback with a clock that a test sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

from tests.web.feed_host import Said

START = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PLACES = ("Skarsey", "Harsey", "Ness", "Storvik", "Langvatn", "Kvitefjell", "Sundholm", "Bergstad",
          "Lofthus", "Hammerdal", "Svarta", "Moen")  # fmt: skip
PEOPLE = ("Gunvor Lie", "Astrid Roe", "Jonas Hauge", "Ellen Myhre", "Rolf Dahl", "Siri Aune")


def story(number):
    """A text of some 100 words, another for each number."""
    place, person = PLACES[number % len(PLACES)], PEOPLE[number % len(PEOPLE)]
    return (
        f"<p>The ferry number {number} left {place} on time for the first time this winter, "
        f"{person} of the harbour office said, and {number + 3} people stood on the quay.</p>"
        f"<p>A crane that had blocked the northern mole of {place} since autumn was taken down, "
        f"which {person} called good news for all {number + 20} boats of the fishing fleet.</p>"
        "<p>The office expects the timetable to hold until the ice comes back from the fjord, and "
        "asks the islanders to keep the pier free of their cars while the new lamps are put up.</p>"
    )


@dataclass(frozen=True)
class Item:
    number: int
    guid: str | None = None
    link: str | None = None
    title: str | None = None
    text: str | None = None
    date: datetime | None = None

    def xml(self, host):
        link = self.link or f"{host}/story/{self.number}"
        date = self.date or START - timedelta(hours=self.number)
        text = story(self.number) if self.text is None else self.text
        return (
            f"<item><title>{escape(self.title or f'Ferry {self.number} leaves on time')}</title>"
            f"<link>{escape(link)}</link><guid>{escape(self.guid or f'urn:x:{self.number}')}</guid>"
            f"<pubDate>{date:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
            f"<description>{escape(text)}</description></item>"
        )


def rss(*items, host="https://quay.example", title="The Quay", more=""):
    """A feed of these items, which may be numbers."""
    made = [one if isinstance(one, Item) else Item(one) for one in items]
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>"
        f"<link>{host}/</link>{more}{''.join(one.xml(host) for one in made)}</channel></rss>"
    ).encode()


def feed(*items, etag=None, **more):
    """The answer that gives such a feed."""
    return Said(rss(*items, **more), headers={"ETag": etag} if etag else {})


class Time:
    """A clock that goes on a second with each look, and that a test sets."""

    def __init__(self):
        self.now = START

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now

    def on(self, **more):
        self.now += timedelta(**more)
