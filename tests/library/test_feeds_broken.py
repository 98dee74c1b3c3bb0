"""What kills a worker costs one entry or one feed, and two refreshes at once double nothing."""

import random

import pytest

from reader.library import refreshing
from reader.library.library import Library
from reader.library.talking import Talk
from tests.library import killing
from tests.library.feed_site import START, Time, feed
from tests.library.killing import run
from tests.web.feed_host import hosting


class Dying(Talk):
    """A worker that dies of one entry, or of reading one feed."""

    entry = feed = None

    def send(self, message):
        wanted = [source for _, source, _ in message.get("want", ())]
        super().send(message)
        self._dies = any(source.endswith(self.entry) for source in wanted if self.entry)

    def receive(self, seconds):
        if getattr(self, "_dies", False):
            self._process.kill()
            self._process.wait()
            self._process.stdout.read()
            return None
        said = super().receive(seconds)
        if said and self.feed is not None and said.get("at") == self.feed:
            self._process.kill()
            self._process.wait()
            self._process.stdout.read()
        return said


@pytest.fixture
def host():
    with hosting() as one:
        yield one


def test_an_entry_that_kills_the_worker_is_passed_by_and_comes_again(host, tmp_path, monkeypatch):
    with Library(tmp_path / "library.db", clock=Time()) as library:
        library.feeds.subscribe(host.say("/feed", feed(1, 2, 3, etag='"1"')))
        monkeypatch.setattr(Dying, "entry", "/story/1")
        monkeypatch.setattr(refreshing, "Talk", Dying)
        (outcome,) = library.feeds.refresh()
        assert (outcome.outcome, outcome.new) == ("failed", 2)
        assert outcome.message == "1 entry could not be read"
        (only,) = library.feeds.all()
        assert (only.articles, only.state.etag, only.state.body_hash) == (2, None, None)
        assert only.state.due_at > START
        monkeypatch.undo()
        (outcome,) = library.feeds.refresh([only])
        assert (outcome.outcome, outcome.new) == ("new", 1)
        (only,) = library.feeds.all()
        assert (only.articles, only.state.etag, only.state.error) == (3, '"1"', "")


def test_a_feed_that_kills_the_worker_fails_and_the_others_come(host, tmp_path, monkeypatch):
    with Library(tmp_path / "library.db", clock=Time()) as library:
        for number in (1, 2, 3):
            library.feeds.subscribe(host.say(f"/{number}", feed(number, title=f"Feed {number}")))
        monkeypatch.setattr(Dying, "feed", 2)
        monkeypatch.setattr(refreshing, "Talk", Dying)
        outcomes = {one.feed_id: one for one in library.feeds.refresh()}
        assert [outcomes[number].outcome for number in (1, 2, 3)] == ["new", "failed", "new"]
        assert "too complex to read" in outcomes[2].message
        assert library.feeds.get(2).state.failures == 1


def test_a_refresh_that_is_killed_loses_and_doubles_nothing(tmp_path):
    killing.rounds(tmp_path / "library.db", 4, random.Random(3))


def test_two_refreshes_at_once_double_nothing(host, tmp_path):
    path = tmp_path / "library.db"
    urls = [host.say(f"/{number}", feed(number * 100 + 1)) for number in range(killing.FEEDS)]
    assert run(path, "add", "--feed", *urls).wait() == 0
    for number in range(killing.FEEDS):
        host.say(f"/{number}", feed(*range(number * 100 + 6, number * 100, -1)))
    both = [run(path, "refresh", "--all") for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    killing.check(path, 0, whole=False)
