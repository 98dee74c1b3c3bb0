"""What lies between bytes and a parsed document: decoded text, and what its wrapping said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Form = Literal["html", "text", "markdown"]
"""What the text is written in, once unpacked from mail, archive and compression."""


@dataclass(frozen=True, slots=True)
class Source:
    """Decoded text with what a mail's or a note's head said about it; None where silent.

    `url` resolves relative links: the page's own address where the wrapping names one.
    """

    form: Form
    text: str
    url: str
    title: str | None = None
    byline: str | None = None
    published: datetime | None = None
    site: str | None = None
    language: str | None = None
