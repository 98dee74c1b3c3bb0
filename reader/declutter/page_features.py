"""What the page model sees of each block: numbers from its text and evidence alone.

`table(...)` gives one row per block, columns named by `COLUMNS`; what the second stage sees
besides is in page_again.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import Block, Document
from reader.core.text import words
from reader.declutter import page_words

Matrix = NDArray[np.float32]

_TAGS: Final = (  # noqa: SIM905
    "nav aside footer header main article section form figure figcaption ul table td blockquote "
    "button a p dl details noscript head dialog svg iframe li span address select option"
).split()
_OWN_TAGS: Final = {tag: rank for rank, tag in enumerate(
    "p li div td span h1 h2 h3 h4 h5 h6 figcaption blockquote a button label dd dt pre table "  # noqa: SIM905
    "section article header footer nav aside form option".split(), 1)}  # fmt: skip
_SHAPES: Final = {name: rank for rank, name in enumerate(
    "paragraph heading quote item code table figure".split())}  # fmt: skip  # noqa: SIM905
_MARKS: Final = re.compile(r"[.,;:!?。，、！？；]")
_ENDS: Final = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_TIME: Final = re.compile(r"\b(?:\d{1,2}[:.h]\d\d|(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\b")
_LONG: Final = 15
"""Words from which unlinked text counts as prose."""
_LEVELS: Final = 4
_OPENING: Final = 200
"""Characters of a block that are looked at one by one."""
_NO: Final = [-1.0] * 5
_LEXICAL: Final = 30
"""Words of a block that the lexicon is asked for: its beginning says what it is."""

NAMES: Final[list[str]] = [
    "words", "chars", "link_share", "marks", "ends", "upper", "digits", "word_length", "quoted",
    "times", "signs", "question", "pipe", "sentences", "hidden", "position", "index", "left",
    "schema", "page_schema", "described", "after_image", "shape", "level", "own_tag", "depth",
    "runs", "links", "strong", "title_share", "in_title", "repeated", "text_score", "text_low",
    "class_own", "class_all", "class_low", "class_high", "shared_main", "under_main", "in_main",
    "after_title", "to_prose", "from_prose", "prose_before", "common_prev", "common_next",
    "alike", "alike_words", "alike_links", "alike_prose", "theme", "page_words", "page_blocks",
    "page_prose", "page_links", "readability", "head_rank", "since_head",
    *(f"tag_{tag}" for tag in _TAGS),
    *(f"class_{name}" for name in page_words.NAMES),
    *(f"{what}_{level}" for level in range(1, _LEVELS + 1)
      for what in ("box_words", "box_links", "box_prose", "box_blocks", "box_mean")),
]  # fmt: skip
"""Columns of one block's own row; neighbours' come behind (see `table`)."""
_NEAR: Final = ("words", "link_share", "marks", "ends", "own_tag", "class_own", "text_score",
                "alike_prose", "hidden", "in_main")  # fmt: skip
_OFFSETS: Final = (-2, -1, 1, 2)
COLUMNS: Final[list[str]] = NAMES + [f"{name}{offset:+d}" for offset in _OFFSETS for name in _NEAR]
"""Every column of `table`."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How much each word speaks for article text (log odds, above 0 for it): `text` for the
    words of short blocks, `names` for class words."""

    text: dict[str, float] = field(default_factory=dict)
    names: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Page:
    """What is counted once for all blocks of a page."""

    plain: list[str]
    words: list[list[str]]
    sizes: list[int]
    prose: list[bool]
    boxes: dict[int, list[float]]
    alike: dict[Any, list[float]]
    chain: tuple[int, ...]
    heard: Counter[str]
    title: frozenset[str]
    texts: Counter[str]


def signature(block: Block) -> tuple[Any, ...]:
    """Equal for blocks that the page's template makes alike."""
    evidence = block.evidence
    return (evidence.path[-3:], evidence.words[: evidence.own + 3], len(evidence.containers))


