"""Feeds followed and refreshed, against every answer a server gives: nothing is lost, nothing
doubled, nothing becomes unread again, and what went wrong is one plain sentence."""

import ipaddress
from dataclasses import replace
from datetime import timedelta

import pytest

from reader.core.errors import FetchError, StoreError, UsageError
from reader.core.feeds import Subscription
from reader.core.following import FeedSettings
from reader.core.model import Query
from reader.library import process
from reader.library.library import Library
from reader.library.pool import Worker
from tests.library.feed_site import START, Item, Time, feed, rss, story
from tests.web.feed_host import Said, hosting

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)


class Desk:
    """A library and one feed at /feed."""

    def __init__(self, library, host, time):
        self.library, self.host, self.time = library, host, time
        self.feeds = library.feeds

    def follow(self, *answers, path="/feed"):
        url = self.host.say(path, *answers)
        return self.feeds.subscribe(url).feed

    def refresh(self, *answers, path="/feed", later=timedelta(days=2)):
        """Answer so from now on, and refresh all; gives the outcome."""
        if answers:
            self.host.say(path, *answers)
        self.time.now += later
        (outcome,) = list(self.feeds.refresh(self.feeds.all()))
        return outcome

    def titles(self, **query):
        return [row.title for row in self.library.headlines(self.library.ids(Query(**query)))]

    def feed(self):
        (only,) = self.feeds.all()
        return only

    def read_all(self):
        self.library.mark(list(self.library.ids()), read=True)


@pytest.fixture(scope="module")
def host():
    with hosting() as one:
        yield one


@pytest.fixture(scope="module")
def worker():
    one = Worker()
    yield one
    one.close()


@pytest.fixture
def desk(tmp_path, host, worker):
    time = Time()
    with Library(tmp_path / "library.db", clock=time, allow_private=LOOPBACK) as library:
        library._worker = worker  # to start one costs most
        host.forget()
        yield Desk(library, host, time)
        del library._worker


def test_a_feed_is_followed_refreshed_and_read(desk):
    followed = desk.follow(feed(1, 2, 3))
    assert (followed.shown, followed.health) == ("The Quay", "new")
    outcome = desk.refresh()
    assert (outcome.outcome, outcome.new, outcome.message) == ("new", 3, "")
    assert desk.titles() == [f"Ferry {number} leaves on time" for number in (1, 2, 3)]
    (row,) = desk.library.headlines([desk.library.ids()[0]])
    assert (row.site, row.published) == ("The Quay", START - timedelta(hours=1))
    article = desk.library.article(row.id)
    assert article.document.url == "https://quay.example/story/1"
    assert "Harsey" in article.document.blocks[0].text
    assert {label.kind for label in article.labels} == {"article"}
    assert (desk.feed().articles, desk.feed().unread, desk.feed().health) == (3, 3, "well")
    desk.library.mark([row.id], read=True)
    assert (desk.feed().articles, desk.feed().unread) == (3, 2)
    desk.library.remove([row.id])
    assert (desk.feed().articles, desk.feed().unread) == (2, 2)
    desk.library.undo()
    assert (desk.feed().articles, desk.feed().unread) == (3, 2)
    assert desk.library.ids(Query("crane blocked"))


def test_only_what_is_new_comes_and_what_leaves_stays(desk):
    desk.follow(feed(1, 2))
    desk.refresh()
    outcome = desk.refresh(feed(2, 3, 4))
    assert (outcome.outcome, outcome.new, outcome.changed) == ("new", 2, 0)
    assert len(desk.titles()) == 4
    assert desk.refresh(feed(1, 2, 3, 4)).outcome == "unchanged"
    assert len(desk.titles()) == 4


def test_an_empty_feed_and_a_short_one_delete_nothing(desk):
    desk.follow(feed(1, 2))
    desk.refresh()
    desk.read_all()
    assert desk.refresh(feed()).outcome == "unchanged"
    assert desk.refresh(feed(2)).outcome == "unchanged"
    assert desk.refresh(feed(1, 2)).outcome == "unchanged"
    assert len(desk.titles()) == 2
    assert desk.titles(unread=True) == []


def test_a_feed_that_breaks_off_within_an_entry_brings_the_others_and_is_asked_again(desk):
    desk.follow(feed(1))
    desk.refresh()
    whole = rss(1, 2, 3)
    part = whole[: whole.index(b"<title>Ferry 3") + len(b"<title>Fer")]
    outcome = desk.refresh(Said(part, headers={"ETag": '"part"'}))
    assert (outcome.new, outcome.message) == (
        1,
        "it breaks off within its last entry, which was left out",
    )
    assert desk.titles() == ["Ferry 1 leaves on time", "Ferry 2 leaves on time"]
    assert desk.feed().state.etag is None
    assert desk.feed().state.due_at - desk.feed().state.checked_at < timedelta(minutes=16)
    assert desk.refresh(Said(whole, headers={"ETag": '"part"'})).new == 1
    assert len(desk.titles()) == 3
    assert desk.feed().state.etag == '"part"'


