"""Words to stems, by language: Snowball where it knows the language, character pairs where a
script sets no spaces, the word itself elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

Stem = Callable[[Sequence[str]], list[str]]

_SNOWBALL: Final = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_WORD: Final = re.compile(
    r"\d[\d.,]*\d|[^\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{2,}"
    r"|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+"
)
_SPACELESS: Final = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def split(text: str) -> list[str]:
    """The words of `text` that can be terms: two letters at least, numbers whole; scripts
    without spaces give every pair of neighbours."""
    found: list[str] = []
    for word in _WORD.findall(text):
        if _SPACELESS.match(word):
            found += [word[at : at + 2] for at in range(max(len(word) - 1, 1))]
        else:
            found.append(word)
    return found


def spaceless(word: str) -> bool:
    """Whether a word is a character of a script without spaces: about half a word."""
    return bool(_SPACELESS.match(word))


@cache
def stemmer(language: str | None) -> Stem:
    """What turns case-folded words of this language into stems."""
    name = _SNOWBALL.get((language or "").lower().split("-")[0])
    if name is None:
        return list
    import Stemmer  # noqa: PLC0415 -- only where articles are digested

    snowball = Stemmer.Stemmer(name)
    # Snowball leaves "'s" to the caller in some languages; `split` has cut it off before.
    return snowball.stemWords  # type: ignore[no-any-return]
