"""HTML pages: decoded text in, a `Document` out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from reader.core.model import Block, Document, Evidence, Run
from reader.core.text import count_words, lower_words, squeeze, words
from reader.formats.html_blocks import Draft, Walker
from reader.formats.html_meta import Meta, read_meta
from reader.formats.html_tree import DEEP, Element, parse, saved_page

T = TypeVar("T")
_OWN_TEXT: int = 200_000
"""Characters of the page's JSON-LD text that blocks are compared with."""
_WORDS: int = 32
_NOWHERE: str = "http://nowhere.invalid/"
"""Stands for the address of a page saved without one (RFC 2606: never a host)."""


def read(text: str, url: str) -> Document:
    """The page that decoded HTML `text` holds; `url` is its identity and the base of its links.

    A page that SingleFile or Zotero saved has its own address in its leading comment: it is the
    base of the links, and becomes the document's URL where `url` is no http(s) address.
    Every text node outside script, style and template lies in exactly one block, in source
    order; what styles or attributes hide is a block with `evidence.hidden`. The title element
    is a hidden block only where the page's blocks do not hold all its words. Any text will do:
    never raises, never recurses, linear in the text's length.
    """
    saved = saved_page(text)
    address = url if saved is None or _is_web(url) else squeeze(saved.url)
    root = parse(text)
    if root is None:
        return Document(address, None, None, None, None, None, ())
    base = _base(root, squeeze(saved.url) if saved else address)
    # A page saved without its address: its own links lead nowhere, but they are links.
    known = base if _is_web(base) else _NOWHERE
    walked = Walker(known).walk(root)
    if walked.depth >= DEEP:
        root = parse(text, flat=True)
        if root is None:  # cannot be: it had elements before
            return Document(address, None, None, None, None, None, ())
        walked = Walker(known).walk(root)
    drafts = _seen(_untitled(walked.drafts))
    headings = [_text(draft) for draft in drafts if draft.shape == "heading" and draft.level == 1]
    meta = read_meta(root, base or address, headings)
    return Document(
        url=address,
        title=meta.title,
        byline=meta.byline,
        published=meta.published,
        site=meta.site,
        language=meta.language,
        blocks=_blocks(drafts, meta, known=known == base),
    )


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _base(root: Element, address: str) -> str:
    element = root.find(".//base[@href]")
    href = element.get("href") if element is not None else None
    try:
        base = urljoin(address, href) if href else address
        scheme = urlsplit(base).scheme
    except ValueError:  # an address nobody can read
        return ""
    return base if scheme in {"http", "https", "file"} else ""


def _text(draft: Draft) -> str:
    return "".join(run.text for run in draft.runs)


def _untitled(drafts: list[Draft]) -> list[Draft]:
    """The drafts without the title element where the page's own blocks hold its words."""
    titles = [draft for draft in drafts if draft.frame.path[-2:] == ("head", "title")]
    if not titles:
        return drafts
    rest = [draft for draft in drafts if draft.frame.path[-2:] != ("head", "title")]
    sought = {word for draft in titles for word in words(_text(draft))}
    for draft in sorted(rest, key=lambda draft: draft.shape != "heading"):
        sought.difference_update(words(_text(draft)))
        if not sought:
            return rest
    return [draft for draft in titles if not sought.isdisjoint(words(_text(draft)))] + rest


def _seen(drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of noscript shown where they hold nearly all the page's text: a page
    whose own text comes by script alone."""
    script = sum(count_words(_text(draft)) for draft in drafts if "noscript" in draft.frame.path)
    if not script or script < 4 * sum(
        count_words(_text(draft)) for draft in drafts if "noscript" not in draft.frame.path
    ):
        return drafts
    return [
        draft._replace(hidden=False) if "noscript" in draft.frame.path else draft
        for draft in drafts
    ]


def _blocks(drafts: list[Draft], meta: Meta, *, known: bool) -> tuple[Block, ...]:
    """The drafts with all their evidence; links of a page whose address is not `known` lead
    nowhere."""
    texts = [_text(draft) for draft in drafts]
    total, before = sum(map(len, texts)) or 1, 0
    own = _shingles(lower_words(meta.text[:_OWN_TEXT])) if meta.text else None
    described = frozenset(lower_words(meta.description))
    blocks: list[Block] = []
    for draft, text in zip(drafts, texts, strict=True):
        frame, found = draft.frame, lower_words(text)
        evidence = Evidence(
            frame.path,
            (draft.inline + frame.words)[:_WORDS] if draft.inline else frame.words,
            frame.own + len(draft.inline),
            round(sum(len(run.text) for run in draft.runs if run.href) / len(text), 3),
            round(before / total, 4),
            draft.hidden,
            frame.containers,
            schema=None if own is None else _share(_shingles(found), own),
            described=_share(frozenset(found), described) if described else 0.0,
            after_image=draft.after_image,
        )
        runs = draft.runs if known else tuple(_reachable(run) for run in draft.runs)
        blocks.append(Block(draft.shape, runs, draft.level, draft.marker, evidence))
        before += len(text)
    return tuple(blocks)


def _reachable(run: Run) -> Run:
    """The run with an empty target where its link's is not known."""
    lost = run.href is not None and run.href.startswith(_NOWHERE)
    return Run(run.text, "", run.emphasis) if lost else run


def _shingles(found: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The three-word sequences of a text's words, or what a shorter one has."""
    if len(found) < 3:
        return frozenset({tuple(found)} if found else ())
    return frozenset(zip(found, found[1:], found[2:], strict=False))


def _share(part: frozenset[T], whole: frozenset[T]) -> float:
    return round(len(part & whole) / len(part), 3) if part else 0.0
