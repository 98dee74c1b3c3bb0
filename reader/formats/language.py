"""Which language a text is in: by its script, then by its commonest small words, and only where
those leave doubt by py3langid (a model that takes half a second to load)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from reader.core.text import words

_SAMPLE: Final = 2000
"""Characters looked at: more does not change the answer."""
_LETTERS: Final = 15
_FEW: Final = 6
"""Letters and words below which nothing is told."""
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
)
# Small words that are frequent in one language and rare in its neighbours.
_SMALL: Final = {
    "en": "the of and to that was with for his from which were this have has they",
    "de": "der die und das nicht den mit von ist dem auch sich auf für ein eine wird",
    "fr": "les des est dans une qui pour pas sur au par avec sont du aux cette ont",
    "es": "el los las del que una por con para su se al es como más fue pero y",
    "pt": "que não uma com para dos da do das os em foi ao pelo são mais também",
    "it": "il che di della per non una sono con del gli è le nel alla anche dei",
    "nl": "het een van de en niet zijn dat voor met op aan ook werd naar bij door",
    "ru": "в и на не что с по как из его это для от был о также",
    "uk": "і в на що не з та до як за це від про його є у",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi kadar sonra göre",
    "pl": "w i na z się nie że do jest to o jak po od przez za są",
    "sv": "och att det som en på är av för med till den har inte om ett var",
    "da": "og at det er en på af for med til den har ikke der som blev et",
    "no": "og at det er en på av for med til den har ikke som ble et etter",
    "fi": "ja on ei että oli se hän mutta myös ovat kun joka sen tai mukaan",
    "cs": "a se na v je že to s z do o jako pro ale by podle který",
    "id": "yang dan di dari untuk dengan ini itu dalam pada tidak akan adalah juga",
    "ro": "și să în că care cu pe nu din este mai pentru fost sunt după",
}
_BY_WORD: Final[dict[str, tuple[str, ...]]] = {}
for _code, _line in _SMALL.items():
    for _word in _line.split():
        _BY_WORD[_word] = (*_BY_WORD.get(_word, ()), _code)


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language most of `text` is in; None where it has too few words
    to tell. Never raises."""
    found = plain(text)
    if found is None and len(words(_sample(text))) >= _FEW and _letters(text) >= _LETTERS:
        return _ask(_sample(text))
    return found


def plain(text: str) -> str | None:
    """As `detect`, where script or small words tell it plainly: a page that would be read anyway
    is not worth half a second. Never raises."""
    sample, letters = _sample(text), _letters(text)
    if letters < _LETTERS:
        return None
    for code, script in _SCRIPTS:
        # Japanese mixes its own letters with Chinese ones, hence the low bar.
        if len(script.findall(sample)) > letters * (0.08 if code == "ja" else 0.4):
            return code
    said = [word.casefold() for word in words(sample)]
    counts = Counter(code for word in said for code in _BY_WORD.get(word, ()))
    ranked = counts.most_common(2)
    if ranked and ranked[0][1] >= max(4, len(said) * 0.08):
        second = ranked[1][1] if len(ranked) > 1 else 0
        if ranked[0][1] >= second * 1.4:
            return ranked[0][0]
    return None


def _sample(text: str) -> str:
    return text if len(text) <= 2 * _SAMPLE else text[_SAMPLE // 2 : _SAMPLE // 2 + _SAMPLE]


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in _sample(text))


def _ask(sample: str) -> str | None:
    """What py3langid says."""
    import py3langid  # noqa: PLC0415 -- half a second that most texts never pay

    code, _ = py3langid.classify(sample)
    return str(code) if code else None
