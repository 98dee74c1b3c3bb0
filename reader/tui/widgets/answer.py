"""What the prompt says when it is answered; apart, so that the prompt is made only when asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.message import Message

Mode = Literal[
    "search", "find", "link", "open", "confirm", "correct", "follow", "narrow", "tells", "undo"
]


@dataclass
class Answered(Message):
    """Enter was pressed in the prompt."""

    mode: Mode
    text: str
