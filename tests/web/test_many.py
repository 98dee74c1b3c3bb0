"""Many feeds asked at once."""

import ipaddress
import threading
import time
import tracemalloc

import pytest

from reader.core.following import Hop, Question
from reader.web import fetch, many
from tests.web.feed_host import Said, hosting
from tests.web.server import serving

LOOPBACK = [ipaddress.ip_network("127.0.0.0/8")]


@pytest.fixture
def host():
    with hosting() as one:
        yield one


def asked(*urls, **more):
    questions = [Question(number, url, trusted=True, **more) for number, url in enumerate(urls)]
    return sorted(many.fetch_all(questions), key=lambda answer: answer.key)


def test_validators_come_and_go_back_byte_for_byte(host):
    tag = 'W/"a b,\xe4" '
    url = host.say(
        "/f", Said(b"<rss/>", headers={"ETag": tag.strip(), "Last-Modified": "yesterday"})
    )
    (answer,) = asked(url)
    assert (answer.status, answer.body, answer.error) == (200, b"<rss/>", "")
    assert (answer.etag, answer.modified) == (tag.strip(), "yesterday")
    (again,) = asked(url, etag=answer.etag, modified=answer.modified)
    assert (again.status, again.error) == (304, "")
    _, headers = host.asked[-1]
    assert headers["If-None-Match"] == answer.etag
    assert headers["If-Modified-Since"] == "yesterday"


def test_redirects_are_told_one_by_one(host):
    host.say("/a", Said(status=301, headers={"Location": "/b"}))
    host.say("/b", Said(status=302, headers={"Location": "/c"}))
    host.say("/c", Said(b"x"))
    (answer,) = asked(f"{host.url}/a")
    assert answer.hops == (Hop(301, f"{host.url}/b"), Hop(302, f"{host.url}/c"))
    assert (answer.url, answer.body) == (f"{host.url}/c", b"x")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Said(status=404), "127.0.0.1 has no such page (HTTP 404)"),
        (Said(status=410), "says the page is gone for good (HTTP 410)"),
        (Said(status=500), "has a fault of its own (HTTP 500)"),
        (Said(b"  "), "sent nothing: an empty answer (HTTP 200)"),
        (Said(status=304), "nothing changed, though that was not asked (HTTP 304)"),
        (Said(b"x", headers={"Content-Encoding": "br"}), "which was not asked for"),
        (Said(status=301, headers={"Location": "/f"}), "redirects more than 10 times"),
        (Said(status=301, headers={"Location": "http://10.1.2.3/f"}), "private address"),
        (Said(status=301, headers={"Location": "ftp://q.example/f"}), "not an http or https URL"),
    ],
)
def test_every_bad_answer_is_a_value_with_one_sentence(host, said, sentence):
    (answer,) = asked(host.say("/f", said))
    assert sentence in answer.error
    assert "\n" not in answer.error
    assert answer.body == b""


def test_bombs_and_endless_bodies_cost_one_feed(host):
    with serving() as site:
        answers = asked(f"{site}/bomb", f"{site}/endless", host.say("/f", Said(b"fine")))
    assert [bool(answer.error) for answer in answers] == [True, True, False]
    assert "larger than 15 MB" in answers[0].error


def test_a_private_address_is_asked_only_where_a_person_named_it(host):
    url = host.say("/f", Said(b"x"))
    (answer,) = many.fetch_all([Question(1, url)])
    assert "private address" in answer.error
    (answer,) = many.fetch_all([Question(1, url)], LOOPBACK)
    assert answer.body == b"x"
    assert host.count("/f") == 1


def test_one_host_gets_two_requests_at_a_time_while_others_are_asked():
    with hosting() as one, hosting("127.0.0.2") as two:
        urls = [host.say(f"/{n}", Said(b"x", delay=0.05)) for n in range(8) for host in (one, two)]
        began = time.monotonic()
        assert all(answer.body for answer in asked(*urls))
        assert one.most == two.most == 2
        assert time.monotonic() - began < 8 * 2 * 0.05


def test_a_host_that_has_enough_is_not_asked_for_its_other_feeds(host):
    busy = Said(status=429, headers={"Retry-After": "60"})
    urls = [host.say(f"/{number}", busy) for number in range(9)]
    answers = asked(*urls)
    made = len(host.asked)
    assert 1 <= made <= many.PER_HOST
    assert all((answer.status, answer.retry_after) == (429, "60") for answer in answers)
    assert sum("this one was not made" in answer.error for answer in answers) == 9 - made


def test_cancelling_stops_at_once_and_asks_nobody_else(host):
    urls = [host.say(f"/{number}", Said(b"x", delay=0.2)) for number in range(20)]
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    began = time.monotonic()
    questions = [Question(number, url, trusted=True) for number, url in enumerate(urls)]
    assert len(list(many.fetch_all(questions, cancelled=stop.is_set))) <= 2
    assert time.monotonic() - began < 1
    time.sleep(0.3)
    assert len(host.asked) <= 4


def test_a_request_that_hangs_is_given_up_and_the_others_go_on(host, monkeypatch):
    monkeypatch.setattr(fetch, "DEADLINE", 0.2)
    monkeypatch.setattr(many, "_GRACE", 0.1)
    monkeypatch.setattr(many, "WIDTH", 1)
    hangs, resolve = threading.Event(), fetch.resolve

    def slow(name, port):
        if name == "127.0.0.3":
            hangs.wait(5)
        return resolve(name, port)

    monkeypatch.setattr(fetch, "resolve", slow)
    answers = asked(f"http://127.0.0.3:{host.port}/f", host.say("/f", Said(b"fine")))
    hangs.set()
    assert answers[0].error == "it did not answer in time"
    assert answers[1].body == b"fine"


def test_large_bodies_are_not_in_memory_together_and_all_come(host):
    body = b"<rss>" + b"x" * (4 * 1024 * 1024) + b"</rss>"
    urls = [host.say(f"/{number}", Said(body)) for number in range(20)]
    hosts = [url.replace("127.0.0.1", "localhost") if n % 2 else url for n, url in enumerate(urls)]
    tracemalloc.start()
    try:
        sizes = []
        for answer in many.fetch_all(
            [Question(number, url, trusted=True) for number, url in enumerate(hosts)]
        ):
            sizes.append(len(answer.body))
            time.sleep(0.02)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sizes == [len(body)] * 20
    assert peak < 8 * len(body)


def test_who_waits_for_room_is_not_late(host, monkeypatch):
    monkeypatch.setattr(fetch, "DEADLINE", 0.5)
    monkeypatch.setattr(many, "_GRACE", 0.0)
    body = b"<rss>" + b"x" * (2 * 1024 * 1024) + b"</rss>"
    questions = [
        Question(number, host.say(f"/{number}", Said(body)), trusted=True) for number in range(8)
    ]
    for number, answer in enumerate(many.fetch_all(questions)):
        assert (number, answer.error) == (number, "")
        time.sleep(0.15)
