"""The desk's themes: dark, light and one of high contrast."""

from __future__ import annotations

from typing import Any

from textual.color import Color
from textual.theme import Theme

from screens.i18n import N_

_COLOURS = {
    "primary": ("#5fa8d3", "#1f6f9f", "#00d7ff"),
    "secondary": ("#8fb996", "#3c7a4a", "#00ff87"),
    "accent": ("#f2b84b", "#9a5b00", "#ffff00"),
    "warning": ("#f2b84b", "#9a5b00", "#ffff00"),
    "error": ("#ff6b6b", "#b3261e", "#ff5f5f"),
    "success": ("#7bc47f", "#2e6b35", "#00ff87"),
    "foreground": ("#dfe4ea", "#1b1f24", "#ffffff"),
    "background": ("#14181d", "#f7f5f0", "#000000"),
    "surface": ("#1a1f26", "#ffffff", "#000000"),
    "panel": ("#252c35", "#e6e2d8", "#262626"),
}
"""What each colour is: in the dark theme, the light one, that of high contrast."""

_CURSOR = 0.45
"""How much of the first colour the line under the cursor has, in every list the same."""


def _theme(at: int, name: str, *, dark: bool) -> Theme:
    colours: dict[str, Any] = {part: three[at] for part, three in _COLOURS.items()}
    ground, primary = Color.parse(colours["background"]), Color.parse(colours["primary"])
    cursor = {
        "block-cursor-background": ground.blend(primary, _CURSOR).hex,
        "block-cursor-foreground": colours["foreground"],
    }
    return Theme(name, dark=dark, variables=cursor, **colours)


DARK = _theme(0, "daiban", dark=True)
THEMES = (DARK, _theme(1, "daiban-light", dark=False), _theme(2, "daiban-contrast", dark=True))
_LIGHT_GROUNDS = ("7", "15")
"""Numbers of the grounds among the 16 colours that are light."""


def to_begin_with(chosen: str | None, terminal: str) -> str:
    """The theme to begin with: the one chosen, else what suits the terminal, else the dark one.

    Args:
        terminal: what it says in COLORFGBG of its words and its ground, such as `0;15`.
    """
    light = terminal.rpartition(";")[2] in _LIGHT_GROUNDS
    return chosen or (THEMES[1] if light else DARK).name


WORDS = {
    "daiban": N_("Dark colours"),
    "daiban-light": N_("Light colours"),
    "daiban-contrast": N_("Colours of high contrast"),
}
"""Msgids that name the themes."""
