"""What a person may name: files before addresses, and which of an address's meanings is asked."""

import pytest

from reader.core.errors import FetchError, NoTlsError
from reader.library import sources


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quay.example").mkdir()
    (tmp_path / "heron.example").touch()


@pytest.mark.parametrize(
    ("named", "first"),
    [
        ("gull.example/feed", "https://gull.example/feed"),
        ("Gull.example", "https://Gull.example"),
        ("127.0.0.1:8000/x", "https://127.0.0.1:8000/x"),
        ("[::1]:8000", "https://[::1]:8000"),
        ("localhost", "https://localhost"),
        ("gull.example/notes.txt", "https://gull.example/notes.txt"),
        ("feed:gull.example/feed", "https://gull.example/feed"),
        ("feed://gull.example/feed", "http://gull.example/feed"),
        ("HTTP://gull.example/", "HTTP://gull.example/"),
    ],
)
def test_addresses(named, first):
    assert sources.urls(named)[0] == first
    assert sources.local(named) is None


@pytest.mark.parametrize(
    "named",
    ["heron.example", "quay.example/none", "notes.txt", "report.html", "a b.example", "docs/x.org",
     "../gull.example", "/gull.example/x", "10.5", "v1.2/readme", "-", "file:///x", "gull"],
)  # fmt: skip
def test_files(named):
    assert sources.urls(named) == ()


def refused_by(*schemes, error=NoTlsError):
    asked = []

    def ask(url):
        asked.append(url)
        if url.startswith(schemes):
            raise error("it could not be had", "try later")
        return "a page"

    return ask, asked


def test_https_is_asked_and_http_only_where_nobody_speaks_tls():
    ask, asked = refused_by("none")
    assert sources.asked("gull.example/x", ask) == ("a page", "")
    assert asked == ["https://gull.example/x"]
    ask, asked = refused_by("https:")
    said = "no TLS connection could be made: http://gull.example/x was asked instead"
    assert sources.asked("gull.example/x", ask) == ("a page", said)
    assert asked == ["https://gull.example/x", "http://gull.example/x"]
    ask, asked = refused_by("https:", error=FetchError)
    with pytest.raises(FetchError, match="it could not be had; no file is named so either"):
        sources.asked("gull.example/x", ask)
    assert asked == ["https://gull.example/x"]


def test_an_address_with_its_scheme_is_asked_by_that_alone():
    ask, asked = refused_by("https:")
    with pytest.raises(NoTlsError, match="it could not be had"):
        sources.asked("https://gull.example/x", ask)
    assert asked == ["https://gull.example/x"]


def test_where_no_file_is_meant_every_host_is_an_address():
    for named in ("heron.example", "quay.example/feed", "notes.md"):
        assert sources.urls(named, files=False) == (f"https://{named}", f"http://{named}")
    ask, _ = refused_by("https:", error=FetchError)
    with pytest.raises(FetchError, match="it could not be had \\(try later"):
        sources.asked("notes.md", ask, files=False)
