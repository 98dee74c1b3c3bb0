"""The starter set: well-known public feeds by topic and language, to choose from.

`starters.txt` holds names and addresses only, a line for each: public broadcasters, papers,
journals, projects and engineering blogs whose address was found in several public lists of feeds.
None of them is followed unasked, and nothing is asked before one is followed, so that an address
which died since then says so as any other feed does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from reader.core.errors import UsageError
from reader.core.following import Starter

TOPICS: Final = (
    "world", "news", "technology", "programming", "security", "science", "environment", "culture",
    "economy", "sport",
)  # fmt: skip
"""In the order in which they are listed; `news` is that of one country or language."""
LANGUAGES: Final = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""The languages of the set, by their codes."""


@cache
def all_of() -> tuple[Starter, ...]:
    """The whole set, by topic; a fault in the file raises ValueError."""
    text = resources.files(__package__).joinpath("starters.txt").read_text(encoding="utf-8")
    return tuple(_starter(line) for line in text.splitlines() if line and line[0] != "#")


def _starter(line: str) -> Starter:
    parts = line.split(" | ")
    if len(parts) != 5:
        raise ValueError(f"starters.txt: {line[:60]}")
    return Starter(*parts)


def chosen(words: Sequence[str]) -> list[Starter]:
    """Those of the topics and in the languages that are named, by code or in English; all where
    none is. Raises UsageError for a word that is neither."""
    codes = {name.casefold(): code for code, name in LANGUAGES.items()}
    topics: set[str] = set()
    languages: set[str] = set()
    for word in map(str.casefold, words):
        if word in TOPICS:
            topics.add(word)
        elif word in LANGUAGES or word in codes:
            languages.add(codes.get(word, word))
        else:
            raise UsageError(f"{word!r} is no topic and no language", _known())
    return [
        one
        for one in all_of()
        if (not topics or one.topic in topics) and (not languages or one.language in languages)
    ]


def _known() -> str:
    return f"topics: {', '.join(TOPICS)}; languages: {', '.join(LANGUAGES)}"
