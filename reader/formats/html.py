"""HTML pages: decoded text in, a `Document` out."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from reader.core.model import Block, Document, Evidence, Run
from reader.core.text import lower_words, squeeze
from reader.formats import language
from reader.formats.html_blocks import Draft, Walker
from reader.formats.html_head import head_of, untitled
from reader.formats.html_jsonld import PARTS, article
from reader.formats.html_meta import Meta, Page, read_meta
from reader.formats.html_only import completed, draft_text, seen, shingles
from reader.formats.html_runs import made
from reader.formats.html_tree import Element, parse, saved_page, telling

T = TypeVar("T")
_OWN_TEXT: int = 200_000
"""Characters of the page's JSON-LD text that blocks are compared with."""
_SHORT: int = 200
"""Characters of JSON-LD text below which it is a summary where the page has a longer text."""
_WORDS: int = 32
_TELLING: int = 5
"""Paragraphs that tell a page's language."""
_NOWHERE: str = "http://nowhere.invalid/"
"""Stands for the address of a page saved without one (RFC 2606: never a host)."""


def read(text: str, url: str) -> Document:
    """The page that decoded HTML `text` holds; `url` is its identity and the base of its links.

    A page that SingleFile or Zotero saved has its own address in its leading comment: it is the
    base of the links, and becomes the document's URL where `url` is no http(s) address.
    Every text node outside script, style and template lies in exactly one block, in source
    order; what styles or attributes hide is a block with `evidence.hidden`. The title element
    is a hidden block only where the page's blocks do not hold all its words; an article that
    only its JSON-LD tells becomes blocks too. Any text will do: never raises, never recurses,
    linear in the text's length.
    """
    saved = saved_page(text)
    address = url if saved is None or _is_web(url) else squeeze(saved.url)
    root = parse(text)
    if root is None:
        return Document(address, None, None, None, None, None, ())
    told = telling(root)
    base = _base(told["base"], squeeze(saved.url) if saved else address)
    # A page saved without its address: its own links lead nowhere, but they are links.
    known = base if _is_web(base) else _NOWHERE
    walked = Walker(known).walk(root)
    if walked.deep:
        root = parse(text, flat=True)
        if root is None:  # cannot be: it had elements before
            return Document(address, None, None, None, None, None, ())
        told = telling(root)
        walked = Walker(known).walk(root)
    drafts, tab = untitled(walked.drafts)
    drafts = seen(drafts)
    head = head_of(drafts, tab)
    data = article(told["script"])
    meta = read_meta(Page(root, told, base or address, head, data, "itemprop" in text))
    blocks = _blocks(drafts, meta, known=known == base)
    if _lacks(blocks, meta, data):
        blocks = _blocks(completed(drafts, data, known), meta, known=known == base)
    return Document(
        url=address,
        title=meta.title,
        byline=meta.byline,
        published=meta.published,
        site=meta.site,
        language=meta.language or _spoken(blocks),
        blocks=blocks,
        modified=meta.modified,
        section=meta.section,
        canonical=meta.canonical,
        image=meta.image,
    )


def _spoken(blocks: tuple[Block, ...]) -> str | None:
    """The language of a page that names none, where its longest paragraphs tell it plainly: menus
    tell little."""
    longest = sorted((block.text for block in blocks), key=len, reverse=True)[:_TELLING]
    return language.plain("\n".join(longest))


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _base(elements: list[Element], address: str) -> str:
    href = next((href for element in elements if (href := element.get("href")) is not None), None)
    try:
        base = urljoin(address, href) if href else address
        scheme = urlsplit(base).scheme
    except ValueError:  # an address nobody can read
        return ""
    return base if scheme in {"http", "https", "file"} else ""


def _lacks(blocks: Sequence[Block], meta: Meta, data: dict[str, Any]) -> bool:
    """Whether the page's blocks may lack what its JSON-LD tells: they hold less than half of an
    article's body, or there are posts or steps, which only a closer look can compare. A short
    body is a summary where the page has a longer text."""
    if any(key in data for key in PARTS):
        return True
    if len(meta.text) < _SHORT and any(len(block.text) >= len(meta.text) for block in blocks):
        return False
    told = sum((block.evidence.schema or 0.0) * len(block.text) for block in blocks)
    return told < len(meta.text) / 2


def _blocks(drafts: list[Draft], meta: Meta, *, known: bool) -> tuple[Block, ...]:
    """The drafts with all their evidence; links of a page whose address is not `known` lead
    nowhere."""
    texts = [draft_text(draft) for draft in drafts]
    total, before = sum(map(len, texts)) or 1, 0
    own = shingles(lower_words(meta.text[:_OWN_TEXT])) if meta.text else None
    described = frozenset(lower_words(meta.description))
    blocks: list[Block] = []
    for (shape, runs, level, marker, frame, inline, hidden, image, pictures), text in zip(
        drafts, texts, strict=True
    ):
        _, path, containers, words_, count, _, _ = frame
        size = len(text)
        found = lower_words(text) if described or own is not None else ()
        evidence = (
            path,
            (inline + words_)[:_WORDS] if inline else words_,
            count + len(inline),
            # Most blocks are one run.
            _linked(runs, size) if len(runs) > 1 else 1.0 if runs[0].href else 0.0,
            round(before / total, 4),
            hidden,
            containers,
            None,
            None if own is None else _share(shingles(found), own),
            0.0 if described.isdisjoint(found) else _share(set(found), described),
            image,
            None,
        )
        shown = runs if known else tuple([_reachable(run) for run in runs])
        kept = pictures if known else tuple([one for one in pictures if not _lost(one.url)])
        block = (shape, shown, level, marker, made(Evidence, evidence), kept)
        blocks.append(made(Block, block))
        before += size
    return tuple(blocks)


def _linked(runs: tuple[Run, ...], size: int) -> float:
    """The share of a block's characters that stand in links."""
    return round(sum([len(run.text) for run in runs if run.href]) / size, 3)


def _reachable(run: Run) -> Run:
    """The run with an empty target where its link's is not known."""
    return Run(run.text, "", run.emphasis) if run.href and _lost(run.href) else run


def _lost(url: str) -> bool:
    return url.startswith(_NOWHERE)


def _share(part: AbstractSet[T], whole: frozenset[T]) -> float:
    return round(len(whole.intersection(part)) / len(part), 3) if part else 0.0
