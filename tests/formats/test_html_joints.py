"""Pieces of a line that only style parts, and words that lie in several elements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import Run
from reader.formats.html import read

URL = "https://news.example/"


def said(body: str) -> str:
    (block,) = read(f"<html><body>{body}</body></html>", URL).blocks
    return block.text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<span>Ilse Korn</span><span>2 minutes ago</span>", "Ilse Korn 2 minutes ago"),
        ("<time>20:42</time><span>KEY EVENT</span>", "20:42 KEY EVENT"),
        ("<p>By <a href=/k><span>Ilse Korn</span></a><span>Writer</span></p>",
         "By Ilse Korn Writer"),
        ("<span><a href=/k>Ilse Korn</a></span><time>May 4</time>", "Ilse Korn May 4"),
        ("<span>2 minute read</span><b></b><span><b>May 4</b></span>", "2 minute read May 4"),
        ("<span>2 minute read</span><!-- ad --><time>May 4</time>", "2 minute read May 4"),
        ("<span>Updated</span><b>Ferry sinks</b>", "Updated Ferry sinks"),
        ("<span>4 May 2031</span><span>2:23 PM GMT</span>", "4 May 2031 2:23 PM GMT"),
        ("<p><span>4 May 2031</span>2:23 PM GMT</p>", "4 May 2031 2:23 PM GMT"),
        ("<p>Ilse Korn<span>Staff writer</span></p>", "Ilse Korn Staff writer"),
        ("<p>Shares<span>195</span></p>", "Shares 195"),
        ("<p>Film<time>02:21</time></p>", "Film 02:21"),
        ("<p>Ilse Korn<i class=clock></i>14 min</p>", "Ilse Korn 14 min"),
        ("<p>Ilse Korn<svg><path d=M0></path></svg>14 min</p>", "Ilse Korn 14 min"),
        ("<label>Email</label><small>Required</small>", "Email Required"),
        ("<span>Élodie</span><span>Österreich</span>", "Élodie Österreich"),
        ("<b>كتبت سلمى</b><span>الأحد ٨ فبراير</span>", "كتبت سلمى الأحد ٨ فبراير"),
        ("<a href=/a>מאת נועה לב</a><span>עודכן אתמול בערב</span>", "מאת נועה לב עודכן אתמול בערב"),
    ],
)  # fmt: skip
def test_pieces_of_a_line_do_not_run_together(body, text):
    assert said(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p><span>H</span>ello there</p>", "Hello there"),
        ("<p><b>news</b>reader</p>", "newsreader"),
        ("<p>i<span>Phone</span></p>", "iPhone"),
        ("<p>H<sub>2</sub>O and CO<sub>22</sub>X</p>", "H2O and CO22X"),
        ("<p>The CamelCase of readMay4</p>", "The CamelCase of readMay4"),
        ("<p><span>w</span><span>O</span><span>r</span><span>D</span></p>", "wOrD"),
        ("<p>Lantern<span>Press</span></p>", "LanternPress"),
        ("<p>at <span>Lantern</span>Press</p>", "at LanternPress"),
        ("<p><em>Lan</em><em>Tern</em></p>", "LanTern"),
        ("<p><strong>Lan</strong>Tern is here</p>", "LanTern is here"),
        ("<p>Lan<wbr>Tern<wbr><span>Press</span></p>", "LanTernPress"),
        ("<p>Mill<span><sup>12 To</sup></span></p>", "Mill12 To"),
        ("<p><span>12</span><span>99</span></p>", "1299"),
        ("<p><span>使用abc</span><span>Def手机</span></p>", "使用abcDef手机"),
        ("<p><code><span>read</span><span>All</span></code></p>", "readAll"),
        ("<pre><span>let me</span><span>Be 2</span></pre>", "let meBe 2"),
        ("<p>aa<br>BB</p>", "aa BB"),
        ("<p>הלכנו אל ב<a href=/t>עיר הנמל</a> אמש</p>", "הלכנו אל בעיר הנמל אמש"),
        ("<p><span>항구 도시</span>에서 만난 사람</p>", "항구 도시에서 만난 사람"),
        ("<p><span>سلا</span><span>مة</span></p>", "سلامة"),
        ("<p><span>ชาว บ้าน</span><span>ท่า เรือ</span></p>", "ชาว บ้านท่า เรือ"),
    ],
)
def test_words_in_several_elements_stay_whole(body, text):
    assert said(body) == text


def test_the_space_between_two_looks_is_in_neither():
    (block,) = read("<p><a href=/k>Ilse Korn</a><b><span>Sports desk</span></b></p>", URL).blocks
    assert block.runs == (
        Run("Ilse Korn", "https://news.example/k"),
        Run(" "),
        Run("Sports desk", emphasis="strong"),
    )


_TAGS = st.sampled_from(["span", "a", "time", "b", "sub", "label", "code", "svg", "wbr", "mark"])
_TEXTS = st.text(alphabet="aBcD éÖ1２9中カ.\n", max_size=6)


@st.composite
def _inline(draw: st.DrawFn, depth: int = 3) -> str:
    parts = [draw(_TEXTS)]
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        tag = draw(_TAGS)
        parts.append(f"<{tag}>{draw(_inline(depth - 1))}</{tag}>{draw(_TEXTS)}")
    return "".join(parts)


@given(_inline())
def test_nothing_but_white_space_comes_in(body):
    blocks = read(f"<p>{body}</p>", URL).blocks
    source = "".join(part.partition(">")[2] for part in f">{body}".split("<"))
    assert "".join("".join(block.text for block in blocks).split()) == "".join(source.split())
