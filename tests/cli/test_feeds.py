"""Feeds from the command line: added, listed, changed, refreshed, lists in and out."""

import json

import pytest

from reader.cli import main
from reader.library.following import Feeds
from tests.library.feed_site import feed
from tests.web.feed_host import Said, hosting
from tests.web.server import PAGE

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture(scope="module")
def server():
    with hosting() as one:
        yield one


@pytest.fixture
def host(server):
    server.forget()
    return server


def run(capsys, *argv):
    code = main([str(word) for word in argv])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_what_a_url_holds_decides_between_article_and_feed(host, capsys):
    page, url = host.say("/page", Said(PAGE.encode(), headers=HTML)), host.say("/news", feed(1, 2))
    code, out, err = run(capsys, "add", page, url)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "new        1  A heron on the roof",
        "followed   feed 1  The Quay (2 new articles)",
    ]
    code, out, err = run(capsys, "add", "--article", url)
    assert code == 1
    assert "is a feed, not an article" in err
    code, out, err = run(capsys, "add", "--feed", page)
    assert (code, out) == (1, "")
    assert "names no feed" in err
    assert run(capsys, "add", url)[1] == "unchanged  feed 1  The Quay (0 new articles)\n"


def test_a_feed_that_is_added_is_asked_once(host, capsys):
    url = host.say("/news", feed(1, 2, etag='"1"'))
    assert run(capsys, "add", url)[1] == "followed   feed 1  The Quay (2 new articles)\n"
    assert [path for path, _ in host.asked] == ["/news"]
    assert run(capsys, "refresh", "--all")[1].startswith(
        "1 feed asked, 0 new articles, 1 unchanged"
    )
    assert host.asked[-1][1]["If-None-Match"] == '"1"'
    host.forget()
    assert run(capsys, "add", "--feed", host.say("/more", feed(3, title="More")))[0] == 0
    assert [path for path, _ in host.asked] == ["/more"]
    host.say("/moved", Said(status=301, headers={"Location": "/last"}))
    host.say("/last", feed(4, title="Last"))
    host.asked.clear()
    assert run(capsys, "add", f"{host.url}/moved")[1].endswith("Last (1 new article)\n")
    assert [path for path, _ in host.asked] == ["/moved", "/last"]


def test_an_address_may_lack_its_scheme_or_say_feed(host, capsys):
    place = host.say("/feed", feed(1)).removeprefix("http://")
    out = run(capsys, "add", "--feed", place)[1].splitlines()
    assert out[0] == "followed   feed 1  The Quay (1 new article)"
    plain = f"no TLS connection could be made: http://{place} was asked instead"
    assert out[1].strip() == plain
    assert json.loads(run(capsys, "feeds", "--json")[1])["url"] == f"http://{place}"
    out = run(capsys, "add", place)[1].splitlines()
    assert (out[0], out[1].strip()) == ("unchanged  feed 1  The Quay (0 new articles)", plain)
    page = host.say("/page", Said(PAGE.encode(), headers=HTML)).removeprefix("http://")
    assert f"(no TLS connection could be made: http://{page} was" in run(capsys, "add", page)[1]
    assert run(capsys, "remove", page)[0] == 0
    for other in (f"feed://{place}", f"feed:http://{place}", f"http://me:secret@{place}"):
        forced = [] if other.startswith("feed:") else ["--feed"]
        code, out, err = run(capsys, "add", *forced, other)
        assert (code, out) == (0, "unchanged  feed 1  The Quay (0 new articles)\n")
        assert ("never sent" in err) == ("secret" in other)


