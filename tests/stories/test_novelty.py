"""Which sentences of a report the other reports of its story do not have."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.text import sentences
from reader.stories import novelty, told

FERRY = sentences(
    "The ferry Lapwing ran aground on the bar of Brackmouth early on Monday with many passengers "
    "aboard. Nobody was badly hurt, the coast guard said, and boats brought everybody ashore "
    "before noon. The ferry had left the island in thick fog and missed the first buoy of the "
    "channel. The harbour stays closed until tugs can pull the ship from the sand at high water. "
    "The company has stopped all crossings and offers seats on a bus over the bridge. An inquiry "
    "into the accident will begin this week, the ministry of transport said. Passengers told of "
    "a dull blow and of lights that went out for some minutes. School classes on a trip were "
    "among them, and the children sang until the boats came. The pilot Odo Karvel had warned the "
    "owners in a letter that the radar failed on 214 crossings last winter. “We were told to sail "
    "and to keep quiet about it,” said Karvel, who has since left the company. Insurers expect "
    "that the repairs will take most of the summer."
)
FERRY_AGAIN = sentences(
    "A ferry with many passengers aboard ran aground off Brackmouth on Monday in thick fog. Boats "
    "of the coast guard brought all of them ashore before noon, and no one was badly hurt. The "
    "Lapwing had missed a buoy at the mouth of the channel after leaving the island, officials "
    "said. Tugs are to pull her from the sand at the next high water, and until then the harbour "
    "is closed. All crossings are stopped, and the company lets passengers use a bus over the "
    "bridge instead. The ministry of transport announced an inquiry into the accident for this "
    "week. Some passengers spoke of a dull blow, after which the lights went out. Children on a "
    "school trip sang while they were waiting for the boats. Fishermen complain that they cannot "
    "leave the harbour in the best week of the herring."
)
FERRY_THIRD = sentences(
    "Fog sent the island ferry Lapwing onto the sand at Brackmouth on Monday morning. Every "
    "passenger was ashore by noon, and the coast guard spoke of bruises only. According to the "
    "company the ship had missed the first buoy of the channel. Until tugs have pulled the ferry "
    "off at high water nothing can enter the harbour or leave it. Crossings are stopped until "
    "then, while a bus over the bridge replaces them. An inquiry has been promised by the "
    "ministry of transport. People on board felt a dull blow before the lights failed for some "
    "minutes. Among the passengers were school classes, who passed the time with songs. The mayor "
    "thanked the crews of the boats and the many people who had brought blankets and tea to the "
    "quay. Divers will look at the hull before anybody decides about repairs."
)
BRIDGE = sentences(
    "Die alte Brücke über die Selm bei Orvelle ist am Dienstag nach einem Hochwasser gesperrt "
    "worden. Das Wasser hat einen Pfeiler unterspült, wie die Gemeinde mitteilte. Fußgänger "
    "und Autos müssen einen Umweg über die Schleuse nehmen, der eine halbe Stunde dauert. "
    "Verletzt wurde niemand, die Anwohner wurden in der Nacht gewarnt. Taucher sollen den Schaden "
    "prüfen, sobald das Wasser gesunken ist. Die Schulen bleiben bis zum Ende der Woche "
    "geschlossen, weil die Busse nicht fahren können. Der Pegel ist seit dem Morgen um einen "
    "halben Meter gefallen. Helfer haben am Ufer Säcke mit Sand gestapelt. Die Landwirte sorgen "
    "sich um ihre Felder am anderen Ufer. Die Ingenieurin Runa Haldestedt hatte schon vor Jahren "
    "in einem Gutachten für 86.000 Euro vor dem morschen Holz gewarnt. „Das Gutachten lag drei "
    "Jahre in einer Schublade“, sagte Runa Haldestedt dem Lokalfunk."
)
BRIDGE_AGAIN = sentences(
    "Nach dem Hochwasser ist die alte Brücke in Orvelle seit Dienstag gesperrt. Die Gemeinde "
    "teilte mit, dass ein Pfeiler in der Selm unterspült worden ist. Der Umweg über die Schleuse "
    "kostet Autos und Fußgänger eine halbe Stunde. In der Nacht hatte man die Anwohner gewarnt, "
    "verletzt wurde niemand. Wenn das Wasser sinkt, sollen Taucher den Schaden prüfen. Weil keine "
    "Busse fahren, bleiben die Schulen bis zum Ende der Woche geschlossen. Seit dem Morgen fällt "
    "der Pegel, bisher um einen halben Meter. Am Ufer stapelten Helfer Säcke mit Sand. Um ihre "
    "Felder am anderen Ufer sorgen sich die Landwirte. Der Bäcker öffnete schon um vier und "
    "brachte den Helfern warmes Brot, ein Gasthaus kochte Suppe für alle. Das Land versprach der "
    "Gemeinde schnelle Hilfe beim Bau einer neuen Brücke."
)
BRIDGE_THIRD = sentences(
    "Orvelle ist seit Dienstag geteilt: Die alte Brücke über die Selm musste nach dem Hochwasser "
    "gesperrt werden. Einer der Pfeiler ist unterspült, heißt es bei der Gemeinde. Wer hinüber "
    "will, muss über die Schleuse, zu Fuß und mit Autos ein Umweg von einer halben Stunde. Die "
    "Anwohner waren in der Nacht gewarnt worden, es wurde niemand verletzt. Taucher prüfen den "
    "Schaden erst, wenn das Wasser gesunken ist. Geschlossen bleiben bis zum Ende der Woche auch "
    "die Schulen, da die Busse nicht fahren können. Um einen halben Meter ist der Pegel seit dem "
    "Morgen gefallen. Die Helfer haben die ganze Nacht Säcke mit Sand am Ufer gestapelt. Für die "
    "Landwirte geht es um ihre Felder am anderen Ufer. Das Theater verlegt seine Vorstellungen "
    "in die Turnhalle, und der Markt fällt in dieser Woche aus."
)
MUSEUM = sentences(
    "港町の海の博物館で火曜日の夜に火事があり、古い船の模型が焼けた。けが人はなく、火は朝までに消えた。"
    "消防は電気の配線が原因とみて調べている。博物館は今月いっぱい休館する。町は修理の費用を出すと発表した。"
    "近くの学校の生徒が片づけを手伝った。市長は早い再開を約束した。展示の半分は隣の倉庫に移された。"
    "漁師たちは古い網を寄付すると申し出た。"
    "学芸員の田野倉さんによると、失われた江戸の海図は8400枚にのぼり保険もかけられていなかった。"
)
MUSEUM_AGAIN = sentences(
    "火曜日の夜、港町にある海の博物館で火事が起き、古い船の模型などが焼けた。火は朝までに消え、けが人はなかった。"
    "電気の配線が原因とみて消防が調べている。今月いっぱい博物館は休館する。修理の費用は町が出すと発表した。"
    "片づけは近くの学校の生徒が手伝った。早い再開を市長は約束した。展示の半分を隣の倉庫に移した。"
    "古い網を寄付すると漁師たちが申し出た。夏祭りの会場は公園に変わる見通しで、屋台の組合も了承した。"
)
MUSEUM_THIRD = sentences(
    "海の博物館の火事で古い船の模型が焼けた。火曜日の夜に出た火は朝までに消え、けが人はいない。港町の消防は電気の配線が"
    "原因とみている。博物館は今月いっぱい休館し、修理の費用は町が出す。近くの学校の生徒が片づけを手伝い、市長は早い再開を"
    "約束した。展示の半分は隣の倉庫に移された。漁師たちが古い網を寄付すると申し出ている。"
    "観光の案内所では、代わりに灯台をめぐる散歩を勧める地図を配り始めたという。"
)
STORIES = [
    pytest.param([FERRY, FERRY_AGAIN, FERRY_THIRD], "en", id="en"),
    pytest.param([BRIDGE, BRIDGE_AGAIN, BRIDGE_THIRD], "de", id="de"),
    pytest.param([MUSEUM, MUSEUM_AGAIN, MUSEUM_THIRD], "ja", id="ja"),
]


def found(article, *others, language="en"):
    return novelty.only_here(article, list(others), language)


def test_what_one_report_alone_tells_is_shown_with_what_is_new_in_it():
    warned, quoted = found(FERRY, FERRY_AGAIN, FERRY_THIRD)
    assert warned.sentence.startswith("The pilot Odo Karvel had warned")
    assert warned.why == "Odo Karvel, 214"
    assert quoted.sentence.startswith("“We were told to sail")
    assert quoted.why == "Karvel · a quotation"
    assert FERRY[warned.index] == warned.sentence
    assert 0.85 <= warned.confidence <= 1


def test_where_every_noun_has_a_capital_two_in_a_row_are_a_name():
    why = [novel.why for novel in found(BRIDGE, BRIDGE_AGAIN, BRIDGE_THIRD, language="de")]
    assert why == ["Ingenieurin Runa Haldestedt, 86.000", "Runa Haldestedt · a quotation"]


def test_a_script_without_spaces_or_capitals_stands_by_its_numbers():
    (novel,) = found(MUSEUM, MUSEUM_AGAIN, MUSEUM_THIRD, language="ja")
    assert novel.why == "8400"
    assert "田野倉" in novel.sentence


@pytest.mark.parametrize(("story", "language"), STORIES)
def test_a_sentence_that_another_report_has_is_never_shown(story, language):
    article, *others = story
    for novel in found(article, *others, language=language):
        for at in range(len(others)):
            told_too = [[*other, novel.sentence] if i == at else other
                        for i, other in enumerate(others)]  # fmt: skip
            again = found(article, *told_too, language=language)
            assert novel.sentence not in [one.sentence for one in again]


def test_a_sentence_told_in_nearly_the_same_words_is_not_shown():
    closed = (
        "The harbour school stays shut until Friday, and the road to Tormel is barred for lorries "
        "of more than 12 tonnes."
    )
    article = [*FERRY[:8], closed]
    (shown,) = found(article, FERRY_AGAIN, FERRY_THIRD)
    assert shown.sentence == closed
    again = "The harbour school remains closed until Friday."
    assert found(article, [*FERRY_AGAIN, again], FERRY_THIRD) == []


def test_a_sentence_that_has_a_short_one_of_another_report_in_it_is_not_shown():
    closed = "Schools are closed until Friday, and the road to Pormelin is barred for lorries."
    article = [*FERRY[:8], closed]
    assert [one.sentence for one in found(article, FERRY_AGAIN, FERRY_THIRD)] == [closed]
    for again in ("Schools stay closed until Friday.", "Schools were closed until Friday."):
        assert found(article, [*FERRY_AGAIN, again], FERRY_THIRD) == []
    other = "Schools of fish were seen off the mole."
    assert len(found(article, [*FERRY_AGAIN, other], FERRY_THIRD)) == 1


def test_reports_that_may_tell_the_story_take_away_and_count_as_none():
    near = [[*FERRY_THIRD, FERRY[9]]]
    assert novelty.only_here(FERRY, [FERRY_AGAIN], "en", near=near) == []
    every = found(FERRY, FERRY_AGAIN, FERRY_THIRD)
    assert [novel.reports for novel in every] == [2, 2]
    fewer = novelty.only_here(FERRY, [FERRY_AGAIN, FERRY_THIRD], "en", near=[[FERRY[8]], BRIDGE])
    assert [(novel.sentence, novel.reports) for novel in fewer] == [(FERRY[9], 2)]


def test_a_sentence_told_the_other_way_round_is_not_shown():
    turned = (
        "Last winter the radar failed on 214 crossings, as the pilot Odo Karvel had warned the "
        "owners of the ferry in a letter."
    )
    shown = found(FERRY, [*FERRY_AGAIN, turned], FERRY_THIRD)
    assert all("letter" not in novel.sentence for novel in shown)


@pytest.mark.parametrize(("story", "language"), STORIES)
def test_one_other_report_says_nothing(story, language):
    article, other, _ = story
    assert found(article, language=language) == []
    assert found(article, other, language=language) == []


def test_a_teaser_is_no_report_but_what_it_tells_counts():
    assert found(FERRY, FERRY_AGAIN, FERRY_THIRD[:2]) == []
    assert found(FERRY[:3], FERRY_AGAIN, FERRY_THIRD) == []
    alert = ["The pilot Odo Karvel had warned the owners in a letter about the radar last winter."]
    shown = found(FERRY, FERRY_AGAIN, FERRY_THIRD, alert)
    assert [novel.sentence for novel in shown] == [FERRY[9]]


def test_copies_of_one_text_are_one_report():
    assert found(FERRY, FERRY_AGAIN, FERRY_AGAIN) == []
    assert found(FERRY, FERRY_AGAIN, FERRY_AGAIN[:-1]) == []
    assert found(FERRY, FERRY[:8], FERRY_AGAIN) == []


def test_bylines_lists_and_headings_are_no_news():
    extras = [
        "Reporting by Ida Tamm and Lou Brandeis in Sankt Veit, Editing by Emil Rask in Perlan.",
        "Tormel, Perlan, Castrel, Sankt Veit, Orvelle, Mirrowby, Hask and Drumlin all Lost.",
        "Why Odo Brandeis of Tormel now wants 4,200 more reasons to stay at home",
    ]
    shown = found([*FERRY, *extras], FERRY_AGAIN, FERRY_THIRD)
    assert not {novel.sentence for novel in shown} & {*extras}


def test_a_sentence_that_stands_twice_in_its_article_is_shown_once():
    shown = found([FERRY[9], *FERRY, FERRY[9]], FERRY_AGAIN, FERRY_THIRD)
    assert [novel.sentence for novel in shown].count(FERRY[9]) == 1


def test_an_empty_article_or_report_is_no_trouble():
    assert novelty.score([], [FERRY], "en") == []
    assert found([], FERRY, FERRY_AGAIN) == []
    assert found(FERRY, [], [""], FERRY_AGAIN, FERRY_THIRD) == found(
        FERRY, FERRY_AGAIN, FERRY_THIRD
    )


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("“We wait,” said Tamm.", "We wait,"),
        ("Sie sagte: „Wir warten“, mehr nicht.", "Wir warten"),
        ("»Wir warten«, sagte sie.", "Wir warten"),
        ("« On attend », dit-elle.", "On attend"),
        ("”Vi väntar”, sade hon.", "Vi väntar"),
        ("‘We don’t know,’ Tamm’s aide said.", "We don’t know,"),
        ("田野さんは「待ちます」と話した。", "待ちます"),
        ("“We wait, and we", "We wait, and we"),
        ("until the end of it,” she said.", "until the end of it,"),
        ("The town’s mayor can’t wait.", ""),
    ],
)
def test_quotations_in_the_marks_of_each_language(sentence, said):
    assert told.quotation(sentence).strip() == said


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("It cost 4,200 euros, or $1.5 million.", ["4,200", "$1.5"]),
        ("Es kostete 86.000 Euro.", ["86.000"]),
        ("共有4200人参加。", ["4200"]),
        ("On 26 June 2024 three of 12 came.", []),
        ("Of the votes 12% were void.", ["12%"]),
        ("The 47-year-old drove on the A40.", []),
        ("9" * 5000, ["9" * 5000]),
    ],
)
def test_numbers_that_say_how_much(sentence, numbers):
    nothing = told.known([], [])
    assert told.numbers(sentence, nothing) == numbers


def test_a_number_grouped_otherwise_is_known():
    assert told.numbers("It cost 4,200 euros.", told.known([], ["Es kostete 4.200 Euro."])) == []


def test_a_known_name_in_another_form_is_known():
    known = told.known([], ["Иранский министр Кармелин приехал.", "The Guantánamo ruling stands."])
    assert told.names("Он видел Кармелина вчера.", known, "ru") == []
    assert told.names("They left Guantanamo today.", known, "en") == []
    assert told.names("They left Brackmouth today.", known, "en") == ["Brackmouth"]


WORDS = st.sampled_from(
    ["Karvel", "Lapwing", "Brackmouth", "ferry", "radar", "letter", "4,200", "and", "the", "of",
     "said", "“quiet”", "船の", "博物館", "8400", "Гавань", "паром", "закрыт"]
)  # fmt: skip
SENTENCE = st.lists(WORDS, min_size=1, max_size=14).map(lambda words: " ".join(words) + ".")
REPORT = st.lists(SENTENCE | st.sampled_from(FERRY + FERRY_AGAIN + FERRY_THIRD), max_size=24)


@settings(max_examples=150, deadline=None)
@given(REPORT, st.lists(REPORT, max_size=4), st.sampled_from(["en", "de", "ru", "ja", None]))
def test_never_more_than_two_never_told_never_without_two_others(article, others, language):
    shown = novelty.only_here(article, others, language)
    assert len(shown) <= 2
    assert not shown or len(others) >= 2
    for novel in shown:
        assert article[novel.index] == novel.sentence
        assert 0 < len(novel.why) < 160
        assert all(novel.sentence not in " ".join(other) for other in others)
    assert [novel.index for novel in shown] == sorted(novel.index for novel in shown)


@settings(max_examples=60, deadline=None)
@given(st.permutations([FERRY_AGAIN, FERRY_THIRD, FERRY_AGAIN[:4], BRIDGE]), REPORT)
def test_the_order_of_the_others_does_not_matter(others, extra):
    article = [*FERRY, *extra]
    plain = [FERRY_AGAIN, FERRY_THIRD, FERRY_AGAIN[:4], BRIDGE]
    assert novelty.only_here(article, others, "en") == novelty.only_here(article, plain, "en")
    assert novelty.score(article, others, "en") == novelty.score(article, plain, "en")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(), max_size=6), st.lists(st.lists(st.text(), max_size=4), max_size=3))
def test_scores_are_probabilities_of_anything(article, others):
    scores = novelty.score(article, others, None)
    assert len(scores) == len(article)
    assert all(0.0 <= one <= 1.0 for one in scores)
