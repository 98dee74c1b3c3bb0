"""Which addresses may be asked, and URLs in one normal form.

A private address (loopback, link-local, an intranet's) is asked only where a person typed it,
never because a page redirected there; networks in the setting `allow_private` are exempt. The
address that was checked is the one connected to, so that a name which resolves differently a
second time gains nothing (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from reader.core.errors import FetchError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS: Final = {"http": 80, "https": 443}
# Parameters that say where a reader came from and nothing about the page.
_TRACKING: Final = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src", "dclid")


def normalise(url: str) -> str:
    """The URL as an identity: scheme and host in lower case, the host in punycode, no default
    port, user name, fragment or tracking parameters. Raises FetchError where it is none."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna" if not parts.hostname.isascii() else "ascii")  # type: ignore[union-attr]
    except (ValueError, AttributeError) as error:
        raise FetchError(f"{url} is not a URL that can be fetched") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        raise FetchError(f"{url} is not an http or https URL")
    name = host.decode("ascii")
    name = f"[{name}]" if ":" in name else name
    place = name if port in (None, _PORTS[scheme]) else f"{name}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((scheme, place, path, _query(parts.query), ""))


def credentials(url: str) -> bool:
    """Whether a URL names a user, which is never sent."""
    return "@" in url.partition("://")[2].partition("/")[0]


def _query(query: str) -> str:
    """The query without tracking; byte for byte as it was where there is none."""
    if not any(mark in query for mark in _TRACKING):
        return quote(query, safe="/%:@!$&'()*+,;=~-._?[]")
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([pair for pair in pairs if not pair[0].startswith(_TRACKING)])


def resolve(host: str, port: int) -> list[Address]:
    """The addresses of `host`, in the system's order. Raises FetchError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} was not found", "check the address and the network") from error
    return list(
        dict.fromkeys(ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found)
    )


def private(address: Address, allowed: Sequence[Network]) -> bool:
    """Whether `address` is not on the public internet and no allowed network holds it."""
    plain = _plain(address)
    if any(plain in network for network in allowed if network.version == plain.version):
        return False
    return not plain.is_global or plain.is_multicast


def _plain(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, NAT64), since that is where it leads."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return inner or address
    return address
