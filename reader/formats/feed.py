"""From the bytes of a feed to a `FeedDocument`, whatever kind of feed they are."""

from __future__ import annotations

from dataclasses import replace

from reader.core.errors import FormatError
from reader.core.feeds import FeedDocument
from reader.core.model import Payload
from reader.formats import sniff
from reader.formats.read import label, raw_text


def read(payload: Payload) -> FeedDocument:
    """The feed in `payload`. Raises FormatError where it is none, TooComplexError where it is too
    large; a feed that is only broken gives what can be read of it, and says so in its notes."""
    name = label(payload.url)
    text = raw_text(payload)
    if sniff.opml(text):
        raise FormatError(f"{name} is a list of feeds, not a feed", "newsreader import takes it in")
    if sniff.json_feed(text):
        from reader.formats import feed_json  # noqa: PLC0415 -- each form loads its own

        return feed_json.read(text, payload.url, name)
    from reader.formats import feed_tree, feed_xml  # noqa: PLC0415 -- lxml

    root, note = feed_tree.parse(text)
    if root is None:
        page = sniff.html(text, "", payload.media_type)
        raise FormatError(f"{name} is not a feed", "it is a web page" if page else "")
    feed = feed_xml.read(root, payload.url)
    return replace(feed, notes=(note, *feed.notes)) if note else feed
