"""Cells of files that spreadsheets open: nothing in them can act there. Pure."""

from __future__ import annotations

from models.text import narrow, one_line

_ACTS = ("=", "+", "-", "@", "\t", "\r")
"""What begins a formula, in full width too."""


def inert(text: str) -> str:
    """Text that a spreadsheet shows as it is, on one line; with an apostrophe before what would be
    reckoned."""
    text = one_line(text)
    return f"'{text}" if narrow(text).startswith(_ACTS) else text
