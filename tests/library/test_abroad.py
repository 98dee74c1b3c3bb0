"""Stories told in several languages, over the real store: which come together, in any order."""

from itertools import permutations

import pytest

from reader.core.model import Payload
from reader.core.when import now
from reader.library import digest, intake
from reader.library.library import Library
from reader.library.pool import Result

WIRE = (
    "Cable car stops above Lake Varn with 47 aboard",
    """A cable car with 47 people aboard stopped 180 metres above Lake Varn on Monday evening after
a haul rope jumped its wheel, rescuers in Torvik said.

Climbers led by Sigrid Aune lowered all of them to boats within six hours. Four children
were treated for cold at the hospital of Torvik, said Doctor Emil Rasch.

The operator, Fjellbane, had renewed the rope in April. Its director, Henning Dahl, said
that the line stays closed.
""",
    "2024-05-06T20:00",
    "en",
)
RIDERS = (
    "“We sang to keep warm”: night above Lake Varn",
    """Passengers of the cable car that stopped above Lake Varn told of a long night after all 47
of them were lowered to boats.

Climber Sigrid Aune reached the cabin first. The operator Fjellbane will pay everyone 900
crowns, director Henning Dahl said in Torvik.

A haul rope had jumped its wheel, rescuers said. Doctor Emil Rasch treated four children.
""",
    "2024-05-07T07:00",
    "en",
)
ROPE = (
    "Worn wheel let rope jump on cable car at Lake Varn",
    """A worn wheel let the haul rope jump on the cable car that stopped above Lake Varn with 47
people aboard, the inspectors said on Wednesday.

They sealed the station of the operator Fjellbane in Torvik. Director Henning Dahl said the
rope itself was new in April.

Sigrid Aune, who led the climbers, wants a second cabin kept ready for rescues.
""",
    "2024-05-08T09:00",
    "en",
)
SEIL = (
    "Seilbahn über dem Varnsee: alle 47 Fahrgäste gerettet",
    """Nach sechs Stunden sind in der Nacht zum Dienstag alle 47 Fahrgäste einer Seilbahn gerettet
worden, die bei Torvik stehen geblieben war.

Kletterer um Sigrid Aune seilten sie aus 180 Metern in Boote ab. Vier Kinder behandelte der
Arzt Emil Rasch. Ein Zugseil war von der Rolle gesprungen.

Die Betreiberin Fjellbane hatte das Seil erst im April erneuert, sagte ihr Chef Henning
Dahl.
""",
    "2024-05-07T06:00",
    "de",
)
NACHT = (
    "Sechs Stunden in der Gondel",
    """In der Seilbahn bei Torvik haben 47 Fahrgäste sechs Stunden lang auf Rettung gewartet, bis
Kletterer um Sigrid Aune sie in Boote abseilten.

Ein Zugseil war von der Rolle gesprungen. Fjellbane will jedem 900 Kronen zahlen, sagte
Henning Dahl. Arzt Emil Rasch behandelte vier Kinder.
""",
    "2024-05-07T10:00",
    "de",
)
NUIT = (
    "Téléphérique bloqué au-dessus du lac : 47 passagers secourus",
    """Quarante-sept passagers, dont quatre enfants, ont été secourus dans la nuit de lundi à mardi
près de Torvik. La cabine était bloquée à 180 mètres, avec 47 personnes.

Les grimpeurs de Sigrid Aune les ont descendus vers des bateaux. « Le câble était neuf »,
assure Henning Dahl, directeur de Fjellbane. Le médecin Emil Rasch a soigné les enfants.
""",
    "2024-05-07T08:00",
    "fr",
)
FEES = (
    "Parking to cost 2.40 an hour in Haldmark",
    """The council of Haldmark voted eleven to six on Tuesday to raise the fees for parking.

Mayor Gro Lindahl said that the money would go to the bus to Torvik.
""",
    "2024-05-07T15:00",
    "en",
)
PAGES = {
    "wire": WIRE, "riders": RIDERS, "rope": ROPE, "seil": SEIL, "nacht": NACHT, "nuit": NUIT,
    "fees": FEES,
}  # fmt: skip


