"""What a page says of itself: title, byline, date, site, language.

Title, first that exists: the h1 that agrees with the page's own headline (JSON-LD, og:title,
twitter:title or the title element hold it, or it holds one of them), the JSON-LD headline,
og:title, twitter:title, the title element, the only h1; without the site's name at its end or
beginning. Byline: JSON-LD author, meta author, rel or itemprop "author".
Published: JSON-LD datePublished, article:published_time and its like, itemprop datePublished,
the first `<time datetime>`. Site: og:site_name, JSON-LD publisher, the host without "www.".
Language: the html element's lang, og:locale, JSON-LD inLanguage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from reader.core.text import squeeze
from reader.formats.html_jsonld import text_of
from reader.formats.html_tree import Element

_DATES: Final = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "pubdate", "publication_date", "last-modified",
)  # fmt: skip
_AUTHORS: Final = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author",
                   "byl")  # fmt: skip
_DESCRIPTIONS: Final = ("description", "og:description", "twitter:description")
_PARTED: Final = re.compile(r"\s+[|·•»«:—–-]+\s+|\s*\|\s*|\s*::\s*")
_SAME: Final = re.compile(r"\W+")
_BY: Final = re.compile(r"^(?:by|von|par|por|di|da|от|yazan)\s*:?\s+(?=\S)", re.IGNORECASE)
_TITLE_MAX: Final = 400


@dataclass(frozen=True, slots=True)
class Meta:
    """A page's metadata; `text` is its JSON-LD articleBody, `description` its own summary."""

    title: str | None
    byline: str | None
    published: datetime | None
    site: str | None
    language: str | None
    description: str
    text: str


def read_meta(root: Element, url: str, headings: list[str], data: dict[str, Any]) -> Meta:
    """The metadata of the page at `url`; `headings` are the texts of its h1, `data` is the
    JSON-LD object of its article."""
    named = _named(root)
    host = (_host(url) or "").removeprefix("www.")
    site = named.get("og:site_name") or text_of(data.get("publisher")) or host or None
    return Meta(
        title=_title(root, named, data, headings, [site or "", host]),
        byline=_byline(root, named, data),
        published=_published(root, named, data),
        site=site,
        language=_language(root, named, data),
        description=" ".join(filter(None, (named.get(key, "") for key in _DESCRIPTIONS)))
        + " " + text_of(data.get("description")),
        text=text_of(data.get("articleBody")),
    )  # fmt: skip


def _host(url: str) -> str | None:
    try:
        host: str | None = urlsplit(url).hostname
    except ValueError:  # an address nobody can read has no host
        return None
    return host


def _named(root: Element) -> dict[str, str]:
    """The page's meta elements by lower-case name; the first of a name counts."""
    named: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = squeeze((element.get("content") or "")[:5000])
        if key and value:
            named.setdefault(key.lower(), value)
    return named


# -- title


def _title(
    root: Element,
    named: dict[str, str],
    data: dict[str, Any],
    headings: list[str],
    sites: list[str],
) -> str | None:
    element = root.find(".//head/title")
    if element is None:
        element = root.find(".//title")
    tag = squeeze("".join(element.itertext())[:2000]) if element is not None else ""
    said: list[str] = [
        text_of(data.get("headline")), named.get("og:title", ""),
        named.get("twitter:title", ""), tag,
    ]  # fmt: skip
    said = [_without_site(title, sites, headings) for title in said if title]
    agreed = [heading for heading in headings if any(_agree(heading, title) for title in said)]
    alone = headings if len(headings) == 1 else []
    for title in [*agreed[:1], *said, *alone]:
        if title:
            return title[:_TITLE_MAX]
    return None


def _agree(heading: str, title: str) -> bool:
    one, two = _bare(heading), _bare(title)
    if min(len(one), len(two)) < 8:
        return one == two and bool(one)
    return (one in two or two in one) and 3 * len(one) >= len(two) and 3 * len(two) >= len(one)


def _bare(text: str) -> str:
    return _SAME.sub("", text.lower())


def _without_site(title: str, sites: list[str], headings: list[str]) -> str:
    """`title` without a last or first part that is the site's name; a part is also cut where
    an h1 is exactly what remains."""
    marks = list(_PARTED.finditer(title))
    if not marks:
        return title
    known = {_bare(site) for site in sites if site}
    known |= {_bare(site.split(".")[0]) for site in sites if site}
    heads = {_bare(heading) for heading in headings}
    for mark in marks:
        if _bare(title[: mark.start()]) in heads:
            return title[: mark.start()].strip()
    while marks:
        first, last = marks[0], marks[-1]
        if _is_site(title[last.end() :], known):
            title, marks = title[: last.start()], marks[:-1]
        elif _is_site(title[: first.start()], known):
            return title[first.end() :].strip()
        else:
            break
    return title.strip()


def _is_site(part: str, known: set[str]) -> bool:
    bare = _bare(part)
    return bare in known or any(
        len(name) > 3 and (name in bare or bare in name) and len(bare) > 2 and part.count(" ") < 5
        for name in known
    )


# -- byline, date, language


def _byline(root: Element, named: dict[str, str], data: dict[str, Any]) -> str | None:
    names = [text_of(data.get("author")), *(named.get(key, "") for key in _AUTHORS)]
    for element in root.iter("a", "span", "address", "div", "p"):
        if element.get("rel") == "author" or element.get("itemprop") == "author":
            names.append(squeeze("".join(element.itertext())[:300]))
            break
    for name in names:
        bare = _BY.sub("", name)
        if bare and "://" not in bare and not bare.startswith("@") and len(bare) <= 200:
            return bare
    return None


def _published(root: Element, named: dict[str, str], data: dict[str, Any]) -> datetime | None:
    said = [text_of(data.get("datePublished")), *(named.get(key, "") for key in _DATES)]
    for element in root.iter("time"):
        moment = element.get("datetime") or element.get("content")
        if moment:
            said.append(moment)
            break
    return next((when for text in said if text and (when := moment_of(text))), None)


def moment_of(text: str) -> datetime | None:
    """The moment that an ISO 8601 or RFC 2822 `text` names, else None. A moment without a zone
    is taken as UTC: most pages that leave the zone out write UTC, and hours matter little."""
    text = squeeze(text[:64])
    moment: datetime | None = None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = re.match(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(.*)$", text)
        try:
            moment = _loose(found) if found else parsedate_to_datetime(text)
        except (ValueError, IndexError, OverflowError):
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _loose(found: re.Match[str]) -> datetime:
    zone = found[3].replace("UTC", "").replace("GMT", "").replace(" ", "")
    zone = zone if re.fullmatch(r"[+-]\d\d:?\d\d", zone) else ""
    return datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}")


def _language(root: Element, named: dict[str, str], data: dict[str, Any]) -> str | None:
    said = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        named.get("og:locale"),
        named.get("language"),
        text_of(data.get("inLanguage")),
    )
    for text in said:
        found = re.match(r"([a-zA-Z]{2,3})(?:[-_][A-Za-z0-9]+)*$", squeeze(text or ""))
        if found:
            return found[1].lower()
    return None
