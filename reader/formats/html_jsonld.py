"""What a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Sequence
from typing import Any, Final

from reader.core.text import squeeze
from reader.formats.html_tree import Element

_TYPES: Final = ("article", "posting", "report", "review", "recipe", "howto", "webpage")
"""Type names that describe the page's own text, best first (any that contains the word)."""
_BODIES: Final = ("articleBody", "reviewBody", "text")
PARTS: Final = frozenset({"liveBlogUpdate", "recipeIngredient", "recipeInstructions"})
"""Keys that hold a text in parts."""
_PAGE: Final = ("datePublished", "dateModified", "inLanguage", "author", "publisher",
                "primaryImageOfPage")  # fmt: skip
"""What a page's object says of its article as well."""
_REFERRED: Final = ("author", "creator", "publisher", "image")
_OWN: Final = frozenset({"name", "url", "contentUrl", "@value"})
_WRAPPING: Final = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,20}\*/)|(?://\s*)?(?:-->|\]\]>)\s*$"
)
"""What old pages put around a script."""
_NODES: Final = 3000
"""Objects looked at: pages with catalogues in their JSON-LD have a few hundred."""


def article(scripts: Sequence[Element]) -> dict[str, Any]:
    """The JSON-LD object in a page's scripts that describes its article, or an empty dict; what
    it only refers to by "@id" put in its place, what it leaves out taken from the object of the
    page itself, and a publisher that nobody names from that of the site. Broken JSON is as good
    as none."""
    best: tuple[int, dict[str, Any]] = (len(_TYPES), {})
    page: dict[str, Any] = {}
    site: dict[str, Any] = {}
    named: dict[str, dict[str, Any]] = {}
    for script in scripts:
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            data = json.loads(_unwrapped(script.text.strip()), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _objects(data):
            rank = _rank(node)
            if rank < best[0]:
                best = (rank, node)
            if rank == len(_TYPES) - 1:
                page = page or node
            if node.get("@type") == "WebSite":
                site = site or node
            if len(node) > 1 and isinstance(name := node.get("@id"), str):
                named.setdefault(name, node)
    found = {key: page[key] for key in _PAGE if key in page} | best[1]
    if site:
        found.setdefault("publisher", site)
    return found | {key: _resolved(found[key], named) for key in _REFERRED if key in found}


def _unwrapped(said: str) -> str:
    """A script's text without what is around its JSON: mostly nothing."""
    bare = said.startswith(("{", "[")) and said.endswith(("}", "]"))
    return said if bare else _WRAPPING.sub("", said).strip().rstrip(";")


def _resolved(value: object, named: dict[str, dict[str, Any]]) -> object:
    """The object that `value` refers to by its "@id", or each of a list."""
    if isinstance(value, list):
        return [item if isinstance(item, list) else _resolved(item, named) for item in value[:50]]
    if isinstance(value, dict) and not value.keys() & _OWN:
        name = value.get("@id")
        return named.get(name, value) if isinstance(name, str) else value
    return value


def _objects(data: object) -> list[dict[str, Any]]:
    queue: deque[object] = deque([data])
    found: list[dict[str, Any]] = []
    while queue and len(found) < _NODES:
        item = queue.popleft()
        if isinstance(item, list):
            queue.extend(item[:_NODES])
        elif isinstance(item, dict):
            found.append(item)
            queue.extend(
                item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item
            )
    return found


def _rank(node: dict[str, Any]) -> int:
    kinds = node.get("@type")
    given = kinds[:10] if isinstance(kinds, list) else [kinds]
    names = " ".join(kind[:100] for kind in given if isinstance(kind, str)).lower()
    for rank, word in enumerate(_TYPES):
        if word in names:
            return rank
    return len(_TYPES)


def pieces_of(data: dict[str, Any]) -> list[tuple[str, str]]:
    """The texts that the object holds of what it describes, in order, each with the HTML
    element it would stand in: an article's body, a live blog's posts (time, headline, body), a
    recipe's ingredients and steps."""
    found = [("div", value) for key in _BODIES if isinstance(value := data.get(key), str)][:1]
    for post in _listed(data.get("liveBlogUpdate")):
        if isinstance(post, dict):
            found += [
                ("p", text_of(post.get("datePublished"))[:40].replace("T", " ")),
                ("h3", text_of(post.get("headline"))),
                *(("div", value) for key in _BODIES if isinstance(value := post.get(key), str)),
            ]
    found += [("li", text_of(item)) for item in _listed(data.get("recipeIngredient"))]
    found += [("li", step) for step in _steps(data.get("recipeInstructions"))]
    return [(tag, said) for tag, said in found if said]


def _steps(value: object) -> list[str]:
    """A recipe's steps: strings, HowToStep with a text, HowToSection with a list of them."""
    found: list[str] = []
    for item in _listed(value):
        if isinstance(item, dict):
            parts = _listed(item.get("itemListElement")) or [item]
            steps = [part for part in parts if isinstance(part, dict)]
            found += [text_of(step.get("text") or step.get("name")) for step in steps]
        else:
            found.append(text_of(item))
    return found


def _listed(value: object) -> list[Any]:
    if isinstance(value, list):
        return value[:_NODES]
    return [] if value is None else [value]


def text_of(value: object) -> str:
    """A value that should be a string, or an object or a list with names, as one line."""
    return ", ".join(dict.fromkeys(texts_of(value)))


def texts_of(value: object, depth: int = 4) -> list[str]:
    """The lines of a value that should be a string, or of objects with names, in order."""
    if isinstance(value, str):
        line = squeeze(value)
        return [line] if line else []
    if depth and isinstance(value, dict):
        return texts_of(value.get("name") or value.get("@value"), depth - 1)
    if depth and isinstance(value, list):
        return [line for item in value[:20] for line in texts_of(item, depth - 1)]
    return []


def addresses_of(value: object, depth: int = 4) -> list[str]:
    """The addresses of a value that should be one, or of objects that have one, in order."""
    if isinstance(value, str):
        return [value[:2000]]
    if depth and isinstance(value, dict):
        keys = ("url", "contentUrl", "@id")
        return [text for key in keys for text in addresses_of(value.get(key), depth - 1)][:3]
    if depth and isinstance(value, list):
        return [text for item in value[:5] for text in addresses_of(item, depth - 1)]
    return []
