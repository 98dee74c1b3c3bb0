"""Feeds read as feedparser's own tests expect, and broken ones beside feedparser.

python -m tests.bench.feeds FOLDER [--wrong N]      what feedparser's tests expect
python -m tests.bench.feeds FOLDER --broken N       N feeds broken at random, and feedparser (to be
                                                    installed beside) on them

FOLDER holds manifest.jsonl and the files it names: feedparser's test feeds, each with the Python
expression its makers expect to hold and the headers it came with. Of each expression the parts
that compare a field we have with a value are judged: texts without tags, entities and white
space, links exactly, those within contents and summaries too (titles are lines of text here).
Those that ask how feedparser sanitises are counted apart: here the HTML reader decides what shows.
`--broken` takes the well-formed feeds with entries, does to each what breaks feeds in the wild,
and asks how many titles, links and texts of the whole feed come out of the broken one.
"""

from __future__ import annotations

import argparse
import ast
import collections
import html
import json
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.core.errors import ReaderError
from reader.core.feeds import Entry, FeedDocument
from reader.core.model import Payload
from reader.formats import feed

_FEED = {
    "title": "title", "title_detail.value": "title", "link": "link", "description": "description",
    "subtitle": "description", "tagline": "description", "info": "description",
    "subtitle_detail.value": "description", "language": "language", "updated_parsed": "updated",
    "modified_parsed": "updated",
}  # fmt: skip
_ENTRY = {
    "title": "title", "title_detail.value": "title", "link": "url", "id": "id", "guid": "id",
    "description": "summary", "summary": "summary", "summary_detail.value": "summary",
    "content.0.value": "content", "author": "byline", "author_detail.name": "byline",
    "published_parsed": "published", "updated_parsed": "updated", "modified_parsed": "updated",
    "comments": "comments", "language": "language", "category": "category",
    "tags.0.term": "category", "enclosures.0.href": "file", "enclosures.0.url": "file",
    "enclosures.0.type": "file type", "enclosures.0.length": "file length",
}  # fmt: skip
_CAUSES = (
    ("/sanitize/", "sanitised markup"),
    ("entry_id_base", "identities stay as written"), ("guid_isPermaLink", "identities"),
)  # fmt: skip


