"""Plain text read as a person reads it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.text import squeeze
from reader.formats import text


def read(source):
    return text.read(source, "stdin:test")


def shapes(source):
    return [(block.shape, block.text) for block in read(source).blocks]


def test_a_paragraph_per_line_and_blank_lines_both_make_paragraphs():
    line = "The ferry ran aground at dawn, and the harbour was closed until the evening tide. " * 2
    assert len(read(f"{line}\n{line}").blocks) == 2
    assert len(read(f"{line}\n\n\n{line}").blocks) == 2


def test_hard_wrapped_lines_are_joined_and_broken_words_healed():
    source = (
        "The ferry between the islands will run all winter for the first time since\n"
        "the war, the council announced on Tuesday after a night of talks about mon-\n"
        "ey with the company.\n"
        "\n"
        "A second paragraph follows."
    )
    first, second = read(source).blocks
    assert "first time since the war" in first.text
    assert "about money with" in first.text
    assert first.evidence.lines == (0, 3)
    assert second.evidence.lines == (4, 5)


def test_a_soft_break_joins_even_after_a_full_stop():
    source = (
        "Our weekly letter holds a choice of stories and \n"
        "long reads. You will find it in the box by noon. \n"
        "Never miss one of them."
    )
    assert len(read(source).blocks) == 1


def test_short_lines_stay_lines():
    assert [block.text for block in read("Once\nMonthly\nAnnual\nContinue").blocks] == [
        "Once", "Monthly", "Annual", "Continue",
    ]  # fmt: skip


def test_lists_keep_their_marks_and_a_date_is_no_list():
    blocks = read(
        "1. first thing\n2. second thing\n   goes on\n- a dash\n26. Juni 2023 war ein Montag"
    ).blocks
    assert [(block.shape, block.marker) for block in blocks] == [
        ("item", "1."), ("item", "2."), ("item", "-"), ("paragraph", ""),
    ]  # fmt: skip
    assert blocks[1].text == "second thing goes on"


def test_quotes_and_underlined_headings():
    assert shapes("> said she\n>> said he") == [("quote", "said she"), ("quote", "said he")]
    (block,) = read("Harbour\n=======").blocks
    assert (block.shape, block.level, block.evidence.lines) == ("heading", 1, (0, 2))


def test_a_short_line_before_a_long_paragraph_is_a_heading():
    body = (
        "The harbour of Brackmouth was closed on Monday after a barge sank in its mouth. "
        "No ship left the port all day."
    )
    assert shapes(f"Harbour closed\n\n{body}")[0] == ("heading", "Harbour closed")
    assert shapes(f"It was closed.\n\n{body}")[0][0] == "paragraph"


def test_indented_programs_are_code():
    (block,) = read("    int main() {\n      return 0;\n    }").blocks
    assert (block.shape, block.text) == ("code", "int main() {\n  return 0;\n}")


def test_addresses_become_links_without_the_mark_that_follows():
    (block,) = read("See https://news.example/a_(b), or www.news.example.").blocks
    assert [run.href for run in block.runs if run.href] == [
        "https://news.example/a_(b)", "https://www.news.example",
    ]  # fmt: skip
    assert block.text == "See https://news.example/a_(b), or www.news.example."
    assert 0 < block.evidence.link_share < 1


def test_chinese_lines_join_without_a_space():
    source = (
        "海关发言人周一在港口表示，新的规定将于下月生效，所有进口货物都必须接受检\n"
        "查，违者将被处以罚款。"
    )
    (block,) = read(source).blocks
    assert "检查" in block.text


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("26 June 2023, 14:05", datetime(2023, 6, 26, 14, 5, tzinfo=UTC)),
        ("Published: June 26, 2023", datetime(2023, 6, 26, tzinfo=UTC)),
        ("Montag, 26. Juni 2023, 14.05 Uhr", datetime(2023, 6, 26, 14, 5, tzinfo=UTC)),
        ("26.06.2023", datetime(2023, 6, 26, tzinfo=UTC)),
        ("Publié le 1er août 2024", datetime(2024, 8, 1, tzinfo=UTC)),
        ("4 de marzo de 2025", datetime(2025, 3, 4, tzinfo=UTC)),
        ("5 марта 2024, 10:00", datetime(2024, 3, 5, 10, tzinfo=UTC)),
        ("2024年3月5日", datetime(2024, 3, 5, tzinfo=UTC)),
        ("2024年3月5日 8時15分", datetime(2024, 3, 5, 8, 15, tzinfo=UTC)),
        ("2024년 3월 5일 오후 3시 05분", datetime(2024, 3, 5, 15, 5, tzinfo=UTC)),
        ("13/02/2024", datetime(2024, 2, 13, tzinfo=UTC)),
        ("Updated 3:30 pm, 26 June 2023", datetime(2023, 6, 26, tzinfo=UTC)),
        ("2024. április 2. 14:10", datetime(2024, 4, 2, 14, 10, tzinfo=UTC)),
        ("2024.02.14. 오전 9:10", datetime(2024, 2, 14, 9, 10, tzinfo=UTC)),
        ("2024. 2. 4.", datetime(2024, 2, 4, tzinfo=UTC)),
        ("30 Νοεμβρίου 2023", datetime(2023, 11, 30, tzinfo=UTC)),
        ("5. listopadu 2023 v 10:15", datetime(2023, 11, 5, 10, 15, tzinfo=UTC)),
        ("12 грудня 2023, 09:15", datetime(2023, 12, 12, 9, 15, tzinfo=UTC)),
        ("4. toukokuuta 2024", datetime(2024, 5, 4, tzinfo=UTC)),
        ("Version 2024.1.2. is out", None),
        ("03/04/2023", None),
        ("31 February 2023", None),
        (
            "The treaty of 26 June 2023 was broken by both sides within a single year of its ink.",
            None,
        ),
    ],
)
def test_a_date_is_taken_only_from_a_plain_date_line(line, moment):
    assert read(f"{line}\n\nA ship sank off the coast in the night.").published == moment


@pytest.mark.parametrize(
    ("lines", "published", "modified"),
    [
        ("Published 3 June 2023\n\nUpdated 5 June 2023", 3, 5),
        ("Stand: 5. Juni 2023\n\n3. Juni 2023", 3, 5),
        ("更新 2023年6月5日", 5, 5),
    ],
)
def test_a_change_is_told_apart_from_the_publication(lines, published, modified):
    document = read(f"{lines}\n\nA ship sank off the coast in the night.")
    assert document.published == datetime(2023, 6, published, tzinfo=UTC)
    assert document.modified == datetime(2023, 6, modified, tzinfo=UTC)


def test_a_named_zone_is_kept():
    found = read("2023-06-26T14:05+03:00\n\nText.").published
    assert found is not None
    assert found.utcoffset() == timedelta(hours=3)


def test_title_and_author_only_from_lines_that_say_so():
    document = read("Title: A Ship Sinks\nBy Odile Q. Marsh\n\nA ship sank.")
    assert (document.title, document.byline) == ("A Ship Sinks", "Odile Q. Marsh")
    document = read("A Ship Sinks\n\nBy supporting us you help.")
    assert (document.title, document.byline) == (None, None)


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("en", "The harbour was closed and the ships that were in it had to wait for the tide."),
        ("de", "Der Hafen wurde gesperrt und die Schiffe mussten auf das Hochwasser warten."),
        (
            "fr",
            "Le port est fermé et les navires qui sont dans la rade attendent avec les pêcheurs.",
        ),
        ("es", "El puerto se cerró y los barcos que estaban en la rada esperan con las redes."),
        ("pt", "O porto foi fechado e os barcos que estavam na baía não podem sair com a maré."),
        ("it", "Il porto è stato chiuso e le navi che sono nella rada non possono partire."),
        ("ru", "Порт закрыли во вторник, и корабли на рейде ждут, что из него их выпустят."),
        ("tr", "Liman kapatıldı ve gemiler bu sabah için bir haber bekliyor, daha çok var."),
        ("ja", "港は火曜日に閉鎖され、船は満潮を待っています。"),
        ("zh", "港口周二关闭，船只在等待涨潮，渔民们都很担心。"),
        ("th", "ท่าเรือปิดเมื่อวันอังคารและเรือกำลังรอน้ำขึ้น"),
    ],
)
def test_languages(code, source):
    assert read(source).language == code


def test_nothing_gives_no_blocks():
    assert read("").blocks == ()
    assert read(" \n\t\n").blocks == ()


def test_right_to_left_text_keeps_its_words():
    source = "أغلق الميناء يوم الثلاثاء بعد غرق سفينة عند مدخله، وقال المسؤولون إن العمل جار."
    (block,) = read(source).blocks
    assert block.text == source


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "",
                "  ",
                "- item",
                "1. one",
                "2) two",
                "> quote",
                "====",
                "---",
                "# head",
                "\u200b",
                "Name: x",
                "    code();",
                "word " * 12,
                "broken-",
                "\x1b[31mred",
                "相关新闻",
                "\r",
            ]
        ),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_every_line_that_says_something_is_in_exactly_one_block(lines):
    source = "\n".join(lines)
    raw = source.split("\n") if "\n" in source else source.replace("\r", "\n").split("\n")
    document = read(source)
    held = [n for block in document.blocks for n in range(*block.evidence.lines)]
    assert sorted(held) == [n for n, line in enumerate(raw) if squeeze(line)]
    assert all(block.text.strip() for block in document.blocks)
    assert all(0 <= block.evidence.position <= 1 for block in document.blocks)


PROGRAM = """import os