def test_a_sites_address_leads_to_its_feed(host, capsys):
    head = "<link rel=alternate type=application/rss+xml href="
    site = PAGE.replace("<title>", f"{head}/feed>{head}/more><title>")
    host.say("/", Said(site.encode(), headers=HTML))
    host.say("/feed", feed(1))
    host.say("/more", feed(2))
    code, out, _ = run(capsys, "add", "--feed", host.url)
    assert code == 0
    assert out.splitlines() == [
        "followed   feed 1  The Quay (1 new article)",
        f"           it also names {host.url}/more",
    ]
    out = run(capsys, "add", f"{host.url}/")[1]
    assert out.endswith(f" (its site has a feed: newsreader add --feed {host.url}/)\n")
    other = site.replace("heron", "stork").encode()
    story = host.say("/story", Said(other, headers=HTML))
    out = run(capsys, "add", story)[1]
    assert out.endswith(f" (its site has a feed: newsreader add --feed {story})\n")
    out = json.loads(run(capsys, "add", "--feed", "--json", host.url)[1])
    assert (out["outcome"], out["feed"], out["id"]) == ("unchanged", 1, None)


def test_feeds_are_listed_changed_and_taken_back(host, capsys):
    run(capsys, "add", host.say("/feed", feed(1, 2)))
    assert run(capsys, "feeds")[1] == "     1      2  The Quay\n"
    assert run(capsys, "feeds", "rename", "quay", "Harbour news")[0] == 0
    assert run(capsys, "feeds", "tag", "1", "sea", "north")[0] == 0
    assert run(capsys, "feeds", "pause", "Harbour news")[0] == 0
    assert run(capsys, "feeds", "set", "1", "--full-text", "never", "--every", "90")[0] == 0
    assert run(capsys, "feeds")[1] == "     1      2  Harbour news  (#sea, #north, paused)\n"
    code, _, err = run(capsys, "feeds", "set", "1", "--every", "14")
    assert code == 2
    assert "a feed is asked every quarter of an hour at most, not every 14 min" in err
    always = run(capsys, "feeds", "set", "1", "--full-text", "always")[1].splitlines()
    assert always[1].endswith("P fetches that of one stored before")
    run(capsys, "feeds", "set", "1", "--full-text", "never")
    row = json.loads(run(capsys, "feeds", "--json")[1])
    assert (row["health"], row["tags"], row["full_text"]) == ("paused", ["sea", "north"], "never")
    assert (row["every"], row["keep"], row["unread"]) == (90, None, 2)
    code, out, _ = run(capsys, "refresh")
    assert (code, out) == (
        0, "0 feeds asked, 0 new articles, 0 unchanged, 0 failed, 1 not due or paused\n"
    )  # fmt: skip
    assert run(capsys, "feeds", "resume", "1")[0] == 0
    code, out, _ = run(capsys, "feeds", "move", "1", "quay.example:8080/x")
    undo = "(u in the app takes it back)"
    assert (code, out) == (0, f"Harbour news is now at http://quay.example:8080/x {undo}\n")
    assert run(capsys, "feeds", "remove", "http://quay.example:8080/x")[0] == 0
    code, out, err = run(capsys, "feeds")
    assert (code, out) == (0, "")
    assert "no feed is followed" in err
    assert len(run(capsys, "list")[1].splitlines()) == 2


def test_folders_and_tags_are_given_to_many_and_narrow_what_is_listed_and_asked(host, capsys):
    for number in (1, 2, 3):
        run(capsys, "add", host.say(f"/{number}", feed(number, title=f"Quay {number}")))
    assert (
        run(capsys, "feeds", "set", "1", "2", "--folder", " Coast/ North", "--tag", "sea")[0] == 0
    )
    assert run(capsys, "feeds", "set", "2", "3", "--tag", "ice", "--tag", "Sea")[0] == 0
    assert run(capsys, "feeds", "set", "2", "--untag", "SEA")[0] == 0
    assert run(capsys, "feeds")[1].splitlines() == [
        "     3      1  Quay 3  (#ice, #Sea)",
        "     1      1  Quay 1  (Coast, North, #sea)",
        "     2      1  Quay 2  (Coast, North, #ice)",
    ]
    assert len(run(capsys, "feeds", "--folder", "coast")[1].splitlines()) == 2
    assert run(capsys, "feeds", "--folder", "coast/north", "--tag", "ice")[1].split()[0] == "2"
    assert len(run(capsys, "list", "--tag", "sea")[1].splitlines()) == 2
    assert run(capsys, "list", "--feed", "3", "--folder", "coast")[1] == ""
    host.asked.clear()
    code, out, _ = run(capsys, "refresh", "--tag", "sea")
    assert (code, out.startswith("0 feeds asked"), "2 not due" in out) == (0, True, True)
    assert run(capsys, "refresh", "--folder", "Coast", "--all")[1].startswith("2 feeds asked")
    assert {path for path, _ in host.asked} == {"/1", "/2"}
    code, _, err = run(capsys, "refresh", "--folder", "south")
    assert (code, err) == (
        2, "newsreader: no feed is in a folder 'south' (newsreader feeds lists them)\n"
    )  # fmt: skip
    assert run(capsys, "refresh", "1", "--tag", "sea")[0] == 2
    assert run(capsys, "feeds", "--tag", "sea", "pause", "1")[0] == 2
    run(capsys, "feeds", "set", "1", "--folder", "", "--untag", "sea")
    assert run(capsys, "feeds")[1].splitlines()[0] == "     1      1  Quay 1"