def test_200_with_nothing_in_it(desk):
    desk.follow(feed(1, etag='"1"'))
    desk.refresh()
    outcome = desk.refresh(Said(b""))
    assert outcome.outcome == "failed"
    assert outcome.message.endswith("sent nothing: an empty answer (HTTP 200)")
    assert desk.feed().state.etag == '"1"'
    assert desk.feed().health == "failing"
    assert len(desk.titles()) == 1


def test_a_304_and_an_equal_body_need_no_reading(desk):
    desk.follow(feed(1, etag='"1"'))
    desk.refresh()
    assert desk.refresh().outcome == "unchanged"
    assert desk.host.asked[-1][1]["If-None-Match"] == '"1"'
    # The same body under another validator: both are replaced, nothing is new.
    assert desk.refresh(feed(1, etag='"2"')).outcome == "unchanged"
    assert desk.feed().state.etag == '"2"'
    assert desk.refresh(feed(1)).outcome == "unchanged"
    assert desk.feed().state.etag is None


def test_a_wrong_etag_hides_nothing_for_ever(desk):
    desk.follow(feed(1, etag='"stuck"'))
    desk.refresh()
    desk.host.say("/feed", feed(1, 2, etag='"stuck"'))
    assert desk.refresh(later=timedelta(days=1)).outcome == "unchanged"
    assert desk.refresh(later=timedelta(days=8)).new == 1


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_is_adopted_after_three_equal_answers(desk, status):
    desk.follow(feed(1))
    desk.refresh()
    desk.read_all()
    old, new = desk.feed().url, f"{desk.host.url}/new"
    desk.host.say("/new", feed(1, 2))
    moved = Said(status=status, headers={"Location": "/new"})
    assert desk.refresh(moved).new == 1
    assert desk.refresh().message == ""
    assert desk.feed().url == old
    assert desk.refresh().message == f"its address changed for good: it is now {new}"
    assert desk.feed().url == new
    desk.host.asked.clear()
    assert desk.refresh().outcome == "unchanged"
    assert [path for path, _ in desk.host.asked] == ["/new"]
    assert desk.titles(unread=True) == ["Ferry 2 leaves on time"]
    again = desk.feeds.follow([Subscription(old), Subscription(new)])
    assert (again.new, again.known) == (0, 2)
    assert [one.url for one in desk.feeds.all()] == [new]


@pytest.mark.parametrize("status", [302, 307])
def test_a_redirect_for_now_is_never_adopted(desk, status):
    desk.follow(feed(1))
    desk.host.say("/elsewhere", feed(1, 2))
    moved = Said(status=status, headers={"Location": "/elsewhere"})
    for _ in range(5):
        desk.refresh(moved)
    assert desk.feed().url.endswith("/feed")
    assert len(desk.titles()) == 2


def test_a_feed_does_not_move_onto_one_that_is_followed(desk):
    first = desk.follow(feed(1))
    desk.follow(feed(2), path="/new")
    desk.host.say("/feed", Said(status=301, headers={"Location": "/new"}))
    for _ in range(3):
        desk.time.on(days=2)
        (outcome,) = list(desk.feeds.refresh([desk.feeds.get(first.id)]))
    assert outcome.message.endswith("/new, which is followed already")
    assert desk.feeds.get(first.id).url == first.url


def test_404_is_said_and_tried_again_later_and_later(desk):
    desk.follow(feed(1))
    desk.refresh()
    outcome = desk.refresh(Said(status=404))
    assert outcome.outcome == "failed"
    assert outcome.message == "127.0.0.1 has no such page (HTTP 404)"
    assert desk.feed().state.failures == 1
    desk.refresh()
    state = desk.feed().state
    assert state.due_at - state.checked_at == timedelta(hours=1)
    assert desk.refresh(feed(1)).outcome == "unchanged"
    assert (desk.feed().state.failures, desk.feed().state.error) == (0, "")


def test_410_pauses_and_says_so_until_it_is_resumed(desk):
    desk.follow(feed(1))
    desk.refresh()
    outcome = desk.refresh(Said(status=410))
    assert outcome.outcome == "gone"
    assert "gone for good (HTTP 410); it is not asked again until" in outcome.message
    assert desk.feed().paused
    desk.time.on(days=30)
    assert list(desk.feeds.refresh()) == []
    desk.feeds.resume([desk.feed().id])
    desk.host.say("/feed", feed(1, 2))
    assert [one.new for one in desk.feeds.refresh()] == [1]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("said", ["7200", "Wed, 04 Mar 2026 14:00:00 GMT"])
