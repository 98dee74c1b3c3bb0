"""Lines of the source and the blocks made from them."""

from reader.core.model import Block, Run
from reader.tui.origin import block_of, origins

SOURCE = """<html><head><title>Harbour bridge open again after repairs</title>
<script>var text = "The bridge opened to traffic";</script></head>
<body class="page"><nav><a href="/">Home</a></nav>
<h1>Harbour bridge <em>open</em> again
 after repairs</h1>
<p>The <a href="/bridge" title="the bridge">bridge</a>&nbsp;opened
to traffic on Monday.</p>
<p>&ldquo;It is stronger&rdquo; said the engineer.</p>
<p>The bridge opened to traffic twice before.</p></body>"""
TEXTS = [
    "Home",
    "Harbour bridge open again after repairs",
    "The bridge opened to traffic on Monday.",
    "Words a script made",
    "“It is stronger” said the engineer.",
    "The bridge opened to traffic twice before.",
]
LINES = [2, 3, 5, 5, 7, 8]


def blocks(texts, shape="paragraph"):
    return tuple(Block(shape, (Run(text),)) for text in texts)


def test_a_block_is_found_in_the_source_and_the_line_leads_back():
    found = origins(blocks(TEXTS), blocks(SOURCE.split("\n"), "code"))
    assert found == LINES
    assert [block_of(found, line) for line in (0, 2, 3, 4, 5, 6, 7, 8)] == [
        0, 0, 1, 1, 3, 3, 4, 5,
    ]  # fmt: skip


def test_nothing_to_find_is_the_beginning():
    assert origins((), blocks(["x"], "code")) == []
    assert block_of([], 0) == 0
    assert origins(blocks(["—", "words"]), ()) == [0, 0]
