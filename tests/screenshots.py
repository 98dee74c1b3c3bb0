"""Pictures of the app as it is: `python -m tests.screenshots` writes screenshots/*.svg and *.png.

The demo's library, a fixed size and the terminal's own look without a window around it. SVG as
Textual exports it, with its web font replaced by an installed monospace font; PNG by resvg.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

OUT = Path(__file__).parent.parent / "screenshots"
FONT = "DejaVu Sans Mono"
FILES = ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf", "DejaVuSansMono-Oblique.ttf")
FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/TTF",
    "/usr/share/fonts/dejavu-sans-mono-fonts",
    "/usr/share/fonts/dejavu",
    "/opt/homebrew/share/fonts",
    "/Library/Fonts",
)
# The export sets its cells 12.2 px wide at 20 px; a DejaVu letter is 0.602 em wide.
SIZE = 12.2 / 0.602

PRESENT = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)
"""Two hours after the newest article; those without a date come then."""
ARTICLE = "Karvel Bridge reopens"
"""The pictures show the first article whose headline begins so, or the first of the list."""

SHOTS = {
    "list-and-reader": ((130, 40), ("enter",), "newsreader-dark"),
    "folds-open": ((130, 40), ("enter", "x", "right_square_bracket"), "newsreader-dark"),
    "why": ((130, 40), ("enter", "right_square_bracket", "w"), "newsreader-dark"),
    "same-story": ((130, 40), ("enter", "c"), "newsreader-dark"),
    "stories": ((130, 40), ("T", *"jjjjj", "tab", "q", "L"), "newsreader-dark"),
    "compare": ((130, 40), ("enter", "c", "d", "right_square_bracket"), "newsreader-dark"),
    "find": ((130, 40), ("enter", "slash", *"bridge", "enter"), "newsreader-dark"),
    "keys": ((130, 44), ("enter", "question_mark"), "newsreader-dark"),
    "palette": ((130, 40), ("enter", "colon"), "newsreader-dark"),
    "places": ((130, 40), ("B", *"jjjj", "enter", "j", "enter"), "newsreader-dark"),
    "small-places": ((80, 24), ("B", "j", "j"), "newsreader-dark"),
    "starters": ((110, 36), ("plus", "space", "j", "space"), "newsreader-dark"),
    "feed-settings": ((110, 36), ("B", "j", "j", "e"), "newsreader-dark"),
    "small-list": ((80, 24), (), "newsreader-dark"),
    "small-reader": ((80, 24), ("enter",), "newsreader-dark"),
    "tiny-reader": ((40, 20), ("enter",), "newsreader-dark"),
    "light": ((130, 40), ("enter", "c"), "newsreader-light"),
    "light-folds": ((130, 40), ("enter", "x"), "newsreader-light"),
}


def fonts() -> list[str]:
    """The font's files; says what to install where there are none."""
    found = [str(Path(d) / name) for d in FOLDERS for name in FILES if (Path(d) / name).exists()]
    if not found:
        sys.exit(f"no {FONT} found: install it (Debian: fonts-dejavu-core) and try again")
    return found


def local_font(svg: str) -> str:
    """The picture with the installed font in the place of the web font."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]*;", f"font-family: '{FONT}', monospace;", svg)
    return re.sub(r"font-size: 20px;", f"font-size: {SIZE:.3f}px;", svg)


async def shoot(app, size, keys) -> str:
    """The screen after `keys`."""
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause(0.4)
        rows = app.screen.headlines
        titles = [row.title for row in rows.fetch(rows.ids)]
        rows.select(next((n for n, t in enumerate(titles) if t.startswith(ARTICLE)), 0))
        await pilot.pause(0.4)
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause(0.1)
        await pilot.pause(0.2)
        return app.export_screenshot(title="newsreader")


FOLDERS_OF = {
    "The Tidewater Gazette": ("Coast",),
    "Küstenblatt": ("Coast",),
    "The Public Ledger": ("Inland",),
    "Peak & Plain": ("Inland",),
}
FAILED = "slow-table.example gives no answer in 30 s"


def follow_outlets(library, present):
    """Follow a feed for each of the demo's outlets, as if its articles had come by it; one fails
    and one is paused."""
    from datetime import timedelta

    from reader import store
    from reader.core.following import FeedSettings, FeedState
    from reader.store.entries import Row

    db, known = library._db, {}
    hour = timedelta(hours=1)
    state = FeedState(checked_at=present - hour, changed_at=present - hour, due_at=present + hour)
    with store.transaction(db):
        entry = store.journal.open_entry(db, "followed the demo's outlets", present)
        for row in library.headlines(library.ids()):
            if row.site is None:
                continue
            if row.site not in known:
                host = re.sub(r"\W+", "-", row.site.lower().removesuffix(".example"))
                paused = row.site == "Watt & Volt"
                settings = FeedSettings(folders=FOLDERS_OF.get(row.site, ()), paused=paused)
                url = f"https://{host}.example/feed.xml"
                known[row.site] = feed = store.feeds.add(
                    db, entry, url, settings, present, title=row.site
                )
                ill = {"failures": 2, "error": FAILED} if row.site == "The Slow Table" else {}
                store.feeds.keep_state(db, feed, replace(state, **ill))
            came = Row(0, row.id, None, row.url, row.title, "", row.published, made=False)
            store.entries.add(db, known[row.site], came, present)


def library(folder: Path):
    """What opens the demo's library, and its clock."""
    from reader.library.demo import build
    from reader.library.library import Library

    path = folder / "demo.db"
    if not path.exists():
        build(path, lambda: PRESENT)
    shown = Path(shutil.copy(path, folder / "shown.db"))  # each picture of a library just built
    for left in folder.glob("shown.db-*"):
        left.unlink()
    with Library(shown) as opened:
        follow_outlets(opened, PRESENT)
    return (lambda: Library(shown, clock=lambda: PRESENT)), (lambda: PRESENT)


def invented():
    """The test's own articles, for work on the screen alone."""
    from tests.tui import fake

    return fake.FakeLibrary, fake.clock


def main() -> None:
    """Make the pictures named in the arguments, or all."""
    import resvg_py

    from reader.tui.app import NewsReader

    found = fonts()
    names = [name for name in sys.argv[1:] if not name.startswith("-")] or list(SHOTS)
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fake = "--fake" in sys.argv
        for name in names:
            open_library, clock = invented() if fake else library(Path(folder))
            size, keys, theme = SHOTS[name]
            app = NewsReader(open_library, clock=clock, theme=theme)
            svg = local_font(asyncio.run(shoot(app, size, keys)))
            app.library.close()
            (OUT / f"{name}.svg").write_text(svg, "utf-8")
            png = resvg_py.svg_to_bytes(svg_string=svg, font_files=found, font_family=FONT)
            (OUT / f"{name}.png").write_bytes(bytes(png))
            print(OUT / f"{name}.png")


if __name__ == "__main__":
    if os.environ.get("TZ") != "UTC" or "NO_COLOR" in os.environ:
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TZ": "UTC"}
        command = [sys.executable, "-m", "tests.screenshots", *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
    main()
