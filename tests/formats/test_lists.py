"""Lists of feeds and reading lists: the web's addresses come out, and a sentence for the rest."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import FormatError
from reader.core.feeds import SavedLink, Subscription
from reader.core.model import Payload
from reader.core.text import squeeze
from reader.formats import list_items, newsboat, opml, reading_lists
from reader.formats.holding import holding

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Ports"><outline title="North"><outline text="Quay &amp; Co" type="rss"
 xmlUrl="https://quay.example/feed" htmlUrl="https://quay.example/" category="/boats,sea"
 description="Boats"/></outline></outline>
<outline text="Mole" type="rss" xmlurl=" feed://mole.example/rss "/>
<outline type="atom" title="By url" url="https://url.example/atom"/>
<outline text="Again" type="rss" xmlUrl="https://mole.example/rss"/>
<outline text="Again" type="rss" xmlUrl="http://mole.example/rss"/>
<outline text="Other list" type="include" url="https://list.example/opml"/>
<outline text="Page" htmlUrl="https://page.example/"/>
<outline text="Script" type="rss" xmlUrl="|~/bin/feed.sh"/>
<outline text="Run" type="rss" xmlUrl="exec:rm -r x"/>
<outline text="Local" type="rss" xmlUrl="file:///etc/passwd"/>
<outline text="Odd" type="rss" xmlUrl="javascript:alert(1)"/>
<outline text="Sieved" type="rss" xmlUrl="https://sieve.example/" filtercmd="~/f.sh"/>
</body></opml>"""


def payload(text, name="file:///x/list"):
    return Payload(text if isinstance(text, bytes) else text.encode(), name)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("quay.example/feed", "https://quay.example/feed"),
        ("127.0.0.1:8755/feed", "http://127.0.0.1:8755/feed"),
        ("quay.example:8080/feed", "http://quay.example:8080/feed"),
        ("feed.sh", None),
        ("a stray/word", None),
        ("mailto:a@quay.example/x", None),
    ],
)
def test_an_address_without_its_scheme(given, url):
    assert list_items.web(given) == url


def test_an_empty_list_lacks_nothing_and_a_program_is_named_once():
    assert opml.read(payload("<opml/>")).left_out == ()
    outline = '<outline text="X" type="rss" xmlUrl="|touch x" filtercmd="touch x"/>'
    found = opml.read(payload(f"<opml><body>{outline}</body></opml>"))
    assert [one.reason for one in found.left_out] == ["it runs a program, which a list may not"]


def test_opml_with_folders_and_every_way_to_write_an_address():
    found = opml.read(payload(OPML))
    assert found.subscriptions == (
        Subscription("https://quay.example/feed", "Quay & Co", ("Ports", "North"),
                     ("boats", "sea"), "https://quay.example/", "Boats"),
        Subscription("http://mole.example/rss", "Mole"),
        Subscription("https://url.example/atom", "By url"),
        Subscription("https://mole.example/rss", "Again"),
        Subscription("https://sieve.example/", "Sieved"),
    )  # fmt: skip
    assert {left.item: left.reason for left in found.left_out} == {
        "Other list": "it leads to a page or another list, not to a feed",
        "Page": "it names a page, but no feed",
        "Script": "it runs a program, which a list may not",
        "Run": "it runs a program, which a list may not",
        "Local": "file:///etc/passwd is no address of the web",
        "Odd": "javascript:alert(1) is no address of the web",
        "Sieved": "the feed was taken, but the program that filters it is not run",
        "Again": "its address stands in the list before, and was taken once",
    }


def test_a_feed_in_two_folders_is_in_the_first_and_tagged_with_the_other():
    inside = '<outline text="Quay" xmlUrl="https://quay.example/"/>'
    text = f"<opml><outline text='A'>{inside}</outline><outline text='B'>{inside}</outline></opml>"
    (one,) = opml.read(payload(text)).subscriptions
    assert (one.folders, one.tags) == (("A",), ("B",))


