"""Two stored reports side by side: only what is shown counts."""

from reader.library.library import Library

ONE = """Karvel Bridge reopens

The Karvel Bridge reopened on Saturday, nine months after engineers found cracks in it.

Mayor Edda Lindqvist rode the first bus over the river and cut no ribbon.

Sign up for our free newsletter
Enter your email address.
"""
TWO = """Buses cross the Karvel Bridge again

Nine months after engineers had found cracks in it, the Karvel Bridge reopened on Saturday.

Shopkeepers handed out four hundred cups of coffee on the western bank.

Sign up for our free newsletter
Enter your email address.
"""


def test_hidden_blocks_and_headlines_are_not_compared(tmp_path):
    with Library(tmp_path / "library.db") as library:
        files = [tmp_path / "one.txt", tmp_path / "two.txt"]
        for file, text in zip(files, (ONE, TWO), strict=True):
            file.write_text(text)
        ids = [taken.article_id for taken in library.take_in(map(str, files))]
        found = library.stories.compare(*ids)
    assert found.same == (1, 1)
    assert [found.a.texts[n].split()[0] for n in found.only_a] == ["Mayor"]
    assert [found.b.texts[n].split()[0] for n in found.only_b] == ["Shopkeepers"]
    assert not any("newsletter" in text for text in found.a.texts + found.b.texts)
