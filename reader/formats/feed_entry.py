"""An entry of a feed as an article: its `Document`, and whether it is the whole story.

Feeds cut their entries in a few ways that can be seen: an ellipsis at the end, a link that says
where to read on, a summary and nothing else. A reason is given only for what is seen, in words a
person can check; a short entry that ends like a sentence is a short entry.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Final

from reader.core.feeds import Entry, FeedDocument
from reader.core.model import Document
from reader.core.text import count_words, plural, squeeze
from reader.formats import html

_TAGS: Final = re.compile(r"<(?:script|style)\b[^<>]*>[^<]*</(?:script|style)>|<[^<>]*>")
_APPEARED: Final = re.compile(
    r"(?:The post|Der Beitrag|L’article|L'article|La entrada|L'articolo|O post|Het bericht|Artykuł|"
    r"Сообщение|Запись)\s.{0,300}?\s(?:appeared first on|erschien zuerst auf|est apparu en premier "
    r"sur|apareció primero en|proviene da|apareceu primeiro em|verscheen eerst op|pochodzi z "
    r"serwisu|появились сначала на|впервые появилась)\s.{0,200}$"
)
"""What WordPress adds at the end of an entry, whole or not."""
_CUT: Final = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.{3,}|\(\s*(?:…|\.\.\.)\s*\))\W*$")
_ON: Final = (
    "read more", "read on", "continue reading", "continue", "read the full article",
    "read the full story", "read full story", "read full article", "read the rest", "full story",
    "more", "keep reading", "view article", "view full article", "click here to read more",
    "weiterlesen", "mehr lesen", "weiter lesen", "mehr", "zum artikel", "artikel lesen",
    "lire la suite", "lire plus", "en savoir plus", "lire l'article", "poursuivre la lecture",
    "leer más", "seguir leyendo", "continuar leyendo", "leer el artículo completo",
    "leggi tutto", "continua a leggere", "leggi di più", "continua", "leia mais", "ler mais",
    "continue lendo", "continuar a ler", "lees meer", "lees verder", "verder lezen",
    "czytaj więcej", "czytaj dalej", "więcej", "läs mer", "les mer", "læs mere", "lue lisää",
    "читать далее", "читать дальше", "читать полностью", "подробнее", "далее", "читати далі",
    "devamını oku", "devamı", "číst dále", "číst více", "tovább olvasom", "tovább",
    "citește mai mult", "διαβάστε περισσότερα", "続きを読む", "もっと読む", "阅读全文", "阅读更多",
    "继续阅读", "閱讀更多", "閱讀全文", "더 보기", "더 읽기", "اقرأ المزيد", "قراءة المزيد",
    "המשך קריאה", "ادامه مطلب", "baca selengkapnya", "xem thêm", "đọc tiếp",
)  # fmt: skip
"""How feeds say that the text goes on elsewhere, with a name of the article or without."""
_TAIL: Final = 800
"""Characters at the end of an entry in which WordPress adds its own."""
_END: Final = 120
"""Characters at the end of an entry in which it says so."""
_WAYS: Final = "|".join(re.escape(way) for way in sorted(_ON, key=len, reverse=True))
_READ_ON: Final = re.compile(
    rf"(?:^|[\s.!?…。！？\]»>(\[])({_WAYS})(?P<name>[\s:“\"«].{{0,100}})?(?:\.{{2,}})?[\s…»›→>)\]]*$",
    re.IGNORECASE,
)
_NAMED: Final = frozenset({"continue reading", "read more", "keep reading", "weiterlesen",
                           "lire la suite", "leer más", "seguir leyendo"})  # fmt: skip
"""Which of them go before the article's name."""
_PLAIN: Final = frozenset({"more", "continue", "mehr", "continua", "więcej", "далее", "devamı",
                           "tovább", "подробнее"})  # fmt: skip
"""Which of them end sentences as well, and count only after one."""
_BRIEF: Final = 80
"""Words below which a summary without a content is an announcement."""


def document(entry: Entry, feed: FeedDocument) -> Document:
    """The article that an entry holds: its content, else its summary, read as a page, with what
    the entry says of itself. Its blocks may be none: some entries are only a title and a link."""
    url = entry.url or feed.url
    found = html.read(entry.content or entry.summary or "", url)
    later = entry.updated if entry.updated != entry.published else None
    return replace(
        found,
        url=url,
        title=entry.title,
        byline=entry.byline,
        published=entry.published,
        modified=later,
        site=feed.title or found.site,
        language=entry.language or feed.language or found.language,
        section=entry.categories[0] if entry.categories else None,
        canonical=None,
        image=entry.image or found.image,
    )


def truncated(entry: Entry) -> str | None:
    """Why an entry is probably not the whole article, as a clause ("its text ends in …"), or
    None where nothing speaks for it."""
    whole = plain(entry.content or entry.summary or "")
    text = whole[:-_TAIL] + _APPEARED.sub("", whole[-_TAIL:]).rstrip()
    number = count_words(text)
    if not number:
        return "it holds no text"
    if found := _CUT.search(text[-_END:]):
        return f"its text ends in “{squeeze(found[0])}”"
    if (found := _READ_ON.search(text[-_END:])) and _says_on(found):
        return f"its text ends in “{squeeze(found[1])}”"
    if entry.content is None and number < _BRIEF:
        return f"the feed gives a summary of {plural(number, 'word')}, no content"
    if entry.content and entry.summary and number < _BRIEF and text == plain(entry.summary):
        return f"its content is its summary, {plural(number, 'word')}"
    return None


def _says_on(found: re.Match[str]) -> bool:
    """Whether what was found at the end leads on: a name may follow only some of the phrases, and a
    plain word ("more") must not end the sentence it stands in."""
    phrase = found[1].lower()
    if any(char.isalnum() for char in found["name"] or ""):
        return phrase in _NAMED
    before = found.string[: found.start(1)].rstrip()
    return phrase not in _PLAIN or not before or not before[-1].isalnum()


def plain(markup: str) -> str:
    """The text of an entry's HTML, which was cleaned when it was read, in one line."""
    return squeeze(unescape(_TAGS.sub(" ", markup)))
