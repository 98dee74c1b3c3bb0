"""One URL, fetched within limits: 15 MB, 30 seconds in all, 10 redirects.

httpx's own timeout never fires on a byte every quarter of a second, so the whole request has
a deadline. Only one layer of gzip or deflate is accepted and it is unpacked with a bound: 275
bytes of stacked gzip become 2 GiB in one chunk. No cookies, no credentials, no proxy from the
environment; the request goes to the address that was checked.
"""

from __future__ import annotations

import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx

from reader import __version__
from reader.core.errors import FetchError, NoTlsError, TooComplexError
from reader.core.following import Answer, Hop
from reader.core.model import Payload
from reader.web.addresses import Address, Network, normalise, private, resolve

LIMIT: Final = 15 * 1024 * 1024
SMALL: Final = 1024 * 1024
"""Bytes up to which a body needs no room that is asked for."""
_PART: Final = 256 * 1024
DEADLINE: Final = 30.0
REDIRECTS: Final = 10
HEADERS: Final[Mapping[bytes, bytes]] = {
    b"User-Agent": f"newsreader/{__version__} (terminal news reader)".encode(),
    b"Accept": b"text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.5",
    b"Accept-Encoding": b"gzip",
}
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_SAID: Final = {
    401: "asks for a password",
    402: "asks for payment",
    403: "refuses to show the page",
    404: "has no such page",
    410: "says the page is gone for good",
    429: "says there were too many requests",
    451: "may not show the page for legal reasons",
}


_NOBODY: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no certificate: for plain HTTP, which needs none."""
_TRUSTED: list[ssl.SSLContext] = []
_READING: Final = threading.Lock()


def certificates() -> ssl.SSLContext:
    """The certificates that are trusted: reading them takes 18 ms, so they are read once, by the
    first thread that needs them, while the others wait. A client without takes 0.2."""
    with _READING:
        if not _TRUSTED:
            _TRUSTED.append(httpx.create_ssl_context(trust_env=False))
        return _TRUSTED[0]


def client(url: str) -> httpx.Client:
    """A client for one host. Connections are kept by address, so that one for several hosts
    would ask the second over a connection that is certified for the first."""
    known = certificates() if url.startswith("https:") else _NOBODY
    return httpx.Client(verify=known, trust_env=False, follow_redirects=False, http2=False)


def fetch(url: str, allowed: Sequence[Network] = (), *, trusted: bool = True) -> Payload:
    """A page: its bytes, final URL and media type; see `answer`."""
    said = answer(url, allowed, trusted=trusted)
    return Payload(said.body, said.url, said.media_type)


def answer(url: str, allowed: Sequence[Network] = (), *, trusted: bool = True) -> Answer:
    """What a page's server says, with the redirects on the way.

    `trusted` says that a person named the URL, so that its host may be at a private address;
    `allowed` are networks whose private addresses may be reached in any case. Raises FetchError
    or TooComplexError, one sentence that names the URL.
    """
    end = time.monotonic() + DEADLINE
    current = normalise(url)
    hops: tuple[Hop, ...] = ()
    named = origin(current) if trusted else None
    for _ in range(REDIRECTS + 1):
        addresses = checked(current, allowed, typed=origin(current) == named)
        with client(current) as asking, _first(asking, current, addresses, end, hops) as response:
            if (onward := moved(response, current)) is not None:
                hops = (*hops, Hop(response.status_code, onward))
                current = onward
                continue
            if response.status_code != 200:
                raise FetchError(f"{current}: {sentence(current, response.status_code)}")
            body = read_body(response, current, end)
            return Answer(0, current, 200, hops, body, **heading(response))
    raise FetchError(f"{url} redirects more than {REDIRECTS} times")


def heading(response: httpx.Response) -> dict[str, Any]:
    """What an answer's header says of it, as an `Answer` has it."""
    raw = {name.lower(): value.decode("latin-1") for name, value in response.headers.raw}
    return {
        "media_type": response.headers.get("content-type"),
        "etag": raw.get(b"etag"),
        "modified": raw.get(b"last-modified"),
        "retry_after": raw.get(b"retry-after"),
    }


def moved(response: httpx.Response, url: str) -> str | None:
    """Where a redirect leads; None for any other answer."""
    if response.status_code in _MOVED and "location" in response.headers:
        return normalise(urljoin(url, response.headers["location"]))
    return None


def origin(url: str) -> tuple[str, str]:
    """Scheme and host with its port."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def checked(url: str, allowed: Sequence[Network], *, typed: bool) -> list[Address]:
    """The addresses of the URL's host, all of them allowed."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    addresses = resolve(host, parts.port or (443 if parts.scheme == "https" else 80))
    if not typed and any(private(address, allowed) for address in addresses):
        raise FetchError(
            f"{url} is at a private address, and a page elsewhere sent us there",
            "open it yourself, or name its network in allow_private",
        )
    return addresses


