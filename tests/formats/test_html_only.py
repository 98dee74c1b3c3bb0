"""Pages whose text only noscript or JSON-LD holds."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.html import read

URL = "https://courier.example/ferry"
STORY = """\
The ferry between Ahl and Bor will run at night from next spring, the harbour board decided.
Board member Mira Quill said people finish late shifts in the town and then sleep in their cars.
The line will cost 1.2 million a year. Opponents say the money should go into the road tunnel.
Half of it will be paid by the province, which had at first refused to pay for any of it at all.
""".splitlines()
MENU = "<nav><a href=/n>News</a> <a href=/s>Sport</a></nav>"
FOOT = "<footer>All rights reserved.</footer>"


def page(data: object, body: str) -> list[str]:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    document = read(f"<html><head>{script}</head><body>{body}</body></html>", URL)
    return [block.text for block in document.blocks]


def article(body: str, **more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Night ferry", "articleBody": body, **more}


def test_an_empty_shell_gets_its_json_ld_text_in_paragraphs():
    body = f"{MENU}<h1>Night ferry</h1><div id=app></div>{FOOT}"
    expected = ["News Sport", "Night ferry", *STORY, "All rights reserved."]
    markup = "".join(f"<p>{part}</p>" for part in STORY)
    escaped = markup.replace("<", "&lt;").replace(">", "&gt;")
    for text in ("\n\n".join(STORY), "\r\n".join(STORY), markup, escaped):
        assert page(article(text), body) == expected
    assert page(article("\n".join(STORY)), "<div id=app></div>") == STORY


def test_an_empty_shell_gets_a_short_text_too_and_a_page_with_its_own_no_summary():
    short = "A crane fell on the ferry.\nNobody was hurt, said the harbour master, for it was late."
    shell = f"<div id=app></div><noscript>Turn scripts on.</noscript>{FOOT}"
    assert page(article(short), shell)[-3:-1] == short.split("\n")
    assert page(article(short), f"<p>{STORY[0]}</p>{FOOT}") == [STORY[0], "All rights reserved."]


def test_only_what_the_page_lacks_is_added_and_after_what_it_has():
    body = f"<h1>Night ferry</h1><p>{STORY[0]}</p><p>Subscribe to read on.</p>{FOOT}"
    expected = ["Night ferry", STORY[0], *STORY[1:], "Subscribe to read on."]
    assert page(article("\n".join(STORY)), body)[:-1] == expected
    whole = "".join(f"<p>{part}</p>" for part in STORY)
    assert page(article("\n".join(STORY)), whole) == STORY
    assert page(article(" ".join(STORY).replace("'", " ")), whole) == STORY


def test_a_live_blogs_posts_keep_time_headline_and_order():
    posts = [
        {"headline": f"Post {number}", "datePublished": "2031-05-06T10:00:00Z", "articleBody": text}
        for number, text in enumerate(STORY)
    ]
    data = {"@type": "LiveBlogPosting", "headline": "Live", "liveBlogUpdate": posts}
    found = page(data, f"<h1>Live</h1>{FOOT}")
    assert found[1:4] == ["2031-05-06 10:00:00Z", "Post 0", STORY[0]]
    assert found[-2:] == [STORY[-1], "All rights reserved."]
    assert page(data, f"<h1>Live</h1><p>{STORY[0]}</p>") == ["Live", STORY[0]]


def test_a_recipes_parts_are_lists():
    data = {
        "@type": "Recipe",
        "recipeIngredient": ["500 g rye", "10 g salt"],
        "recipeInstructions": [
            {"@type": "HowToSection", "itemListElement": [{"text": STORY[0]}, {"text": STORY[1]}]},
            *STORY[2:],
        ],
    }
    assert page(data, "<h1>Rye bread</h1>") == ["Rye bread", "500 g rye", "10 g salt", *STORY]


def test_noscript_is_seen_where_the_rest_has_no_running_text():
    story = "".join(f"<p>{part}</p>" for part in STORY)
    blocks = read(f"{MENU}<div>Loading</div><noscript>{story}</noscript>{FOOT}", URL).blocks
    assert [block.text for block in blocks if block.evidence.hidden] == []
    blocks = read(f"<noscript>{story}</noscript><article>{story}</article>", URL).blocks
    assert [block.evidence.hidden for block in blocks] == [True] * 4 + [False] * 4


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.just("word " * 300),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "articleBody", "text", "liveBlogUpdate", "headline", "name",
                 "recipeInstructions", "recipeIngredient", "itemListElement", "datePublished"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_any_json_will_do(value):
    live = {"@type": "LiveBlogPosting", "liveBlogUpdate": value}
    recipe = {"@type": "Recipe", "recipeInstructions": value, "articleBody": value}
    for data in (value, live, recipe):
        assert page(data, "<p>here</p>").count("here") >= 1
