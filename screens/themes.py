"""The desk's themes: dark, light and one of high contrast."""

from __future__ import annotations

from textual.theme import Theme

from screens.i18n import N_

DARK = Theme(
    name="daiban",
    primary="#5fa8d3",
    secondary="#8fb996",
    accent="#f2b84b",
    warning="#f2b84b",
    error="#ff6b6b",
    success="#7bc47f",
    foreground="#dfe4ea",
    background="#14181d",
    surface="#1a1f26",
    panel="#252c35",
    dark=True,
)
LIGHT = Theme(
    name="daiban-light",
    primary="#1f6f9f",
    secondary="#3c7a4a",
    accent="#9a5b00",
    warning="#9a5b00",
    error="#b3261e",
    success="#2e6b35",
    foreground="#1b1f24",
    background="#f7f5f0",
    surface="#ffffff",
    panel="#e6e2d8",
    dark=False,
)
CONTRAST = Theme(
    name="daiban-contrast",
    primary="#00d7ff",
    secondary="#00ff87",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff5f5f",
    success="#00ff87",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    dark=True,
)
THEMES = (DARK, LIGHT, CONTRAST)
WORDS = {
    "daiban": N_("Dark colours"),
    "daiban-light": N_("Light colours"),
    "daiban-contrast": N_("Colours of high contrast"),
}
"""Msgids that name the themes."""
