"""Mail and MHTML archives: both are MIME, so the standard library reads both.

The HTML part first, since it has the structure, else the plain one. A mail's subject, sender
and date are what its article is called, from and of; an archive's page speaks for itself, but
names the address it was saved from.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Final

from reader.core.errors import FormatError
from reader.core.text import squeeze
from reader.formats.decode import decode
from reader.formats.source import Form, Source

_PARTS: Final = 200
"""Parts that are looked at: a mail with more is no article."""


def read(data: bytes, url: str, name: str) -> Source:
    """The text of a mail or an archive. Raises FormatError where it has none."""
    message = email.message_from_bytes(data.lstrip(b"\r\n"), policy=email.policy.default)
    part = _best(message)
    if part is None:
        raise FormatError(f"{name} is a mail without text")
    body = part.get_payload(decode=True)
    content = body if isinstance(body, bytes) else b""
    media_type = str(part.get("content-type", "text/plain"))
    text = decode(content, media_type)
    form: Form = "html" if "html" in part.get_content_type() else "text"
    saved = _header(message, "snapshot-content-location") or _header(part, "content-location")
    if message.get_content_type() == "multipart/related" and (
        saved or (_header(message, "from") or "").lower().startswith("<saved by")
    ):
        # The date of saving is not the article's.
        address = saved if saved and saved.startswith(("http://", "https://")) else url
        return Source(form, text, address)
    sender, address = email.utils.parseaddr(_header(message, "from") or "")
    return Source(
        form,
        text,
        url,
        title=_header(message, "subject"),
        byline=squeeze(sender) or address or None,
        published=_date(_header(message, "date")),
        site=address.partition("@")[2] or None,
    )


def _best(message: EmailMessage) -> EmailMessage | None:
    """The first HTML part with something in it, else the first plain one; attached files and
    mails that were forwarded as files are not the mail's text."""
    plain: EmailMessage | None = None
    for number, part in enumerate(message.walk()):
        if number > _PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if kind in {"text/html", "application/xhtml+xml"} and part.get_payload():
            return part
        if kind == "text/plain" and plain is None and part.get_payload():
            plain = part
    return plain


def _header(message: EmailMessage, name: str) -> str | None:
    """A header's text, cleaned; None where it is missing or cannot be parsed."""
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, TypeError):
        # The standard library's parser of structured headers fails so on some broken ones.
        value = dict(message.raw_items()).get(name)
    return squeeze(str(value)) or None if value is not None else None


def _date(text: str | None) -> datetime | None:
    """An RFC 5322 date; "-0000" means UTC with the place unsaid."""
    if not text:
        return None
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