def survey(document: Document) -> Page:
    """Count a page once: its containers, templates, themes and main part."""
    blocks = document.blocks
    plain = [block.text for block in blocks]
    found = [words(text.lower()) for text in plain]
    sizes = [len(block_words) for block_words in found]
    prose = [
        size >= _LONG and block.evidence.link_share < 0.4 and not block.evidence.hidden
        for size, block in zip(sizes, blocks, strict=True)
    ]
    boxes: dict[int, list[float]] = defaultdict(lambda: [0.0] * 4)
    alike: dict[Any, list[float]] = defaultdict(lambda: [0.0] * 4)
    heard: Counter[str] = Counter()
    for block, size, long, block_words in zip(blocks, sizes, prose, found, strict=True):
        linked = size * block.evidence.link_share
        told = size if long else 0
        for box in [boxes[number] for number in block.evidence.containers]:
            box[0] += size
            box[1] += linked
            box[2] += told
            box[3] += 1
        look = alike[signature(block)]
        look[0] += 1
        look[1] += size
        look[2] += linked
        look[3] += told
        if long:
            heard.update({word for word in block_words if len(word) > 3})
    title = frozenset(word for word in words((document.title or "").lower()) if len(word) > 2)
    chain = _main(blocks, prose, boxes)
    texts = Counter(plain)
    return Page(plain, found, sizes, prose, boxes, alike, chain, heard, title, texts)


def _main(blocks: tuple[Block, ...], prose: list[bool], boxes: dict[int, list[float]]
          ) -> tuple[int, ...]:  # fmt: skip
    """The containers down to the deepest that holds three fifths of the page's prose."""
    total = sum(size[2] for size in (boxes[b.evidence.containers[0]] for b in blocks[:1]))
    best: tuple[int, ...] = ()
    for block, long in zip(blocks, prose, strict=True):
        if not long:
            continue
        chain = block.evidence.containers
        depth = sum(1 for number in chain if boxes[number][2] >= 0.6 * total)
        if depth > len(best):
            best = chain[:depth]
    return best


def table(document: Document, lexicon: Lexicon, page: Page) -> Matrix:
    """One row of `COLUMNS` per block."""
    rows = _rows(document, lexicon, page)
    own = np.array(rows, dtype=np.float32).reshape(len(rows), len(NAMES))
    near = own[:, [NAMES.index(name) for name in _NEAR]]
    shifted = [shift(near, offset) for offset in _OFFSETS]
    return np.hstack([own, *shifted])


def shift(values: Matrix, offset: int) -> Matrix:
    """Row i holds what row i + offset held; -1 beyond the ends."""
    moved = np.full_like(values, -1.0)
    if abs(offset) >= len(values):
        return moved
    if offset > 0:
        moved[:-offset] = values[offset:]
    else:
        moved[-offset:] = values[:offset]
    return moved


def _rows(document: Document, lexicon: Lexicon, page: Page) -> list[list[float]]:
    blocks = document.blocks
    count = len(blocks)
    total = sum(page.sizes) or 1
    told = sum(size for size, long in zip(page.sizes, page.prose, strict=True) if long)
    linked = sum(
        size * block.evidence.link_share for size, block in zip(page.sizes, blocks, strict=True)
    )
    whole = [math.log1p(total), math.log1p(count), told / total, linked / total]
    ahead = _distances(page.prose[::-1])[::-1]
    behind = _distances(page.prose)
    has_schema = float(any((block.evidence.schema or 0) > 0.8 for block in blocks))
    boxes = {number: _box(box, told) for number, box in page.boxes.items()}
    named: dict[tuple[tuple[str, ...], int], list[float]] = {}
    shared = _shared(blocks)
    rows: list[list[float]] = []
    titled = 0.0
    before = 0.0
    head_rank, head_at = 0, -1
    for index, block in enumerate(blocks):
        evidence = block.evidence
        depth = len(evidence.containers)
        key = (evidence.words, evidence.own)
        names = named.get(key) or named.setdefault(key, _names(block, lexicon))
        title_share = _share(page.words[index], page.title)
        if title_share > 0.9 and block.shape == "heading" and block.level == 1:
            titled = 1.0
        text = _text(block, page.plain[index], page.words[index])
        text += [
            evidence.position, index / count, (count - index) / 50.0,
            -1.0 if evidence.schema is None else evidence.schema, has_schema, evidence.described,
            float(evidence.after_image), _SHAPES[block.shape], block.level,
            _OWN_TAGS.get(evidence.path[-1] if evidence.path else "", 0), len(evidence.path),
            *_look(block, len(page.plain[index])), title_share,
            _share_of(page.title, page.words[index]), page.texts[page.plain[index]],
            *_lexical(page.words[index], lexicon), *names,
            *_place(evidence.containers, page.chain), titled, ahead[index], behind[index],
            before / (told or 1), min(6.0, depth - shared[index]),
            min(6.0, depth - shared[index + 1]), *_alike(page.alike[signature(block)]),
            _theme(page.words[index], page), *whole,
            -1.0 if evidence.readability is None else float(evidence.readability),
            head_rank, index - head_at,
        ]  # fmt: skip
        text += _tags(evidence.path)
        text += page_words.nearness(evidence.words, evidence.own)
        for level in range(-1, -1 - _LEVELS, -1):
            text += boxes[evidence.containers[level]] if -level <= len(evidence.containers) else _NO
        rows.append(text)
        before += page.sizes[index] if page.prose[index] else 0
        if block.shape == "heading":
            head_rank, head_at = block.level, index
    return rows


