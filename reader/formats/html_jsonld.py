"""What a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections import deque
from typing import Any, Final

from reader.core.text import squeeze
from reader.formats.html_tree import Element

_TYPES: Final = ("article", "posting", "report", "review", "recipe", "howto", "webpage")
"""Type names that describe the page's own text, best first (any that contains the word)."""
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
