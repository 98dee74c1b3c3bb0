"""Nothing of an article acts on the terminal: every byte the program writes is looked at."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import SEQUENCE, Terminal, shapes

PLAIN = "A heron stood on the roof of the town hall for most of Thursday, the warden said."
HOSTILE = (
    "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H", "\x1b[?1049l", "\x1bP+q544e\x1b\\", "\x1b_Gi=1;AAAA\x1b\\", "\x1b^pm\x1b\\",
    "\x1bc", "\x9b31m", "\x9d0;owned\x9c", "\x90q\x9c", "\x00\x07\x08\x0b\x0c\x7f", "\u202eevil",
    "\u2066evil\u2069", "[@click=app.quit]now[/]", "[/nope]", "[link=http://evil.example]x[/link]",
    "[bold]x[/i]", "{0} %s %n $(reboot) `reboot`", "a" + "\u0301" * 500, "\ufeff\u200b\u2028x",
    "\U000e0041\U000e007f", "\x1b[6n", "\x1b[c", "\x05",
)  # fmt: skip


def page(text, number):
    """A page that carries `text` wherever a page can carry something."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    data = json.dumps({"@type": "NewsArticle", "headline": f"Heron {number} {text}",
                       "author": {"@type": "Person", "name": f"A {text}"},
                       "publisher": {"@type": "Organization", "name": f"S {text}"}})  # fmt: skip
    return (
        f"<!doctype html><html lang='en'><head><meta charset=utf-8><title>H {safe}</title>"
        f"<script type='application/ld+json'>{data}</script></head><body><h1>Heron {number} {safe}"
        f'</h1><p>{PLAIN} {safe}</p><p>{PLAIN} <a href="https://x.example/{safe}">link {safe}</a>'
        f"</p><pre>{safe}</pre><table><tr><td>{safe}</td><td>b</td></tr></table>"
        f"<footer>Imprint {safe}</footer></body></html>"
    )


def write(folder, strings):
    """One page a string, and one text that is also named by it as far as a file can be."""
    folder.mkdir()
    for number, text in enumerate(strings):
        (folder / f"p{number:03}.html").write_text(page(text, number), "utf-8", "replace")
        name = text.replace("/", "_").replace("\x00", "")[:40]
        story = f"{text}\n\n{PLAIN} {PLAIN} {PLAIN} {text}\n" * 2
        (folder / f"t{number:03}{name}.txt").write_text(story)


def walk(library, keys):
    """Everything the program writes while the keys are pressed."""
    terminal = Terminal("--db", str(library))
    terminal.read(until=b"Library")
    for key in keys:
        terminal.send(key)
    code = terminal.close()
    return terminal.out, code


@pytest.mark.parametrize("command", [["show"], ["show", "--all"], ["show", "--markdown"],
                                     ["show", "--json"], ["list"], ["add"]])  # fmt: skip
def test_no_command_prints_a_control_sequence(tmp_path, command):
    write(tmp_path / "in", HOSTILE)
    env = os.environ | {"NEWSREADER_HOME": str(tmp_path / "home")}
    sources = sorted((tmp_path / "in").iterdir()) if command[0] != "list" else [None]
    for source in sources[:: 9 if command[0] == "show" else 1]:
        argv = [sys.executable, "-m", "reader", *command, *([str(source)] if source else [])]
        done = subprocess.run(argv, capture_output=True, env=env, check=False)
        assert done.returncode == 0
        assert not [m.group() for m in SEQUENCE.finditer(done.stdout + done.stderr)]


def test_no_screen_paints_a_control_sequence_of_an_article(tmp_path):
    keys = [b"\r", b"x", b"w", b"c", b"V", b"V", b"q", b"q", b"q", b"j", b"j", b"\r", b"#",
            b"\x1b", b"J", b"J", b"J", b"J", b"q"]  # fmt: skip
    write(tmp_path / "clean", ["nothing", "much"] * 8)
    write(tmp_path / "dirty", HOSTILE)
    seen = []
    for name in ("clean", "dirty"):
        library = tmp_path / f"{name}.db"
        argv = [sys.executable, "-m", "reader", "--db", str(library), "add", str(tmp_path / name)]
        assert subprocess.run(argv, capture_output=True, check=False).returncode == 0
        out, code = walk(library, keys)
        assert code == 0
        assert b"Traceback" not in out
        assert b"Heron" in out
        seen.append(shapes(out))
    assert seen[1] <= seen[0]


SHARED = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.mark.skipif(not SHARED.exists(), reason="skipped: no shared data")
def test_nor_of_the_shared_collections(tmp_path):
    import base64

    escapes = json.loads((SHARED / "escapes.b64.json").read_text())
    naughty = json.loads((SHARED / "naughty-strings.json").read_text())
    strings = [base64.b64decode(item).decode("utf-8", "surrogateescape") for item in escapes]
    joined = [" ".join(strings[n : n + 40]) for n in range(0, len(strings), 40)]
    joined += ["\n".join(naughty[n : n + 40]) for n in range(0, len(naughty), 40)]
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate(joined):
        data = page(text, number).encode("utf-8", "surrogateescape")
        (folder / f"p{number:03}.html").write_bytes(data)
    library = tmp_path / "library.db"
    argv = [sys.executable, "-m", "reader", "--db", str(library), "add", str(folder)]
    done = subprocess.run(argv, capture_output=True, check=False)
    assert done.returncode == 0
    assert not [m.group() for m in SEQUENCE.finditer(done.stdout + done.stderr)]
    out, code = walk(library, [b"\r"] + [b"x", b"J"] * len(joined) + [b"w", b"c", b"q", b"q"])
    assert code == 0
    kinds = {kind for kind, _ in shapes(out)}
    baseline, _ = walk(tmp_path / "empty.db", [b"\r"])
    assert kinds <= {kind for kind, _ in shapes(baseline)} | {"csi"}
    foreign = {text for kind, text in shapes(out) if kind == "string"}
    assert foreign <= {text for kind, text in shapes(baseline) if kind == "string"}