def test_no_request_comes_before_retry_after(desk, status, said):
    desk.follow(feed(1))
    desk.host.say("/feed", Said(status=status, headers={"Retry-After": said}))
    outcome = desk.refresh(later=timedelta(0))
    assert outcome.outcome == "failed"
    assert f"(HTTP {status})" in outcome.message
    asked = desk.host.count("/feed")
    desk.host.say("/feed", feed(1))
    assert list(desk.feeds.refresh()) == []
    outcome = desk.refresh(later=timedelta(hours=1))
    assert outcome.outcome == "waiting"
    assert "said to wait until 04 Mar 14:00" in outcome.message
    assert desk.host.count("/feed") == asked
    assert desk.refresh(later=timedelta(hours=1, minutes=1)).new == 1


def test_feeds_of_a_host_that_had_enough_wait_and_have_not_failed(desk):
    said = Said(status=429, headers={"Retry-After": "7200"}, delay=0.2)
    for number in range(6):
        desk.follow(feed(number, title=f"Feed {number}"), path=f"/{number}")
        desk.host.say(f"/{number}", said)
    desk.host.asked.clear()
    outcomes = list(desk.feeds.refresh(desk.feeds.all()))
    asked = [one for one in outcomes if one.outcome == "failed"]
    waiting = [one for one in outcomes if one.outcome == "waiting"]
    assert (len(asked), len(waiting)) == (len(desk.host.asked), 6 - len(desk.host.asked))
    assert waiting
    assert all("(HTTP 429); not asked before 04 Mar 14:00" in one.message for one in asked)
    assert all("too many requests; this one was not made; not" in one.message for one in waiting)
    for one in waiting:
        state = desk.feeds.get(one.feed_id).state
        assert (state.failures, state.error) == (0, "")
        assert state.wait_until is not None
    assert list(desk.feeds.refresh()) == []


def test_a_page_instead_of_a_feed_changes_nothing(desk):
    desk.follow(feed(1, etag='"1"'))
    desk.refresh()
    page = b"<!doctype html><html><body><p>The server is being repaired.</p></body></html>"
    outcome = desk.refresh(Said(page, headers={"Content-Type": "text/html", "ETag": '"page"'}))
    assert outcome.outcome == "failed"
    assert outcome.message == f"{desk.feed().url} is not a feed (it is a web page)"
    assert desk.feed().state.etag == '"1"'
    assert desk.refresh(feed(1, etag='"1"')).outcome == "unchanged"


def test_doubled_guids_lose_nothing_and_are_known_again(desk):
    items = [Item(number, guid="same") for number in (1, 2, 3)]
    desk.follow(feed(*items))
    assert desk.refresh().new == 3
    desk.read_all()
    assert desk.refresh(feed(Item(4, guid="same"), *items[:2], title="Quay")).new == 1
    assert desk.refresh(feed(*reversed(items), title="The Quays")).outcome == "unchanged"
    assert desk.titles(unread=True) == ["Ferry 4 leaves on time"]


def test_an_item_that_stands_twice_in_its_feed_is_one(desk):
    short = Item(1, text="Cancelled.")
    never = FeedSettings(full_text="never")
    desk.feeds.subscribe(desk.host.say("/feed", feed(short, short, 2, 2)), never)
    assert desk.refresh().new == 2
    assert desk.refresh(feed(2, 2, short, short, 3)).new == 1
    assert len(desk.titles()) == 3


def test_one_address_for_all_entries_loses_nothing(desk):
    page = "https://quay.example/"
    desk.follow(feed(*(Item(number, link=page) for number in (1, 2, 3))))
    assert desk.refresh().new == 3
    desk.read_all()
    assert desk.refresh(feed(*(Item(number, link=page) for number in (1, 2, 3, 4)))).new == 1
    assert len(desk.titles()) == 4


@pytest.mark.parametrize(
    "edited",
    [
        Item(1, guid="urn:new:1"),
        Item(1, link="https://quay.example/moved/1"),
        Item(1, guid="https://new.example/1", link="https://new.example/story/1"),
        Item(1, title="Ferry 1 leaves after all"),
        Item(1, title="FERRY 1 leaves on time"),
        Item(1, guid="urn:new:1", title="Ferry 1 leaves after all"),
        Item(1, text=story(1) + "<p>Later the wind turned.</p>"),
        Item(1, date=START + timedelta(days=1)),
    ],
)
def test_an_edited_entry_is_neither_doubled_nor_unread_again(desk, edited):
    desk.follow(feed(1, 2))
    desk.refresh()
    desk.read_all()
    outcome = desk.refresh(feed(edited, 2))
    assert outcome.new == 0
    assert len(desk.titles()) == 2
    assert desk.titles(unread=True) == []
    assert (edited.title is None) or edited.title in desk.titles()
    assert desk.refresh(feed(1, 2)).new == 0


