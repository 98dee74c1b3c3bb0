"""Rare kinds in place: boxes of four kinds and thirteen languages, put into articles.

Each box stands before, amid and after a story of its language, as a page (one of four ways to
build it) and as plain text. Those of the set "boxes" were there when the wording of `cues.txt` was
written, those of "unseen" and "later" were written after it and measured first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

from reader import declutter
from reader.core.model import SHOWN
from reader.declutter.page_guards import squash
from reader.formats import html as html_format
from tests.bench.lines import label_text

CASES: Final = Path(__file__).parents[1] / "cases" / "rare"
PLACES: Final = (1, 3, 99)
"""Blocks of the story, its headline counted, that stand above the box."""
# By way to build a page: around the whole, around the story, around a box, heading, paragraph,
# button. The first names what things are, the second nothing, the third by elements alone, the
# last lays out with tables as it was once done.
FRAMES: Final = (
    ("<nav class=main-menu><a href=/>Home</a><a href=/l>Local</a></nav>{}<footer>© 2024</footer>",
     "<article class=post><h1>{}</h1><div class=entry-content>{}</div></article>",
     "<div class='{}-box widget'>{}</div>", "<h4>{}</h4>", "<p>{}</p>",
     "<a class=btn href=/x>{}</a>"),
    ("<div id=root><div class=css-1k2><a href=/>Start</a><a href=/n>News</a></div>{}</div>",
     "<div class=css-9xq><h1 class=css-h1>{}</h1><div class=css-0b7>{}</div></div>",
     "<div class=css-7f{:.0}>{}</div>", "<div class=css-t3><strong>{}</strong></div>",
     "<div class=css-p5><span>{}</span></div>", "<button class=css-b8>{}</button>"),
    ("<header><nav><ul><li><a href=/>1</a></ul></nav></header><main>{}</main>",
     "<article><header><h1>{}</h1></header><section>{}</section></article>",
     "<aside data-x='{:.0}'>{}</aside>", "<h3>{}</h3>", "<p>{}</p>", "<button>{}</button>"),
    ("<table width=900><tr><td><a href=/>I</a><br><a href=/2>II</a></td><td>{}</td></tr></table>",
     "<font size=5><b>{}</b></font><div>{}</div>",
     "<table border=1 summary='{:.0}'><tr><td>{}</td></tr></table>", "<b>{}</b><br>", "<p>{}</p>",
     "<p><a href=/x>{}</a></p>"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One line of a box, and what it was taken for."""

    kind: str
    part: str
    form: str
    language: str
    place: int
    line: str
    given: str
    button: bool

    @property
    def hidden(self) -> bool:
        """Whether it was hidden."""
        return self.given not in SHOWN

    @property
    def right(self) -> bool:
        """Whether its kind is right; a button may be told as one."""
        return self.given == self.kind or (self.button and self.given == "control")


@cache
def cases(name: str) -> Any:
    """One of the files of cases."""
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def found(form: str, part: str) -> Iterator[Found]:
    """Every line of every box of a set, wherever it was put."""
    for kind, languages in cases(part).items():
        for language, boxes in languages.items():
            story = cases("stories")[language]
            for number, box in enumerate(boxes):
                for turn, place in enumerate(PLACES):
                    given = _labels(form, story, box, place, kind, turn + number)
                    for at, line in enumerate(box):
                        button = at > 0 and len(line) < 32 and line[-1] not in ".。"
                        yield Found(kind, part, form, language, place, line, given[line], button)


def told(form: str) -> Iterator[tuple[str, str, str]]:
    """Every line of every story that tells of gifts, cookies, subscribers or authors: its
    language, itself, what it was taken for."""
    for language, lines in cases("about").items():
        story = cases("stories")[language]
        whole = [*story[:3], *lines, *story[3:]]
        for number in range(len(FRAMES) if form == "page" else 1):
            given = _labels(form, whole, [], 1, "", number)
            yield from ((language, line, given[line]) for line in whole)


def _labels(
    form: str, story: list[str], box: list[str], place: int, kind: str, frame: int
) -> dict[str, str]:
    if form == "text":
        labelled = label_text("\n".join([*story[:place], *box, *story[place:]]))
    else:
        document = html_format.read(page(story, box, place, kind, frame), "https://example.org/a/b")
        labels = declutter.label(document)
        labelled = [
            (block.text, label.kind)
            for block, label in zip(document.blocks, labels, strict=True)
            if block.evidence.path[-1:] != ("title",)
        ]
    # Two buttons side by side are one block, and spaces are made plain.
    plain = [(squash(text), given) for text, given in labelled]
    return {
        line: next(given for text, given in plain if squash(line) in text)
        for line in (*story, *box)
    }


def page(story: list[str], box: list[str], place: int, kind: str, frame: int) -> str:
    """A page of one of the frames, the box within it."""
    outer, inner, around, heading, paragraph, button = FRAMES[frame % len(FRAMES)]
    made = [paragraph.format(escape(text)) for text in story[1:]]
    if box:
        prose = max(range(len(box)), key=lambda at: len(box[at]))
        forms = [heading] * prose + [paragraph] + [button] * (len(box) - prose - 1)
        lines = (form.format(escape(text)) for form, text in zip(forms, box, strict=True))
        made.insert(place - 1, around.format(kind, "".join(lines)))
    text = outer.format(inner.format(escape(story[0]), "".join(made)))
    title = escape(story[0])
    return f"<!doctype html><html><head><title>{title}</title></head><body>{text}</body></html>"