def _text(block: Block, text: str, found: list[str]) -> list[float]:
    opening = text[:_OPENING]
    size, chars = len(found) or 1, len(text) or 1
    marks = len(_MARKS.findall(text))
    return [
        math.log1p(len(found)), math.log1p(chars), block.evidence.link_share, marks / size,
        float(_ENDS.search(text[-8:]) is not None),
        sum(map(str.isupper, opening)) / min(chars, _OPENING),
        sum(map(str.isdigit, opening)) / min(chars, _OPENING),
        sum(map(len, found)) / size, float(text[0] in "\"'“„«‘‚»"),
        min(3, len(_TIME.findall(text[:300]))), float(any(sign in text for sign in "©®℗")),
        float("?" in text), float("|" in text or "›" in text or "»" in text or "·" in text),
        min(20, text.count(". ") + text.count("。")), float(block.evidence.hidden),
    ]  # fmt: skip


def _look(block: Block, size: int) -> list[float]:
    if len(block.runs) == 1:
        run = block.runs[0]
        return [1.0, float(run.href is not None), float(run.emphasis == "strong")]
    strong = sum(len(run.text) for run in block.runs if run.emphasis == "strong")
    links = sum(1 for run in block.runs if run.href is not None)
    return [min(30, len(block.runs)), min(30, links), strong / (size or 1)]


def _share(found: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in found) / len(found) if found else 0.0


def _share_of(known: frozenset[str], found: list[str]) -> float:
    return len(known.intersection(found)) / len(known) if known else 0.0


def _lexical(found: list[str], lexicon: Lexicon) -> list[float]:
    scores = [lexicon.text[word] for word in found[:_LEXICAL] if word in lexicon.text]
    if not scores:
        return [0.0, 0.0]
    return [sum(scores) / (len(scores) + 1), min(scores)]


def _names(block: Block, lexicon: Lexicon) -> list[float]:
    names, own = block.evidence.words, block.evidence.own
    scores = [lexicon.names.get(name, 0.0) for name in names]
    if not scores:
        return [0.0] * 4
    mine = scores[:own]
    return [
        sum(mine) / (len(mine) + 1), sum(scores) / (len(scores) + 1), min(scores), max(scores)
    ]  # fmt: skip


def _shared(blocks: tuple[Block, ...]) -> list[int]:
    """How many containers each block shares with the one before; 0 at both ends."""
    found = [0]
    for one, two in pairwise(blocks):
        found.append(_depth_of(one.evidence.containers, two.evidence.containers))
    found.append(0)
    return found


def _depth_of(one: tuple[int, ...], two: tuple[int, ...]) -> int:
    shared = 0
    for mine, other in zip(one, two, strict=False):
        if mine != other:
            break
        shared += 1
    return shared


@lru_cache(maxsize=4096)
def _tags(path: tuple[str, ...]) -> list[float]:
    return [float(tag in path) for tag in _TAGS]


def _place(containers: tuple[int, ...], chain: tuple[int, ...]) -> list[float]:
    shared = _depth_of(containers, chain)
    return [
        len(chain) - shared, min(12, len(containers) - shared), float(shared == len(chain) > 0)
    ]  # fmt: skip


def _distances(flags: list[bool]) -> list[float]:
    """Blocks since the last true flag, 20 at most."""
    found: list[float] = []
    since = 20.0
    for flag in flags:
        found.append(since)
        since = 0.0 if flag else min(20.0, since + 1)
    return found


def _alike(look: list[float]) -> list[float]:
    count, size, linked, told = look
    return [math.log1p(count), size / count, linked / (size or 1), told / (size or 1)]


def _theme(found: list[str], page: Page) -> float:
    """Share of the block's longer words that the page's other prose also has."""
    longer = [word for word in found if len(word) > 3][:60]
    if not longer:
        return -1.0
    own = 1 if len(found) >= _LONG else 0
    return sum(page.heard.get(word, 0) > own for word in longer) / len(longer)


def _box(box: list[float], told: int) -> list[float]:
    size, linked, prose, count = box
    return [
        math.log1p(size), linked / (size or 1), prose / (told or 1), math.log1p(count),
        size / count,
    ]  # fmt: skip
