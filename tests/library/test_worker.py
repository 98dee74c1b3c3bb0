"""The worker: its protocol, its limits, and what happens when it dies."""

import io
import time

import pytest

from reader import config
from reader.core.errors import FormatError, TooComplexError
from reader.core.model import Payload
from reader.library import pool, process, worker
from reader.library.pool import Worker
from tests.web.feed_host import Said, hosting

TEXT = b"The heron left the roof at dusk. Nobody saw it go, the warden said on Friday.\n"


def never():
    return False


@pytest.fixture
def hands():
    with_worker = Worker()
    yield with_worker
    with_worker.close()


def test_messages_come_back_whole_and_a_cut_stream_ends():
    stream = io.BytesIO()
    worker.send(stream, {"a": "ü\ud800"})
    stream.seek(0)
    assert worker.receive(stream) == {"a": "ü\ud800"}
    assert worker.receive(stream) is None
    assert worker.receive(io.BytesIO(b"\x00\x00\x00\x09{}")) is None


def test_an_error_is_an_answer_and_the_next_request_is_served(hands):
    with pytest.raises(FormatError, match="/x is a picture"):
        hands.digest(Payload(b"\x89PNG", "file:///x"), never)
    assert hands.digest(Payload(TEXT, "file:///y"), never).document.blocks


def test_a_worker_that_overruns_is_killed_and_a_fresh_one_goes_on(hands, monkeypatch):
    hands.digest(Payload(TEXT, "file:///y"), never)
    # The page's megabytes earn it a second and a half: what is left must be too little anywhere.
    monkeypatch.setattr(pool, "PARSE", -1.4)
    with pytest.raises(TooComplexError, match="too complex to read"):
        hands.digest(Payload(b"<p>" + TEXT * 20_000, "file:///big.html"), never)
    monkeypatch.undo()
    assert hands.digest(Payload(TEXT, "file:///y"), never).document.blocks


def test_giving_up_ends_a_parse_at_once(hands):
    hands.digest(Payload(TEXT, "file:///y"), never)
    began = time.monotonic()
    with pytest.raises(TooComplexError, match="cancelled"):
        hands.digest(Payload(b"<p>" + TEXT * 50_000, "file:///big.html"), lambda: True)
    assert time.monotonic() - began < 2


TRAPS = {
    "deep": b"<html>" + b"<div>" * 100_000 + b"deep text at the end of a very long way down",
    "comments": b"<html><p>" + b"<!--" * 200_000 + b"x",
    "ampersands": b"<html><p>" + b"&" * 1_000_000,
    "links": b"<html>" + b"<a href=x>word </a>" * 50_000,
    "charsets": b"<html><head><meta " + b"charset " * 60_000,
    "one line": b"x" * 1_000_000,
    "empty lines": b"\n" * 1_000_000 + b"x",
    "stars": b"* " * 300_000,
    "brackets": b"# a [b](c)\n" + b"[" * 50_000,
    "headers": b"From: a\nTo: b\nSubject: c\nDate: d\n" + b"X: y\n" * 50_000 + b"\ntext",
}


@pytest.mark.parametrize("data", TRAPS.values(), ids=TRAPS)
def test_every_trap_gives_an_answer_or_one_plain_sentence(hands, data):
    try:
        said = hands.digest(Payload(data, "file:///trap"), never).document.blocks[0].text
    except (TooComplexError, FormatError) as error:
        said = str(error)
    assert said
    assert "\n" not in said or data.startswith(b"*")


def test_a_defect_costs_one_item_and_leaves_its_details_in_the_log(monkeypatch):
    monkeypatch.setattr(worker, "_do", lambda _: 1 / 0)
    name, message, hint = worker.answer({"do": "digest"})["error"]
    assert name == "SourceError"
    assert "ZeroDivisionError" in message
    assert "ZeroDivisionError" in config.paths().log.read_text()
    assert str(config.paths().log) in hint


def test_whoever_asked_may_be_gone_before_the_answer_and_nothing_was_wrong():
    """As when Esc stops a refresh: its process is killed, the worker it started answers nobody."""
    with hosting() as host:
        url = host.say("/feed", Said(status=304, delay=0.3))
        running = process.start(process.WORKER, process.FEEDS)
        question = {"key": 1, "url": url, "trusted": True, "body_hash": None}
        request = {"do": "refresh", "questions": [question], "held": [], "allowed": []}
        worker.send(running.stdin, request)
        deadline = time.monotonic() + 20
        while not host.asked and time.monotonic() < deadline:
            time.sleep(0.01)
        assert host.asked
        running.stdout.close()
        assert running.wait(10) == 0
        process.end(running)
    assert not config.paths().log.exists()
