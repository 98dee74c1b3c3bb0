"""Gzip, with a bound on what comes out: 275 bytes can stand for gigabytes."""

from __future__ import annotations

import zlib
from typing import Final

from reader.core.errors import FormatError, TooComplexError

LIMIT: Final = 15 * 1024 * 1024
"""Bytes a source may have, packed or not."""


def gunzip(data: bytes, name: str, limit: int = LIMIT) -> bytes:
    """The content of all members. Raises FormatError where damaged, TooComplexError over
    `limit` bytes. A file that is cut short gives what is there."""
    out = bytearray()
    while data[:2] == b"\x1f\x8b":
        stream = zlib.decompressobj(wbits=31)
        try:
            out += stream.decompress(data, limit + 1 - len(out))
        except zlib.error as error:
            if out:
                break
            raise FormatError(f"{name} is damaged: {error}") from error
        if len(out) > limit:
            raise TooComplexError(f"{name} unpacks to more than {limit // 1024**2} MB")
        data = stream.unused_data
    return bytes(out)