def test_a_feed_that_nobody_means_is_wrong_usage(host, capsys):
    assert run(capsys, "feeds", "pause", "1")[0] == 2
    run(capsys, "add", host.say("/a", feed(1, title="Quay north")))
    run(capsys, "add", host.say("/b", feed(2, title="Quay south")))
    code, _, err = run(capsys, "feeds", "pause", "quay")
    assert code == 2
    assert err == "newsreader: 'quay' may mean several feeds (1 Quay north, 2 Quay south)\n"
    assert run(capsys, "feeds", "pause", "south")[0] == 0
    assert run(capsys, "feeds", "pause", "nine")[0] == 2
    code, _, err = run(capsys, "feeds", "rename", "1", "Quay south")
    assert (code, err) == (
        0, "newsreader: feed 2 has that name too; name them by their numbers\n"
    )  # fmt: skip


def test_a_refresh_says_what_came_and_what_failed(host, capsys):
    run(capsys, "add", host.say("/a", feed(1, title="One")), host.say("/b", feed(2, title="Two")))
    run(capsys, "add", host.say("/c", feed(3, title="Three")))
    host.say("/a", feed(1, 4, 5, title="One"))
    host.say("/b", Said(status=500))
    assert run(capsys, "refresh")[1].startswith("0 feeds asked")
    code, out, err = run(capsys, "refresh", "--all")
    assert code == 1
    assert "     2 new  One\n" in out
    assert out.endswith("3 feeds asked, 2 new articles, 1 unchanged, 1 failed\n")
    assert err == "newsreader: Two: 127.0.0.1 has a fault of its own (HTTP 500)\n"
    assert "     2      1  Two\n               127.0.0.1 has a fault" in run(capsys, "feeds")[1]
    code, out, _ = run(capsys, "refresh", "--json", "Three")
    assert code == 0
    assert len(run(capsys, "list", "--feed", "One")[1].splitlines()) == 3
    assert json.loads(out) == {
        "feed": 3, "name": "Three", "outcome": "unchanged", "new": 0, "changed": 0,
        "message": None, "expired": 0,
    }  # fmt: skip
    assert run(capsys, "refresh", "three")[0] == 0


def test_a_refresh_that_is_interrupted_says_what_came(host, capsys, monkeypatch):
    run(capsys, "add", host.say("/a", feed(1, title="One")))
    run(capsys, "add", host.say("/b", feed(2, title="Two")))
    host.say("/a", feed(1, 4, title="One"))
    host.say("/b", feed(2, 5, title="Two"))
    refreshed = Feeds.refresh

    def interrupted(*args, **more):
        yield next(refreshed(*args, **more))
        raise KeyboardInterrupt

    monkeypatch.setattr(Feeds, "refresh", interrupted)
    code, out, _ = run(capsys, "refresh", "--all")
    assert code == 130
    assert out.endswith(
        "stopped; what came stays: 1 feed asked, 1 new article, 0 unchanged, 0 failed\n"
    )