class _Response:
    """A streamed response that is closed on leaving."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response

    def __enter__(self) -> httpx.Response:
        return self.response

    def __exit__(self, *_: object) -> None:
        self.response.close()


def ask(
    client: httpx.Client,
    url: str,
    addresses: list[Address],
    end: float,
    headers: Mapping[bytes, bytes] = HEADERS,
) -> _Response:
    """The response of the first address that answers, before the moment `end`."""
    failure: Exception | None = None
    for address in addresses:
        left = end - time.monotonic()
        if left <= 0:
            break
        try:
            request = _request(client, url, address, min(left, 10), headers)
            return _Response(client.send(request, stream=True))
        except httpx.TimeoutException as error:
            failure = FetchError(f"{url} did not answer in time")
            failure.__cause__ = error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            kind = NoTlsError if _without_tls(url, error) else FetchError
            failure = kind(f"{url} could not be fetched: {_plain(error)}")
            failure.__cause__ = error
    raise failure or FetchError(f"{url} did not answer within {DEADLINE:.0f} seconds")


def _first(
    client: httpx.Client, url: str, addresses: list[Address], end: float, hops: Sequence[Hop]
) -> _Response:
    """As `ask`; that nobody speaks TLS is told of the address that was named, not of one that it
    led to."""
    try:
        return ask(client, url, addresses, end)
    except NoTlsError as error:
        if hops:
            raise FetchError(error.message) from error
        raise


def _request(
    client: httpx.Client,
    url: str,
    address: Address,
    timeout: float,
    headers: Mapping[bytes, bytes],
) -> httpx.Request:
    """A request to `address` that speaks to the URL's host: in its Host header and, for TLS, in
    the name that the certificate is checked against."""
    target = httpx.URL(url)
    return client.build_request(
        "GET",
        target.copy_with(host=str(address)),
        headers=[*headers.items(), (b"Host", target.netloc)],
        extensions={"sni_hostname": target.host},
        timeout=timeout,
    )


def _without_tls(url: str, error: Exception) -> bool:
    """Whether nobody there speaks TLS. A certificate that is not trusted says that somebody does:
    to go on without would be what whoever sent it wants."""
    if not url.startswith("https:") or not isinstance(error, httpx.ConnectError):
        return False
    causes: list[BaseException] = [error]
    while (before := causes[-1].__cause__ or causes[-1].__context__) is not None:
        causes.append(before)
    return not any(isinstance(one, ssl.SSLCertVerificationError) for one in causes)


def _plain(error: Exception) -> str:
    """The library's error without its errno brackets."""
    text = str(error) or type(error).__name__
    return text.partition("] ")[2] or text


def sentence(url: str, code: int) -> str:
    """What a host's answer means that is no page."""
    host = urlsplit(url).hostname
    said = _SAID.get(code) or (
        "has a fault of its own" if code >= 500 else "gave an answer that is no page"
    )
    return f"{host} {said} (HTTP {code})"


def read_body(
    response: httpx.Response, url: str, end: float, room: Callable[[], float] = lambda: 0.0
) -> bytes:
    """The body, unpacked, within the limits. Where it gets large, `room` is asked for, which gives
    the seconds that were waited for it: they are not the server's."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise FetchError(f"{url} came packed as {coding!r}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=31) if "gzip" in coding else None
    out, small = bytearray(), True
    try:
        for part in _parts(response, unpacker):
            out += part
            if small and len(out) > SMALL:
                end, small = end + room(), False
            if len(out) > LIMIT:
                raise TooComplexError(f"{url} is larger than {LIMIT // 1024**2} MB")
            if time.monotonic() > end:
                raise FetchError(f"{url} took longer than {DEADLINE:.0f} seconds")
    except httpx.TimeoutException as error:
        raise FetchError(f"{url} stopped sending") from error
    except httpx.HTTPError as error:
        raise FetchError(f"{url} broke off: {_plain(error)}") from error
    except zlib.error as error:
        raise FetchError(f"{url} came damaged: it cannot be unpacked") from error
    return bytes(out)


def _parts(response: httpx.Response, unpacker: zlib._Decompress | None) -> Iterator[bytes]:
    """The body in small parts: a few bytes that came may be many."""
    for chunk in response.iter_raw():
        packed = chunk
        while packed and unpacker:
            yield unpacker.decompress(packed, _PART)
            packed = unpacker.unconsumed_tail
        yield packed
