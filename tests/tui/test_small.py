"""Keys, themes, hosts, paths, the safety net: what needs no app."""

import subprocess
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from reader.core.errors import ReaderError, UsageError
from reader.tui import hosts, paths
from reader.tui.actions import ACTIONS
from reader.tui.keys import FOOTER, GROUPS, KEYS, MAIN, PLACES, check_keymap, of_place
from reader.tui.net import SafetyNet
from reader.tui.screens import compare, places, starters
from reader.tui.themes import TEXT_ON, THEMES, contrast
from reader.tui.widgets.sidebar import apart
from tests.tui import fake
from tests.tui.conftest import make_app


def test_no_key_means_two_things_in_one_place():
    check_keymap({})
    for place in PLACES:
        names = [name for key in of_place(place) for name in key.keys.split(",")]
        assert len(names) == len(set(names))


def test_every_key_has_an_action_a_sentence_and_a_group():
    assert {key.id for key in KEYS if set(key.places) & set(MAIN)} - {"link"} == set(ACTIONS)
    assert {key.id for key in of_place("compare")} == set(compare.ACTIONS)
    assert {key.id for key in of_place("places")} == set(places.ACTIONS)
    assert {key.id for key in of_place("starters")} == set(starters.ACTIONS)
    assert all(key.help and key.group in GROUPS for key in KEYS)


def test_the_footer_names_five_keys_at_most():
    for place, ids in FOOTER.items():
        assert len(ids) <= 5
        assert set(ids) <= {key.id for key in of_place(place)}


def test_a_keymap_with_a_clash_or_an_unknown_action_is_refused():
    with pytest.raises(UsageError, match="both"):
        check_keymap({"star": "m"})
    with pytest.raises(UsageError, match="unknown"):
        check_keymap({"fly": "m"})
    check_keymap({"star": "s"})


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_is_legible(theme, text, ground):
    assert contrast(theme.variables[text], theme.variables[ground]) >= 4.5


def test_an_unknown_theme_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match="known: newsreader-dark, newsreader-light"):
        make_app(fake.FakeLibrary(), theme="solarized")


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://example.org/a", "example.org"),
        ("http://bank.example@evil.example/", "evil.example"),
        ("https://example.org:8443/", "example.org:8443"),
        ("https://pаypal.example/", "xn--pypal-4ve.example"),
        ("https://münchen.example/", "münchen.example (xn--mnchen-3ya.example)"),
    ],
)
def test_the_real_host_is_shown(url, host):
    assert hosts.target(url).host == host


def test_a_link_is_shown_with_its_path_and_its_user_name():
    link = hosts.target("https://bank.example@evil.example/a/path?q=1#top")
    assert link.shown(80) == "evil.example/a/path?q=1 (carries a user name)"
    assert hosts.target("https://example.org/").shown(80) == "example.org"
    assert hosts.target("https://example.org/" + "long/" * 30).shown(30) == (
        "example.org/long/long/long/lo…"
    )
    deep = hosts.target("https://" + "bank." * 20 + "evil.example/x").shown(30)
    assert deep.startswith("…")
    assert deep.endswith("evil.example")


@pytest.mark.parametrize("code", [0, 3])
def test_a_browser_that_ends_with_a_code_failed(monkeypatch, code):
    monkeypatch.setattr(hosts, "opener", lambda: ["/bin/sh", "-c", f"exit {code}"])
    if code:
        with pytest.raises(ReaderError, match="y copies the address"):
            hosts.open_outside(hosts.target("https://example.org/"))
    else:
        hosts.open_outside(hosts.target("https://example.org/"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "-flag", "", "http://", "http://[x"]
)
def test_nothing_but_web_links_is_opened(url):
    with pytest.raises(UsageError):
        hosts.target(url)


def test_the_opener_gets_a_list_and_no_terminal(monkeypatch):
    calls = []
    monkeypatch.setattr(hosts.shutil, "which", lambda name: f"/bin/{name}")

    class Started:
        def __init__(self, *args, **more):
            calls.append((args, more))

        def wait(self, timeout):
            raise subprocess.TimeoutExpired("browser", timeout)

    monkeypatch.setattr(subprocess, "Popen", Started)
    hosts.open_outside(hosts.target("https://example.org/;rm -rf"))
    (command,), more = calls[0]
    assert command[-1].startswith("https://example.org/")
    assert len(command) == 2
    assert "shell" not in more
    assert {more["stdin"], more["stdout"], more["stderr"]} == {subprocess.DEVNULL}


def test_a_system_without_an_opener_says_so(monkeypatch):
    monkeypatch.setattr(hosts.shutil, "which", lambda _: None)
    with pytest.raises(ReaderError, match="no browser could be started"):
        hosts.opener()


def test_paths_complete_as_far_as_they_agree(tmp_path, monkeypatch):
    (tmp_path / "storm-a.html").touch()
    (tmp_path / "storm-b.html").touch()
    (tmp_path / "folder").mkdir()
    assert paths.completed(f"{tmp_path}/st") == f"{tmp_path}/storm-"
    assert paths.completed(f"{tmp_path}/fo") == f"{tmp_path}/folder/"
    assert paths.completed(f"file://{tmp_path}/fo") == f"{tmp_path}/folder/"
    assert paths.completed("https://example.org/fo") == "https://example.org/fo"
    assert "storm-a.html" in paths.offer(f"{tmp_path}/st")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.completed("~/fo") == f"{tmp_path}/folder/"
    assert paths.source_of(f"'{tmp_path}/a b'") == f"{tmp_path}/a b"
    assert paths.candidates(f"{tmp_path}/none/x") == []


@given(st.text(max_size=60))
def test_no_control_character_passes_the_net(text):
    segments = SafetyNet().apply([Segment(text)], Color(0, 0, 0))
    shown = "".join(segment.text for segment in segments)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    assert not any(char in "\u202e\u2066\u200f" for char in shown)


def test_the_net_drops_dirty_links_and_keeps_clean_lines_as_they_are():
    net = SafetyNet()
    clean = [Segment("plain", Style(link="https://example.org/"))]
    assert net.apply(clean, Color(0, 0, 0)) is clean
    dirty = [Segment("x", Style(link="https://example.org/\x1b]0;t\x07"))]
    style = net.apply(dirty, Color(0, 0, 0))[0].style
    assert style is not None
    assert style.link is None


def test_times_are_told_from_the_article_beside_them():
    assert apart(fake.NOW, fake.NOW - timedelta(hours=2)) == "2 h later"
    assert apart(fake.NOW - timedelta(minutes=35), fake.NOW) == "35 min earlier"
    assert apart(fake.NOW, fake.NOW - timedelta(days=3)) == "3 d later"
    assert apart(None, fake.NOW) == ""
    midnight = fake.NOW.replace(hour=0, minute=0, second=0)
    assert apart(midnight, midnight.replace(hour=7)) == "the same day"
    assert apart(midnight, midnight - timedelta(hours=5)) == "1 d later"


def test_without_a_terminal_the_screen_does_not_start(tmp_path, monkeypatch):
    import sys

    from reader.tui.app import run

    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(UsageError, match="terminal"):
        run(tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()