def test_without_a_library_there_is_nothing_to_refresh(capsys):
    assert run(capsys, "refresh")[0] == 0
    assert run(capsys, "feeds")[0] == 0
    assert run(capsys, "export", "--opml")[0] == 2


PODCAST = b"""<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel>
<title>Quay talk</title><item><title>Ice</title><link>https://quay.example/ice</link>
<description>&lt;p&gt;The harbour office talked about the ice for an hour and found that it
will stay.&lt;/p&gt;</description>
<enclosure url='https://quay.example/1.mp3' type='audio/mpeg' length='2097152'/>
<media:content url='https://quay.example/1.jpg' type='image/jpeg'>
<media:description>The quay</media:description><media:credit>Ada Roe</media:credit>
</media:content></item></channel></rss>"""


def test_what_a_feed_gives_with_an_entry_is_shown_with_its_address_and_never_fetched(host, capsys):
    run(capsys, "add", host.say("/feed", Said(PODCAST)))
    picture = "Picture: The quay (Ada Roe) · jpeg"
    out = run(capsys, "show", "1")[1]
    assert "\n\nAudio · mp3 · 2.0 MB\nhttps://quay.example/1.mp3\n\n" in out
    assert f"{picture}\nhttps://quay.example/1.jpg" in out
    said = json.loads(run(capsys, "show", "--json", "1")[1])["blocks"]
    assert [(one["kind"], one.get("url")) for one in said[-3:]] == [
        ("article", None),
        ("caption", "https://quay.example/1.mp3"),
        ("caption", "https://quay.example/1.jpg"),
    ]
    out = run(capsys, "show", "--markdown", "1")[1]
    assert f"[{picture}](<https://quay.example/1.jpg>)" in out
    assert {path for path, _ in host.asked} == {"/feed"}


OPML = """<opml version="2.0"><body><outline text="Sea">
<outline text="The Quay" type="rss" xmlUrl="{url}/a" category="boats"/></outline>
<outline text="Ran away" type="rss" xmlUrl="|rm -rf /"/>
<outline text="Two" type="rss" xmlUrl="{url}/b" htmlUrl="https://two.example/"/></body></opml>"""


def test_a_list_of_feeds_comes_in_and_goes_out(host, capsys, tmp_path):
    file = tmp_path / "feeds.opml"
    file.write_text(OPML.format(url=host.url))
    code, out, err = run(capsys, "import", file)
    assert code == 1
    assert out.startswith("followed 2 feeds (u in the app")
    assert err == "newsreader: left out Ran away: it runs a program, which a list may not\n"
    assert host.asked == []
    assert run(capsys, "feeds")[1] == "     2      0  Two\n     1      0  The Quay  (Sea, #boats)\n"
    out = tmp_path / "out.opml"
    assert run(capsys, "export", "--opml", out)[1] == f"wrote 2 feeds to {out}\n"
    assert run(capsys, "export", "--opml", out)[0] == 2
    assert 'category="boats"' in out.read_text()
    code, said, _ = run(capsys, "import", out)
    assert (code, said) == (0, "followed 0 feeds, 2 followed already\n")
    again = tmp_path / "again.db"
    assert run(capsys, "--db", again, "import", out)[0] == 0
    assert run(capsys, "--db", again, "export", "--opml")[1] == out.read_text()


def test_newsboats_urls_and_a_reading_list_come_in(host, capsys, tmp_path):
    urls = tmp_path / "urls"
    urls.write_text(f'{host.url}/a sea "~The Quay"\n{host.url}/b !\n"exec:rm -rf /"\n')
    code, out, err = run(capsys, "import", urls)
    assert (code, out.splitlines()[0][:16]) == (1, "followed 2 feeds")
    assert "left out exec:rm -rf /: it runs a program" in err
    assert "(#hidden)" in run(capsys, "feeds")[1]
    page = host.say("/page", Said(PAGE.encode(), headers=HTML))
    pocket = tmp_path / "pocket.csv"
    pocket.write_text(
        f"title,url,time_added,tags,status\nA heron,{page},1700000000,,archive\n"
        f"Gone,{host.url}/gone,1700000000,,unread\n"
    )
    code, out, err = run(capsys, "import", pocket)
    assert code == 0
    assert out.splitlines() == [
        "took in 2 articles of 2 links",
        "not kept: the dates on which they were saved (2), the titles they had there (2)",
    ]
    assert "has no such page (HTTP 404); its title alone was taken in" in err
    assert "  A heron on the roof" in run(capsys, "list")[1]
    unread = run(capsys, "list", "--unread")[1]
    assert "Gone" in unread
    assert "heron" not in unread
    assert run(capsys, "import", page.replace("/page", ""))[0] != 0


