"""A library in memory with the same methods, and a dozen invented articles."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reader.core.errors import SourceError, UsageError
from reader.core.following import Feed, FeedSettings, FeedState, Refreshed, RefreshProgress
from reader.core.model import (
    Article,
    Block,
    Counts,
    Document,
    Headline,
    Kind,
    Label,
    Link,
    Progress,
    Query,
    Related,
    Report,
    Run,
    Shape,
    Status,
    Story,
    Taken,
    Timeline,
)
from reader.core.text import count_words
from reader.declutter.rules import Exact, Rule, _ruled, normal
from reader.library.changes import between
from reader.library.comparing import compare
from reader.library.correcting import Preview
from reader.library.following import Subscribed
from reader.store.versions import Reading

_ALL = Query()
NOW = datetime(2023, 6, 26, 18, 30, tzinfo=UTC)


def clock():
    return NOW


def block(
    text, kind: Kind = "article", shape: Shape = "paragraph", reason="", confidence=0.9, **more
):
    runs = more.pop("runs", (Run(text),))
    reason = reason or {"article": "running text", "title": "the page's headline"}.get(kind, kind)
    said = (more.pop("against", ""), more.pop("instead", None))
    return Block(shape, runs, **more), Label(kind, reason, confidence, *said)


def make(number, title, site, hours, pairs, url="", byline=None, version=1):
    pairs = [block(title, "title", "heading", level=1), *pairs]
    document = Document(
        url=url or f"https://{site.lower().replace(' ', '-')}.example/{number}",
        title=title,
        byline=byline,
        published=NOW - timedelta(hours=hours),
        site=site,
        language="en",
        blocks=tuple(pair[0] for pair in pairs),
    )
    labels = tuple(pair[1] for pair in pairs)
    return Article(number, version, document, labels, NOW - timedelta(hours=hours))


BRIDGE = [
    block("Home News Harbour", "navigation", "item", reason="a menu of links"),
    block("Sections Weather Tides", "navigation", "item", reason="a menu of links"),
    block("By Ada Lindqvist", "byline", reason="names the author"),
    block("The Harbour Bridge at first light. Photo: M. Osei", "caption", "figure"),
    block(
        "The Harbour Bridge opened to traffic again on Monday morning, nine weeks after a "
        "barge struck its northern pier and closed the only road across the inlet."
    ),
    block(
        "Support our reporting with a small monthly gift. Every gift keeps a reporter on the "
        "harbour.",
        "appeal",
        reason="asks for donations",
    ),
    block("Your card number", "subscribe", reason="a payment form"),
    block(
        "“The pier is stronger than it was before the accident,” said the city engineer, "
        "Tomas Brandt, who walked across with the first school bus.",
        shape="quote",
        level=1,
    ),
    block("What was repaired", shape="heading", level=2),
    block("Two bearings on the northern pier", shape="item", level=1, marker="•"),
    block(
        "The fender that keeps ships away from the masonry, now four metres longer than the "
        "old one and lit at night",
        shape="item",
        level=1,
        marker="•",
    ),
    block(
        "The cost of 4.2 million was shared between the city and the insurer, the council said "
        "in a report and in its minutes.",
        runs=(
            Run(
                "The cost of 4.2 million was shared between the city and the insurer, the "
                "council said in a "
            ),
            Run("report", "https://council.example/report"),
            Run(" and in its "),
            Run("minutes", "https://council.example/minutes", "em"),
            Run("."),
        ),
    ),
    block("Item\tCost\nBearings\t1.9 million\nFender\t1.4 million", shape="table"),
    block(
        "Sign up for our weekly harbour letter. Every Friday in your inbox.",
        "newsletter",
        reason="sign-up words",
    ),
    block(
        "The ferry that carried commuters for nine weeks makes its last crossing tonight.",
        "teaser",
        reason="reads like a summary of another story",
        confidence=0.5,
        against="names what the story is about",
        instead=Label("article", "running text", 0.81),
    ),
    block("Pilots asked for a second light, which the council has promised for the autumn."),
    block("© 2023 Northport Courier. All rights reserved.", "legal", reason="rights words"),
]

WIRE = [
    block("The bridge opened. Photo: Coast Wire", "caption", "figure"),
    block(
        "Nine weeks after a barge had closed the only road across the inlet, the Harbour Bridge "
        "opened to traffic again on Monday morning."
    ),
    block("Ferry captain Lena Roux said she would miss the morning crowd and its dogs."),
    block(
        "The council said in a report that the city and the insurer shared the cost of 4.2 "
        "million. A toll was not discussed."
    ),
    block("Sign up for the wire", "newsletter", reason="sign-up words"),
    block("Divers will look at the pier again in the spring, when the water is clear."),
]

_TITLES = [
    ("Harbour bridge reopens after nine weeks of repairs", "Northport Courier", 2),
    ("Bridge traffic returns to Northport", "Coast Wire", 3),
    ("What the new water tariffs mean for a household of four in the valley", "Vale Observer", 5),
    ("Rat beschließt Umbau der Hafenbrücke", "Nordhafen Kurier", 6),
    ("Glacier survey finds slower melt", "Science Weekly", 9),
    ("Minister resigns over ferry contract", "Vale Observer", 11),
    ("A baker's guide to winter rye", "Slow Bread", 26),
    ("Court clears journalist in leak case", "The Lantern", 30),
    ("Sea eagles return to the southern cliffs", "Northport Courier", 50),
    ("How we test home batteries", "Watt and Volt", 55),
    ("Council delays vote on tram line", "Vale Observer", 80),
    ("北港大桥九周后重新开放", "北港日报", 90),
]


def _plain(title):
    return [
        block("Menu Start Local Sport", "navigation", "item", reason="a menu of links"),
        *(
            block(
                f"{title}: paragraph {number} of the report says a little more about what "
                "happened, who was there, and what comes next for the people who live nearby."
            )
            for number in range(1, 13)
        ),
        block("Read more stories from this outlet", "teaser", reason="leads to other stories"),
    ]


def articles():
    return [
        make(n, title, site, hours, {1: BRIDGE, 2: WIRE}.get(n) or _plain(title))
        for n, (title, site, hours) in enumerate(_TITLES, 1)
    ]


def older(article):
    """The article as it was: a word was another, a paragraph is new, one went."""
    blocks = article.document.blocks
    pairs = list(zip(blocks, article.labels, strict=True))
    first = next(n for n, it in enumerate(blocks) if "opened to traffic" in it.text)
    text = blocks[first].text.replace("nine weeks", "ten weeks")
    pairs[first] = block(text)
    gone = next(n for n, it in enumerate(blocks) if "Pilots asked" in it.text)
    pairs[gone] = block("A brass band will play on the quay at noon, the mayor said.")
    document = replace(article.document, blocks=tuple(pair[0] for pair in pairs))
    return replace(article, version=1, document=document, labels=tuple(p[1] for p in pairs))


def _moment(a):
    return a.document.published or a.fetched_at


def feed(number, name, articles=(), folder=(), tags=(), **state):
    """A feed as it is stored, and the articles that it brought."""
    url = f"https://{name.lower().replace(' ', '-')}.example/feed.xml"
    settings = FeedSettings(folders=folder, tags=tags, paused=state.pop("paused", False))
    asked = {"checked_at": NOW - timedelta(hours=1), "due_at": NOW + timedelta(hours=1)}
    return Feed(number, url, name, None, settings, FeedState(**asked | state)), articles


def feeds():
    return [
        feed(1, "Northport Courier", (1, 9), ("Harbour",)),
        feed(2, "Coast Wire", (2,), ("Harbour",), ("sea",)),
        feed(3, "Vale Observer", (3, 6, 11), tags=("valley", "sea")),
        feed(4, "Slow Bread", (7,), paused=True),
        feed(5, "The Lantern", (8,), failures=3, error="lantern.example gives no answer in 30 s"),
        feed(6, "Watt and Volt", (10,), gone=True, error="volt.example says it is gone (HTTP 410)"),
    ]


class FakeFeeds:
    """The feeds of a library in memory. `answers` are what a refresh brings: an article, or the
    sentence that says why it failed; `gate` holds the refresh before its second feed, or before
    that after so many as are not `held`; `asking` holds the following of a feed."""

    def __init__(self, library, stored=()):
        self.library = library
        self.stored = {one.id: one for one, _ in stored}
        self.brought = {one.id: list(brought) for one, brought in stored}
        self.sites = {}
        self.answers = {}
        self.asked = []
        self.gate, self.held = None, 1
        self.asking = None
        self.lacked = {}
        self.reads, self.expired = {}, {}
        self.present = NOW

    def lacking(self, article_id):
        return self.lacked.get(article_id)

    def fetch_page(self, article_id, cancelled=lambda: False):
        if article_id not in self.lacked:
            raise UsageError("no feed that is followed names a page of it")
        self.lacked[article_id] = self.answers.get(article_id)
        return self.lacked[article_id]

    def unread(self, ids):
        return sum(one.unread for one in self.all() if one.id in ids)

    def ripe(self, feed_id, keep):
        return self.reads.get(feed_id, 0) if keep else 0

    def taken_out(self, ids):
        return sum(self.expired.get(feed_id, 0) for feed_id in ids)

    def all(self):
        return [self._counted(one) for one in self.stored.values()]

    def due(self):
        return [one for one in self.all() if not one.paused and one.state.due_at <= self.present]

    def get(self, feed_id):
        return self._counted(self.stored[feed_id])

    def of(self, article_id):
        return [one for one in self.all() if article_id in self.brought[one.id]]

    def _counted(self, one):
        live = [i for i in self.brought[one.id] if i in self.library.stored]
        unread = sum(not self.library.statuses[i].read for i in live)
        return replace(one, articles=len(live), unread=unread)

    def subscribe(self, url, cancelled=lambda: False):
        while self.asking is not None and not self.asking.wait(0.02):
            if cancelled():
                raise SourceError("cancelled")
        found = self.sites.get(url)
        if found is None:
            raise SourceError(f"{url} names no feed")
        known = found.id in self.stored
        if not known:
            self._change(found, f"followed {found.shown}")
            self.brought.setdefault(found.id, [])
        return Subscribed(self.get(found.id), not known, ())

    def _change(self, one, what):
        before = self.library.kept()
        self.stored = {**self.stored, one.id: one}
        self.library.journal(before, what)

    def _set(self, ids, what, **settings):
        for feed_id in ids:
            one = self.stored[feed_id]
            changed = replace(one, settings=replace(one.settings, **settings))
            self._change(changed, f"{what} {one.shown}")

    def remove(self, ids):
        before = self.library.kept()
        self.stored = {i: one for i, one in self.stored.items() if i not in ids}
        self.library.journal(before, "stopped following a feed")

    def rename(self, feed_id, name):
        self._set([feed_id], "renamed", name=name or None)

    def change(self, ids, how, what):
        for feed_id in ids:
            one = self.stored[feed_id]
            self._change(replace(one, settings=how(one.settings)), what.format(one.shown))

    def move(self, feed_id, address, settings=None):
        one = self.stored[feed_id]
        holder = next((other for other in self.stored.values() if other.url == address), one)
        if holder.id != feed_id:
            raise UsageError(f"{address} is followed already, as “{holder.shown}”")
        moved = replace(one, url=address, settings=settings or one.settings)
        if moved != one:
            self._change(moved, f"changed the settings of {one.shown}")

    def begin(self, starters):
        known = {one.url for one in self.stored.values()}
        new = [one for one in starters if one.url not in known]
        before = self.library.kept()
        for number, one in enumerate(new, max(self.stored, default=0) + 1):
            settings = FeedSettings(name=one.title)
            self.stored = {
                **self.stored,
                number: Feed(number, one.url, None, one.site, settings, FeedState()),
            }
            self.brought.setdefault(number, [])
        self.library.journal(before, f"followed {len(new)} feeds of a list")
        wanted = {one.url for one in new}
        return [one for one in self.all() if one.url in wanted]

    def pause(self, ids):
        self._set(ids, "paused", paused=True)

    def resume(self, ids):
        self._set(ids, "resumed", paused=False)
        for i in ids:
            state = replace(self.stored[i].state, gone=False, error="")
            self.stored[i] = replace(self.stored[i], state=state)

    def refresh_apart(
        self, feeds, progress=lambda _: None, cancelled=lambda: False, *, first=False
    ):
        self.asked.append([one.id for one in feeds])
        new = failed = 0
        for number, one in enumerate(feeds):
            progress(RefreshProgress(number, len(feeds), new, failed))
            while number >= self.held and self.gate is not None and not self.gate.wait(0.02):
                if cancelled():
                    return
            came = self.answers.get(one.id)
            if isinstance(came, str):
                failed += 1
                yield Refreshed(one.id, one.shown, "failed", message=came)
            elif came is not None:
                new += 1
                self.library.stored[came.id] = came
                self.library.statuses.setdefault(came.id, Status(came.id))
                self.brought[one.id].append(came.id)
                yield Refreshed(one.id, one.shown, "new", 1)
            else:
                yield Refreshed(one.id, one.shown, "unchanged")


class FakeStories:
    """The stories of a library in memory: what tells each, and which sentences stand alone."""

    def __init__(self, library):
        self.library = library
        self.told = {101: [1, 2, 4], 103: [3, 6], **{100 + n: [n] for n in (5, *range(7, 13))}}
        self.copies = {1}
        self.silent = ("Science Weekly", "Slow Bread")
        self.alone = {}
        self.said = []

    def _told(self, story):
        stored = self.library.stored
        return [stored[i] for i in self.told.get(story, ()) if i in stored]

    def reports(self, story):
        return array("q", [a.id for a in sorted(self._told(story), key=_moment, reverse=True)])

    def articles(self, stories):
        return [a.id for story in stories for a in self._told(story)]

    def front_page(self, limit=None):
        found = [story for story in self.told if self._told(story)]
        found.sort(key=lambda s: (len(self.rows([s])[0].outlets), self._newest(s)), reverse=True)
        return array("q", found)[:limit]

    def _newest(self, story):
        return max(_moment(a) for a in self._told(story))

    def unread(self):
        return array("q", [story.id for story in self.rows([*self.told]) if story.unread])

    def of(self, article_id):
        return next((story for story, ids in self.told.items() if article_id in ids), None)

    def rows(self, ids):
        return [self.story(story) for story in ids if self._told(story)]

    def story(self, story):
        told = sorted(self._told(story), key=_moment)
        read = sum(self.library.statuses[a.id].read for a in told)
        sites = dict.fromkeys(a.document.site for a in told if a.document.site)
        lead = told[-1]
        return Story(
            story,
            lead.title,
            lead.id,
            len(told),
            tuple(sites),
            len(told) - read,
            read,
            max((a.document.published for a in told if a.document.published), default=None),
            tuple(a.document.url for a in told),
        )

    def timeline(self, story):
        told = sorted(self._told(story), key=lambda a: (a.document.published is None, _moment(a)))
        reports = tuple(Report(self.library.row(a), a.id in self.copies) for a in told)
        return Timeline(self.story(story), reports, self.silent)

    def only_here(self, article_id):
        return self.alone.get(article_id, [])

    def compare(self, one, other):
        return compare(self.library.article(one), self.library.article(other))

    def say(self, one, other, *, same):
        if one == other:
            raise UsageError("that is one and the same article")
        self.said.append((one, other, same))
        links = self.library.links
        links[one] = [link for link in links[one] if same or link.article_id != other]
        return "said that “A” and “B” do not tell the same story"


class FakeRules:
    """Corrections of a library in memory; every preview counts the same."""

    def __init__(self, library):
        self.library = library
        self.corrected = []

    def preview(self, article_id, block, verdict):
        article = self.library.article(article_id)
        label = article.labels[block]
        if label.kind == "title" or label.hidden == (verdict == "junk" and label.confidence > 0.6):
            raise UsageError("there is nothing to correct")
        text = article.document.blocks[block].text
        kind = "article" if verdict == "keep" else "control"
        rule = Rule("northport-courier.example", verdict, kind, normal(text))
        return Preview(article_id, block, verdict, kind, text, rule, 12, 44, 3)

    def correct(self, asked, *, everywhere):
        before = self.library.kept()
        article = self.library.stored[asked.article_id]
        labels = list(article.labels)
        exact = Exact(asked.verdict, asked.kind, everywhere)
        labels[asked.block] = _ruled(labels[asked.block], exact)
        self.library.stored[asked.article_id] = replace(article, labels=tuple(labels))
        self.corrected.append((asked.block, asked.verdict, everywhere))
        self.library.behind = True
        what = f"{asked.verdict}ed " + ("everywhere" if everywhere else "here")
        self.library.journal(before, what)
        return what


class FakeLibrary:
    """Threads may share one: what they would share through the file is in memory."""

    def __init__(self, stored=None, clock=clock, followed=()):
        self.revision = 0
        self.stored = {a.id: a for a in (articles() if stored is None else stored)}
        self.statuses = {i: Status(i, read=i in {5, 6}, starred=i == 3) for i in self.stored}
        self.clock = clock
        self.done, self.undone = [], []
        self.places = []
        self.links = {
            1: [
                Link(2, "same", "Brandt, Harbour Bridge, 1 h apart", 0.9),
                Link(4, "possible", "bridge, Northport", 0.5),
                Link(6, "follow-up", "ferry, council", 0.4),
            ]
        }
        self.reported = {}
        self.earlier = {}
        self.unseen = set()
        self.gate = None
        self.incoming = {}
        self.behind = False
        self.feeds = FakeFeeds(self, followed)
        self.stories = FakeStories(self)
        self.rules = FakeRules(self)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def take_in(self, named, progress=lambda _: None, cancelled=lambda: False):
        for number, source in enumerate(named):
            if cancelled():
                return
            progress(Progress(number, len(named), source))
            if self.gate is not None:
                while not self.gate.wait(0.02):
                    if cancelled():
                        return
            article = self.incoming.get(source)
            if source in self.feeds.sites:
                yield Taken(source, "failed", None, f"{source} is a feed", is_feed=True)
                continue
            if article is None:
                yield Taken(source, "failed", None, f"no such file: {source}")
                continue
            self.stored[article.id] = article
            self.statuses.setdefault(article.id, Status(article.id))
            yield Taken(source, "new", article.id)

    def counts(self):
        live = [s for s in self.statuses.values() if s.article_id in self.stored]
        return Counts(len(live), sum(not s.read for s in live))

    def ids(self, query=_ALL, limit=None):
        words = query.text.casefold().split()
        found = [
            a
            for a in self.stored.values()
            if all(w in self._text(a) for w in words)
            and not (query.unread and self.statuses[a.id].read)
            and (query.feeds is None or any(a.id in self.feeds.brought[i] for i in query.feeds))
        ]
        found.sort(key=lambda a: (a.fetched_at, a.id), reverse=True)
        return array("q", [a.id for a in found])[:limit]

    def search(self, query):
        return self.ids(query)

    def _text(self, a):
        return " ".join([a.title, *(b.text for b in a.document.blocks)]).casefold()

    def headlines(self, ids):
        return [self.row(self.stored[i]) for i in ids if i in self.stored]

    def row(self, a):
        status = self.statuses[a.id]
        words = sum(count_words(b.text) for b in a.document.blocks)
        outlets = len([x for x in self.links.get(a.id, ()) if x.level == "same"]) + 1
        return Headline(
            a.id,
            a.title,
            a.document.site,
            a.document.published,
            a.fetched_at,
            _moment(a),
            status.read,
            status.starred,
            outlets,
            self.reported.get(a.id, outlets),
            words,
            a.document.url,
            a.id in self.unseen,
        )

    def article(self, article_id):
        if article_id not in self.stored:
            raise UsageError(f"there is no article {article_id}")
        return self.stored[article_id]

    def status(self, article_id):
        return self.statuses[article_id]

    def keep_place(self, article_id, position, width):
        self.places.append((article_id, position, width))
        self.statuses[article_id] = replace(
            self.statuses[article_id], position=position, width=width
        )

    def view(self, article_id, view):
        article = self.article(article_id)
        if view == "reader":
            return article
        if view in {"everything", "readability"}:
            labels = tuple(x._replace(kind="article") for x in article.labels)
            return replace(article, labels=labels)
        lines = tuple(Block("code", (Run(f"<p>{b.text}</p>"),)) for b in article.document.blocks)
        document = replace(article.document, blocks=lines)
        labels = (Label("article", "a line of the raw source", 1.0),) * len(lines)
        return replace(article, document=document, labels=labels)

    def related(self, article_id):
        return [
            Related(link, self.row(self.stored[link.article_id]))
            for link in self.links.get(article_id, ())
            if link.article_id in self.stored
        ]

    def changes(self, article_id):
        article = self.article(article_id)
        old = self.earlier.get(article_id)
        if old is None:
            return between(article, article, 1, read=False, since=None)
        return between(article, old, 2, read=True, since=NOW)

    def changed_since(self, article_id):
        return Reading(1, NOW) if article_id in self.unseen else None

    def note_read(self, article_id):
        new = article_id in self.unseen or not self.statuses[article_id].read
        self.unseen.discard(article_id)
        self.statuses[article_id] = replace(self.statuses[article_id], read=True)
        return new

    def catch_up(self, cancelled=lambda: False):
        self.behind = False
        return 0

    def mark(self, ids, *, read=None, starred=None):
        before = self.kept()
        for i in ids:
            status = self.statuses[i]
            self.statuses[i] = replace(
                status,
                read=status.read if read is None else read,
                starred=status.starred if starred is None else starred,
            )
        word = {True: "read", False: "unread"}.get(read) or ("starred" if starred else "unstarred")
        self.journal(before, f"marked {len(ids)} {word}")

    def remove(self, ids):
        before = self.kept()
        for i in ids:
            self.stored.pop(i, None)
        self.journal(before, f"removed {len(ids)}")

    def kept(self):
        """What a change may change."""
        return dict(self.statuses), dict(self.stored), dict(self.feeds.stored)

    def journal(self, before, what):
        self.done.append((before, self.kept(), what))
        self.undone.clear()

    def _restore(self, kept):
        self.statuses, self.stored, self.feeds.stored = map(dict, kept)

    @property
    def undo_takes(self):
        """How many articles and feeds the last change brought."""
        if not self.done:
            return 0, 0
        before, after = self.done[-1][:2]
        return tuple(len({*after[at]} - {*before[at]}) for at in (1, 2))

    def undo(self):
        if not self.done:
            return None
        change = self.done.pop()
        self.behind = change[0][1] != change[1][1]
        self._restore(change[0])
        self.undone.append(change)
        return change[2]

    def redo(self):
        if not self.undone:
            return None
        change = self.undone.pop()
        self.behind = change[0][1] != change[1][1]
        self._restore(change[1])
        self.done.append(change)
        return change[2]
