"""The starter set in a library: what is marked, and what following some of it does."""

from dataclasses import replace

from reader import store
from reader.library.following import offered
from reader.library.library import Library


def test_chosen_starter_feeds_are_followed_in_one_change_and_only_they(tmp_path):
    with Library(tmp_path / "library.db") as library:
        assert not any(one.followed for one in offered(feeds=library.feeds.all()))
        first, second, third, *_ = (one.starter for one in offered())
        assert [one.shown for one in library.feeds.begin([second])] == [second.title]
        new = library.feeds.begin([first, second, third])
        assert [(one.shown, one.url) for one in new] == [
            (first.title, first.url),
            (third.title, third.url),
        ]
        marked = [one.starter for one in offered(feeds=library.feeds.all()) if one.followed]
        assert marked == [first, second, third]
        library.undo()
        assert [one.url for one in library.feeds.all()] == [second.url]


def test_one_that_moved_for_good_since_is_still_marked_and_not_followed_twice(tmp_path):
    with Library(tmp_path / "library.db") as library:
        chosen = offered()[0].starter
        (feed,) = library.feeds.begin([chosen])
        with store.transaction(library._db):
            store.feeds.move(library._db, feed.id, "https://moved.example/feed", trusted=True)
            moved = replace(feed.state, earlier=(feed.url,))
            store.feeds.keep_state(library._db, feed.id, moved)
        marked = [one.starter for one in offered(feeds=library.feeds.all()) if one.followed]
        assert marked == [chosen]
        assert library.feeds.begin([chosen]) == []
        assert [one.url for one in library.feeds.all()] == ["https://moved.example/feed"]