def test_an_entry_that_is_renamed_rewritten_and_set_back_is_one(desk):
    desk.follow(feed(1, 2))
    desk.refresh()
    desk.read_all()
    renamed = [
        Item(n, guid=f"n{n}", link=f"https://n.example/{n}", title=f"Boat {n}") for n in (1, 2)
    ]
    assert desk.refresh(feed(*renamed)).new == 0
    edited = [
        replace(one, title=f"Ship {one.number}", text=story(one.number + 5)) for one in renamed
    ]
    assert desk.refresh(feed(*edited)).new == 0
    assert desk.refresh(feed(1, 2)).new == 0
    assert desk.refresh(feed(*edited)).new == 0
    assert desk.refresh(feed(3, *edited)).new == 1
    assert len(desk.titles()) == 3
    assert desk.titles(unread=True) == ["Ferry 3 leaves on time"]


def test_a_short_entry_that_is_edited_is_a_new_version(desk):
    never = FeedSettings(full_text="never")
    desk.feeds.subscribe(desk.host.say("/feed", feed(Item(1, text="Late."), 2)), never)
    desk.refresh()
    assert desk.refresh(feed(Item(1, text="Cancelled."), 2)).changed == 1
    (first, _) = desk.library.ids()
    assert desk.library.article(first).version == 2
    assert desk.library.article(first).document.blocks[0].text == "Cancelled."


def test_a_feed_that_moves_to_another_host_brings_nothing_again(desk):
    desk.follow(feed(1, 2, 3))
    desk.refresh()
    desk.read_all()
    items = [Item(number, guid=f"https://new.example/story/{number}") for number in (1, 2, 3)]
    assert desk.refresh(feed(*items, host="https://new.example")).new == 0
    assert desk.titles(unread=True) == []


def test_what_was_removed_does_not_come_back(desk):
    desk.follow(feed(1, 2))
    desk.refresh()
    desk.library.remove(list(desk.library.ids()))
    assert desk.refresh(feed(Item(1, title="Ferry 1 again"), 2)).new == 0
    assert desk.titles() == []


def test_the_same_article_of_two_feeds_is_one(desk):
    desk.follow(feed(1, 2))
    other = desk.follow(feed(2, 3, title="Quay digest"), path="/digest")
    outcomes = list(desk.feeds.refresh(desk.feeds.all()))
    assert sum(one.new for one in outcomes) == 3
    assert len(desk.titles()) == 3
    assert (desk.feeds.get(other.id).articles, desk.feeds.get(other.id).unread) == (2, 2)
    desk.read_all()
    assert [one.unread for one in desk.feeds.all()] == [0, 0]


def test_the_articles_of_a_feed_are_listed_and_searched(desk):
    one = desk.follow(feed(1, 2))
    two = desk.follow(feed(3, 2, title="Quay digest"), path="/digest")
    list(desk.feeds.refresh(desk.feeds.all()))
    both = [f"Ferry {number} leaves on time" for number in (1, 2, 3)]
    assert desk.titles(feeds=(one.id, two.id)) == both
    assert desk.titles(feeds=(one.id,)) == both[:2]
    assert sorted(desk.titles(feeds=(two.id,), text="ferry")) == both[1:]
    assert desk.titles(feeds=()) == []


def test_following_and_changes_can_be_undone_and_a_refresh_cannot(desk):
    followed = desk.follow(feed(1))
    desk.refresh()
    desk.feeds.rename(followed.id, " Harbour  news ")
    desk.feeds.retag(followed.id, ["sea", " north", "sea"])
    desk.feeds.pause([followed.id])
    assert desk.feed().shown == "Harbour news"
    assert desk.feed().settings.tags == ("sea", "north")
    assert list(desk.feeds.refresh()) == []
    assert desk.library.undo() == "paused “Harbour news”"
    assert not desk.feed().paused
    desk.library.undo()
    desk.library.undo()
    assert (desk.feed().shown, desk.feed().settings.tags) == ("The Quay", ())
    desk.library.redo()
    assert desk.feed().shown == "Harbour news"
    desk.feeds.remove([followed.id])
    assert desk.feeds.all() == []
    assert len(desk.titles()) == 1
    assert desk.library.undo() == "stopped following “Harbour news”"
    desk.library.undo()
    assert desk.library.undo() == "followed “The Quay”"
    assert desk.feeds.all() == []
    assert desk.library.undo() is None


