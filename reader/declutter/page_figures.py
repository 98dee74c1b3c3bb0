"""What stands in a picture's frame and is no caption: buttons that enlarge it, a player's words.

The frame speaks so strongly for a caption that the models hardly listen to the words there.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.core.model import KINDS, Label
from reader.declutter.page_survey import Page

_CAPTION: Final = KINDS.index("caption")
_CONTROL: Final = KINDS.index("control")
_SURE: Final = 0.89
"""Strength of wording: at .8 stand single words that begin captions as well ("Image", "Video").
Above, of five such blocks on 450 labelled pages four were buttons and none a caption."""
_MOST: Final = 25
"""Words of a button or of a player's message."""


def buttons(labels: list[Label], said: NDArray[np.float32], page: Page) -> None:
    """Hide captions that say what to press or that a player loads. `said` is how strongly each
    block's wording speaks for each kind."""
    sure = (said[:, _CONTROL] >= _SURE) & (said[:, _CONTROL] > said[:, _CAPTION])
    for number in np.flatnonzero(sure & (page.sizes <= _MOST)).tolist():
        if labels[number].kind == "caption":
            confidence = round(float(said[number, _CONTROL]), 3)
            but = labels[number].reason
            labels[number] = Label("control", "words of a button or player", confidence, but)
