"""The reports of a story and the stories with something unread, over the real store."""

import pytest

from reader.core.errors import UsageError
from reader.library.library import Library

FIRST = """The Karvel Bridge reopened on Saturday, nine months after engineers found cracks in it.

Mayor Edda Lindqvist rode the first bus over the river, and chief engineer Pavel Osten said that
the third pier of the Karvel Bridge had been given a new footing at a cost of 31 million crowns.
"""
SECOND = """Buses cross the Karvel Bridge again after repairs that took nine months, the town said.

Engineer Pavel Osten defended the cost of 31 million crowns; the footing of the third pier had
been washed out. Mayor Lindqvist thanked the crew of the ferry that stood in for the bridge.
"""
RYE = """Rye forgives nothing, says baker Oda Mills, who has baked it for thirty winters in a row.

Her loaves rest overnight in a tin and bake for an hour; cut them on the second day, not before.
"""


@pytest.fixture
def three(tmp_path):
    with Library(tmp_path / "library.db") as library:
        ids = []
        for name, text in (("first", FIRST), ("second", SECOND), ("rye", RYE)):
            (tmp_path / f"{name}.txt").write_text(text)
            (taken,) = library.take_in([str(tmp_path / f"{name}.txt")])
            ids.append(taken.article_id)
        yield library, *ids


def test_the_reports_of_a_story_newest_first_without_what_is_removed(three):
    library, first, second, rye = three
    story = library.stories.of(first)
    assert list(library.stories.reports(story)) == [second, first]
    assert list(library.stories.reports(library.stories.of(rye))) == [rye]
    library.remove([second])
    assert list(library.stories.reports(story)) == [first]
    library.undo()
    assert list(library.stories.reports(story)) == [second, first]
    assert list(library.stories.reports(12345)) == []


def test_a_story_is_unread_until_all_its_reports_are_read_or_removed(three):
    library, first, second, rye = three
    story, other = library.stories.of(first), library.stories.of(rye)
    assert set(library.stories.unread()) == {story, other}
    library.mark([first, rye], read=True)
    assert list(library.stories.unread()) == [story]
    library.remove([second])
    assert list(library.stories.unread()) == []


def test_a_story_of_which_all_is_removed_has_no_timeline(three):
    library, *_, rye = three
    story = library.stories.of(rye)
    library.remove([rye])
    with pytest.raises(UsageError, match="no story"):
        library.stories.timeline(story)