def test_a_text_that_a_reading_list_saved_stands_for_a_page_that_is_gone(host, capsys, tmp_path):
    text = "<p>The heron left the roof of the town hall at dusk, and the warden was content.</p>"
    item = {"is_archived": 1, "is_starred": 1, "title": "The heron left", "tags": ["birds"],
            "url": f"{host.url}/gone", "content": text}  # fmt: skip
    file = tmp_path / "wallabag.json"
    file.write_text(json.dumps([item]))
    code, out, err = run(capsys, "import", file)
    assert (code, out.splitlines()[0]) == (0, "took in 1 article of 1 link")
    assert out.splitlines()[1] == "not kept: their tags (1), the titles they had there (1)"
    assert "has no such page (HTTP 404); the text that the list holds was taken in" in err
    assert "★  The heron left" in run(capsys, "list")[1]
    assert "at dusk" in run(capsys, "show", "1")[1]


def test_a_feed_that_was_guessed_is_named_as_a_guess(host, capsys):
    page = host.say("/page", Said(PAGE.encode(), headers=HTML))
    host.say("/feed", feed(1))
    assert run(capsys, "add", "--feed", page)[1].splitlines() == [
        "followed   feed 1  The Quay (1 new article)",
        f"           a guess, which no page names: {host.url}/feed, one of the usual places",
    ]


def test_what_is_hidden_goes_out_so_and_a_feed_without_a_name_goes_out_without(
    host, capsys, tmp_path
):
    urls = tmp_path / "urls"
    named = host.url.replace("//", "//ada:secret@")
    urls.write_text(f"{host.url}/a sea ! # coast\n{named}/b\n")
    err = run(capsys, "import", urls)[2]
    assert err.startswith("newsreader: 1 address of the list: user names and passwords in an addr")
    assert "(#sea, #hidden)" in run(capsys, "feeds")[1]
    assert run(capsys, "export", "--urls")[1] == f"{host.url}/a sea !\n{host.url}/b\n"
    opml = tmp_path / "out.opml"
    run(capsys, "export", "--opml", opml)
    again = tmp_path / "again.db"
    run(capsys, "--db", again, "import", opml)
    host.say("/b", feed(1))
    run(capsys, "--db", again, "refresh", f"{host.url}/b")
    assert "  The Quay\n" in run(capsys, "--db", again, "feeds")[1]
    assert run(capsys, "--db", again, "export", "--urls")[1].startswith(f"{host.url}/a sea !\n")


