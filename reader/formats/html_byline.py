"""Who wrote a page: names, not addresses, accounts or the site itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from reader.core.text import squeeze
from reader.formats.html_title import unescaped
from reader.formats.text_facts import MONTHS, NAME

AUTHORS: Final = (
    "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator",
    "sailthru.author", "cxenseparse:author", "og:author", "og:article:author", "articleauthor",
    "byl",
)  # fmt: skip
"""Names of meta elements that hold an author, best first."""
_BY: Final = re.compile(
    r"^(?:(?:(?:written|posted|story|reported)\s+)?by|von|par|por|di|da|door|av|af|от|yazan)"
    r"\s*:?\s+(?=\S)|^(?:authors?|autor(?:in|en)?|auteur|autore|автор|yazar|interview|texte?|testo|texto)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_NAMED: Final = frozenset(
    "author authors byline autor autoren autorin auteur auteurs autore autori autora "  # noqa: SIM905
    "writer redaktor forfatter kirjoittaja szerzo yazar".split()
)
"""Class words of elements that hold an author's name."""
_PEOPLE: Final = re.compile(
    rf"{NAME}(?:\s+(?:(?:de|da|van|von|der|den|del|di|la|le|bin|al|el)\s+)*{NAME}){{1,3}}"
)
"""A first and a last name, with others between them."""
_BEHIND: Final = re.compile(r"\s*[|·•—–/]|\s*,\s|\s+\d|\s+-\s")
"""What parts a name from what stands behind it."""
_SIGNED: Final = frozenset("by edited from posted published updated written".split())  # noqa: SIM905
"""Words beside an author's name that are none."""
_MAIL: Final = re.compile(r"^\S+@\S+\s*\(([^()]+)\)$")
_NO_NAME: Final = frozenset(
    {"admin", "administrator", "root", "user", "webmaster", "wordpress", "wpadmin", "editor"}
    | {"guest", "anonymous", "unknown", "null", "none", "undefined", "author", "redaktion", "staff"}
)
"""What systems write where nobody said who wrote it."""
_ADDRESS: Final = re.compile(r"https?:|www\.|://|^@|\S@\S|\.(?:com|org|net|html?)\b", re.IGNORECASE)
_COMMA: Final = re.compile(r"\s*,(?=[^\W\d])")
_BARE: Final = re.compile(r"[\W_]+")
_LONGEST: Final = 200
_MOST: Final = 20


def best_byline(sources: Iterable[Sequence[str]], sites: Sequence[str]) -> str | None:
    """The names of the first of the `sources` that names a person, joined by commas; where none
    does, the first that names the site, one of `sites` (an agency, a newsroom). Never an
    address, an account's default name or more than 200 characters."""
    known = {_bare(site) for site in sites if site}
    known |= {_bare(site.split(".")[0]) for site in sites if site}
    newsroom = None
    for source in sources:
        names = dict.fromkeys(name for text in source[:_MOST] if (name := cleaned(text)))
        people = [name for name in names if _bare(name) not in known]
        joined = ", ".join(people or names)
        if people and len(joined) <= _LONGEST:
            return joined
        newsroom = newsroom or joined[:_LONGEST] or None
    return newsroom


def cleaned(text: str) -> str:
    """A name without the "By" before it; empty where it is no name."""
    name = _BY.sub("", unescaped(squeeze(_COMMA.sub(", ", text[: 2 * _LONGEST]))))
    if mail := _MAIL.match(name):
        name = mail[1]
    name = name.strip(" ,;|·-–—")
    if _ADDRESS.search(name) or not any(map(str.isalpha, name)) or len(name) > _LONGEST:
        return ""
    return "" if _bare(name) in _NO_NAME else name


def names_author(words: Iterable[str]) -> bool:
    """Whether the class words of an element name it after authors."""
    return not _NAMED.isdisjoint(words)


def signature(text: str) -> str:
    """The person that a short text in such an element names, with nothing but a date or a mark
    behind it; else empty: what stands there is often a button, a heading, a title of office."""
    said = _BY.sub("", squeeze(text[:_LONGEST]))
    name = _BEHIND.split(said, maxsplit=1)[0]
    while (last := name.rpartition(" "))[2].lower().rstrip(".") in MONTHS:
        name = last[0]
    no_name = _NAMED.union(_SIGNED).intersection(name.lower().split())
    return name if _PEOPLE.fullmatch(name) and not no_name else ""


def _bare(text: str) -> str:
    return _BARE.sub("", text.lower())
