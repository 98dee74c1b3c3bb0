"""What a person says of two articles, over the real store: what it moves, and the way back."""

from dataclasses import replace

import pytest

from reader.library import linking
from reader.library.library import Library
from reader.stories.match import Match

WIRE = (
    "The ferry Anna Tweel ran aground off Sandhaven before dawn on Tuesday with 61 people aboard.",
    (
        "Lifeboats from Sandhaven and Ostrup brought all of them ashore within two hours, the "
        "harbour master, Jens Tweel, told the agency. Nobody was badly hurt."
    ),
    (
        "Divers are to look at the hull at low tide. A tug from Ostrup stands by, the coast guard "
        "said, and the line to the islands is closed until Thursday. The owner, Nordline, has "
        "asked the surveyor Pia Holm to find out why the rudder of the Anna Tweel jammed."
    ),
    "The ferry was built in Ostrup in 1987 and had her last survey there only in the past May.",
)
OWN = (
    "Passengers of the ferry Anna Tweel, aground off Sandhaven since Tuesday, tell of a long dawn.",
    (
        "The rudder jammed, the lights went, and then came the rock, said the cook, Ove Brandt. "
        "Lifeboats from Ostrup took all 61 people ashore, the harbour master Jens Tweel said."
    ),
    "Nordline, who own the Anna Tweel, will pay each of the 61 a hundred crowns, they told us.",
)
DIVERS = (
    "Divers saw a tear of two metres in the hull of the Anna Tweel off Sandhaven on Tuesday.",
    (
        "Pia Holm, the surveyor of Nordline, said the jammed rudder had been mended in Ostrup in "
        "May. All 61 people aboard had been brought ashore by lifeboats from Sandhaven."
    ),
    "A tug from Ostrup will pull the ferry free at high tide, harbour master Jens Tweel said.",
)
TEASER = ("The ferry Anna Tweel ran aground off Sandhaven. All are safe.",)
GERMAN = (
    (
        "Die Fähre „Anna Tweel“ ist am Dienstag mit allen Fahrgästen vor Sandhaven auf Grund "
        "gelaufen, wie die Reederei Nordline mitteilte."
    ),
    (
        "Boote aus Ostrup brachten alle an Land, sagte der Hafenmeister. Warum das Ruder "
        "klemmte, soll nun eine Gutachterin klären."
    ),
)
GERMAN_TOO = (
    (
        "Nach dem Unglück der Fähre „Anna Tweel“ vor Sandhaven sind alle Fahrgäste an Land, "
        "teilte die Reederei Nordline am Dienstag mit."
    ),
    ("Das Ruder klemmte, sagte der Hafenmeister. Eine Gutachterin sucht in Ostrup nach dem Grund."),
)
PAGES = {
    "wire": ("Ferry aground off Sandhaven", WIRE, "05:00", "en"),
    "copy": ("All 61 safe after ferry runs aground", WIRE, "07:00", "en"),
    "cut": ("Ferry runs aground; lifeboats save 61", WIRE[:-1], "08:00", "en"),
    "own": ("Long dawn on the Anna Tweel", OWN, "12:00", "en"),
    "divers": ("Tear in the hull of the Anna Tweel", DIVERS, "15:00", "en"),
    "teaser": ("Ferry aground off Sandhaven", TEASER, "06:00", "en"),
    "german": ("Fähre vor Sandhaven auf Grund", GERMAN, "06:30", "de"),
    "german too": ("Alle von der Anna Tweel gerettet", GERMAN_TOO, "09:00", "de"),
}
ENGLISH = {"wire", "copy", "cut", "own", "divers", "teaser"}


