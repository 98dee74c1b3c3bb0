"""The starter set in a library: what is marked, and what following some of it does."""

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