@pytest.mark.parametrize(
    "text",
    [
        '<opml><body><outline text="Q & A" xmlUrl="https://q.example/?a=1&b=2"><br></body>',
        (
            '\ufeff<?xml version="1.0" encoding="utf-16"?><opml><outline text="Q &amp; A" '
            'xmlUrl="https://q.example/?a=1&amp;b=2"/></opml>'
        ),
        '<outline text="Q &amp; A" xmlUrl="https://q.example/?a=1&amp;b=2"/>',
        (
            '<opml xmlns="http://opml.org/spec2"><body><outline TEXT="Q &amp; A" '
            'XMLURL="https://q.example/?a=1&amp;b=2"/></body></opml>'
        ),
    ],
)
def test_broken_opml_is_read_all_the_same(text):
    (one,) = opml.read(payload(text)).subscriptions
    assert (one.url, one.title) == ("https://q.example/?a=1&b=2", "Q & A")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_opml_in_any_encoding(encoding):
    text = "<?xml version='1.0' encoding='{}'?><opml><outline text='Möwe' xmlUrl='https://m.example/'/></opml>"
    data = text.format(encoding.removesuffix("-sig")).encode(encoding)
    assert opml.read(payload(data)).subscriptions[0].title == "Möwe"


def test_five_hundred_feeds():
    many = "".join(f"<outline text='{n}' xmlUrl='https://f{n}.example/'/>" for n in range(500))
    assert len(opml.read(payload(f"<opml>{many}</opml>")).subscriptions) == 500


def test_what_is_no_list_says_so():
    with pytest.raises(FormatError, match=r"/x/list is not a list of feeds"):
        opml.read(payload("<html><p>x</p></html>"))


WORD = st.text(st.characters(codec="utf-8", exclude_characters=",/"), min_size=1, max_size=12).map(
    squeeze
).filter(bool)  # fmt: skip
SUBSCRIPTIONS = st.lists(
    st.builds(
        Subscription,
        url=st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9?&=]{0,8}", fullmatch=True),
        title=st.none() | WORD,
        folders=st.lists(WORD, max_size=3).map(tuple),
        tags=st.lists(WORD, max_size=3, unique=True).map(tuple),
        site=st.none() | st.just("https://site.example/"),
        note=st.none() | WORD,
        hidden=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.url,
)


@given(SUBSCRIPTIONS)
def test_what_is_written_reads_back(subscriptions):
    found = opml.read(payload(opml.write(subscriptions)))
    titled = {one.url: one.title or one.url for one in subscriptions}
    expected = {(one, titled[one.url]) for one in subscriptions}
    back = {one.url: one for one in found.subscriptions}
    assert len(back) == len(subscriptions)
    for one, title in expected:
        got = back[one.url]
        assert got.title == title
        assert (got.folders, got.tags, got.site, got.note, got.hidden) == (
            one.folders, one.tags, one.site, one.note, one.hidden,
        )  # fmt: skip
    assert found.left_out == ()


URLS = r"""
# my feeds
https://quay.example/feed boats "long reads" "~The \"Quay\" paper" # not a tag
  http://mole.example/rss !
"https://quoted.example/feed?a=b c" x#y "#z"
"query:Unread:unread = \"yes\""
exec:~/bin/make-feed.sh ports
filter:~/bin/sift.sh:https://sifted.example/feed
file:///home/ada/feed.xml
|~/bin/run.sh
gopher://old.example/
https://quay.example/feed twice
"""


def test_newsboats_urls_with_titles_tags_and_what_is_never_run():
    found = newsboat.read(payload(URLS))
    assert found.subscriptions == (
        Subscription("https://quay.example/feed", 'The "Quay" paper',
                     tags=("boats", "long reads", "twice")),
        Subscription("http://mole.example/rss", hidden=True),
        Subscription("https://quoted.example/feed?a=b%20c", tags=("x#y", "#z")),
    )  # fmt: skip
    reasons = [left.reason for left in found.left_out]
    assert reasons == [
        "it is a search over the other feeds, not a feed",
        "it runs a program, which is never done",
        "it runs a program on a feed, which is never done",
        "it is a file of one machine, not a feed of the web",
        "it runs a program, which a list may not",
        "gopher://old.example/ is no address of the web",
        "its address stands in the list before, and was taken once",
    ]