def write(folder, name, title, paragraphs, hour, language):
    path = folder / f"{name}.html"
    meta = (
        f'<meta property="og:site_name" content="{name.title()} Post">'
        f'<meta property="article:published_time" content="2026-11-24T{hour}:00Z">'
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    path.write_text(
        f'<html lang="{language}"><head><title>{title}</title>{meta}</head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )
    return str(path)


class Tales:
    """A library in which articles go by name."""

    def __init__(self, library, folder):
        self.library, self.folder, self.ids = library, folder, {}

    def take(self, name, page):
        (taken,) = self.library.take_in([write(self.folder, name, *page)])
        self.ids[name] = taken.article_id
        return taken

    def say(self, one, other, *, same):
        return self.library.stories.say(self.ids[one], self.ids[other], same=same)

    def places(self):
        """The story of each article, by name."""
        return {name: self.library.stories.of(number) for name, number in self.ids.items()}

    def together(self, name):
        """Who is in the story of an article."""
        places = self.places()
        return {other for other, story in places.items() if story == places[name]}

    def beside(self, name):
        """What the sidebar of an article lists, by level."""
        named = {number: other for other, number in self.ids.items()}
        found = {}
        for item in self.library.related(self.ids[name]):
            found.setdefault(item.link.level, set()).add(named[item.headline.id])
        return found

    def agree(self):
        """The sidebar of each article lists as its story what the front page counts to it."""
        for name in self.ids:
            assert self.beside(name).get("same", set()) == self.together(name) - {name}, name
            (row,) = self.library.stories.rows([self.places()[name]])
            assert row.articles == len(self.together(name))


@pytest.fixture
def tales(tmp_path):
    with Library(tmp_path / "library.db") as library:
        found = Tales(library, tmp_path)
        for name, page in PAGES.items():
            found.take(name, page)
        assert found.together("wire") == ENGLISH
        assert found.together("german") == {"german", "german too"}
        yield found


def test_two_stories_said_to_be_one_unite_whole_under_the_number_of_the_larger(tales):
    before = tales.places()
    tales.say("wire", "german", same=True)
    assert {*tales.places().values()} == {before["wire"]}
    tales.agree()
    tales.library.undo()
    assert tales.places() == before
    tales.agree()
    tales.library.redo()
    assert {*tales.places().values()} == {before["wire"]}


def test_said_from_the_smaller_side_it_is_the_same(tales):
    before = tales.places()
    tales.say("german too", "cut", same=True)
    assert {*tales.places().values()} == {before["wire"]}
    tales.library.undo()
    assert tales.places() == before


def test_not_the_same_takes_out_the_one_that_was_named(tales):
    before = tales.places()
    tales.say("wire", "teaser", same=False)
    assert tales.together("wire") == ENGLISH - {"teaser"}
    assert tales.together("teaser") == {"teaser"}
    assert tales.places()["wire"] == before["wire"]
    tales.agree()
    assert not any("teaser" in found for found in tales.beside("own").values())
    tales.library.undo()
    assert tales.places() == before
    tales.agree()


def test_copies_of_a_text_leave_with_it_and_the_larger_side_keeps_the_number(tales):
    before = tales.places()
    said = tales.say("own", "wire", same=False)
    assert said.endswith("; 2 others left with it")
    assert tales.together("wire") == {"wire", "copy", "cut"}
    assert tales.together("own") == {"own", "divers", "teaser"}
    tales.agree()
    tales.library.undo()
    assert tales.places() == before


def test_a_copy_can_be_taken_from_its_own_text(tales):
    tales.say("wire", "cut", same=False)
    assert tales.together("cut") == {"cut"}
    assert tales.together("wire") == ENGLISH - {"cut"}
    tales.agree()


def test_what_a_word_brought_leaves_with_its_own_and_gets_its_number_back(tales):
    before = tales.places()
    tales.say("wire", "german", same=True)
    tales.say("own", "german", same=False)
    assert tales.places() == before
    tales.agree()
    tales.library.undo()
    assert {*tales.places().values()} == {before["wire"]}
    assert tales.beside("wire")["same"] >= {"german", "german too"}
    tales.library.undo()
    assert tales.places() == before


def test_saying_no_to_one_report_leaves_the_others_of_its_story_listed(tales):
    tales.say("own", "divers", same=False)
    assert tales.together("divers") == {"divers"}
    assert tales.beside("divers") == {"possible": {"wire", "copy", "cut", "teaser"}}
    tales.say("wire", "divers", same=False)  # with the copies of its text
    assert tales.beside("divers") == {"possible": {"teaser"}}
    tales.library.undo()
    assert tales.beside("divers") == {"possible": {"wire", "copy", "cut", "teaser"}}


def test_what_is_said_later_holds(tales):
    tales.say("wire", "teaser", same=False)
    apart = tales.places()
    tales.say("own", "teaser", same=True)
    assert tales.together("wire") == ENGLISH
    tales.agree()
    tales.library.undo()
    assert tales.places() == apart
    tales.agree()


def test_who_was_said_to_be_apart_stays_behind_when_stories_are_made_one(tales):
    tales.say("wire", "german too", same=False)
    tales.say("wire", "german", same=True)
    assert tales.together("wire") == ENGLISH | {"german"}
    assert tales.together("german too") == {"german too"}
    tales.agree()


def test_a_word_holds_when_texts_change_and_others_come(tales):
    tales.say("wire", "german", same=True)
    tales.say("wire", "teaser", same=False)
    united = tales.places()
    for name in ("teaser", "german", "german too", "own"):
        title, paragraphs, hour, language = PAGES[name]
        more = (*paragraphs, "Sandhaven, Ostrup, Nordline: 61.")
        assert tales.take(name, (title, more, hour, language)).outcome == "changed"
        assert tales.places() == united
        tales.agree()
    title, paragraphs, _, language = PAGES["german too"]
    more = (*paragraphs[:1], "Die Kinder aus Ostrup sangen im Boot, sagte Hafenmeister Jens Tweel.")
    tales.take("third german", ("Anna Tweel: alle 61 gerettet", more, "10:00", language))
    assert tales.together("third german") == ENGLISH - {"teaser"} | {
        "german", "german too", "third german",
    }  # fmt: skip
    tales.agree()


def test_who_joined_a_part_goes_back_with_it(tales):
    before = tales.places()
    tales.say("wire", "german", same=True)
    title, paragraphs, _, language = PAGES["german too"]
    path = write(tales.folder, "late", f"{title} worden", paragraphs, "11:00", language)
    tales.library.undo()
    tales.library.redo()
    (taken,) = tales.library.take_in([path])
    tales.ids["late"] = taken.article_id
    assert "late" in tales.together("wire")
    tales.library._db.execute("DELETE FROM journal WHERE what LIKE 'took in%'")  # as a feed does
    tales.library.undo()
    assert {name: tales.places()[name] for name in before} == before
    assert tales.together("late") == {"german", "german too", "late"}
    tales.agree()


def test_what_is_removed_goes_along_and_comes_back(tales):
    before = tales.places()
    tales.library.remove([tales.ids["german too"]])
    tales.say("wire", "german", same=True)
    tales.library.undo()
    tales.library.undo()
    assert tales.places() == before
    tales.agree()


def test_a_sentence_or_two_do_not_draw_a_report_away_from_those_that_tell_the_same(tales):
    """A teaser repeats a headline's words, and is nearer than any report."""
    tales.say("wire", "teaser", same=False)
    wire, teaser = (tales.places()[name] for name in ("wire", "teaser"))
    near = [Match(tales.ids[name], 0.65, "same", "", "") for name in ("wire", "copy", "cut")]
    brief = Match(tales.ids["teaser"], 0.95, "same", "", "", brief=True)
    for found, story in (
        ([brief, *near], wire),
        ([brief], teaser),
        ([replace(brief, brief=False), *near], teaser),
    ):
        place = linking._place(tales.library._db, None, found)
        assert place is not None
        assert place.story == story
