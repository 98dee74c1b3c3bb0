"""Text in any common encoding."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.decode import decode

GERMAN = (
    "Der Rat hat gestern über die Brücke beraten. Für die Größe des Pfeilers gäbe es drei "
    "Entwürfe, sagte die Bürgermeisterin; schließlich müsse man die Straße schützen. "
) * 4
RUSSIAN = (
    "Совет вчера обсудил новый мост. Инженеры предложили три проекта, но решение отложили до "
    "весны, сообщила глава города на встрече с жителями левого берега. "
) * 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_german_text_is_read_whatever_wrote_it(encoding):
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "utf-8", "utf-16"])
def test_a_russian_text_too(encoding):
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


def test_what_the_sender_declares_counts():
    assert decode("č".encode("cp1250"), "text/plain; charset=windows-1250") == "č"


def test_latin_1_means_windows_1252_as_browsers_take_it():
    assert decode(b"<meta charset=iso-8859-1>\x93quoted\x94").endswith("“quoted”")


def test_a_page_that_declares_wrongly_is_still_read():
    page = "<meta charset='ascii'><p>Größe</p>" + GERMAN
    assert "Größe" in decode(page.encode("utf-8"), "text/html; charset=utf-8")
    assert decode(b"caf\xc3\xa9", "text/plain; charset=no-such-thing") == "café"


def test_one_bad_byte_in_utf_8_costs_one_letter():
    data = GERMAN.encode() + b"\xff" + GERMAN.encode()
    assert decode(data).count("\ufffd") == 1


@given(st.binary(max_size=400), st.sampled_from([None, "text/html; charset=utf-16", "x; charset="]))
def test_no_bytes_make_it_fail(data, media_type):
    assert isinstance(decode(data, media_type), str)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_utf_8_is_never_guessed_away(text):
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    if "charset" not in text and "\x00" not in text:
        assert decode(text.encode()) == text.removeprefix("\ufeff")


SHORT = "Café row: Zoë Müller, naïve at €5 million – “too much”, she said. It was late. He left."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SHORT, "cp1252"),
        ("L’été dernier, le maire a dit « non » à la fête.", "cp1252"),
        ("Größe und Straße: für die Bürger ändert sich wenig.", "iso-8859-1"),
        ("Zażółć gęślą jaźń, powiedział burmistrz w środę wieczorem. " * 3, "cp1250"),
        ("Belediye başkanı çarşamba günü köprünün açıldığını söyledi. " * 3, "cp1254"),
    ],
)
def test_short_texts_in_legacy_encodings(text, encoding):
    assert decode(text.encode(encoding)) == text