ADDED = datetime(2026, 2, 5, 8, tzinfo=UTC)
EPOCH = int(ADDED.timestamp())
ONE = "https://quay.example/nine"
LISTS = {
    "pocket.csv": "title,url,time_added,tags,status\r\n"
    f"Nine boats,{ONE},{EPOCH},sea|ports,archive\r\n{ONE}?2,{ONE}?2,{EPOCH},,unread\r\n",
    "pocket.html": f"<!DOCTYPE html><html><body><h1>Unread</h1><ul><li><a href='{ONE}?2' "
    f"time_added='{EPOCH}' tags=''>{ONE}?2</a></ul><h1>Read Archive</h1><ul><li><a href='{ONE}' "
    f"time_added='{EPOCH}' tags='sea,ports'>Nine boats</a></li></ul></body></html>",
    "instapaper.csv": "URL,Title,Selection,Folder,Timestamp,Tags\n"
    f'{ONE},Nine boats,,Archive,{EPOCH},"[""sea"",""ports""]"\n{ONE}?2,,,Unread,{EPOCH},[]\n',
    "wallabag.json": json.dumps([
        {"is_archived": 1, "is_starred": 0, "tags": ["sea", "ports"], "title": "Nine boats",
         "url": ONE, "created_at": "2026-02-05T09:00:00+0100"},
        {"is_archived": 0, "url": f"{ONE}?2", "title": None, "created_at": ADDED.isoformat()},
    ]),
    "omnivore.json": json.dumps([
        {"slug": "x", "title": "Nine boats", "url": ONE, "state": "Archived", "readingProgress": 9,
         "labels": ["sea", "ports"], "savedAt": "2026-02-05T08:00:00.000Z"},
        {"title": "", "url": f"{ONE}?2", "state": "Active", "savedAt": ADDED.isoformat()},
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_reading_lists_of_other_programs(name):
    source = payload(LISTS[name], f"file:///x/{name}")
    found = reading_lists.read(source)
    expected = [
        SavedLink(ONE, "Nine boats", ("sea", "ports"), ADDED, read=True),
        SavedLink(f"{ONE}?2", None, (), ADDED),
    ]
    assert sorted(found.links, key=lambda link: link.url) == expected
    assert found.left_out == ()
    assert holding(source) == "reading list"


def test_stars_and_folders():
    rows = f"{ONE},A,,Starred,{EPOCH}\n{ONE}?2,B,,Ports,{EPOCH}\n"
    text = f"URL,Title,Selection,Folder,Timestamp\n{rows}"
    one, two = reading_lists.read(payload(text)).links
    assert (one.starred, one.tags) == (True, ())
    assert (two.starred, two.tags) == (False, ("Ports",))
    starred = json.dumps([{"is_archived": 0, "is_starred": 1, "url": ONE}])
    assert reading_lists.read(payload(starred)).links[0].starred


def test_what_of_a_reading_list_is_no_address_is_named():
    text = LISTS["pocket.csv"] + f"Bad,javascript:x,{EPOCH},,unread\nTwice,{ONE},{EPOCH},,unread\n"
    assert [(left.item, left.reason) for left in reading_lists.read(payload(text)).left_out] == [
        ("Bad", "javascript:x is no address of the web"),
        ("Twice", "its address stands in the list before"),
    ]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", '[{"x": 1}]', "A story.", '[{"is_archived": '])
def test_what_is_no_reading_list_says_so(text):
    with pytest.raises(FormatError, match="/x/list is"):
        reading_lists.read(payload(text))


@given(st.text(max_size=200))
def test_broken_rows_never_stop_the_rest(text):
    rows = f"title,url,time_added,tags,status\nA,{ONE},{EPOCH},,unread\n{text}"
    found = reading_lists.read(payload(rows.encode("utf-8", "replace")))
    assert found.links[0].url == ONE
    assert all(link.url.startswith(("http://", "https://")) for link in found.links)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<rss><channel/></rss>", "a", "feed"),
        ("<?xml version='1.0'?>\n<!DOCTYPE rss PUBLIC 'x' 'y'><rss/>", "a", "feed"),
        ('<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"/>', "a", "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "a", "feed"),
        (OPML, "a.xml", "opml"),
        (URLS, "a.txt", "article"),
        ("https://a.example/\n# x\nhttps://b.example/ tag\n", "a.txt", "urls"),
        ("https://a.example/\n", "urls", "urls"),
        ("https://a.example/\n", "a.txt", "article"),
        ("A story about <rss> and feeds.", "a.txt", "article"),
        ("<html><body><p>x</p></body></html>", "a.xml", "article"),
    ],
)
def test_what_a_source_holds(text, name, expected):
    assert holding(payload(text, f"file:///x/{name}")) == expected


def test_a_list_that_was_cut_off_says_so():
    text = b'<opml><body><outline text="A" xmlUrl="https://a.example/feed"/><outline te'
    found = opml.read(Payload(text, "file:///cut.opml"))
    assert [one.url for one in found.subscriptions] == ["https://a.example/feed"]
    assert any("the file ends before it" in one.reason for one in found.left_out)