def asked(expression: str) -> Iterator[tuple[str, object]]:
    """Each field an expression compares with a value: its path, joined with stops."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError:  # cut off by what wrote the manifest
        return
    for part in tree.values if isinstance(tree, ast.BoolOp) else [tree]:
        if isinstance(part, ast.Compare) and len(part.ops) == 1 and isinstance(part.ops[0], ast.Eq):
            try:
                yield _path(part.left), ast.literal_eval(part.comparators[0])
            except (ValueError, TypeError):
                continue


def _path(node: ast.AST) -> str:
    if isinstance(node, ast.Subscript):
        return f"{_path(node.value)}.{ast.literal_eval(node.slice)}"
    if isinstance(node, ast.Attribute):
        return f"{_path(node.value)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    raise ValueError(node)


def field(found: FeedDocument | None, path: str) -> tuple[str, object] | None:
    """The name and our value of what a path names; None for what we have no field for."""
    owner, _, rest = path.partition(".")
    if owner == "feed" and rest in _FEED:
        return f"feed.{_FEED[rest]}", getattr(found, _FEED[rest], None)
    number, _, rest = rest.partition(".")
    if owner != "entries" or rest not in _ENTRY:
        return None
    entries = found.entries if found else ()
    entry = entries[int(number)] if int(number) < len(entries) else None
    return _ENTRY[rest], _value(entry, _ENTRY[rest])


def _value(entry: Entry | None, name: str) -> object:
    if entry is None:
        return None
    if name == "category":
        return entry.categories[0] if entry.categories else None
    if name.startswith("file"):
        file = entry.enclosures[0] if entry.enclosures else None
        part = {"file": "url", "file type": "media_type", "file length": "length"}[name]
        return getattr(file, part, None)
    if name == "summary":  # feedparser's description is RSS's, content or not
        return entry.summary or entry.content
    return getattr(entry, name)


def right(name: str, want: object, got: object) -> bool:
    """Whether a value is the one expected."""
    if got is None:
        return want is None or not _bare(want)
    if isinstance(got, datetime):
        return isinstance(want, tuple) and got == datetime(*want[:6], tzinfo=UTC)
    inside = str(want) if name in {"content", "summary"} else ""
    links = re.findall(r"(?:href|src)=[\"']([^\"']*)", inside)
    return _bare(want) == _bare(got) and all(link in html.unescape(str(got)) for link in links)


def _bare(value: object) -> str:
    text = re.sub(r"<[^<>]*>", "", html.unescape(html.unescape(str(value))))
    return re.sub(r"\s+", "", text).lower()


def payload(folder: Path, row: dict[str, Any]) -> Payload:
    """The feed as feedparser's test server would send it."""
    said = dict(line.split(": ", 1) for line in row["expect"]["headers"] if ": " in line)
    headers = {name.lower(): value for name, value in said.items()}
    name = row["path"].removeprefix("feedparser-").replace("wellformed/", "tests/wellformed/")
    url = headers.get("content-location", "")
    url = url if url.startswith("http") else f"http://127.0.0.1:8097/{name}"
    return Payload((folder / row["path"]).read_bytes(), url, headers.get("content-type"))


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The manifest's lines on feedparser's feeds."""
    for text in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        if row["set"].startswith("feedparser") and row["expect"]:
            yield row


def expectations(folder: Path, show: int) -> None:
    """Print the share of expected values that are right, by field, and what is not by cause."""
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    causes: dict[str, list[str]] = collections.defaultdict(list)
    for row in rows(folder):
        try:
            found = feed.read(payload(folder, row))
        except ReaderError:
            found = None
        for path, want in asked(row["expect"]["expect"]):
            named = field(found, path)
            if named is None:
                continue
            name, got = named
            good = right(name, want, got)
            cause = next((cause for part, cause in _CAUSES if part in row["path"]), name)
            part = "sanitised" if cause == "sanitised markup" else "all"
            for key in (part, name) if part == "all" else (part,):
                counts[key][0] += good
                counts[key][1] += 1
            if not good:
                causes[cause].append(f"{row['path']}\n      want {want!r}\n      got  {got!r}")
    for key, (good, total) in sorted(counts.items()):
        print(f"{key:18} {good:5} of {total:5}  {good / total:6.1%}")
    for cause, found_ in sorted(causes.items(), key=lambda item: -len(item[1])):
        print(f"  {len(found_):4} wrong: {cause}")
        for text in found_[:show]:
            print(f"    {text}")


def broken(data: bytes, chance: random.Random) -> bytes:
    """A feed with one of the faults that feeds in the wild have."""
    text = data.decode("utf-8", "replace")
    tags = [found.span() for found in re.finditer(r"</?[\w:]+[^<>]*>", text)][2:]
    texts = [found.end() for found in re.finditer(r">(?=[^<\s])", text)]
    at = chance.choice(texts or [len(text)])
    start, end = chance.choice(tags or [(at, at)])
    faults: tuple[Callable[[], str], ...] = (
        lambda: text[:at] + " AT&T <br> " + text[at:],
        lambda: text[:at] + "<p>one<p>two<b>three</i>" + text[at:],
        lambda: text[:at] + "x < y &nosuch; \x0b" + text[at:],
        lambda: text[:start] + text[end:],
        lambda: text[: max(at, len(text) * 3 // 4)],
        lambda: text[:at] + "</b></span>" + text[at:],
        lambda: "Notice: line 3\n" + text + "\n<!-- cached --><script>x</script>",
    )
    return chance.choice(faults)().encode()


def ours(data: bytes) -> set[str]:
    """The titles, links and texts of a feed's entries, as we read it."""
    found = feed.read(Payload(data, "http://example.org/feed"))
    fields = ("title", "url", "id", "content", "summary")
    return {_bare(v) for e in found.entries for name in fields if (v := getattr(e, name))}


def peer(data: bytes) -> set[str]:
    """The same, as feedparser reads it."""
    import feedparser

    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    values = [e.get(name) for e in found.entries for name in ("title", "link", "id", "summary")]
    values += [one.value for e in found.entries for one in e.get("content", [])]
    return {_bare(value) for value in values if value}


def compare(folder: Path, number: int) -> None:
    """Print how much of broken feeds comes through, ours and feedparser's, and the CPU time."""
    chance = random.Random(7)
    whole = [path for path in sorted(folder.rglob("*.xml")) if "illformed" not in str(path)]
    chance.shuffle(whole)
    failed: collections.Counter[tuple[str, str]] = collections.Counter()
    totals = {name: [0, 0, 0.0] for name in ("newsreader", "feedparser")}
    readers: dict[str, Callable[[bytes], set[str]]] = {"newsreader": ours, "feedparser": peer}
    for path in (whole * (number // max(len(whole), 1) + 1))[:number]:
        data = path.read_bytes()
        try:
            data.decode("utf-8")
            expected = ours(data) & peer(data)
        except (ReaderError, UnicodeDecodeError):
            continue
        if not expected:
            continue
        bad = broken(data, chance)
        for name, read in readers.items():
            started = time.process_time()
            try:
                found = read(bad)
            except Exception as error:  # noqa: BLE001 -- what the peer raises is what is measured
                failed[name, type(error).__name__] += 1
                found = set()
            totals[name][2] += time.process_time() - started
            totals[name][0] += len(expected & found)
            totals[name][1] += len(expected)
    for name, (good, total, seconds) in totals.items():
        errors = ", ".join(f"{n} {e}" for (who, e), n in failed.items() if who == name)
        share = f"{good / max(total, 1):6.1%}"
        print(f"{name:12} {good:6} of {total:6}  {share}  {seconds:6.2f} CPU-s  {errors}")


def main() -> None:
    """Print what was asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="show that many of each cause")
    parser.add_argument("--broken", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.broken:
        compare(arguments.folder, arguments.broken)
    else:
        expectations(arguments.folder, arguments.wrong)


if __name__ == "__main__":
    main()
