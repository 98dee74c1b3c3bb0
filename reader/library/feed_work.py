"""What the worker does with feeds: fetch, read, and label the entries that the app asks for.

A refresh is a dialogue. The worker fetches many feeds at once and reads them one after the other;
of each it tells what tells its entries apart (`feeds.identity`), the app answers which of them it
wants, and only those are labelled and sent. So no text crosses the pipe that is stored already,
and the worker fetches the next feeds while the app writes.

    worker                                      app
    {"at": key}                                            before a feed is read: what to blame
    {"feed": key, "answer", "error"}
    {"feed": key, "answer", "read": {…, "marks"}}  ->  {"want": [[index, source, stored], …]}
    {"entry": index, "ok": {…} | "error"} …
    {"done": {"ok" | "error"}}

For the pages of entries it is {"at": key} -> {"stored": …}, then {"page": key, "ok" | "error"}.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.core.errors import FormatError, ReaderError
from reader.core.feed_codec import ENTRY_TYPE, answer_to_json, hints_to_json
from reader.core.feeds import Entry, FeedDocument
from reader.core.following import Answer, Question
from reader.core.meter import meter
from reader.core.model import Payload
from reader.core.text import count_words, squeeze
from reader.core.when import iso
from reader.feeds import identity, validators
from reader.library import worker
from reader.web import fetch
from reader.web.addresses import Network, normalise
from reader.web.many import fetch_all

if TYPE_CHECKING:
    from reader.library.digest import Digest

# Parsers and labellers take 0.1 s to load and half the memory; where nothing changed, as most
# times, a refresh needs none of them.

Message = dict[str, Any]


class Talk(NamedTuple):
    """The two ways of the pipe."""

    receive: Callable[[], Message | None]
    send: Callable[[Message], None]


def refresh(request: Message, talk: Talk) -> Message:
    """Ask for feeds; see the top of this module."""
    hashes = {one["key"]: one.pop("body_hash") for one in request["questions"]}
    questions = [Question(**one) for one in request["questions"]]
    held = [worker.received(one) for one in request["held"]]
    for answer in chain(held, fetch_all(questions, _allowed(request))):
        talk.send({"at": answer.key, "size": len(answer.body)})
        said: Message = {"feed": answer.key, "answer": answer_to_json(answer)}
        body = validators.body_hash(answer.body)
        if answer.error or answer.status == 304 or body == hashes.get(answer.key):
            talk.send(said)
            continue
        from reader.formats import feed  # noqa: PLC0415 -- see above

        try:
            found = feed.read(Payload(answer.body, answer.url, answer.media_type))
            talk.send(said | {"read": _read(found) | {"body_hash": body}})
        except ReaderError as error:
            talk.send(said | {"error": str(error)})
            continue
        except (MemoryError, RecursionError) as error:
            talk.send(said | {"error": f"{answer.url}: too complex ({type(error).__name__})"})
            continue
        if not _entries(found, talk):
            break
    return {}


def _read(found: FeedDocument) -> Message:
    """What the app needs to know of a feed before it wants any text."""
    from reader.formats.feed_tree import BROKEN_OFF  # noqa: PLC0415 -- see above

    entries = found.entries[:-1] if _broken_off(found) else found.entries
    return {
        "title": found.title,
        "link": found.link,
        "page": _normal(found.link),
        "hints": hints_to_json(found.hints),
        "broken_off": f"{BROKEN_OFF}, which was left out" if _broken_off(found) else "",
        "marks": [_mark(entry) for entry in entries],
    }


def _broken_off(found: FeedDocument) -> bool:
    """Whether the last entry is only begun: what is missing would come as another one."""
    from reader.formats.feed_tree import BROKEN_OFF  # noqa: PLC0415 -- see above

    return BROKEN_OFF in found.notes


def _mark(entry: Entry) -> list[Any]:
    from reader.formats import feed_entry  # noqa: PLC0415 -- see above

    text = feed_entry.plain(entry.content or entry.summary or "")
    one = identity.mark(entry.id, _normal(entry.url), entry.title, text, entry.published)
    return [one.guid, one.url, one.title, one.content, iso(one.published)]


def _entries(found: FeedDocument, talk: Talk) -> bool:
    """Send the entries the app wants; False where it is gone."""
    answer = talk.receive()
    if answer is None:
        return False
    facts = replace(found, entries=())
    for index, source, stored in answer["want"]:
        entry = found.entries[index]
        said = worker.guarded(lambda: _entry(source, entry, facts, stored))  # noqa: B023 -- at once
        talk.send({"entry": index, **said})
    return True


def _entry(source: str, entry: Entry, facts: FeedDocument, stored: str | None) -> Message:
    """An entry as an article; with the page that is `stored` for it already."""
    from reader.formats import feed_entry, kept_entry  # noqa: PLC0415 -- see above

    page = None
    if stored is not None:
        page = kept_entry.unpack(Payload(stored.encode(), source, ENTRY_TYPE)).page
    payload = kept_entry.pack(source, entry, facts, page)
    out = worker.packed(_digest(payload))
    return out | {"data": payload.data.decode(), "cut": feed_entry.truncated(entry)}


def pages(request: Message, talk: Talk) -> Message:
    """Fetch the pages that entries lead to, and send each merged with what its entry says. Those
    of the very host of a feed that a person named may be at a private address, as the feed may."""
    questions = [
        Question(key, url, trusted=_same_host(url, home)) for key, url, home in request["pages"]
    ]
    for answer in fetch_all(questions, _allowed(request), headers=fetch.HEADERS):
        if answer.error:
            temporary = answer.status in {0, 429} or answer.status >= 500
            talk.send({"page": answer.key, "error": answer.error, "temporary": temporary})
            continue
        talk.send({"at": answer.key, "size": len(answer.body)})
        stored = talk.receive()
        if stored is None:
            break
        held = Payload(stored["stored"].encode(), stored["source"], ENTRY_TYPE)
        said = worker.guarded(lambda: _page(held, answer))  # noqa: B023 -- at once
        talk.send({"page": answer.key, **said})
    return {}


def _page(held: Payload, answer: Answer) -> Message:
    from reader.formats import feed_entry, kept_entry  # noqa: PLC0415 -- see above
    from reader.library import same_page  # noqa: PLC0415 -- with declutter

    kept = kept_entry.unpack(held)
    page = Payload(answer.body, answer.url, answer.media_type)
    payload = kept_entry.pack(held.url, kept.entry, kept.feed, page)
    found = _digest(payload)
    own = count_words(feed_entry.plain(kept.entry.content or kept.entry.summary or ""))
    own += sum(count_words(block.text) for block in found.document.blocks if block.file)
    if meter(found.document, found.labels).shown <= own:
        raise FormatError(f"{answer.url} shows no more than the feed")
    if same_page.is_front(answer.url, kept.entry.url or answer.url):
        raise FormatError(f"its address leads to a front page, {answer.url}")
    if not same_page.tells(found.document, found.labels, kept.entry):
        raise FormatError(f"{answer.url} tells something else than the feed's entry")
    return worker.packed(found) | {"data": payload.data.decode()}


def _digest(payload: Payload) -> Digest:
    from reader.library import digest  # noqa: PLC0415 -- see above

    return digest.digest(payload)


def _same_host(url: str, home: str | None) -> bool:
    one, other = _normal(url), _normal(home)
    return one is not None and other is not None and fetch.origin(one) == fetch.origin(other)


def _normal(url: str | None) -> str | None:
    try:
        return normalise(url) if url else None
    except ReaderError:  # no address of the web: it tells nothing
        return None


def _allowed(request: Message) -> list[Network]:
    return [ipaddress.ip_network(item) for item in request["allowed"]]


def _discover(request: Message) -> Message:
    from reader.library import discovering  # noqa: PLC0415 -- see above

    held = worker.received(request["held"]) if request["held"] else None
    found = discovering.feeds_of(request["url"], _allowed(request), held)
    feeds = [[one.url, squeeze(one.title or "") or None, one.link] for one in found]
    return {"feeds": feeds, "guessed": found[0].guessed} | worker.handed(found[0].answer)


def _list(request: Message) -> Message:
    from reader.library import discovering  # noqa: PLC0415 -- see above

    payload = Payload(request["data"].encode("latin-1"), request["url"], request["media_type"])
    return discovering.listed(payload)


DIALOGUES: Final[dict[str, Callable[[Message, Talk], Message]]] = {
    "refresh": refresh,
    "pages": pages,
}
SINGLE: Final[dict[str, Callable[[Message], Message]]] = {"discover": _discover, "list": _list}
