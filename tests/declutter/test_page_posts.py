"""Posts of a live blog: what is theirs, and what only stands beside them."""

from reader import declutter
from reader.formats.html import read

URL = "https://courier.example/live/storm"
LIFEBOAT = (
    "The crew of the lifeboat of Vinda is back in port, wet and well, says its coxswain, who wants "
    "nothing but soup."
)
SCHOOL = (
    "The school on the hill has opened its gym for everybody whose cellar is under water; dogs are "
    "welcome, says the caretaker."
)
WALL = (
    "The harbour wall has held so far, the engineer Petra Lund told this paper, though two of its "
    "stones are missing since noon."
)
POSTS = [
    ("14:52", "Lifeboat back in port", LIFEBOAT),
    ("14:31", "School opens its doors", SCHOOL),
    ("13:58", "", "The ferry does not run."),
    ("13:20", "The wall has held", WALL),
]


def post(time, heading, text):
    head = f"<h3>{heading}</h3>" if heading else ""
    return (
        f"<div class='entry'><time>{time}</time>{head}<p>{text}</p>"
        "<div class='tools'><a href='#'>Share</a></div></div>"
    )


def labels_of(posts, around="{}"):
    page = (
        "<html><head><title>Storm Oda over Vinda</title></head><body><main>"
        "<h1>Storm Oda over Vinda</h1><p>The strongest storm for eleven years has reached the "
        "coast at Vinda, and the town asks its people to stay at home until the evening.</p>"
        f"{around.format(''.join(post(*one) for one in posts))}</main></body></html>"
    )
    document = read(page, URL)
    labels = declutter.label(document)
    return {block.text: label for block, label in zip(document.blocks, labels, strict=True)}


def test_times_headlines_and_short_sentences_of_posts_are_shown():
    labels = labels_of(POSTS, "<div class='posts'>{}</div>")
    shown = [part for one in POSTS for part in one if part]
    assert [part for part in shown if labels[part].hidden] == []
    assert {labels[time].kind for time, _, _ in POSTS} <= {"byline", "article"}
    assert labels["Share"].hidden


def test_a_players_time_is_none_of_a_post():
    player = "<div class='player'><span>0:00</span> <button>Play</button> <span>4:12</span></div>"
    labels = labels_of(POSTS[:1], "<div class='posts'>{}</div>" + player)
    assert all(labels[text].hidden for text in labels if "4:12" in text)
