"""What a page says of itself: title, byline, dates, site, language, section, addresses.

Each fact comes from the first that names it, of JSON-LD (schema.org: the object of the article,
also within @graph, mainEntity or a list, and what it refers to), the meta elements (OpenGraph,
article:*, Dublin Core and their like, in the order of the tables), microdata and links (itemprop,
rel), and last the text beside the headline. In particular:
Title: the h1 that shares its words with JSON-LD's headline, og:title, twitter:title or the title
element, else the first of these; without the site's name (html_title). A page without an h1 has
the block for it that the title element's text begins with, or that says most of it.
Byline: as above, several names joined; the site's own name only where no person is named;
last a "By ..." line under the headline, a block there that is named after authors
(html_byline), or "Author: ..." anywhere (text_labels).
Published, modified: as above; last the first `<time datetime>`, a date line under the headline
or right above it, "Date: ..." anywhere (text_labels). A time without a zone is by the page's other
times, else by its country's (html_dates).
Site: og:site_name, JSON-LD publisher, its WebSite, the host without "www." (of a saved page
without address, that of the canonical one).
Language: the html element's lang, og:locale, JSON-LD inLanguage; last the words (html).
Section: JSON-LD articleSection, article:section and its like, itemprop.
Canonical: link rel=canonical, og:url, JSON-LD url; a front page is no article's address.
Image: og:image, JSON-LD image, twitter:image, link rel=image_src, itemprop.

Own reading, since it costs 0.4 ms a page: what trafilatura or extruct spend on metadata alone is
a multiple of the time that the whole page may take.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from reader.core.text import squeeze
from reader.formats import text_facts, text_labels
from reader.formats.html_byline import AUTHORS, best_byline, signature
from reader.formats.html_dates import MODIFIED, PUBLISHED, told
from reader.formats.html_jsonld import addresses_of, text_of, texts_of
from reader.formats.html_links import absolute
from reader.formats.html_title import best_title
from reader.formats.html_tree import Element

_SECTIONS: Final = ("article:section", "og:article:section", "og:section", "parsely-section",
                    "articlesection", "section", "mrf:sections")  # fmt: skip
_IMAGES: Final = ("og:image:secure_url", "og:image", "og:image:url")
_MORE_IMAGES: Final = ("twitter:image", "twitter:image:src", "image", "thumbnailurl")
_NAME: Final = 200
_DESCRIPTIONS: Final = ("description", "og:description", "twitter:description")
_ITEMS = etree.XPath("//*[@itemprop]")
_AUTHOR: Final = frozenset({"author", "creator", "author creator"})


@dataclass(frozen=True, slots=True)
class Meta:
    """A page's metadata; `text` is its JSON-LD articleBody, `description` its own summary."""

    title: str | None
    byline: str | None
    published: datetime | None
    modified: datetime | None
    site: str | None
    language: str | None
    section: str | None
    canonical: str | None
    image: str | None
    description: str
    text: str


class Head(NamedTuple):
    """Texts of a page's first blocks."""

    headings: Sequence[str]
    """Of the h1 that show, of all where none does, or of what stands for them."""
    near: Sequence[str]
    """Of the blocks after the first of them."""
    signed: Sequence[str]
    """Of those that the page names after authors."""
    above: Sequence[str]
    """Of those right before the first heading."""
    short: Callable[[], Sequence[str]]
    """The short lines of all that show, cut when asked for: by who finds nothing nearer."""


class Page(NamedTuple):
    """A page's tree and what was read of it before."""

    root: Element
    told: dict[str, list[Element]]
    """Its elements by tag, where they tell of it (see html_tree.telling)."""
    url: str
    head: Head
    data: dict[str, Any]
    """The JSON-LD object of its article."""
    microdata: bool
    """Whether it may have elements with an itemprop: looking for them takes as long as all else."""