def test_folders_and_tags_are_changed_as_a_whole(host, capsys, tmp_path):
    urls = tmp_path / "urls"
    urls.write_text("".join(f"{host.url}/{n} sea old\n" for n in "abc"))
    run(capsys, "import", urls)
    run(capsys, "feeds", "set", "1", "2", "--folder", "Coast 10 / North")
    run(capsys, "feeds", "set", "3", "--folder", "Coast 9")
    assert [row.split()[0] for row in run(capsys, "feeds")[1].splitlines()] == ["3", "1", "2"]
    out = run(capsys, "feeds", "pause", "--folder", "coast 10")[1]
    assert out.startswith(f"paused: {host.url}/a, {host.url}/b (u")
    out = run(capsys, "feeds", "pause", "--folder", "coast 10")[1]
    assert out == f"{host.url}/a, {host.url}/b: so already, nothing was changed\n"
    assert run(capsys, "feeds", "resume", "--tag", "Sea")[0] == 0
    assert run(capsys, "feeds", "pause")[0] == 2
    assert run(capsys, "feeds", "pause", "1", "--tag", "sea")[0] == 2
    out = run(capsys, "feeds", "folder", "coast 10 / north", "Isles / South")[1]
    assert (
        out
        == "folder coast 10 / north is now Isles / South, of 2 feeds (u in the app takes it back)\n"
    )
    assert run(capsys, "feeds", "folder", "Isles")[1].startswith("folder Isles is no more, of 2")
    assert run(capsys, "feeds", "folder", "Isles")[0] == 2
    assert run(capsys, "feeds", "retag", "sea", "ocean")[0] == 0
    assert run(capsys, "feeds", "retag", "old")[1].startswith("tag old is no more, of 3 feeds")
    rows = [json.loads(row) for row in run(capsys, "feeds", "--json")[1].splitlines()]
    assert {(tuple(row["folders"]), tuple(row["tags"])) for row in rows} == {
        (("South",), ("ocean",)), (("Coast 9",), ("ocean",)),
    }  # fmt: skip


def test_a_tag_that_names_a_feed_is_refused_and_a_feed_counts_once(host, capsys):
    for name in "ab":
        run(capsys, "add", host.say(f"/{name}", feed(1, title=name.upper())))
    for tag in ("2", "b"):
        code, out, err = run(capsys, "feeds", "tag", "1", tag, "x")
        assert (code, out) == (2, "")
        assert f"{tag!r} names a feed" in err
    assert run(capsys, "feeds", "set", "1", "--tag", "b")[0] == 0
    out = run(capsys, "feeds", "set", "1", "2", "--tag", "b")[1]
    assert out == "changed: B (u in the app takes it back)\n"
    for change in (["set", "1", "--tag", "b"], ["rename", "1"], ["tag", "1", "x"], ["resume", "1"]):
        run(capsys, "feeds", *change)
        assert run(capsys, "feeds", *change)[1] == "A: so already, nothing was changed\n"
    assert run(capsys, "feeds", "remove", "1", "1", "A")[1].startswith("not followed any more: A (")


def test_a_feed_is_named_by_an_address_it_had_or_without_scheme(host, capsys):
    old, new = host.say("/old", feed(1)), host.say("/new", feed(1))
    run(capsys, "add", old)
    run(capsys, "feeds", "move", "1", new)
    for name in (old, new, old.removeprefix("http://"), new.removeprefix("http://")):
        assert run(capsys, "list", "--feed", name)[0] == 0
    assert run(capsys, "list", "--feed", host.url + "/other")[0] == 2
    asked = run(capsys, "refresh", "1")[1]
    assert "not due" not in asked


def test_lists_that_hold_nothing_or_cannot_be_read_are_named(capsys, tmp_path):
    empty = tmp_path / "empty.opml"
    empty.write_text('<opml version="2.0"><head/><body/></opml>')
    assert run(capsys, "import", empty)[:2] == (0, "nothing was taken: the list has no entries\n")
    packed = tmp_path / "omnivore.zip"
    packed.write_bytes(b"PK\x03\x04" + bytes(40))
    assert "is a zip archive" in run(capsys, "import", packed)[2]
    pocket = tmp_path / "pocket.csv"
    pocket.write_text("title,url,time_added,tags,status\nA,https://a.example/,1700000000,,unread\n")
    assert "newsreader import takes it in" in run(capsys, "add", pocket)[2]


