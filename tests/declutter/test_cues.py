"""Wording that tells what a line is for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.model import KINDS
from reader.declutter import cues


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("newsletter", ["Sign up for our free weekly newsletter",
                        "Jetzt für unseren Newsletter anmelden",
                        "Inscrivez-vous à notre newsletter", "Suscríbete a nuestro boletín",
                        "Assine a nossa newsletter", "Iscriviti alla nostra newsletter",
                        "Подпишитесь на нашу рассылку", "Bültenimize abone olun"]),
        ("appeal", ["Support us", "Jetzt spenden", "Soutenez-nous", "Haz una donación",
                    "Faça uma doação",
                    "Sostieni il nostro lavoro", "Поддержите нас", "Bizi destekleyin"]),
        ("legal", ["All rights reserved.", "Alle Rechte vorbehalten", "Tous droits réservés",
                   "Todos los derechos reservados", "Todos os direitos reservados",
                   "Riproduzione riservata", "Все права защищены", "Tüm hakları saklıdır",
                   "版权所有"]),
        ("teaser", ["Read more", "Lesen Sie auch", "À lire aussi", "Te puede interesar",
                    "Leia também",
                    "Leggi anche", "Читайте также", "İlgili haberler", "関連記事", "اقرأ أيضا"]),
        ("comments", ["12 comments", "3 Kommentare", "Laisser un commentaire", "Yorum yap"]),
        ("control", ["×", "Continue", "Schließen", "Fermer", "00:00 / 01:23", "1.5x"]),
        ("byline", ["26 June 2023, 14:05", "Published: 3 March 2024"]),
        ("caption", ["Photo: Mira Oss", "A ship at sea. harbour.example", "(Jo Doe/Alpine Press)"]),
        ("share", ["Share on Facebook", "Link kopieren", "Paylaş"]),
        ("consent", ["We use cookies to improve your visit", "Alle akzeptieren"]),
        ("subscribe", ["Already a subscriber? Sign in", "Jetzt abonnieren", "Оформить подписку"]),
        ("advertisement", ["Advertisement", "Anzeige", "Publicité", "На правах рекламы"]),
    ],
)  # fmt: skip
def test_the_strongest_cue_tells_the_kind(kind, lines):
    for line in lines:
        found = cues.cue(line)
        assert found is not None, line
        assert found.kind == kind, line
        assert found.strength >= 0.5, line
        assert found.reason == cues.REASONS[kind]


def test_plain_reporting_has_no_strong_cue():
    for line in (
        "The minister said on Monday that the bridge would be closed until spring.",
        "Der Minister sagte am Montag, die Brücke bleibe bis zum Frühjahr gesperrt.",
        "Министр сообщил, что мост закроют до весны.",
        "",
    ):
        assert all(found.strength < 0.5 for found in cues.cues(line))


def test_quoted_speech_does_not_count():
    line = 'The banner over the stage read "Support us, every donation counts", and all cheered.'
    assert cues.cue(line) is None
    assert cues.address(line) == (0.0, 0.0)


def test_phrases_of_one_kind_add_up():
    one = cues.cue("We need your help with the harbour story that we have followed.")
    two = cues.cue("We need your help, and every contribution counts.")
    assert one is not None
    assert two is not None
    assert one.kind == two.kind == "appeal"
    assert two.strength > one.strength


def test_headings_and_notices_open_sections_and_crumbs_do_not():
    for line, opens in (
        ("Dear readers,", True),
        ("Read more", True),
        ("Once", False),
        ("OK", False),
    ):
        found = cues.cue(line)
        assert found is not None
        assert found.opens is opens


def test_address_counts_a_newsroom_speaking_to_its_reader():
    we, you = cues.address("We report because you read us, and our readers pay.")
    assert we > 0.2
    assert you > 0.05
    assert cues.address("The US sent ships; they were seen by the guard.") == (0.0, 0.0)
    assert cues.address("Sie kam spät.") == (0.0, 0.0)
    assert cues.address("Bitte helfen Sie")[1] > 0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_cues_in_order_and_range(text):
    found = cues.cues(text)
    assert [one.strength for one in found] == sorted((one.strength for one in found), reverse=True)
    assert len({one.kind for one in found}) == len(found)
    assert all(0 < one.strength <= 1 and one.kind in KINDS for one in found)