class Loft:
    \"\"\"A loft of birds.\"\"\"

    def send(self, bird):
        # not home yet
        self.birds.remove(bird)
        return bird
"""
TABLE = "Month     mm   days\nJan       81     17\nFeb        9      4"
TABBED = "Month\tmm\tdays\nJanuary\t81\t17"
FRAME = "+-+-+-+-+\n| a | b |\n+-+-+-+-+"
LOG = """2026-03-04 10:00:01,221 INFO  [main] server: starting
2026-03-04 10:00:05,410 ERROR [worker] db: refused
Traceback (most recent call last):
  File "db.py", line 41, in connect
"""
JSON = '{\n  "name": "skerry",\n  "boats": [\n    {"seats": 12}\n  ]\n}\n'


@pytest.mark.parametrize("said", [PROGRAM, TABLE, TABBED, FRAME, LOG, JSON])
def test_what_is_set_by_its_spaces_keeps_them(said):
    blocks = text.read(said, "stdin:1").blocks
    assert {block.shape for block in blocks} == {"code"}
    kept = [line for block in blocks for line in block.text.split("\n")]
    wanted = [line for line in said.split("\n") if line.strip()]
    assert [line.split() for line in kept] == [line.split() for line in wanted]
    assert said.expandtabs().split("\n")[1] in kept or said == PROGRAM


def test_a_table_amid_prose_is_set_and_the_prose_is_not():
    said = f"It rained.\n\n{TABLE}\n\nThe rain stopped; the river\nfell by a metre."
    assert [block.shape for block in text.read(said, "stdin:1").blocks].count("code") == 1


def test_a_headline_above_a_table_is_none_of_it():
    blocks = text.read(f"Rain in Osk\n\n{TABLE}\nMar       12      5", "stdin:1").blocks
    assert [block.shape for block in blocks] == ["paragraph", "code"]


def test_a_remark_among_other_lines_is_no_heading():
    blocks = text.read(
        "Dear Ann,\n# 4 is the best photo\nand 2*3*4 is 24.\n\n# Four\n\nx", "u"
    ).blocks
    assert [block.text for block in blocks if block.shape == "heading"] == ["Four"]
    assert "# 4 is the best photo" in [block.text for block in blocks]


def test_a_line_that_goes_on_with_a_year_is_joined():
    said = "The baker's shop, where islanders have bought their bread since\n1912, will close."
    assert len(text.read(said, "u").blocks) == 1
