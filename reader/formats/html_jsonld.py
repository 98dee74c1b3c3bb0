"""What a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections import deque
from typing import Any, Final

from reader.core.text import squeeze
from reader.formats.html_tree import Element

_TYPES: Final = ("article", "posting", "report", "review", "recipe", "howto", "webpage")
"""Type names that describe the page's own text, best first (any that contains the word)."""
_BODIES: Final = ("articleBody", "reviewBody", "text")
PARTS: Final = frozenset({"liveBlogUpdate", "recipeIngredient", "recipeInstructions"})
"""Keys that hold a text in parts."""
_NODES: Final = 3000
"""Objects looked at: pages with catalogues in their JSON-LD have a few hundred."""


def article(root: Element) -> dict[str, Any]:
    """The JSON-LD object that describes the page's article, or an empty dict. Broken JSON is
    as good as none."""
    best: tuple[int, dict[str, Any]] = (len(_TYPES), {})
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            data = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _objects(data):
            rank = _rank(node)
            if rank < best[0]:
                best = (rank, node)
    return best[1]


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
    names = " ".join(str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])).lower()
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
            found += [text_of(part.get("text")) for part in parts if isinstance(part, dict)]
        else:
            found.append(text_of(item))
    return found


def _listed(value: object) -> list[Any]:
    if isinstance(value, list):
        return value[:_NODES]
    return [] if value is None else [value]


def text_of(value: object) -> str:
    """A value that should be a string, or an object or a list with names, as one line."""
    if isinstance(value, str):
        return squeeze(value)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    if isinstance(value, list):
        names = [text_of(item) for item in value[:20] if not isinstance(item, list)]
        return ", ".join(dict.fromkeys(name for name in names if name))
    return ""