def read_meta(page: Page) -> Meta:
    """The metadata of a page."""
    root, url, data = page.root, page.url, page.data
    named = _named(page.told["meta"])
    links = _links(page.told["link"])
    canonical = _canonical(links, named, data, url)
    host = (_host(url) or _host(canonical or "") or "").removeprefix("www.")
    site = named.get("og:site_name") or text_of(data.get("publisher")) or host or None
    sites = [site or "", host, text_of(data.get("publisher"))]
    published, modified = told(_published(page, named), _modified(page, named), host)
    return Meta(
        title=best_title(_titles(page.told["title"], named, data), page.head.headings, sites),
        byline=best_byline(_authors(page, named), sites),
        published=published,
        modified=modified,
        site=site[:_NAME] if site else None,
        language=_language(root, named, data),
        section=_section(named, data),
        canonical=canonical,
        image=_image(links, named, data, url),
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


def _named(elements: Sequence[Element]) -> dict[str, str]:
    """What meta elements say, by lower-case name; the first of a name counts, but authors
    add up."""
    named: dict[str, str] = {}
    for element in elements:
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = squeeze((element.get("content") or "")[:5000])
        if key and value:
            key = key.strip().lower()
            if key not in named:
                named[key] = value
            elif key in AUTHORS and value not in named[key] and len(named[key]) < 1000:
                named[key] += f", {value}"
    return named


def _links(elements: Sequence[Element]) -> dict[str, str]:
    """The targets of link elements by their relation, the first of each."""
    found: dict[str, str] = {}
    for element in elements:
        found.setdefault((element.get("rel") or "").lower(), element.get("href") or "")
    return found


def _titles(elements: Sequence[Element], named: dict[str, str], data: dict[str, Any]) -> list[str]:
    heads = (element for element in elements if _is_in_head(element))
    element = next(heads, elements[0] if elements else None)
    tag = squeeze("".join(element.itertext())[:2000]) if element is not None else ""
    said = [text_of(data.get("headline"))[:2000], named.get("og:title", "")]
    return [*said, named.get("twitter:title", ""), tag]


def _is_in_head(element: Element) -> bool:
    outer = element.getparent()
    return outer is not None and outer.tag == "head"


def _authors(page: Page, named: dict[str, str]) -> Iterator[list[str]]:
    """What may name the page's authors, best first; looked for only as long as asked."""
    yield texts_of(page.data.get("author"))
    yield texts_of(page.data.get("creator"))
    yield from ([named[key]] for key in AUTHORS if key in named)
    yield [_own_name(element) for element in _items(page, _AUTHOR)[:5]]
    linked = [_own_name(a) for a in page.root.iter("a") if a.get("rel") == "author"]
    signed = text_facts.byline(page.head.near) or ""
    # "By Ann Doe and Bo Lee", of whom one has a page, has two authors.
    yield [] if linked and all(name in signed for name in linked) else linked
    yield [signed]
    yield [name for text in page.head.signed if (name := signature(text))][:1]
    yield [text_labels.author(page.head.short()) or ""]


def _items(page: Page, names: frozenset[str]) -> list[Element]:
    """The page's elements that have one of the `names` as their microdata's property."""
    found = _ITEMS(page.root) if page.microdata else []
    return [element for element in found if (element.get("itemprop") or "").strip() in names]


def _own_name(element: Element) -> str:
    """The name within an element that names an author."""
    inner = element.find(".//*[@itemprop='name']")
    given = element if inner is None else inner
    text = given.get("content") or " ".join(given.itertext())[:300]
    return squeeze(text) if text.strip() else squeeze(element.get("content") or "")


def _published(page: Page, named: dict[str, str]) -> Iterator[str]:
    """What may name the date of publication, best first; the text only where nothing else."""
    said = [text_of(page.data.get("datePublished")), *(named.get(key, "") for key in PUBLISHED)]
    yield from (text for text in [*said, text_of(page.data.get("dateCreated"))] if text)
    if any(said):
        return
    dated = _items(page, frozenset({"datePublished"}))[:2]
    for element in [*dated, *_first(page.told["time"])]:
        yield element.get("datetime") or element.get("content") or "".join(element.itertext())[:64]
    head = page.head
    found = text_facts.moment(head.near) or text_labels.moment_above(head.above)
    if found is None and not dated:
        found = text_labels.moment(head.short())
    yield found.isoformat() if found else ""


def _first(times: Sequence[Element]) -> list[Element]:
    return [element for element in times if element.get("datetime")][:1]


def _modified(page: Page, named: dict[str, str]) -> Iterator[str]:
    """What may name the date of the last change, best first; the text only where nothing else."""
    said = [text_of(page.data.get("dateModified")), *(named.get(key, "") for key in MODIFIED)]
    yield from (text for text in said if text)
    if not any(said) and (moment := text_facts.changed(page.head.near)):
        yield moment.isoformat()


def _section(named: dict[str, str], data: dict[str, Any]) -> str | None:
    said = [*texts_of(data.get("articleSection"))[:1], *(named.get(key, "") for key in _SECTIONS)]
    return next((text for text in said if text and len(text) <= 80 and "//" not in text), None)


def _canonical(
    links: dict[str, str], named: dict[str, str], data: dict[str, Any], url: str
) -> str | None:
    pages = [*addresses_of(data.get("url")), *addresses_of(data.get("mainEntityOfPage"))]
    for address in [links.get("canonical", ""), named.get("og:url", ""), *pages]:
        found = _web(address, url)
        if found and not (_path(found) == "" != _path(url)):
            return found
    return None


def _image(
    links: dict[str, str], named: dict[str, str], data: dict[str, Any], url: str
) -> str | None:
    said = [named.get(key, "") for key in _IMAGES]
    said += [*addresses_of(data.get("image")), *addresses_of(data.get("thumbnailUrl"))]
    said += [*(named.get(key, "") for key in _MORE_IMAGES), links.get("image_src", "")]
    return next((found for address in said if (found := _web(address, url))), None)


def _web(address: str, base: str) -> str | None:
    """An absolute address of the web, or None."""
    found = absolute(address.strip(), base) if address else None
    return found if found and found.startswith(("http://", "https://")) and _host(found) else None


def _path(url: str) -> str:
    """What comes after the host of a web address, empty for its front page."""
    try:
        parts = urlsplit(url)
    except ValueError:  # an address nobody can read has no path
        return ""
    return f"{parts.path}?{parts.query}".strip("/?") if parts.netloc else ""


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