def test_what_is_never_run_is_kept_aside_and_goes_out_again(host, capsys, tmp_path):
    urls = tmp_path / "urls"
    line = f'"filter:~/f.sh:{host.url}/c" sci'
    urls.write_text(f'{host.url}/a sea "~The \\"old\\" Quay" "long reads"\nexec:x.sh tag\n{line}\n')
    err = run(capsys, "import", urls)[2]
    assert "exec:x.sh: it runs a program, which is never done; kept aside (newsreader feeds" in err
    kept = f"{line}\nexec:x.sh tag\n"
    assert run(capsys, "feeds", "aside")[1] == kept
    rows = [json.loads(row) for row in run(capsys, "feeds", "--json")[1].splitlines()]
    assert [row.get("aside") for row in rows] == [None, line, "exec:x.sh tag"]
    assert rows[2]["reason"] == "it runs a program, which is never done"
    out = run(capsys, "export", "--urls")[1]
    assert out == f'{host.url}/a "~The \\"old\\" Quay" sea "long reads"\n{kept}'
    again = tmp_path / "again.db"
    (tmp_path / "out").write_text(out)
    run(capsys, "--db", again, "import", tmp_path / "out")
    assert run(capsys, "--db", again, "export", "--urls")[1] == out
    assert host.asked == []


def test_of_newsboats_urls_the_good_lines_come_in_and_each_other_one_is_named(
    host, capsys, tmp_path
):
    urls = tmp_path / "mine.txt"
    urls.write_text(f"gopher://old.example\n{host.url}/a sea\n|touch x\na stray word\n\n# mine\n")
    code, out, err = run(capsys, "import", urls)
    assert (code, out.splitlines()[0][:15]) == (1, "followed 1 feed")
    assert err.splitlines() == [
        "newsreader: left out gopher://old.example: gopher://old.example is no address of the web",
        "newsreader: left out |touch x: it runs a program, which a list may not",
        "newsreader: left out a stray word: a stray word is no address of the web",
    ]
    assert "(#sea)" in run(capsys, "feeds")[1]
    alone = tmp_path / "alone"
    alone.write_text(f"{host.url}/b\n")
    assert run(capsys, "import", alone)[0] == 0
    assert len(run(capsys, "feeds")[1].splitlines()) == 2


NOTES = "".join(f"Line {number} of notes on herons.\n" for number in range(20))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (NOTES + "https://heron.example/\n", "is no list of feeds or links"),
        ("Just a text about herons on roofs.", "is no list of feeds or links"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "is a feed, not a list"),
    ],
)
def test_what_is_no_list_is_said(tmp_path, capsys, text, sentence):
    file = tmp_path / "x.txt"
    file.write_text(text)
    code, _, err = run(capsys, "import", file)
    assert code == 1
    assert sentence in err


# -- the starter set


def test_the_starter_set_is_listed_by_topic_without_a_library(capsys):
    code, out, err = run(capsys, "feeds", "starters", "sport", "science", "de")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == ["Science", "Sport"]
    assert all(line.startswith("  de  ") for line in lines if line.startswith(" "))


def test_a_starter_feed_that_is_followed_bears_a_mark(capsys, tmp_path):
    line = run(capsys, "feeds", "starters", "--json", "sport", "de")[1].splitlines()[0]
    offered = json.loads(line)
    assert offered["followed"] is False
    opml = tmp_path / "one.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline type="rss" text="Ours" '
        f'xmlUrl="{offered["url"]}"/></body></opml>'
    )
    assert run(capsys, "import", opml)[0] == 0
    out = run(capsys, "feeds", "starters", "sport")[1]
    assert [one.split("  ")[0] for one in out.splitlines() if offered["url"] in one] == ["✓ de"]
    assert sum(one.startswith("✓") for one in out.splitlines()) == 1
    line = run(capsys, "feeds", "--json", "starters", "sport", "de")[1].splitlines()[0]
    assert json.loads(line) == offered | {"followed": True}


def test_a_word_that_is_no_topic_is_refused_and_an_empty_choice_says_so(capsys):
    code, out, err = run(capsys, "feeds", "starters", "gossip")
    assert (code, out) == (2, "")
    assert "'gossip' is no topic and no language (topics: world, news" in err
    code, out, err = run(capsys, "feeds", "starters", "security", "is")
    assert (code, out) == (0, "")
    assert "of these topics in these languages" in err


def test_an_empty_list_of_feeds_names_the_starter_set(capsys):
    assert "newsreader feeds starters lists some" in run(capsys, "feeds")[2]