def test_a_feed_that_is_given_another_address_brings_nothing_again(desk):
    old = desk.follow(feed(1, 2), path="/old").url
    desk.refresh(path="/old")
    desk.read_all()
    new = desk.host.say("/new", Said(feed(1, 2, 3).body, headers={"ETag": '"n"'}))
    desk.feeds.move(desk.feed().id, new.removeprefix("http://"))
    assert (desk.feed().url, desk.feed().health) == (new, "new")
    desk.host.asked.clear()
    assert desk.refresh().new == 1
    assert [path for path, _ in desk.host.asked] == ["/new"]
    assert desk.titles(unread=True) == ["Ferry 3 leaves on time"]
    assert len(desk.titles()) == 3
    assert desk.library.undo() == "changed the address of “The Quay”"
    assert desk.feed().url == old
    desk.host.asked.clear()
    assert desk.refresh().new == 0
    (path, headers) = desk.host.asked[0]
    assert (path, "If-None-Match" in headers) == ("/old", False)
    assert len(desk.titles()) == 3
    assert desk.library.redo() == "changed the address of “The Quay”"
    assert desk.feed().url == new


def test_a_feed_has_its_old_name_again_once_its_new_address_is_taken_back(desk):
    desk.follow(feed(1), path="/old")
    desk.refresh(path="/old")
    desk.feeds.move(desk.feed().id, desk.host.say("/new", feed(2, title="The Mole")))
    desk.refresh()
    assert (desk.feed().shown, desk.feed().articles) == ("The Mole", 2)
    desk.library.undo()
    assert (desk.feed().shown, desk.feed().articles, desk.feed().unread) == ("The Quay", 1, 1)
    assert len(desk.titles()) == 2
    desk.library.redo()
    assert (desk.feed().articles, desk.feed().unread) == (2, 2)
    desk.library.undo()
    desk.refresh(feed(1, 2), path="/old")
    assert desk.feed().articles == 2  # this address gives it as well


def test_a_feed_moves_onto_no_other_that_is_followed(desk):
    one = desk.follow(feed(1), path="/one")
    two = desk.follow(feed(2, title="The Mole"), path="/two")
    with pytest.raises(UsageError, match="is followed already, as “The Mole”"):
        desk.feeds.move(one.id, two.url)
    with pytest.raises(FetchError, match="not a URL that can be fetched"):
        desk.feeds.move(one.id, "nowhere")
    desk.feeds.move(one.id, one.url)
    assert desk.library.undo() == "followed “The Mole”"


def test_an_address_that_is_followed_no_more_can_be_given_and_comes_back(desk):
    one = desk.follow(feed(1), path="/one")
    two = desk.follow(feed(2, title="The Mole"), path="/two")
    desk.feeds.remove([two.id])
    desk.feeds.move(one.id, two.url)
    assert desk.feed().url == two.url
    again = desk.feeds.subscribe(one.url).feed
    assert again.id not in {one.id, two.id}
    for what in ("followed", "changed the address", "stopped following"):
        assert desk.library.undo().startswith(what)
    assert [(feed.id, feed.url) for feed in desk.feeds.all()] == [
        (one.id, one.url), (two.id, two.url)
    ]  # fmt: skip
    for _ in range(3):
        desk.library.redo()
    assert {feed.id: feed.url for feed in desk.feeds.all()} == {
        one.id: two.url, again.id: one.url
    }  # fmt: skip


def test_the_name_one_gives_a_feed_is_its_outlets_wherever_that_came_from_the_feed(desk):
    one = desk.follow(feed(1, 2))
    two = desk.follow(feed(3, host="https://mole.example"), path="/other")  # of the same name
    assert len(list(desk.feeds.refresh(desk.feeds.all()))) == 2
    desk.feeds.rename(one.id, "Isle Dispatch")

    def outlets(*feeds):
        return {row.site for row in desk.library.headlines(desk.library.ids(Query(feeds=feeds)))}

    assert (outlets(one.id), outlets(two.id)) == ({"Isle Dispatch"}, {"The Quay"})
    (first, _) = desk.library.ids(Query(feeds=(one.id,)))
    assert desk.library.article(first).document.site == "Isle Dispatch"
    stories = desk.library.stories.rows(desk.library.stories.front_page())
    assert {name for row in stories for name in row.outlets} == {"Isle Dispatch", "The Quay"}
    assert set(desk.titles(text="isle disp*")) == set(desk.titles(feeds=(one.id,)))
    assert len(desk.titles(text="quay")) == 3
    desk.feeds.rename(one.id, None)
    assert outlets(one.id) == {"The Quay"}


