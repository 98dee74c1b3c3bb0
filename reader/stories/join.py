"""How probable it is that two articles tell one story, from the evidence: a logistic regression
over nineteen numbers, learned by `python -m reader.stories.train`.

A fixed sum of overlaps, tuned by hand, ranks well and decides badly: what is enough depends on
the length of the texts, on the time between and on how many other candidates are as near.
Miranda et al. (EMNLP 2018) gained .870 to .940 from learning the same decision on other data.
What it gains here is in `train`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from reader.stories.evidence import Evidence

MODEL: Final = "join_model.json"

FREE: Final = frozenset({"undated", "short", "long", "one outlet"})
"""Numbers that may speak either way; all others may only speak for."""
_SHORT: Final = 100
_LONG: Final = 300
"""Words of the shorter text: what two long reports share says more than what two teasers do."""


def features(found: Evidence) -> dict[str, float]:
    """The numbers the model weighs, by name.

    What the time between says fades with the length of the texts, and what not knowing it says
    by half: full ones tell by themselves whether they are about one event, and two of one day
    seldom are. By folds that gained links (of those to be found .73, before .72, as many right),
    stories (BCubed .858, before .852) and follow-ups (F1 .95, before .76).

    An outlet repeats its background, its names and its phrases from report to report: between two
    of its own, overlaps of whole texts say less, and what they open with says more. With that, the
    openings, the days of the week and how near the other's nearest is, by folds P@1 went from .895
    to .900 (without dates .859 to .869), links found from .73 to .76, BCubed from .857 to .866.
    What the openings share counts less where other candidates share it, too: that gained P@1 .002
    (dated or not), BCubed .0015, links found .006, and F1 on one outlet's hard pairs .71 to .72.
    """
    long = min(found.words, _LONG) / _LONG
    opening = math.sqrt(max(found.opening, 0.0))
    cosine = found.fading * math.sqrt(found.cosine)
    own = float(found.one_outlet)
    return {
        "cosine": cosine,
        "cosine, two outlets": cosine * (1 - own),
        "lift": found.lift,
        "lift, long": found.lift * long,
        "names, long": found.names_told * long,
        "names, two outlets": found.names_told * (1 - own),
        "numbers": math.log1p(found.numbers),
        "title words": math.log1p(found.title_words),
        "opening, long": opening * long,
        "opening, one outlet": opening * own,
        "one outlet": own,
        "weekday": float(found.weekday),
        "no other weekday": float(not found.other_weekday),
        "nearest": found.nearest,
        "mutual, two outlets": found.mutual * (1 - own),
        "near": 0.0 if found.days is None else (1 - long) * 2.0**-found.days,
        "undated": (1 - long / 2) * (found.days is None),
        "short": math.log1p(min(found.words, _SHORT)),
        "long": long,
    }


def probability(found: Evidence, model: Mapping[str, float] | None = None) -> float:
    """How probable it is that the two tell one story, 0 to 1."""
    weights = _model() if model is None else model
    total = weights["bias"]
    for name, value in features(found).items():
        total += weights[name] * value
    return 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))


@cache
def _model() -> dict[str, float]:
    text = resources.files(__package__).joinpath(MODEL).read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
