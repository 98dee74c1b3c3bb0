"""Appeals, notes about authors, consent and offers, in thirteen languages, as pages and as text.

"boxes" were at hand when the wording was written; "unseen" and "later" were written afterwards in
other words, no phrase was added for them and no model was trained with them; the rule for boxes of
several lines (text_boxes) was tried on them.
"""

import pytest

from reader.core.model import SHOWN
from tests.declutter import rare

SLACK = 0.02
# Shares of lines of the right kind, and hidden. A floor stands SLACK below and is only ever raised.
REACHED = {
    ("boxes", "page"): {
        "appeal": (1.0, 1.0), "author": (1.0, 1.0),
        "consent": (1.0, 1.0), "subscribe": (1.0, 1.0),
    },
    ("boxes", "text"): {
        "appeal": (1.0, 1.0), "author": (1.0, 1.0),
        "consent": (1.0, 1.0), "subscribe": (0.986, 1.0),
    },
    ("unseen", "page"): {
        "appeal": (0.856, 1.0), "author": (0.989, 1.0),
        "consent": (0.971, 1.0), "subscribe": (0.955, 1.0),
    },
    ("unseen", "text"): {
        "appeal": (0.705, 0.795), "author": (0.9, 0.911),
        "consent": (0.961, 0.99), "subscribe": (0.929, 0.974),
    },
    ("later", "page"): {
        "appeal": (0.827, 0.971), "author": (0.891, 0.982),
        "consent": (0.91, 1.0), "subscribe": (0.886, 1.0),
    },
    ("later", "text"): {
        "appeal": (0.535, 0.583), "author": (0.665, 0.726),
        "consent": (0.731, 0.796), "subscribe": (0.765, 0.806),
    },
}  # fmt: skip


@pytest.mark.parametrize(("part", "form"), REACHED)
def test_rare_kinds_are_hidden_and_named(part, form):
    lines = list(rare.found(form, part))
    for kind, (right, hidden) in REACHED[part, form].items():
        mine = [line for line in lines if line.kind == kind]
        assert len({line.language for line in mine}) >= 13
        assert sum(line.right for line in mine) / len(mine) >= right - SLACK, kind
        assert sum(line.hidden for line in mine) / len(mine) >= hidden - SLACK, kind


def test_stories_around_the_boxes_stay():
    for form in ("page", "text"):
        assert not [line for _, line, kind in rare.told(form) if kind not in SHOWN]
