"""What moving means, the same in every pane."""

from __future__ import annotations

from typing import Final, Literal, get_args

Move = Literal["down", "up", "top", "bottom", "page_down", "page_up", "half_down", "half_up"]
MOVES: Final[tuple[Move, ...]] = get_args(Move)


def moved(at: int, how: Move, page: int, last: int) -> int:
    """Where a move from `at` leads, among 0 to `last`, with `page` rows on the screen."""
    steps: dict[Move, int] = {
        "down": at + 1,
        "up": at - 1,
        "top": 0,
        "bottom": last,
        "page_down": at + max(page - 1, 1),
        "page_up": at - max(page - 1, 1),
        "half_down": at + max(page // 2, 1),
        "half_up": at - max(page // 2, 1),
    }
    return max(0, min(steps[how], last))
