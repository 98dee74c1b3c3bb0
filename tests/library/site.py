"""Articles of an invented site, as the worker would hand them over."""

import itertools
from datetime import UTC, datetime, timedelta

from reader import store
from reader.core.model import Block, Document, Label, Payload, Run
from reader.library import digest, intake
from reader.library.pool import Result

APPEAL = (
    "The Skarsey Post is read by everybody on the islands and owned by nobody.",
    "If you want it to stay so, send what you can spare to the box at the harbour office.",
    "Whoever gives forty crowns gets the printed paper by the mail boat for a year.",
)
_TEXTS = {
    "ferry": """
Harbour master Gunvor Lie watched as the ferry Havlys sank at its mooring on a calm night.

Divers from Tromsvik found no oil in the basin, and Lie asked the owners for another boat.

The company Nordlinje says a vessel from Brekke will take over the route before the spring.

Nobody was on board when the hull gave way, and the insurer Polaris sent two men to look.
""",
    "school": """
The school at Vestre Ness will keep its two teachers, the council under Astrid Roe decided.

Parents led by Jonas Hauge had collected names in every house between Ness and Storvik.

Roe told the meeting that the county in Hammerdal had promised money for three more years.

Of the nineteen children most will walk, while those from Storvik come by the bus of Hauge.
""",
    "birds": """
A colony of kittiwakes has moved into the old cannery, counts by Ellen Myhre have shown.

Myhre, who works for the museum in Sundholm, climbs to the roof of Konservan every morning.

The owner of the building, Rolf Dahl, wanted to pull it down and now waits for the autumn.

In Sundholm such a colony was lost when the quay there was rebuilt with help from Lofthus.
""",
    "road": """
The road over Kvitefjell stays closed, engineer Siri Aune of the county said at the barrier.

Snow lies four metres deep at the pass, and the plough from Langvatn broke its axle there.

Aune expects a new axle from Bergstad within the week, if the train to Langvatn runs again.

Until then the shop of Peder Moen gets its goods by the track along the river Svarta.
""",
}
STORIES = {
    name: tuple(" ".join(text.split()) for text in texts.split("\n\n"))
    for name, texts in _TEXTS.items()
}
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def result(name, paragraphs, host="skarsey.example", title=None):
    """A page of these paragraphs, all of which the labeller took for the article."""
    url = f"https://{host}/{name}"
    blocks = [Block("heading", (Run(title or f"Of the {name}"),), 1)]
    blocks += [Block("paragraph", (Run(text),)) for text in paragraphs]
    labels = [Label("title", "the headline", 1.0)]
    labels += [Label("article", "a paragraph of the story", 0.9)] * len(paragraphs)
    site = host.partition(".")[0].title()
    document = Document(url, title or f"Of the {name}", None, None, site, "en", tuple(blocks))
    data = "\n".join((title or "", *paragraphs)).encode()
    fingerprint = digest.fingerprint(document, tuple(labels))
    return Result(Payload(data, url, "text/html"), document, tuple(labels), fingerprint)


def clock():
    ticks = itertools.count()
    return lambda: NOON + timedelta(minutes=next(ticks))


def take(db, *results):
    """Take them in, in order; gives what became of each."""
    session = intake.Session(db, clock())
    return [session.save(one.payload.url, one) for one in results]


def told(name, *, host="skarsey.example", appeal=APPEAL):
    """One of the stories with the site's appeal."""
    return result(name, (*STORIES[name], *appeal), host)


def kinds(db, article_id):
    """The kinds of an article's paragraphs as they are stored."""
    return [label.kind for label in store.articles.load(db, article_id).labels[1:]]
