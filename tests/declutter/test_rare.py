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
        "consent": (1.0, 1.0), "subscribe": (0.995, 1.0),
    },
    ("unseen", "page"): {
        "appeal": (0.985, 1.0), "author": (0.989, 1.0),
        "consent": (1.0, 1.0), "subscribe": (0.987, 1.0),
    },
    ("unseen", "text"): {
        "appeal": (0.871, 0.871), "author": (0.967, 0.978),
        "consent": (0.98, 0.99), "subscribe": (1.0, 1.0),
    },
    ("later", "page"): {
        "appeal": (0.933, 0.971), "author": (0.919, 0.982),
        "consent": (0.953, 1.0), "subscribe": (0.933, 1.0),
    },
    ("later", "text"): {
        "appeal": (0.58, 0.619), "author": (0.702, 0.772),
        "consent": (0.787, 0.803), "subscribe": (0.813, 0.822),
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
