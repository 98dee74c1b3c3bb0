"""The worker: a process of its own in which foreign bytes are fetched, parsed and labelled.

`python -P -m reader.library.worker` reads requests from standard input and writes answers to
standard output, each a four-byte length and that much JSON. It never holds the terminal. What
it does to itself (memory) is limited here; its time by whoever started it, see `pool`.

Requests: {"do": "digest" | "fetch" | "view", "url", "data" (base64), "media_type", "view",
"allowed"}. Answers: {"ok": {...}} or {"error": [name, message, hint]}. Those about feeds
("refresh", "pages", "discover", "list") are served by `feed_work`; the first two are dialogues. A
worker that is started with the argument "feeds" loads that before it hears of any.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import struct
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from reader import config
from reader.core import codec, errors
from reader.core.feed_codec import answer_from_json, answer_to_json
from reader.core.model import Payload
from reader.library import process

if TYPE_CHECKING:
    from reader.core.following import Answer
    from reader.library.digest import Digest

MEMORY: Final = 1024 * 1024 * 1024
"""Bytes of address space for data: numpy, lxml and the model take 150 MB of it."""
_SIZE: Final = struct.Struct(">I")


def send(stream: BinaryIO, message: dict[str, Any]) -> None:
    """Write one message."""
    data = json.dumps(message, ensure_ascii=True).encode("ascii")
    stream.write(_SIZE.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """Read one message; None at the stream's end."""
    head = stream.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    data = stream.read(size)
    if len(data) < size:
        return None
    message: dict[str, Any] = json.loads(data)
    return message


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What one request gives; an error as a value, so that the next request is served."""
    return guarded(lambda: _do(request))


def guarded(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What a piece of work gives, or its error as a value. Where whoever asked is gone, as when a
    refresh is cancelled, there is nobody to tell: the process ends, and nothing was wrong."""
    try:
        return {"ok": work()}
    except errors.ReaderError as error:
        return {"error": [type(error).__name__, error.message, error.hint]}
    except BrokenPipeError:
        sys.exit()
    except (MemoryError, RecursionError) as error:
        return {"error": ["TooComplexError", f"too complex ({type(error).__name__})", ""]}
    except Exception as error:  # noqa: BLE001 -- a defect of ours must cost one item, not the rest
        what = f"a defect of newsreader: {type(error).__name__}: {error}"
        return {"error": ["SourceError", what, config.log_defect()]}


def _do(request: dict[str, Any]) -> dict[str, Any]:
    if request["do"] in {"discover", "list"}:
        from reader.library import feed_work  # noqa: PLC0415 -- with feeds only

        return feed_work.SINGLE[request["do"]](request)
    from reader.library import digest  # noqa: PLC0415 -- loaded once, with the first request

    if request["do"] == "fetch":
        return _fetched(_asked(request))
    payload = Payload(base64.b64decode(request["data"]), request["url"], request["media_type"])
    if request["do"] == "view":
        return packed(digest.viewed(payload, request["view"]))
    return packed(digest.digest(payload))


def _fetched(answer: Answer) -> dict[str, Any]:
    """A fetched page, labelled; the answer itself where it is a feed's."""
    from reader.library import digest  # noqa: PLC0415 -- see above

    try:
        out = packed(digest.digest(Payload(answer.body, answer.url, answer.media_type)))
    except errors.IsFeedError as error:
        return {"feed": handed(answer), "said": [error.message, error.hint]}
    data = base64.b64encode(answer.body).decode("ascii")
    said = {"url": answer.url, "media_type": answer.media_type, "data": data}
    return out | said | {"names_feed": _names_feed(answer)}


def _names_feed(answer: Answer) -> bool:
    """Whether a page names a feed, which was perhaps what was meant."""
    from reader.formats import discovery  # noqa: PLC0415 -- for pages of the web only
    from reader.formats.read import raw_text  # noqa: PLC0415

    page = Payload(answer.body, answer.url, answer.media_type)
    return bool(discovery.feed_links(raw_text(page), answer.url))


def handed(answer: Answer) -> dict[str, Any]:
    """An answer with its body, for the other side of the pipe."""
    data = base64.b64encode(answer.body).decode("ascii")
    return {"answer": answer_to_json(answer), "data": data}


def received(said: dict[str, Any]) -> Answer:
    """The answer that `handed` packed."""
    return answer_from_json(said["answer"], base64.b64decode(said["data"]))


def packed(result: Digest) -> dict[str, Any]:
    """A digest as the app unpacks it."""
    return {
        "document": codec.encode(result.document, result.labels),
        "fingerprint": result.fingerprint.to_json(),
        "imprint": result.imprint.to_json(),
    }


def _asked(request: dict[str, Any]) -> Answer:
    import ipaddress  # noqa: PLC0415 -- with the network only

    from reader.web import fetch  # noqa: PLC0415 -- 250 ms that local files never pay

    return fetch.answer(request["url"], [ipaddress.ip_network(item) for item in request["allowed"]])


def main() -> None:
    """Serve until standard input closes."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints goes to the log, never into the answers.
    os.dup2(2, 1)
    if sys.argv[1:] == [process.FEEDS]:
        from reader.library import feed_work  # noqa: PLC0415 -- before the first request comes
    while (request := receive(requests)) is not None:
        if request["do"] in {"refresh", "pages"}:
            from reader.library import feed_work  # noqa: PLC0415 -- with feeds only

            talk = feed_work.Talk(lambda: receive(requests), lambda said: send(answers, said))
            work = partial(feed_work.DIALOGUES[request["do"]], request, talk)
            send(answers, {"done": guarded(work)})
        else:
            send(answers, answer(request))


if __name__ == "__main__":
    main()
