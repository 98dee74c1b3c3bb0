"""The two themes and the inks that widgets paint with.

Three strengths of ink and one accent; every pair of text and ground keeps a contrast of 4.5:1
(`tests/tui/test_themes.py` computes it). Widgets that paint lines take their styles from
`inks`, the style sheet takes the same colours as variables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

_DARK: Final = {
    "ground": "#14161a",
    "bar": "#1d2026",
    "cursor": "#22344a",
    "ink": "#e6e4df",
    "quiet": "#9a9da3",
    "mark": "#f2b04a",
    "line": "#31353d",
    "match": "#5a4a12",
    "here": "#f2b04a",
    "here-ink": "#14161a",
    "wrong": "#ff8f7e",
}
_LIGHT: Final = {
    "ground": "#fbfaf7",
    "bar": "#efede7",
    "cursor": "#d6e4f2",
    "ink": "#1f2328",
    "quiet": "#5c6066",
    "mark": "#96450a",
    "line": "#d5d2ca",
    "match": "#fbe3a4",
    "here": "#96450a",
    "here-ink": "#fbfaf7",
    "wrong": "#a61b1b",
}

TEXT_ON: Final[tuple[tuple[str, str], ...]] = (
    ("ink", "ground"),
    ("ink", "bar"),
    ("ink", "cursor"),
    ("ink", "match"),
    ("quiet", "ground"),
    ("quiet", "bar"),
    ("quiet", "cursor"),
    ("mark", "ground"),
    ("mark", "bar"),
    ("mark", "cursor"),
    ("here-ink", "here"),
    ("wrong", "ground"),
    ("wrong", "bar"),
)
"""Which roles are ever written on which grounds."""


def _theme(name: str, colors: Mapping[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=colors["mark"],
        accent=colors["mark"],
        secondary=colors["quiet"],
        warning=colors["mark"],
        error=colors["wrong"],
        success=colors["mark"],
        foreground=colors["ink"],
        background=colors["ground"],
        surface=colors["ground"],
        panel=colors["bar"],
        variables={
            **colors,
            "scrollbar": colors["line"],
            "scrollbar-hover": colors["quiet"],
            "scrollbar-active": colors["quiet"],
            "scrollbar-background": colors["ground"],
            "scrollbar-background-hover": colors["ground"],
            "scrollbar-background-active": colors["ground"],
            "scrollbar-corner-color": colors["ground"],
            "block-cursor-background": colors["cursor"],
            "block-cursor-foreground": colors["ink"],
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": colors["cursor"],
            "block-cursor-blurred-foreground": colors["ink"],
            "block-cursor-blurred-text-style": "none",
            "block-hover-background": colors["line"],
            "screen-selection-background": colors["cursor"],
            "screen-selection-foreground": colors["ink"],
        },
    )


THEMES: Final = (
    _theme("newsreader-dark", _DARK, dark=True),
    _theme("newsreader-light", _LIGHT, dark=False),
)
THEME_NAMES: Final = tuple(theme.name for theme in THEMES)
DEFAULT_VARIABLES: Final[dict[str, str]] = dict(_DARK)
"""What the style sheet's own names mean until a theme says otherwise."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The styles widgets paint with, of one theme. The inks bring the ground with them: painted
    lines get none of their own, and the terminal's may be of the other kind."""

    ground: Style
    ink: Style
    quiet: Style
    mark: Style
    strong: Style
    match: Style
    here: Style
    cursor: Style
    bar: Style
    line: Style
    added: Style
    removed: Style
    told: Style


def inks(variables: Mapping[str, str]) -> Inks:
    """The inks of a theme's variables."""

    def color(name: str) -> str:
        return variables.get(name, _DARK[name])

    ground = Style(bgcolor=color("ground"))
    return Inks(
        ground=ground,
        ink=ground + Style(color=color("ink")),
        quiet=ground + Style(color=color("quiet")),
        mark=ground + Style(color=color("mark")),
        strong=ground + Style(color=color("ink"), bold=True),
        match=Style(color=color("ink"), bgcolor=color("match"), underline=True),
        here=Style(color=color("here-ink"), bgcolor=color("here"), bold=True),
        cursor=Style(bgcolor=color("cursor")),
        bar=Style(bgcolor=color("bar")),
        line=ground + Style(color=color("line")),
        added=Style(color=color("mark"), underline=True),
        removed=Style(color=color("quiet"), strike=True),
        told=Style(underline=True),
    )


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2.1 computes it, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parsed = Color.parse(color)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in (parsed.r, parsed.g, parsed.b))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
