"""What the elements of a feed say: texts in all the ways they may be wrapped, people, links.

RSS's texts are HTML, escaped or in CDATA or (against the rules) as bare markup; Atom 1.0's say
their `type`, Atom 0.3's a media type and a `mode`, base64 among them.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from lxml import etree

from reader.core.text import clean
from reader.formats.feed_text import address, hypertext, line, marked, paragraphs, person, plain
from reader.formats.feed_tree import Names
from reader.formats.html_tree import Element

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_INLINE = frozenset({"xhtml", "xml", "application/xhtml+xml"})
_PEOPLE = 10
"""Authors named in a byline."""


class Fields:
    """The children of a feed's or an entry's element by their short names, in order."""

    def __init__(self, element: Element, names: Names, base: str, *, atom: bool) -> None:
        self.element = element
        self.names = names
        self.atom = atom
        """Whether texts without a type are plain, as Atom has it, and not HTML as in RSS."""
        self.base = joined(base, element)
        self.found: dict[str, list[Element]] = {}
        for child in element:
            name = names[str(child.tag)]
            self.found.setdefault(name, []).append(child)
            if name == "media:group":
                for inner in child:
                    self.found.setdefault(names[str(inner.tag)], []).append(inner)

    def all(self, keys: Iterable[str]) -> list[Element]:
        """The elements of these names, those of the first name first."""
        found = self.found
        return [element for key in keys if key in found for element in found[key]]

    def text(self, *keys: str) -> str | None:
        """The first of these elements that says anything, as a line of plain text."""
        return next(filter(None, (line(text_of(element)) for element in self.all(keys))), None)

    def texts(self, *keys: str) -> Iterator[str]:
        """What each of these elements says."""
        return (text_of(element) for element in self.all(keys))

    def title(self, keys: Iterable[str]) -> str | None:
        """The first of these texts that says anything, as a line without markup."""
        texts = (self.construct(element) for element in self.all(keys))
        return next(filter(None, (line(t) if flat else plain(t) for t, flat in texts)), None)

    def markup(self, keys: Iterable[str]) -> tuple[str | None, str | None]:
        """The first of these texts that says anything, as HTML, and what it was before."""
        for element in self.all(keys):
            text, flat = self.construct(element)
            if flat or (not self.typed(element) and "\n\n" in text and not marked(text)):
                text = paragraphs(text)
            if found := hypertext(text, joined(self.base, element)):
                return found, "text/plain" if flat else "text/html"
        return None, None

    def typed(self, element: Element) -> bool:
        """Whether the element is Atom's, so that its type says what it holds."""
        return self.atom or self.names[str(element.tag)].startswith("atom:")

    def construct(self, element: Element) -> tuple[str, bool]:
        """The text or markup of an element, and whether it is plain text."""
        kind = (element.get("type") or "").strip().lower()
        mode = (element.get("mode") or "").strip().lower()
        if mode == "base64" or ("/" in kind and _is_binary(kind, mode)):
            return _decoded(element), kind.startswith("text/plain")
        if len(element):
            return inner(element, self.names), False
        text = text_of(element)
        if kind in _INLINE or kind.endswith("+xml") or mode == "xml":
            # Inline markup without any tag is text whose "<" was written as such.
            return (text, False) if mode == "escaped" else (escape(text, quote=False), False)
        flat = kind in {"text", "text/plain", "plain"} or (not kind and self.typed(element))
        return text, flat and not (mode == "escaped" and kind != "text/plain")

    def address(self, *keys: str) -> str | None:
        """The last of these elements that holds an address of the web: where a feed gives two,
        gofeed and feedparser take the later one. RSS's links may be written as Atom's are."""
        found = None
        for element in self.all(keys):
            href = None if self.atom or element.get("rel") else element.get("href")
            found = self.resolved(text_of(element).strip() or href, element) or found
        return found

    def resolved(self, href: str | None, element: Element) -> str | None:
        """An address as the element means it."""
        return address(href, joined(self.base, element)) if href else None

    def people(self, keys: Iterable[str]) -> str | None:
        """Whom these elements name, joined."""
        named = [name for element in self.all(keys) for name in self._named(element)]
        return ", ".join(list(dict.fromkeys(named))[:_PEOPLE]) or None

    def _named(self, element: Element) -> Iterator[str]:
        parts = {self.names[str(child.tag)].rpartition(":")[2]: child for child in element}
        if parts.keys() & {"name", "email", "uri", "url"}:
            said = (line(text_of(parts[key])) for key in ("name", "email") if key in parts)
            name = next(filter(None, said), None)
        else:
            name = person(text_of(element))
        if name:
            yield name

    def language(self) -> str | None:
        """The language the element or its content is said to be in."""
        said = self.text("language", "dc:language") or self.element.get(_LANG)
        if not said:
            inside = (element.get(_LANG) for element in self.all(("content", "title", "summary")))
            said = next(filter(None, inside), None)
        return (line(said or "") or "").lower().replace("_", "-") or None


class Link(NamedTuple):
    """One of Atom's links: where it leads, absolute, and what it says of it."""

    href: str
    rel: str
    media_type: str
    length: str


def links(fields: Fields) -> list[Link]:
    """The Atom links of an element, in order, those that lead nowhere left out."""
    found = []
    for element in fields.all(("link", "atom:link")):
        if href := fields.resolved(element.get("href"), element):
            rel = (element.get("rel") or "alternate").strip().lower().rpartition("/")[2]
            kind = clean(element.get("type") or "").strip().lower()
            found.append(Link(href, rel, kind, element.get("length") or ""))
    return found


def text_of(element: Element) -> str:
    """All text within the element."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def joined(base: str, element: Element) -> str:
    """The base of an element's addresses: its own, where it names one (XML Base)."""
    own = element.get(_BASE)
    return (address(own, base) or base) if own else base


def inner(element: Element, names: Names) -> str:
    """What stands within the element, as HTML without namespaces."""
    for part in element.iter("*"):  # elements alone: an entity nobody declared has no name
        prefix, _, local = names[str(part.tag)].rpartition(":")
        part.tag = local if local and prefix in {"", "xhtml"} else "span"
    fresh = etree.Element("div")  # a tree of its own declares none of the feed's namespaces
    fresh.text = element.text
    fresh.extend(list(element))
    etree.cleanup_namespaces(fresh)
    return etree.tostring(fresh, encoding="unicode", method="html")[5:-6]


def _is_binary(kind: str, mode: str) -> bool:
    """Whether Atom asks for base64: any type that is neither text nor XML (RFC 4287, 4.1.3.3)."""
    return not mode and not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def _decoded(element: Element) -> str:
    """The text that an element's base64 stands for; what was said to be base64, but written as
    text, is text."""
    text = text_of(element)
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode("utf-8")
    except ValueError:  # no base64, or that of no text
        return text
