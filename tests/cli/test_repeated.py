"""A site's template as the commands tell of it."""

import json

from reader.cli import main
from tests.library.site import STORIES

NOTICE = (
    "The islands have had a paper of their own since the winter when the first telegraph line "
    "was laid from the mainland."
)
PAGE = """<html><head><title>Of the {name}</title>
<meta property="og:site_name" content="Skarsey Post"></head>
<body><article><h1>Of the {name}</h1>{text}</article></body></html>"""


def test_show_says_in_how_many_stored_articles_a_block_stands(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    for name, paragraphs in STORIES.items():
        text = "".join(f"<p>{paragraph}</p>" for paragraph in (*paragraphs, NOTICE))
        (tmp_path / f"{name}.html").write_text(PAGE.format(name=name, text=text))
    assert main(["add", *(str(path) for path in sorted(tmp_path.glob("*.html")))]) == 0
    capsys.readouterr()
    assert main(["show", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (block,) = [block for block in told["blocks"] if block["text"] == NOTICE]
    assert (block["kind"], block["hidden"]) == ("repeated", True)
    assert block["reason"] == "in 4 of 4 stored articles"
    assert main(["show", "1"]) == 0
    assert NOTICE not in capsys.readouterr().out