def test_a_feed_that_is_followed_again_brings_back_nothing_that_is_known(desk):
    followed = desk.follow(feed(1, 2))
    desk.refresh()
    desk.read_all()
    desk.feeds.remove([followed.id])
    assert desk.follow(feed(1, 2, 3)).id == followed.id
    assert desk.refresh().new == 1
    assert desk.titles(unread=True) == ["Ferry 3 leaves on time"]


def test_a_page_that_tells_something_else_replaces_nothing(desk):
    consent = "We and our partners keep cookies on your device to measure what you read. " * 6
    other = "".join(story(number) for number in (7, 8, 9))
    told = {
        1: Said(f"<html><body><h1>Your privacy</h1><p>{consent}</p></body></html>".encode()),
        2: Said(b"", 302, {"Location": "/"}),
        3: Said(f"<html><body><h1>A quarry closes</h1>{other}</body></html>".encode()),
        4: Said(f"<html><body><h1>Ferry 4 leaves on time</h1><p>{consent}</p></html>".encode()),
    }
    front = f"<html><body><h1>The Quay</h1><h2>Ferry 2 leaves on time</h2>{other}</body></html>"
    desk.host.say("/", Said(front.encode()))
    items = [
        Item(
            number,
            text="Harbour pilots of Wexcombe refuse night duty after two groundings within a "
            "month, and the port authority threatens to bring in strangers. …",
        )
        for number in told
    ]
    for number, said in told.items():
        desk.host.say(f"/story/{number}", said)
    desk.follow(feed(*items, host=desk.host.url))
    desk.refresh()
    ids = {row.title: row.id for row in desk.library.headlines(desk.library.ids())}
    for number, why in (
        (1, "something else"), (2, "a front page"), (3, "something else"), (4, "something else"),
    ):  # fmt: skip
        article = ids[f"Ferry {number} leaves on time"]
        assert why in str(desk.feeds.lacking(article))
        assert "pilots" in desk.library.article(article).document.blocks[0].text


def test_a_cut_entry_is_completed_from_its_page(desk):
    whole = "".join(story(number) for number in (7, 8, 9))
    head = "<html><head><title>x</title></head><body><h1>Ferry 7 leaves on time</h1>"
    page = f"{head}{whole}</body></html>"
    desk.host.say("/story/7", Said(page.encode(), headers={"Content-Type": "text/html"}))
    desk.host.say("/story/8", Said(b"<html><body><p>Accept our cookies.</p></body></html>"))
    items = [Item(number, text=f"Ferry {number} leaves. Read more") for number in (7, 8, 9)]
    desk.follow(feed(*items, host=desk.host.url))
    desk.refresh()
    ids = {row.title: row.id for row in desk.library.headlines(desk.library.ids())}
    full = desk.library.article(ids["Ferry 7 leaves on time"])
    assert "Lofthus" in "".join(block.text for block in full.document.blocks)
    assert (full.title, full.document.site) == ("Ferry 7 leaves on time", "The Quay")
    assert full.document.published == START - timedelta(hours=7)
    for number in (8, 9):
        lacking = desk.feeds.lacking(ids[f"Ferry {number} leaves on time"])
        why = "shows no more than the feed" if number == 8 else "no such page (HTTP 404)"
        assert lacking.why.startswith("its page ")
        assert why in str(lacking)
        kept = desk.library.article(ids[f"Ferry {number} leaves on time"])
        assert [block.text for block in kept.document.blocks] == [
            f"Ferry {number} leaves. Read more"
        ]
    assert desk.feeds.lacking(full.id) is None
    # A page that is there by now comes when it is asked for.
    desk.host.say("/story/9", Said(page.encode(), headers={"Content-Type": "text/html"}))
    ninth = ids["Ferry 9 leaves on time"]
    assert desk.feeds.fetch_page(ninth) is None
    assert len(desk.library.article(ninth).document.blocks) > 1
    again = desk.feeds.fetch_page(_gone(desk, ids["Ferry 8 leaves on time"]))
    assert "HTTP 404" in again.said
    # An edit of the entry does not put the cut text back, nor does a new labeller.
    desk.read_all()
    items[0] = Item(7, text="Ferry 7 leaves. Read more", title="Ferry 7 left")
    assert desk.refresh(feed(*items, host=desk.host.url)).changed == 1
    again = desk.library.article(full.id)
    assert again.title == "Ferry 7 left"
    assert len(again.document.blocks) == len(full.document.blocks)
    assert desk.titles(unread=True) == []
    source = desk.library.view(full.id, "source")
    assert "<h1>" in source.document.blocks[0].text


