"""Plain texts that are somebody's own: letters, memos, notes and manuals stay whole."""

import pytest

from reader import declutter
from reader.formats import text

LETTER = """Marlow, 3 March 2026

Dear Ms Okonjo,

Thank you for your letter of 12 February about the flooding in the lower meadow. We walked the
bank on Saturday and found that the culvert below the mill is blocked by roots and silt.

  Step            Cost      Who
  Clear culvert   1,200     parish
  Survey            350     us

Please call me if you have any questions, or write to the address below.

Yours sincerely,

Tomasz Berg
Secretary, Lower Meadow Society
14 Mill Lane

P.S. The gate key is with Mrs Hale.
Encl.: map, two photographs
"""
BRIEF = """Sehr geehrte Frau Lindner,

vielen Dank für Ihre Anfrage vom 4. Mai. Leider können wir den Saal nicht vermieten, da an diesem
Tag die Generalprobe des Chors stattfindet.

Bitte geben Sie uns bis Ende Mai Bescheid.

Mit freundlichen Grüßen

Anneliese Vogt
Hausverwaltung
"""
CARTA = """Estimado señor Rojas:

Le escribo para confirmar la visita del próximo martes.

Materiales:

- 40 tejas
- clavos

Quedo a su disposición.

Marta Ibáñez
Tejados del Norte
"""
MEMO = """MEMO

To: All staff
From: Rita Salas
Date: 14 April 2026
Subject: New opening hours

From 1 May the workshop opens at seven and closes at three. Deliveries are taken until noon.

Questions?

Ask Rita or Jon.

RS
"""
MANUAL = """TIDEWATCH
=========

Tidewatch listens to buoys and draws a chart of the water. It needs no
configuration, and stops by itself at low tide.

A buoy that hears nothing for an hour says so. It waits for a random time
of up to a minute before it does so again.

Options

  -p, --port N     listen on port N
  -h, --help       show this help

    tidewatch --port 4000 --chart chart.png

License
-------

MIT. See the file.
"""
PASTED = """Heron on the roof

A heron stood on the roof of the town hall for most of Thursday, warden Hilde Roost said, and
could not be moved by bread, by whistling, or by the band that played for it.

The bird left at dusk, and the cafés around the square went back to their usual trade.

Read more

Otters return to the mill
Sign up for our newsletter
Share on Facebook
Home
Contact
© 2026 Marsh Media. All rights reserved.
"""


def hidden(said):
    document = text.read(said, "stdin:1")
    labels = declutter.label(document)
    return [b.text for b, label in zip(document.blocks, labels, strict=True) if label.hidden]


@pytest.mark.parametrize("said", [LETTER, BRIEF, CARTA, MEMO, MANUAL])
def test_somebodys_own_text_stays_whole(said):
    assert hidden(said) == []


def test_what_a_page_dragged_along_is_hidden_though_empty_lines_part_it():
    assert hidden(PASTED)[1:] == PASTED.splitlines()[9:]


def test_a_letter_that_is_all_asking_is_judged_as_a_page():
    asking = f"Dear reader,\n\n{PASTED}\n\nSupport us\n\nDonate now\n\nFollow us on Facebook\n"
    assert "Donate now" in hidden(asking)


MINUTES = """Minutes of the Allotment Society, Fennel Lane

Present: G. Pell (chair), R. Asare, M. Kirkby, D. Vane (minutes)
Apologies: L. Thorn

1. Minutes of the last meeting
The minutes were approved.

2. Newsletter
The newsletter goes to 84 members. Everybody may sign up by email until May.

3. Donations
Donations of 120 pounds were received. A donation box will be put up at the gate.

4. Website
The cookie notice must be changed. M. Kirkby will ask about the privacy policy.

5. Any other business
None.

Next meeting: 4 April 2026
"""
PROTOKOLL = """Protokoll der Sitzung des Gartenvereins Fenchelweg

Anwesend: G. Pell (Vorsitz), R. Asare, M. Kirch, D. Vahn

1. Protokoll der letzten Sitzung
Es wurde genehmigt.

2. Newsletter
Der Newsletter geht an 84 Mitglieder. Bis Mai können sich alle mit ihrer E-Mail-Adresse anmelden.

3. Spenden
Es gingen Spenden von 120 Euro ein. Am Tor wird eine Spendenbox aufgehängt.

4. Webseite
Der Hinweis auf Cookies muss geändert werden. M. Kirch fragt nach der Datenschutzerklärung.

Nächste Sitzung: 4. April 2026
"""


@pytest.mark.parametrize("minutes", [MINUTES, PROTOKOLL])
def test_minutes_may_speak_of_mailings_donations_and_terms(minutes):
    assert hidden(minutes) == []


def test_numbered_items_of_a_page_leave_what_stands_around_them_hidden():
    page = "Home\n\nSign in\n\nThree ways to the island of Skarsey\n\n" + "\n\n".join(
        f"{number}. {way}\nIt takes {number + 1} hours, and there is coffee on board, they say."
        for number, way in enumerate(["The slow ferry", "The mail boat", "The bridge"], 1)
    )
    page += "\n\nGet our newsletter\n\nEnter your email address\n\nShare this article\n"
    assert {"Sign in", "Get our newsletter", "Share this article"} <= set(hidden(page))


RELEASES = [
    """PRESS RELEASE
Harl Bridge Bakery moves into the old fire station
Harl Bridge, 2 June 2026
The bakery will sell its bread from the hall where the engines stood, its owner said on Tuesday.
The oven comes in August, and the first loaf will go to the last of the firemen, who is ninety.
About Harl Bridge Bakery
Press contact
Nell Ostrander
press@harlbakery.example
+00 555 0142
""",
    """NOTA DE IMPRENSA
Padaria da Ponte muda para o antigo quartel dos bombeiros
Vila da Ponte, 2 de junho de 2026
A padaria vai vender o seu pão na sala onde estavam os carros, disse a dona na terça-feira.
O forno chega em agosto, e o primeiro pão será para o último dos bombeiros, que tem noventa anos.
Contacto
Nélia Ortigão
imprensa@padaria.example
""",
]


@pytest.mark.parametrize("release", RELEASES)
def test_a_press_release_keeps_its_head_and_its_contact(release):
    document = text.read(release, "file:///r.txt")
    labels = declutter.label(document)
    assert [b.text for b, label in zip(document.blocks, labels, strict=True) if label.hidden] == []
    assert [label.kind for label in labels].count("title") == 1


def test_a_pages_text_that_begins_with_the_words_is_none():
    around = "Share on Facebook\nSubscribe to our newsletter\nRead more\nMore from this section\n"
    document = text.read(RELEASES[0] + around, "file:///r.txt")
    hidden = [
        block.text
        for block, label in zip(document.blocks, declutter.label(document), strict=True)
        if label.hidden
    ]
    assert {"Share on Facebook", "Subscribe to our newsletter"} <= set(hidden)
