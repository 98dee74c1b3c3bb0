"""Short texts: a brief headline, brief sentences, letters."""

import pytest

from reader import declutter
from reader.declutter.headline import headline
from reader.formats import text as text_format

STORY = """The ferry to Skarsey lost its engine on Monday and drifted for two hours, they said.

Nobody was hurt, and the tug Havlys brought the ship and her forty passengers back by noon.

He laughed.

"We had coffee and played cards," said passenger Aske Dahl, who had missed the ferry before.

It was cold.

The company promised to refund all the tickets and to send another vessel until March.
"""


def labelled(text):
    document = text_format.read(text, "stdin:x")
    labels = declutter.label(document)
    return document, labels


@pytest.mark.parametrize("title", ["Ferry adrift", "A long day at sea", "Chapter 1", "Lost!"])
def test_a_brief_first_line_is_the_headline(title):
    document, labels = labelled(f"{title}\n\n{STORY}")
    assert (labels[0].kind, headline(document, labels)) == ("title", title)


def test_brief_sentences_between_paragraphs_stay():
    _, labels = labelled(f"Ferry adrift\n\n{STORY}")
    assert {label.kind for label in labels[1:]} == {"article"}


MAILED = {
    "en": """Home
Business
Sign in
How a newsletter about bees won 9,000 subscribers
By Maren Oak
11 January 2026
When Ilka Brandt sent her first newsletter about bees from a shed in Odrup, six people had \
subscribed, and two of them were her brothers.
Today 9,000 people read what she writes about hives, and most of them have none.
The bees themselves, she says, have gained nothing from it but a larger shed.
Get our weekly newsletter
Enter your email address
Sign up
Share this article
""",
    "de": """Startseite
Wirtschaft
Anmelden
Wie ein Newsletter über Bienen 9000 Abonnenten gewann
Von Maren Eich
11. Januar 2026
Als Ilka Brandt ihren ersten Newsletter über Bienen aus einem Schuppen in Odrup verschickte, \
hatte er sechs Abonnenten, zwei davon waren ihre Brüder.
Heute geht er an 9000 Menschen, von denen die meisten selbst keinen Bienenstock haben.
Die Bienen selbst, sagt sie, hätten davon bisher nichts als einen größeren Schuppen.
Unser Newsletter am Morgen
E-Mail-Adresse eingeben
Jetzt anmelden
Artikel teilen
""",
}


@pytest.mark.parametrize("language", MAILED)
def test_a_story_about_a_mailing_keeps_its_headline_and_its_first_paragraph(language):
    _, labels = labelled(MAILED[language])
    kinds = [label.kind for label in labels]
    assert kinds[3] == "title"
    assert kinds[6:9] == ["article"] * 3
    assert all(label.hidden for label in labels[9:])


BRIEF = """Home
News
Weather
Traffic
Sign in
Gas main bursts on Ardle Street
Updated 6:41 a.m., Feb. 3, 2026
A gas main burst under Ardle Street early on Tuesday, and the road is closed to Mill Lane.
{rest}Read also
School board of Ardle picks a new head
Why the old mill keeps flooding
Get our newsletter every morning
About us
Terms of use
"""


@pytest.mark.parametrize("rest", ["", "No one was hurt. Crews expect to finish by noon.\n"])
def test_a_brief_of_a_sentence_or_two_needs_no_other_lines_to_be_a_text(rest):
    document, labels = labelled(BRIEF.format(rest=rest))
    shown = [
        block.text
        for block, label in zip(document.blocks, labels, strict=True)
        if label.kind in {"title", "article"}
    ]
    assert shown[0] == "Gas main bursts on Ardle Street"
    assert [text.split()[0] for text in shown[1:]] == ["A", *rest.split()[:1]]


OFFERED = """石段の茶屋、百年ぶりに再開
山あいの灰原町で、百年前に閉じた石段の茶屋が土曜日に再び店を開き、朝から長い列ができた。
店を継いだ水谷凪さん（34）は「曽祖母の帳面に残る甘酒の作り方を三年かけて読み解いた」と話した。
町は秋に祭りを開く予定だ。
この記事は有料会員限定です。続きを読むには会員登録が必要です。
"""
QUOTED = """Quarry choir fills the old cinema in Tarn Hollow
The quarry choir of Tarn Hollow sang to three hundred people in the old cinema on Friday, its \
first concert since the roof fell in two winters ago.
"Please give what you can, every penny goes into the roof," the conductor, Ivo Brandl, called \
from the stage before the interval.
By midnight the tin at the door held 1,900 crowns, enough for a fifth of the slates that Tarn \
Hollow needs before the snow comes.
Support our reporters: your donation keeps the Courier free for everyone.
"""


def test_the_last_sentence_is_no_heading_of_the_offer_below_it():
    _, labels = labelled(OFFERED)
    assert [label.kind for label in labels[3:]] == ["article", "subscribe"]


def test_what_somebody_is_quoted_with_asks_nobody():
    _, labels = labelled(QUOTED)
    kinds = ["title", "article", "article", "article", "appeal"]
    assert [label.kind for label in labels] == kinds