def _gone(desk, article_id):
    desk.host.say("/story/8", Said(status=404))
    return article_id


@pytest.mark.parametrize(("full", "asked"), [("never", 0), ("always", 1), ("truncated", 0)])
def test_pages_are_fetched_as_the_feed_is_set(desk, full, asked):
    followed = desk.follow(feed(1, host=desk.host.url))
    desk.feeds.change([followed.id], lambda one: replace(one, full_text=full), "set {}")
    desk.refresh()
    assert desk.host.count("/story/1") == asked


def test_a_feed_cannot_send_us_to_a_private_address(tmp_path, host):
    host.forget()
    host.say("/story/1", Said(b"secret"))
    other = host.url.replace("127.0.0.1", "localhost")
    url = host.say("/feed", feed(Item(1, text="Ferry. Read more"), host=other))
    with Library(tmp_path / "library.db", clock=Time()) as library:
        library.feeds.subscribe(url)
        assert [one.new for one in library.feeds.refresh()] == [1]
        assert host.count("/story/1") == 0
        host.say("/feed", Said(status=301, headers={"Location": "http://127.0.0.9/feed"}))
        (outcome,) = library.feeds.refresh(library.feeds.all())
        assert "private address" in outcome.message


def test_pages_on_the_host_that_was_named_are_fetched_and_no_redirect_to_another(tmp_path, host):
    host.forget()
    items = Item(1, text="Ferry. Read more"), Item(2, text="Quay. Read more")
    url = host.say("/feed", feed(*items, host=host.url))
    host.say(
        "/story/1",
        Said(f"<html><h1>Ferry 1 leaves on time</h1>{story(1)}{story(2)}</html>".encode()),
    )
    other = host.url.replace("127.0.0.1", "localhost")
    host.say("/story/2", Said(status=302, headers={"Location": f"{other}/secret"}))
    with Library(tmp_path / "library.db", clock=Time()) as library:
        library.feeds.subscribe(url)
        assert [one.new for one in library.feeds.refresh()] == [2]
        said = {library.feeds.lacking(article_id) for article_id in library.ids()} - {None}
        assert len(said) == 1
        assert "its page is at a private address" in str(said.pop())
        assert (host.count("/story/1"), host.count("/secret")) == (1, 0)


def test_read_articles_leave_the_list_after_the_time_the_person_set(desk):
    followed = desk.follow(feed(1, 2, 3))
    desk.refresh()
    first, second, _ = desk.library.ids()
    desk.library.mark([first, second], read=True)
    desk.library.mark([second], starred=True)
    keep = timedelta(days=10)
    desk.feeds.change([followed.id], lambda one: replace(one, keep=keep), "set {}")
    desk.refresh(later=timedelta(days=9))
    assert len(desk.titles()) == 3
    outcome = desk.refresh(later=timedelta(days=2))
    said = outcome.message
    assert outcome.expired == 1
    assert said == "1 read article taken out, 10 days after they came"
    assert desk.titles() == ["Ferry 2 leaves on time", "Ferry 3 leaves on time"]
    assert desk.refresh().new == 0
    assert desk.library.undo() == "took out 1 read article kept long enough"
    assert len(desk.titles()) == 3
    assert desk.refresh(later=timedelta(days=2)).expired == 0  # who brings it back wants it


def test_what_was_kept_long_enough_comes_back_where_it_is_kept_longer(desk):
    followed = desk.follow(feed(1, 2, 3))
    desk.refresh()
    desk.read_all()
    first, second, third = desk.library.ids()
    desk.library.remove([third])

    def keep(days):
        time = timedelta(days=days) if days else None
        desk.feeds.change([followed.id], lambda one: replace(one, keep=time), "set {}")

    keep(10)
    desk.refresh(later=timedelta(days=12))
    assert (desk.titles(), desk.feeds.taken_out([followed.id])) == ([], 2)
    keep(11)
    assert desk.titles() == []
    keep(30)
    assert sorted(desk.library.ids()) == sorted([first, second])  # not what a person removed
    assert desk.feeds.taken_out([followed.id]) == 0
    desk.library.undo()
    assert desk.titles() == []
    keep(None)
    assert len(desk.titles()) == 2
    keep(10)
    assert desk.feeds.ripe(followed.id, timedelta(days=10)) == 2
    assert desk.refresh().expired == 2


def _kept_ten_days(settings):
    return replace(settings, keep=timedelta(days=10))


