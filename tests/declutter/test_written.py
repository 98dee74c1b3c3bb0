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
