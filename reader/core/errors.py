"""What can go wrong, as one tree:

    ReaderError                 anything we can say in one sentence
    ├── SourceError             a file, URL or stream that cannot be taken in
    │   ├── FormatError         its bytes are nothing we read
    │   │   └── IsFeedError         they are a feed, where an article was wanted
    │   ├── FetchError          the network's answer, or none
    │   │   └── NoTlsError          nobody there speaks TLS
    │   └── TooComplexError          it would take too much time or memory
    ├── StoreError              the library's file: not ours, newer, damaged, full
    └── UsageError              what was asked makes no sense

What can fail for one item among many is returned as a value, so that the rest go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.core.following import Answer


class ReaderError(Exception):
    """Something a person can be told: `message` says what happened and to what, `hint` what
    to do about it (may be empty). Both are one line, cleaned, without a full stop."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """The one line that is shown."""
        return f"{self.message} ({self.hint})" if self.hint else self.message


class SourceError(ReaderError):
    """A file, URL or stream that cannot be taken in."""


class FormatError(SourceError):
    """The bytes are nothing we can read."""


class IsFeedError(FormatError):
    """The bytes are a feed, where an article was wanted."""

    answer: Answer | None = None
    """What the server said, where they were fetched: whoever follows it need not ask again."""


class FetchError(SourceError):
    """A URL that did not give an article."""


class NoTlsError(FetchError):
    """No TLS connection could be made with the host of an https URL: it was refused, or what
    answered speaks something else. A certificate that is not trusted is not this."""


class TooComplexError(SourceError):
    """Parsing would have taken more time or memory than one source may."""


class StoreError(ReaderError):
    """The library's own file cannot be used."""


class UsageError(ReaderError):
    """What was asked makes no sense."""
