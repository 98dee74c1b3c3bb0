"""Writes the manual's page of keys from the keymap, so that neither can say what is not so.

python -m tests.manual
"""

from pathlib import Path

from reader.tui.keys import GROUPS, KEYS, PANES, PLACES

PAGE = Path(__file__).parents[1] / "reader" / "manual" / "keys.md"
NAMES = {
    "list": "list",
    "reader": "reader",
    "sidebar": "same story",
    "compare": "comparing",
    "places": "places",
    "rail": "rail",
    "starters": "well-known",
}


def keys_page():
    """The page: a table for each group of keys."""
    lines = [
        "# Keys",
        "",
        "`?` shows those of the place you are in. An empty place means list, reader, same story.",
        "",
    ]
    for group in GROUPS:
        lines += [f"## {group}", "", "| Key | Does | Where |", "| --- | --- | --- |"]
        for key in (key for key in KEYS if key.group == group):
            lines.append(f"| {key.shown} | {key.help} | {where(key)} |")
        lines.append("")
    return "\n".join(lines)


def where(key):
    """The places a key is meant for."""
    if key.places == PLACES:
        return "everywhere"
    return "" if key.places == PANES else ", ".join(NAMES[place] for place in key.places)


if __name__ == "__main__":
    PAGE.write_text(keys_page())
