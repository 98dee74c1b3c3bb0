"""Writes the manual's page of keys from the keymap, so that neither can say what is not so.

python -m tests.manual
"""

from pathlib import Path

from reader.tui.keys import GROUPS, KEYS, PLACES

PAGE = Path(__file__).parents[1] / "reader" / "manual" / "keys.md"
NAMES = {"list": "list", "reader": "reader", "sidebar": "same story"}


def keys_page():
    """The page: a table for each group of keys."""
    lines = ["# Keys", "", "`?` shows those of the place you are in.", ""]
    for group in GROUPS:
        lines += [f"## {group}", "", "| Key | Does | Where |", "| --- | --- | --- |"]
        for key in (key for key in KEYS if key.group == group):
            where = "" if key.places == PLACES else ", ".join(NAMES[place] for place in key.places)
            lines.append(f"| {key.shown} | {key.help} | {where} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(keys_page())