def test_what_a_refresh_takes_out_is_one_change_and_leaves_redo_alone(desk):
    for number in (1, 2):
        followed = desk.follow(feed(number, title=f"Feed {number}"), path=f"/{number}")
        desk.feeds.change([followed.id], _kept_ten_days, "set {}")
    list(desk.feeds.refresh())
    ids = desk.library.ids()
    desk.library.mark(ids, read=True)
    desk.library.mark(ids, starred=True)
    desk.library.undo()
    desk.time.on(days=12)
    assert [one.expired for one in desk.feeds.refresh()] == [1, 1]
    assert desk.library.redo() == "starred 2 articles"
    assert desk.library.undo() == "took out 2 read articles kept long enough"
    assert len(desk.titles()) == 2


def test_a_feed_that_is_followed_again_is_treated_as_before(desk):
    settings = FeedSettings(name="Mine", folders=("Coast",), tags=("sea",), keep=timedelta(days=3))
    url = desk.host.say("/feed", feed(1))
    desk.feeds.subscribe(url, settings)
    desk.refresh()
    assert desk.library.undo_takes[1] == 1
    desk.library.undo()
    desk.library.mark(desk.library.ids(), starred=True)  # nothing can be done again now
    found = desk.feeds.subscribe(url)
    assert (found.new, found.feed.settings, found.feed.articles) == (True, settings, 1)


def test_an_autodiscovered_feed_is_followed_and_the_others_are_named(desk):
    page = (
        "<html><head><title>The Quay</title>"
        "<link rel=alternate type=application/rss+xml href=/broken>"
        "<link rel=alternate type=application/rss+xml href=/feed>"
        "<link rel=alternate type=application/atom+xml href=/other></head><body><p>Hello</p>"
    )
    desk.host.say("/", Said(page.encode(), headers={"Content-Type": "text/html"}))
    desk.host.say("/broken", Said(b"<html>not a feed</html>"))
    desk.host.say("/other", feed(2, title="Other"))
    desk.host.say("/feed", feed(1))
    found = desk.feeds.subscribe(desk.host.url)
    assert (found.feed.url, found.new) == (f"{desk.host.url}/feed", True)
    assert found.others == (f"{desk.host.url}/other",)
    assert not desk.feeds.subscribe(desk.host.url).new


def test_progress_is_told_and_cancelling_ends_at_once(desk):
    for number in range(4):
        desk.follow(feed(number, title=f"Feed {number}"), path=f"/{number}")
    told = []
    outcomes = list(desk.feeds.refresh(desk.feeds.all(), progress=told.append))
    assert len(outcomes) == 4
    assert (told[0].done, told[0].total) == (0, 4)
    assert (told[-1].done, told[-1].new, told[-1].failed) == (4, 4, 0)
    desk.time.on(days=2)
    for number in range(4):
        desk.host.say(f"/{number}", Said(b"", delay=1.0))
    assert list(desk.feeds.refresh(desk.feeds.all(), cancelled=lambda: True)) == []


def test_a_refresh_in_another_process_is_the_same_and_ends_at_once(desk, tmp_path):
    followed = desk.follow(feed(1, 2))
    told = []
    outcomes = list(desk.feeds.refresh_apart(progress=told.append))
    assert [(one.feed_id, one.outcome, one.new) for one in outcomes] == [(followed.id, "new", 2)]
    assert (told[-1].done, told[-1].total, told[-1].new) == (1, 1, 2)
    assert len(desk.titles()) == 2
    desk.host.say("/feed", Said(b"", delay=1.0))
    chosen = desk.feeds.all()
    assert list(desk.feeds.refresh_apart(chosen, cancelled=lambda: True)) == []
    desk.feeds._path = tmp_path / "text.db"
    desk.feeds._path.write_text("no database, but a text that is long enough to be looked at")
    with pytest.raises(StoreError, match="is not a newsreader library"):
        list(desk.feeds.refresh_apart(chosen))


def test_a_worker_that_was_started_ahead_is_ended_where_nothing_is_to_be_asked(desk):
    ahead = process.start(process.WORKER, process.FEEDS)
    assert list(desk.feeds.refresh([], ahead=ahead)) == []
    assert ahead.poll() is not None


def test_a_feed_that_is_no_feed_is_not_followed(desk):
    desk.host.say("/page", Said(b"<html><body><p>Nothing here.</p></body></html>"))
    with pytest.raises(Exception, match="names no feed, and none is at the usual places"):
        desk.feeds.subscribe(f"{desk.host.url}/page")
    with pytest.raises(Exception, match=r"has no such page \(HTTP 404\)"):
        desk.feeds.subscribe(f"{desk.host.url}/missing")
    assert rss()  # a feed without entries is one
    assert desk.follow(feed()).id