def page(title, said, moment, language, site):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in said.split("\n\n"))
    return (
        f'<html lang="{language}"><head><title>{title}</title>'
        f'<meta property="og:site_name" content="{site}">'
        f'<meta property="article:published_time" content="{moment}:00Z"></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )


class Newsroom:
    """A library in which articles go by name, each of an outlet of its own."""

    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self.folder, self.ids = folder, {}
        self.library = Library(folder / "library.db")

    def take(self, name, article, site=None):
        path = self.folder / f"{name}.html"
        path.write_text(page(*article, site or f"{name.title()} Post"))
        (taken,) = self.library.take_in([str(path)])
        self.ids[name] = taken.article_id
        return str(path)

    def stories(self):
        found = {}
        for name, number in self.ids.items():
            found.setdefault(self.library.stories.of(number), set()).add(name)
        return sorted(map(sorted, found.values()))

    def beside(self, name):
        return self.levels(self.library.related(self.ids[name]))

    def levels(self, related):
        named = {number: other for other, number in self.ids.items()}
        return {named[item.headline.id]: item.link.level for item in related}


def digested(name):
    """A page as the worker reads it, without one."""
    payload = Payload(page(*PAGES[name], f"{name.title()} Post").encode(), f"file:///{name}.html")
    found = digest.digest(payload)
    return Result(payload, found.document, found.labels, found.fingerprint, found.imprint)


@pytest.fixture
def newsroom(tmp_path):
    found = Newsroom(tmp_path / "library")
    with found.library:
        yield found


@pytest.mark.parametrize(
    "names",
    [
        ("wire", "rope", "seil", "nacht"),
        ("wire", "riders", "rope", "seil"),
        ("riders", "nacht", "nuit", "fees"),
    ],
)
def test_reports_in_several_languages_are_one_story_whichever_came_first(names, tmp_path):
    read = {name: digested(name) for name in names}
    results = set()
    for number, order in enumerate(permutations(names)):
        newsroom = Newsroom(tmp_path / str(number))
        with newsroom.library:
            session = intake.Session(newsroom.library._db, now)
            newsroom.ids = {name: session.save(name, read[name]).article_id for name in order}
            results.add(str(newsroom.stories()))
    told = sorted({*names} - {"fees"})
    alone = [["fees"]] if "fees" in names else []
    assert results == {str(sorted([told, *alone]))}


def test_an_article_joins_the_story_of_its_own_language(newsroom):
    for name in ("seil", "nacht", "wire", "riders"):
        newsroom.take(name, PAGES[name])
    number = newsroom.library.stories.of(newsroom.ids["seil"])
    newsroom.take("rope", PAGES["rope"])
    assert newsroom.stories() == [sorted({*PAGES} - {"fees", "nuit"})]
    assert newsroom.library.stories.of(newsroom.ids["rope"]) == number


def test_what_a_person_said_to_be_apart_no_language_brings_together(newsroom):
    for name in ("wire", "riders", "seil"):
        newsroom.take(name, PAGES[name])
    say = newsroom.library.stories.say
    say(newsroom.ids["wire"], newsroom.ids["seil"], same=False)
    apart = newsroom.stories()
    assert ["seil"] in apart
    newsroom.take("nacht", PAGES["nacht"])
    assert newsroom.stories() == [["nacht", "seil"], ["riders", "wire"]]
    newsroom.library.undo()  # the last that came
    newsroom.library.undo()
    assert ["riders", "seil", "wire"] in newsroom.stories()


def test_a_new_text_that_tells_something_else_leaves_and_parts_what_it_held_together(newsroom):
    for name in ("wire", "seil"):
        newsroom.take(name, PAGES[name])
    assert newsroom.stories() == [["seil", "wire"]]
    newsroom.take("wire", FEES, "Wire Post")
    assert newsroom.stories() == [["seil"], ["wire"]]
    newsroom.take("wire", WIRE, "Wire Post")
    assert newsroom.stories() == [["seil", "wire"]]


# -- one rule for what is listed ---------------------------------------------------------------


def test_a_file_is_related_as_it_is_listed_where_it_is_stored(newsroom):
    paths = {name: newsroom.take(name, article) for name, article in PAGES.items()}
    for name, path in paths.items():
        _, found = newsroom.library.relate(path)
        assert newsroom.levels(found) == newsroom.beside(name)


@pytest.mark.parametrize("name", ["rope", "nuit", "seil"])
def test_what_is_not_stored_is_related_as_it_would_be_listed(name, newsroom, tmp_path):
    for other, article in PAGES.items():
        if other != name:
            newsroom.take(other, article)
    path = tmp_path / "look.html"
    path.write_text(page(*PAGES[name], "Look Post"))
    _, found = newsroom.library.relate(str(path))
    before = newsroom.levels(found)
    newsroom.take(name, PAGES[name])
    assert before == newsroom.beside(name)


# -- short reports, follow-ups and teasers -----------------------------------------------------

TEASER = (
    "Cable car stops above lake",
    """A cable car stopped above a lake. Read more.
""",
    "2024-05-06T21:00",
    "en",
)
LATER = (
    "Rescued, then stranded: cable car guests wait for luggage",
    """The 47 guests of the cable car at Lake Varn still wait for what they left in the cabin.

Henning Dahl asked for patience.

In Torvik a school has put up beds. Sigrid Aune brought soup.

The inspectors have sealed the station until Friday.
""",
    "2024-05-08T12:00",
    "en",
)


def test_an_outlet_s_short_report_that_goes_on_with_a_story_is_listed(newsroom):
    newsroom.take("wire", WIRE, "Torvik Times")
    newsroom.take("later", LATER, "Torvik Times")
    assert newsroom.beside("wire") == {"later": "follow-up"}
    assert newsroom.beside("later") == {"wire": "follow-up"}


def test_a_sentence_is_no_report_of_what_shares_two_words_with_it(newsroom):
    newsroom.take("wire", WIRE)
    newsroom.take("teaser", TEASER)
    assert newsroom.stories() == [["teaser"], ["wire"]]
    assert newsroom.beside("wire") == {"teaser": "possible"}


def test_a_teaser_behind_something_hidden_links_nothing(newsroom):
    newsroom.take("wire", WIRE)
    path = newsroom.folder / "council.txt"
    path.write_text(
        "Torlund library reopens after flood\n\n"
        "The library of Torlund reopened on Tuesday, eight months after a pipe burst, it said.\n\n"
        "Librarian Susan Pell said that two thirds of the books had been dried and bound anew.\n\n"
        "All rights reserved. Under no circumstances may this text be used without a contract.\n\n"
        "A cable car with 47 people aboard stopped above Lake Varn, said rescuers in Torvik.\n"
    )
    (taken,) = newsroom.library.take_in([str(path)])
    assert newsroom.library.related(taken.article_id) == []


NOTICE = """About the paper. The Varn Mercury belongs to the Aasen Foundation in Torlund, which
Berit Aasen and Halvor Moen set up in 1974. Its 2,600 members in Torlund, Esk and Brenna pay nine
crowns.

The Varn Mercury is out on Fridays, with crosswords by Halvor Moen and recipes by Berit Aasen."""


def text(newsroom, name, said):
    path = newsroom.folder / f"{name}.txt"
    path.write_text(said)
    (taken,) = newsroom.library.take_in([str(path)])
    newsroom.ids[name] = taken.article_id


def test_a_notice_that_two_plain_texts_end_with_links_nothing(newsroom):
    council = (
        "Brenna doubles fee for moorings\n\n"
        "The council of Brenna doubled the fee for moorings on Monday, from June on.\n\n"
        "Skipper Ingrid Lie spoke of a bad day for small boats.\n\n"
    )
    owl = (
        "Owl nests in a church organ\n\n"
        "An owl has built her nest in the organ of a church near Esk, between two pipes.\n\n"
        "Organist Per Fosse plays the piano until the young have flown.\n\n"
    )
    text(newsroom, "council", council + NOTICE)
    text(newsroom, "owl", owl + NOTICE)
    assert newsroom.beside("council") == newsroom.beside("owl") == {}


def test_two_undated_sentences_about_one_office_may_be_the_same_story_no_more(newsroom):
    text(newsroom, "raised", "Bank raises rates\n\nThe Central Bank raised its rates on Tuesday.\n")
    text(newsroom, "meets", "Bank to meet\n\nThe Central Bank will meet on Tuesday on its rates.\n")
    assert newsroom.beside("raised") in ({}, {"meets": "possible"})
    assert newsroom.stories() == [["meets"], ["raised"]]


# -- who has not run it ------------------------------------------------------------------------


def silent(newsroom, name):
    number = newsroom.library.stories.of(newsroom.ids[name])
    return set(newsroom.library.stories.timeline(number).silent)


def test_an_outlet_of_what_may_be_the_same_is_not_said_to_lack_it(newsroom):
    for name in ("wire", "seil", "fees"):
        newsroom.take(name, PAGES[name])
    newsroom.take("teaser", TEASER)
    assert ["teaser"] in newsroom.stories()
    assert silent(newsroom, "wire") == {"Fees Post"}
    newsroom.library.stories.say(newsroom.ids["teaser"], newsroom.ids["fees"], same=True)
    assert silent(newsroom, "wire") == set()
