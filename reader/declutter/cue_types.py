"""A cue: evidence from a line's wording or form of what it is for."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from reader.core.model import Kind

Place = Literal["whole", "start", "end", "any"]

REASONS: Final[dict[Kind, str]] = {
    "article": "reads like the story",
    "title": "stands above the story like a headline",
    "byline": "names who wrote it or when",
    "caption": "worded like a caption or a picture credit",
    "navigation": "worded like a menu",
    "share": "asks to share or follow",
    "newsletter": "asks to sign up for a newsletter or channel",
    "appeal": "asks for donations",
    "subscribe": "asks to subscribe or log in",
    "advertisement": "marked or worded like an advertisement",
    "consent": "asks for consent or speaks of cookies",
    "legal": "states rights or terms",
    "teaser": "points to other stories",
    "author": "is about the author",
    "comments": "belongs to readers' comments",
    "control": "is the label of a button or player",
    "repeated": "stands in most stored articles of the site",
}
"""One plain phrase per kind, for a label that its wording decided."""


class Cue(NamedTuple):
    """Evidence from wording: `words` matched, and speak for `kind` with `strength` (0 to 1).

    `opens` says that what follows belongs to it until proved otherwise (the heading of a
    sign-up box, a legal notice, a salutation). `place` is where in the text it stands.
    """

    kind: Kind
    words: str
    strength: float
    place: Place
    opens: bool

    @property
    def reason(self) -> str:
        """One short phrase without full stop, as a label's reason."""
        return REASONS[self.kind]
